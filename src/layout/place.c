/* SPDX-License-Identifier: MIT */

/* Puts lines on pages, at the places that page make-up chose. */

#include "layout/place.h"

#include "layout/qr.h"

/* Pages count from 1, and odd ones lie right of the spine; where books are read
   from the right, they lie left. */
int32_t page_left(const struct setting *setting, size_t page)
{
	bool right_of_spine = (page % 2 == 0) != setting->rtl;

	return right_of_spine ? setting->style->inner : setting->style->outer;
}

/* Where a piece goes. */
struct spot {
	size_t page;
	int32_t x, y;         /* of the column's text; the first baseline */
};

/* ---- drawing ---- */

static void add_run(struct page *page, struct run *run)
{
	run->next = NULL;
	if (page->last_run)
		page->last_run->next = run;
	else
		page->runs = run;
	page->last_run = run;
}

static void add_link(struct press *press, struct page *page,
                     const struct line_link *piece, int32_t x, int32_t y)
{
	const struct span_link *from = piece->link;
	int32_t size = press->setting->style->size;
	struct link *link = job_alloc(press->setting->job, sizeof(*link));

	*link = (struct link){
		.x = x + piece->x,
		.y = y - size,
		.width = piece->width,
		.height = size + size / 3,
		.uri = from->uri,
		.target = from->target,
		.element = from->element,
		.contents = from->contents,
	};
	if (page->last_link)
		page->last_link->next = link;
	else
		page->links = link;
	page->last_link = link;
}

void press_line(struct press *press, size_t index, const struct line *line,
                int32_t x, int32_t y)
{
	struct page *page = &press->pages->page[index];

	for (struct run *run = line->runs, *next; run; run = next) {
		next = run->next;
		run->x += x;
		run->y += y;
		add_run(page, run);
	}
	for (const struct line_link *l = line->links; l; l = l->next)
		add_link(press, page, l, x, y);
}

static void add_rule(struct press *press, struct page *page, struct rule like)
{
	struct rule *rule = job_alloc(press->setting->job, sizeof(*rule));

	*rule = like;
	if (page->last_rule)
		page->last_rule->next = rule;
	else
		page->rules = rule;
	page->last_rule = rule;
}

/* A short line in the middle, where the text has a break. */
static void add_ornament(struct press *press, struct page *page, int32_t x,
                         int32_t measure, int32_t y)
{
	int32_t width = measure / 8;

	add_rule(press, page, (struct rule){.x = x + (measure - width) / 2,
		.y = y, .width = width, .height = PT / 2, .gray = 64});
}

/* A line above a band, a row from its first; a thick one opens a section. */
static void add_band_rule(struct press *press, const struct block *block,
                          const struct spot *spot, int row)
{
	const struct style *style = press->setting->style;
	bool section = block->look == &style->look[LOOK_PART];

	add_rule(press, &press->pages->page[spot->page], (struct rule){
		.x = page_left(press->setting, spot->page),
		.y = style->top + (row - 1) * style->leading,
		.width = style->full,
		.height = section ? 3 * PT / 2 : PT / 2,
		.gray = 64});
}

/* A small square behind an article's last word, where there is room for it. */
static void add_end_mark(struct press *press, const struct block *block,
                         const struct spot *spot)
{
	const struct style *style = press->setting->style;
	int32_t side = style->size * 3 / 10, gap = style->size * 6 / 10;
	int32_t x = block->rtl ? block->end_x - gap - side
	                       : block->end_x + gap;

	if (x < spot->x || x + side > spot->x + block_width(style, block))
		return;
	add_rule(press, &press->pages->page[spot->page], (struct rule){.x = x,
		.y = block->end_y - side - style->size / 20, .width = side,
		.height = side, .gray = 64});
}

/* ---- pages and what stands where ---- */

static void new_page(struct press *press, const struct article *article,
                     bool opening)
{
	struct pages *pages = press->pages;
	struct job *job = press->setting->job;
	size_t n = pages->n_pages;

	if (n == press->page_room) {
		pages->page = job_grow(job, pages->page, &press->page_room,
		                       n + 1, sizeof(*pages->page));
	}
	if (n == press->opening_room)
		press->opening = job_grow(job, press->opening,
		                          &press->opening_room, n + 1,
		                          sizeof(*press->opening));
	pages->page[n] = (struct page){
		.label = job_format(job, "%zu", n + 1),
		.article = article,
	};
	press->opening[n] = opening;
	pages->n_pages++;
}

/* Is a line's text the rest of a line of the source that did not fit? */
static bool turns_over(const struct block *block, const struct line *line)
{
	struct str end = STR_LIT("\u2028");
	size_t at = 0;

	if (line->offset == 0)
		return false;
	for (size_t i = 0; i < block->text->n_spans; i++) {
		struct str text = block->text->spans[i].text;

		if (line->offset <= at + text.len) {
			text.len = line->offset - at;
			return !str_ends(text, end);
		}
		at += text.len;
	}
	return true;
}

/*
 * Bytes into the plain text of a block's node: as set, breaks and line ends are
 * U+2028, of three bytes instead of one, and tabs four spaces.
 */
static size_t plain_offset(const struct block *block, size_t offset)
{
	size_t at = 0, plain = 0;

	if (block->node->kind != NODE_CODE) {
		for (size_t i = 0; offset && i < block->text->n_spans
		  && at < offset; i++) {
			struct str text = block->text->spans[i].text;

			at += text.len;
			plain += str_equal(text, STR_LIT("\u2028")) ? 1
			       : text.len;
		}
		return plain - (at > offset ? at - offset : 0);
	}
	for (; plain < block->node->text.len && at < offset; plain++) {
		char c = block->node->text.ptr[plain];

		at += c == '\n' ? 3 : c == '\t' ? 4 : 1;
	}
	return plain;
}

static void add_start(struct press *press, const struct block *block,
                      size_t offset, size_t page)
{
	struct pages *pages = press->pages;

	if (!block->node || (pages->n_starts
	    && pages->starts[pages->n_starts - 1].page == page))
		return;
	if (pages->n_starts == press->start_room)
		pages->starts = job_grow(press->setting->job, pages->starts,
		                         &press->start_room,
		                         pages->n_starts + 1,
		                         sizeof(*pages->starts));
	pages->starts[pages->n_starts++] = (struct page_start){
		block->node, plain_offset(block, offset), page};
}

/* ---- pieces ---- */

static void place_label(struct press *press, const struct block *block,
                        const struct spot *spot)
{
	const struct setting *setting = press->setting;
	const struct lines *label = text_set(setting, block->label,
	                                     setting->style->measure);
	int32_t width, x;

	if (label->n == 0)
		return;
	width = label->line[0].width;
	x = block->rtl
	  ? setting->style->measure - block->start + block->label_width
	  : block->start - block->label_width - width;
	press_line(press, spot->page, &label->line[0], spot->x + x, spot->y);
}

/* Where a line's own left end is: on the other side too, lines that turn over
   stand in. */
static int32_t line_x(const struct block *block, const struct line *line)
{
	int32_t hang = block->look->hang;

	if (block->rtl)
		return block->end + (hang && !turns_over(block, line) ? hang : 0);
	return block->start + (hang && turns_over(block, line) ? hang : 0);
}

static void place_lines(struct press *press, struct block *block,
                        const struct slug *slug, const struct piece *piece,
                        const struct spot *spot)
{
	const struct lines *lines = slug->version[piece->version].lines;
	int32_t y = spot->y;

	for (size_t i = piece->from; i < piece->to && i < lines->n; i++) {
		const struct line *line = &lines->line[i];
		int32_t x = spot->x + line_x(block, line);
		int32_t width = line->width
		              + (i == 0 ? block->text->first_indent : 0);

		press_line(press, spot->page, line, x, y);
		block->end_page = spot->page;
		block->end_x = block->rtl ? x + lines->measure - width
		                          : x + width;
		block->end_y = y;
		block->column_x = spot->x;
		y += block->look->leading;
	}
}

/* The first baseline of a piece: what its rows are higher than its lines is
   spread above and below them. */
static int32_t first_baseline(const struct style *style,
                              const struct slug *slug,
                              const struct piece *piece)
{
	struct grid grid = {.leading = style->leading};
	size_t n = piece->to - piece->from;
	int rows = slug_rows(slug, &grid, n);
	int32_t spare = rows * style->leading - (int32_t)n * slug->leading;

	return style->top + style->ascent + piece->row * style->leading
	     + slug->leading - style->leading + spare / 2;
}

/* In the middle of its rows, on the side where text begins. */
static void place_qr(struct press *press, const struct block *block,
                     const struct slug *slug, const struct piece *piece,
                     const struct spot *spot)
{
	const struct style *style = press->setting->style;
	struct grid grid = {.leading = style->leading};
	int32_t width = qr_width(block->qr);
	int32_t rows = slug_rows(slug, &grid, piece->to - piece->from);
	int32_t top = style->top + piece->row * style->leading;

	qr_draw(press->setting->job, block->qr,
	        &press->pages->page[spot->page],
	        block->rtl ? spot->x + style->measure - width : spot->x,
	        top + (rows * style->leading - width) / 2);
}

static void tell_entries(const struct block *block, const struct spot *spot)
{
	for (struct entry *entry = block->entry; entry; entry = entry->also) {
		entry->target.page = spot->page;
		entry->target.y = spot->y - block->look->size;
		if (!entry->target.element)
			entry->target.element = block->element;
	}
}

void press_piece(struct press *press, struct block *block,
                 const struct slug *slug, const struct piece *piece)
{
	const struct style *style = press->setting->style;
	size_t column = piece->column % (size_t)style->columns;
	struct spot spot = {.page = piece->column / (size_t)style->columns};
	const struct lines *lines = slug->version[piece->version].lines;

	while (press->pages->n_pages <= spot.page)
		new_page(press, block->article,
		         block->opens && piece->from == 0);
	spot.x = page_left(press->setting, spot.page)
	       + (int32_t)column * (style->measure + style->column_gap);
	spot.y = first_baseline(style, slug, piece);
	if (style->columns > 1 && block->begins_band && !block->opens
	 && piece->from == 0 && piece->row > 0)
		add_band_rule(press, block, &spot, piece->row);
	add_start(press, block,
	          lines->n ? lines->line[piece->from].offset : 0, spot.page);
	if (piece->from == 0)
		tell_entries(block, &spot);
	if (piece->from == 0 && block->label)
		place_label(press, block, &spot);
	if (block->qr)
		place_qr(press, block, slug, piece, &spot);
	else if (!block->text && !block->label)
		add_ornament(press, &press->pages->page[spot.page], spot.x,
		             block_width(style, block),
		             spot.y - style->size / 4);
	if (block->text)
		place_lines(press, block, slug, piece, &spot);
	if (block->ends && block->text && piece->to >= lines->n)
		add_end_mark(press, block, &spot);
}
