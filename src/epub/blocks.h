/* SPDX-License-Identifier: MIT */
#ifndef A2B_BLOCKS_H
#define A2B_BLOCKS_H

#include <stdbool.h>

#include "base/job.h"
#include "epub/plan.h"
#include "epub/xml.h"

/* Blocks of the model as XHTML, one after the other. */
struct blocks;

/* Of one part; with a title the article's headings begin at h2. */
struct blocks *blocks_new(struct job *job, struct xml *xml, struct plan *plan,
                          const struct part *part, bool has_title);

/*
 * A block with all that is below it, without recursion: nesting is input. Where
 * pages of the PDF begin in it, it sets marks and notes their addresses in
 * plan->page_hrefs.
 */
void blocks_put(struct blocks *blocks, const struct node *block);

/* At the end of an article: what could not be marked must not stop the rest. */
void blocks_pass_pages(struct blocks *blocks);

#endif
