/* SPDX-License-Identifier: MIT */
#include "pdf/compose.h"

#include <hb-ot.h>

#include "base/buf.h"

/*
 * Tables are those of HarfBuzz's subset: glyf, head, hhea, hmtx, loca, maxp
 * (OpenType 1.9, chapter 5). They are read with a check of their lengths all
 * the same; what is not there is 0.
 */
struct table {
	const unsigned char *bytes;
	size_t len;
};

struct composer {
	struct job *job;
	struct table head, hhea, hmtx, maxp, loca, glyf;
	uint32_t n_old;       /* glyphs of the face */
	struct buf new_glyf, new_loca, new_hmtx;
	int32_t widest;
	size_t most_parts;
};

static uint16_t get16(const struct table *table, size_t at)
{
	if (table->len < 2 || at > table->len - 2)
		return 0;
	return (uint16_t)(table->bytes[at] << 8 | table->bytes[at + 1]);
}

static uint32_t get32(const struct table *table, size_t at)
{
	return (uint32_t)get16(table, at) << 16 | get16(table, at + 2);
}

static void put16(struct buf *out, int32_t value)
{
	buf_add_char(out, (char)(value >> 8));
	buf_add_char(out, (char)value);
}

static void put32(struct buf *out, uint32_t value)
{
	put16(out, (int32_t)(value >> 16));
	put16(out, (int32_t)(value & 0xFFFF));
}

static void set16(struct buf *table, size_t at, int32_t value)
{
	if (at + 2 > table->len)
		return;
	table->ptr[at] = (char)(value >> 8);
	table->ptr[at + 1] = (char)value;
}

static void free_blob(void *blob)
{
	hb_blob_destroy(blob);
}

static struct table open_table(struct job *job, hb_face_t *face,
                               const char tag[4])
{
	struct cleanup *slot = job_reserve(job);
	hb_blob_t *blob = hb_face_reference_table(face,
	                                          hb_tag_from_string(tag, 4));
	struct table table;
	unsigned len;

	job_own(job, slot, free_blob, blob);
	table.bytes = (const unsigned char *)hb_blob_get_data(blob, &len);
	table.len = len;
	return table;
}

/* Where a glyph's outline begins; of the one behind the last: the end. */
static size_t outline_at(const struct composer *c, uint32_t glyph)
{
	enum { LOCA_FORMAT = 50 };

	if (get16(&c->head, LOCA_FORMAT))
		return get32(&c->loca, (size_t)glyph * 4);
	return (size_t)get16(&c->loca, (size_t)glyph * 2) * 2;
}

static int32_t advance_of(const struct composer *c, uint32_t glyph)
{
	uint32_t n = get16(&c->hhea, 34);

	if (n && glyph >= n)
		glyph = n - 1;
	return get16(&c->hmtx, (size_t)glyph * 4);
}

static int32_t bearing_of(const struct composer *c, uint32_t glyph)
{
	uint32_t n = get16(&c->hhea, 34);

	return (int16_t)get16(&c->hmtx, glyph < n ? (size_t)glyph * 4 + 2 :
	                      (size_t)n * 4 + ((size_t)glyph - n) * 2);
}

static void add_metric(struct composer *c, int32_t advance, int32_t bearing)
{
	put16(&c->new_hmtx, advance);
	put16(&c->new_hmtx, bearing);
	if (advance > c->widest)
		c->widest = advance;
}

/* All that the face has, with long offsets and a full line a glyph. */
static void copy_old(struct composer *c)
{
	size_t end = outline_at(c, c->n_old);

	if (end > c->glyf.len)
		end = c->glyf.len;
	buf_add(&c->new_glyf, c->glyf.bytes, end);
	for (uint32_t i = 0; i < c->n_old; i++) {
		put32(&c->new_loca, (uint32_t)outline_at(c, i));
		add_metric(c, advance_of(c, i), bearing_of(c, i));
	}
}

struct box {
	int32_t left, bottom, right, top;
	bool any;             /* false: nothing to see */
};

/* The box around the parts that have an outline. */
static struct box parts_box(const struct composer *c,
                            const struct composed *composed)
{
	struct box box = {0};

	for (size_t i = 0; i < composed->n_parts; i++) {
		const struct part *part = &composed->parts[i];
		size_t at = outline_at(c, part->glyph);
		struct box b = {
			(int16_t)get16(&c->glyf, at + 2) + part->x,
			(int16_t)get16(&c->glyf, at + 4) + part->y,
			(int16_t)get16(&c->glyf, at + 6) + part->x,
			(int16_t)get16(&c->glyf, at + 8) + part->y, true,
		};

		if (outline_at(c, part->glyph + 1) <= at)
			continue;
		if (!box.any || b.left < box.left)
			box.left = b.left;
		if (!box.any || b.bottom < box.bottom)
			box.bottom = b.bottom;
		if (!box.any || b.right > box.right)
			box.right = b.right;
		if (!box.any || b.top > box.top)
			box.top = b.top;
		box.any = true;
	}
	return box;
}

static void add_outline(struct composer *c, const struct composed *composed,
                        const struct box *box)
{
	enum { WORDS = 0x01, XY = 0x02, MORE = 0x20, OVERLAP = 0x400 };

	put16(&c->new_glyf, -1); /* a composite */
	put16(&c->new_glyf, box->left);
	put16(&c->new_glyf, box->bottom);
	put16(&c->new_glyf, box->right);
	put16(&c->new_glyf, box->top);
	for (size_t i = 0; i < composed->n_parts; i++) {
		bool last = i + 1 == composed->n_parts;

		put16(&c->new_glyf, WORDS | XY | (i ? 0 : OVERLAP)
		                    | (last ? 0 : MORE));
		put16(&c->new_glyf, (int32_t)composed->parts[i].glyph);
		put16(&c->new_glyf, composed->parts[i].x);
		put16(&c->new_glyf, composed->parts[i].y);
	}
}

static void add_composed(struct composer *c, const struct composed *composed)
{
	struct box box = parts_box(c, composed);

	/* no padding: it would be the outline of an empty glyph before */
	put32(&c->new_loca, (uint32_t)c->new_glyf.len);
	if (box.any)
		add_outline(c, composed, &box);
	add_metric(c, composed->advance, box.left);
	if (composed->n_parts > c->most_parts)
		c->most_parts = composed->n_parts;
}

static int32_t at_most_16_bits(size_t value)
{
	return (int32_t)(value < 0xFFFF ? value : 0xFFFF);
}

static void add_table(hb_face_t *face, hb_tag_t tag, const struct buf *bytes)
{
	hb_blob_t *blob = hb_blob_create(bytes->ptr, (unsigned)bytes->len,
	                                 HB_MEMORY_MODE_DUPLICATE, NULL, NULL);

	hb_face_builder_add_table(face, tag, blob);
	hb_blob_destroy(blob);
}

/* A table that only changes in a few places. */
static struct buf copy_table(struct composer *c, const struct table *table)
{
	struct buf copy;

	buf_init(&copy, c->job);
	buf_add(&copy, table->bytes, table->len);
	return copy;
}

static hb_face_t *build(struct composer *c, size_t n_new)
{
	struct buf head = copy_table(c, &c->head);
	struct buf hhea = copy_table(c, &c->hhea);
	struct buf maxp = copy_table(c, &c->maxp);
	size_t n = c->n_old + n_new;
	hb_face_t *face;

	set16(&head, 50, 1); /* long offsets */
	set16(&hhea, 10, c->widest);
	set16(&hhea, 34, (int32_t)n); /* full metrics */
	set16(&maxp, 4, (int32_t)n);
	/* points and contours of composites: no more than so many times those
	   of the largest glyph, composed or not */
	for (size_t at = 10; at <= 12; at += 2) {
		size_t plain = get16(&c->maxp, at - 4);
		size_t most = get16(&c->maxp, at);

		set16(&maxp, at, at_most_16_bits(
			(plain > most ? plain : most) * c->most_parts));
	}
	if (c->most_parts > get16(&c->maxp, 28))
		set16(&maxp, 28, (int32_t)c->most_parts);
	set16(&maxp, 30, get16(&c->maxp, 30) + 1); /* depth */
	face = hb_face_builder_create();
	add_table(face, HB_TAG('h','e','a','d'), &head);
	add_table(face, HB_TAG('h','h','e','a'), &hhea);
	add_table(face, HB_TAG('m','a','x','p'), &maxp);
	add_table(face, HB_TAG('h','m','t','x'), &c->new_hmtx);
	add_table(face, HB_TAG('l','o','c','a'), &c->new_loca);
	add_table(face, HB_TAG('g','l','y','f'), &c->new_glyf);
	return face;
}

hb_face_t *compose_glyphs(struct job *job, hb_face_t *face,
                          const struct composed *composed, size_t n)
{
	struct composer c = {
		.job = job,
		.head = open_table(job, face, "head"),
		.hhea = open_table(job, face, "hhea"),
		.hmtx = open_table(job, face, "hmtx"),
		.maxp = open_table(job, face, "maxp"),
		.loca = open_table(job, face, "loca"),
		.glyf = open_table(job, face, "glyf"),
		.n_old = hb_face_get_glyph_count(face),
	};

	buf_init(&c.new_glyf, job);
	buf_init(&c.new_loca, job);
	buf_init(&c.new_hmtx, job);
	copy_old(&c);
	for (size_t i = 0; i < n; i++)
		add_composed(&c, &composed[i]);
	put32(&c.new_loca, (uint32_t)c.new_glyf.len);
	return build(&c, n);
}
