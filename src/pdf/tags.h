/* SPDX-License-Identifier: MIT */
#ifndef A2B_TAGS_H
#define A2B_TAGS_H

#include <stddef.h>
#include <stdint.h>

#include "layout/pages.h"
#include "pdf/writer.h"

/*
 * The structure tree (ISO 32000-1, 14.7). Content is tagged as it is drawn: a
 * piece of a page gets a number (MCID) that the tree then names. What belongs
 * to an element (pieces, children, links) is listed in the order in which the
 * pages have it, so that reading the tree is reading the book. Elements without
 * any content are left out.
 */
struct tags;

/* `first_page` is the object number of the first page; the others follow. */
struct tags *tags_new(struct job *job, struct writer *writer,
                      const struct pages *pages, uint32_t first_page);

/* Pages begin and end in their order. Returns the page's StructParents. */
uint32_t tags_begin_page(struct tags *tags, size_t page);
/* The next piece of the page belongs to the element: its MCID. */
uint32_t tags_add_content(struct tags *tags, const struct element *element);
/* The same, for a piece whose codes do not stand in the order of its text: it
   gets an element of its own (Span) within, with the text as ActualText. */
uint32_t tags_add_text(struct tags *tags, const struct element *element,
                       struct str text);
/* The element holds an annotation, an object; returns its StructParent. */
uint32_t tags_add_object(struct tags *tags, const struct element *element,
                         uint32_t object);
void tags_end_page(struct tags *tags);

/* The name of an element's structure type. */
const char *tag_name(const struct element *element);

/* Writes the tree, returns its root. */
uint32_t tags_write(struct tags *tags);

#endif
