/* SPDX-License-Identifier: MIT */
#include "check/names.h"

#include <stdlib.h>

void names_add(struct job *job, struct names *names, struct str name,
               size_t value)
{
	names->items = job_grow(job, names->items, &names->room, names->n + 1,
	                        sizeof(*names->items));
	names->items[names->n++] = (struct name){name, value};
}

static int by_name(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = str_compare(left->name, right->name);

	if (order)
		return order;
	return (left->value > right->value) - (left->value < right->value);
}

void names_sort(struct names *names)
{
	if (names->n > 1)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
}

size_t names_lookup(const struct names *names, struct str name)
{
	size_t low = 0, high = names->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(names->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == names->n || !str_equal(names->items[low].name, name))
		return NAME_NONE;
	return names->items[low].value;
}
