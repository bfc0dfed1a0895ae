/* SPDX-License-Identifier: MIT */
#include "pdf/cff.h"

#include <stdbool.h>

/*
 * Reads of a Compact Font Format table (Adobe Technical Note 5176) what leads
 * to the CIDs: header, two indexes, the top dictionary, the charset. The table
 * is HarfBuzz's own work, yet nothing outside it is read whatever it holds:
 * reading behind the end gives zeros and is told by `bad`.
 */
struct reader {
	const unsigned char *bytes;
	size_t len, at;
	bool bad;
};

static uint32_t take(struct reader *r, int n)
{
	uint32_t value = 0;

	if (r->len - r->at < (size_t)n) {
		r->bad = true;
		r->at = r->len;
		return 0;
	}
	while (n--)
		value = value << 8 | r->bytes[r->at++];
	return value;
}

static void jump(struct reader *r, size_t at)
{
	if (at > r->len)
		r->bad = true;
	r->at = at > r->len ? r->len : at;
}

/* Stands behind an index afterwards; *n its entries, *first where the first
   begins and *end where it ends. */
static void read_index(struct reader *r, uint32_t *n, size_t *first,
                       size_t *end)
{
	size_t offsets, data;
	int size;

	*first = *end = 0;
	*n = take(r, 2);
	if (*n == 0)
		return;
	size = (int)take(r, 1);
	if (size < 1 || size > 4) {
		r->bad = true;
		return;
	}
	offsets = r->at;
	data = offsets + ((size_t)*n + 1) * (size_t)size - 1;
	*first = data + take(r, size);
	*end = data + take(r, size);
	jump(r, offsets + (size_t)*n * (size_t)size);
	jump(r, data + take(r, size));
}

struct top {
	bool has_cids;
	uint32_t charset, glyphs; /* offsets */
};

/* An operand, of which only whole numbers are of interest. */
static uint32_t read_operand(struct reader *r, unsigned first)
{
	if (first == 28)
		return take(r, 2);
	if (first == 29)
		return take(r, 4);
	if (first == 30) { /* a real number, to the nibble that ends it */
		unsigned pair;

		do
			pair = take(r, 1);
		while (!r->bad && (pair & 0x0F) != 0x0F && pair >> 4 != 0x0F);
		return 0;
	}
	if (first < 247)
		return first - 139;
	if (first < 251)
		return (first - 247) * 256 + take(r, 1) + 108;
	take(r, 1); /* a negative number: no offset */
	return 0;
}

static struct top read_top(struct reader *r, size_t end)
{
	enum { CHARSET = 15, GLYPHS = 17, ESCAPE = 12, ROS = 30 };
	struct top top = {0};
	uint32_t operand = 0;

	while (!r->bad && r->at < end) {
		unsigned byte = take(r, 1);

		if (byte > 27) {
			operand = read_operand(r, byte);
			continue;
		}
		if (byte == ESCAPE)
			top.has_cids |= take(r, 1) == ROS;
		else if (byte == CHARSET)
			top.charset = operand;
		else if (byte == GLYPHS)
			top.glyphs = operand;
	}
	return top;
}

static void read_charset(struct reader *r, uint16_t *cids, uint32_t n)
{
	unsigned format = take(r, 1);
	uint32_t glyph = 1; /* 0 is not listed */

	r->bad |= format > 2;
	while (!r->bad && glyph < n) {
		uint32_t cid = take(r, 2);
		uint32_t more = format ? take(r, (int)format) : 0;

		for (; glyph < n && more != UINT32_MAX; more--)
			cids[glyph++] = (uint16_t)cid++;
	}
}

uint16_t *cff_cids(struct job *job, struct str table, uint32_t *n)
{
	struct reader r = {(const unsigned char *)table.ptr, table.len, 0,
	                   false};
	uint32_t n_entries;
	size_t first, end;
	struct top top;
	uint16_t *cids;

	*n = 0;
	jump(&r, 2);
	jump(&r, take(&r, 1)); /* the header says how long it is */
	read_index(&r, &n_entries, &first, &end); /* the font's name */
	read_index(&r, &n_entries, &first, &end); /* its top dictionary */
	jump(&r, first);
	top = read_top(&r, end);
	if (!r.bad && !top.has_cids)
		return NULL;
	jump(&r, top.glyphs);
	*n = take(&r, 2);
	cids = job_alloc_array(job, *n ? *n : 1, sizeof(*cids));
	jump(&r, top.charset);
	read_charset(&r, cids, *n);
	if (r.bad)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "PDF",
		         "a CFF font is damaged");
	return cids;
}
