/* SPDX-License-Identifier: MIT */
#ifndef A2B_NUMBERS_H
#define A2B_NUMBERS_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Appends a number with decimals as short as it can be: 12500 with 3 decimals
 * is "12.5". A page has hundreds of them, and no locale touches them.
 */
void number_add(struct buf *out, int64_t number, int decimals);

#endif
