/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_LOOK_H
#define A2B_READ_LOOK_H

#include "base/job.h"
#include "read/features.h"

/*
 * Looks at all blocks a first time, one by one, and answers the questions of facts
 * that are about what they are then believed to be: what stands around a block,
 * and what else looks like it. Returns what the model sees of each block when it
 * looks again (stacked generalisation: Wolpert, 1992; of sequences: Cohen and
 * Carvalho, "Stacked Sequential Learning", 2005).
 */
struct features *look(struct job *job, struct facts *facts, size_t n);

#endif
