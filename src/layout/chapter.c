/* SPDX-License-Identifier: MIT */

/*
 * A chapter is first made up of paragraphs at their best. Where a column then
 * ends badly, paragraphs in and before it are broken again with a line more and a
 * line less, and the whole is made up anew. Most paragraphs are thus broken only
 * once.
 */

#include "layout/chapter.h"

#include "layout/qr.h"

enum {
	ROUNDS = 4,     /* of breaking more paragraphs again */
	LEAST_LINES = 3 /* shorter ones have no line to give */
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
};

static int32_t measure_of(const struct style *style, const struct block *block)
{
	return style->measure - block->start - block->end - block->look->hang;
}

static void break_block(const struct chapter *chapter, size_t index)
{
	static struct lines nothing;
	const struct setting *setting = chapter->press->setting;
	const struct block *block = &chapter->chain->block[index];
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
	if (block->shaped)
		slug->version[0].lines = paragraph_try(setting->typesetter,
			block->shaped, measure_of(setting->style, block), 0);
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

	if (slug->loosened || !block->shaped || block->look->whole
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

/* Loosens what stands in columns that end badly, and in the one before each. */
static bool loosen_bad(const struct chapter *chapter,
                       const struct pieces *pieces)
{
	const struct piece *piece = pieces->piece;
	size_t before = 0, begin = 0;
	bool more = false;

	for (size_t i = 0; i + 1 < pieces->n; i++) {
		if (piece[i + 1].column == piece[i].column)
			continue;
		if (ends_badly(chapter, &piece[i]))
			for (size_t k = before; k <= i; k++)
				more |= loosen(chapter, piece[k].slug);
		before = begin;
		begin = i + 1;
	}
	return more;
}

static struct pieces make_up(const struct chapter *chapter)
{
	struct job *job = chapter->press->setting->job;
	struct pieces pieces;
	int round = 0;

	do
		pieces = paginate(job, chapter->slugs, chapter->chain->n,
		                  &chapter->grid);
	while (round++ < ROUNDS && loosen_bad(chapter, &pieces));
	return pieces;
}

/* Lines get their glyphs when the first piece of a block is placed, and the
   block gives its memory back with the last. */
static void place_piece(const struct chapter *chapter,
                        const struct piece *piece, size_t first_page)
{
	struct press *press = chapter->press;
	struct typesetter *typesetter = press->setting->typesetter;
	struct block *block = &chapter->chain->block[piece->slug];
	const struct slug *slug = &chapter->slugs[piece->slug];
	struct lines *lines = slug->version[piece->version].lines;

	if (block->shaped && piece->from == 0)
		paragraph_set(typesetter, block->shaped, lines);
	press_piece(press, block, slug, piece, first_page);
	if (block->shaped && piece->to >= lines->n)
		paragraph_release(typesetter, block->shaped);
}

void chapter_make(struct press *press, struct chain *chain)
{
	const struct style *style = press->setting->style;
	struct chapter chapter = {press, chain, NULL,
		{style->leading, style->rows, style->columns}};
	size_t first_page = press->pages->n_pages;
	struct pieces pieces;

	if (chain->n == 0)
		return;
	chain->block[0].opens = true;
	chapter.slugs = job_alloc_array(press->setting->job, chain->n,
	                                sizeof(*chapter.slugs));
	for (size_t i = 0; i < chain->n; i++)
		break_block(&chapter, i);
	pieces = make_up(&chapter);
	for (size_t i = 0; i < pieces.n; i++)
		place_piece(&chapter, &pieces.piece[i], first_page);
}
