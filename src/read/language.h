/* SPDX-License-Identifier: MIT */
#ifndef A2B_LANGUAGE_H
#define A2B_LANGUAGE_H

#include "base/job.h"
#include "read/block.h"

/*
 * The language that most of a text's prose is in, as a BCP 47 tag; "und" when
 * there is too little to tell. The tag is a constant.
 */
struct str language_find(struct job *job, const struct blocks *blocks);

#endif
