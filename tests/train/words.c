/* SPDX-License-Identifier: MIT */

/*
 * For developers: learns what words say, for src/read/lexicon.def.
 *
 *	words STATES WORDS <data >weights
 *
 * Data: a line for each block, with the states that it may be in as a
 * hexadecimal mask, its weight, the half (0 or 1) that its text is in, and the
 * numbers of its words, below WORDS. A softmax regression on bags of words, as
 * lexicon.c weighs them, learned from each half by itself, by stochastic
 * gradient descent with steps for each weight of its own (Duchi, Hazan and
 * Singer, "Adaptive Subgradient Methods", 2011), in the same order in each run.
 *
 * Writes for each half, for each word, a line with its weights in tenths.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "more.h"

enum { MAX_STATES = 16, MAX_WORDS = 32, ROUNDS = 4 };

static const double step = 0.15, decay = 1e-5;

struct block {
	unsigned mask;
	float weight;
	int half, n;
	int words[MAX_WORDS];
};

static int S, N;
static struct block *blocks;
static size_t n, room;
static float *says, *squares; /* [word * S + state]; word N is in all texts */

static void load(void)
{
	static char line[1 << 14];

	while (fgets(line, sizeof(line), stdin)) {
		struct block *block;
		char *p = line;

		if (n == room) {
			room = room * 2 + 1024;
			blocks = more(blocks, room * sizeof(*blocks));
		}
		block = &blocks[n++];
		memset(block, 0, sizeof(*block));
		block->mask = (unsigned)strtoul(p, &p, 16);
		block->weight = strtof(p, &p);
		block->half = (int)strtol(p, &p, 10);
		while (*p == ' ' && block->n < MAX_WORDS)
			block->words[block->n++] = (int)strtol(p, &p, 10) % N;
	}
}

/* xorshift64* (Vigna 2016): the same order in each run. */
static size_t below(size_t most)
{
	static uint64_t state = 88172645463325252u;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (size_t)((state * 2685821657736338717u >> 11) % most);
}

static void shuffle(size_t *order, size_t m)
{
	for (size_t i = m; i > 1; i--) {
		size_t k = below(i), was = order[i - 1];

		order[i - 1] = order[k];
		order[k] = was;
	}
}

static float *weight_of(int word, int state)
{
	return &says[(size_t)word * (size_t)S + (size_t)state];
}

static void believe(const struct block *block, double share,
                    double of[MAX_STATES])
{
	double most = -1e9, sum = 0;

	for (int s = 0; s < S; s++) {
		double all = 0;

		for (int k = 0; k < block->n; k++)
			all += *weight_of(block->words[k], s);
		of[s] = all * share + *weight_of(N, s);
		most = fmax(most, of[s]);
	}
	for (int s = 0; s < S; s++)
		sum += of[s] = exp(of[s] - most);
	for (int s = 0; s < S; s++)
		of[s] /= sum;
}

static void move(int word, int s, double pull)
{
	float *weight = weight_of(word, s), *square = &squares[weight - says];

	pull -= decay * *weight;
	*square += (float)(pull * pull);
	*weight += (float)(step * pull / sqrt(*square + 0.01));
}

static void learn_from(const struct block *block)
{
	double of[MAX_STATES], allowed = 1e-12;
	double share = block->n ? 2 / sqrt(block->n) : 0;

	believe(block, share, of);
	for (int s = 0; s < S; s++)
		allowed += block->mask >> s & 1 ? of[s] : 0;
	for (int s = 0; s < S; s++) {
		double truth = block->mask >> s & 1 ? of[s] / allowed : 0;
		double pull = block->weight * (truth - of[s]);

		for (int k = 0; k < block->n; k++)
			move(block->words[k], s, pull * share);
		move(N, s, pull);
	}
}

static void learn(int half)
{
	size_t *order = more(NULL, n * sizeof(*order)), m = 0;

	memset(says, 0, ((size_t)N + 1) * (size_t)S * sizeof(*says));
	memset(squares, 0, ((size_t)N + 1) * (size_t)S * sizeof(*squares));
	for (size_t i = 0; i < n; i++)
		if (blocks[i].half == half)
			order[m++] = i;
	for (int round = 0; round < ROUNDS; round++) {
		shuffle(order, m);
		for (size_t i = 0; i < m; i++)
			learn_from(&blocks[order[i]]);
	}
	free(order);
}

/* Only differences between states count: their mean is taken away. */
static void put(int word)
{
	const float *of = weight_of(word, 0);
	double mean = 0;

	for (int s = 0; s < S; s++)
		mean += of[s] / (double)S;
	for (int s = 0; s < S; s++)
		printf("%.0f%c", fmax(-127, fmin(127, 10 * (of[s] - mean))),
		       s + 1 < S ? ' ' : '\n');
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: words STATES WORDS\n");
		return 2;
	}
	S = atoi(argv[1]);
	N = atoi(argv[2]);
	if (S < 1 || S > MAX_STATES || N < 1)
		return 2;
	load();
	says = more(NULL, ((size_t)N + 1) * (size_t)S * sizeof(*says));
	squares = more(NULL, ((size_t)N + 1) * (size_t)S * sizeof(*squares));
	for (int half = 0; half < 2; half++) {
		learn(half);
		for (int word = 0; word < N; word++)
			put(word);
	}
	return 0;
}
