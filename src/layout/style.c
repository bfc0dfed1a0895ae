/* SPDX-License-Identifier: MIT */

/*
 * The measures of a book, in the proportions of good ones: about 62 letters on a
 * line, leading 7/5 of the size, margins that grow from the spine over the head
 * and the edge to the foot.
 */

#include "layout/style.h"

#include "base/length.h"

enum {
	MIN_ROWS = 8,         /* a heading, a gap, and lines to go with it */
	LEAST_MEASURE = 21    /* ems of a third column */
};

/* Papers by name, from small to large, and what suits their size. Margins are in
   thousandths of the paper's width and height. */
static const struct paper {
	const char *name;
	int32_t width, height;
	int32_t size, leading;
	int inner, outer, top, foot;
} papers[] = {
	{"a6",     19049, 26852, 17 * PT / 2, 12 * PT, 100, 135,  95, 110},
	{"a5",     26852, 38098, 10 * PT,     14 * PT, 115, 160,  90, 115},
	{"half-letter", 25344, 39168, 10 * PT, 14 * PT, 115, 160,  90, 115},
	{"letter", 39168, 50688, 23 * PT / 2, 16 * PT, 175, 245, 100, 140},
	{"a4",     38098, 53881, 23 * PT / 2, 16 * PT, 165, 235, 100, 140},
};

enum { A6, A5, HALF_LETTER, LETTER, A4 };

/* What a style does otherwise than a book. */
static const struct manner {
	const char *name;
	const char *paper;
	int size;             /* hundredths of the paper's */
	int margin;           /* thousandths of the width, on all sides; 0: the
	                         paper's */
	bool columns;         /* on papers from a4 up, where one is narrow */
	bool run_on;          /* articles follow on the same page */
	enum link_notes links;
} manners[] = {
	{"book",   "a5", 100,  0, false, false, LINKS_NOTES},
	{"digest", "a4",  83, 85, true,  true,  LINKS_NOTES},
	{"screen", "a5", 115, 95, false, false, LINKS_INLINE},
};

/*
 * Looks: sizes in hundredths of the body's size, leadings in hundredths of the
 * body's leading, indents in hundredths of the look's own size. A leading just
 * over the body's gives a block a row more than it has lines, and so half a row
 * of air above and below.
 */
static const struct {
	enum family family;
	bool bold, italic, hyphenate;
	enum align align;
	int size, leading, gray, indent, inset, hang, before, after, give;
	bool keep_next, whole;
} looks[N_LOOKS] = {
	[LOOK_BODY] = {FAMILY_SERIF, .hyphenate = true, .align = ALIGN_JUSTIFY,
		.size = 100, .leading = 100, .indent = 140},
	[LOOK_PART] = {FAMILY_SERIF, .italic = true, .align = ALIGN_START,
		.size = 140, .leading = 150, .after = 1,
		.keep_next = true, .whole = true},
	[LOOK_TITLE] = {FAMILY_HEADING, .bold = true, .align = ALIGN_START,
		.size = 200, .leading = 175, .before = 2, .after = 1, .give = 4,
		.keep_next = true, .whole = true},
	[LOOK_BRIEF] = {FAMILY_HEADING, .bold = true, .align = ALIGN_START,
		.size = 130, .leading = 125, .before = 2, .give = 1,
		.keep_next = true, .whole = true},
	[LOOK_DEK] = {FAMILY_SERIF, .italic = true, .align = ALIGN_START,
		.size = 115, .leading = 115, .after = 1,
		.keep_next = true, .whole = true},
	[LOOK_BYLINE] = {FAMILY_SERIF, .align = ALIGN_START,
		.size = 85, .leading = 85, .gray = 64, .after = 1,
		.keep_next = true, .whole = true},
	[LOOK_HEADING1] = {FAMILY_HEADING, .bold = true, .align = ALIGN_START,
		.size = 115, .leading = 101, .before = 1, .give = 1,
		.keep_next = true, .whole = true},
	[LOOK_HEADING2] = {FAMILY_HEADING, .bold = true, .align = ALIGN_START,
		.size = 100, .leading = 100, .before = 1, .give = 1,
		.keep_next = true, .whole = true},
	[LOOK_HEADING3] = {FAMILY_HEADING, .italic = true, .align = ALIGN_START,
		.size = 100, .leading = 100, .before = 1, .give = 1,
		.keep_next = true, .whole = true},
	[LOOK_ITEM] = {FAMILY_SERIF, .hyphenate = true, .align = ALIGN_JUSTIFY,
		.size = 100, .leading = 100, .indent = 140},
	[LOOK_QUOTE] = {FAMILY_SERIF, .hyphenate = true, .align = ALIGN_JUSTIFY,
		.size = 95, .leading = 100, .indent = 140},
	[LOOK_VERSE] = {FAMILY_SERIF, .align = ALIGN_START,
		.size = 100, .leading = 100, .inset = 200, .hang = 200,
		.before = 1, .after = 1},
	[LOOK_CODE] = {FAMILY_MONO, .align = ALIGN_START,
		.size = 80, .leading = 85, .inset = 140, .hang = 200,
		.before = 1, .after = 1},
	[LOOK_CAPTION] = {FAMILY_SERIF, .italic = true, .align = ALIGN_START,
		.size = 85, .leading = 85, .gray = 64, .before = 1, .after = 1,
		.whole = true},
	[LOOK_RULE] = {FAMILY_SERIF, .align = ALIGN_CENTER,
		.size = 100, .leading = 100, .before = 1, .after = 1,
		.keep_next = true},
	[LOOK_NOTE] = {FAMILY_SERIF, .align = ALIGN_START,
		.size = 85, .leading = 85, .before = 1},
	[LOOK_CONTENTS] = {FAMILY_HEADING, .bold = true, .align = ALIGN_START,
		.size = 150, .leading = 150, .before = 2, .after = 1,
		.keep_next = true, .whole = true},
	[LOOK_ENTRY_PART] = {FAMILY_SERIF, .italic = true, .align = ALIGN_START,
		.size = 100, .leading = 100, .hang = 150, .keep_next = true,
		.whole = true},
	[LOOK_ENTRY] = {FAMILY_SERIF, .align = ALIGN_START,
		.size = 100, .leading = 100, .hang = 150, .whole = true},
	[LOOK_ENTRY_INNER] = {FAMILY_SERIF, .align = ALIGN_START,
		.size = 95, .leading = 100, .hang = 150, .whole = true},
	[LOOK_BLURB] = {FAMILY_SERIF, .italic = true, .align = ALIGN_START,
		.size = 85, .leading = 85, .gray = 64, .whole = true},
	[LOOK_HEAD] = {FAMILY_SERIF, .italic = true, .align = ALIGN_CENTER,
		.size = 90, .leading = 100, .gray = 64},
	[LOOK_FOLIO] = {FAMILY_SERIF, .align = ALIGN_CENTER,
		.size = 90, .leading = 100},
};

static int32_t part(int32_t whole, int parts, int of)
{
	return (int32_t)((int64_t)whole * parts / of);
}

/* Heads that suit the middle of a page: small ones in a column, larger ones
   that span several. */
static void make_compact(struct style *style)
{
	struct look *title = &style->look[LOOK_TITLE];
	bool span = style->columns > 1;

	title->size = part(style->size, span ? 190 : 150, 100);
	title->leading = part(style->leading, span ? 175 : 125, 100);
	title->before = 3;
	title->after = 0;
	style->look[LOOK_PART].before = 3;
	style->look[LOOK_PART].after = 0;
	title->give = 1;
	if (!span) {
		style->look[LOOK_DEK].size = style->size;
		style->look[LOOK_DEK].leading = style->leading;
	}
	style->look[LOOK_DEK].after = 0;
	style->look[LOOK_HEADING1].size = style->size;
	style->look[LOOK_HEADING1].leading = style->leading;
}

static void set_looks(struct style *style, const struct manner *manner)
{
	for (int i = 0; i < N_LOOKS; i++) {
		int32_t size = part(style->size, looks[i].size, 100);

		style->look[i] = (struct look){
			.family = looks[i].family,
			.bold = looks[i].bold,
			.italic = looks[i].italic,
			.hyphenate = looks[i].hyphenate,
			.align = looks[i].align,
			.size = size,
			.leading = part(style->leading, looks[i].leading, 100),
			.gray = looks[i].gray,
			.indent = part(size, looks[i].indent, 100),
			.inset = part(size, looks[i].inset, 100),
			.hang = part(size, looks[i].hang, 100),
			.before = looks[i].before,
			.after = looks[i].after,
			.give = looks[i].give,
			.keep_next = looks[i].keep_next,
			.whole = looks[i].whole,
		};
	}
	if (manner->run_on)
		make_compact(style);
}

/* ---- options ---- */

static void refuse(struct job *job, const char *value, const char *why)
{
	job_fail(job, A2B_BAD_OPTION, bad_option, NULL, 0, value, why);
}

/* A length of the options; `or` where it was not given. */
static int32_t given_length(struct job *job, const char *text, int32_t or)
{
	int32_t length = or;

	if (text && !length_parse(str_of(text), &length))
		refuse(job, text, "no length like 18mm, 1.5cm, 0.75in or 14pt");
	return length;
}

/* "120mm x 180mm", "6x9in": a paper of its own, with what suits its width. */
static bool parse_paper(struct str text, struct paper *paper)
{
	const char *x = memchr(text.ptr, 'x', text.len);
	const char *end = text.ptr + text.len;
	char first[32];
	struct str unit, width;

	if (!x || x == text.ptr || text.len >= sizeof(first) - 2)
		return false;
	if (!length_parse(str_range(x + 1, end), &paper->height))
		return false;
	width = str_range(text.ptr, x);
	if (length_parse(width, &paper->width))
		return true;
	unit = str_trim(text);
	unit = str_range(unit.ptr + unit.len - 2, unit.ptr + unit.len);
	memcpy(first, width.ptr, width.len);
	memcpy(first + width.len, unit.ptr, 2);
	return length_parse((struct str){first, width.len + 2}, &paper->width);
}

static struct paper find_paper(struct job *job, const char *name)
{
	struct paper paper, own;

	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++)
		if (str_equal(str_of(name), str_of(papers[i].name)))
			return papers[i];
	if (!parse_paper(str_of(name), &own))
		refuse(job, name, "no paper like a4, a5, a6, letter or "
		                  "120mm x 180mm");
	paper = papers[own.width < 330 * PT ? A6 : own.width < 480 * PT ? A5
	                                                                : A4];
	paper.width = own.width;
	paper.height = own.height;
	return paper;
}

/* What a sheet is folded to: the page of a booklet. */
static const char *folded(const char *sheet)
{
	static const int halves[][2] = {{A4, A5}, {LETTER, HALF_LETTER}};

	for (int i = 0; i < 2; i++)
		if (!strcmp(sheet, papers[halves[i][0]].name))
			return papers[halves[i][1]].name;
	return sheet;
}

static const struct manner *find_manner(const char *name)
{
	const struct manner *manner = &manners[0];

	for (size_t i = 0; name && i < sizeof(manners) / sizeof(manners[0]); i++)
		if (str_equal(str_of(name), str_of(manners[i].name)))
			manner = &manners[i];
	return manner;
}

/* One length for all sides or, as in CSS, those of the top, the right, the foot
   and the left of a right page. */
static void parse_margins(struct job *job, const char *text, int32_t margin[4])
{
	struct str rest = str_trim(str_of(text));
	int n = 0;

	while (rest.len && n < 4) {
		const char *space = memchr(rest.ptr, ' ', rest.len);
		const char *end = rest.ptr + rest.len;

		if (!length_parse(str_range(rest.ptr, space ? space : end),
		                  &margin[n++])) {
			n = 0;
			break;
		}
		rest = str_trim(str_range(space ? space : end, end));
	}
	if (rest.len || (n != 1 && n != 4))
		refuse(job, text, "neither one length nor four");
	for (int i = 1; n == 1 && i < 4; i++)
		margin[i] = margin[0];
}

static enum link_notes parse_links(const char *text)
{
	return !strcmp(text, "none") ? LINKS_NONE
	     : !strcmp(text, "inline") ? LINKS_INLINE : LINKS_NOTES;
}

/* ---- the style ---- */

static void set_margins(struct style *style, struct job *job,
                        const struct paper *paper, const struct manner *manner,
                        const struct a2b_options *options)
{
	int32_t margin[4] = {
		part(paper->height, paper->top, 1000),
		part(paper->width, paper->outer, 1000),
		part(paper->height, paper->foot, 1000),
		part(paper->width, paper->inner, 1000),
	};

	for (int i = 0; manner->margin && i < 4; i++)
		margin[i] = part(paper->width, manner->margin, 1000);
	if (options->margins)
		parse_margins(job, options->margins, margin);
	style->top = margin[0];
	style->outer = margin[1];
	style->foot = margin[2];
	style->inner = margin[3] + given_length(job, options->gutter, 0);
}

/* As many rows as there is room for: from the ascenders of the first to the
   descenders of the last. Running heads and folios stand two rows off, or nearer
   where the margin is narrow, or not at all. */
static void set_rows(struct style *style)
{
	int32_t area = style->height - style->top - style->foot;
	int32_t last;

	style->ascent = part(style->size, 72, 100);
	style->rows = area < style->size ? 0
	            : (area - style->size) / style->leading + 1;
	last = style->top + style->ascent + (style->rows - 1) * style->leading;
	style->head_y = style->top + style->ascent - 2 * style->leading;
	if (style->head_y < style->top / 2)
		style->head_y = style->top / 2;
	if (style->top < 3 * style->size)
		style->head_y = 0;
	style->folio_y = last + 2 * style->leading;
	if (style->folio_y > last + (style->height - last) * 2 / 3)
		style->folio_y = last + (style->height - last) * 2 / 3;
	if (style->height - last < 3 * style->size)
		style->folio_y = 0;
}

/* Two columns, or three where they are wide enough: on a sheet that lies. */
static int suitable_columns(const struct style *style)
{
	int32_t three = (style->full - 2 * style->column_gap) / 3;

	return three < LEAST_MEASURE * style->size ? 2 : 3;
}

static void set_columns(struct style *style, struct job *job,
                        const struct manner *manner,
                        const struct a2b_options *options)
{
	int32_t width = style->width - style->inner - style->outer;

	if (options->columns > 3)
		refuse(job, "columns", "more than 3");
	style->column_gap = given_length(job, options->column_gap,
	                                 2 * style->size);
	style->full = width;
	style->columns = options->columns ? (int)options->columns
	               : !manner->columns || style->width < papers[A4].width
	               ? 1 : suitable_columns(style);
	style->measure = (width - (style->columns - 1) * style->column_gap)
	               / style->columns;
}

void page_style_init(struct style *style, struct job *job,
                const struct a2b_options *options)
{
	const struct manner *manner = find_manner(options->style);
	const char *name = options->paper ? options->paper : manner->paper;
	struct paper paper = find_paper(job, options->booklet
	                                     || options->signature
	                                     ? folded(name) : name);

	*style = (struct style){
		.width = paper.width,
		.height = paper.height,
		.run_on = manner->run_on,
		.links = manner->links,
	};
	style->size = given_length(job, options->font_size,
	                           part(paper.size, manner->size, 100));
	style->leading = given_length(job, options->leading,
		part(style->size, paper.leading, paper.size));
	if (style->size < 4 * PT || style->size > 72 * PT
	 || style->leading < style->size)
		refuse(job, options->leading ? options->leading
		       : options->font_size ? options->font_size : "font-size",
		       "no size for text to be read");
	set_margins(style, job, &paper, manner, options);
	set_rows(style);
	set_columns(style, job, manner, options);
	if (style->measure < 8 * style->size || style->rows < MIN_ROWS)
		refuse(job, options->margins ? options->margins
		       : options->paper ? options->paper : "columns",
		       "leaves no room for text");
	if (options->links)
		style->links = parse_links(options->links);
	set_looks(style, manner);
}
