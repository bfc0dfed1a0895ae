/* SPDX-License-Identifier: MIT */
#ifndef A2B_BUILD_H
#define A2B_BUILD_H

#include "model/node.h"
#include "read/block.h"

/* Appends the blocks, but for those that are furniture, to an article. */
void build_article(struct job *job, struct node *article,
                   const struct blocks *blocks);

#endif
