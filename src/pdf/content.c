/* SPDX-License-Identifier: MIT */
#include "pdf/content.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "pdf/numbers.h"

/*
 * One text object a page: runs are placed relative to each other (Td), and
 * within a run glyphs follow each other by their own widths, with a correction
 * (TJ) wherever layout wants them elsewhere: kerning, justified spaces, marks.
 * Corrections are whole thousandths of the size; as the pen is followed to the
 * exact place where a reader's pen then is, their rounding does not add up.
 */
struct content {
	struct job *job;
	struct fonts *fonts;
	struct tags *tags;
	int32_t page_height;
	struct buf out;

	bool marked;          /* inside a marked piece... */
	const struct element *element; /* ...of this; NULL: an artifact */
	struct pdf_font *font;
	int32_t size, expand, gray;
	int64_t line_x, line_y; /* where the last Td led, 1/1000 pt */

	/* of the run that is being shown */
	const struct run *run;
	int64_t unit;         /* 1/1000 of the size, in 1/64,000,000 pt */
	int64_t pen;          /* from the run's origin, in 1/64,000,000 pt */
	int32_t y;            /* of the glyphs, from the run's, 1/64 pt */
	bool placed;          /* pen and y hold */
	bool in_array, in_string;
};

struct content *content_new(struct job *job, struct fonts *fonts,
                            struct tags *tags, int32_t page_height)
{
	struct content *c = job_alloc(job, sizeof(*c));

	c->job = job;
	c->fonts = fonts;
	c->tags = tags;
	c->page_height = page_height;
	buf_init(&c->out, job);
	return c;
}

/* ---- marked content ---- */

static void end_marked(struct content *c)
{
	if (c->marked)
		buf_add_str(&c->out, STR_LIT("EMC\n"));
	c->marked = false;
}

static void begin_marked(struct content *c, const struct element *element)
{
	if (c->marked && c->element == element)
		return;
	end_marked(c);
	if (element)
		buf_printf(&c->out, "/%s<</MCID %u>>BDC\n", tag_name(element),
		           tags_add_content(c->tags, element));
	else
		buf_add_str(&c->out, STR_LIT("/Artifact BMC\n"));
	c->marked = true;
	c->element = element;
}

/* ---- state ---- */

/* 1/64 pt to 1/1000 pt */
static int64_t thousandths(int64_t length)
{
	return (length * 125 + (length < 0 ? -4 : 4)) / 8;
}

static void set_gray(struct content *c, int32_t gray)
{
	if (c->gray == gray)
		return;
	c->gray = gray;
	number_add(&c->out, gray * 1000 / 255, 3);
	buf_add_str(&c->out, STR_LIT(" g\n"));
}

static void set_font(struct content *c, const struct run *run)
{
	struct pdf_font *font = fonts_use(c->fonts, run->face);

	if (c->font != font || c->size != run->size) {
		c->font = font;
		c->size = run->size;
		buf_printf(&c->out, "/%s ", font_name(font));
		number_add(&c->out, (int64_t)run->size * 15625, 6);
		buf_add_str(&c->out, STR_LIT(" Tf\n"));
	}
	if (c->expand != run->expand) {
		c->expand = run->expand;
		number_add(&c->out, run->expand, 1);
		buf_add_str(&c->out, STR_LIT(" Tz\n"));
	}
}

static void move_to(struct content *c, int64_t x, int64_t y)
{
	int64_t to_x = thousandths(x);
	int64_t to_y = thousandths(c->page_height - y);

	number_add(&c->out, to_x - c->line_x, 3);
	buf_add_char(&c->out, ' ');
	number_add(&c->out, to_y - c->line_y, 3);
	buf_add_str(&c->out, STR_LIT(" Td\n"));
	c->line_x = to_x;
	c->line_y = to_y;
}

/* ---- glyphs ---- */

static void end_string(struct content *c)
{
	if (c->in_string)
		buf_add_char(&c->out, ')');
	c->in_string = false;
}

static void end_array(struct content *c)
{
	end_string(c);
	if (c->in_array)
		buf_add_str(&c->out, STR_LIT("]TJ\n"));
	c->in_array = false;
}

static void add_code_byte(struct buf *out, unsigned byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		buf_add_char(out, '\\');
	if (byte == '\r') /* a bare one would be read as a line feed */
		buf_add_str(out, STR_LIT("\\r"));
	else
		buf_add_char(out, (char)byte);
}

/* Puts the pen where a glyph begins. Less than one of layout's own units is not
   worth a correction. */
static void place_pen(struct content *c, const struct glyph *glyph)
{
	const int64_t one = 1000000;
	int64_t off, correction;

	if (!c->placed || glyph->y != c->y) {
		end_array(c);
		move_to(c, (int64_t)c->run->x + glyph->x,
		        (int64_t)c->run->y + glyph->y);
		c->pen = glyph->x * one;
		c->y = glyph->y;
		c->placed = true;
	}
	off = c->pen - glyph->x * one;
	if (!c->in_array)
		buf_add_char(&c->out, '[');
	c->in_array = true;
	if (llabs(off) <= one)
		return;
	correction = (off + (off < 0 ? -c->unit : c->unit) / 2) / c->unit;
	end_string(c);
	number_add(&c->out, correction, 0);
	c->pen -= correction * c->unit;
}

static void show_glyph(struct content *c, const struct glyph *glyph,
                       struct glyph_code code)
{
	place_pen(c, glyph);
	if (!c->in_string)
		buf_add_char(&c->out, '(');
	c->in_string = true;
	add_code_byte(&c->out, code.code >> 8);
	add_code_byte(&c->out, code.code & 0xFF);
	c->pen += code.width * c->unit;
}

/* The text of the i-th of `n` glyphs: a code point each, and what is left to
   the last. */
static struct str share_of(struct str *rest, size_t i, size_t n)
{
	struct str share = *rest;
	size_t at = 0;

	if (i + 1 < n) {
		utf8_next(*rest, &at);
		share.len = at;
	}
	rest->ptr += share.len;
	rest->len -= share.len;
	return share;
}

static void begin_actual(struct content *c, struct str text)
{
	struct buf utf16;

	buf_init(&utf16, c->job);
	pdf_utf16(&utf16, text);
	end_array(c);
	buf_add_str(&c->out, STR_LIT("/Span<</ActualText<"));
	for (size_t i = 0; i < utf16.len; i++)
		buf_printf(&c->out, "%02X", (unsigned char)utf16.ptr[i]);
	buf_add_str(&c->out, STR_LIT(">>>BDC\n"));
}

static void end_actual(struct content *c)
{
	end_array(c);
	buf_add_str(&c->out, STR_LIT("EMC\n"));
}

/* Glyphs that stand for one piece of text together, in reading order from
   `first` on, each `step` from the one before. */
struct cluster {
	const struct glyph *first;
	ptrdiff_t step;
	size_t n;
	struct str text;
};

/*
 * Shares the text out among the glyphs, whose order readers keep. Where there
 * are more glyphs than characters the last ones have none, and ActualText says
 * what all of them mean together. Returns whether the codes alone say it.
 */
static bool walk_cluster(struct content *c, const struct cluster *cluster,
                         bool draw)
{
	size_t m = utf8_count(cluster->text);
	struct str rest = cluster->text;
	const struct glyph *glyph = cluster->first;
	bool spoken = cluster->n <= m;

	for (size_t i = 0; i < cluster->n; i++, glyph += cluster->step) {
		struct str text = i < m ? share_of(&rest, i, cluster->n) :
		                          STR_LIT("\u200B");

		if (glyph->id == 0)
			continue;
		struct glyph_code code = font_code(c->font, glyph->id, text,
		                                   &spoken);
		if (draw)
			show_glyph(c, glyph, code);
	}
	return spoken;
}

static void draw_cluster(struct content *c, const struct cluster *cluster)
{
	bool spoken = walk_cluster(c, cluster, false);

	if (!spoken)
		begin_actual(c, cluster->text);
	walk_cluster(c, cluster, true);
	if (!spoken)
		end_actual(c);
}

static struct str cluster_text(const struct run *run, const struct glyph *g)
{
	return (struct str){run->text.ptr + g->text, g->text_len};
}

/* Left to right, or from the end: clusters are drawn in the order of the text,
   as it is the order of marked content that readers go by. */
static void draw_clusters(struct content *c, const struct run *run)
{
	size_t begin, end;

	for (begin = 0; !run->rtl && begin < run->n_glyphs; begin = end) {
		end = begin + 1;
		while (end < run->n_glyphs && run->glyphs[end].text_len == 0)
			end++;
		draw_cluster(c, &(struct cluster){
			&run->glyphs[begin], 1, end - begin,
			cluster_text(run, &run->glyphs[begin]),
		});
	}
	for (end = run->n_glyphs; run->rtl && end > 0; end = begin) {
		begin = end - 1;
		while (begin > 0 && run->glyphs[begin].text_len == 0)
			begin--;
		draw_cluster(c, &(struct cluster){
			&run->glyphs[end - 1], -1, end - begin,
			cluster_text(run, &run->glyphs[begin]),
		});
	}
}

static void draw_run(struct content *c, const struct run *run)
{
	if (run->n_glyphs == 0)
		return;
	begin_marked(c, run->element);
	set_gray(c, run->gray);
	set_font(c, run);
	c->run = run;
	c->unit = (int64_t)run->size * run->expand;
	c->placed = false;
	draw_clusters(c, run);
	end_array(c);
}

static void draw_rule(struct content *c, const struct rule *rule)
{
	begin_marked(c, NULL);
	set_gray(c, rule->gray);
	number_add(&c->out, thousandths(rule->x), 3);
	buf_add_char(&c->out, ' ');
	number_add(&c->out, thousandths(c->page_height - rule->y
	                                - rule->height), 3);
	buf_add_char(&c->out, ' ');
	number_add(&c->out, thousandths(rule->width), 3);
	buf_add_char(&c->out, ' ');
	number_add(&c->out, thousandths(rule->height), 3);
	buf_add_str(&c->out, STR_LIT(" re f\n"));
}

struct str content_draw(struct content *c, const struct page *page)
{
	buf_clear(&c->out);
	c->marked = false;
	c->font = NULL;
	c->expand = 1000;
	c->gray = 0;
	c->line_x = c->line_y = 0;
	for (const struct rule *rule = page->rules; rule; rule = rule->next)
		draw_rule(c, rule);
	end_marked(c);
	buf_add_str(&c->out, STR_LIT("BT\n"));
	for (const struct run *run = page->runs; run; run = run->next)
		draw_run(c, run);
	end_marked(c);
	buf_add_str(&c->out, STR_LIT("ET\n"));
	return buf_str(&c->out);
}
