/* SPDX-License-Identifier: MIT */

/*
 * For developers: learns the trees of src/read/first.def and second.def.
 *
 *	boost STATES FEATURES ROUNDS ETA LAMBDA <data >trees
 *
 * Data: a line for each block, with the states that it may be in as a hexadecimal
 * mask (several bits where the label is open), its weight and its answers. Each
 * round adds a tree for each state, on a part of the features and of the blocks
 * that chance chooses (the same one in each run): where the truth is a set of
 * states, the model's own belief divides it between them (expectation
 * maximisation). Blocks of which the trees so far are sure are seldom chosen, and
 * count more instead (Ibragimov and Gusev, "Minimal Variance Sampling in
 * Stochastic Gradient Boosting", 2019). A leaf is a Newton step of the logistic
 * loss, ETA of it, with LAMBDA against what rests on few blocks.
 *
 * Writes a line for each tree: its state, for each level the feature and the
 * least answer, and the leaves in hundredths.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "more.h"

enum { DEPTH = 5, LEAVES = 1 << DEPTH, ANSWERS = 32, MAX_STATES = 16 };

static const double of_blocks = 0.2, of_features = 0.4; /* seen by a tree */

static int S, F;
static size_t n, room;
static unsigned *mask;
static float *weight;
static unsigned char **answer;  /* answer[feature][block] */
static double *score, *belief;  /* [block * S + state] */
static double *pull, *curve;    /* first and second derivative of a state */
static unsigned char *leaf;

struct sum {
	float pull, curve;
};

/* A block that the tree sees, with what it stands for. */
static struct seen {
	struct sum sum;
	size_t block;
} *seen;
static size_t n_seen;

struct tree {
	int feature[DEPTH], least[DEPTH];
	double leaves[LEAVES];
};

/* xorshift64* (Vigna 2016): the same chances in each run. */
static double chance(void)
{
	static uint64_t state = 88172645463325252u;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (double)(state * 2685821657736338717u >> 11) / 9007199254740992.0;
}

static void load(void)
{
	static char line[1 << 16];

	answer = calloc((size_t)F, sizeof(*answer));
	while (fgets(line, sizeof(line), stdin)) {
		char *p = line;

		if (n == room) {
			room = room * 2 + 1024;
			mask = more(mask, room * sizeof(*mask));
			weight = more(weight, room * sizeof(*weight));
			for (int f = 0; f < F; f++)
				answer[f] = more(answer[f], room);
		}
		mask[n] = (unsigned)strtoul(p, &p, 16);
		weight[n] = strtof(p, &p);
		for (int f = 0; f < F; f++)
			answer[f][n] = (unsigned char)strtol(p, &p, 10);
		n++;
	}
	score = calloc(n * (size_t)S, sizeof(*score));
	belief = calloc(n * (size_t)S, sizeof(*belief));
	pull = calloc(n, sizeof(*pull));
	curve = calloc(n, sizeof(*curve));
	leaf = calloc(n, 1);
	seen = calloc(n, sizeof(*seen));
}

static void believe(void)
{
	for (size_t i = 0; i < n; i++) {
		double *of = belief + i * (size_t)S, *from = score + i * (size_t)S;
		double most = from[0], sum = 0;

		for (int s = 1; s < S; s++)
			most = fmax(most, from[s]);
		for (int s = 0; s < S; s++)
			sum += of[s] = exp(from[s] - most);
		for (int s = 0; s < S; s++)
			of[s] /= sum;
	}
}

static void derive(int state)
{
	for (size_t i = 0; i < n; i++) {
		const double *of = belief + i * (size_t)S;
		double allowed = 0, truth;

		for (int s = 0; s < S; s++)
			allowed += mask[i] >> s & 1 ? of[s] : 0;
		truth = mask[i] >> state & 1 ? of[state] / allowed : 0;
		pull[i] = weight[i] * (truth - of[state]);
		curve[i] = weight[i] * of[state] * (1 - of[state]);
		leaf[i] = 0;
	}
}

/* How much a block may change the tree. */
static double size_of(size_t i)
{
	return sqrt(pull[i] * pull[i] + 0.1 * curve[i] * curve[i]);
}

/* The size from which on blocks are always seen, so that of_blocks are in all. */
static double always_seen(void)
{
	double low = 0, high = 0;

	for (size_t i = 0; i < n; i++)
		high = fmax(high, size_of(i));
	high /= of_blocks;
	for (int step = 0; step < 40; step++) {
		double middle = (low + high) / 2, sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += fmin(1, size_of(i) / middle);
		if (sum > of_blocks * (double)n)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void choose(void)
{
	double always = always_seen();

	n_seen = 0;
	for (size_t i = 0; i < n; i++) {
		double likely = fmin(1, size_of(i) / always);

		if (chance() < likely) {
			seen[n_seen].sum.pull = (float)(pull[i] / likely);
			seen[n_seen].sum.curve = (float)(curve[i] / likely);
			seen[n_seen++].block = i;
		}
	}
}

static void add(struct sum *sum, const struct sum *more)
{
	sum->pull += more->pull;
	sum->curve += more->curve;
}

/* What a question gains over all leaves so far, and from which answer on. */
static double ask(int feature, int leaves, double lambda, int *least)
{
	static struct sum sums[LEAVES][ANSWERS];
	struct sum all[LEAVES] = {{0, 0}}, low[LEAVES] = {{0, 0}};
	const unsigned char *answers = answer[feature];
	double best = -1;

	memset(sums, 0, sizeof(sums));
	for (size_t k = 0; k < n_seen; k++)
		add(&sums[leaf[seen[k].block]][answers[seen[k].block]],
		    &seen[k].sum);
	for (int l = 0; l < leaves; l++)
		for (int a = 0; a < ANSWERS; a++)
			add(&all[l], &sums[l][a]);
	for (int a = 0; a + 1 < ANSWERS; a++) {
		double gain = 0;

		for (int l = 0; l < leaves; l++) {
			double high, rest;

			add(&low[l], &sums[l][a]);
			high = all[l].pull - low[l].pull;
			rest = fmax(0, all[l].curve - low[l].curve);
			gain += low[l].pull * low[l].pull
				/ (low[l].curve + lambda)
				+ high * high / (rest + lambda);
		}
		if (gain > best + 1e-9) {
			best = gain;
			*least = a + 1;
		}
	}
	return best;
}

static void grow(struct tree *tree, double eta, double lambda)
{
	struct sum sums[LEAVES] = {{0, 0}};
	char asked[256];

	for (int f = 0; f < F; f++)
		asked[f] = chance() < of_features;
	for (int d = 0; d < DEPTH; d++) {
		double best = -1;

		for (int f = 0; f < F; f++) {
			int least = 0;
			double gain = asked[f] ? ask(f, 1 << d, lambda, &least)
				: -1;

			if (gain > best) {
				best = gain;
				tree->feature[d] = f;
				tree->least[d] = least;
			}
		}
		for (size_t i = 0; i < n; i++)
			leaf[i] = (unsigned char)(leaf[i] * 2
				+ (answer[tree->feature[d]][i]
				   >= tree->least[d]));
	}
	for (size_t k = 0; k < n_seen; k++)
		add(&sums[leaf[seen[k].block]], &seen[k].sum);
	for (int l = 0; l < LEAVES; l++)
		tree->leaves[l] = rint(100 * eta * sums[l].pull
			/ (sums[l].curve + lambda)) / 100;
}

static void put(int state, const struct tree *tree)
{
	printf("%d", state);
	for (int d = 0; d < DEPTH; d++)
		printf(" %d %d", tree->feature[d], tree->least[d]);
	for (int l = 0; l < LEAVES; l++)
		printf(" %.0f", tree->leaves[l] * 100);
	putchar('\n');
}

int main(int argc, char **argv)
{
	int rounds;

	if (argc != 6) {
		fprintf(stderr, "usage: boost STATES FEATURES ROUNDS ETA "
		        "LAMBDA\n");
		return 2;
	}
	S = atoi(argv[1]);
	F = atoi(argv[2]);
	rounds = atoi(argv[3]);
	if (S < 1 || S > MAX_STATES || F < 1 || F > 255)
		return 2;
	load();
	for (int round = 0; round < rounds; round++) {
		believe();
		for (int s = 0; s < S; s++) {
			struct tree tree = {{0}, {0}, {0}};

			derive(s);
			choose();
			grow(&tree, atof(argv[4]), atof(argv[5]));
			for (size_t i = 0; i < n; i++)
				score[i * (size_t)S + (size_t)s]
					+= tree.leaves[leaf[i]];
			put(s, &tree);
		}
	}
	return 0;
}
