/* SPDX-License-Identifier: MIT */
#include "read/marks.h"

#include "base/utf8.h"

enum {
	MAX_LEVEL = 6,
	MAX_LETTERS = 160, /* of a heading */
	LEAST_ROW = 4,     /* signs that underline; three may be a rule */
};

/* How many "#" stand before a space at the begin, or what they stand for where
   the heading is underlined instead; 0: it has no mark. */
static int mark_level(const struct block *block)
{
	struct str text = block->text;
	size_t n = 0;

	if (block->underline)
		return block->underline == '=' ? 1 : 2;
	if (block->certain)
		return 0;
	while (n < text.len && text.ptr[n] == '#')
		n++;
	return n && n <= MAX_LEVEL && n + 1 < text.len && text.ptr[n] == ' '
	    && str_empty(block->marker) && !block->quote ? (int)n : 0;
}

static bool is_heading(const struct block *block)
{
	char last = block->text.ptr[block->text.len - 1];

	return utf8_count(block->text) <= MAX_LETTERS && last != '.'
	    && last != ';' && last != ',';
}

/* Two marks, or one in the first line and one more; none of them like a comment
   (the same level again at once), none deeper by more than one. */
static bool is_consistent(const struct blocks *blocks)
{
	int before = 0, count = 0;
	bool at_once = false;

	for (size_t i = 0; i < blocks->n; i++) {
		int level = mark_level(&blocks->items[i]);

		if (level) {
			if (!is_heading(&blocks->items[i])
			 || (at_once && level <= before)
			 || (count && level > before + 1))
				return false;
			before = level;
			count++;
		}
		at_once = level > 0;
	}
	return count >= 2 && !at_once;
}

/* Is the second block a row of one sign, as long as the line that it is under? */
static bool is_underlined(const struct block *block, const struct block *row)
{
	struct str signs = row->text;
	int over = columns(block->text) - (int)signs.len;

	if (row->kind != KIND_RULE || !row->certain || row->gap || row->quote
	 || block->certain || block->quote || !str_empty(block->marker)
	 || block->end != block->begin + 1 || signs.len < LEAST_ROW
	 || (signs.ptr[0] != '=' && signs.ptr[0] != '-'))
		return false;
	for (size_t i = 1; i < signs.len; i++)
		if (signs.ptr[i] != signs.ptr[0])
			return false;
	return over >= -1 && over <= 1;
}

/* Takes rows under headings into them. */
static void take_underlines(struct blocks *blocks)
{
	size_t kept = 0;

	for (size_t i = 0; i < blocks->n; i++) {
		struct block *block = &blocks->items[kept];

		*block = blocks->items[i];
		if (i + 1 < blocks->n && (i == 0 || block->gap)
		 && is_underlined(block, &blocks->items[i + 1])) {
			block->underline = blocks->items[++i].text.ptr[0];
			block->end = blocks->items[i].end;
		}
		kept++;
	}
	blocks->n = kept;
}

bool marks_settle(struct blocks *blocks)
{
	int top = MAX_LEVEL, tops = 0;
	bool title;

	take_underlines(blocks);
	if (!is_consistent(blocks))
		return false;
	for (size_t i = 0; i < blocks->n; i++) {
		int level = mark_level(&blocks->items[i]);

		if (level && level < top) {
			top = level;
			tops = 0;
		}
		tops += level == top;
	}
	/* One mark above all others, at the begin, is the title's. */
	title = tops == 1 && mark_level(&blocks->items[0]) == top;
	for (size_t i = 0; i < blocks->n; i++) {
		struct block *block = &blocks->items[i];
		int level = mark_level(block);

		if (!level)
			continue;
		if (!block->underline)
			block->text = str_trim(str_range(
				block->text.ptr + level,
				block->text.ptr + block->text.len));
		block->certain = true;
		block->score = 100;
		block->reasons = block->underline ? STR_LIT("underlined")
			: STR_LIT("marked with #");
		block->kind = title && i == 0 ? KIND_TITLE : KIND_HEADING;
		block->level = level - top + !title;
	}
	return true;
}
