/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"

enum { LONGEST = 32 }; /* letters in a name */

/* Letters to change, add, drop or swap with their neighbour (optimal string
   alignment). Both are at most LONGEST letters long. */
static size_t distance(struct str a, struct str b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t k = 0; k <= b.len; k++)
		above[k] = k;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t k = 1; k <= b.len; k++) {
			size_t best = above[k - 1]
			            + (a.ptr[i - 1] != b.ptr[k - 1]);

			if (above[k] + 1 < best)
				best = above[k] + 1;
			if (row[k - 1] + 1 < best)
				best = row[k - 1] + 1;
			if (i > 1 && k > 1 && a.ptr[i - 1] == b.ptr[k - 2]
			 && a.ptr[i - 2] == b.ptr[k - 1]
			 && before[k - 2] + 1 < best)
				best = before[k - 2] + 1;
			row[k] = best;
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[b.len];
}

const char *nearest_name(struct str word, const char *const *names, size_t n)
{
	const char *best = NULL;
	size_t least = word.len / 3 + 1;

	if (word.len > LONGEST)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		struct str name = str_of(names[i]);
		size_t wrong = name.len > LONGEST ? least
		                                  : distance(word, name);

		if (wrong < least && wrong < name.len) {
			best = names[i];
			least = wrong;
		}
	}
	return best;
}
