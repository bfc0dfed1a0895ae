/* SPDX-License-Identifier: MIT */
#ifndef A2B_STYLE_H
#define A2B_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "art2book.h"
#include "base/job.h"
#include "layout/paragraph.h"

/* What a piece of text may be; each has its look, a row in style.c. */
enum look_kind {
	LOOK_BODY,
	LOOK_PART,     /* name of a section of the book */
	LOOK_TITLE,
	LOOK_BRIEF,    /* title of a short article in a column */
	LOOK_DEK,
	LOOK_BYLINE,
	LOOK_HEADING1,
	LOOK_HEADING2,
	LOOK_HEADING3, /* and all deeper ones */
	LOOK_ITEM,
	LOOK_QUOTE,
	LOOK_VERSE,
	LOOK_CODE,
	LOOK_CAPTION,
	LOOK_RULE,
	LOOK_NOTE,     /* behind an article: the address of a link */
	LOOK_CONTENTS, /* its heading */
	LOOK_ENTRY_PART, /* in the contents: a section, */
	LOOK_ENTRY,    /* an article, */
	LOOK_ENTRY_INNER, /* or a heading */
	LOOK_BLURB,    /* below an article in the contents */
	LOOK_HEAD,     /* running head */
	LOOK_FOLIO,
	N_LOOKS
};

/* Where the addresses of links are printed. */
enum link_notes { LINKS_NOTES, LINKS_INLINE, LINKS_NONE };

/* Lengths in 1/64 pt; `before` and `after` count lines of the grid. */
struct look {
	enum family family;
	bool bold, italic, hyphenate;
	enum align align;
	int32_t size, leading, gray;
	int32_t indent;       /* of the first line, but not behind a heading */
	int32_t inset;        /* of all lines, from the start side */
	int32_t hang;         /* of lines that a line of the text turns over to */
	int before, after;
	int give;             /* more of them above, for a full page */
	bool keep_next;       /* stands on the page of what follows */
	bool whole;           /* better not broken over two pages */
};

/*
 * The measures of a book. A page is a grid of `rows` lines `leading` apart: body
 * lines stand on it, and whatever is set otherwise takes a whole number of them,
 * so that lines of facing pages and of columns stand level.
 */
struct style {
	int32_t width, height;         /* of the page */
	int32_t inner, outer, top, foot; /* margins; inner is at the spine */
	int32_t full;                  /* width of all columns together */
	int32_t measure;               /* of a column */
	int columns;
	int32_t column_gap;
	int32_t size, leading;         /* of the body */
	int rows;
	int32_t ascent;                /* from `top` to the first baseline */
	int32_t head_y, folio_y;       /* their baselines; 0: no room for them */
	bool run_on;                   /* articles begin no new page */
	enum link_notes links;
	struct look look[N_LOOKS];
};

/* Does a chapter begin on the first row, as what runs on does at a page's top?
   Where heads span the columns of pages that run on. */
static inline bool begins_on_top(const struct style *style)
{
	return style->run_on && style->columns > 1;
}

/* By the options; fails the job where one makes no sense. */
void page_style_init(struct style *style, struct job *job,
                const struct a2b_options *options);

#endif
