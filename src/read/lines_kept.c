/* SPDX-License-Identifier: MIT */
#include "read/lines_kept.h"

enum {
	VERSE_LINES = 3,    /* fewer are a paragraph with a break */
	VERSE_COLUMNS = 60,
	CODE_LINES = 2,
};

static bool has(struct str text, const char *part)
{
	struct str wanted = str_of(part);

	for (size_t i = 0; i + wanted.len <= text.len; i++)
		if (!memcmp(text.ptr + i, wanted.ptr, wanted.len))
			return true;
	return false;
}

/* Signs that programs are full of and prose is not. */
static bool looks_like_code(const struct line *line)
{
	struct str text = line->text;
	char last = text.len ? text.ptr[text.len - 1] : ' ';
	size_t signs = 0;

	for (size_t i = 0; i < text.len; i++)
		signs += strchr("{}[]()<>=;$\\&|_*/", text.ptr[i]) != NULL;
	if (signs < 2)
		return false;
	return last == ';' || last == '{' || last == '}'
	    || str_starts(text, STR_LIT("$ ")) || str_starts(text, STR_LIT("</"))
	    || str_starts(text, STR_LIT("#include")) || has(text, "();")
	    || has(text, " = ") || has(text, "==") || has(text, "->")
	    || has(text, "=\"") || has(text, "&&") || signs * 5 > text.len;
}

static bool is_open(const struct block *block)
{
	return !block->certain && block->kind != KIND_FURNITURE
	    && block->kind != KIND_TITLE && !block->quote;
}

static bool is_code(const struct blocks *blocks, size_t i)
{
	const struct block *block = &blocks->items[i];

	return is_open(block) && block->kind != KIND_ITEM
	    && block->end == block->begin + 1
	    && looks_like_code(block_first(blocks, block));
}

/* Lines of code, with single ones between that do not look like it. */
struct run {
	size_t end;
	size_t n; /* that look like code, of those not passed yet */
};

static struct run run_from(const struct blocks *blocks, size_t begin)
{
	struct run run = {begin, 0};

	for (size_t i = begin; i < blocks->n && i < run.end + 2; i++) {
		if (i > begin && blocks->items[i].gap > 0)
			break;
		if (!is_open(&blocks->items[i])
		 || blocks->items[i].end != blocks->items[i].begin + 1)
			break;
		if (is_code(blocks, i)) {
			run.end = i + 1;
			run.n++;
		}
	}
	return run;
}

/* Where code that begins here ends; `begin`: none does. From any block of a run
   the same run is left, so it is looked for but once. */
static size_t code_end(const struct blocks *blocks, size_t begin,
                       struct run *run)
{
	if (begin < run->end)
		run->n -= is_code(blocks, begin - 1);
	else
		*run = run_from(blocks, begin);
	return run->n >= CODE_LINES && run->n * 3 >= (run->end - begin) * 2
		? run->end : begin;
}

static bool is_verse_line(const struct block *block, const struct shape *shape)
{
	return is_open(block) && str_empty(block->marker)
	    && (block->kind == KIND_PARAGRAPH || block->kind == KIND_HEADING)
	    && block->end == block->begin + 1 && shape->columns <= VERSE_COLUMNS
	    && shape->words > 1 && !shape->digits && shape->sentences == 0
	    && shape->end != END_COLON;
}

/* A stanza: short lines between blank ones, most of them without a full stop. */
static size_t verse_end(const struct blocks *blocks, const struct shape *shapes,
                        size_t begin)
{
	size_t end = begin, stops = 0;

	while (end < blocks->n && (end == begin || !blocks->items[end].gap)
	    && is_verse_line(&blocks->items[end], &shapes[end]))
		stops += shapes[end++].end == END_STOP;
	return end - begin >= VERSE_LINES && stops * 2 <= end - begin
	    && (end == blocks->n || blocks->items[end].gap) ? end : begin;
}

static void make_code(struct blocks *blocks, size_t begin, size_t end)
{
	struct block *first = &blocks->items[begin];

	first->kind = KIND_CODE;
	first->certain = true;
	first->reasons = STR_LIT("signs of a program");
	first->end = blocks->items[end - 1].end;
	for (size_t i = begin + 1; i < end; i++)
		blocks->items[i].kind = KIND_COUNT; /* is part of the first */
}

void lines_kept_find(struct blocks *blocks, const struct shape *shapes)
{
	bool gaps = false;
	size_t kept = 0;
	struct run run = {0, 0};

	for (size_t i = 1; i < blocks->n; i++)
		gaps |= blocks->items[i].gap > 0;
	for (size_t i = 0; i < blocks->n; i++) {
		size_t end = code_end(blocks, i, &run);

		if (end > i) {
			make_code(blocks, i, end);
			i = end - 1;
			continue;
		}
		if (!gaps || (i && !blocks->items[i].gap))
			continue;
		end = verse_end(blocks, shapes, i);
		for (size_t k = i; k < end; k++) {
			blocks->items[k].kind = KIND_VERSE;
			blocks->items[k].reasons =
				STR_LIT("short lines between blank ones");
		}
	}
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].kind != KIND_COUNT)
			blocks->items[kept++] = blocks->items[i];
	blocks->n = kept;
}
