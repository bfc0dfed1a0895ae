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
 * trees.def is made by tests/train/train.py from labelled texts. Questions are
 * about features.def: "is the answer at least the one of this number?" The last
 * question is the lowest bit of the leaf's number; leaves are in hundredths.
 */
#include "read/model.h"

#include <math.h>
#include <string.h>

#ifndef TREES
#define TREES "read/trees.def"
#endif

enum {
	DEPTH = 5,
	TOGETHER = 64, /* blocks that are asked at once */
};

static const struct tree {
	enum state state;
	struct {
		unsigned char feature, least;
	} ask[DEPTH];
	short leaves[1 << DEPTH];
} trees[] = {
#define TREE(state, a, least_a, b, least_b, c, least_c, d, least_d, e, least_e, ...) \
	{STATE_##state, \
	 {{FEATURE_##a, least_a}, {FEATURE_##b, least_b}, {FEATURE_##c, least_c}, \
	  {FEATURE_##d, least_d}, {FEATURE_##e, least_e}}, \
	 {__VA_ARGS__}},
#include TREES
#undef TREE
};

enum { N_TREES = sizeof(trees) / sizeof(trees[0]) };

/* Answers of blocks to a question stand in one row, so that the compiler can
   compare sixteen or more of them in one step. */
struct rows {
	unsigned char answer[N_FEATURES][TOGETHER];
};

static void fill_rows(struct rows *rows, const struct features *features,
                      size_t n)
{
	memset(rows, 0, sizeof(*rows));
	for (size_t i = 0; i < n; i++)
		for (int f = 0; f < N_FEATURES; f++)
			rows->answer[f][i] = features[i].answer[f];
}

static void add_tree(const struct tree *tree, const struct rows *rows,
                     int scores[TOGETHER])
{
	unsigned char leaf[TOGETHER] = {0};

	for (int k = 0; k < DEPTH; k++) {
		const unsigned char *row = rows->answer[tree->ask[k].feature];
		unsigned char least = tree->ask[k].least;

		for (int i = 0; i < TOGETHER; i++)
			leaf[i] = (unsigned char)(leaf[i] << 1
				| (row[i] >= least));
	}
	for (int i = 0; i < TOGETHER; i++)
		scores[i] += tree->leaves[leaf[i]];
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

void model_believe(const struct features *features, size_t n,
                   struct belief *beliefs)
{
	for (size_t from = 0; from < n; from += TOGETHER) {
		size_t now = n - from < TOGETHER ? n - from : TOGETHER;
		int scores[STATE_COUNT][TOGETHER] = {{0}};
		struct rows rows;

		fill_rows(&rows, features + from, now);
		for (int t = 0; t < N_TREES; t++)
			add_tree(&trees[t], &rows, scores[trees[t].state]);
		for (size_t i = 0; i < now; i++)
			share_out(scores, i, &beliefs[from + i]);
	}
}

static int leaf_of(const struct tree *tree, const struct features *features)
{
	int leaf = 0;

	for (int k = 0; k < DEPTH; k++)
		leaf = leaf * 2 + (features->answer[tree->ask[k].feature]
			>= tree->ask[k].least);
	return leaf;
}

void model_effects(const struct features *features, enum state state,
                   int effects[N_FEATURES])
{
	for (int f = 0; f < N_FEATURES; f++)
		effects[f] = 0;
	for (int t = 0; t < N_TREES; t++) {
		const struct tree *tree = &trees[t];
		int leaf;

		if (tree->state != state)
			continue;
		leaf = leaf_of(tree, features);
		for (int k = 0; k < DEPTH; k++)
			effects[tree->ask[k].feature] += tree->leaves[leaf]
				- tree->leaves[leaf ^ 1 << (DEPTH - 1 - k)];
	}
}
