/* SPDX-License-Identifier: MIT */
#ifndef A2B_OUTLINE_H
#define A2B_OUTLINE_H

#include <stddef.h>

#include "base/map.h"
#include "layout/pages.h"

/*
 * What a reader may want to go to: sections, articles and their headings. It is
 * known before anything is set, and where each stands is filled in as pages are
 * made; bookmarks and the contents are made of it.
 */
struct entry {
	const struct node *node;       /* a section, an article or a heading */
	const struct article *article; /* NULL: of a section */
	struct str label;
	struct str language;
	int level;                     /* from 1, going down one at a time */
	struct target target;
	struct entry *also;            /* another that begins there */
};

struct outline {
	struct entry *entry;           /* in the order of reading */
	size_t n;
	size_t next;                   /* the next to be met by outline_meet */
	struct map articles;           /* their entries by their names */
};

struct outline *outline_new(struct job *job, const struct a2b_document *doc);

/* The entry of an article, in no order. */
struct entry *outline_find(const struct outline *outline,
                           const struct article *article);

/* The entry of a node, which is asked for in the order of reading, else NULL. */
struct entry *outline_meet(struct outline *outline, const struct node *node);

#endif
