/* SPDX-License-Identifier: MIT */
#ifndef A2B_HYPHENATE_H
#define A2B_HYPHENATE_H

#include "base/job.h"
#include "layout/patterns.h"

/*
 * The patterns that fonts/hyphens.def names for a language, loaded when the
 * language is first met.
 */
struct hyphenator;

struct hyphenators {
	struct job *job;
	struct hyphenator *first;
};

/*
 * The patterns of a BCP 47 language; NULL where we know none, or where its
 * patterns are not installed, which is then reported once.
 */
const struct patterns *hyphenators_lookup(struct hyphenators *hyphenators,
                                          struct str language);

#endif
