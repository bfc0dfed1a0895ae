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

#ifndef TREES
#define TREES "read/trees.def"
#endif

enum { DEPTH = 5 };

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

static int leaf_of(const struct tree *tree, const struct features *features)
{
	int leaf = 0;

	for (int k = 0; k < DEPTH; k++)
		leaf = leaf * 2 + (features->answer[tree->ask[k].feature]
			>= tree->ask[k].least);
	return leaf;
}

struct belief model_believe(const struct features *features)
{
	int score[STATE_COUNT] = {0}, most;
	struct belief belief;
	double sum = 0;

	for (int t = 0; t < N_TREES; t++)
		score[trees[t].state]
			+= trees[t].leaves[leaf_of(&trees[t], features)];
	most = score[0];
	for (int s = 1; s < STATE_COUNT; s++)
		most = score[s] > most ? score[s] : most;
	for (int s = 0; s < STATE_COUNT; s++)
		sum += belief.of[s] = exp((score[s] - most) / 100.0);
	for (int s = 0; s < STATE_COUNT; s++)
		belief.of[s] /= sum;
	return belief;
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
