/* SPDX-License-Identifier: MIT */
#ifndef A2B_NAV_H
#define A2B_NAV_H

#include "base/job.h"
#include "base/str.h"
#include "epub/plan.h"

/* The navigation document of EPUB 3: contents, landmarks, page list. */
struct str nav_document(struct job *job, const struct plan *plan);

/* The same contents as an NCX, the only one that old readers know. */
struct str nav_ncx(struct job *job, const struct plan *plan);

#endif
