/* SPDX-License-Identifier: MIT */
#include "pdf/cmap.h"

#include <stdbool.h>

#include "base/utf8.h"

static void begin_map(struct buf *out, const char *ordering, const char *name,
                      int type)
{
	buf_printf(out,
	           "/CIDInit/ProcSet findresource begin\n"
	           "12 dict begin\nbegincmap\n"
	           "/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)"
	           "/Supplement 0>>def\n"
	           "/CMapName/%s def\n/CMapType %d def\n/WMode 0 def\n"
	           "1 begincodespacerange\n<0000><FFFF>\n"
	           "endcodespacerange\n", ordering, name, type);
}

static void end_map(struct buf *out)
{
	buf_add_str(out, STR_LIT(
		"endcmap\n"
		"CMapName currentdict/CMap defineresource pop\n"
		"end\nend\n"));
}

/* What PDF/UA-1, 7.21.7, forbids here. */
static bool is_forbidden(uint32_t cp)
{
	return cp == 0 || cp == 0xFEFF || cp == 0xFFFE;
}

/* A text of nothing but what is forbidden becomes a space without width. */
static void add_utf16_hex(struct buf *out, struct str text)
{
	size_t begin;

	buf_add_char(out, '<');
	begin = out->len;
	for (size_t at = 0; at < text.len;) {
		uint32_t cp = utf8_next(text, &at);

		if (is_forbidden(cp))
			continue;
		if (cp > 0xFFFF)
			buf_printf(out, "%04X%04X", 0xD7C0 + (cp >> 10),
			           0xDC00 | (cp & 0x3FF));
		else
			buf_printf(out, "%04X", cp);
	}
	if (out->len == begin)
		buf_add_str(out, STR_LIT("200B"));
	buf_add_char(out, '>');
}

/* The one code point of a text, if it has one and 16 bits; else 0. */
static uint32_t single(struct str text)
{
	size_t at = 0;
	uint32_t cp = text.len ? utf8_next(text, &at) : 0;

	return at == text.len && cp <= 0xFFFF && !is_forbidden(cp) ? cp : 0;
}

/*
 * How many codes from `i` on have texts that follow each other. A range must
 * keep the first byte of its codes, and the last byte of its texts must not
 * overflow.
 */
static size_t range_length(const struct str *texts, size_t i, size_t n)
{
	uint32_t first = single(texts[i]);
	size_t len = 1;

	if (!first)
		return 1;
	while (i + len < n && single(texts[i + len]) == first + len
	    && (i + len + 1) % 256 != 0 && (first + len) % 256 != 0)
		len++;
	return len;
}

/* Entries of one kind on their way out, in blocks of at most a hundred, each of
   which says beforehand how many it has. */
struct entries {
	struct buf *out, lines;
	const char *kind;
	int n;
};

static void end_block(struct entries *entries)
{
	if (entries->n == 0)
		return;
	buf_printf(entries->out, "%d begin%s\n", entries->n, entries->kind);
	buf_add_str(entries->out, buf_str(&entries->lines));
	buf_printf(entries->out, "end%s\n", entries->kind);
	buf_clear(&entries->lines);
	entries->n = 0;
}

static struct buf *next_entry(struct entries *entries)
{
	if (entries->n == 100)
		end_block(entries);
	entries->n++;
	return &entries->lines;
}

void cmap_to_unicode(struct buf *out, const struct str *texts, size_t n)
{
	struct entries chars = {.out = out, .kind = "bfchar"};
	struct entries ranges = {.out = out, .kind = "bfrange"};
	size_t len;

	buf_init(&chars.lines, out->job);
	buf_init(&ranges.lines, out->job);
	begin_map(out, "UCS", "Adobe-Identity-UCS", 2);
	for (size_t i = 0; i < n; i += len) {
		struct buf *line;

		len = range_length(texts, i, n);
		line = next_entry(len == 1 ? &chars : &ranges);
		buf_printf(line, "<%04zX>", i + 1);
		if (len > 1)
			buf_printf(line, "<%04zX>", i + len);
		add_utf16_hex(line, texts[i]);
		buf_add_char(line, '\n');
	}
	end_block(&chars);
	end_block(&ranges);
	end_map(out);
}

void cmap_to_cid(struct buf *out, const uint32_t *cids, size_t n)
{
	struct entries chars = {.out = out, .kind = "cidchar"};

	buf_init(&chars.lines, out->job);
	begin_map(out, "Identity", CMAP_NAME, 1);
	for (size_t i = 0; i < n; i++)
		buf_printf(next_entry(&chars), "<%04zX> %u\n", i + 1, cids[i]);
	end_block(&chars);
	end_map(out);
}
