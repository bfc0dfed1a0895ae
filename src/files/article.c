/* SPDX-License-Identifier: MIT */
#include "files/article.h"

#include "files/pieces.h"
#include "model/progress.h"
#include "read/decode.h"
#include "read/read.h"

enum a2b_status worse_status(enum a2b_status a, enum a2b_status b)
{
	if (a == A2B_OK || (a == A2B_BAD_INPUT && b != A2B_OK))
		return b;
	return a;
}

bool status_ends_reading(const struct a2b_document *doc,
                         enum a2b_status status)
{
	return status != A2B_OK
	    && (status != A2B_BAD_INPUT || doc->options.strict);
}

/* One article on its way into the model. */
struct adding {
	struct a2b_document *doc;
	struct node *parent;
	struct str name, text;
	size_t lines_before;         /* in its file */
	const struct given *given;   /* may be NULL */
	struct reporter reporter;    /* who hears of lines of the file */
};

/* Lines of a piece become lines of the file. */
static void report_shifted(void *user, const struct a2b_diag *diag)
{
	const struct adding *adding = user;
	struct a2b_diag shifted = *diag;

	if (shifted.line)
		shifted.line += adding->lines_before;
	if (adding->reporter.report)
		adding->reporter.report(adding->reporter.user, &shifted);
}

static void shift_lines(struct node *top, size_t lines)
{
	struct article *article = top->article;

	for (struct node *n = top; n;
	     n = (struct node *)node_following(top, n, false)) {
		n->first_line += n->first_line ? lines : 0;
		n->last_line += n->last_line ? lines : 0;
	}
	for (size_t i = 0; i < article->n_findings; i++) {
		article->findings[i].first_line += lines;
		article->findings[i].last_line += lines;
	}
}

static void override(struct job *job, struct str *field, struct str value)
{
	if (value.ptr)
		*field = job_keep_copy(job, value);
}

static void apply_given(struct job *job, struct meta *meta,
                        const struct given *given)
{
	override(job, &meta->title, given->title);
	override(job, &meta->author, given->author);
	override(job, &meta->date, given->date);
	override(job, &meta->source, given->source);
	if (!given->n_tags)
		return;
	meta->tags = job_keep_array(job, given->n_tags, sizeof(*meta->tags));
	meta->n_tags = given->n_tags;
	for (size_t i = 0; i < given->n_tags; i++)
		meta->tags[i] = job_keep_copy(job, given->tags[i]);
}

static void add(struct job *job, void *arg)
{
	struct adding *adding = arg;
	struct node *node = read_article(job, adding->doc, adding->name,
	                                 adding->text);

	if (adding->lines_before)
		shift_lines(node, adding->lines_before);
	if (adding->given)
		apply_given(job, &node->article->meta, adding->given);
	node_append(adding->parent, node);
}

static enum a2b_status add_piece(struct adding *adding,
                                 const struct piece *piece)
{
	struct reporter shifting = {report_shifted, adding};

	adding->text = piece->text;
	adding->lines_before = piece->first_line - 1;
	return job_run(piece->first_line > 1 ? &shifting : &adding->reporter,
	               &adding->doc->arena, add, adding);
}

/* ---- a file ---- */

struct filing {
	struct adding adding;
	const char *real;
	enum a2b_status status;
};

/* Several articles cannot all have the title that was given for one. */
static void add_pieces(struct job *job, struct filing *filing, struct str bytes)
{
	struct adding *adding = &filing->adding;
	struct pieces pieces = pieces_find(job,
		decode(job, adding->name, bytes));

	if (adding->given && pieces.n > 1) {
		struct given *given = job_alloc(job, sizeof(*given));

		*given = *adding->given;
		given->title = STR_NONE;
		adding->given = given;
	}
	for (size_t i = 0; i < pieces.n; i++) {
		filing->status = worse_status(filing->status,
			add_piece(adding, &pieces.items[i]));
		if (status_ends_reading(adding->doc, filing->status))
			break;
	}
}

static void add_file(struct job *job, void *arg)
{
	struct filing *filing = arg;
	struct adding *adding = &filing->adding;
	struct buf bytes;

	adding->name = job_keep_copy(job, adding->name);
	buf_init(&bytes, job);
	input_read(job, adding->doc, adding->name.ptr, filing->real, &bytes);
	if (adding->doc->options.split)
		add_pieces(job, filing, buf_str(&bytes));
	else
		filing->status = add_piece(adding,
			&(struct piece){buf_str(&bytes), 1});
}

enum a2b_status article_add_file(struct a2b_document *doc, struct node *parent,
                                 const char *name, const char *real,
                                 const struct given *given)
{
	struct filing filing = {
		.adding = {
			.doc = doc,
			.parent = parent,
			.name = str_of(name),
			.given = given,
			.reporter = doc->reporter,
		},
		.real = real,
	};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena, add_file,
	                                 &filing);

	if (++doc->n_tried > doc->n_found)
		doc->n_found = doc->n_tried;
	progress_tell(doc, A2B_READING, doc->n_tried, doc->n_found, 0);
	return worse_status(status, filing.status);
}
