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

/* `whole`: the text's lines never end at a compound's hyphen. */
struct hyphens *hyphens_find(struct job *job, const struct lines *lines,
                             bool whole);

enum hyphen {
	HYPHEN_SOFT, /* it goes: the halves make one word */
	HYPHEN_OWN,  /* it stands inside of a compound */
	HYPHEN_LAST, /* it ends its word: "pre- and post-war" */
};

/* What "-" is between what ends in `head` and what begins with `tail`. `head` is
   without the hyphen. */
enum hyphen hyphen_kind(struct hyphens *hyphens, struct str head,
                        struct str tail);

/* Does the line end in a word's first half, and does the next go on with it? */
bool divides_word(const struct line *line, const struct line *next);

#endif
