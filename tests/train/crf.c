/* SPDX-License-Identifier: MIT */

/*
 * For developers: learns the weights of a linear-chain conditional random field.
 *
 *	crf STATES FEATURES STEPS SIGMA COST FURNITURE <data >weights
 *
 * Data: for each text a line "text", then for each block the states that it may
 * be in, as a hexadecimal mask, and its features; blocks whose label is open
 * have several bits set. Texts behind a line "test" are not learned from, but
 * how well they are predicted is told. To lose text is worse than to keep what
 * is none: COST is what a furniture state (FURNITURE and those behind) gets for
 * free while learning where the truth is another. SIGMA is the deviation of the
 * Gaussian that weights are expected to come from. Rprop over all texts at once:
 * no rate to tune, and the same result on every run.
 *
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
static size_t n_blocks, n_texts, n_learn;
static int S, F, furniture;
static double cost, *w, *gradient;

static double *row(double *of, int f)
{
	return of + (size_t)f * (size_t)S;
}

static void load(void)
{
	static char line[1 << 16];
	size_t room = 0, text_room = 0;
	int test = 0;

	while (fgets(line, sizeof(line), stdin)) {
		char *p = line;
		struct block *b;

		if (!strncmp(line, "test", 4)) {
			test = 1;
			n_learn = n_texts;
			continue;
		}
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
	if (!test)
		n_learn = n_texts;
}

/* What one text's blocks say for each state: exp, scaled; returns the scales. */
static double emissions(const struct text *t, double *e, int truth, double extra)
{
	double scales = 0;

	for (size_t i = t->begin; i < t->end; i++, e += S) {
		const struct block *k = &blocks[i];
		double most = -INFINITY;

		for (int s = 0; s < S; s++)
			e[s] = 0;
		for (int f = 0; f < k->n; f++)
			for (int s = 0; s < S; s++)
				e[s] += row(w, k->features[f])[s];
		for (int s = 0; s < S; s++) {
			if (s >= furniture && !(k->mask >> furniture))
				e[s] += extra;
			if (e[s] > most && (!truth || k->mask >> s & 1))
				most = e[s];
		}
		for (int s = 0; s < S; s++)
			e[s] = truth && !(k->mask >> s & 1) ? 0
				: exp(e[s] - most);
		scales += most;
	}
	return scales;
}

/*
 * Adds sign * expected counts to the gradient (0: none are added); returns
 * log Z. `truth`: only states of the masks are allowed, else all are.
 */
static double expect(const struct text *t, double sign, int truth, double extra)
{
	size_t n = t->end - t->begin;
	double *e = calloc(n * 3 * (size_t)S, sizeof(double));
	double *a = e + n * (size_t)S, *b = a + n * (size_t)S;
	double T[MAX_STATES * MAX_STATES], B[MAX_STATES], E[MAX_STATES], z, sum;

	for (int s = 0; s < S * S; s++)
		T[s] = exp(row(w, F)[s]);
	for (int s = 0; s < S; s++) {
		B[s] = exp(row(w, F + S)[s]);
		E[s] = exp(row(w, F + S + 1)[s]);
	}
	z = emissions(t, e, truth, extra);
	for (size_t i = 0; i < n; i++) {
		double *now = a + i * (size_t)S, *before = now - S;

		sum = 0;
		for (int s = 0; s < S; s++) {
			double x = i ? 0 : B[s];

			for (int r = 0; i && r < S; r++)
				x += before[r] * T[r * S + s];
			now[s] = x * e[i * (size_t)S + (size_t)s] + 1e-300;
			sum += now[s];
		}
		for (int s = 0; s < S; s++)
			now[s] /= sum;
		z += log(sum);
	}
	sum = 0;
	for (int s = 0; s < S; s++)
		sum += a[(n - 1) * (size_t)S + (size_t)s] * E[s];
	z += log(sum);
	if (sign == 0) {
		free(e);
		return z;
	}
	for (size_t i = n; i-- > 0;) {
		const struct block *k = &blocks[t->begin + i];
		double *now = b + i * (size_t)S, *ai = a + i * (size_t)S;
		double pair[MAX_STATES * MAX_STATES], p[MAX_STATES];

		for (int s = 0; s < S; s++) {
			double x = i + 1 < n ? 0 : E[s];

			for (int r = 0; i + 1 < n && r < S; r++) {
				double y = T[s * S + r]
					* e[(i + 1) * (size_t)S + (size_t)r]
					* now[S + r];

				x += y;
				pair[s * S + r] = ai[s] * y;
			}
			now[s] = x;
		}
		sum = 0;
		for (int s = 0; s < S; s++)
			sum += p[s] = ai[s] * now[s];
		for (int s = 0; s < S; s++)
			p[s] *= sign / sum;
		for (int f = 0; f < k->n; f++)
			for (int s = 0; s < S; s++)
				row(gradient, k->features[f])[s] += p[s];
		for (int s = 0; i == 0 && s < S; s++)
			row(gradient, F + S)[s] += p[s];
		for (int s = 0; i + 1 == n && s < S; s++)
			row(gradient, F + S + 1)[s] += p[s];
		for (int s = 0; i + 1 < n && s < S * S; s++)
			row(gradient, F)[s] += pair[s] * sign / sum;
		sum = 0;
		for (int s = 0; s < S; s++)
			sum += now[s];
		for (int s = 0; s < S; s++)
			now[s] /= sum;
	}
	free(e);
	return z;
}

static double learn(int steps, double sigma)
{
	size_t n = (size_t)(F + S + 2) * (size_t)S;
	double *size = malloc(n * sizeof(double)), score = 0;
	double *before = calloc(n, sizeof(double));

	for (size_t i = 0; i < n; i++)
		size[i] = 0.05;
	for (int step = 0; step < steps; step++) {
		score = 0;
		memset(gradient, 0, n * sizeof(double));
		for (size_t t = 0; t < n_learn; t++)
			if (texts[t].end > texts[t].begin)
				score += expect(&texts[t], 1, 1, 0)
				       - expect(&texts[t], -1, 0, cost);
		for (size_t i = 0; i < n; i++) {
			double g = gradient[i] - w[i] / (sigma * sigma);
			double turn = g * before[i];

			if (turn > 0 && size[i] < 1)
				size[i] *= 1.2;
			else if (turn < 0)
				size[i] *= 0.5;
			if (turn < 0)
				g = 0;
			w[i] += g > 0 ? size[i] : g < 0 ? -size[i] : 0;
			before[i] = g;
		}
	}
	free(size);
	free(before);
	return score;
}

int main(int argc, char **argv)
{
	double score = 0;
	size_t tested = 0;

	if (argc != 7) {
		fprintf(stderr, "usage: crf STATES FEATURES STEPS SIGMA COST "
		        "FURNITURE\n");
		return 2;
	}
	S = atoi(argv[1]);
	F = atoi(argv[2]);
	cost = atof(argv[5]);
	furniture = atoi(argv[6]);
	w = calloc((size_t)(F + S + 2) * (size_t)S, sizeof(double));
	gradient = calloc((size_t)(F + S + 2) * (size_t)S, sizeof(double));
	load();
	fprintf(stderr, "learned: %.1f\n", learn(atoi(argv[3]), atof(argv[4])));
	for (size_t t = n_learn; t < n_texts; t++)
		if (texts[t].end > texts[t].begin) {
			score += expect(&texts[t], 0, 1, 0)
			       - expect(&texts[t], 0, 0, 0);
			tested += texts[t].end - texts[t].begin;
		}
	if (tested)
		fprintf(stderr, "tested: %.1f, %.4f a block\n", score,
		        score / (double)tested);
	for (int f = 0; f < F + S + 2; f++)
		for (int s = 0; s < S; s++)
			printf("%.0f%c", row(w, f)[s] * 100, s + 1 < S ? ' ' : '\n');
	return 0;
}
