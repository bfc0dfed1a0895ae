/* SPDX-License-Identifier: MIT */

/*
 * The width that a text was wrapped at.
 *
 * Whether the lines of a text were broken at some width shows in what each line
 * leaves free: of two lines that belong together the first has no room for the
 * first word of the second. So every pair of neighbouring lines allows the widths
 *
 *	width of the first line  <=  W  <  that + 1 + the next word
 *
 * and where most pairs agree on one W, the text was wrapped at W. Pairs of short
 * lines, as menus and poems have them, agree on nothing.
 *
 * Programs do not measure alike. Some count columns, of which Chinese signs take
 * two and vowel signs none, some count code points; and scripts without spaces
 * are broken anywhere by some and at spaces only by others. The text tells which
 * it was: that by which more pairs agree.
 */
#include "read/width.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "read/marker.h"

enum {
	AGREE = 75,       /* percent of the pairs that could */
	OVERLONG = 20,    /* percent of lines that may be wider than it */
	COMPLEX_WORD = 9, /* signs of a word where no spaces tell words */
};

static bool is_in(uint32_t c, uint32_t first, uint32_t last)
{
	return c >= first && c <= last;
}

/* A sign that is as good as a word: of scripts that have no spaces. Korean has
   them, though its signs are as wide. */
static bool is_single(uint32_t c)
{
	return c >= 0x2e80
	    && (is_in(c, 0x2e80, 0x312f) || is_in(c, 0x3190, 0x9fff)
	     || is_in(c, 0xa000, 0xa4cf) || is_in(c, 0xf900, 0xfaff)
	     || is_in(c, 0xfe30, 0xfe4f) || is_in(c, 0xff01, 0xff9f)
	     || is_in(c, 0x1b000, 0x1b16f) || is_in(c, 0x20000, 0x3ffff));
}

static bool is_hangul(uint32_t c)
{
	return is_in(c, 0xac00, 0xd7ff) || is_in(c, 0x1100, 0x11ff)
	    || is_in(c, 0x3130, 0x318f) || is_in(c, 0xa960, 0xa97f);
}

/* Scripts with words of several signs and no spaces: Thai, Khmer... */
static bool is_complex(uint32_t c)
{
	return c >= 0xe00 && c < 0x1aae
	    && u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK)
	       == U_LB_COMPLEX_CONTEXT;
}

/* Punctuation that no line begins with. */
static bool holds_on(uint32_t c)
{
	switch (u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK)) {
	case U_LB_CLOSE_PUNCTUATION: case U_LB_CLOSE_PARENTHESIS:
	case U_LB_EXCLAMATION: case U_LB_INFIX_NUMERIC: case U_LB_NONSTARTER:
	case U_LB_INSEPARABLE:
		return true;
	case U_LB_QUOTATION:
		return c != 0x201c && c != 0x2018;
	default:
		return false;
	}
}

static bool opens(uint32_t c)
{
	return c == 0x201c || c == 0x2018
	    || u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK)
	       == U_LB_OPEN_PUNCTUATION;
}

static int width_of(const struct ruler *ruler, struct str text)
{
	return ruler->points ? code_points(text) : columns(text);
}

int first_word_width(const struct ruler *ruler, struct str text)
{
	size_t at = 0, end = 0;
	uint32_t before = 0;
	int complex = 0;

	while (at < text.len) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_space(c))
			break;
		if (!ruler->spaces && before) {
			complex += is_complex(c);
			if (((is_single(before) || is_single(c))
			  && !holds_on(c) && !opens(before))
			 || complex >= COMPLEX_WORD)
				break;
		}
		end = at;
		before = c;
	}
	return width_of(ruler, (struct str){text.ptr, end});
}

bool no_space_between(const struct ruler *ruler, struct str a, struct str b)
{
	uint32_t last = utf8_last(a), next = utf8_first(b);

	if (is_single(last) && is_single(next))
		return true;
	if (is_complex(last) && is_complex(next))
		return !ruler->spaces;
	if (is_hangul(last) || is_hangul(next) || ruler->spaces)
		return false;
	if (is_single(last) && !u_isalnum((UChar32)last))
		return true; /* wide punctuation brings its own space */
	if (is_single(next) && !u_isalnum((UChar32)next))
		return true;
	return (is_single(last) || is_single(next)) && !ruler->spaced;
}

int pair_limit(const struct ruler *ruler, const struct line *a,
               const struct line *b)
{
	return line_width(ruler, a) + !no_space_between(ruler, a->text, b->text)
	     + first_word_width(ruler, b->text);
}

/* The width of a text that line `a` must have had room in: punctuation of wide
   signs may hang out of it. */
static int pair_least(const struct ruler *ruler, const struct line *a)
{
	uint32_t last = utf8_last(a->text);

	if (ruler->spaces || !is_single(last) || !holds_on(last))
		return line_width(ruler, a);
	return line_width(ruler, a) - (ruler->points ? 1 : 2);
}

static bool is_pair(const struct lines *lines, size_t i, size_t end)
{
	return i + 1 < end && !line_blank(&lines->items[i])
	    && !line_blank(&lines->items[i + 1])
	    && lines->items[i].quote == lines->items[i + 1].quote;
}

/* Is `b` the first line of a paragraph or an item, which says nothing about line
   `a`? */
static bool begins_block(const struct line *a, const struct line *b)
{
	return marker_find(b->text).len
	    || (b->indent > a->indent + 1 && !marker_find(a->text).len);
}

struct fit {
	int width; /* 0: none */
	int count; /* pairs that agree on it */
	int full;  /* lines that are just as wide */
};

/* What the pairs of some lines say. */
struct votes {
	int change[WIDTH_MOST + 2];   /* of how many agree, from a width on */
	int at_least[WIDTH_MOST + 1]; /* lines that need a width */
	int over;                     /* lines that are too wide */
};

static struct votes count_votes(const struct ruler *ruler,
                                const struct lines *lines, size_t begin,
                                size_t end)
{
	struct votes votes = {.over = 0};

	for (size_t i = begin; i < end; i++) {
		const struct line *a = &lines->items[i];
		int least = pair_least(ruler, a), limit;

		votes.over += least > WIDTH_MOST;
		if (!is_pair(lines, i, end) || least > WIDTH_MOST
		 || begins_block(a, a + 1))
			continue;
		votes.at_least[least]++;
		/* A Thai line of few columns has many signs. */
		if ((ruler->spaces ? line_width(ruler, a) : a->width)
		    < WIDTH_LEAST)
			continue;
		limit = pair_limit(ruler, a, a + 1);
		votes.change[least]++;
		votes.change[limit <= WIDTH_MOST ? limit : WIDTH_MOST + 1]--;
	}
	return votes;
}

static struct fit find_fit(const struct ruler *ruler, const struct lines *lines,
                           size_t begin, size_t end)
{
	struct votes votes = count_votes(ruler, lines, begin, end);
	struct fit best = {0, 0, 0};
	int could = 0;

	for (int w = 1, n = 0; w <= WIDTH_MOST; w++) {
		n += votes.change[w];
		if (n > best.count)
			best = (struct fit){w, n, votes.at_least[w]};
	}
	/* Pairs that could be full: not those after a paragraph's end. */
	for (int w = best.width / 2; w <= WIDTH_MOST; w++) {
		could += votes.at_least[w];
		votes.over += w > best.width ? votes.at_least[w] : 0;
	}
	if (best.count < WIDTH_MIN_PAIRS || best.count * 100 < could * AGREE
	 || votes.over * 100 > (votes.over + best.count) * OVERLONG)
		return (struct fit){0, 0, 0};
	return best;
}

int width_find(const struct ruler *ruler, const struct lines *lines,
               size_t begin, size_t end)
{
	return find_fit(ruler, lines, begin, end).width;
}

/* ---- the ruler ---- */

/* What signs a text has that programs measure in more than one way. */
struct signs {
	bool marks;      /* columns and code points differ */
	bool single, complex;
	size_t tight, loose; /* between Chinese and Latin letters */
};

static bool is_latin(uint32_t c)
{
	return c < 0x300 && u_isalnum((UChar32)c);
}

static bool is_boundary(uint32_t a, uint32_t b)
{
	return (is_latin(a) && is_single(b) && u_isalpha((UChar32)b))
	    || (is_latin(b) && is_single(a) && u_isalpha((UChar32)a));
}

static void look_at_signs(struct signs *signs, struct str text)
{
	uint32_t c, before = 0, second = 0;

	for (size_t at = 0; at < text.len; second = before, before = c) {
		c = utf8_next(text, &at);
		signs->single |= is_single(c);
		signs->complex |= is_complex(c);
		signs->tight += is_boundary(before, c);
		signs->loose += before == ' ' && is_boundary(second, c);
	}
}

static struct signs find_signs(const struct lines *lines)
{
	struct signs signs = {.marks = false};

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->items[i];

		signs.marks |= line->width != line->points;
		if (line->text.len > (size_t)line->width)
			look_at_signs(&signs, line->text);
	}
	return signs;
}

static void try_ruler(struct ruler *best, struct fit *best_fit,
                      struct ruler ruler, const struct lines *lines)
{
	struct fit fit = find_fit(&ruler, lines, 0, lines->n);

	if (fit.count <= best_fit->count)
		return;
	*best = ruler;
	*best_fit = fit;
}

struct ruler ruler_find(const struct lines *lines)
{
	struct signs signs = find_signs(lines);
	struct ruler none = {.spaced = signs.loose > signs.tight};
	struct ruler best = none;
	struct fit fit = {0, 0, 0};

	if (!signs.marks && !signs.complex)
		return none;
	for (int points = 0; points < 2; points++) {
		none.points = points;
		try_ruler(&best, &fit, none, lines);
	}
	if (fit.width || (!signs.single && !signs.complex))
		return best;
	/* What is broken at spaces only allows many widths where spaces are few.
	   But then words are too long for a line, and fill it. */
	none.spaces = true;
	for (int points = 0; points < 2; points++) {
		none.points = points;
		try_ruler(&best, &fit, none, lines);
	}
	if (signs.single && fit.full * 2 < fit.count)
		return (struct ruler){.spaced = none.spaced};
	return best;
}

/* ---- hyphens ---- */

static size_t letters(struct str text)
{
	size_t n = 0;

	for (size_t at = 0; at < text.len; n++)
		if (!u_isalpha((UChar32)utf8_next(text, &at)))
			break;
	return n;
}

/* The first word's part up to the hyphen between two words of letters; empty:
   there is none. Nothing breaks "e-mail". */
static struct str first_part(struct str text)
{
	const char *hyphen = memchr(text.ptr, '-', text.len);
	struct str part = {text.ptr, 0};

	if (!hyphen)
		return part;
	part.len = (size_t)(hyphen - text.ptr);
	if (letters(part) < 2 || letters(part) != utf8_count(part)
	 || letters(str_range(hyphen + 1, text.ptr + text.len)) < 2)
		part.len = 0;
	else
		part.len++;
	return part;
}

bool keeps_compounds(const struct ruler *ruler, const struct lines *lines,
                     int width)
{
	size_t kept = 0, broken = 0;

	for (size_t i = 0; width && i + 1 < lines->n; i++) {
		const struct line *a = &lines->items[i];
		struct str part;

		if (!is_pair(lines, i, lines->n)
		 || pair_limit(ruler, a, a + 1) <= width)
			continue;
		part = first_part(a[1].text);
		kept += part.len && line_width(ruler, a) + 1
		                  + width_of(ruler, part) <= width;
		broken += a->text.ptr[a->text.len - 1] == '-';
	}
	return kept && kept >= broken;
}
