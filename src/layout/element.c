/* SPDX-License-Identifier: MIT */
#include "layout/element.h"

struct element *element_new(struct job *job, struct element *parent,
                            enum role role)
{
	struct element *element = job_alloc(job, sizeof(*element));

	element->role = role;
	element->parent = parent;
	if (parent && parent->last)
		parent->last->next = element;
	else if (parent)
		parent->first = element;
	if (parent)
		parent->last = element;
	return element;
}

struct str element_language(const struct element *element)
{
	while (element && !element->language.ptr)
		element = element->parent;
	return element ? element->language : STR_NONE;
}

void element_set_language(struct element *element, struct str language)
{
	if (language.ptr
	 && !str_equal(element_language(element->parent), language))
		element->language = language;
}
