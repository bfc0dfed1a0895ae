/* SPDX-License-Identifier: MIT */
#ifndef A2B_NAMES_H
#define A2B_NAMES_H

#include <stddef.h>

#include "base/job.h"
#include "base/str.h"

/*
 * A set of names, each with a number: file names, ids. Add all, sort once, then
 * look up. Names are borrowed. A zeroed set is an empty one.
 */
struct names {
	struct name {
		struct str name;
		size_t value;
	} *items;
	size_t n, room;
};

#define NAME_NONE ((size_t)-1)

void names_add(struct job *job, struct names *names, struct str name,
               size_t value);
/* By name, and those of one name by value. */
void names_sort(struct names *names);
/* The value of a name, the smallest of several; NAME_NONE where there is none. */
size_t names_lookup(const struct names *names, struct str name);

#endif
