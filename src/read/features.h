/* SPDX-License-Identifier: MIT */
#ifndef A2B_FEATURES_H
#define A2B_FEATURES_H

#include "base/buf.h"
#include "read/facts.h"

enum feature {
#define FEATURE(id, ...) FEATURE_##id,
#include "read/features.def"
#undef FEATURE
	N_FEATURES
};

/* What the model looks at for one block: an answer for each of features.def;
   of a neighbour 0 where there is none, else the answer and 1. */
struct features {
	unsigned char answer[N_FEATURES];
};

struct features features_of(const struct facts *facts, size_t n, size_t i);

/* "before, end: stop" */
void features_name(enum feature feature, int answer, struct buf *out);

#endif
