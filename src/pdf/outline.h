/* SPDX-License-Identifier: MIT */
#ifndef A2B_OUTLINE_H
#define A2B_OUTLINE_H

#include "layout/pages.h"
#include "pdf/writer.h"

/* The bookmarks beside the page (ISO 32000-1, 12.3.3). 0: there are none. */
uint32_t outline_write(struct job *job, struct writer *writer,
                       const struct pages *pages, uint32_t first_page);

#endif
