/* SPDX-License-Identifier: MIT */
#ifndef A2B_ARTICLE_H
#define A2B_ARTICLE_H

#include "base/job.h"
#include "base/str.h"
#include "epub/plan.h"

/* The content document of a part of kind PART_ARTICLE. Notes in the plan where
   pages of the PDF begin in it. */
struct str article_document(struct job *job, struct plan *plan,
                            const struct part *part);

#endif
