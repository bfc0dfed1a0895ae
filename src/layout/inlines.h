/* SPDX-License-Identifier: MIT */
#ifndef A2B_INLINES_H
#define A2B_INLINES_H

#include "layout/blocks.h"

/* An address that a link of the text leads to, printed behind the article. */
struct note {
	struct note *next;
	int number;
	struct str address;
	struct entry *entry; /* told where the note stands */
};

struct notes {
	struct note *first, *last;
};

/*
 * The spans of a block's text, with elements for its links below `element`. What
 * the style wants done with the addresses of links is done.
 */
struct span *inlines_spans(const struct setting *setting,
                           const struct article *article,
                           const struct node *block, const struct look *look,
                           struct element *element, struct notes *notes,
                           size_t *n);

/* A link to an address, all of it in `element`. */
const struct span_link *address_link(struct job *job, struct str address,
                                     struct str contents,
                                     struct element *element);

#endif
