/* SPDX-License-Identifier: MIT */
#ifndef A2B_DEFUSE_H
#define A2B_DEFUSE_H

#include "check/markup.h"

/*
 * Makes markup of strangers fit for libxml2: adds it to `out` as UTF-8 without
 * a mark, without declarations of its own, and estimates what it will cost.
 * Fills in what there is to say of that in `markup`. Returns whether entities
 * were declared, which are gone now.
 */
bool markup_defuse(struct markup *markup, struct str bytes, struct buf *out);

#endif
