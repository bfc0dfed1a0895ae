/* SPDX-License-Identifier: MIT */
#ifndef A2B_HYPHENS_H
#define A2B_HYPHENS_H

#include "read/lines.h"

/*
 * Words that were divided at the ends of lines. Of a word that ends its line in
 * "-" the text itself tells most often whether the hyphen is the word's own: the
 * same word stands elsewhere in it, with or without.
 */
struct hyphens;

struct hyphens *hyphens_find(struct job *job, const struct lines *lines);

/* Does "-" between what ends in `head` and what begins with `tail` go, so that
   the halves make one word? `head` is without the hyphen. */
bool hyphen_is_soft(struct hyphens *hyphens, struct str head, struct str tail);

/* Does the line end in a word's first half, and does the next go on with it? */
bool divides_word(const struct line *line, const struct line *next);

#endif
