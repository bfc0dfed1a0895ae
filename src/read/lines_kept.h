/* SPDX-License-Identifier: MIT */
#ifndef A2B_LINES_KEPT_H
#define A2B_LINES_KEPT_H

#include "read/block.h"
#include "read/shape.h"

/*
 * Finds the places where lines matter: program text, whose blocks become one of
 * kind code, and verse, whose lines become blocks of that kind. To be asked
 * after all else is decided; what was left out stays so.
 */
void lines_kept_find(struct blocks *blocks, const struct shape *shapes);

#endif
