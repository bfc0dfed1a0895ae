/* SPDX-License-Identifier: MIT */
#ifndef A2B_PATTERN_H
#define A2B_PATTERN_H

#include "files/folder.h"

/* Does a path hold "*", "?" or "["? */
bool pattern_is(struct str path);

/*
 * The files that a pattern matches below a folder, in natural order. "*", "?" and
 * "[a-z]" match in one part of a path, and no dot at its begin. Where the last
 * part ends in "*" only texts match. Folders that may not be read are passed
 * over. The pattern has no part that is "..": with it a short pattern could lead
 * to more paths than there is room for.
 */
struct paths pattern_match(struct job *job, const struct a2b_document *doc,
                           const char *folder, struct str pattern);

#endif
