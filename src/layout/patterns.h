/* SPDX-License-Identifier: MIT */
#ifndef A2B_PATTERNS_H
#define A2B_PATTERNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/job.h"

/*
 * Hyphenation patterns (Liang 1983, "Word Hy-phen-a-tion by Com-put-er") from
 * the files that LibreOffice uses. Such a file begins with its charset; then a
 * line is a pattern ("1b2l"), a word like LEFTHYPHENMIN with its value, or a
 * comment. NEXTLEVEL parts the patterns of compounds, which divide a word into
 * its own words, from those that divide each of these.
 *
 * libhyphen reads the same files, but builds an automaton first: for German's 1
 * MB it takes 3 s, where this takes hundredths.
 */
struct patterns;

/* The longest word that is divided: what is longer is no word. */
#define HYPHENATE_MAX 64

/* In the job's memory; NULL where the file cannot be read. */
const struct patterns *patterns_load(struct job *job, const char *path);

/*
 * Divides a word of n letters (lower case, without punctuation): `after[i]`
 * says whether a hyphen may follow letter i. Patterns that would change the
 * spelling ("Schif-fahrt" for "Schiffahrt") divide nothing.
 */
void patterns_divide(const struct patterns *patterns, const uint32_t *letters,
                     size_t n, bool *after);

#endif
