/* SPDX-License-Identifier: MIT */

/*
 * Lines into blocks.
 *
 * Where a text was wrapped at some width (see width.c) lines are joined where the
 * next word would not have fitted. The width is asked of the whole text first,
 * and, where that has none, of each stretch without a blank line, for texts that
 * were put together from several sources.
 */
#include "read/block.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/hyphens.h"
#include "read/marker.h"
#include "read/width.h"

enum {
	FEW_WIDTH = 60,      /* the least where fewer pairs must do */
	FENCE_NAME = 16,     /* letters of a language's name */
};

static bool is_lower(uint32_t c)
{
	return c != UTF8_INVALID && u_islower((UChar32)c);
}

static bool ends_sentence(struct str text)
{
	switch (utf8_last(text)) {
	case '.': case '!': case '?': case ':': case ';': case '"': case ')':
	case 0x201d: case 0x2019: case 0xbb: case 0x3002: case 0xff01:
	case 0xff1f: case 0x2026: case 0x300d:
		return true;
	default:
		return false;
	}
}

/* Does line `b` stand under the words of an item, not under its mark, go on with
   what line `a` says, and had no room there? */
static bool hangs(const struct ruler *ruler, const struct line *a,
                  const struct line *b, const struct block *block)
{
	int column = block->indent + block->hang;

	return block->hang && b->indent >= column - 1 && b->indent <= column + 1
	    && is_lower(utf8_first(b->text)) && !ends_sentence(a->text)
	    && a->width >= WIDTH_LEAST
	    && line_width(ruler, b) < pair_limit(ruler, a, b);
}

/* Does line `b` go on with the block that ends in line `a`? */
static bool goes_on(const struct ruler *ruler, const struct line *a,
                    const struct line *b, int width, const struct block *block)
{
	struct marker marker = marker_find(b->text);

	if (a->quote != b->quote)
		return false;
	if (!marker.len && (hangs(ruler, a, b, block)
	                || utf8_last(a->text) == 0xad))
		return true;
	if (!width)
		return false;
	if (marker.len) {
		/* A dash or a number at a line's begin may be text. */
		if (b->indent != a->indent || !str_empty(block->marker)
		 || line_width(ruler, a) + 2
		    < width - first_word_width(ruler, b->text)
		 || ends_sentence(a->text))
			return false;
	} else if (b->indent > a->indent + 1 && str_empty(block->marker)) {
		return false; /* a paragraph's first line, indented */
	}
	if (pair_limit(ruler, a, b) > width || divides_word(a, b))
		return true;
	return is_lower(utf8_first(b->text)) && !ends_sentence(a->text)
	    && line_width(ruler, a) * 10 > width * 7;
}

struct finder {
	struct job *job;
	struct blocks blocks;
	size_t room;
	struct ruler ruler;
	struct hyphens *hyphens;
	int width;        /* of the whole; 0: it was not wrapped */
	int quote_width;  /* of what is quoted, if that has its own */
	size_t last_fence; /* the last line that can close code; 0: none */
};

/* ---- the text of a block ---- */

/* Adds a line's words, each run of white space as one space. A lone no-break
   space stays: "10 000". */
static void add_words(struct buf *out, struct str text)
{
	size_t run = 0, kept = 0;

	for (size_t at = 0, begin = 0; at < text.len; begin = at) {
		uint32_t c = utf8_next(text, &at);

		if (c == 0xfeff)
			continue;
		if (utf8_is_space(c) && c != 0x200b) {
			kept = c == ' ' || c == '\t' ? 0 : at - begin;
			if (run++ == 0 && kept) {
				buf_add(out, text.ptr + begin, kept);
				continue;
			}
			if (run > 1 && kept == 0 && out->len
			 && out->ptr[out->len - 1] != ' ') {
				buf_add_char(out, ' ');
			} else if (run == 1) {
				buf_add_char(out, ' ');
			}
			continue;
		}
		run = 0;
		buf_add(out, text.ptr + begin, at - begin);
	}
}

/* Where a word was divided at a line's end the halves meet again; a hyphen that
   is the word's own stays, as does any that might be. */
static void add_line(const struct finder *f, struct buf *out, struct str text)
{
	struct str before = buf_str(out);
	uint32_t last = utf8_last(before);

	if (before.len) {
		struct str head;

		if (last == 0xad || last == 0x2010) {
			/* A soft hyphen, or one that is nothing else. */
			out->len -= last == 0xad ? 2 : 3;
		} else if (last == '-') {
			head = (struct str){before.ptr, before.len - 1};
			switch (hyphen_kind(f->hyphens, head, text)) {
			case HYPHEN_SOFT:
				out->len--;
				break;
			case HYPHEN_LAST:
				buf_add_char(out, ' ');
				break;
			case HYPHEN_OWN:
				break;
			}
		} else if (last == 0x2014 && before.len > 3
		        && before.ptr[before.len - 4] != ' ') {
			; /* a dash that touches the words on both sides */
		} else if (!no_space_between(&f->ruler, before, text)) {
			buf_add_char(out, ' ');
		}
	}
	add_words(out, text);
}

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '\t' || (c == ' ' && i + 1 < text.len
		               && (text.ptr[i + 1] == ' '
		                || (unsigned char)text.ptr[i + 1] >= 0x80))
		 || c == 0xe2 || c == 0xc2 || c == 0xe3 || c == 0xef)
			return false;
	}
	return true;
}

static void set_text(const struct finder *f, struct block *block, size_t skip)
{
	const struct lines *lines = f->blocks.lines;
	const struct line *first = &lines->items[block->begin];
	struct str head = str_range(first->text.ptr + skip,
	                            first->text.ptr + first->text.len);
	struct buf text;

	if (block->end == block->begin + 1 && is_plain(head)) {
		block->text = head;
		return;
	}
	buf_init(&text, f->job);
	add_line(f, &text, head);
	for (size_t i = block->begin + 1; i < block->end; i++)
		add_line(f, &text, lines->items[i].text);
	block->text = buf_end(&text);
}

/* ---- blocks ---- */

static struct block *add_block(struct finder *f)
{
	struct blocks *blocks = &f->blocks;

	blocks->items = job_grow(f->job, blocks->items, &f->room, blocks->n + 1,
	                         sizeof(*blocks->items));
	blocks->items[blocks->n] = (struct block){.number = -1};
	return &blocks->items[blocks->n++];
}

/* Lines are quoted by mail programs, which wrap them, in texts that are not, and
   by text browsers, which give quotations margins. */
static int find_quote_width(const struct finder *f, const struct lines *lines)
{
	struct lines quoted = {NULL, 0};

	for (size_t i = 0; i < lines->n; i++)
		quoted.n += lines->items[i].quote > 0;
	if (quoted.n < WIDTH_MIN_PAIRS)
		return 0;
	quoted.items = job_alloc_array(f->job, quoted.n, sizeof(*quoted.items));
	quoted.n = 0;
	for (size_t i = 0; i < lines->n; i++)
		if (lines->items[i].quote > 0)
			quoted.items[quoted.n++] = lines->items[i];
	return width_find(&f->ruler, &quoted, 0, quoted.n);
}

static int greater(int a, int b)
{
	return a > b ? a : b;
}

/*
 * The width of a stretch with too few lines to agree: all of its lines must, and
 * a sentence must run on from one to the next in small letters, and end with it.
 */
static int few_lines_width(const struct finder *f, size_t begin, size_t end)
{
	const struct lines *lines = f->blocks.lines;
	int least = WIDTH_LEAST, most = WIDTH_MOST + 1;
	bool runs_on = false;

	for (size_t i = begin; i + 1 < end; i++) {
		const struct line *a = &lines->items[i];
		int limit;

		if (a->width < FEW_WIDTH || a->quote != a[1].quote
		 || marker_find(a[1].text).len || is_rule(a[1].text))
			return 0;
		least = greater(line_width(&f->ruler, a), least);
		limit = pair_limit(&f->ruler, a, a + 1);
		most = limit < most ? limit : most;
		runs_on |= is_lower(utf8_first(a[1].text))
			&& !ends_sentence(a->text);
	}
	least = greater(line_width(&f->ruler, &lines->items[end - 1]), least);
	return runs_on && least < most
	    && ends_sentence(lines->items[end - 1].text) ? least : 0;
}

static int stretch_width(const struct finder *f, size_t begin, size_t end)
{
	const struct lines *lines = f->blocks.lines;
	int width = 0;

	if (lines->items[begin].quote && f->quote_width)
		return f->quote_width;
	if (f->width)
		return f->width;
	if (end - begin > WIDTH_MIN_PAIRS)
		width = width_find(&f->ruler, lines, begin, end);
	return width ? width : few_lines_width(f, begin, end);
}

/* A block that begins with line `i`, and no line more. */
static struct block *begin_block(struct finder *f, size_t i, size_t gap)
{
	const struct line *first = &f->blocks.lines->items[i];
	struct block *block = add_block(f);

	block->begin = i;
	block->end = i + 1;
	block->gap = gap;
	block->quote = first->quote;
	block->indent = first->indent;
	return block;
}

/* Blocks of the lines [begin, end), none of them blank. */
static void add_stretch(struct finder *f, size_t begin, size_t end, size_t gap)
{
	const struct lines *lines = f->blocks.lines;
	int width = stretch_width(f, begin, end);

	for (size_t i = begin; i < end; gap = 0) {
		const struct line *first = &lines->items[i];
		struct block *block = begin_block(f, i++, gap);
		struct marker marker = marker_find(first->text);

		block->marker = (struct str){first->text.ptr, marker.len};
		block->number = marker.number;
		block->hang = columns((struct str){first->text.ptr,
		                                   marker.skip});
		if (is_rule(first->text)) {
			block->kind = KIND_RULE;
			block->certain = true;
			block->marker.len = 0;
			marker.skip = 0;
		} else {
			while (i < end && !is_rule(lines->items[i].text)
			    && goes_on(&f->ruler, &lines->items[i - 1],
			               &lines->items[i], width, block))
				i++;
		}
		block->end = i;
		set_text(f, block, marker.skip);
	}
}

/* "```" and perhaps a language's name in small letters, as Markdown marks code. */
static bool is_fence(const struct line *line, bool closing)
{
	struct str text = line->text;
	size_t n = 0;

	while (n < text.len && text.ptr[n] == '`')
		n++;
	if (n < 3 || line->quote || text.len - n > (closing ? 0 : FENCE_NAME))
		return false;
	for (size_t i = n; i < text.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789+#-",
		            text.ptr[i]))
			return false;
	return true;
}

/* The line behind the fence that closes code which line `i` opens; `i`: none. */
static size_t fence_end(const struct finder *f, size_t i)
{
	const struct lines *lines = f->blocks.lines;
	bool empty = true;

	if (i >= f->last_fence || !is_fence(&lines->items[i], false))
		return i;
	for (size_t k = i + 1; k <= f->last_fence; k++) {
		if (is_fence(&lines->items[k], true))
			return empty ? i : k + 1;
		empty &= line_blank(&lines->items[k]);
	}
	return i;
}

static size_t last_fence(const struct lines *lines)
{
	size_t i = lines->n;

	while (i > 0 && !is_fence(&lines->items[i - 1], true))
		i--;
	return i ? i - 1 : 0;
}

static void add_code(struct finder *f, size_t begin, size_t end, size_t gap)
{
	const struct lines *lines = f->blocks.lines;
	struct block *block = begin_block(f, begin, gap);
	struct buf text;

	block->end = end;
	block->kind = KIND_CODE;
	block->certain = true;
	block->fenced = true;
	block->score = 100;
	block->reasons = STR_LIT("between fences");
	buf_init(&text, f->job);
	for (size_t i = begin + 1; i + 1 < end; i++)
		if (!line_blank(&lines->items[i]))
			add_line(f, &text, lines->items[i].text);
	block->text = buf_end(&text);
}

struct blocks blocks_find(struct job *job, const struct lines *lines)
{
	struct finder f = {.job = job, .blocks.lines = lines};
	size_t gap = 0;

	f.ruler = ruler_find(lines);
	f.width = width_find(&f.ruler, lines, 0, lines->n);
	f.hyphens = hyphens_find(job, lines,
	                         keeps_compounds(&f.ruler, lines, f.width));
	f.quote_width = find_quote_width(&f, lines);
	f.last_fence = last_fence(lines);
	f.blocks.wrapped = f.width > 0;
	for (size_t i = 0; i < lines->n;) {
		size_t end = i, code = i;

		while (end < lines->n && !line_blank(&lines->items[end])
		    && (code = fence_end(&f, end)) == end)
			end++;
		if (end > i)
			add_stretch(&f, i, end, gap);
		if (code > end) {
			add_code(&f, end, code, end > i ? 0 : gap);
			gap = 0;
			i = code;
		} else if (end == i) {
			gap++;
			i++;
		} else {
			gap = 0;
			i = end;
		}
	}
	return f.blocks;
}

/* What stands behind the fence that opens code; nothing in most. */
static struct str fence_name(const struct blocks *blocks,
                             const struct block *block)
{
	struct str text = block_first(blocks, block)->text;
	size_t n = 0;

	while (block->fenced && n < text.len && text.ptr[n] == '`')
		n++;
	return block->fenced ? str_range(text.ptr + n, text.ptr + text.len)
	                     : STR_LIT("");
}

/* The name on the fence of `code`, which is then without that line. */
static struct block take_name(struct block *code, struct str name, bool keep)
{
	struct block block = *code;

	block.text = name;
	block.end = block.begin + 1;
	block.kind = keep ? KIND_PARAGRAPH : KIND_FURNITURE;
	block.fenced = false;
	block.reasons = STR_LIT("names the language of code");
	code->begin++;
	code->gap = 0;
	code->named = true;
	return block;
}

void blocks_name_code(struct job *job, struct blocks *blocks, bool keep)
{
	struct block *items;
	size_t n = 0, named = 0;

	for (size_t i = 0; i < blocks->n; i++)
		named += fence_name(blocks, &blocks->items[i]).len > 0;
	if (!named)
		return;
	items = job_alloc_array(job, blocks->n + named, sizeof(*items));
	for (size_t i = 0; i < blocks->n; i++) {
		struct block block = blocks->items[i];
		struct str name = fence_name(blocks, &block);

		if (name.len)
			items[n++] = take_name(&block, name, keep);
		items[n++] = block;
	}
	blocks->items = items;
	blocks->n = n;
}
