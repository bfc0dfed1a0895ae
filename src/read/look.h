/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_LOOK_H
#define A2B_READ_LOOK_H

#include "base/job.h"
#include "read/features.h"

/*
 * Takes a first look at all blocks, without a belief of what the others are, and
 * then answers the questions of `facts` that are about what was believed: of the
 * block, of those around it, and of those that look like it. Returns what the model
 * sees of each block when it looks again (stacked generalisation: Wolpert, 1992; of
 * sequences: Cohen and Carvalho, "Stacked Sequential Learning", 2005).
 */
struct features *look_first(struct job *job, struct facts *facts, size_t n);

#endif
