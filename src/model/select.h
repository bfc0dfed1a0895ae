/* SPDX-License-Identifier: MIT */
#ifndef A2B_SELECT_H
#define A2B_SELECT_H

#include "model/document.h"

/* Takes out what is older than --since says and, without --keep-duplicates, what
   is the same text as another article, and tells of each. */
void select_articles(struct job *job, struct a2b_document *doc);

#endif
