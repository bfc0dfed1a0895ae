/* SPDX-License-Identifier: MIT */
#ifndef A2B_REFER_H
#define A2B_REFER_H

#include "model/document.h"

/* Sets `article` in each link that leads to the source of another article of the
   book, or of a copy of it that was left out. Bylines keep their addresses. */
void references_resolve(struct job *job, struct a2b_document *doc);

#endif
