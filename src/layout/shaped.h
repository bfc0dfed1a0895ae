/* SPDX-License-Identifier: MIT */
#ifndef A2B_SHAPED_H
#define A2B_SHAPED_H

#include "base/arena.h"
#include "layout/faces.h"
#include "layout/hyphenate.h"
#include "layout/linebreak.h"
#include "layout/paragraph.h"

#include <unicode/ubrk.h>

/*
 * Between the files that make lines of text; nobody else includes this.
 *
 *	paragraph.c  the functions of paragraph.h
 *	text.c       spans -> one text
 *	itemise.c    text -> items: one face, script, direction
 *	shape.c      items -> glyphs, and how wide each byte of the text is
 *	breaks.c     text -> flags: where a line may end
 *	places.c     flags -> places, with widths
 *	linebreak.c  places -> lines (Knuth & Plass)
 *	margin.c     how far a character may hang into the margin
 *	line.c       lines -> runs
 *
 * Widths are summed in fractions of 1/64 pt, so that rounding happens once,
 * when a glyph gets its place.
 */
#define FINE 1024 /* of them in 1/64 pt */

/* Glyph widths may change by this much, in 1/1000. */
#define EXPAND_MOST 20

struct breaker;
struct missing;

struct typesetter {
	struct job *job;
	struct faces *faces;
	struct hyphenators hyphenators;
	struct breaker *breakers; /* ICU's, by language */
	struct missing *missing;  /* first met first */
	struct missing *missing_last;
	hb_buffer_t *buffer;
	struct piece *pieces; /* of the line being set */
	size_t pieces_room;
	struct set_glyph *setting;
	size_t setting_room;
	struct arena scratch; /* of a search for lines, emptied behind it */
};

/* What is known of each byte of the text; of a character's first byte,
   mostly. */
enum {
	AT_CLUSTER = 1,     /* a character with its marks begins */
	AT_SPACE = 2,       /* a space that may be stretched */
	AT_BLANK = 4,       /* white space, of which a line's end is cleared */
	AT_WIDE = 8,        /* a Chinese, Japanese character */
	AT_BREAK = 16,      /* a line may begin here */
	AT_FORCED = 32,     /* a line must begin here */
	AT_HYPHEN = 64,     /* a line may begin here behind a hyphen added, by
	                       the patterns */
	AT_SOFT = 128,      /* the same, by the author's U+00AD */
	AT_JOINT = 256,     /* a line may begin here inside an address */
	AT_EXPAND = 512,    /* its width may change a little */
	AT_GAP = 1024,      /* what stands before may move away a little:
	                       between characters of a text without spaces */
	AT_EDGE = 2048,     /* a hyphen here leaves few letters on a line */
	AT_COMPOUND = 4096, /* a hyphen here is the word's second one */
	AT_ADDRESS = 8192,  /* inside an address */
	AT_DICTIONARY = 16384, /* of a script that writes no spaces */
	AT_NAME = 32768, /* a hyphen here divides a word with a capital */
};

/* Part of the text of one face, script, direction and look. */
struct item {
	uint32_t begin, end; /* bytes */
	const struct span *span;
	const struct face *face;
	hb_tag_t script;     /* as HarfBuzz knows it */
	uint8_t level;       /* odd: right to left */
	bool missing;        /* no face has it: each character is U+FFFD */
	bool expand;
	uint32_t glyph, n_glyphs;
};

/* In font units; in visual order, so in right-to-left items clusters fall. */
struct shaped_glyph {
	uint32_t cluster;    /* byte of the text */
	int32_t advance;
	int16_t x, y;        /* y up */
	uint16_t id;
	bool unsafe;         /* a line that begins here must be shaped anew */
};

/* Characters that were taken out of the text, for offsets to count them. */
struct removal {
	uint32_t at;         /* byte of the text */
	uint32_t bytes;      /* taken out up to there */
};

struct shaped {
	struct arena arena;
	struct cleanup *slot; /* releases it */
	struct paragraph paragraph;
	struct str text;      /* of all spans; lives as long as the job */
	uint32_t *span_begin; /* n_spans + 1 */
	struct removal *removals;
	size_t n_removals;
	uint32_t *at;         /* flags of each byte, and of the end */
	uint8_t *levels;      /* NULL: all of it is left to right */
	int32_t *advance;     /* of the cluster that begins here, FINE */
	struct item *items;
	size_t n_items, items_room;
	struct shaped_glyph *glyphs;
	size_t n_glyphs, glyphs_room;
};

/* Zeroed memory that goes with the paragraph. */
void *shaped_alloc(struct typesetter *typesetter, struct shaped *shaped,
                   size_t n, size_t size);
void *shaped_grow(struct typesetter *typesetter, struct shaped *shaped,
                  void *items, size_t *room, size_t need, size_t size);

void text_prepare(struct typesetter *typesetter, struct shaped *shaped);
/* Where a byte of the text stood in the spans, taken together. */
size_t text_offset(const struct shaped *shaped, size_t at);

void itemise(struct typesetter *typesetter, struct shaped *shaped);

void shape_items(struct typesetter *typesetter, struct shaped *shaped);
/* Shapes a part of an item, with a hyphen behind if one is wanted; the glyphs
   lie in the typesetter's buffer until it is used again. */
void shape_part(struct typesetter *typesetter, const struct shaped *shaped,
                const struct item *item, uint32_t begin, uint32_t end,
                bool hyphen);
/* The glyph to draw: HarfBuzz's, or a stand-in for its 0. */
uint32_t shape_glyph(const struct shaped *shaped, const struct item *item,
                     const hb_glyph_info_t *info);
hb_language_t shape_language(struct str language);
/* U+2010 where the face has it. */
uint32_t shape_hyphen(const struct face *face);
/* Font units of an item's face as FINE units. */
static inline int64_t shape_width(const struct item *item, int64_t units)
{
	return units * item->span->size * FINE / item->face->units_per_em;
}

void breaks_find(struct typesetter *typesetter, struct shaped *shaped);

/*
 * Thousandths of its width by which a character hangs over the line's begin, or
 * end, when it is the first, or last, there.
 */
int margin_begin(uint32_t code_point);
int margin_end(uint32_t code_point);

/* How far the gap at an AT_GAP may be stretched. Even in a line twice as loose
   as it should be one between Thai words stays below a tenth of the size, from
   which on programs that read a PDF take it for a space. */
static inline int64_t gap_stretch(const struct shaped *shaped, size_t at,
                                  int64_t em)
{
	return shaped->at[at] & AT_WIDE ? em / 8 : em / 24;
}

/*
 * The places where lines may end, from byte `from` on, up to a forced one, or
 * some thousands; the caller asks on from where the last line ended.
 */
struct places {
	struct place *place;
	size_t n, room;
	bool more;            /* the paragraph goes on behind the last one */
};
void places_find(struct typesetter *typesetter, struct shaped *shaped,
                 uint32_t from, int32_t measure, struct places *places);

/* What is to become a line. */
struct cut {
	uint32_t begin, end;  /* bytes, without the space behind */
	uint32_t next;        /* where the next line begins */
	bool hyphen;          /* to be added */
	bool justify;         /* stretch it to the measure */
	int32_t indent;
	int64_t hang_begin, hang_end;
};
void line_set(struct typesetter *typesetter, struct shaped *shaped,
              const struct cut *cut, int32_t measure, struct line *line);

/* `package` has fonts for it, or NULL. */
void missing_count(struct typesetter *typesetter, uint32_t code_point,
                   const struct span *span, const char *package);

#endif
