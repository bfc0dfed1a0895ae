/* SPDX-License-Identifier: MIT */
#ifndef A2B_COLUMNS_H
#define A2B_COLUMNS_H

#include <stdint.h>

/* Columns that a code point takes in a terminal or a typed text: 0 to 2, by its
   East Asian width (Unicode Standard Annex 11) and category. */
int columns_of(uint32_t c);

#endif
