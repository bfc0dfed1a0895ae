/* SPDX-License-Identifier: MIT */
#ifndef A2B_PLACE_H
#define A2B_PLACE_H

#include <stddef.h>

#include "layout/blocks.h"
#include "layout/pages.h"
#include "layout/paginate.h"

/* Pages as they grow. */
struct press {
	const struct setting *setting;
	struct pages *pages;
	size_t page_room, start_room;
	bool *opening;        /* by page: begins a chapter, so no running head */
	size_t opening_room;
};

/* Puts a piece of a block on its page, which is new where it has to be, and tells
   the outline's entries where they are. Its column is counted from the first
   page of the book, on each page from the left. */
void press_piece(struct press *press, struct block *block,
                 const struct slug *slug, const struct piece *piece);

/* Puts one line on a page: x is where its measure begins, y its baseline. */
void press_line(struct press *press, size_t page, const struct line *line,
                int32_t x, int32_t y);

/* Where the text of a page begins, from the left. */
int32_t page_left(const struct setting *setting, size_t page);

#endif
