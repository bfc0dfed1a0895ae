/* SPDX-License-Identifier: MIT */

/* Where the article is, of all that was pasted. */
#include "read/decision.h"

#include <math.h>

#include "read/view.h"

enum {
	ANNOUNCED = 3,  /* lines that are a list, behind one that says so */
	LIST_SURE = 99, /* percent sure that a list is a page's, whatever is above */
};

static size_t count_prose(const struct decision *d)
{
	size_t n = 0;

	for (size_t i = d->begin; i < d->end; i++)
		n += view_is_prose(&d->evidence.shapes[i]);
	return n;
}

bool decision_is_whole_page(const struct decision *d)
{
	return d->evidence.facts[0].answer[DIM_PAGE] >= MUCH_PAGE;
}

static const enum dim form[] = {
	DIM_MARK, DIM_GAP, DIM_INDENT, DIM_CAPS, DIM_END
};

enum { FORM_DIMS = sizeof(form) / sizeof(*form) };

size_t decision_form_of(const struct decision *d, size_t i)
{
	return facts_form(&d->evidence.facts[i], form, FORM_DIMS);
}

size_t decision_forms(void)
{
	return facts_forms(form, FORM_DIMS);
}

/* "Dates of the tour:" */
static bool announces(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->end == END_COLON
	    && !decision_is_button(s) && !decision_shows_page(s)
	    && !(s->phrases.begin & PHRASE_TAIL)
	    && (i < d->end || d->belief[i].of[STATE_FURNITURE] < 0.5);
}

static bool may_be_entry(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->columns <= LINE_COLUMNS && !decision_is_button(s);
}

static bool look_alike(const struct decision *d, size_t i, size_t k)
{
	return decision_form_of(d, i) == decision_form_of(d, k);
}

static bool has_gap(const struct decision *d, size_t i)
{
	return d->evidence.facts[i].answer[DIM_GAP] > 0;
}

/* Behind the last of the lines from i on that are a list: those before the next
   blank line or, where there are no such, those that look alike. */
static size_t list_end(const struct decision *d, size_t i)
{
	size_t n = d->blocks->n, end = i;

	if (i + 1 < n && !has_gap(d, i + 1)
	 && (has_gap(d, i) || has_gap(d, i - 1))) {
		while (end < n && may_be_entry(d, end)
		    && (end == i || !has_gap(d, end)))
			end++;
		if (end == n || has_gap(d, end))
			return end;
	}
	for (end = i; end < n && may_be_entry(d, end)
	     && look_alike(d, end, i); end++)
		;
	return end;
}

static bool is_page_without_doubt(const struct decision *d, size_t from, size_t to)
{
	double sum = 0;

	for (size_t i = from; i < to; i++)
		sum += d->belief[i].of[STATE_FURNITURE];
	return sum * 100 >= LIST_SURE * (double)(to - from);
}

/* What a line announces is the article's: that does not end before or among it. */
static void find_announced(struct decision *d)
{
	size_t n = d->blocks->n, from = d->end, end;

	if (from < n && announces(d, from))
		from++;
	while (from > d->begin + 1 && from < n && !announces(d, from - 1)
	    && may_be_entry(d, from - 1)
	    && (!has_gap(d, from) || look_alike(d, from, from - 1)))
		from--;
	if (from == 0 || from >= n || !announces(d, from - 1))
		return;
	end = list_end(d, from);
	if (end >= from + ANNOUNCED && end > d->end
	 && !is_page_without_doubt(d, from, end))
		d->end = end;
}

/*
 * The article is one stretch of the blocks: the one where words that are believed
 * to be its own outweigh most those that are not. A bias for the article lets it
 * reach over what one is not sure of, above all in a page that was pasted whole,
 * where much of the page can stand in the middle of it.
 */
void decision_find_stretch(struct decision *d)
{
	const double bias = decision_is_whole_page(d) ? 2 : 0.3, most = 4;
	struct stretch best = {0};

	for (size_t i = 0; i < d->blocks->n; i++) {
		double page = d->belief[i].of[STATE_FURNITURE];
		double odds = log((1 - page + 1e-6) / (page + 1e-6)) + bias;
		int words = d->evidence.shapes[i].words;

		stretch_add(&best, i, fmax(-most, fmin(most, odds))
			* (words > 1 ? words : 1));
	}
	d->begin = best.begin;
	d->end = best.end ? best.end : d->blocks->n;
	d->prose = count_prose(d);
	/* Nothing can be said to stand around a text that is too small to see. */
	if (d->prose == 0) {
		d->begin = 0;
		d->end = d->blocks->n;
	}
	find_announced(d);
}
