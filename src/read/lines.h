/* SPDX-License-Identifier: MIT */
#ifndef A2B_LINES_H
#define A2B_LINES_H

#include <stddef.h>

#include "base/job.h"
#include "base/str.h"

/* One line of the input, as it stood. */
struct line {
	struct str raw;  /* without its end */
	struct str text; /* what is left after quote marks, trimmed */
	size_t number;   /* as an editor counts: CR, LF and CRLF end lines */
	int quote;       /* how many ">" stand before it */
	int indent;      /* columns before `text`, quote marks not counted */
	int width;       /* columns from the left edge to the end of `text` */
	int points;      /* the same, of `text` code points instead of columns */
};

struct lines {
	struct line *items;
	size_t n;
};

/*
 * Cuts a text into lines: at CR, LF and CRLF, and also at form feeds, vertical
 * tabs, U+0085, U+2028 and U+2029, which leave the number as it is. Blank lines
 * are lines with an empty `text`.
 */
struct lines lines_split(struct job *job, struct str text);

static inline bool line_blank(const struct line *line)
{
	return str_empty(line->text);
}

/* Columns that a text takes in a terminal: wide signs take two. */
int columns(struct str text);

/* Code points of a text, of very long ones not all. */
int code_points(struct str text);

#endif
