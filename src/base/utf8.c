/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

uint32_t utf8_next_long(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + *at;
	size_t left = s.len - *at, need, i;
	unsigned char low = 0x80, high = 0xbf; /* of the second byte */
	uint32_t c = p[0];

	if (c >= 0xc2 && c <= 0xdf) {
		need = 1;
		c &= 0x1f;
	} else if (c >= 0xe0 && c <= 0xef) {
		need = 2;
		low = c == 0xe0 ? 0xa0 : 0x80;
		high = c == 0xed ? 0x9f : 0xbf;
		c &= 0x0f;
	} else if (c >= 0xf0 && c <= 0xf4) {
		need = 3;
		low = c == 0xf0 ? 0x90 : 0x80;
		high = c == 0xf4 ? 0x8f : 0xbf;
		c &= 0x07;
	} else {
		*at += 1;
		return UTF8_INVALID;
	}
	for (i = 1; i <= need; i++, low = 0x80, high = 0xbf) {
		if (i >= left || p[i] < low || p[i] > high) {
			*at += i;
			return UTF8_INVALID;
		}
		c = c << 6 | (p[i] & 0x3f);
	}
	*at += need + 1;
	return c;
}

size_t utf8_put(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t utf8_first_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t here = at;
		if (utf8_next(s, &at) == UTF8_INVALID)
			return here;
	}
	return s.len;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
	return n;
}

bool utf8_is_space(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0
	    || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) || c == 0x2028
	    || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000
	    || c == 0xfeff;
}

uint32_t utf8_first(struct str s)
{
	size_t at = 0;

	return s.len ? utf8_next(s, &at) : 0;
}

uint32_t utf8_last(struct str s)
{
	size_t at = s.len;

	while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80)
		;
	return s.len ? utf8_next(s, &at) : 0;
}
