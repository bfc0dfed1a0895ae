/* SPDX-License-Identifier: MIT */
#ifndef A2B_LINKS_H
#define A2B_LINKS_H

#include "model/node.h"

/* Appends a text to a block; addresses that stand in it become links. */
void links_append(struct job *job, struct node *parent, struct str text);

/* The first address in a text, without what is not part of it; len 0: none. */
struct str links_first(struct str text);

#endif
