/* SPDX-License-Identifier: MIT */
#include "model/select.h"

#include "model/date.h"
#include "model/duplicates.h"

/* A date that is only known to the month or year may be any day of it. */
static bool is_older(struct date date, struct date since)
{
	if (date.year != since.year)
		return date.year < since.year;
	if (!date.month || !since.month || date.month == since.month)
		return date.month && since.month && date.day && since.day
		    && date.day < since.day;
	return date.month < since.month;
}

static void select_since(struct job *job, struct a2b_document *doc)
{
	const char *since = doc->options.since;
	struct date from, date;
	size_t older = 0;

	if (!since || !date_parse(str_of(since), &from))
		return;
	for (size_t i = 0; i < doc->n_articles; i++) {
		struct article *article = doc->articles[i];

		if (!date_parse(article->meta.date, &date)) {
			diag(job, undated, article->file.ptr, 0, "");
		} else if (is_older(date, from)) {
			article->left_out = true;
			older++;
		}
	}
	if (older)
		diag(job, older, NULL, 0, older, doc->n_articles, since);
}

static void remember_source(struct job *job, struct article *article,
                            struct str source)
{
	struct address *address = job_keep(job, sizeof(*address));

	address->text = source;
	address->next = article->also;
	article->also = address;
}

static void select_distinct(struct job *job, struct a2b_document *doc)
{
	struct article **left = job_alloc_array(job, doc->n_articles,
	                                        sizeof(*left));
	size_t n = 0;

	if (doc->options.keep_duplicates)
		return;
	for (size_t i = 0; i < doc->n_articles; i++)
		if (!doc->articles[i]->left_out)
			left[n++] = doc->articles[i];
	duplicates_find(job, left, n);
	for (size_t i = 0; i < n; i++) {
		if (!left[i]->same)
			continue;
		diag(job, duplicate, left[i]->file.ptr, 0,
		     left[i]->same->file.ptr);
		left[i]->left_out = true;
		if (left[i]->meta.source.ptr)
			remember_source(job, left[i]->same,
			                left[i]->meta.source);
	}
}

/* ---- out of the tree ---- */

static bool goes(const struct node *node)
{
	return node->kind == NODE_SECTION ? !node->first
	                                  : node->article->left_out;
}

/* The book and its sections, each before those that are in it. */
static struct node **list_parts(struct job *job, struct a2b_document *doc,
                                size_t *n)
{
	struct node **parts = NULL;
	size_t room = 0;

	*n = 0;
	for (struct node *node = doc->book; node;
	     node = (struct node *)node_following(doc->book, node,
	                node->kind == NODE_ARTICLE)) {
		if (node->kind == NODE_ARTICLE)
			continue;
		parts = job_grow(job, parts, &room, *n + 1, sizeof(*parts));
		parts[(*n)++] = node;
	}
	return parts;
}

static void prune(struct job *job, struct a2b_document *doc)
{
	size_t n;
	struct node **parts = list_parts(job, doc, &n);

	while (n > 0)
		node_remove_children(parts[--n], goes);
}

static size_t drop_left_out(struct a2b_document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->n_articles; i++)
		if (!doc->articles[i]->left_out)
			doc->articles[n++] = doc->articles[i];
	return n;
}

void select_articles(struct job *job, struct a2b_document *doc)
{
	size_t before = doc->n_articles;

	if (doc->n_selected == before)
		return; /* since then nothing was added */
	select_since(job, doc);
	select_distinct(job, doc);
	doc->n_articles = doc->n_selected = drop_left_out(doc);
	if (doc->n_articles < before)
		prune(job, doc);
}
