/* SPDX-License-Identifier: MIT */
#ifndef A2B_DUPLICATES_H
#define A2B_DUPLICATES_H

#include "model/document.h"

/*
 * Finds articles that are the same text, or nearly: nine in ten of the five-word
 * runs of the shorter one stand in the other too. Of such the longest stays, or
 * the first of the longest. Sets `same` in each other to the one that stays.
 */
void duplicates_find(struct job *job, struct article *const *articles,
                     size_t n);

#endif
