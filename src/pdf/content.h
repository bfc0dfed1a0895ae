/* SPDX-License-Identifier: MIT */
#ifndef A2B_CONTENT_H
#define A2B_CONTENT_H

#include "layout/pages.h"
#include "pdf/fonts.h"
#include "pdf/tags.h"

/*
 * Content streams: what is drawn on a page (ISO 32000-1, chapters 8 and 9), all
 * of it tagged or an artifact.
 */
struct content;

struct content *content_new(struct job *job, struct fonts *fonts,
                            struct tags *tags, int32_t page_height);

/* Between tags_begin_page and tags_end_page. The bytes live until the next
   call. */
struct str content_draw(struct content *content, const struct page *page);

#endif
