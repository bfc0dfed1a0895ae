/* SPDX-License-Identifier: MIT */
#ifndef A2B_CHAPTER_H
#define A2B_CHAPTER_H

#include "layout/place.h"

/* Makes pages of a chapter, which begins on a new one: breaks its blocks into
   lines, makes up its columns and puts everything in its place. */
void chapter_make(struct press *press, struct chain *chain);

#endif
