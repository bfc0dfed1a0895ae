/* SPDX-License-Identifier: MIT */
#ifndef A2B_TAG_H
#define A2B_TAG_H

#include "base/job.h"
#include "base/str.h"

/* A language tag as BCP 47 wants it written ("pt-BR" for "PT_br"), in the
   document's memory; STR_NONE for what is no tag. */
struct str language_tag(struct job *job, struct str text);

#endif
