/* SPDX-License-Identifier: MIT */
#ifndef A2B_NEAREST_H
#define A2B_NEAREST_H

#include <stddef.h>

#include "base/str.h"

/* The name that a mistyped word is likely to stand for: with the fewest letters
   wrong, at most a third of them. NULL: none is near. */
const char *nearest_name(struct str word, const char *const *names, size_t n);

#endif
