/* SPDX-License-Identifier: MIT */
#ifndef A2B_WIDTH_H
#define A2B_WIDTH_H

#include <stdbool.h>

#include "read/lines.h"

enum {
	WIDTH_LEAST = 45,     /* columns; narrower texts are not joined */
	WIDTH_MOST = 110,
	WIDTH_MIN_PAIRS = 3,  /* as many pairs of lines must agree on a width */
};

/* How the program that wrapped a text measured its lines, and where it let them
   end. Of most scripts all of them say the same. */
struct ruler {
	bool points; /* it counted code points, not columns */
	bool spaces; /* it broke lines at spaces only, whatever the script */
	bool spaced; /* the text has spaces between Chinese and Latin letters */
};

struct ruler ruler_find(const struct lines *lines);

/* From the left edge to the end of the line. */
static inline int line_width(const struct ruler *ruler, const struct line *line)
{
	return ruler->points ? line->points : line->width;
}

/* The width that lines [begin, end) were wrapped at; 0: they were not. */
int width_find(const struct ruler *ruler, const struct lines *lines,
               size_t begin, size_t end);

/* The first word's width: what the line before would have had to take. */
int first_word_width(const struct ruler *ruler, struct str text);

/* The least width of a text where the first word of `b` would have stood in the
   line of `a` before it. */
int pair_limit(const struct ruler *ruler, const struct line *a,
               const struct line *b);

/* Does a text where line `a` goes on with line `b` have no space there? */
bool no_space_between(const struct ruler *ruler, struct str a, struct str b);

/* Are words that have a hyphen of their own never broken there, although they
   could be? Then a hyphen at a line's end had a space behind it. */
bool keeps_compounds(const struct ruler *ruler, const struct lines *lines,
                     int width);

#endif
