/* SPDX-License-Identifier: MIT */
#include "model/refer.h"

#include "base/map.h"
#include "model/source.h"

static void add_source(struct map *map, struct str source,
                       struct article *article)
{
	void **known;

	if (str_empty(source))
		return;
	known = map_at(map, source_key(map->job, source));
	if (!*known)
		*known = article;
}

static void resolve(const struct map *map, struct article *article)
{
	struct node *top = article->node;

	for (struct node *n = top; n;
	     n = (struct node *)node_following(top, n,
	                                       n->kind == NODE_BYLINE)) {
		struct article *to;

		if (n->kind != NODE_LINK)
			continue;
		to = map_get(map, source_key(map->job, n->target));
		n->article = to == article ? NULL : to;
	}
}

void references_resolve(struct job *job, struct a2b_document *doc)
{
	struct map map = {.job = job};

	for (size_t i = 0; i < doc->n_articles; i++)
		add_source(&map, doc->articles[i]->meta.source,
		           doc->articles[i]);
	for (size_t i = 0; i < doc->n_articles; i++)
		for (struct address *a = doc->articles[i]->also; a; a = a->next)
			add_source(&map, a->text, doc->articles[i]);
	for (size_t i = 0; i < doc->n_articles; i++)
		resolve(&map, doc->articles[i]);
}
