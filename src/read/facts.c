/* SPDX-License-Identifier: MIT */

/*
 * What there is to know of each block before anything is decided. All that
 * refers to "the prose" means the stretch of blocks that holds the article's
 * running text, as far as sizes alone can tell: the one where long blocks weigh
 * more than short ones stand between them.
 */
#include "read/view.h"

#define DIM(id, name, ...) static const char *const answers_##id[] = {__VA_ARGS__};
#include "read/dims.def"
#undef DIM

static const struct {
	const char *name;
	const char *const *answers;
	int n;
} dims[] = {
#define DIM(id, name, ...) \
	{name, answers_##id, sizeof(answers_##id) / sizeof(*answers_##id)},
#include "read/dims.def"
#undef DIM
};

int dim_answers(enum dim dim)
{
	return dims[dim].n;
}

const char *dim_name(enum dim dim)
{
	return dims[dim].name;
}

const char *dim_answer_name(enum dim dim, int answer)
{
	return answer < dims[dim].n ? dims[dim].answers[answer] : "none";
}

size_t facts_form(const struct facts *facts, const enum dim *dims, size_t n)
{
	size_t number = 0;

	for (size_t k = 0; k < n; k++)
		number = number * (size_t)dim_answers(dims[k])
			+ facts->answer[dims[k]];
	return number;
}

size_t facts_forms(const enum dim *dims, size_t n)
{
	size_t forms = 1;

	for (size_t k = 0; k < n; k++)
		forms *= (size_t)dim_answers(dims[k]);
	return forms;
}

enum {
	NEAR = 4,             /* blocks around that count as neighbours */
};

int view_bin(int number, const int *bounds, int n)
{
	int i = 0;

	while (i < n && number >= bounds[i])
		i++;
	return i;
}

bool view_is_prose(const struct shape *shape)
{
	bool closed = shape->end == END_STOP || shape->end == END_QUESTION
	           || shape->end == END_EXCLAMATION || shape->end == END_QUOTE
	           || shape->end == END_ELLIPSIS || shape->end == END_PAREN;

	return shape->columns >= SURE_COLUMNS
	    || (shape->columns >= PROSE_COLUMNS
	     && (closed || shape->sentences || shape->end == END_COLON));
}

void stretch_add(struct stretch *stretch, size_t i, double weight)
{
	stretch->sum += weight;
	if (stretch->sum <= 0) {
		stretch->sum = 0;
		stretch->from = i + 1;
	} else if (stretch->sum > stretch->best) {
		stretch->best = stretch->sum;
		stretch->begin = stretch->from;
		stretch->end = i + 1;
	}
}

/* ---- of the text itself ---- */

static int phrase_of(const struct phrase_hits *hits)
{
	if (hits->whole & PHRASE_LINE)
		return 1;
	if (hits->whole & PHRASE_TAIL)
		return 2;
	if (hits->covered)
		return 3;
	if (hits->whole & PHRASE_WORD)
		return 4;
	if (hits->parts > 1)
		return 5;
	if (hits->parts)
		return 6;
	if (hits->begin & PHRASE_BYLINE)
		return 7;
	if (hits->begin & PHRASE_CAPTION)
		return 8;
	return hits->end & PHRASE_CAPTION ? 9 : 0;
}

static int digits_of(const struct shape *shape)
{
	if (!shape->digits)
		return 0;
	if (!shape->letters)
		return 3;
	return shape->digits * 10 < shape->letters + shape->digits ? 1 : 2;
}

static void ask_text(const struct shape *shape, unsigned char *a)
{
	const struct phrase_hits *hits = &shape->phrases;

	a[DIM_SIZE] = BIN(shape->columns, 3, 7, 13, 21, 31, 43,
		56, 71, 91, 121, 161, 241, 401);
	a[DIM_COARSE] = BIN(shape->columns, 13, 43, 91, 201);
	a[DIM_WORDS] = BIN(shape->words, 1, 2, 3, 4, 5, 7, 10,
		15, 26);
	a[DIM_END] = (unsigned char)shape->end;
	a[DIM_START] = (unsigned char)shape->start;
	a[DIM_CAPS] = (unsigned char)shape->caps;
	a[DIM_SENTENCES] = BIN(shape->sentences, 1, 2);
	a[DIM_DIGITS] = (unsigned char)digits_of(shape);
	a[DIM_DATE] = (unsigned char)shape->date;
	a[DIM_LINK] = (unsigned char)shape->link;
	a[DIM_SEPARATORS] = BIN(shape->separators, 1, 2);
	a[DIM_COLON] = shape->colon;
	a[DIM_QUOTED] = shape->quoted;
	a[DIM_COPYRIGHT] = shape->copyright;
	a[DIM_GLUED] = shape->glued;
	a[DIM_COUNTER] = shape->counter;
	a[DIM_COMMAS] = BIN(shape->commas, 1, 2);
	a[DIM_BRACKETS] = shape->brackets;
	a[DIM_SITE] = shape->site;
	a[DIM_CAPITALS] = shape->capitals == 0 ? 0
		: shape->capitals == shape->long_words ? 4
		: 1 + BIN(shape->capitals * 100 / shape->long_words, 34, 67);
	a[DIM_PHRASE] = (unsigned char)phrase_of(hits);
	a[DIM_BYLINE] = hits->whole & PHRASE_BYLINE ? 2
		: (hits->begin & PHRASE_BYLINE) != 0;
	a[DIM_CREDIT] = hits->begin & PHRASE_CAPTION ? 1
		: hits->end & PHRASE_CAPTION ? 2 : 0;
}

/* ---- of its form ---- */

static bool same_marks(const struct block *a, const struct block *b)
{
	if (str_empty(a->marker) || str_empty(b->marker))
		return false;
	if (a->number >= 0 || b->number >= 0)
		return b->number == a->number + 1;
	return str_equal(a->marker, b->marker);
}

static void ask_form(const struct view *view, size_t i, int usual)
{
	const struct block *block = &view->blocks->items[i];
	unsigned char *a = view->facts[i].answer;
	bool before = i > 0 && same_marks(block - 1, block);
	bool after = i + 1 < view->n && same_marks(block, block + 1);
	const struct shape *s = &view->shapes[i];

	a[DIM_MARK] = block->quote ? 3 : str_empty(block->marker) ? 0
		: block->number >= 0 ? 2 : 1;
	if (!str_empty(block->marker))
		a[DIM_MARK_RUN] = before ? after ? 3 : 4 : after ? 2 : 1;
	a[DIM_GAP] = BIN(block->gap, 1, 2);
	a[DIM_INDENT] = block->indent > usual ? 1 : block->indent < usual ? 2 : 0;
	a[DIM_PARALLEL] = s->n_hashes > 1
		&& ((i > 0 && s[-1].n_hashes && s[-1].hashes[0] == s->hashes[0])
		 || (i + 1 < view->n && s[1].n_hashes
		  && s[1].hashes[0] == s->hashes[0]));
}

static size_t all_columns(const struct view *view, size_t i)
{
	return (size_t)view->shapes[i].columns;
}

/* ---- of its place ---- */

/* Long blocks count for, short ones against; the best stretch wins. */
static void find_core(struct view *view)
{
	struct stretch best = {0};

	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i];
		int weight = s->columns < 600 ? s->columns : 600;

		stretch_add(&best, i, view_is_prose(s) ? weight
			: s->columns < SHORT_COLUMNS ? -50 : -25);
	}
	view->core = best.begin;
	view->core_end = best.end ? best.end : view->n;
}

static int core_place(const struct view *view, size_t i)
{
	if (i < view->core)
		return 3 - BIN(view->core - i, 2, 4, 10);
	if (i >= view->core_end)
		return 7 + BIN(i - view->core_end, 1, 4, 10);
	return i == view->core ? 4 : i + 1 == view->core_end ? 6 : 5;
}

static int prose_around(const struct view *view, size_t i, bool after)
{
	int n = 0;

	for (size_t k = 1; k <= NEAR; k++) {
		if (after ? i + k >= view->n : k > i)
			break;
		n += view_is_prose(&view->shapes[after ? i + k : i - k]);
	}
	return BIN(n, 1, 2, 3);
}

/* Length of the stretch of short blocks that each block stands in. */
static void ask_runs(const struct view *view)
{
	for (size_t i = 0; i < view->n;) {
		size_t end = i;

		while (end < view->n
		    && view->shapes[end].columns < SHORT_COLUMNS)
			end++;
		for (size_t k = i; k < end; k++)
			view->facts[k].answer[DIM_RUN] =
				BIN(end - i, 1, 2, 3, 5, 9, 17, 33);
		i = end > i ? end : i + 1;
	}
}

/* What stands around that belongs to pages, not to articles. */
static void ask_hints(const struct view *view)
{
	int tails = 0;

	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;
		int before = 0, after = 0, dates = 0;

		for (size_t k = 1; k <= NEAR; k++) {
			before += k <= i && view_is_page_line(&view->shapes[i - k]);
			after += i + k < view->n && view_is_page_line(&view->shapes[i + k]);
			dates += k <= i && view_is_date_line(&view->shapes[i - k]);
			dates += i + k < view->n
			      && view_is_date_line(&view->shapes[i + k]);
		}
		a[DIM_HINTS_BEFORE] = BIN(before, 1, 2, 3);
		a[DIM_HINTS_AFTER] = BIN(after, 1, 2, 3);
		a[DIM_DATES] = BIN(dates, 1, 2);
		a[DIM_TAILS] = BIN(tails, 1, 2);
		tails += i > view->core
		      && view->shapes[i].phrases.whole & PHRASE_TAIL;
	}
}

/* How far the nearest prose before and behind is. */
static void ask_distances(const struct view *view)
{
	size_t n = view->n, last = 0;

	for (size_t i = 0; i < n; i++) {
		view->facts[i].answer[DIM_SINCE] = !last ? NO_PROSE
			: BIN(i - last, 1, 2, 3, 4, 6, 10, 20);
		if (view_is_prose(&view->shapes[i]))
			last = i + 1;
	}
	for (size_t i = n, next = n; i-- > 0;) {
		view->facts[i].answer[DIM_UNTIL] = next == n ? NO_PROSE
			: BIN(next - i - 1, 1, 2, 3, 4, 6, 10, 20);
		if (view_is_prose(&view->shapes[i]))
			next = i;
	}
}

static void ask_place(const struct view *view)
{
	size_t tail = 0;

	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;

		a[DIM_POS] = BIN(i, 1, 2, 3, 4, 7, 15, 40, 100);
		a[DIM_TAIL] = BIN(view->n - 1 - i, 1, 2, 3, 5, 10,
			20, 50);
		a[DIM_CORE] = (unsigned char)core_place(view, i);
		a[DIM_BEFORE] = (unsigned char)prose_around(view, i, false);
		a[DIM_AFTER] = (unsigned char)prose_around(view, i, true);
		a[DIM_TAILED] = tail ? 1 + BIN(i - tail + 1, 2, 5, 12) : 0;
		if (view->shapes[i].phrases.whole & PHRASE_TAIL && i > view->core)
			tail = i + 1;
		else if (view_is_prose(&view->shapes[i]) && i < view->core_end)
			tail = 0;
	}
	ask_runs(view);
	ask_distances(view);
	ask_hints(view);
}

/* What blocks that play the same part in a text have in common. */
static unsigned form_of(const struct view *view, size_t i)
{
	const unsigned char *a = view->facts[i].answer;
	bool next = i + 1 < view->n && view_is_prose(&view->shapes[i + 1]);

	return ((((((unsigned)a[DIM_COARSE] * 16 + a[DIM_END]) * 8 + a[DIM_CAPS])
		* 4 + a[DIM_GAP]) * 4 + a[DIM_MARK]) * 4 + a[DIM_INDENT]) * 2 + next;
}

enum { FORM_SLOTS = 1 << 12 };

/* How many blocks in the prose have the form of each, and how many headings
   there could be. */
static void ask_forms(struct job *job, const struct view *view)
{
	unsigned *forms = job_alloc_array(job, FORM_SLOTS, sizeof(*forms));
	size_t open = 0, prose = 0;
	int heads;

	for (size_t i = view->core; i < view->core_end; i++) {
		const struct shape *s = &view->shapes[i];

		forms[form_of(view, i) % FORM_SLOTS]++;
		prose += view_is_prose(s);
		open += !view_is_prose(s) && s->columns <= 90
			&& s->end != END_STOP && s->end != END_COMMA;
	}
	heads = open == 0 ? 0 : 1 + BIN(open * 100 / (prose + 1), 12, 35, 80);
	for (size_t i = 0; i < view->n; i++) {
		unsigned n = forms[form_of(view, i) % FORM_SLOTS];
		bool inside = i >= view->core && i < view->core_end;

		view->facts[i].answer[DIM_LIKE] =
			BIN(n - (inside && n), 1, 2, 3, 6);
		view->facts[i].answer[DIM_HEADS] = (unsigned char)heads;
	}
}

/* ---- of the whole ---- */

static void ask_whole(const struct view *view)
{
	size_t prose = 0, all = 0, gaps = 0;
	int page, spacing, lead;

	for (size_t i = 0; i < view->n; i++) {
		size_t columns = (size_t)view->shapes[i].columns + 20;

		all += columns;
		if (view_is_prose(&view->shapes[i]))
			prose += columns;
		gaps += i > 0 && view->blocks->items[i].gap > 0;
	}
	page = BIN(100 - prose * 100 / all, 15, 35, 60);
	spacing = gaps * 5 < view->n ? 0 : gaps * 10 < view->n * 8 ? 1 : 2;
	lead = BIN(view->core, 2, 5, 13);
	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;

		a[DIM_PAGE] = (unsigned char)page;
		a[DIM_SPACING] = (unsigned char)spacing;
		a[DIM_LEAD] = (unsigned char)lead;
	}
}

struct facts *facts_find(struct job *job, const struct blocks *blocks,
                         const struct shape *shapes,
                         const struct shape *title)
{
	struct view view = {.blocks = blocks, .shapes = shapes, .n = blocks->n};
	int usual;

	view.facts = job_alloc_array(job, blocks->n, sizeof(*view.facts));
	usual = view_indent(&view, 0, view.n, all_columns);
	for (size_t i = 0; i < view.n; i++)
		ask_text(&shapes[i], view.facts[i].answer);
	for (size_t i = 0; i < view.n; i++)
		ask_form(&view, i, usual);
	find_core(&view);
	ask_place(&view);
	ask_forms(job, &view);
	ask_whole(&view);
	view_ask_course(job, &view);
	view_ask_lexicon(job, &view);
	view_ask_repeats(job, &view);
	view_ask_words(job, &view, title);
	return view.facts;
}
