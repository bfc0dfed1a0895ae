/* SPDX-License-Identifier: MIT */
#ifndef A2B_DECIDE_H
#define A2B_DECIDE_H

#include "model/document.h"
#include "read/block.h"

/* Settles what each block is, over the whole text. */
void decide(struct job *job, struct blocks *blocks, const struct meta *meta);

#endif
