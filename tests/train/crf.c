/* SPDX-License-Identifier: MIT */

/*
 * For developers: learns the weights of a linear-chain conditional random field.
 *
 *	crf STATES FEATURES EPOCHS L2 COST FURNITURE <data >weights
 *
 * Data: for each text a line "text", then for each block the states that it may
 * be in, as a hexadecimal mask, and its features. Blocks whose label is open
 * have several bits set. To lose text is worse than to keep what is none: COST
 * is what a furniture state (FURNITURE and those behind) gets for free while
 * learning where the truth is another. Plain AdaGrad over the texts in turn.
 * Writes FEATURES rows of weights, then those between states, begins and ends.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STATES = 16, MAX_FEATURES = 128 };

struct block {
	unsigned mask;
	int n, features[MAX_FEATURES];
};

struct text {
	size_t begin, end;
};

static struct block *blocks;
static struct text *texts;
static size_t n_blocks, n_texts;
static int S, F, furniture;
static double cost, *w, *g2, *gradient;
static int *seen; /* texts that touched a feature: when it was last shrunk */

static double *row(double *of, int f)
{
	return of + (size_t)f * (size_t)S;
}

static void load(void)
{
	static char line[1 << 16];
	size_t room = 0, text_room = 0;

	while (fgets(line, sizeof(line), stdin)) {
		char *p = line;
		struct block *b;

		if (!strncmp(line, "text", 4)) {
			if (n_texts == text_room)
				texts = realloc(texts, (text_room = text_room * 2
					+ 64) * sizeof(*texts));
			texts[n_texts++] = (struct text){n_blocks, n_blocks};
			continue;
		}
		if (n_blocks == room)
			blocks = realloc(blocks, (room = room * 2 + 1024)
				* sizeof(*blocks));
		b = &blocks[n_blocks++];
		b->n = 0;
		b->mask = (unsigned)strtoul(p, &p, 16);
		while (*p == ' ' && b->n < MAX_FEATURES)
			b->features[b->n++] = (int)strtol(p, &p, 10);
		texts[n_texts - 1].end = n_blocks;
	}
}

static double log_sum(const double *x, int n)
{
	double most = x[0], sum = 0;

	for (int i = 1; i < n; i++)
		most = x[i] > most ? x[i] : most;
	if (most == -INFINITY)
		return most;
	for (int i = 0; i < n; i++)
		sum += exp(x[i] - most);
	return most + log(sum);
}

/*
 * Adds sign * expected counts to the gradient; returns log Z. `truth`: only
 * states of the masks are allowed, else all are, with the cost.
 */
static double expect(const struct text *t, double sign, int truth)
{
	size_t n = t->end - t->begin;
	double *e = malloc(n * (size_t)S * sizeof(double));
	double *a = malloc(n * (size_t)S * sizeof(double));
	double *b = malloc(n * (size_t)S * sizeof(double));
	double x[MAX_STATES], z;
	double *T = row(w, F), *B = row(w, F + S), *E = row(w, F + S + 1);

	for (size_t i = 0; i < n; i++) {
		const struct block *k = &blocks[t->begin + i];

		for (int s = 0; s < S; s++) {
			double sum = 0;

			for (int f = 0; f < k->n; f++)
				sum += row(w, k->features[f])[s];
			if (truth && !(k->mask >> s & 1))
				sum = -INFINITY;
			else if (!truth && s >= furniture
			      && !(k->mask >> furniture))
				sum += cost;
			e[i * (size_t)S + (size_t)s] = sum;
		}
	}
#define AT(m, i, s) m[(i) * (size_t)S + (size_t)(s)]
	for (size_t i = 0; i < n; i++)
		for (int s = 0; s < S; s++) {
			for (int r = 0; i && r < S; r++)
				x[r] = AT(a, i - 1, r) + T[r * S + s];
			AT(a, i, s) = (i ? log_sum(x, S) : B[s]) + AT(e, i, s);
		}
	for (size_t i = n; i-- > 0;)
		for (int s = 0; s < S; s++) {
			for (int r = 0; i + 1 < n && r < S; r++)
				x[r] = AT(b, i + 1, r) + T[s * S + r]
				     + AT(e, i + 1, r);
			AT(b, i, s) = i + 1 < n ? log_sum(x, S) : E[s];
		}
	for (int s = 0; s < S; s++)
		x[s] = AT(a, n - 1, s) + E[s];
	z = log_sum(x, S);
	for (size_t i = 0; i < n; i++) {
		const struct block *k = &blocks[t->begin + i];

		for (int s = 0; s < S; s++) {
			double p = exp(AT(a, i, s) + AT(b, i, s) - z) * sign;

			if (p == 0)
				continue;
			for (int f = 0; f < k->n; f++)
				row(gradient, k->features[f])[s] += p;
			if (i == 0)
				row(gradient, F + S)[s] += p;
			if (i + 1 == n) {
				row(gradient, F + S + 1)[s] += p;
				continue;
			}
			for (int r = 0; r < S; r++)
				row(gradient, F)[s * S + r] += sign
					* exp(AT(a, i, s) + T[s * S + r]
					      + AT(e, i + 1, r)
					      + AT(b, i + 1, r) - z);
		}
	}
	free(e);
	free(a);
	free(b);
	return z;
}

static void step(int f, double rate, double l2)
{
	for (int s = 0; s < S; s++) {
		double *x = &row(w, f)[s], *q = &row(g2, f)[s];
		double g = row(gradient, f)[s] - l2 * *x;

		*q += g * g;
		if (*q > 0)
			*x += rate * g / sqrt(*q + 1e-8);
		row(gradient, f)[s] = 0;
	}
}

static double learn(const struct text *t, double rate, double l2, int now)
{
	double score;

	if (t->begin == t->end)
		return 0;
	score = expect(t, 1, 1) - expect(t, -1, 0);
	for (size_t i = t->begin; i < t->end; i++)
		for (int f = 0; f < blocks[i].n; f++)
			if (seen[blocks[i].features[f]] != now) {
				seen[blocks[i].features[f]] = now;
				step(blocks[i].features[f], rate, l2);
			}
	for (int f = F; f < F + S + 2; f++)
		step(f, rate, l2);
	return score;
}

int main(int argc, char **argv)
{
	int epochs, now = 0;
	double l2;

	if (argc != 7) {
		fprintf(stderr, "usage: crf STATES FEATURES EPOCHS L2 COST "
		        "FURNITURE\n");
		return 2;
	}
	S = atoi(argv[1]);
	F = atoi(argv[2]);
	epochs = atoi(argv[3]);
	l2 = atof(argv[4]);
	cost = atof(argv[5]);
	furniture = atoi(argv[6]);
	w = calloc((size_t)(F + S + 2) * (size_t)S, sizeof(double));
	g2 = calloc((size_t)(F + S + 2) * (size_t)S, sizeof(double));
	gradient = calloc((size_t)(F + S + 2) * (size_t)S, sizeof(double));
	seen = calloc((size_t)F, sizeof(int));
	load();
	for (int epoch = 0; epoch < epochs; epoch++) {
		double score = 0, rate = 0.2 / (1 + epoch * 0.1);
		size_t at = 0;

		for (size_t k = 0; k < n_texts; k++) {
			at = (at + 7919) % n_texts; /* in a fixed, mixed order */
			score += learn(&texts[at], rate, l2, ++now);
		}
		if (epoch % 10 == 9)
			fprintf(stderr, "epoch %d: %.1f\n", epoch + 1, score);
	}
	for (int f = 0; f < F + S + 2; f++)
		for (int s = 0; s < S; s++)
			printf("%.0f%c", row(w, f)[s] * 100, s + 1 < S ? ' ' : '\n');
	return 0;
}
