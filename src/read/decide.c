/* SPDX-License-Identifier: MIT */
#include "read/decide.h"

#include "base/utf8.h"

static bool ends_open(struct str text)
{
	static const char closing[] = ".;:,!?";

	return text.len && !strchr(closing, text.ptr[text.len - 1]);
}

static bool is_short(const struct block *block)
{
	return utf8_count(block->text) <= 90;
}

static void settle(struct block *block, enum kind kind, const char *reasons)
{
	block->kind = kind;
	block->score = 50;
	block->reasons = str_of(reasons);
}

void decide(struct job *job, struct blocks *blocks, const struct meta *meta)
{
	size_t tail = blocks->n;

	(void)job, (void)meta;
	for (size_t i = 0; i < blocks->n; i++) {
		struct block *block = &blocks->items[i], *next = block + 1;

		if (block->certain)
			continue;
		settle(block, KIND_PARAGRAPH, "text");
		if (!str_empty(block->marker))
			settle(block, KIND_ITEM, "marker");
		else if (block->quote)
			settle(block, KIND_QUOTE, "quote mark");
		else if (is_short(block) && ends_open(block->text)
		      && i + 1 < blocks->n && !is_short(next))
			settle(block, KIND_HEADING, "short, no full stop, text follows");
	}
	while (tail > 1 && is_short(&blocks->items[tail - 1])
	    && ends_open(blocks->items[tail - 1].text)
	    && blocks->items[tail - 1].kind == KIND_PARAGRAPH)
		settle(&blocks->items[--tail], KIND_FURNITURE, "short, at the end");
	if (blocks->n > 1 && blocks->items[0].kind != KIND_RULE)
		settle(&blocks->items[0], KIND_TITLE, "first");
}
