/* SPDX-License-Identifier: MIT */

/* Taking long articles out of a document, into books of their own. */

#include "art2book.h"

#include <stdlib.h>

#include "model/document.h"

struct splitting {
	struct a2b_document *doc, *part;
};

/* Of the book as a whole nothing is true of the one article but its series. */
static struct a2b_options options_of_part(const struct a2b_options *options)
{
	struct a2b_options part = *options;

	part.title = part.subtitle = part.author = part.date = NULL;
	part.language = part.source = part.tags = part.id = NULL;
	part.sort = part.group_by = part.since = part.cover = NULL;
	part.split_over = 0;
	return part;
}

static struct article *find_long(const struct a2b_document *doc)
{
	size_t most = doc->options.split_over;

	for (size_t i = 0; most && doc->n_articles > 1
	     && i < doc->n_articles; i++)
		if (doc->articles[i]->words > most)
			return doc->articles[i];
	return NULL;
}

/* Also out of the list, which keeps its order, and with a section that would
   be empty. */
static void take_out(struct a2b_document *doc, struct article *article)
{
	struct node *node = article->node;
	size_t n = 0;

	for (size_t i = 0; i < doc->n_articles; i++)
		if (doc->articles[i] != article)
			doc->articles[n++] = doc->articles[i];
	doc->n_articles = doc->n_selected = n;
	do {
		struct node *parent = node->parent;

		node_remove(node);
		node = parent;
	} while (node->kind == NODE_SECTION && !node->first);
}

static void split_off(struct job *job, void *arg)
{
	struct splitting *s = arg;
	struct a2b_document *doc = s->doc, *part = s->part;
	struct article *article;

	if (!doc->splitting)
		document_analyse(job, doc);
	doc->splitting = true;
	article = find_long(doc);
	if (!article)
		return;
	take_out(doc, article);
	part->options = options_of_part(&doc->options);
	part->reporter = doc->reporter;
	part->inputs = doc->inputs;
	part->n_selected = 1;
	part->book = node_new(job, NODE_BOOK);
	node_append(part->book, article->node);
}

enum a2b_status a2b_document_split_off(struct a2b_document *doc,
                                       struct a2b_document **part)
{
	struct a2b_document *fresh = calloc(1, sizeof(*fresh));
	struct splitting s = {doc, fresh};
	enum a2b_status status;

	*part = NULL;
	if (!fresh) {
		diag_report(&doc->reporter, DIAG_no_memory, NULL, 0, 0,
		            diag_text_no_memory, "");
		return A2B_NO_MEMORY;
	}
	status = job_run(&doc->reporter, &doc->arena, split_off, &s);
	if (status == A2B_OK && fresh->book)
		*part = fresh;
	else
		a2b_document_free(fresh);
	return status;
}
