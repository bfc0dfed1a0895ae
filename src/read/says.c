/* SPDX-License-Identifier: MIT */

/* Facts of what words say: those of a block, and those of all around it. */
#include "read/lexicon.h"
#include "read/view.h"

enum {
	NEAR = 3,         /* blocks before and behind */
	AROUND = 8,
	MOST = 40,        /* tenths that a block counts, for or against */
};

/* What is said for a page and against an article in a block and those around,
   on the average. `sums`: of all blocks before each. */
static int said_around(const int *sums, size_t n, size_t i, size_t reach)
{
	size_t from = i < reach ? 0 : i - reach;
	size_t to = i + reach < n ? i + reach + 1 : n;

	return (sums[to] - sums[from]) / (int)(to - from);
}

_Static_assert(DIM_SAYS_PAGE - DIM_SAYS_TITLE == STATE_FURNITURE,
               "dims.def has them in the order of the states");

static int said_for_page(const int says[STATE_COUNT])
{
	int article = says[STATE_PARAGRAPH] > says[STATE_HEADING]
		? says[STATE_PARAGRAPH] : says[STATE_HEADING];
	int page = says[STATE_FURNITURE] - article;

	return page > MOST ? MOST : page < -MOST ? -MOST : page;
}

void view_ask_lexicon(struct job *job, const struct view *view)
{
	int *sums = job_alloc_array(job, view->n + 1, sizeof(*sums));

	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;
		int says[STATE_COUNT];

		lexicon_say(view->shapes[i].normal, says);
		for (int s = 0; s < STATE_COUNT; s++)
			a[DIM_SAYS_TITLE + s] = BIN(says[s], -40, -25, -16, -10,
				-5, -1, 2, 6, 11, 17, 26, 41);
		sums[i + 1] = sums[i] + said_for_page(says);
	}
	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;

		a[DIM_SAID_NEAR] = BIN(said_around(sums, view->n, i, NEAR),
			-24, -15, -10, -6, -3, -1, 2, 4, 7, 11, 16, 25);
		a[DIM_SAID_AROUND] = BIN(said_around(sums, view->n, i, AROUND),
			-24, -15, -10, -6, -3, -1, 2, 4, 7, 11, 16, 25);
	}
}
