/* SPDX-License-Identifier: MIT */
#ifndef A2B_FRONT_H
#define A2B_FRONT_H

#include "base/job.h"
#include "base/str.h"
#include "epub/plan.h"

/*
 * The pages that the program adds, each from its template: cover.xhtml,
 * contents.xhtml and section.xhtml.
 */
struct str front_document(struct job *job, const struct plan *plan,
                          const struct part *part);

#endif
