/* SPDX-License-Identifier: MIT */
#include "pdf/embed.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <hb-ot.h>

#include "base/utf8.h"

/* A text that a character map can give: 256 units of UTF-16 (Adobe Technical
   Note 5014), which 256 bytes of UTF-8 cannot exceed. */
enum { MAX_TEXT = 256 };

/* Places differ by a unit of layout's or two, 1/64 pt, at 8 pt: 1/256 em. */
enum { NEAR = 256 };

/* A second font for the hyphen of line ends, others for what comes up. */
enum { MAX_SECONDS = 4 };

/* Codes have 16 bits; 0 is .notdef, which is never drawn. */
enum { MAX_CODES = 65536 };

struct fonts {
	struct job *job;
	struct pdf_font **by_face; /* by the face's number */
	struct pdf_font **fonts;   /* in order of use */
	size_t n;
};

struct fonts *fonts_new(struct job *job, size_t max_faces)
{
	struct fonts *fonts = job_alloc(job, sizeof(*fonts));

	fonts->job = job;
	fonts->by_face = job_alloc_array(job, max_faces + 1,
	                                 sizeof(struct pdf_font *));
	fonts->fonts = job_alloc_array(job, max_faces + 1,
	                               sizeof(struct pdf_font *));
	return fonts;
}

static struct code *add_code(struct pdf_font *font, struct code code)
{
	if (font->n_codes == font->room)
		font->codes = job_grow(font->job, font->codes, &font->room,
		                       font->n_codes + 1, sizeof(code));
	font->codes[font->n_codes] = code;
	return &font->codes[font->n_codes++];
}

static struct pdf_font *new_font(struct job *job, const struct face *face)
{
	struct pdf_font *font = job_alloc(job, sizeof(*font));

	font->job = job;
	font->face = face;
	font->n_glyphs = hb_face_get_glyph_count(face->hb_face);
	font->by_glyph = job_alloc_array(job, (size_t)font->n_glyphs + 1,
	                                 sizeof(uint32_t));
	add_code(font, (struct code){0});
	return font;
}

struct pdf_font *fonts_use(struct fonts *fonts, const struct face *face)
{
	struct pdf_font *font = fonts->by_face[face->number];

	if (font)
		return font;
	font = new_font(fonts->job, face);
	fonts->by_face[face->number] = font;
	fonts->fonts[fonts->n++] = font;
	snprintf(font->name, sizeof(font->name), "F%zu", fonts->n);
	return font;
}

const char *font_name(const struct pdf_font *font)
{
	return font->name;
}

/* ---- codes ---- */

static bool is_private_use(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

static bool has_private_use(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (is_private_use(utf8_next(text, &at)))
			return true;
	return false;
}

/* A glyph's first code is for certain: others are given only while there are
   codes for all glyphs that have none yet. */
static bool has_room(const struct pdf_font *font,
                     const struct composed *composed)
{
	bool first = composed->n_parts == 1
	          && !font->by_glyph[composed->parts[0].glyph];

	return first
	    || MAX_CODES - font->n_codes > font->n_glyphs - font->n_used;
}

static struct code *new_code(struct pdf_font *font,
                             const struct composed *composed, struct str text)
{
	uint32_t *newest = &font->by_glyph[composed->parts[0].glyph];
	struct code code = {.glyph = *composed, .other = *newest};
	struct part *parts = job_alloc_array(font->job, composed->n_parts,
	                                     sizeof(*parts));

	memcpy(parts, composed->parts, composed->n_parts * sizeof(*parts));
	code.glyph.parts = parts;
	font->n_used += !*newest;
	font->n_composed += composed->n_parts > 1;
	*newest = (uint32_t)font->n_codes;
	code.text = job_copy(font->job, text);
	code.private_use = has_private_use(text);
	if (composed->n_parts == 1)
		code.glyph.advance = hb_font_get_glyph_h_advance(
			font->face->hb_font, parts[0].glyph);
	code.width = font_thousandths(font->face, code.glyph.advance);
	return add_code(font, code);
}

static bool is_near(const struct pdf_font *font, int32_t a, int32_t b)
{
	return (int64_t)abs(a - b) * NEAR <= font->face->units_per_em;
}

static bool same_glyph(const struct pdf_font *font, const struct composed *a,
                       const struct composed *b)
{
	if (a->n_parts != b->n_parts)
		return false;
	for (size_t i = 0; i < a->n_parts; i++)
		if (a->parts[i].glyph != b->parts[i].glyph
		 || !is_near(font, a->parts[i].x, b->parts[i].x)
		 || !is_near(font, a->parts[i].y, b->parts[i].y))
			return false;
	return a->n_parts == 1 || is_near(font, a->advance, b->advance);
}

/* The code of the glyph with this text; else one that has at least the glyph,
   in *other. */
static struct code *find_code(struct pdf_font *font,
                              const struct composed *composed,
                              struct str text, struct code **other)
{
	uint32_t at = font->by_glyph[composed->parts[0].glyph];

	*other = NULL;
	for (; at; at = font->codes[at].other) {
		struct code *code = &font->codes[at];

		if (!same_glyph(font, &code->glyph, composed))
			continue;
		if (str_equal(code->text, text))
			return code;
		*other = code;
	}
	return NULL;
}

/*
 * With TrueType a glyph has as many codes as it has texts. In CFF it has one
 * number, by which some readers look up its text; so further texts go to a few
 * further fonts, which share the font file.
 */
static struct glyph_code get_code(struct pdf_font *font,
                                  const struct composed *composed,
                                  struct str text)
{
	struct code *code, *other;
	bool spoken = true;
	int more = font->face->cff ? MAX_SECONDS : 0;

	code = find_code(font, composed, text, &other);
	while (!code && other && more-- > 0) {
		if (!font->second) {
			font->second = new_font(font->job, font->face);
			snprintf(font->second->name, sizeof(font->name),
			         "%.20sb", font->name);
		}
		font = font->second;
		code = find_code(font, composed, text, &other);
	}
	if (!code && has_room(font, composed)) {
		code = new_code(font, composed, text);
	} else if (!code) {
		code = other ? other : &font->codes[0];
		spoken = false;
	}
	return (struct glyph_code){
		font, (uint32_t)(code - font->codes), code->width,
		spoken && !code->private_use,
	};
}

static struct str first_character(struct str text)
{
	size_t at = 0;

	utf8_next(text, &at);
	return str_range(text.ptr, text.ptr + at);
}

struct glyph_code font_code(struct pdf_font *font, uint32_t glyph,
                            struct str text)
{
	struct part part = {glyph, 0, 0};
	struct composed composed = {&part, 1, 0};
	struct glyph_code code;

	assert(glyph < font->n_glyphs);
	if (text.len <= MAX_TEXT)
		return get_code(font, &composed, text);
	code = get_code(font, &composed, first_character(text));
	code.spoken = false;
	return code;
}

struct glyph_code font_composed_code(struct pdf_font *font,
                                     const struct composed *composed,
                                     struct str text)
{
	if (font->face->cff || text.len > MAX_TEXT
	 || font->n_glyphs + font->n_composed >= MAX_CODES)
		return (struct glyph_code){0};
	return get_code(font, composed, text);
}

uint32_t fonts_write(struct fonts *fonts, struct writer *w)
{
	HPDF_Dict dict;

	for (size_t i = 0; i < fonts->n; i++)
		font_embed(fonts->fonts[i], w);
	dict = pdf_dict(w, NULL);
	for (size_t i = 0; i < fonts->n; i++)
		for (const struct pdf_font *font = fonts->fonts[i]; font;
		     font = font->second)
			pdf_set(w, dict, font->name, pdf_ref(w, font->number));
	return writer_add(w, dict);
}
