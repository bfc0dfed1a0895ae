/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include "base/utf8.h"

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len
	    && str_equal((struct str){s.ptr, prefix.len}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len
	    && str_equal(str_range(s.ptr + s.len - suffix.len, s.ptr + s.len),
	                 suffix);
}

int str_compare(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

struct str str_trim(struct str s)
{
	size_t begin = 0, end = s.len;

	for (size_t at = 0; at < s.len; begin = at)
		if (!utf8_is_space(utf8_next(s, &at)))
			break;
	while (end > begin) {
		size_t last = end - 1, at;

		while (last > begin
		    && ((unsigned char)s.ptr[last] & 0xc0) == 0x80)
			last--;
		at = last;
		if (!utf8_is_space(utf8_next(s, &at)))
			break;
		end = last;
	}
	return (struct str){begin < s.len ? s.ptr + begin : s.ptr, end - begin};
}
