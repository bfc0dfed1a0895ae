/* SPDX-License-Identifier: MIT */
#include "read/lines_kept.h"

enum {
	VERSE_LINES = 3,    /* fewer are a paragraph with a break */
	VERSE_COLUMNS = 60,
	CODE_LINES = 2,
	CODE_INDENT = 4,    /* columns more than the text's, as Markdown has it */
	PROSE_WORDS = 9,    /* in a line that ends a sentence: no code */
};

static bool has(struct str text, const char *part)
{
	struct str wanted = str_of(part);

	for (size_t i = 0; i + wanted.len <= text.len; i++)
		if (!memcmp(text.ptr + i, wanted.ptr, wanted.len))
			return true;
	return false;
}

static size_t count_signs(struct str text, const char *signs)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += strchr(signs, text.ptr[i]) != NULL;
	return n;
}

/* Signs that programs are full of and prose is not. */
static bool looks_like_code(const struct line *line)
{
	struct str text = line->text;
	char last = text.len ? text.ptr[text.len - 1] : ' ';
	size_t signs = count_signs(text, "{}[]()<>=;$\\&|_*/");

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

/* The indent that most of the text has. */
static int usual_indent(const struct blocks *blocks)
{
	enum { MOST = 64 };
	size_t bytes[MOST] = {0};
	int usual = 0;

	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].indent < MOST)
			bytes[blocks->items[i].indent] +=
				blocks->items[i].text.len;
	for (int i = 1; i < MOST; i++)
		if (bytes[i] > bytes[usual])
			usual = i;
	return usual;
}

/* The end of the blocks behind `begin` that no gap parts from it. */
static size_t stretch_end(const struct blocks *blocks, size_t begin)
{
	size_t end = begin + 1;

	while (end < blocks->n && !blocks->items[end].gap)
		end++;
	return end;
}

/* Signs that a line among indented ones shows to be code. */
static bool has_signs(struct str text)
{
	size_t n = text.len;

	return count_signs(text, "{}[]<>=;$\\&|") > 1
	    || (n && strchr("{}", text.ptr[n - 1]))
	    || (n > 1 && text.ptr[n - 1] == ';'
	     && strchr(")0123456789", text.ptr[n - 2]));
}

/* Is the stretch indented, and no prose? Counts the lines with signs in it. */
static bool may_be_code(const struct blocks *blocks, const struct shape *shapes,
                        size_t begin, size_t end, int indent, size_t *signs)
{
	*signs = 0;
	for (size_t i = begin; i < end; i++) {
		const struct block *block = &blocks->items[i];

		if (!is_open(block) || block->kind == KIND_ITEM
		 || block->kind == KIND_VERSE || block->end != block->begin + 1 || block->indent < indent
		 || (shapes[i].end == END_STOP
		  && shapes[i].words >= PROSE_WORDS))
			return false;
		*signs += has_signs(block->text);
	}
	return true;
}

/* The end of code that shows by its indent, and by signs in a third of its
   lines; blank ones may part it. `begin`: there is none. */
static size_t indented_end(const struct blocks *blocks,
                           const struct shape *shapes, size_t begin, int usual)
{
	size_t end = stretch_end(blocks, begin), code = begin, signs;

	if (!may_be_code(blocks, shapes, begin, end, usual + CODE_INDENT, &signs)
	 || signs == 0 || signs * 3 < end - begin
	 || (end == begin + 1 && !is_code(blocks, begin)))
		return begin;
	do {
		code = end;
		if (end < blocks->n)
			end = stretch_end(blocks, end);
	} while (code < end && may_be_code(blocks, shapes, code, end,
	                                   usual + CODE_INDENT, &signs));
	return code;
}

static bool is_short_line(const struct block *block, const struct shape *shape)
{
	return is_open(block) && str_empty(block->marker)
	    && (block->kind == KIND_PARAGRAPH || block->kind == KIND_HEADING)
	    && block->end == block->begin + 1
	    && shape->columns <= VERSE_COLUMNS && !shape->digits;
}

static bool is_verse_line(const struct block *block, const struct shape *shape)
{
	return is_short_line(block, shape)
	    && shape->words > 1 && shape->sentences == 0
	    && shape->end != END_COLON;
}

/* A stanza: short lines between blank ones, most of them without a full stop. */
static bool is_stanza(const struct blocks *blocks, const struct shape *shapes,
                      size_t begin, size_t end)
{
	size_t stops = 0;

	for (size_t i = begin; i < end; i++) {
		if (!is_verse_line(&blocks->items[i], &shapes[i]))
			return false;
		stops += shapes[i].end == END_STOP;
	}
	return end - begin >= VERSE_LINES && stops * 2 <= end - begin;
}

/* Beside a stanza that is one, fewer and odder lines make another. */
static bool is_next_stanza(const struct blocks *blocks,
                           const struct shape *shapes, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (!is_short_line(&blocks->items[i], &shapes[i]))
			return false;
	return end - begin > 1;
}

static void make_verse(struct blocks *blocks, size_t begin, size_t end,
                       const char *why)
{
	for (size_t i = begin; i < end; i++) {
		blocks->items[i].kind = KIND_VERSE;
		blocks->items[i].reasons = str_of(why);
	}
}

static void find_stanzas(struct blocks *blocks, const struct shape *shapes)
{
	static const char beside[] = "short lines beside verse";
	bool verse = false;

	for (size_t i = 0, end; i < blocks->n; i = end) {
		end = stretch_end(blocks, i);
		if (is_stanza(blocks, shapes, i, end))
			make_verse(blocks, i, end,
			           "short lines between blank ones");
	}
	for (size_t i = 0, end; i < blocks->n; i = end) {
		end = stretch_end(blocks, i);
		if (verse && is_next_stanza(blocks, shapes, i, end))
			make_verse(blocks, i, end, beside);
		verse = blocks->items[i].kind == KIND_VERSE;
	}
	verse = false;
	for (size_t end = blocks->n, i; end > 0; end = i) {
		i = end - 1;
		while (i > 0 && !blocks->items[i].gap)
			i--;
		if (verse && is_next_stanza(blocks, shapes, i, end))
			make_verse(blocks, i, end, beside);
		verse = blocks->items[i].kind == KIND_VERSE;
	}
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
	int usual = usual_indent(blocks);
	bool gaps = false;
	size_t kept = 0;
	struct run run = {0, 0};

	for (size_t i = 1; i < blocks->n; i++)
		gaps |= blocks->items[i].gap > 0;
	if (gaps)
		find_stanzas(blocks, shapes);
	for (size_t i = 0; i < blocks->n; i++) {
		size_t end = code_end(blocks, i, &run);

		if (end == i && gaps && (i == 0 || blocks->items[i].gap))
			end = indented_end(blocks, shapes, i, usual);
		if (end > i) {
			make_code(blocks, i, end);
			i = end - 1;
		}
	}
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].kind != KIND_COUNT)
			blocks->items[kept++] = blocks->items[i];
	blocks->n = kept;
}
