/* SPDX-License-Identifier: MIT */

/*
 * A chapter is first made up of paragraphs at their best. Where a column then
 * ends badly, paragraphs in and before it are broken again with a line more and a
 * line less, further back each time, and the whole is made up anew. Most
 * paragraphs are thus broken only once.
 *
 * Of a long chapter only some pages are in the making at a time, so that memory
 * does not grow with it: what comes three pages later changes nothing.
 */

#include "layout/chapter.h"

#include "layout/qr.h"

enum {
	FURTHEST = 6,    /* columns back that paragraphs are broken again */
	LEAST_LINES = 3, /* shorter ones have no line to give */
	WINDOW = 24,     /* pages that are made up together */
	AHEAD = 3        /* of which so many are made up again with the next */
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
	struct position begin; /* of what is not placed yet */
	size_t n;              /* blocks that are broken into lines */
	size_t first_page;     /* that `begin` will stand on */
};

static int32_t measure_of(const struct style *style, const struct block *block)
{
	return style->measure - block->start - block->end - block->look->hang;
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
		.keep_before = block->opens,
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
	/* a heading wants two lines, not one */
	if (index > 0 && slug[-1].keep_next && slug->version[0].lines->n == 1)
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

/* Does a column end badly with this piece? */
static bool ends_badly(const struct chapter *chapter, const struct piece *piece)
{
	const struct slug *slug = &chapter->slugs[piece->slug];
	const struct lines *lines = slug->version[piece->version].lines;
	int end = piece->row + slug_rows(slug, &chapter->grid,
	                                 piece->to - piece->from);

	return end != chapter->grid.rows
	    || (piece->to < lines->n && (lines->line[piece->to - 1].hyphenated
	                              || lines->n - piece->to < 2));
}

/* Loosens what stands in columns that end badly, and in so many before each. */
static bool loosen_bad(const struct chapter *chapter,
                       const struct pieces *pieces, size_t before)
{
	const struct piece *piece = pieces->piece;
	bool more = false;

	for (size_t i = 0; i + 1 < pieces->n; i++) {
		if (piece[i + 1].column == piece[i].column
		 || !ends_badly(chapter, &piece[i]))
			continue;
		for (size_t k = i + 1; k > 0
		  && piece[k - 1].column + before >= piece[i].column; k--)
			more |= loosen(chapter, piece[k - 1].slug);
	}
	return more;
}

static struct pieces make_up(const struct chapter *chapter)
{
	struct job *job = chapter->press->setting->job;
	/* the contents have no need to end level */
	bool more = chapter->n < chapter->chain->n
	         || !chapter->chain->block[0].article;
	struct pieces pieces = paginate(job, chapter->slugs, chapter->begin,
	                                chapter->n, more, &chapter->grid);

	for (size_t before = 1; before <= FURTHEST; before++)
		if (loosen_bad(chapter, &pieces, before))
			pieces = paginate(job, chapter->slugs, chapter->begin,
			                  chapter->n, more, &chapter->grid);
	return pieces;
}

/* Lines get their glyphs when the first piece of a block is placed, and the
   block gives its memory back with the last. */
static void place_piece(const struct chapter *chapter,
                        const struct piece *piece)
{
	struct press *press = chapter->press;
	struct typesetter *typesetter = press->setting->typesetter;
	struct block *block = &chapter->chain->block[piece->slug];
	const struct slug *slug = &chapter->slugs[piece->slug];
	struct lines *lines = slug->version[piece->version].lines;

	if (block->text && piece->from == 0)
		paragraph_set(typesetter, block->shaped, lines);
	press_piece(press, block, slug, piece, chapter->first_page);
	if (block->text && piece->to >= lines->n)
		paragraph_release(typesetter, block->shaped);
}

/* ---- a long chapter, some pages at a time ---- */

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
	while (chapter->n < chapter->chain->n && rows > 0) {
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

	if (chapter->n == chapter->chain->n)
		return n;
	return n > AHEAD * of_page ? (n / of_page - AHEAD) * of_page : 0;
}

static void place_settled(struct chapter *chapter, const struct pieces *pieces)
{
	size_t settled = settled_columns(chapter, pieces), i = 0;

	for (; i < pieces->n && pieces->piece[i].column < settled; i++)
		place_piece(chapter, &pieces->piece[i]);
	chapter->begin.slug = chapter->n;
	if (i < pieces->n)
		chapter->begin = (struct position){pieces->piece[i].slug,
			pieces->piece[i].version, pieces->piece[i].from};
	chapter->first_page += settled / (size_t)chapter->grid.columns;
}

void chapter_make(struct press *press, struct chain *chain)
{
	const struct style *style = press->setting->style;
	struct chapter chapter = {
		.press = press,
		.chain = chain,
		.grid = {style->leading, style->rows, style->columns},
		.first_page = press->pages->n_pages,
	};

	if (chain->n == 0)
		return;
	chain->block[0].opens = true;
	chapter.slugs = job_alloc_array(press->setting->job, chain->n,
	                                sizeof(*chapter.slugs));
	while (chapter.begin.slug < chain->n) {
		struct pieces pieces;

		read_on(&chapter);
		pieces = make_up(&chapter);
		place_settled(&chapter, &pieces);
	}
}
