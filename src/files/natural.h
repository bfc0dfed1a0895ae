/* SPDX-License-Identifier: MIT */
#ifndef A2B_NATURAL_H
#define A2B_NATURAL_H

/*
 * Natural order of file names: runs of the digits 0 to 9 by their value, all
 * else by code points. So "part 2" stands before "part 10". Equal only where
 * the bytes are.
 */
int natural_compare(const char *a, const char *b);

#endif
