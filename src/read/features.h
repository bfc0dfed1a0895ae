/* SPDX-License-Identifier: MIT */
#ifndef A2B_FEATURES_H
#define A2B_FEATURES_H

#include "base/buf.h"
#include "read/facts.h"

/* The groups of features.def; each block has one feature of each. */
enum {
#define GROUP(...) +1
	N_GROUPS =
#include "read/features.def"
#undef GROUP
};

/* How many features there are in all. */
int features_count(void);

/* The feature of each group that block `i` of `n` has. */
void features_of(const struct facts *facts, size_t n, size_t i,
                 int features[N_GROUPS]);

/* "columns=13-20, end=open" */
void features_name(int feature, struct buf *out);

#endif
