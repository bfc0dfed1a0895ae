/* SPDX-License-Identifier: MIT */
#ifndef A2B_BYLINE_H
#define A2B_BYLINE_H

#include "model/document.h"
#include "read/block.h"
#include "read/shape.h"

/*
 * Author, date and source from the lines that were found to say them, where
 * nothing better is known. What is not clear stays unknown: a date like 3/4/26
 * is none.
 */
void byline_read(struct job *job, struct meta *meta, const struct blocks *blocks,
                 const struct shape *shapes);

#endif
