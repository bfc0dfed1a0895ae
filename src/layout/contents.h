/* SPDX-License-Identifier: MIT */
#ifndef A2B_CONTENTS_H
#define A2B_CONTENTS_H

#include "layout/place.h"

/*
 * The contents: set before the book, with room left for the page numbers, which
 * are filled in when all pages are made.
 */
struct contents {
	struct chain chain;
};

/* Appends the contents' blocks and elements, where there is enough to find. */
void contents_add(const struct setting *setting, struct element *root,
                  struct contents *contents);

void contents_fill(struct press *press, const struct contents *contents);

#endif
