/* SPDX-License-Identifier: MIT */
#ifndef A2B_LINKS_H
#define A2B_LINKS_H

#include "layout/pages.h"
#include "pdf/tags.h"

/* A destination, [page /XYZ left top zoom]: the page, scrolled to a place. */
HPDF_Array link_destination(struct writer *writer, const struct pages *pages,
                            const struct target *target, uint32_t first_page);

/* Writes the page's links (ISO 32000-1, 12.5.6.5), puts their object numbers
   into `numbers` and returns how many they are. */
size_t links_write(struct job *job, struct writer *writer, struct tags *tags,
                   const struct pages *pages, const struct page *page,
                   uint32_t first_page, uint32_t **numbers);

#endif
