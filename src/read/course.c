/* SPDX-License-Identifier: MIT */

/*
 * Facts of how a text runs on: where short lines that could be headings come
 * again, numbers that go on over the paragraphs between them, how much prose has
 * been and is to come, and what sets a block apart from the prose.
 */
#include <stdlib.h>

#include "read/view.h"

enum {
	OPEN_COLUMNS = 90,   /* a heading is hardly longer */
	BETWEEN = 40,        /* blocks between two numbered headings */
	NAME_SLOTS = 1 << 12,
	FAR = 8,             /* blocks before and behind */
	PERCENT = 100,
};

/* Could it be a heading, by size and end? */
static bool is_open(const struct shape *s)
{
	return s->letters + s->wide > 0 && s->columns <= OPEN_COLUMNS
	    && s->end != END_STOP && s->end != END_COMMA && !view_is_prose(s);
}

/* ---- distances between short lines ---- */

static void ask_open(const struct view *view)
{
	size_t n = view->n, last = 0, next = n;

	for (size_t i = 0; i < n; i++) {
		view->facts[i].answer[DIM_OPEN_BEFORE] = !last ? NO_OPEN
			: BIN(i - last, 1, 2, 3, 5, 9);
		if (is_open(&view->shapes[i]))
			last = i + 1;
	}
	for (size_t i = n; i-- > 0;) {
		view->facts[i].answer[DIM_OPEN_AFTER] = next == n ? NO_OPEN
			: BIN(next - i - 1, 1, 2, 3, 5, 9);
		if (is_open(&view->shapes[i]))
			next = i;
	}
}

/* ---- numbers ---- */

/* The number that a block begins with, with a marker or without; -1: none. */
static int number_of(const struct block *block)
{
	int number = 0;
	size_t i = 0;

	if (block->number >= 0)
		return block->number;
	while (i < block->text.len && i < 3 && block->text.ptr[i] >= '0'
	    && block->text.ptr[i] <= '9')
		number = number * 10 + block->text.ptr[i++] - '0';
	return i && i < block->text.len && i < 3 ? number : -1;
}

/* Is there, behind at least one other block, one that has the next number? */
static size_t next_number(const struct view *view, size_t i, int number)
{
	for (size_t k = i + 1; k < view->n && k <= i + BETWEEN; k++)
		if (number_of(&view->blocks->items[k]) == number + 1)
			return k > i + 1 ? k : 0;
	return 0;
}

static void ask_sequences(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++) {
		int number = number_of(&view->blocks->items[i]);
		size_t next;

		if (number < 0)
			continue;
		next = next_number(view, i, number);
		if (!next)
			continue;
		view->facts[i].answer[DIM_SEQUENCE]
			= view->facts[i].answer[DIM_SEQUENCE] ? 2 : 1;
		view->facts[next].answer[DIM_SEQUENCE] = 3;
	}
}

/* ---- short lines that begin with the same word ---- */

static void ask_namesakes(struct job *job, const struct view *view)
{
	struct slot {
		size_t last;
		int n;
	} *slots = job_alloc_array(job, NAME_SLOTS, sizeof(*slots));

	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i];
		struct slot *slot;

		if (!is_open(s) || !s->n_hashes)
			continue;
		slot = &slots[s->hashes[0] % NAME_SLOTS];
		/* Those that follow each other are a list. */
		slot->n += !slot->n || i > slot->last + 1;
		slot->last = i;
	}
	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i];

		if (is_open(s) && s->n_hashes)
			view->facts[i].answer[DIM_NAMESAKES] = BIN(
				slots[s->hashes[0] % NAME_SLOTS].n, 2, 3, 5);
	}
}

/* ---- prose before and behind ---- */

static size_t prose_columns(const struct view *view, size_t i)
{
	const struct shape *s = &view->shapes[i];

	return view_is_prose(s) ? (size_t)s->columns : 0;
}

static void ask_mass(const struct view *view)
{
	size_t all = 0, before = 0, behind = 0, rest = 0;

	for (size_t i = 0; i < view->n; i++)
		all += prose_columns(view, i);
	for (size_t i = 0; i < view->n; i++) {
		view->facts[i].answer[DIM_MASS] = !before ? 0
			: before == all ? 6
			: 1 + BIN(before * PERCENT / all, 5, 20, 50, 95);
		before += prose_columns(view, i);
	}
	for (size_t i = view->n; i-- > 0;) {
		view->facts[i].answer[DIM_REST] = !behind ? 0
			: behind == rest ? 5
			: 1 + BIN(behind * PERCENT / rest, 20, 45, 70);
		behind += prose_columns(view, i);
		rest += (size_t)view->shapes[i].columns;
	}
}

/* ---- against the prose ---- */

static int compare_sizes(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Columns of the block of the prose that half of its blocks are longer than. */
static int median_size(struct job *job, const struct view *view)
{
	int *sizes = job_alloc_array(job, view->n, sizeof(*sizes));
	size_t n = 0;

	for (size_t i = view->core; i < view->core_end; i++)
		if (view_is_prose(&view->shapes[i]))
			sizes[n++] = view->shapes[i].columns;
	if (!n)
		return SURE_COLUMNS;
	qsort(sizes, n, sizeof(*sizes), compare_sizes);
	return sizes[n / 2];
}

int view_indent(const struct view *view, size_t begin, size_t end,
                size_t (*weight)(const struct view *, size_t))
{
	enum { MOST = 64 };
	size_t columns[MOST] = {0};
	int best = 0;

	for (size_t i = begin; i < end; i++) {
		int indent = view->blocks->items[i].indent;

		if (indent < MOST)
			columns[indent] += weight(view, i);
	}
	for (int i = 1; i < MOST; i++)
		if (columns[i] > columns[best])
			best = i;
	return best;
}

static void ask_against(struct job *job, const struct view *view)
{
	int median = median_size(job, view);
	int indent = view_indent(view, view->core, view->core_end,
	                         prose_columns);

	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;

		a[DIM_AGAINST] = BIN((long)view->shapes[i].columns * PERCENT
			/ median, 12, 25, 50, 100, 200);
		a[DIM_SHIFT] = BIN(view->blocks->items[i].indent - indent,
			-8, -2, 0, 1, 3, 5, 9);
	}
}

/* ---- the look of what stands around ---- */

bool view_is_date_line(const struct shape *s)
{
	return s->date >= DATE_TIME && s->columns < SHORT_COLUMNS;
}

bool view_is_page_line(const struct shape *s)
{
	return s->phrases.whole & (PHRASE_LINE | PHRASE_TAIL) || s->phrases.covered
	    || (s->phrases.parts && s->columns <= PROSE_COLUMNS);
}

static void ask_surroundings(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;
		size_t from = i < FAR ? 0 : i - FAR;
		size_t to = i + FAR < view->n ? i + FAR + 1 : view->n;
		size_t brief = 0, dates = 0, page = 0, marks = 0;

		for (size_t k = from; k < to; k++) {
			const struct shape *s = &view->shapes[k];

			brief += s->columns < SHORT_COLUMNS;
			dates += view_is_date_line(s);
			page += view_is_page_line(s);
			marks += !str_empty(view->blocks->items[k].marker);
		}
		a[DIM_BRIEF] = BIN(brief * PERCENT / (to - from), 15, 40, 65, 90);
		a[DIM_MANY_DATES] = BIN(dates, 1, 2, 3, 5);
		a[DIM_MANY_HINTS] = BIN(page * PERCENT / (to - from), 5, 15, 30, 50);
		a[DIM_MARKED] = BIN(marks * PERCENT / (to - from), 5, 35, 75);
	}
}

void view_ask_course(struct job *job, const struct view *view)
{
	ask_open(view);
	ask_sequences(view);
	ask_namesakes(job, view);
	ask_mass(view);
	ask_against(job, view);
	ask_surroundings(view);
}
