/* SPDX-License-Identifier: MIT */
#include "read/dialogue.h"

static bool has_dash(const struct block *block)
{
	return block->kind == KIND_ITEM && !block->certain
	    && (str_equal(block->marker, STR_LIT("-"))
	     || str_equal(block->marker, STR_LIT("–")));
}

static bool is_said(const struct shape *shape)
{
	return shape->end == END_STOP || shape->end == END_QUESTION
	    || shape->end == END_EXCLAMATION || shape->end == END_ELLIPSIS
	    || shape->end == END_QUOTE;
}

void dialogue_find(struct blocks *blocks, const struct shape *shapes)
{
	for (size_t i = 0, end; i < blocks->n; i = end + (end == i)) {
		bool said = true, asked = false, told = false;

		for (end = i; end < blocks->n && has_dash(&blocks->items[end]);
		     end++) {
			said &= is_said(&shapes[end]);
			asked |= shapes[end].end == END_QUESTION
			      || shapes[end].end == END_EXCLAMATION;
			told |= shapes[end].end == END_STOP;
		}
		for (size_t k = i; said && asked && told && k < end; k++) {
			blocks->items[k].kind = blocks->items[k].quote
				? KIND_QUOTE : KIND_PARAGRAPH;
			blocks->items[k].reasons =
				STR_LIT("a dash before what somebody says");
		}
	}
}
