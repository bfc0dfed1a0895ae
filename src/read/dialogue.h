/* SPDX-License-Identifier: MIT */
#ifndef A2B_DIALOGUE_H
#define A2B_DIALOGUE_H

#include "read/block.h"
#include "read/shape.h"

/*
 * Many languages begin what somebody says with a dash. Items with dashes that
 * are whole sentences all, some of them questions or exclamations and some not,
 * are no list but a talk: paragraphs.
 */
void dialogue_find(struct blocks *blocks, const struct shape *shapes);

#endif
