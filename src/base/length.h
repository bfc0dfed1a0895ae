/* SPDX-License-Identifier: MIT */
#ifndef A2B_LENGTH_H
#define A2B_LENGTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Reads a length as people write it, "18mm", "1.5 cm", "0.75in", "14pt", into
 * 1/64 pt. The unit may not be left out. False: no length, or one of more than
 * ten metres.
 */
bool length_parse(struct str text, int32_t *length);

#endif
