/* SPDX-License-Identifier: MIT */
#ifndef A2B_FONTS_H
#define A2B_FONTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "layout/font.h"
#include "pdf/compose.h"
#include "pdf/writer.h"

/*
 * The fonts of a PDF. A page names glyphs by codes of two bytes. A code stands
 * for a glyph and for the text that it is there for, which is what a reader
 * gets when it copies: where a glyph stands for two texts (a hyphen of the
 * author's and one of a line's end) it has two codes.
 */
struct fonts;
struct pdf_font;

/* `max_faces` is the number of faces that there are. */
struct fonts *fonts_new(struct job *job, size_t max_faces);

/* The face as a font, taken into the book. */
struct pdf_font *fonts_use(struct fonts *fonts, const struct face *face);
/* Its name on the page, "F1". */
const char *font_name(const struct pdf_font *font);

struct glyph_code {
	struct pdf_font *font; /* the face's, or a second one of it */
	uint32_t code;
	int32_t width; /* as the PDF has it: 1/1000 of the size */
	bool spoken;   /* false: it cannot have that text, or PDF/A wants more,
	                  and the page must give the text by ActualText */
};

/* The code of a glyph of the face (not 0) with a text, which is not empty. */
struct glyph_code font_code(struct pdf_font *font, uint32_t glyph,
                            struct str text);

/*
 * The code of several glyphs in their places, as one glyph of the font that is
 * embedded. Places that differ by less than layout rounds them are the same. An
 * advance of `advance` font units. `code` is 0 where the font cannot have it.
 */
struct glyph_code font_composed_code(struct pdf_font *font,
                                     const struct composed *composed,
                                     struct str text);

/* Embeds the glyphs that were used and returns the dictionary of font
   resources, an object of its own. */
uint32_t fonts_write(struct fonts *fonts, struct writer *writer);

#endif
