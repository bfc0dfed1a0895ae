/* SPDX-License-Identifier: MIT */
#ifndef A2B_STR_H
#define A2B_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A borrowed slice of valid UTF-8, not terminated. A `ptr` of NULL says "not
 * known", which is not the same as an empty text.
 */
struct str {
	const char *ptr;
	size_t len; /* bytes */
};

#define STR_NONE ((struct str){NULL, 0})
#define STR_LIT(literal) ((struct str){literal, sizeof(literal) - 1})
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline struct str str_of(const char *terminated)
{
	return (struct str){terminated, terminated ? strlen(terminated) : 0};
}

static inline struct str str_range(const char *begin, const char *end)
{
	return (struct str){begin, (size_t)(end - begin)};
}

static inline bool str_empty(struct str s)
{
	return s.len == 0;
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Order by bytes, which for UTF-8 is the order of code points. */
int str_compare(struct str a, struct str b);

/* Without Unicode white space and zero-width marks at both ends. */
struct str str_trim(struct str s);

#endif
