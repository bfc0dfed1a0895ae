/* SPDX-License-Identifier: MIT */
#ifndef A2B_HYPHENATE_H
#define A2B_HYPHENATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/job.h"

/*
 * Where words may be divided, by libhyphen and the patterns that
 * fonts/hyphens.def names for a language. Patterns are loaded when their
 * language is first met.
 */
struct hyphenator;

struct hyphenators {
	struct job *job;
	struct hyphenator *first;
};

/*
 * The hyphenator of a BCP 47 language; NULL where we know none, or where its
 * patterns are not installed, which is then reported once.
 */
const struct hyphenator *hyphenators_lookup(struct hyphenators *hyphenators,
                                            struct str language);

/* The longest word that is divided: what is longer is no word. */
#define HYPHENATE_MAX 64

/*
 * Divides a word of n letters (lower case, without punctuation): `after[i]`
 * says whether a hyphen may follow letter i.
 */
void hyphenate(const struct hyphenator *hyphenator, const uint32_t *letters,
               size_t n, bool *after);

#endif
