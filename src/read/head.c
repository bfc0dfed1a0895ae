/* SPDX-License-Identifier: MIT */

/* The head of an article: its title, byline and standfirst. */
#include "read/decision.h"

#include "read/view.h"

enum {
	TITLE_COLUMNS = 320,
	TITLE_LEAST = 10,   /* percent sure that there is a title at all */
	TITLE_SURE = 90,    /* percent sure of one that has a date in it */
	FIRST_COLUMNS = 80,
	HEAD_BLOCKS = 6,    /* where a byline stands */
	BYLINE_COLUMNS = 44,
	NAME_SURE = 95,     /* percent sure that what looks like a name is none */
	DEK_COLUMNS = 360,
	DEK_LEAST = 16,     /* percent sure */
};

/* What no title is, however it stands: a button, a crumb of a trail. */
static bool may_be_title(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];
	const struct block *block = &d->blocks->items[i];
	bool bare = s->words < 2 && s->columns < 8;

	return !block->certain && !block->quote && str_empty(block->marker)
	    && s->letters + s->wide > 0 && !bare && !s->counter
	    && s->columns <= TITLE_COLUMNS
	    && s->end != END_COLON && s->end != END_SIGN
	    && !s->phrases.covered
	    && !(s->phrases.whole & (PHRASE_LINE | PHRASE_TAIL));
}

/* A line with a date is a title ("Harbour notes 3.11.2026") only where there is no
   other, or where one is sure of it. */
static bool is_dated(const struct shape *s)
{
	return s->date >= DATE_TIME && s->words <= 7;
}

/* The same words, cut short: "The ferry…" or "The ferry stays - Post". */
static bool same_title(const struct shape *a, const struct shape *b)
{
	return a->n_hashes > 2 && b->n_hashes > 2
	    && (str_starts(a->normal, b->normal)
	     || str_starts(b->normal, a->normal)
	     || str_ends(a->normal, b->normal)
	     || str_ends(b->normal, a->normal));
}

/*
 * Of all the forms that a page gives its title in, the one above the text is
 * whole and has nothing added: no site's name, no "…". (A heading in the text may
 * begin like the title, but is likelier to be a heading.)
 */
static size_t best_form(const struct decision *d, size_t title)
{
	const struct shape *shapes = d->evidence.shapes;
	size_t best = title;

	for (size_t i = 0; i < d->blocks->n; i++) {
		const struct shape *now = &shapes[best], *s = &shapes[i];
		const double *belief = d->belief[i].of;
		bool cut = now->end == END_ELLIPSIS;

		if (i == best || !may_be_title(d, i)
		 || is_dated(s) != is_dated(&shapes[title])
		 || !same_title(s, now) || s->end == END_ELLIPSIS
		 || (!cut && (belief[STATE_TITLE] < 0.02
		     || belief[STATE_HEADING] > belief[STATE_TITLE])))
			continue;
		if (cut ? s->normal.len > now->normal.len
		        : s->normal.len < now->normal.len)
			best = i;
	}
	return best;
}

/* A short line that has a sentence under it begins no page's menu but an
   article: where the weights see no title, or a sentence, it is this one. */
static bool first_is_title(const struct decision *d)
{
	const struct block *block = &d->blocks->items[0];
	const struct shape *s = &d->evidence.shapes[0];

	return d->blocks->n > 1 && !block->certain
	    && !block->quote && str_empty(block->marker)
	    && block->kind != KIND_FURNITURE && block->kind != KIND_BYLINE
	    && s->letters + s->wide > 0 && s->columns <= FIRST_COLUMNS
	    && s->columns * 2 < s[1].columns && s->sentences == 0
	    && s->end == END_OPEN && s->date < DATE_WORDS
	    && (s[1].end == END_STOP || s[1].sentences > 0);
}

/* The likeliest title that one is sure of to this degree at least; n: none. */
static size_t likeliest_title(const struct decision *d, bool dated, int least)
{
	size_t best = d->blocks->n;
	double most = least / 100.0;

	for (size_t i = 0; i < d->blocks->n; i++)
		if (d->belief[i].of[STATE_TITLE] > most && may_be_title(d, i)
		 && is_dated(&d->evidence.shapes[i]) == dated) {
			most = d->belief[i].of[STATE_TITLE];
			best = i;
		}
	return best;
}

/* One block of all is the title; n: none. */
static size_t find_title(const struct decision *d)
{
	size_t n = d->blocks->n, best = likeliest_title(d, false, TITLE_LEAST);
	size_t dated = likeliest_title(d, true, TITLE_SURE);

	if (dated < n && (best == n || d->belief[dated].of[STATE_TITLE]
	                  > d->belief[best].of[STATE_TITLE]))
		best = dated;
	if ((best == n || d->evidence.shapes[best].end == END_STOP)
	 && first_is_title(d))
		return 0;
	if (best == n)
		best = likeliest_title(d, true, TITLE_LEAST);
	return best < n ? best_form(d, best) : n;
}

/* Where the title is known, only the block that says it can be it, or one that
   is a headline beyond doubt. */
static size_t find_known(const struct decision *d, const struct meta *meta)
{
	struct str wanted = words_of(d->job, meta->title);
	size_t best = find_title(d);

	for (size_t i = 0; i < d->blocks->n; i++)
		if (str_equal(d->evidence.shapes[i].normal, wanted)
		 && !d->blocks->items[i].certain)
			return i;
	return best < d->blocks->n && d->belief[best].of[STATE_TITLE] > 0.5
		? best : d->blocks->n;
}

/* A page says its title again above the text; one is enough. */
static void drop_twins(struct decision *d, size_t title)
{
	const struct shape *shapes = d->evidence.shapes;

	for (size_t i = 0; i < d->blocks->n; i++) {
		struct block *block = &d->blocks->items[i];

		if (i > title && block->kind == KIND_PARAGRAPH
		 && shapes[i].columns > 200)
			return;
		if (i == title || block->certain
		 || !str_equal(shapes[i].normal, shapes[title].normal))
			continue;
		block->kind = KIND_FURNITURE;
		block->score = 100;
		block->reasons = STR_LIT("the title again");
	}
}

static bool is_line_of_head(const struct decision *d, size_t i, size_t title)
{
	const struct block *block = &d->blocks->items[i];
	const struct shape *s = &d->evidence.shapes[i];

	return i != title && !block->certain && str_empty(block->marker)
	    && (block->kind == KIND_PARAGRAPH || block->kind == KIND_HEADING
	     || block->kind == KIND_CAPTION || block->kind == KIND_DEK)
	    && s->columns <= BYLINE_COLUMNS && s->sentences == 0;
}

static void make_byline(struct decision *d, size_t i, const char *reasons)
{
	struct block *block = &d->blocks->items[i];

	block->kind = KIND_BYLINE;
	block->level = 0;
	block->reasons = str_of(reasons);
}

/* "By Ann Bell", where nothing but the head of an article can be. */
static bool is_signed(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->phrases.begin & PHRASE_BYLINE && s->end == END_OPEN
	    && s->words > 1 && s->words <= 6 && !s->digits
	    && s->caps != CAPS_LOWER && s->caps != CAPS_SENTENCE;
}

static bool may_be_name(const struct shape *s)
{
	return s->words <= 4 && s->words + s->wide > 1
	    && s->end == END_OPEN && !s->digits;
}

/* "Ann Bell" right under the title, where share buttons follow, looks like one of
   them. */
static bool is_dropped_name(const struct decision *d, size_t i)
{
	const struct block *block = &d->blocks->items[i];
	const struct shape *s = &d->evidence.shapes[i];

	return block->kind == KIND_FURNITURE && !block->certain
	    && block->score < NAME_SURE && str_empty(block->marker)
	    && may_be_name(s) && s->caps == CAPS_TITLE
	    && s->columns <= BYLINE_COLUMNS
	    && !decision_is_button(s) && !decision_shows_page(s);
}

/* Under the title a line with nothing but a date, and a name beside it, are a
   byline in any language, without a word that says so. */
static void find_bylines(struct decision *d, size_t title)
{
	size_t end = title + HEAD_BLOCKS;
	bool prose = false;

	if (title + 1 < d->blocks->n && is_dropped_name(d, title + 1))
		make_byline(d, title + 1, "a name under the title");
	for (size_t i = title + 1; i < d->blocks->n && i < end; i++) {
		const struct shape *s = &d->evidence.shapes[i];

		prose |= s->sentences > 1;
		if (!prose && is_line_of_head(d, i, title) && is_signed(d, i))
			make_byline(d, i, "a byline's word under the title");
		if (s->date < DATE_WORDS || s->words > 7
		 || s->end == END_STOP
		 || (d->blocks->items[i].kind != KIND_BYLINE
		  && !is_line_of_head(d, i, title)))
			continue;
		make_byline(d, i, "a date under the title");
		for (size_t k = i - 1; k <= i + 1 && k < d->blocks->n; k += 2) {
			const struct shape *name = &d->evidence.shapes[k];

			if (is_line_of_head(d, k, title) && may_be_name(name)
			 && (name->caps == CAPS_TITLE
			  || name->caps == CAPS_ALL
			  || name->caps == CAPS_NONE))
				make_byline(d, k, "a name beside a date");
		}
	}
}

/* The one block that may be the standfirst needs less to be taken for it: the
   first prose under the title, when it is short. Above the byline it is one. */
static void find_dek(struct decision *d, size_t title)
{
	size_t end = title + HEAD_BLOCKS;

	for (size_t i = title + 1; i + 1 < d->blocks->n && i < end; i++) {
		const struct block *block = &d->blocks->items[i];
		const struct shape *s = &d->evidence.shapes[i];

		if (block->kind == KIND_BYLINE || block->kind == KIND_CAPTION
		 || block->kind == KIND_FURNITURE)
			continue;
		if (block->kind == KIND_PARAGRAPH && s->sentences <= 2
		 && s->columns <= DEK_COLUMNS
		 && (block[1].kind == KIND_BYLINE
		  || d->belief[i].of[STATE_DEK] * 100 >= DEK_LEAST))
			decision_settle(d, i, STATE_DEK);
		return;
	}
}

void decision_settle_head(struct decision *d, const struct meta *meta)
{
	size_t title = meta->title.ptr ? find_known(d, meta) : find_title(d);

	if (title == d->blocks->n)
		return;
	decision_settle(d, title, STATE_TITLE);
	drop_twins(d, title);
	find_bylines(d, title);
	find_dek(d, title);
}
