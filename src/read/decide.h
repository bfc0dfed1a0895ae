/* SPDX-License-Identifier: MIT */
#ifndef A2B_DECIDE_H
#define A2B_DECIDE_H

#include "model/document.h"
#include "read/block.h"
#include "read/facts.h"

/* What is known of the blocks before anything is decided. */
struct evidence {
	const struct phrases *phrases;
	struct shape *shapes; /* one for each block */
	struct facts *facts;  /* the same */
};

struct evidence evidence_find(struct job *job, const struct blocks *blocks,
                              const struct meta *meta);

/*
 * Settles what each block is, over the whole text: kind, score and reasons.
 * `meta` is what front matter said, which wins over what is found.
 */
struct evidence decide(struct job *job, struct blocks *blocks, const struct meta *meta);

#endif
