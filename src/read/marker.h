/* SPDX-License-Identifier: MIT */
#ifndef A2B_MARKER_H
#define A2B_MARKER_H

#include "base/str.h"

/* A list's mark at the begin of a line. */
struct marker {
	size_t len;  /* bytes of the mark; 0: there is none */
	size_t skip; /* bytes of the mark and the spaces behind it */
	int number;  /* "3." has 3, bullets have -1 */
};

/* Looks at the form alone: "1984. " and a dash of dialogue pass as well. */
struct marker marker_find(struct str text);

/* A line of signs that parts a text: "* * *", "-----". */
bool is_rule(struct str text);

#endif
