/* SPDX-License-Identifier: MIT */
#ifndef A2B_COLLATE_H
#define A2B_COLLATE_H

#include "base/job.h"

/* The order in which a language's dictionaries have words, numbers by value.
   It belongs to the job. */
struct collator;
struct collator *collator_new(struct job *job, struct str language);

/* Bytes to compare in place of a text, in the job's memory. */
struct str collator_key(struct collator *collator, struct str text);

#endif
