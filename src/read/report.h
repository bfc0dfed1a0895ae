/* SPDX-License-Identifier: MIT */
#ifndef A2B_REPORT_H
#define A2B_REPORT_H

#include "model/document.h"
#include "read/block.h"

/* Tells what was left out, in one note with line numbers, and leaves what was
   made of each block as the article's findings. */
void report_blocks(struct job *job, struct article *article,
                   const struct blocks *blocks);

#endif
