/* SPDX-License-Identifier: MIT */

/*
 * Gradient boosting (Friedman, "Greedy Function Approximation: A Gradient Boosting
 * Machine", 2001) of oblivious decision trees, which ask the same question at each
 * node of a level (Kohavi, "Bottom-Up Induction of Oblivious Read-Once Decision
 * Graphs", 1994): a tree is a handful of questions with two answers each, and a
 * number for each way of answering them all. Those that trees of a state give are
 * summed; how likely the state is follows from its sum and those of the others
 * (softmax).
 *
 * first.def and second.def, the trees of the first and of the second look, are made
 * by tests/train/train.py from labelled texts. Questions are about features.def: "is
 * the answer at least the one of this number?" The last question is the lowest bit
 * of the leaf's number; leaves are in hundredths.
 */
#include "read/model.h"

#include <math.h>
#include <string.h>

#ifndef FIRST_TREES
#define FIRST_TREES "read/first.def"
#endif

enum { DEPTH = 5, TOGETHER = MODEL_TOGETHER };

struct tree {
	enum state state;
	struct {
		unsigned char feature, least;
	} ask[DEPTH];
	short leaves[1 << DEPTH];
};

#define TREE(state, a, least_a, b, least_b, c, least_c, d, least_d, e, least_e, ...) \
	{STATE_##state, \
	 {{FEATURE_##a, least_a}, {FEATURE_##b, least_b}, {FEATURE_##c, least_c}, \
	  {FEATURE_##d, least_d}, {FEATURE_##e, least_e}}, \
	 {__VA_ARGS__}},
static const struct tree first[] = {
#include FIRST_TREES
};
static const struct tree second[] = {
#include "read/second.def"
};
#undef TREE

static const struct {
	const struct tree *trees;
	size_t n;
} looks[] = {
	[LOOK_FIRST] = {first, sizeof(first) / sizeof(*first)},
	[LOOK_SECOND] = {second, sizeof(second) / sizeof(*second)},
};

/* Answers of blocks to a question stand in one row, so that the compiler can
   compare sixteen or more of them in one step. */
struct rows {
	unsigned char answer[N_FEATURES][TOGETHER];
};

static void fill_row(struct rows *rows, size_t i,
                     const struct features *features)
{
	for (int f = 0; f < N_FEATURES; f++)
		rows->answer[f][i] = features->answer[f];
}

/* The leaf of each block. */
static void find_leaves(const struct tree *tree, const struct rows *rows,
                        unsigned char leaf[restrict TOGETHER])
{
	memset(leaf, 0, TOGETHER);
	for (int k = 0; k < DEPTH; k++) {
		const unsigned char *row = rows->answer[tree->ask[k].feature];
		unsigned char least = tree->ask[k].least;

		for (int i = 0; i < TOGETHER; i++)
			leaf[i] = (unsigned char)(leaf[i] << 1
				| (row[i] >= least));
	}
}

static void share_out(int scores[STATE_COUNT][TOGETHER], size_t i,
                      struct belief *belief)
{
	int most = scores[0][i];
	double sum = 0;

	for (int s = 1; s < STATE_COUNT; s++)
		most = scores[s][i] > most ? scores[s][i] : most;
	for (int s = 0; s < STATE_COUNT; s++)
		sum += belief->of[s] = exp((scores[s][i] - most) / 100.0);
	for (int s = 0; s < STATE_COUNT; s++)
		belief->of[s] /= sum;
}

void model_believe(enum look look, const struct features *features, size_t n,
                   struct belief *beliefs)
{
	const struct tree *trees = looks[look].trees;

	for (size_t from = 0; from < n; from += TOGETHER) {
		size_t now = n - from < TOGETHER ? n - from : TOGETHER;
		int scores[STATE_COUNT][TOGETHER] = {{0}};
		struct rows rows = {{{0}}};

		for (size_t i = 0; i < now; i++)
			fill_row(&rows, i, &features[from + i]);
		for (size_t t = 0; t < looks[look].n; t++) {
			unsigned char leaf[TOGETHER];
			int *score = scores[trees[t].state];

			find_leaves(&trees[t], &rows, leaf);
			for (size_t i = 0; i < now; i++)
				score[i] += trees[t].leaves[leaf[i]];
		}
		for (size_t i = 0; i < now; i++)
			share_out(scores, i, &beliefs[from + i]);
	}
}

static void add_effects(enum look look, const struct rows *rows, size_t n,
                        enum state state, struct effects *effects)
{
	for (size_t t = 0; t < looks[look].n; t++) {
		const struct tree *tree = &looks[look].trees[t];
		unsigned char leaf[TOGETHER];

		if (tree->state != state)
			continue;
		find_leaves(tree, rows, leaf);
		for (int k = 0; k < DEPTH; k++) {
			int *of = effects->of[tree->ask[k].feature];
			unsigned char other = 1 << (DEPTH - 1 - k);

			for (size_t i = 0; i < n; i++)
				of[i] += tree->leaves[leaf[i]]
					- tree->leaves[leaf[i] ^ other];
		}
	}
}

void model_effects(const struct features *const features[], size_t n,
                   enum state state, struct effects *effects)
{
	struct rows rows = {{{0}}};

	memset(effects, 0, sizeof(*effects));
	for (size_t i = 0; i < n; i++)
		fill_row(&rows, i, features[i]);
	add_effects(LOOK_FIRST, &rows, n, state, effects);
	add_effects(LOOK_SECOND, &rows, n, state, effects);
}
