/* SPDX-License-Identifier: MIT */
#ifndef A2B_PIECES_H
#define A2B_PIECES_H

#include "base/job.h"

/* An article among several in one text. */
struct piece {
	struct str text;
	size_t first_line; /* in the file, from 1 */
};

struct pieces {
	struct piece *items;
	size_t n;
};

/*
 * Cuts a text where a new article begins: at form feeds, and at lines of three
 * or more "-" or "=" that front matter or a title follows. A line that is only a
 * rule in an article, with a paragraph behind it, cuts nothing. Pieces without
 * text are left out; there is always at least one.
 */
struct pieces pieces_find(struct job *job, struct str text);

#endif
