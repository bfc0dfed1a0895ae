/* SPDX-License-Identifier: MIT */
#ifndef A2B_TILES_H
#define A2B_TILES_H

#include <stdint.h>

#include "epub/surface.h"

/*
 * Draws a pattern of square tiles, `side` dots each, from the upper left corner:
 * discs, rings, quarters and the like in a few greys, as `seed` chooses.
 */
void tiles_draw(struct surface *surface, uint64_t seed, int columns, int rows,
                int side);

#endif
