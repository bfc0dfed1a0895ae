/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "base/utf8.h"
#include "layout/shaped.h"

/*
 * From what is known of each byte to the places that the line breaker chooses
 * from: widths are summed up, hyphens measured, penalties given.
 */

/* What ending a line costs; see linebreak.c for the scale. */
#define HYPHEN_PENALTY 248
#define EDGE_PENALTY 20       /* a hyphen that leaves two letters */
#define COMPOUND_PENALTY 100  /* a second hyphen in a word */
#define NAME_PENALTY 50       /* in a word with a capital */
#define OWN_HYPHEN_PENALTY 248
#define JOINT_PENALTY 100     /* inside an address */
#define DASH_PENALTY 150      /* the next line begins with a dash */
#define CLUSTER_PENALTY 1000

/* So many at a time: a paragraph of any length takes no more memory. */
#define PLACES_MOST 8192

struct adding {
	struct typesetter *typesetter;
	struct shaped *shaped;
	struct places *places;
	size_t item;
	size_t regular;       /* places up to the last one that is no CLUSTER */
	int64_t longest;      /* a wider word may be broken anywhere */
	struct sums sums;     /* all before the byte at hand */
	struct sums seen;     /* up to the last character that is not blank */
	size_t seen_begin;    /* where that begins */
	size_t seen_end;
	const struct face *hyphen_face; /* and its hyphen's width at a size */
	int32_t hyphen_size;
	int64_t hyphen_width;
};

static const struct item *item_at(struct adding *a, size_t at)
{
	const struct shaped *shaped = a->shaped;

	while (a->item + 1 < shaped->n_items
	    && shaped->items[a->item].end <= at)
		a->item++;
	return &shaped->items[a->item];
}

static uint32_t code_at(const struct shaped *shaped, size_t at)
{
	return at < shaped->text.len ? utf8_next(shaped->text, &at) : 0;
}

static int64_t hyphen_width(struct adding *a, const struct item *item)
{
	const struct face *face = item->face;

	assert(face);
	if (face != a->hyphen_face || item->span->size != a->hyphen_size) {
		uint32_t glyph = font_glyph(face, shape_hyphen(face));
		a->hyphen_face = face;
		a->hyphen_size = item->span->size;
		a->hyphen_width = shape_width(item,
			hb_font_get_glyph_h_advance(face->hb_font, glyph));
	}
	return a->hyphen_width;
}

/* Text that runs against the paragraph has its edge inside the line. */
static bool hangs(const struct shaped *shaped, size_t at)
{
	return shaped->paragraph.align == ALIGN_JUSTIFY
		&& (!shaped->levels
		    || (shaped->levels[at] & 1) == shaped->paragraph.rtl);
}

static int64_t hang_begin(const struct shaped *shaped, size_t at)
{
	if (at >= shaped->text.len || !hangs(shaped, at))
		return 0;
	return (int64_t)shaped->advance[at]
		* margin_begin(code_at(shaped, at)) / 1000;
}

static int64_t hang_end(const struct adding *a, const struct place *place)
{
	const struct shaped *shaped = a->shaped;

	if (!hangs(shaped, a->seen_begin))
		return 0;
	if (place->hyphen)
		return place->hyphen * margin_end('-') / 1000;
	return (int64_t)shaped->advance[a->seen_begin]
		* margin_end(code_at(shaped, a->seen_begin)) / 1000;
}

static bool is_own_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0xad;
}

static bool is_dash(uint32_t c)
{
	return c == 0x2013 || c == 0x2014;
}

static void describe(struct adding *a, size_t at, struct place *place)
{
	const struct shaped *shaped = a->shaped;
	uint32_t flags = shaped->at[at];

	if (flags & AT_FORCED || at == shaped->text.len) {
		place->kind = PLACE_FORCED;
	} else if (flags & AT_BREAK) {
		place->kind = PLACE_PLAIN;
		if (is_own_hyphen(code_at(shaped, a->seen_begin))
		 && a->seen_end == at) {
			place->kind = PLACE_OWN_HYPHEN;
			place->penalty = OWN_HYPHEN_PENALTY;
		} else if (is_dash(code_at(shaped, at))) {
			place->penalty = DASH_PENALTY;
		}
	} else if (flags & (AT_HYPHEN | AT_SOFT)) {
		place->kind = PLACE_HYPHEN;
		place->penalty = HYPHEN_PENALTY
			+ (flags & AT_EDGE ? EDGE_PENALTY : 0)
			+ (flags & AT_COMPOUND ? COMPOUND_PENALTY : 0)
			+ (flags & AT_NAME ? NAME_PENALTY : 0);
	} else if (flags & AT_JOINT) {
		place->kind = PLACE_PLAIN;
		place->penalty = JOINT_PENALTY;
	} else {
		place->kind = PLACE_CLUSTER;
		place->penalty = CLUSTER_PENALTY;
	}
}

/* Breaks anywhere are only kept in words that need them. */
static void drop_clusters(struct adding *a, const struct place *next)
{
	struct places *places = a->places;
	const struct place *last = &places->place[a->regular - 1];

	if (next->before.width - last->after.width <= a->longest)
		places->n = a->regular;
}

static void add_place(struct adding *a, size_t at)
{
	struct shaped *shaped = a->shaped;
	struct places *places = a->places;
	struct place place = {
		.before = a->seen, .after = a->sums,
		.end = (uint32_t)a->seen_end, .next = (uint32_t)at,
	};

	describe(a, at, &place);
	if (place.kind == PLACE_HYPHEN)
		place.hyphen = hyphen_width(a, item_at(a, a->seen_begin));
	place.hang_end = hang_end(a, &place);
	place.hang_begin = hang_begin(shaped, at);
	if (place.kind != PLACE_CLUSTER)
		drop_clusters(a, &place);
	places->place = shaped_grow(a->typesetter, shaped, places->place,
	                            &places->room, places->n + 1,
	                            sizeof(*places->place));
	places->place[places->n++] = place;
	if (place.kind != PLACE_CLUSTER)
		a->regular = places->n;
}

/* Adds the character at a byte to the sums. */
static void pass_cluster(struct adding *a, size_t at, size_t next)
{
	const struct shaped *shaped = a->shaped;
	uint32_t flags = shaped->at[at];
	int64_t width = 0;

	for (size_t i = at; i < next; i++)
		width += shaped->advance[i];
	a->sums.width += width;
	if (flags & AT_SPACE) {
		a->sums.stretch += width / 2;
		a->sums.shrink += width * 3 / 10;
		a->sums.spaces++;
	} else if (!(flags & AT_BLANK)) {
		a->sums.letters += flags & AT_WIDE ? 2 : 1;
	}
	if (flags & AT_EXPAND)
		a->sums.elastic += width;
	if (flags & AT_BLANK)
		return;
	a->seen = a->sums;
	a->seen_begin = at;
	a->seen_end = next;
}

static bool may_end(uint32_t flags)
{
	return flags & (AT_FORCED | AT_BREAK | AT_HYPHEN | AT_SOFT | AT_JOINT
	                | AT_CLUSTER);
}

/* Spaces that begin a line, behind a forced break, are kept. */
static void pass_indent(struct adding *a, size_t from)
{
	a->seen_begin = a->seen_end = from;
}

static size_t next_cluster(const struct shaped *shaped, size_t at)
{
	do
		at++;
	while (at < shaped->text.len && !(shaped->at[at] & AT_CLUSTER));
	return at;
}

void places_find(struct typesetter *typesetter, struct shaped *shaped,
                 uint32_t from, int32_t measure, struct places *places)
{
	struct adding a = {
		.typesetter = typesetter, .shaped = shaped, .places = places,
		.longest = (int64_t)measure * FINE / 4,
	};
	size_t at = from;

	places->n = 0;
	pass_indent(&a, from);
	places->place = shaped_grow(typesetter, shaped, places->place,
	                            &places->room, 1, sizeof(struct place));
	places->place[places->n++] = (struct place){
		.end = from, .next = from,
		.hang_begin = hang_begin(shaped, from),
	};
	a.regular = 1;
	while (at < shaped->text.len) {
		size_t next = next_cluster(shaped, at);
		const struct item *item = item_at(&a, at);

		if (at > from && shaped->at[at] & AT_GAP)
			a.sums.stretch += gap_stretch(shaped, at,
				(int64_t)item->span->size * FINE);
		pass_cluster(&a, at, next);
		at = next;
		if (at == shaped->text.len || may_end(shaped->at[at]))
			add_place(&a, at);
		if (places->place[places->n - 1].kind == PLACE_FORCED
		 || places->n >= PLACES_MOST)
			break;
	}
	places->more = places->place[places->n - 1].kind != PLACE_FORCED;
}
