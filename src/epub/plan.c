/* SPDX-License-Identifier: MIT */
#include "epub/plan.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

struct planning {
	struct job *job;
	struct plan *plan;
	size_t parts_room, entries_room;
};

struct str plan_label(struct job *job, struct str text)
{
	struct buf label;
	bool space = false;
	size_t at = 0;

	buf_init(&label, job);
	while (at < text.len) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_space(c)) {
			space = label.len > 0;
			continue;
		}
		if (c < 0x20 || c == 0xfffe || c == 0xffff)
			continue;
		if (space)
			buf_add_char(&label, ' ');
		space = false;
		buf_add_utf8(&label, c);
	}
	return label.len ? job_copy(job, buf_str(&label)) : STR_LIT("…");
}

struct str plan_identifier(struct job *job, const struct plan *plan)
{
	return job_format(job, "urn:uuid:%.*s", STR_ARG(plan->doc->uuid));
}

bool plan_has_page_list(const struct plan *plan)
{
	for (size_t i = 0; plan->pages && i < plan->pages->n_starts; i++)
		if (plan->page_hrefs[i].ptr)
			return true;
	return false;
}

/* ---- parts ---- */

static void add_part(struct planning *p, const struct article *article,
                     const struct node *begin, int number)
{
	struct plan *plan = p->plan;
	struct str name = article->name;
	struct part *part;

	if (number > 1)
		name = job_format(p->job, "%.*s-part-%d", STR_ARG(name), number);
	plan->parts = job_grow(p->job, plan->parts, &p->parts_room,
	                       plan->n_parts + 1, sizeof(*plan->parts));
	part = &plan->parts[plan->n_parts++];
	*part = (struct part){
		.file = job_format(p->job, "%.*s.xhtml", STR_ARG(name)),
		.id = job_copy(p->job, name),
		.article = article,
		.begin = begin,
		.first = number == 1,
	};
}

/* About as many bytes as a block will take in XHTML. */
static size_t block_size(const struct node *block)
{
	size_t size = 0;

	for (const struct node *n = block; n; n = node_following(block, n, false))
		size += n->text.len + n->target.len + 16;
	return size;
}

/* From a heading to the next one. */
static size_t section_size(const struct node *heading)
{
	size_t size = block_size(heading);

	for (const struct node *n = heading->next;
	     n && n->kind != NODE_HEADING; n = n->next)
		size += block_size(n);
	return size;
}

/*
 * Old readers take seconds to open a large file. So a new one begins before a
 * heading whose section would not fit, or, in the middle of a very long section,
 * before a block that does not; but not right behind a heading.
 */
static void split_article(struct planning *p, const struct article *article)
{
	const struct node *before = NULL;
	size_t size = 0;
	int number = 1;

	add_part(p, article, article->node->first, number);
	for (const struct node *n = article->node->first; n; n = n->next) {
		size_t more = block_size(n);
		size_t fits = n->kind == NODE_HEADING ? section_size(n) : more;
		bool kept = before && before->kind == NODE_HEADING;

		if (before && !kept && size + fits > PART_BYTES
		 && (n->kind != NODE_HEADING || size > PART_BYTES / 4)) {
			p->plan->parts[p->plan->n_parts - 1].end = n;
			add_part(p, article, n, ++number);
			size = 0;
		}
		size += more;
		before = n;
	}
}

/* ---- entries ---- */

static void add_entry(struct planning *p, const struct node *node,
                      const struct article *article, struct str text,
                      struct str href, int depth)
{
	struct plan *plan = p->plan;

	plan->entries = job_grow(p->job, plan->entries, &p->entries_room,
	                         plan->n_entries + 1, sizeof(*plan->entries));
	plan->entries[plan->n_entries++] = (struct entry_point){
		.node = node,
		.article = article,
		.label = plan_label(p->job, text),
		.href = href,
		.depth = depth,
	};
}

static struct str href_to(struct planning *p, const struct part *part,
                          struct str id)
{
	if (!id.ptr)
		return part->file;
	return job_format(p->job, "%.*s#%.*s", STR_ARG(part->file), STR_ARG(id));
}

static const struct node *title_of(const struct article *article)
{
	const struct node *n = article->node->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n;
}

/* An article and its headings; `part` is its first part. */
static void add_article_entries(struct planning *p, size_t part, int depth)
{
	const struct plan *plan = p->plan;
	const struct article *article = plan->parts[part].article;
	const struct node *title = title_of(article);

	add_entry(p, article->node, article,
	          title ? node_plain_text(p->job, title) : article->meta.title,
	          href_to(p, &plan->parts[part], title ? title->id : STR_NONE),
	          depth);
	for (const struct node *n = article->node->first; n; n = n->next) {
		if (n == plan->parts[part].end)
			part++;
		if (n->kind == NODE_HEADING)
			add_entry(p, n, article, node_plain_text(p->job, n),
			          href_to(p, &plan->parts[part], n->id),
			          depth + n->level);
	}
}

static bool has_article(const struct node *section)
{
	for (const struct node *n = section; n;
	     n = node_following(section, n, n->kind == NODE_ARTICLE))
		if (n->kind == NODE_ARTICLE)
			return true;
	return false;
}

static int depth_below(const struct node *top, const struct node *node)
{
	int depth = 0;

	for (; node != top; node = node->parent)
		depth++;
	return depth;
}

static void plan_contents(struct planning *p)
{
	const struct node *book = p->plan->doc->book;
	size_t part = 0;

	for (const struct node *n = book; n;
	     n = node_following(book, n, n->kind == NODE_ARTICLE)) {
		if (n->kind == NODE_SECTION && has_article(n))
			add_entry(p, n, NULL, n->text,
			          p->plan->parts[part].file, depth_below(book, n));
		if (n->kind != NODE_ARTICLE)
			continue;
		add_article_entries(p, part, depth_below(book, n));
		do
			part++;
		while (part < p->plan->n_parts && !p->plan->parts[part].first);
	}
}

struct plan *plan_new(struct job *job, const struct a2b_document *doc,
                      const struct pages *pages)
{
	struct plan *plan = job_alloc(job, sizeof(*plan));
	struct planning p = {.job = job, .plan = plan};

	plan->job = job;
	plan->doc = doc;
	plan->pages = pages && pages->n_starts ? pages : NULL;
	plan->language = doc->meta.language;
	plan->rtl = language_is_rtl(job, plan->language);
	for (size_t i = 0; i < doc->n_articles; i++)
		split_article(&p, doc->articles[i]);
	plan_contents(&p);
	if (plan->pages)
		plan->page_hrefs = job_alloc_array(job, pages->n_starts,
		                                   sizeof(*plan->page_hrefs));
	return plan;
}
