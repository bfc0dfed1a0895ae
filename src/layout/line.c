/* SPDX-License-Identifier: MIT */
#include "layout/shaped.h"

#include <unicode/ubidi.h>

#include "base/utf8.h"

/*
 * From a cut of the text to the runs of a line: pieces of items, in visual
 * order, stretched to the measure. The place of each glyph is rounded on its
 * own, so that all lines end within 1/64 pt of each other.
 */

#define LINE_SEPARATOR 0x2028

/* The part of an item that stands on the line. */
struct piece {
	const struct item *item;
	uint32_t begin, end;
	bool hyphen;
	UBiDiLevel level;
	size_t order; /* in the text; pieces themselves are in visual order */
	size_t glyph, n_glyphs; /* in the typesetter's `setting` */
};

/* A glyph on its way; lengths FINE. */
struct set_glyph {
	uint32_t id, cluster;
	int64_t advance, x, y;
	bool blank;   /* of the space that the line break swallows */
};

struct setting {
	struct typesetter *typesetter;
	const struct shaped *shaped;
	const struct cut *cut;
	int32_t measure;
	struct piece *pieces;
	size_t n_pieces, pieces_room;
	struct set_glyph *glyphs;
	size_t n_glyphs;
	int64_t width;        /* natural, of all that is seen */
	int64_t elastic;
	int64_t weight;       /* of the places that take the slack */
	int expand;           /* 1/1000 */
	int64_t slack;        /* for spaces and gaps */
	int64_t weight_done, slack_done;
};

/* ---- pieces ---- */

static size_t first_item(const struct shaped *shaped, uint32_t at)
{
	size_t low = 0, high = shaped->n_items;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (shaped->items[middle].begin <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void add_piece(struct setting *s, struct piece piece)
{
	struct typesetter *typesetter = s->typesetter;

	typesetter->pieces = job_grow(typesetter->job, typesetter->pieces,
	                              &typesetter->pieces_room,
	                              s->n_pieces + 1, sizeof(piece));
	s->pieces = typesetter->pieces;
	piece.order = s->n_pieces;
	s->pieces[s->n_pieces++] = piece;
}

/*
 * White space at the line's end takes the direction of the paragraph (Unicode's
 * UAX 9, rule L1), so it lies outside of the text.
 */
static void cut_pieces(struct setting *s)
{
	const struct shaped *shaped = s->shaped;
	const struct cut *cut = s->cut;

	if (!shaped->n_items)
		return;
	for (size_t i = first_item(shaped, cut->begin);
	     i < shaped->n_items && shaped->items[i].begin < cut->next; i++) {
		const struct item *item = &shaped->items[i];
		uint32_t begin = item->begin > cut->begin ? item->begin
		                                          : cut->begin;
		uint32_t end = item->end < cut->next ? item->end : cut->next;
		struct piece piece = {
			.item = item, .begin = begin, .end = end,
			.level = item->level,
			.hyphen = cut->hyphen && end == cut->next,
		};

		if (end > cut->end && item->level != shaped->paragraph.rtl) {
			piece.end = cut->end > begin ? cut->end : begin;
			if (piece.end > begin)
				add_piece(s, piece);
			piece.begin = piece.end;
			piece.end = end;
			piece.level = shaped->paragraph.rtl;
		}
		if (piece.end > piece.begin)
			add_piece(s, piece);
	}
}

static void reorder(struct setting *s)
{
	struct job *job = s->typesetter->job;
	UBiDiLevel *levels;
	int32_t *map;
	struct piece *visual;

	if (!s->shaped->levels || s->n_pieces < 2)
		return;
	levels = job_alloc(job, s->n_pieces);
	map = job_alloc_array(job, s->n_pieces, sizeof(*map));
	visual = job_alloc_array(job, s->n_pieces, sizeof(*visual));
	for (size_t i = 0; i < s->n_pieces; i++)
		levels[i] = s->pieces[i].level;
	ubidi_reorderVisual(levels, (int32_t)s->n_pieces, map);
	for (size_t i = 0; i < s->n_pieces; i++)
		visual[i] = s->pieces[map[i]];
	memcpy(s->pieces, visual, s->n_pieces * sizeof(*visual));
}

/* ---- glyphs ---- */

/* The first glyph of an item whose cluster is at `at` or behind (in the
   order of the text); n_glyphs: none. */
static uint32_t find_glyph(const struct shaped *shaped,
                           const struct item *item, uint32_t at)
{
	const struct shaped_glyph *glyphs = shaped->glyphs + item->glyph;
	uint32_t low = 0, high = item->n_glyphs;
	bool rtl = item->level & 1;

	while (low < high) {
		uint32_t middle = (low + high) / 2;
		uint32_t which = rtl ? item->n_glyphs - 1 - middle : middle;
		if (glyphs[which].cluster < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* May the item be cut here and its glyphs stay as they are? */
static bool is_safe(const struct shaped *shaped, const struct item *item,
                    uint32_t at)
{
	const struct shaped_glyph *glyphs = shaped->glyphs + item->glyph;
	uint32_t i = find_glyph(shaped, item, at);

	if (at <= item->begin || at >= item->end)
		return true;
	if (i == item->n_glyphs)
		return false;
	if (item->level & 1)
		i = item->n_glyphs - 1 - i;
	return glyphs[i].cluster == at && !glyphs[i].unsafe;
}

static struct set_glyph *new_glyphs(struct setting *s, size_t n)
{
	struct typesetter *typesetter = s->typesetter;

	typesetter->setting = job_grow(typesetter->job, typesetter->setting,
	                               &typesetter->setting_room,
	                               s->n_glyphs + n,
	                               sizeof(*typesetter->setting));
	s->glyphs = typesetter->setting;
	s->n_glyphs += n;
	return s->glyphs + s->n_glyphs - n;
}

static void copy_glyphs(struct setting *s, const struct piece *piece)
{
	const struct shaped *shaped = s->shaped;
	const struct item *item = piece->item;
	uint32_t first = find_glyph(shaped, item, piece->begin);
	uint32_t last = find_glyph(shaped, item, piece->end);
	uint32_t begin = item->level & 1 ? item->n_glyphs - last : first;
	const struct shaped_glyph *from = shaped->glyphs + item->glyph + begin;
	struct set_glyph *to = new_glyphs(s, last - first);

	for (uint32_t i = first; i < last; i++, from++, to++)
		*to = (struct set_glyph){
			.id = from->id, .cluster = from->cluster,
			.advance = shape_width(item, from->advance),
			.x = shape_width(item, from->x),
			.y = shape_width(item, from->y),
		};
}

static void shape_again(struct setting *s, const struct piece *piece)
{
	hb_buffer_t *buffer = s->typesetter->buffer;
	const struct item *item = piece->item;
	const hb_glyph_info_t *info;
	const hb_glyph_position_t *position;
	struct set_glyph *to;
	unsigned n;

	shape_part(s->typesetter, s->shaped, item, piece->begin, piece->end,
	           piece->hyphen);
	info = hb_buffer_get_glyph_infos(buffer, &n);
	position = hb_buffer_get_glyph_positions(buffer, &n);
	to = new_glyphs(s, n);
	for (unsigned i = 0; i < n; i++, to++)
		*to = (struct set_glyph){
			.id = shape_glyph(s->shaped, item, &info[i]),
			.cluster = info[i].cluster,
			.advance = shape_width(item, position[i].x_advance),
			.x = shape_width(item, position[i].x_offset),
			.y = shape_width(item, position[i].y_offset),
		};
}

static uint32_t code_at(const struct shaped *shaped, size_t at)
{
	return at < shaped->text.len ? utf8_next(shaped->text, &at) : 0;
}

static void get_glyphs(struct setting *s, struct piece *piece)
{
	const struct shaped *shaped = s->shaped;

	piece->glyph = s->n_glyphs;
	if (piece->hyphen || !is_safe(shaped, piece->item, piece->begin)
	 || !is_safe(shaped, piece->item, piece->end))
		shape_again(s, piece);
	else
		copy_glyphs(s, piece);
	piece->n_glyphs = s->n_glyphs - piece->glyph;
	for (size_t i = 0; i < piece->n_glyphs; i++) {
		struct set_glyph *glyph = &s->glyphs[piece->glyph + i];
		glyph->blank = glyph->cluster >= s->cut->end
			&& !piece->hyphen;
		if (glyph->blank
		 && code_at(shaped, glyph->cluster) == LINE_SEPARATOR)
			glyph->advance = 0;
	}
}

/* ---- widths ---- */

static bool is_elastic(const struct setting *s, const struct piece *piece,
                       const struct set_glyph *glyph)
{
	return piece->item->expand && !glyph->blank
		&& !(s->shaped->at[glyph->cluster] & AT_SPACE
		     && glyph->cluster < piece->end);
}

static bool begins_cluster(const struct setting *s, const struct piece *piece,
                           const struct set_glyph *glyph)
{
	return glyph == &s->glyphs[piece->glyph]
		|| glyph[-1].cluster != glyph->cluster;
}

/* How much of the slack goes to a space, or before a Chinese character or a
   Thai word, but not between its first letter and the marks over it. */
static int64_t glyph_weight(const struct setting *s, const struct piece *piece,
                            const struct set_glyph *glyph)
{
	uint32_t flags = s->shaped->at[glyph->cluster];

	if (glyph->blank || glyph->cluster >= piece->end)
		return 0;
	if (flags & AT_SPACE)
		return glyph->advance / 2;
	if (flags & AT_GAP && glyph->cluster != s->cut->begin
	 && begins_cluster(s, piece, glyph))
		return gap_stretch(s->shaped, glyph->cluster,
		                   (int64_t)piece->item->span->size * FINE);
	return 0;
}

static void sum_up(struct setting *s)
{
	for (size_t i = 0; i < s->n_pieces; i++) {
		const struct piece *piece = &s->pieces[i];
		for (size_t k = 0; k < piece->n_glyphs; k++) {
			const struct set_glyph *glyph =
				&s->glyphs[piece->glyph + k];
			if (glyph->blank)
				continue;
			s->width += glyph->advance;
			if (is_elastic(s, piece, glyph))
				s->elastic += glyph->advance;
			s->weight += glyph_weight(s, piece, glyph);
		}
	}
}

/* Glyphs give first, then spaces. */
static void share_slack(struct setting *s)
{
	const struct cut *cut = s->cut;
	int64_t wide = (int64_t)(s->measure - cut->indent) * FINE;
	int64_t slack = wide - s->width + cut->hang_begin + cut->hang_end;
	int64_t expand = 0;

	if (!cut->justify)
		return;
	/* rounded down, for a line without spaces must not be too long */
	if (s->elastic > 0)
		expand = (slack * 1000 - (slack < 0 ? s->elastic - 1 : 0))
			/ s->elastic;
	if (expand > EXPAND_MOST)
		expand = EXPAND_MOST;
	if (expand < -EXPAND_MOST)
		expand = -EXPAND_MOST;
	s->expand = (int)expand;
	if (s->weight > 0)
		s->slack = slack - s->elastic * expand / 1000;
}

/* ---- placing ---- */

static int64_t round_fine(int64_t fine)
{
	return (fine + (fine < 0 ? -FINE / 2 : FINE / 2)) / FINE;
}

/* What a glyph takes of the line's slack; shares are rounded so that they
   add up to all of it. */
static int64_t take_slack(struct setting *s, const struct piece *piece,
                          const struct set_glyph *glyph)
{
	int64_t weight = glyph_weight(s, piece, glyph), share;

	if (!weight || !s->slack)
		return 0;
	s->weight_done += weight;
	share = s->slack * s->weight_done / s->weight - s->slack_done;
	s->slack_done += share;
	return share;
}

/* Where the line begins, without the blank glyphs on its left. */
static int64_t left_edge(const struct setting *s)
{
	const struct shaped *shaped = s->shaped;
	const struct cut *cut = s->cut;
	int64_t measure = (int64_t)s->measure * FINE;
	int64_t indent = (int64_t)cut->indent * FINE;
	int64_t width = s->width + s->slack + s->elastic * s->expand / 1000;
	int64_t left = indent - cut->hang_begin;
	int64_t right = measure - indent + cut->hang_begin - width;

	switch (shaped->paragraph.align) {
	case ALIGN_JUSTIFY:
	case ALIGN_START:
		break;
	case ALIGN_CENTER:
		return (measure - width) / 2;
	case ALIGN_END:
		left = measure - width;
		right = 0;
		break;
	}
	return shaped->paragraph.rtl ? right : left;
}

/* Blank glyphs that stand before all others hang to the left. */
static int64_t blank_before(const struct setting *s)
{
	int64_t width = 0;

	for (size_t i = 0; i < s->n_pieces; i++)
		for (size_t k = 0; k < s->pieces[i].n_glyphs; k++) {
			size_t at = s->pieces[i].glyph + k;
			if (!s->glyphs[at].blank)
				return width;
			width += s->glyphs[at].advance;
		}
	return 0;
}

/* ---- runs ---- */

/* The text of a piece; a hyphen added is U+00AD, a line separator a space. */
static struct str piece_text(struct setting *s, const struct piece *piece)
{
	struct str text = {s->shaped->text.ptr + piece->begin,
	                   piece->end - piece->begin};

	if (piece->hyphen)
		return job_format(s->typesetter->job, "%.*s\u00ad",
		                  STR_ARG(text));
	if (text.len >= 3 && !memcmp(text.ptr + text.len - 3, "\u2028", 3))
		return job_format(s->typesetter->job, "%.*s ",
		                  (int)text.len - 3, text.ptr);
	return text;
}

/* Gives each cluster the text up to the next one. */
static void share_text(const struct set_glyph *from, struct glyph *to,
                       size_t n, bool rtl, uint32_t begin, size_t length)
{
	size_t end = length, earliest = 0;

	for (size_t k = 0; k < n; k++) {
		/* in the order of the text, last cluster first */
		size_t i = rtl ? k : n - 1 - k;
		bool first = i == 0 || from[i - 1].cluster != from[i].cluster;
		size_t at = from[i].cluster - begin;

		if (at > length)
			at = length;
		to[i].text = (uint32_t)at;
		if (!first)
			continue;
		to[i].text_len = (uint32_t)(end - at);
		end = at;
		earliest = i;
	}
	/* what is not seen has no glyph: its text goes with the next one */
	if (n && end > 0) {
		to[earliest].text = 0;
		to[earliest].text_len += (uint32_t)end;
	}
}

static struct run *new_run(struct setting *s, const struct piece *piece)
{
	const struct span *span = piece->item->span;
	struct run *run = job_alloc(s->typesetter->job, sizeof(*run));

	run->face = piece->item->face;
	run->size = span->size;
	run->gray = span->gray;
	run->element = span->element;
	run->expand = 1000 + (piece->item->expand ? s->expand : 0);
	run->rtl = piece->item->level & 1;
	run->text = piece_text(s, piece);
	return run;
}

/* Places the glyphs of a piece from the pen on, which it moves. */
static struct run *set_piece(struct setting *s, const struct piece *piece,
                             int64_t *pen)
{
	struct run *run = new_run(s, piece);
	const struct set_glyph *from = s->glyphs + piece->glyph;
	struct glyph *glyphs = job_alloc_array(s->typesetter->job,
	                                       piece->n_glyphs,
	                                       sizeof(*glyphs));

	for (size_t i = 0; i < piece->n_glyphs; i++) {
		int64_t share = take_slack(s, piece, &from[i]);
		bool space = s->shaped->at[from[i].cluster] & AT_SPACE
			&& from[i].cluster < piece->end;
		int64_t x = from[i].x;

		if (!space)
			*pen += share; /* the gap before a character */
		if (i == 0)
			run->x = (int32_t)round_fine(*pen);
		if (run->expand != 1000)
			x = x * run->expand / 1000;
		glyphs[i].id = from[i].id;
		glyphs[i].x = (int32_t)round_fine(*pen + x) - run->x;
		glyphs[i].y = (int32_t)round_fine(-from[i].y);
		*pen += from[i].advance;
		if (is_elastic(s, piece, &from[i]))
			*pen += from[i].advance * s->expand / 1000;
		if (space)
			*pen += share;
	}
	share_text(from, glyphs, piece->n_glyphs, run->rtl, piece->begin,
	           run->text.len);
	run->width = (int32_t)round_fine(*pen) - run->x;
	run->glyphs = glyphs;
	run->n_glyphs = piece->n_glyphs;
	return run;
}

/* The trailing space of a link is no part of it. */
static void add_link(struct setting *s, struct line *line,
                     const struct piece *piece, const struct run *run)
{
	const struct span_link *link = piece->item->span->link;
	struct line_link *last = line->links;

	if (!link || piece->begin >= s->cut->end)
		return;
	if (last && last->link == link && last->x + last->width == run->x) {
		last->width += run->width;
		return;
	}
	last = job_alloc(s->typesetter->job, sizeof(*last));
	last->x = run->x;
	last->width = run->width;
	last->link = link;
	last->next = line->links;
	line->links = last;
}

void line_set(struct typesetter *typesetter, struct shaped *shaped,
              const struct cut *cut, int32_t measure, struct line *line)
{
	struct setting s = {
		.typesetter = typesetter, .shaped = shaped, .cut = cut,
		.measure = measure,
	};
	struct run **last = &line->runs, **runs;
	int64_t pen;

	line->runs = NULL;
	line->links = NULL;
	cut_pieces(&s);
	reorder(&s);
	for (size_t i = 0; i < s.n_pieces; i++)
		get_glyphs(&s, &s.pieces[i]);
	sum_up(&s);
	share_slack(&s);
	pen = left_edge(&s) - blank_before(&s);
	runs = job_alloc_array(typesetter->job, s.n_pieces, sizeof(*runs));
	for (size_t i = 0; i < s.n_pieces; i++) {
		struct piece *piece = &s.pieces[i];

		if (!piece->n_glyphs)
			continue;
		runs[piece->order] = set_piece(&s, piece, &pen);
		add_link(&s, line, piece, runs[piece->order]);
	}
	/* runs are linked as they are read, which structure trees go by */
	for (size_t i = 0; i < s.n_pieces; i++) {
		if (!runs[i])
			continue;
		*last = runs[i];
		last = &runs[i]->next;
	}
	line->width = (int32_t)round_fine(s.width + s.slack
		+ s.elastic * s.expand / 1000 - cut->hang_begin
		- cut->hang_end);
}
