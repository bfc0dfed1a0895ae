/* SPDX-License-Identifier: MIT */

/* Why a block was taken for what it is. */
#include "read/decision.h"

#include "base/buf.h"

enum { REASONS = 3 }; /* that are given for a decision */

_Static_assert(FEATURE_FIRST_PAGE - FEATURE_FIRST_TITLE == STATE_FURNITURE,
               "features.def has them in the order of the states");

/* That a block was taken for something at first is no reason to take it for that;
   the first look's own reasons are given instead. */
static bool is_reason(int feature)
{
	return feature < FEATURE_FIRST_TITLE || feature > FEATURE_FIRST_PAGE;
}

/* The things that speak loudest for a block, which is in column `at` of the
   effects, the loudest first. Returns how many. */
static int find_loudest(const struct effects *effects, size_t at,
                        int loudest[REASONS])
{
	int n = 0;

	for (int f = 0; f < N_FEATURES; f++) {
		int effect = effects->of[f][at], k;

		if (effect <= 0 || !is_reason(f)
		 || (n == REASONS
		     && effect <= effects->of[loudest[n - 1]][at]))
			continue;
		n += n < REASONS;
		for (k = n - 1; k > 0
		     && effect > effects->of[loudest[k - 1]][at]; k--)
			loudest[k] = loudest[k - 1];
		loudest[k] = f;
	}
	return n;
}

static struct str reasons_for(const struct decision *d, size_t i,
                              const struct effects *effects, size_t at)
{
	int loudest[REASONS], n = find_loudest(effects, at, loudest);
	struct buf out;

	buf_init(&out, d->job);
	for (int r = 0; r < n; r++) {
		if (r)
			buf_add(&out, "; ", 2);
		features_name((enum feature)loudest[r],
		              d->features[i].answer[loudest[r]], &out);
	}
	return buf_end(&out);
}

static void give_for_state(struct decision *d, enum state state)
{
	const struct features *features[MODEL_TOGETHER];
	size_t blocks[MODEL_TOGETHER], n = 0;
	struct effects effects;

	for (size_t i = 0; i < d->blocks->n; i++) {
		if (d->state[i] == state && !d->blocks->items[i].certain
		 && str_empty(d->blocks->items[i].reasons)) {
			features[n] = &d->features[i];
			blocks[n++] = i;
		}
		if (n == 0 || (n < MODEL_TOGETHER && i + 1 < d->blocks->n))
			continue;
		model_effects(features, n, state, &effects);
		for (size_t k = 0; k < n; k++)
			d->blocks->items[blocks[k]].reasons
				= reasons_for(d, blocks[k], &effects, k);
		n = 0;
	}
}

void decision_give_reasons(struct decision *d)
{
	for (int state = 0; state < STATE_COUNT; state++)
		give_for_state(d, (enum state)state);
}
