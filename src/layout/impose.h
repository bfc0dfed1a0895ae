/* SPDX-License-Identifier: MIT */
#ifndef A2B_IMPOSE_H
#define A2B_IMPOSE_H

#include "layout/pages.h"

/*
 * Imposes pages for a booklet: two on each side of a sheet that is printed on
 * both sides (turned over its short edge), folded in the middle and stitched
 * through the fold. `signature` is how many pages are folded into each other, a
 * multiple of four; 0: all. The last signature is as small as it can be; blank
 * pages fill it. The result is for a printer only: it has bookmarks, but no
 * links and no structure.
 */
const struct pages *impose_booklet(struct job *job, const struct pages *pages,
                                   size_t signature, bool rtl);

/* The page on one half of side `side` (front 0, back 1, front of the next sheet
   2...) in a book of n pages; n or more: blank. `half` is 0 for the left. */
size_t impose_page(size_t n, size_t signature, size_t side, int half);

#endif
