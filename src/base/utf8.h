/* SPDX-License-Identifier: MIT */
#ifndef A2B_UTF8_H
#define A2B_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* UTF-8 as in RFC 3629: no surrogates, nothing over U+10FFFF, shortest form. */

#define UTF8_INVALID UINT32_MAX

/* utf8_next where the byte at `*at` is not ASCII. */
uint32_t utf8_next_long(struct str s, size_t *at);

/*
 * Decodes one code point of `s` at byte `*at` (which must be inside) and moves
 * `*at` behind it. Of bad input it gives UTF8_INVALID and moves over the longest
 * part that could have begun a code point, at least one byte (Unicode 15,
 * section 3.9, "maximal subparts").
 */
static inline uint32_t utf8_next(struct str s, size_t *at)
{
	unsigned char c = (unsigned char)s.ptr[*at];

	if (c >= 0x80)
		return utf8_next_long(s, at);
	*at += 1;
	return c;
}

/* Writes a code point, 1 to 4 bytes without a terminator; returns how many. */
size_t utf8_put(char out[4], uint32_t code_point);

/* The first byte that is not valid UTF-8; s.len where all is. */
size_t utf8_first_invalid(struct str s);

/* Code points in a valid text. */
size_t utf8_count(struct str s);

/* The text's first and last code point; 0: it is empty. */
uint32_t utf8_first(struct str s);
uint32_t utf8_last(struct str s);

/* Unicode white space (White_Space=yes), with U+FEFF and U+200B. */
bool utf8_is_space(uint32_t code_point);

#endif
