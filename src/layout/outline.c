/* SPDX-License-Identifier: MIT */
#include "layout/outline.h"

static size_t count(const struct a2b_document *doc)
{
	size_t n = 0;

	for (const struct node *node = doc->book; node;
	     node = node_following(doc->book, node, false))
		n += node->kind == NODE_SECTION || node->kind == NODE_ARTICLE
		  || node->kind == NODE_HEADING;
	return n;
}

static int depth(const struct node *node)
{
	int n = 0;

	while (node->parent) {
		node = node->parent;
		n++;
	}
	return n;
}

static void add_part(struct outline *outline, const struct a2b_document *doc,
                     const struct node *node)
{
	struct entry *entry = &outline->entry[outline->n++];

	entry->node = node;
	entry->level = depth(node);
	if (node->kind == NODE_SECTION) {
		entry->label = node->text;
		entry->language = node->language.ptr ? node->language
		                                     : doc->meta.language;
		return;
	}
	entry->article = node->article;
	*map_at(&outline->articles, node->article->name) = entry;
	entry->label = node->article->meta.title;
	entry->language = node->article->meta.language;
}

struct outline *outline_new(struct job *job, const struct a2b_document *doc)
{
	struct outline *outline = job_alloc(job, sizeof(*outline));
	const struct entry *article = NULL;

	outline->articles.job = job;
	outline->entry = job_alloc_array(job, count(doc),
	                                 sizeof(*outline->entry));
	for (const struct node *node = doc->book; node;
	     node = node_following(doc->book, node, false)) {
		struct entry *entry = &outline->entry[outline->n];

		if (node->kind == NODE_SECTION || node->kind == NODE_ARTICLE) {
			add_part(outline, doc, node);
			article = entry;
		}
		if (node->kind != NODE_HEADING || node->level < 1)
			continue;
		entry->node = node;
		entry->article = article->article;
		entry->label = node_plain_text(job, node);
		entry->language = article->language;
		entry->level = article->level + node->level;
		outline->n++;
	}
	return outline;
}

struct entry *outline_find(const struct outline *outline,
                           const struct article *article)
{
	return map_get(&outline->articles, article->name);
}

struct entry *outline_meet(struct outline *outline, const struct node *node)
{
	if (outline->next >= outline->n
	 || outline->entry[outline->next].node != node)
		return NULL;
	return &outline->entry[outline->next++];
}
