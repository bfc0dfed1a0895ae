/* SPDX-License-Identifier: MIT */

/*
 * A chapter is first made up of paragraphs at their best. Where a column then
 * ends badly, paragraphs in and before it are broken again with a line more and a
 * line less, further back each time, and the whole is made up anew. Most
 * paragraphs are thus broken only once.
 *
 * Where pages have columns, a chapter is a row of stories: a head that spans
 * them and the text below it, or several short articles, which have no such
 * head. Each story is made up for itself, from where the one before it ends.
 *
 * Of a long story only some pages are in the making at a time, so that memory
 * does not grow with it: what comes three pages later changes nothing.
 */

#include "layout/chapter.h"

#include "layout/qr.h"
#include "layout/sheet.h"

enum {
	FURTHEST = 6,    /* columns back that paragraphs are broken again */
	LEAST_LINES = 3, /* shorter ones have no line to give */
	WINDOW = 24,     /* pages that are made up together */
	AHEAD = 3,       /* of which so many are made up again with the next */
	LEAST_BELOW = 3  /* rows of text below a head that spans the columns */
};

/* What a paragraph that is not at its best costs, beside its demerits. */
static const int64_t COST_VERSION = 3000;
static const int64_t COST_GIVE = 5000;  /* a row more above a heading, */
static const int64_t COST_SINK = 500;   /* or above an opening page's title */
static const int64_t COST_RUNT = 10000;
enum { DEMERITS_FOR_COST = 100 };

struct chapter {
	struct press *press;
	struct chain *chain;
	struct slug *slugs;
	struct grid grid;
	struct sheet sheet;    /* where it will go on */
	struct position begin; /* of what is not placed yet */
	size_t n;              /* blocks that are broken into lines */
	size_t end;            /* of the blocks that share their columns */
};

static int32_t measure_of(const struct style *style, const struct block *block)
{
	return block_width(style, block) - block->start - block->end
	     - block->look->hang;
}

static void break_block(const struct chapter *chapter, size_t index)
{
	static struct lines nothing;
	const struct setting *setting = chapter->press->setting;
	struct block *block = &chapter->chain->block[index];
	struct slug *slug = &chapter->slugs[index];

	*slug = (struct slug){
		.version[0].lines = &nothing,
		.n_versions = 1,
		.leading = block->look->leading,
		.before = block->before,
		.keep_before = block->opens && !begins_on_top(setting->style),
		.keep_next = block->keep_next,
		.leads = block->leads,
		.whole = block->look->whole,
	};
	if (block->text) {
		block->shaped = paragraph_shape(setting->typesetter,
		                                block->text);
		slug->version[0].lines = paragraph_try(setting->typesetter,
			block->shaped, measure_of(setting->style, block), 0);
	}
	if (block->qr) {
		slug->version[0].lines = block->qr->room;
		slug->whole = true;
	}
	/* a heading wants two lines of text, not one */
	if (index > 0 && block[-1].keep_next && !slug->whole
	 && slug->version[0].lines->n == 1)
		slug->keep_next = true;
	for (int i = 1; i <= block->look->give; i++)
		slug->version[slug->n_versions++] = (struct version){
			slug->version[0].lines, i,
			i * (block->opens ? COST_SINK : COST_GIVE)};
}

/* ---- paragraphs with a line more or less ---- */

static bool ends_in_runt(const struct lines *lines)
{
	return lines->line[lines->n - 1].runt;
}

static void add_version(const struct chapter *chapter, size_t index,
                        int looseness)
{
	const struct setting *setting = chapter->press->setting;
	const struct block *block = &chapter->chain->block[index];
	struct slug *slug = &chapter->slugs[index];
	const struct lines *best = slug->version[0].lines;
	struct lines *lines;
	int64_t cost = COST_VERSION;

	lines = paragraph_try(setting->typesetter, block->shaped,
	                      measure_of(setting->style, block), looseness);
	if (lines->n == best->n || lines->n == 0)
		return;
	if (lines->demerits > best->demerits)
		cost += (lines->demerits - best->demerits) / DEMERITS_FOR_COST;
	if (ends_in_runt(lines) && !ends_in_runt(best))
		cost += COST_RUNT;
	slug->version[slug->n_versions++] = (struct version){lines, 0, cost};
}

/* False: was done already, or there is nothing to gain. */
static bool loosen(const struct chapter *chapter, size_t index)
{
	const struct block *block = &chapter->chain->block[index];
	struct slug *slug = &chapter->slugs[index];

	if (slug->loosened || !block->text || block->look->whole
	 || block->look->hang || slug->version[0].lines->n < LEAST_LINES)
		return false;
	slug->loosened = true;
	add_version(chapter, index, 1);
	add_version(chapter, index, -1);
	return slug->n_versions > 1;
}

/* The row that a column should end on: those of the last page end level. */
static int foot_of(const struct chapter *chapter, const struct pieces *pieces,
                   const struct piece *piece)
{
	size_t of_page = (size_t)chapter->grid.columns;
	size_t last = pieces->piece[pieces->n - 1].column;

	return piece->column / of_page == last / of_page ? pieces->foot
	                                                 : chapter->grid.rows;
}

/* Does a column end badly with this piece? */
static bool ends_badly(const struct chapter *chapter,
                       const struct pieces *pieces, const struct piece *piece)
{
	const struct slug *slug = &chapter->slugs[piece->slug];
	const struct lines *lines = slug->version[piece->version].lines;
	int end = piece->row + slug_rows(slug, &chapter->grid,
	                                 piece->to - piece->from);

	if (piece + 1 == pieces->piece + pieces->n) /* with what is left */
		return chapter->grid.columns > 1 && pieces->foot - end > 1;
	return end != foot_of(chapter, pieces, piece)
	    || (piece->to < lines->n && (lines->line[piece->to - 1].hyphenated
	                              || lines->n - piece->to < 2));
}

/* Loosens what stands in columns that end badly, and in so many before each. */
static bool loosen_bad(const struct chapter *chapter,
                       const struct pieces *pieces, size_t before)
{
	const struct piece *piece = pieces->piece;
	bool more = false;

	for (size_t i = 0; i < pieces->n; i++) {
		bool last = i + 1 == pieces->n;

		if ((!last && piece[i + 1].column == piece[i].column)
		 || !ends_badly(chapter, pieces, &piece[i]))
			continue;
		for (size_t k = i + 1; k > 0
		  && piece[k - 1].column + before >= piece[i].column; k--)
			more |= loosen(chapter, piece[k - 1].slug);
	}
	return more;
}

/* Makes up what is broken into lines and not placed, below so many rows of the
   first page. */
static struct pieces make_up(struct chapter *chapter, int top)
{
	struct job *job = chapter->press->setting->job;
	bool more = chapter->n < chapter->end;
	struct pieces pieces;

	chapter->grid.top = top;
	pieces = paginate(job, chapter->slugs, chapter->begin, chapter->n, more,
	                  &chapter->grid);
	for (size_t before = 1; before <= FURTHEST; before++)
		if (loosen_bad(chapter, &pieces, before))
			pieces = paginate(job, chapter->slugs, chapter->begin,
			                  chapter->n, more, &chapter->grid);
	return pieces;
}

/* ---- a long story, some pages at a time ---- */

static int64_t rows_of(const struct chapter *chapter, size_t index,
                       size_t from)
{
	const struct slug *slug = &chapter->slugs[index];
	size_t n = slug->version[0].lines->n;

	return slug_rows(slug, &chapter->grid, n > from ? n - from : 0);
}

/* Breaks the next blocks, as many as make WINDOW pages with what is left. */
static void read_on(struct chapter *chapter)
{
	const struct position *begin = &chapter->begin;
	int64_t rows = (int64_t)WINDOW * chapter->grid.columns
	             * chapter->grid.rows;

	for (size_t i = begin->slug; i < chapter->n; i++)
		rows -= rows_of(chapter, i, i == begin->slug ? begin->line : 0);
	while (chapter->n < chapter->end && rows > 0) {
		break_block(chapter, chapter->n);
		rows -= rows_of(chapter, chapter->n++, 0);
	}
}

/* Columns that what comes later cannot change any more. */
static size_t settled_columns(const struct chapter *chapter,
                              const struct pieces *pieces)
{
	size_t of_page = (size_t)chapter->grid.columns;
	size_t n = pieces->piece[pieces->n - 1].column + 1;

	if (chapter->n == chapter->end)
		return n;
	return n > AHEAD * of_page ? (n / of_page - AHEAD) * of_page : 0;
}

static void place_settled(struct chapter *chapter, const struct pieces *pieces)
{
	size_t of_page = (size_t)chapter->grid.columns;
	size_t settled = settled_columns(chapter, pieces), i = 0;

	for (; i < pieces->n && pieces->piece[i].column < settled; i++)
		sheet_add(&chapter->sheet, &pieces->piece[i]);
	chapter->begin = (struct position){.slug = chapter->n};
	if (i < pieces->n) {
		chapter->begin = (struct position){pieces->piece[i].slug,
			pieces->piece[i].version, pieces->piece[i].from};
		chapter->sheet.page += settled / of_page;
		if (settled)
			chapter->sheet.row = 0;
	} else {
		chapter->sheet.page += (settled - 1) / of_page;
		chapter->sheet.row = pieces->foot;
	}
}

/* ---- stories ---- */

/* Where a head ends that may begin with a block. */
static size_t find_head_end(const struct chapter *chapter, size_t from)
{
	const struct chain *chain = chapter->chain;
	size_t end = from;

	while (chapter->grid.columns > 1 && end < chain->n
	    && chain->block[end].spans
	    && (end == from || !chain->block[end].begins_band))
		end++;
	return end;
}

static size_t find_story_end(const struct chapter *chapter, size_t from)
{
	const struct chain *chain = chapter->chain;

	if (chapter->grid.columns == 1)
		return chain->n;
	for (from++; from < chain->n && !chain->block[from].begins_band;)
		from++;
	return from;
}

/* The row that the columns below a head begin on, if it stands below a row of
   the page: the space that the text wants above it stands there. */
static int top_below(const struct chapter *chapter, size_t head, size_t body,
                     int row)
{
	row = sheet_below_head(&chapter->sheet, head, body, row);
	if (row > 0 && body < chapter->end)
		row += chapter->slugs[body].before;
	return row;
}

/* Makes up the beginning of a story where the one before it has ended or, where
   that would strand its head or tear something apart, on a new page. */
static struct pieces begin_story(struct chapter *chapter, size_t head,
                                 size_t body)
{
	struct sheet *sheet = &chapter->sheet;
	int rows = chapter->grid.rows;
	int top = top_below(chapter, head, body, sheet->row);
	int next_top = top_below(chapter, head, body, 0);
	struct pieces pieces, next;

	if (sheet->row > 0 && top + LEAST_BELOW > rows) {
		sheet_turn(sheet);
		top = next_top;
	}
	if (top + LEAST_BELOW > rows) { /* a head as high as a page */
		sheet_add_head(sheet, head, body);
		sheet_turn(sheet);
		return make_up(chapter, 0);
	}
	pieces = make_up(chapter, top);
	if (pieces.forced && sheet->row > 0) {
		next = make_up(chapter, next_top);
		if (next.cost < pieces.cost) {
			sheet_turn(sheet);
			pieces = next;
		}
	}
	if (body > head)
		sheet_add_head(sheet, head, body);
	return pieces;
}

/* A head and its text. */
static void make_story(struct chapter *chapter)
{
	size_t head = chapter->begin.slug;
	size_t body = find_head_end(chapter, head);
	struct sheet *sheet = &chapter->sheet;
	struct pieces pieces;

	chapter->end = find_story_end(chapter, head);
	if (body < chapter->end)
		sheet->rtl = chapter->chain->block[body].rtl;
	for (; chapter->n < body; chapter->n++)
		break_block(chapter, chapter->n);
	chapter->begin.slug = body;
	if (body == chapter->end) { /* nothing but a head */
		if (top_below(chapter, head, body, sheet->row)
		    > chapter->grid.rows)
			sheet_turn(sheet);
		sheet_add_head(sheet, head, body);
		return;
	}
	read_on(chapter);
	pieces = begin_story(chapter, head, body);
	place_settled(chapter, &pieces);
	while (chapter->begin.slug < chapter->end) {
		read_on(chapter);
		pieces = make_up(chapter, sheet->row);
		place_settled(chapter, &pieces);
	}
}

void chapter_make(struct press *press, struct chain *chain)
{
	const struct style *style = press->setting->style;
	struct grid grid = {style->leading, style->rows, style->columns, 0};
	struct chapter chapter = {
		.press = press,
		.chain = chain,
		.grid = grid,
		.sheet = {
			.press = press,
			.chain = chain,
			.grid = grid,
			.page = press->pages->n_pages,
		},
	};

	if (chain->n == 0)
		return;
	chain->block[0].opens = true;
	chapter.slugs = job_alloc_array(press->setting->job, chain->n,
	                                sizeof(*chapter.slugs));
	chapter.sheet.slugs = chapter.slugs;
	while (chapter.begin.slug < chain->n)
		make_story(&chapter);
	sheet_end(&chapter.sheet);
}
