/* SPDX-License-Identifier: MIT */
#include "read/look.h"

#include <math.h>
#include <stddef.h>

#include "read/model.h"
#include "read/view.h"

enum {
	NEAR = 4,     /* blocks before or behind that are "just" there */
	CLOSE = 12,   /* or "close" */
	N_AROUND = 4, /* states that are asked for around a block */
	N_FORM = 4,   /* and among those of its form */
};

static const enum state around[N_AROUND] = {
	STATE_HEADING, STATE_PARAGRAPH, STATE_ITEM, STATE_FURNITURE
};
static const enum state of_form[N_FORM] = {
	STATE_HEADING, STATE_ITEM, STATE_CAPTION, STATE_FURNITURE
};

_Static_assert(DIM_FIRST_PAGE - DIM_FIRST_TITLE == STATE_FURNITURE
               && DIM_NEAR_BEHIND_HEADING - DIM_NEAR_BEFORE_HEADING == N_AROUND
               && DIM_CLOSE_BEHIND_HEADING - DIM_CLOSE_BEFORE_HEADING == N_AROUND
               && DIM_ALL_BEHIND_HEADING - DIM_ALL_BEFORE_HEADING == N_AROUND
               && DIM_FORM_OTHERS - DIM_FORM_HEADING == N_FORM,
               "dims.def has them in this order");

/* The answer for a belief, or for several on the average. */
static unsigned char share(double belief)
{
	static const double least[] = {
		0.01, 0.03, 0.08, 0.16, 0.3, 0.5, 0.7, 0.84, 0.92, 0.97, 0.99
	};
	unsigned char answer = 1;

	for (size_t k = 0; k < sizeof(least) / sizeof(*least); k++)
		answer += belief >= least[k];
	return answer;
}

/* What is known of the text, and the sums of the beliefs before each block. */
struct looked {
	struct facts *facts;
	const struct belief *beliefs, *sums;
	size_t n;
};

/* What blocks [from, to) are on the average; `dim` is the first question. */
static void ask_range(const struct looked *l, size_t i, size_t from, size_t to,
                      enum dim dim)
{
	for (int k = 0; k < N_AROUND && from < to; k++) {
		enum state s = around[k];

		l->facts[i].answer[dim + k] = share((l->sums[to].of[s]
			- l->sums[from].of[s]) / (double)(to - from));
	}
}

static void ask_sides(const struct looked *l, size_t i, size_t reach,
                      enum dim dim)
{
	size_t behind = i + 1;

	ask_range(l, i, i > reach ? i - reach : 0, i, dim);
	ask_range(l, i, behind, reach < l->n - behind ? behind + reach : l->n,
	          dim + N_AROUND);
}

/* What the blocks of a form are, together. */
struct form {
	size_t n;
	double sum[N_FORM];
};

static const enum dim form_dims[] = {DIM_END, DIM_START, DIM_CAPS, DIM_MARK};

enum { FORM_DIMS = sizeof(form_dims) / sizeof(*form_dims) };

static size_t form_of(const struct facts *facts)
{
	return facts_form(facts, form_dims, FORM_DIMS);
}

static void ask_forms(struct job *job, const struct looked *l)
{
	struct form *forms = job_alloc_array(job,
		facts_forms(form_dims, FORM_DIMS), sizeof(*forms));

	for (size_t i = 0; i < l->n; i++) {
		struct form *form = &forms[form_of(&l->facts[i])];

		form->n++;
		for (int k = 0; k < N_FORM; k++)
			form->sum[k] += l->beliefs[i].of[of_form[k]];
	}
	for (size_t i = 0; i < l->n; i++) {
		unsigned char *a = l->facts[i].answer;
		const struct form *form = &forms[form_of(&l->facts[i])];
		size_t others = form->n - 1;

		for (int k = 0; k < N_FORM && others; k++)
			a[DIM_FORM_HEADING + k] = share((form->sum[k]
				- l->beliefs[i].of[of_form[k]])
				/ (double)others);
		a[DIM_FORM_OTHERS] = BIN(others, 1, 2, 3, 5, 8, 16, 40);
	}
}

/* How far it is from the ends of the stretch that the article seems to be: simpler
   than that of stretch.c, which knows more. One block decides nothing alone: its
   odds end at 99:1, and a line counts less than a paragraph. (Where no block seems
   to be the article's, all are behind its end.) */
static void ask_ends(const struct looked *l)
{
	struct stretch article = {0};

	for (size_t i = 0; i < l->n; i++) {
		double page = l->beliefs[i].of[STATE_FURNITURE];
		double counts = 0.2 + l->facts[i].answer[DIM_SIZE] / 8.0;

		page = fmax(0.01, fmin(0.99, page));
		stretch_add(&article, i,
		            log((1 - page) / page) * fmin(1, counts));
	}
	for (size_t i = 0; i < l->n; i++) {
		unsigned char *a = l->facts[i].answer;

		a[DIM_FROM_BEGIN] = BIN((ptrdiff_t)(i - article.begin),
			-40, -15, -6, -3, -1, 0, 1, 3, 6, 15, 40);
		a[DIM_TO_END] = BIN((ptrdiff_t)(article.end - 1 - i),
			-40, -15, -6, -3, -1, 0, 1, 3, 6, 15, 40);
	}
}

static void fill(struct features *features, const struct facts *facts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		features[i] = features_of(facts, n, i);
}

struct features *look_first(struct job *job, struct facts *facts, size_t n)
{
	struct features *features = job_alloc_array(job, n, sizeof(*features));
	struct belief *beliefs = job_alloc_array(job, n, sizeof(*beliefs));
	struct belief *sums = job_alloc_array(job, n + 1, sizeof(*sums));
	struct looked l = {facts, beliefs, sums, n};

	fill(features, facts, n);
	model_believe(LOOK_FIRST, features, n, beliefs);
	for (size_t i = 0; i < n; i++)
		for (int s = 0; s < STATE_COUNT; s++) {
			sums[i + 1].of[s] = sums[i].of[s] + beliefs[i].of[s];
			facts[i].answer[DIM_FIRST_TITLE + s]
				= share(beliefs[i].of[s]);
		}
	for (size_t i = 0; i < n; i++) {
		ask_sides(&l, i, NEAR, DIM_NEAR_BEFORE_HEADING);
		ask_sides(&l, i, CLOSE, DIM_CLOSE_BEFORE_HEADING);
		ask_sides(&l, i, n, DIM_ALL_BEFORE_HEADING);
	}
	ask_forms(job, &l);
	ask_ends(&l);
	fill(features, facts, n);
	return features;
}
