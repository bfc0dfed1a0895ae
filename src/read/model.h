/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_MODEL_H
#define A2B_READ_MODEL_H

#include "base/job.h"
#include "read/features.h"

/*
 * What a block can be to the model: the kinds, with furniture divided by where
 * it stands, since a page goes from what is before its article to what is
 * behind it and never back.
 */
enum state {
	STATE_TITLE, STATE_DEK, STATE_BYLINE, STATE_HEADING, STATE_PARAGRAPH,
	STATE_ITEM, STATE_QUOTE, STATE_CAPTION,
	STATE_LEAD,    /* furniture before the article */
	STATE_BREAK,   /* inside of it */
	STATE_TAIL,    /* behind it */
	STATE_COUNT
};

enum { STATE_FURNITURE = STATE_LEAD }; /* this and all behind are furniture */

/* How likely a block is in each state, seen over the whole text; sum 1. */
struct belief {
	double of[STATE_COUNT];
};

/* A linear-chain conditional random field: weights.def has what it learned. */
struct belief *model_believe(struct job *job, const struct facts *facts,
                             size_t n);

/* What a feature says for a state against the others, in hundredths. */
int model_weight(int feature, enum state state);

#endif
