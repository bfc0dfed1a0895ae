/* SPDX-License-Identifier: MIT */
#ifndef A2B_TAGS_H
#define A2B_TAGS_H

#include "base/job.h"

/* Tags out of a text with commas between them, in the document's memory. */
struct str *tags_split(struct job *job, struct str list, size_t *n);

#endif
