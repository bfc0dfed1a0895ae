/* SPDX-License-Identifier: MIT */
#include "pdf/content.h"

#include <stdlib.h>

#include <hb-ot.h>

#include "base/utf8.h"
#include "pdf/numbers.h"

/* 1/64 pt in the unit that the pen is followed in. */
#define ONE INT64_C(1000000)

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
	const struct pdf_font *font;
	int32_t size, expand, gray;
	int64_t line_x, line_y; /* where the last Td led, 1/1000 pt */

	/* of the run that is being shown */
	const struct run *run;
	int64_t unit;         /* 1/1000 of the size, in 1/64,000,000 pt */
	int64_t pen;          /* from the run's origin, in 1/64,000,000 pt */
	int32_t y;            /* of the glyphs, from the run's, 1/64 pt */
	bool placed;          /* pen and y hold */
	bool in_array, in_string;
	struct glyph_code *codes; /* of the cluster's glyphs */
	size_t codes_room;
	struct buf text;      /* of it, as needed now */
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
	buf_init(&c->text, job);
	return c;
}

/* ---- marked content ---- */

static const struct element no_element; /* that no run has */

static void end_marked(struct content *c)
{
	if (c->marked)
		buf_add_str(&c->out, STR_LIT("EMC\n"));
	c->marked = false;
}

static void begin_artifact(struct content *c)
{
	if (c->marked && !c->element)
		return;
	end_marked(c);
	buf_add_str(&c->out, STR_LIT("/Artifact BMC\n"));
	c->marked = true;
	c->element = NULL;
}

/* Glyphs stand from left to right; right-to-left text, whose order they give
   the wrong way round, is a piece with its text said beside it. */
static void begin_marked(struct content *c, const struct run *run)
{
	const struct element *element = run->element;

	if (!element) {
		begin_artifact(c);
		return;
	}
	if (c->marked && c->element == element && !run->rtl)
		return;
	end_marked(c);
	buf_printf(&c->out, "/%s<</MCID %u>>BDC\n",
	           run->rtl ? "Span" : tag_name(element),
	           run->rtl ? tags_add_text(c->tags, element, run->text) :
	                      tags_add_content(c->tags, element));
	c->marked = true;
	c->element = run->rtl ? &no_element : element;
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

static void set_font(struct content *c, const struct pdf_font *font,
                     int32_t size)
{
	if (c->font == font && c->size == size)
		return;
	c->font = font;
	c->size = size;
	buf_printf(&c->out, "/%s ", font_name(font));
	number_add(&c->out, (int64_t)size * 15625, 6);
	buf_add_str(&c->out, STR_LIT(" Tf\n"));
}

static void set_expand(struct content *c, int32_t expand)
{
	if (c->expand == expand)
		return;
	c->expand = expand;
	number_add(&c->out, expand, 1);
	buf_add_str(&c->out, STR_LIT(" Tz\n"));
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

static void begin_array(struct content *c)
{
	if (!c->in_array)
		buf_add_char(&c->out, '[');
	c->in_array = true;
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

/* Puts the pen at a place of the run. Less than one of layout's own units is
   not worth a correction. */
static void place_pen(struct content *c, int32_t x, int32_t y)
{
	int64_t off, correction;

	if (!c->placed || y != c->y) {
		end_array(c);
		move_to(c, (int64_t)c->run->x + x, (int64_t)c->run->y + y);
		c->pen = x * ONE;
		c->y = y;
		c->placed = true;
	}
	off = c->pen - x * ONE;
	if (llabs(off) <= ONE)
		return;
	correction = (off + (off < 0 ? -c->unit : c->unit) / 2) / c->unit;
	end_string(c);
	begin_array(c);
	number_add(&c->out, correction, 0);
	c->pen -= correction * c->unit;
}

static void show_code(struct content *c, const struct glyph_code *code,
                      int32_t x, int32_t y)
{
	if (code->font != c->font)
		end_array(c);
	set_font(c, code->font, c->run->size);
	place_pen(c, x, y);
	begin_array(c);
	if (!c->in_string)
		buf_add_char(&c->out, '(');
	c->in_string = true;
	add_code_byte(&c->out, code->code >> 8);
	add_code_byte(&c->out, code->code & 0xFF);
	c->pen += code->width * c->unit;
}

static void begin_actual(struct content *c, struct str text)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_clear(&c->text);
	pdf_utf16(&c->text, text);
	end_array(c);
	buf_add_str(&c->out, STR_LIT("/Span<</ActualText<"));
	for (size_t i = 0; i < c->text.len; i++) {
		unsigned char byte = (unsigned char)c->text.ptr[i];

		buf_add_char(&c->out, digits[byte >> 4]);
		buf_add_char(&c->out, digits[byte & 0x0F]);
	}
	buf_add_str(&c->out, STR_LIT(">>>BDC\n"));
}

static void end_actual(struct content *c)
{
	end_array(c);
	buf_add_str(&c->out, STR_LIT("EMC\n"));
}

/* ---- clusters ---- */

/*
 * Glyphs that stand for one piece of text together. What readers make of them:
 * they go from glyph to glyph, take the text of each code, and put in a space
 * where the pen jumps; right-to-left text they turn round letter by letter. So
 * glyphs that follow each other share the text out among them, in whatever way,
 * as only its order counts; but marks over a letter, and whatever else jumps or
 * has more glyphs than characters, become one glyph, composed of them.
 */
struct cluster {
	const struct run *run;
	const struct glyph *glyphs;
	size_t n;
	struct str text;      /* in the order in which the codes give it */
	int32_t end;          /* x of what follows */
	bool marks_move;      /* the pen, as their advance in the font says */
};

/* Composed glyphs have no more parts: a letter with more marks than this is
   nobody's language. */
enum { MAX_PARTS = 32 };

/* 1/64 pt to font units, across and up. */
static int32_t units_across(const struct run *run, int64_t length)
{
	int64_t unit = (int64_t)run->size * run->expand;

	length *= (int64_t)run->face->units_per_em * 1000;
	return (int32_t)((length + (length < 0 ? -unit : unit) / 2) / unit);
}

static int32_t units_up(const struct run *run, int64_t length)
{
	length *= run->face->units_per_em;
	return (int32_t)((length + (length < 0 ? -run->size : run->size) / 2)
	                 / run->size);
}

static int32_t advance_of(const struct cluster *k, size_t i)
{
	const struct face *face = k->run->face;
	uint32_t glyph = k->glyphs[i].id;

	if (!k->marks_move
	 && hb_ot_layout_get_glyph_class(face->hb_face, glyph)
	    == HB_OT_LAYOUT_GLYPH_CLASS_MARK)
		return 0;
	return hb_font_get_glyph_h_advance(face->hb_font, glyph);
}

/* Where a glyph begins, in font units from the cluster's first one. */
static int32_t place_of(const struct cluster *k, size_t i)
{
	return units_across(k->run, (int64_t)k->glyphs[i].x - k->glyphs[0].x);
}

/* Where the last glyph that moves the pen leaves it. */
static int32_t end_of(const struct cluster *k)
{
	int32_t end = 0;

	for (size_t i = 0; i < k->n; i++) {
		int32_t advance = advance_of(k, i);

		if (advance > 0 && place_of(k, i) + advance > end)
			end = place_of(k, i) + advance;
	}
	return end;
}

/* Fonts give marks an advance that HarfBuzz takes away in some scripts and not
   in others. Which it did shows where the next cluster stands. */
static void measure_marks(struct cluster *k)
{
	int32_t end = units_across(k->run, (int64_t)k->end - k->glyphs[0].x);
	int32_t without = end_of(k), with;

	k->marks_move = true;
	with = end_of(k);
	k->marks_move = abs(end - with) < abs(end - without);
}

/* Whether each glyph begins where the one before ended, as far as a reader can
   tell, moves on, and has a character to give. */
static bool flows(const struct cluster *k)
{
	const struct face *face = k->run->face;
	int32_t pen = 0;

	if (utf8_count(k->text) < k->n)
		return false;
	for (size_t i = 0; i < k->n; i++) {
		int32_t x = place_of(k, i), advance = advance_of(k, i);

		if (k->glyphs[i].y != k->glyphs[0].y || advance == 0
		 || abs(x - pen) > face->units_per_em / 20)
			return false;
		pen = x + advance;
	}
	return true;
}

/* One glyph of many parts. False: the font cannot have it. */
static bool draw_composed(struct content *c, struct pdf_font *font,
                          const struct cluster *k)
{
	struct part parts[MAX_PARTS];
	struct composed composed = {parts, k->n, 0};
	struct glyph_code code;
	size_t first = 0; /* the leftmost that moves the pen: the origin */
	int32_t origin;

	if (k->n > MAX_PARTS)
		return false;
	for (size_t i = 1; i < k->n; i++)
		if (advance_of(k, i) > 0 && (advance_of(k, first) == 0
		 || place_of(k, i) < place_of(k, first)))
			first = i;
	origin = place_of(k, first);
	for (size_t i = 0; i < k->n; i++) {
		parts[i].glyph = k->glyphs[i].id;
		parts[i].x = place_of(k, i) - origin;
		parts[i].y = -units_up(k->run, k->glyphs[i].y);
		if (abs(parts[i].x) > INT16_MAX || abs(parts[i].y) > INT16_MAX)
			return false;
	}
	if (end_of(k) > origin)
		composed.advance = end_of(k) - origin;
	code = font_composed_code(font, &composed, k->text);
	if (code.code == 0 || !code.spoken)
		return false;
	show_code(c, &code, k->glyphs[first].x, 0);
	return true;
}

/*
 * A code for each glyph: a character each, and what is left to the last. Glyphs
 * that get none have a soft hyphen, which is what programs drop first, and
 * ActualText says what all mean together.
 */
static void draw_shared(struct content *c, struct pdf_font *font,
                        const struct cluster *k)
{
	struct str rest = k->text;
	bool spoken = true;

	c->codes = job_grow(c->job, c->codes, &c->codes_room, k->n,
	                    sizeof(*c->codes));
	for (size_t i = 0; i < k->n; i++) {
		struct str text = STR_LIT("\u00AD");
		size_t at = 0;

		if (rest.len)
			utf8_next(rest, &at);
		else
			spoken = false;
		if (rest.len)
			text = (struct str){rest.ptr, i + 1 < k->n ? at :
			                              rest.len};
		rest.ptr += at;
		rest.len -= at;
		c->codes[i] = font_code(font, k->glyphs[i].id, text);
		spoken &= c->codes[i].spoken;
	}
	/* that of right-to-left text says its element */
	spoken |= k->run->rtl;
	if (!spoken)
		begin_actual(c, k->text);
	for (size_t i = 0; i < k->n; i++)
		show_code(c, &c->codes[i], k->glyphs[i].x, k->glyphs[i].y);
	if (!spoken)
		end_actual(c);
}

static void draw_cluster(struct content *c, struct pdf_font *font,
                         struct cluster *k)
{
	if (k->n > 1)
		measure_marks(k);
	if (k->n == 1 || flows(k) || !draw_composed(c, font, k))
		draw_shared(c, font, k);
}

/* Characters in the opposite order; lives until the next call. */
static struct str turned(struct content *c, struct str text)
{
	buf_clear(&c->text);
	buf_reserve(&c->text, text.len);
	for (size_t at = 0; at < text.len;) {
		size_t begin = at;

		utf8_next(text, &at);
		memcpy(c->text.ptr + text.len - at, text.ptr + begin,
		       at - begin);
	}
	return (struct str){c->text.ptr, text.len};
}

static void draw_run(struct content *c, const struct run *run)
{
	struct pdf_font *font = fonts_use(c->fonts, run->face);
	size_t end;

	if (run->n_glyphs == 0)
		return;
	begin_marked(c, run);
	set_gray(c, run->gray);
	set_expand(c, run->expand);
	c->run = run;
	c->unit = (int64_t)run->size * run->expand;
	c->placed = false;
	for (size_t i = 0; i < run->n_glyphs; i = end) {
		const struct glyph *g = &run->glyphs[i];
		struct cluster k = {
			.run = run,
			.glyphs = g,
			.text = {run->text.ptr + g->text, g->text_len},
		};

		end = i + 1;
		while (end < run->n_glyphs && run->glyphs[end].text_len == 0)
			end++;
		k.n = end - i;
		k.end = end < run->n_glyphs ? run->glyphs[end].x : run->width;
		if (run->rtl)
			k.text = turned(c, k.text);
		draw_cluster(c, font, &k);
	}
	end_array(c);
}

static void draw_rule(struct content *c, const struct rule *rule)
{
	begin_artifact(c);
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
