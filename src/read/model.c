/* SPDX-License-Identifier: MIT */

/*
 * Each feature of a block speaks for or against each state by its weight, each
 * pair of neighbouring states has one too, and how likely a state is follows
 * from the sum over all ways in which the whole text could be labelled (the
 * forward-backward algorithm, scaled at each block).
 *
 * weights.def is made by tests/train/train.py from labelled texts; a row for
 * each feature that was seen there, in hundredths of natural logarithms.
 */
#include "read/model.h"

#include <math.h>

#ifndef WEIGHTS
#define WEIGHTS "read/weights.def"
#endif

static const struct weights {
	int feature;
	short of[STATE_COUNT];
} weights[] = {
#define WEIGHT(feature, name, ...) {feature, {__VA_ARGS__}},
#define FOLLOWS(state, ...)
#define BEGINS(...)
#define ENDS(...)
#include WEIGHTS
#undef WEIGHT
#undef FOLLOWS
};

static const short follows[STATE_COUNT][STATE_COUNT] = {
#define WEIGHT(feature, name, ...)
#define FOLLOWS(state, ...) {__VA_ARGS__},
#include WEIGHTS
#undef BEGINS
#undef ENDS
#undef FOLLOWS
};

static const short begins[STATE_COUNT] = {
#define FOLLOWS(state, ...)
#define BEGINS(...) __VA_ARGS__
#define ENDS(...)
#include WEIGHTS
#undef BEGINS
#undef ENDS
};

static const short ends[STATE_COUNT] = {
#define BEGINS(...)
#define ENDS(...) __VA_ARGS__
#include WEIGHTS
#undef WEIGHT
#undef FOLLOWS
#undef BEGINS
#undef ENDS
};

enum { N_WEIGHTS = sizeof(weights) / sizeof(weights[0]) };

static const struct weights *find_weights(int feature)
{
	size_t low = 0, high = N_WEIGHTS;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (weights[middle].feature < feature)
			low = middle + 1;
		else
			high = middle;
	}
	return low < N_WEIGHTS && weights[low].feature == feature
		? &weights[low] : NULL;
}

int model_weight(int feature, enum state state)
{
	const struct weights *w = find_weights(feature);
	int sum = 0;

	if (!w)
		return 0;
	for (int s = 0; s < STATE_COUNT; s++)
		sum += w->of[s];
	return w->of[state] - sum / STATE_COUNT;
}

struct lattice {
	struct belief *emit;                  /* exp of the features' sums */
	double follow[STATE_COUNT][STATE_COUNT];
	double begin[STATE_COUNT], end[STATE_COUNT];
	size_t n;
};

static void scale(struct belief *belief)
{
	double sum = 0;

	for (int s = 0; s < STATE_COUNT; s++)
		sum += belief->of[s];
	for (int s = 0; s < STATE_COUNT; s++)
		belief->of[s] /= sum;
}

static void emit(struct lattice *lattice, const struct facts *facts, size_t i)
{
	int features[N_GROUPS], sum[STATE_COUNT] = {0}, most;

	features_of(facts, lattice->n, i, features);
	for (int g = 0; g < N_GROUPS; g++) {
		const struct weights *w = find_weights(features[g]);

		for (int s = 0; w && s < STATE_COUNT; s++)
			sum[s] += w->of[s];
	}
	most = sum[0];
	for (int s = 1; s < STATE_COUNT; s++)
		most = sum[s] > most ? sum[s] : most;
	/* Nothing is impossible, so that sums are never zero. */
	for (int s = 0; s < STATE_COUNT; s++)
		lattice->emit[i].of[s] = exp(fmax((sum[s] - most) / 100.0, -60));
}

static struct lattice *build(struct job *job, const struct facts *facts, size_t n)
{
	struct lattice *lattice = job_alloc(job, sizeof(*lattice));

	lattice->n = n;
	lattice->emit = job_alloc_array(job, n, sizeof(*lattice->emit));
	for (int s = 0; s < STATE_COUNT; s++) {
		lattice->begin[s] = exp(begins[s] / 100.0);
		lattice->end[s] = exp(ends[s] / 100.0);
		for (int t = 0; t < STATE_COUNT; t++)
			lattice->follow[s][t] = exp(follows[s][t] / 100.0);
	}
	for (size_t i = 0; i < n; i++)
		emit(lattice, facts, i);
	return lattice;
}

static void forward(const struct lattice *lattice, struct belief *alpha)
{
	for (size_t i = 0; i < lattice->n; i++) {
		for (int t = 0; t < STATE_COUNT; t++) {
			double sum = i ? 0 : lattice->begin[t];

			for (int s = 0; i && s < STATE_COUNT; s++)
				sum += alpha[i - 1].of[s]
				     * lattice->follow[s][t];
			alpha[i].of[t] = sum * lattice->emit[i].of[t];
		}
		scale(&alpha[i]);
	}
}

/* Folds what comes behind each block into what was found before it. */
static void backward(const struct lattice *lattice, struct belief *alpha)
{
	struct belief beta = {{0}}, next;

	for (size_t i = lattice->n; i-- > 0;) {
		for (int s = 0; s < STATE_COUNT; s++) {
			double sum = 0;

			if (i + 1 == lattice->n) {
				next.of[s] = lattice->end[s];
				continue;
			}
			for (int t = 0; t < STATE_COUNT; t++)
				sum += lattice->follow[s][t] * beta.of[t]
				     * lattice->emit[i + 1].of[t];
			next.of[s] = sum;
		}
		beta = next;
		scale(&beta);
		for (int s = 0; s < STATE_COUNT; s++)
			alpha[i].of[s] *= beta.of[s];
		scale(&alpha[i]);
	}
}

struct belief *model_believe(struct job *job, const struct facts *facts, size_t n)
{
	struct lattice *lattice = build(job, facts, n);
	struct belief *belief = job_alloc_array(job, n, sizeof(*belief));

	forward(lattice, belief);
	backward(lattice, belief);
	return belief;
}
