/* SPDX-License-Identifier: MIT */

/*
 * The cover: above, a pattern of tiles that the book's identity chooses, so that
 * each book has its own and keeps it; below, the title as large as its length
 * allows, who wrote it and when; of a collection the first headlines. All in
 * greys that an e-ink screen has, in the faces of the PDF.
 */

#include "epub/cover.h"

#include "base/map.h"
#include "epub/plan.h"
#include "epub/surface.h"
#include "epub/tiles.h"
#include "layout/paragraph.h"
#include "model/date.h"
#include "model/source.h"

enum {
	WIDTH = 1600, HEIGHT = 2560, /* what Kindle asks for */
	MARGIN = 130,
	MEASURE = WIDTH - 2 * MARGIN,
	TILE = 320,                  /* five in a row */
	TITLE_LINES = 16,
	HEADLINES = 7,
	LETTERS_MAX = 320,           /* of one text */
	BLACK = 255, DARK = 200,
};

/* Where the text begins below so many rows of tiles. */
#define TEXT_TOP(rows) ((rows) * TILE + 110)
#define FOOT (HEIGHT - MARGIN)

struct covering {
	struct job *job;
	const struct a2b_document *doc;
	struct typesetter *typesetter;
	struct surface *surface;
	bool rtl;
	int y; /* dots from the top: where the next text goes */
};

/* ---- text ---- */

struct setting {
	struct str text;
	enum family family;
	bool bold, italic;
	int size;  /* dots */
	int most;  /* lines */
	int ink;
	bool hyphenate;
};

static struct lines *set(struct covering *c, const struct setting *setting)
{
	struct span span = {
		.text = setting->text,
		.family = setting->family,
		.bold = setting->bold,
		.italic = setting->italic,
		.size = setting->size * PT,
		.language = c->doc->meta.language,
		.hyphenate = setting->hyphenate,
	};
	struct paragraph paragraph = {&span, 1, ALIGN_START, c->rtl, 0};

	return paragraph_break(c->typesetter,
	                       paragraph_shape(c->typesetter, &paragraph),
	                       MEASURE * PT, 0);
}

/* From baseline to baseline, for the tallest face that the lines have: scripts
   with marks above and below need more than the book's own face. */
static int leading(const struct covering *c, const struct setting *setting,
                   const struct lines *lines)
{
	const struct face *own = typesetter_face(c->typesetter, setting->family,
		setting->bold, setting->italic);

	for (size_t i = 0; i < lines->n; i++)
		for (const struct run *r = lines->line[i].runs; r; r = r->next)
			if (r->face != own)
				return setting->size * 14 / 10;
	return setting->size * 115 / 100;
}

static bool fits(const struct lines *lines, size_t most, bool whole_words)
{
	for (size_t i = 0; i < lines->n; i++)
		if (lines->line[i].width > MEASURE * PT
		 || (whole_words && lines->line[i].hyphenated))
			return false;
	return lines->n <= most;
}

static int height_of(const struct covering *c, const struct setting *setting,
                     const struct lines *lines)
{
	return (int)lines->n * leading(c, setting, lines);
}

/* Draws lines at c->y and goes below them. */
static void draw(struct covering *c, const struct setting *setting,
                 const struct lines *lines)
{
	int step = leading(c, setting, lines);

	for (size_t i = 0; i < lines->n; i++) {
		/* the first baseline is as far down as letters are high */
		int baseline = c->y + setting->size * 3 / 4 + (int)i * step
		             + (step - setting->size * 115 / 100) / 2;

		surface_runs(c->surface, lines->line[i].runs, MARGIN * PT,
		             baseline * PT, setting->ink);
	}
	c->y += (int)lines->n * step;
}

/* The text's first words, for texts that need more lines than there may be. */
static struct str shorten(struct job *job, struct str text,
                          const struct lines *lines, size_t most)
{
	size_t end = lines->line[most - 1].offset
	           + (lines->line[most - 1].end - lines->line[most - 1].offset)
	             * 8 / 10;

	while (end > 0 && text.ptr[end] != ' '
	    && (text.ptr[end] & 0xc0) == 0x80)
		end--;
	for (size_t at = end; at > end / 2; at--)
		if (text.ptr[at] == ' ') {
			end = at;
			break;
		}
	return job_format(job, "%.*s…", (int)end, text.ptr);
}

/* Sets a text in at most so many lines, leaving out what does not fit. */
static struct lines *set_short(struct covering *c, struct setting *setting)
{
	struct lines *lines = set(c, setting);

	for (int tries = 0; lines->n > (size_t)setting->most && tries < 4;
	     tries++) {
		setting->text = shorten(c->job, setting->text, lines,
		                        (size_t)setting->most);
		lines = set(c, setting);
	}
	return lines;
}

static void put(struct covering *c, struct setting setting, int space)
{
	if (str_empty(setting.text))
		return;
	c->y += space;
	draw(c, &setting, set_short(c, &setting));
}

/* ---- the parts of the cover ---- */

/* A whole book in one line may be taken for a title: it must not be set only to
   be cut afterwards. */
static struct str label(struct job *job, struct str text)
{
	return plan_shorten(job, text, LETTERS_MAX);
}

static struct str known(struct job *job, struct str text)
{
	return str_empty(str_trim(text)) ? STR_NONE : label(job, text);
}

/* Above the title: what it is an issue of, or where it comes from. */
static struct str kicker(const struct covering *c)
{
	const struct meta *meta = &c->doc->meta;
	struct str series = known(c->job, meta->series);
	struct str issue = known(c->job, meta->issue);

	if (series.ptr && issue.ptr)
		return job_format(c->job, "%.*s · %.*s", STR_ARG(series),
		                  STR_ARG(issue));
	if (series.ptr)
		return series;
	if (meta->source.ptr)
		return known(c->job, source_name(meta->source));
	return STR_NONE;
}

static struct str subtitle(const struct covering *c)
{
	const struct a2b_document *doc = c->doc;

	if (doc->meta.subtitle.ptr)
		return known(c->job, doc->meta.subtitle);
	if (doc->n_articles > 1)
		return STR_NONE;
	for (const struct node *n = doc->articles[0]->node->first; n; n = n->next)
		if (n->kind == NODE_DEK)
			return known(c->job, node_plain_text(c->job, n));
	return STR_NONE;
}

static struct str date_line(const struct covering *c)
{
	struct date date;

	if (!date_parse(c->doc->meta.date, &date))
		return STR_NONE;
	return date_words(c->job, date, c->doc->meta.language);
}

/*
 * The title in the largest size at which no word is broken, and with it the rows
 * of tiles that still have room above: at least two, for a title that needs many
 * lines goes down in size instead. Where a word is too long for every size, it is
 * hyphenated in a middling one.
 */
static struct lines *set_title(struct covering *c, struct setting *setting,
                               int below, int *rows)
{
	static const int sizes[] = {230, 200, 176, 156, 138, 122, 108, 96, 84,
	                            74, 64};
	enum { N = sizeof(sizes) / sizeof(sizes[0]), MIDDLING = 5 };
	bool whole = true;

	for (size_t i = 0; i < N || whole; i++) {
		size_t most = i < 3 ? 3 : i < 6 ? 5 : TITLE_LINES;
		struct lines *lines;

		if (i == N) {
			whole = false;
			i = MIDDLING;
		}
		setting->size = sizes[i];
		lines = set(c, setting);
		*rows = (FOOT - below - TEXT_TOP(0)
		         - height_of(c, setting, lines)) / TILE;
		if (*rows >= (i < 6 ? 3 : 2) && fits(lines, most, whole)) {
			*rows = *rows > 5 ? 5 : *rows;
			return lines;
		}
	}
	*rows = 2;
	return set_short(c, setting);
}

/* ---- the foot ---- */

struct foot {
	struct setting author, date;
	struct lines *author_lines, *date_lines; /* NULL: not known */
	int height;
};

static struct lines *set_known(struct covering *c, struct setting *setting)
{
	return str_empty(setting->text) ? NULL : set_short(c, setting);
}

static struct foot set_foot(struct covering *c)
{
	struct foot foot = {
		.author = {known(c->job, c->doc->meta.author), FAMILY_SANS,
			true, false, 52, 2, BLACK, false},
		.date = {date_line(c), FAMILY_SANS, false, false, 46, 1, DARK,
			false},
	};

	foot.author_lines = set_known(c, &foot.author);
	foot.date_lines = set_known(c, &foot.date);
	if (foot.author_lines)
		foot.height += height_of(c, &foot.author, foot.author_lines)
		             + 10;
	if (foot.date_lines)
		foot.height += height_of(c, &foot.date, foot.date_lines);
	if (foot.height)
		foot.height += 44; /* the rule above */
	return foot;
}

static void draw_foot(struct covering *c, const struct foot *foot)
{
	if (!foot->height)
		return;
	c->y = FOOT - foot->height;
	surface_box(c->surface, MARGIN * PT, c->y * PT, MEASURE * PT, 4 * PT,
	            BLACK);
	c->y += 44;
	if (foot->author_lines) {
		draw(c, &foot->author, foot->author_lines);
		c->y += 10;
	}
	if (foot->date_lines)
		draw(c, &foot->date, foot->date_lines);
}

static void put_headlines(struct covering *c, int end)
{
	for (size_t i = 0; i < c->doc->n_articles && i < HEADLINES; i++) {
		struct setting headline = {
			label(c->job, c->doc->articles[i]->meta.title),
			FAMILY_SERIF, false, false, 58, 2, BLACK, false};
		struct lines *lines = set_short(c, &headline);

		if (c->y + 56 + height_of(c, &headline, lines) > end)
			return;
		c->y += 28;
		surface_box(c->surface, MARGIN * PT, c->y * PT, MEASURE * PT,
		            3 * PT, DARK);
		c->y += 28;
		draw(c, &headline, lines);
	}
}

static struct str draw_cover(struct job *job, const struct a2b_document *doc)
{
	struct covering c = {.job = job, .doc = doc};
	struct setting title = {label(job, doc->meta.title), FAMILY_SERIF,
		true, false, 0, TITLE_LINES, BLACK, true};
	struct setting about = {STR_NONE, FAMILY_SERIF, false, true, 62, 4,
		DARK, false};
	struct setting above = {STR_NONE, FAMILY_SANS, true, false, 46, 1, DARK,
		false};
	struct lines *lines;
	struct foot foot;
	int rows, below;

	c.typesetter = typesetter_new(job, doc);
	c.surface = surface_new(job, WIDTH, HEIGHT);
	c.rtl = language_is_rtl(job, doc->meta.language);
	about.text = subtitle(&c);
	above.text = kicker(&c);
	foot = set_foot(&c);
	below = foot.height + (above.text.ptr ? 90 : 0)
	      + (about.text.ptr ? 330 : 0) + (doc->n_articles > 1 ? 560 : 60);
	lines = set_title(&c, &title, below, &rows);
	tiles_draw(c.surface, map_hash(doc->uuid), WIDTH / TILE, rows, TILE);
	c.y = TEXT_TOP(rows);
	put(&c, above, 0);
	c.y += above.text.ptr ? 30 : 0;
	draw(&c, &title, lines);
	put(&c, about, 30);
	if (doc->n_articles > 1)
		put_headlines(&c, FOOT - foot.height - 20);
	draw_foot(&c, &foot);
	return surface_png(c.surface);
}

struct cover cover_of(struct job *job, const struct a2b_document *doc)
{
	if (doc->options.no_cover)
		return (struct cover){STR_NONE, NULL, NULL};
	if (doc->options.cover)
		return cover_read(job, doc->options.cover);
	return (struct cover){draw_cover(job, doc), "cover.png", "image/png"};
}
