/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_MODEL_H
#define A2B_READ_MODEL_H

#include "base/job.h"
#include "read/features.h"

/* What a block can be to the model. */
enum state {
	STATE_TITLE, STATE_DEK, STATE_BYLINE, STATE_HEADING, STATE_PARAGRAPH,
	STATE_ITEM, STATE_CAPTION, STATE_FURNITURE,
	STATE_COUNT
};

/* How likely a block is in each state; sum 1. */
struct belief {
	double of[STATE_COUNT];
};

/* A first look does not know yet what is believed of other blocks (look.h). */
enum look { LOOK_FIRST, LOOK_SECOND };

/* What each of n blocks is, by its features. */
void model_believe(enum look look, const struct features *features, size_t n,
                   struct belief *beliefs);

enum { MODEL_TOGETHER = 32 }; /* blocks that the model looks at at once */

/* How much each answer of some blocks speaks for a state, in hundredths: what the
   state would lose if that answer alone were on the other side of what was asked,
   in both looks together. */
struct effects {
	int of[N_FEATURES][MODEL_TOGETHER];
};

/* n: MODEL_TOGETHER at most. */
void model_effects(const struct features *const features[], size_t n,
                   enum state state, struct effects *effects);

#endif
