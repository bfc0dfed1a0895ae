/* SPDX-License-Identifier: MIT */
#ifndef A2B_SHEET_H
#define A2B_SHEET_H

#include "layout/place.h"

/*
 * The page that a chapter has come to. In columns a page is a stack of bands: a
 * head, which is one block or several that span all columns, and below it the
 * columns of its text, which end level. What stands on the page is held back
 * until it is full: the rows left at its foot then go between its bands.
 */
struct sheet {
	struct press *press;
	struct chain *chain;
	const struct slug *slugs; /* one for each block of the chain */
	struct grid grid;
	size_t page;              /* that the chapter goes on with, */
	int row;                  /* below so many rows */
	bool rtl;                 /* in columns: the right one is first */
	struct pieces held;
	size_t held_page;
};

/* Adds a piece of the chapter's text; `column` is counted from the sheet's page
   on, as columns are read. */
void sheet_add(struct sheet *sheet, const struct piece *piece);

/* Goes on with a new page. */
void sheet_turn(struct sheet *sheet);

/* The row below a head, the blocks from one to before another, if it stands on
   the page below so many rows. */
int sheet_below_head(const struct sheet *sheet, size_t from, size_t to,
                     int row);

/* Adds a head: what is higher than a page goes over several. */
void sheet_add_head(struct sheet *sheet, size_t from, size_t to);

/* Puts what is held back in its place. */
void sheet_end(struct sheet *sheet);

#endif
