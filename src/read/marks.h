/* SPDX-License-Identifier: MIT */
#ifndef A2B_MARKS_H
#define A2B_MARKS_H

#include <stdbool.h>

#include "read/block.h"

/*
 * Headings that the writer marked with "#", "##"... or underlined with a row of "="
 * or "-" as long as they are, which becomes part of them. They are understood only
 * where the whole text uses them in the same way, since a lone "# of copies" or
 * the comments of a program look the same. Settles those blocks and returns
 * whether there were any; then no other block is a heading.
 */
bool marks_settle(struct blocks *blocks);

#endif
