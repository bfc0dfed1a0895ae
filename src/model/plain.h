/* SPDX-License-Identifier: MIT */
#ifndef A2B_PLAIN_H
#define A2B_PLAIN_H

#include "base/job.h"
#include "base/str.h"

/* A value of metadata as it can stand in a book: one line, trimmed, without
   control characters; STR_NONE where nothing is left. In the job's memory. */
struct str plain_line(struct job *job, struct str value);

#endif
