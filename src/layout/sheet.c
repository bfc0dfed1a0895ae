/* SPDX-License-Identifier: MIT */
#include "layout/sheet.h"

enum { MOST_GIVE = 2 }; /* rows more between bands, for a full page */

/* ---- one piece ---- */

/* Lines get their glyphs when the first piece of a block is placed, and the
   block gives its memory back with the last. */
static void place_piece(struct sheet *sheet, const struct piece *piece)
{
	struct typesetter *typesetter = sheet->press->setting->typesetter;
	struct block *block = &sheet->chain->block[piece->slug];
	const struct slug *slug = &sheet->slugs[piece->slug];
	struct lines *lines = slug->version[piece->version].lines;

	if (block->text && piece->from == 0)
		paragraph_set(typesetter, block->shaped, lines);
	press_piece(sheet->press, block, slug, piece);
	if (block->text && piece->to >= lines->n)
		paragraph_release(typesetter, block->shaped);
}

/* Does a band begin with this piece, below another? */
static bool begins_band(const struct sheet *sheet, const struct piece *piece)
{
	return sheet->chain->block[piece->slug].begins_band
	    && piece->from == 0 && piece->row > 0;
}

/* Places what is held back, with so many rows more between bands. */
static void place_held(struct sheet *sheet, int give)
{
	int down = 0;

	for (size_t i = 0; i < sheet->held.n; i++) {
		struct piece *piece = &sheet->held.piece[i];

		if (begins_band(sheet, piece))
			down += give;
		piece->row += down;
		place_piece(sheet, piece);
	}
	sheet->held.n = 0;
}

static void hold(struct sheet *sheet, struct piece piece)
{
	size_t page = piece.column / (size_t)sheet->grid.columns;
	struct pieces *held = &sheet->held;

	if (sheet->grid.columns == 1) {
		place_piece(sheet, &piece);
		return;
	}
	if (page != sheet->held_page)
		place_held(sheet, 0);
	sheet->held_page = page;
	if (held->n == held->room)
		held->piece = job_grow(sheet->press->setting->job, held->piece,
		                       &held->room, held->n + 1,
		                       sizeof(*held->piece));
	held->piece[held->n++] = piece;
}

void sheet_add(struct sheet *sheet, const struct piece *piece)
{
	size_t of_page = (size_t)sheet->grid.columns;
	size_t page = piece->column / of_page, column = piece->column % of_page;
	struct piece moved = *piece;

	if (sheet->rtl && !sheet->chain->block[piece->slug].spans)
		column = of_page - 1 - column;
	moved.column = (sheet->page + page) * of_page + column;
	hold(sheet, moved);
}

void sheet_turn(struct sheet *sheet)
{
	int left = sheet->grid.rows - sheet->row, bands = 0, give = 0;

	for (size_t i = 0; i < sheet->held.n; i++)
		bands += begins_band(sheet, &sheet->held.piece[i]);
	if (bands && left > 0)
		give = left / bands < MOST_GIVE ? left / bands : MOST_GIVE;
	place_held(sheet, give);
	sheet->page++;
	sheet->row = 0;
}

void sheet_end(struct sheet *sheet)
{
	place_held(sheet, 0);
}

/* ---- heads ---- */

static int space_above(const struct slug *slug, int row)
{
	return row > 0 || slug->keep_before ? slug->before : 0;
}

static size_t count_lines(const struct slug *slug)
{
	size_t n = slug->version[0].lines->n;

	return n ? n : 1;
}

int sheet_below_head(const struct sheet *sheet, size_t from, size_t to, int row)
{
	for (size_t i = from; i < to; i++) {
		const struct slug *slug = &sheet->slugs[i];

		row += space_above(slug, row)
		     + slug_rows(slug, &sheet->grid, count_lines(slug));
	}
	return row;
}

/* Lines of a block from one on that have room on the page, from a row on. */
static size_t lines_fitting(const struct sheet *sheet, const struct slug *slug,
                            size_t from, int row)
{
	size_t n = count_lines(slug) - from;

	while (n > 1
	    && row + slug_rows(slug, &sheet->grid, n) > sheet->grid.rows)
		n--;
	return n;
}

static void add_head_block(struct sheet *sheet, size_t index)
{
	const struct slug *slug = &sheet->slugs[index];
	size_t line = 0, n = count_lines(slug);

	while (line < n) {
		int row = sheet->row
		        + (line ? 0 : space_above(slug, sheet->row));
		size_t fit = lines_fitting(sheet, slug, line, row);
		int end = row + slug_rows(slug, &sheet->grid, fit);

		if (sheet->row > 0
		 && (line + fit < n || end > sheet->grid.rows)) {
			sheet_turn(sheet);
			continue;
		}
		sheet_add(sheet, &(struct piece){index, 0, line, line + fit, 0,
		                                 row});
		sheet->row = end;
		line += fit;
	}
}

void sheet_add_head(struct sheet *sheet, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		add_head_block(sheet, i);
}
