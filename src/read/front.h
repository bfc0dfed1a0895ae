/* SPDX-License-Identifier: MIT */
#ifndef A2B_FRONT_H
#define A2B_FRONT_H

#include "model/document.h"
#include "read/lines.h"

/*
 * YAML front matter: a mapping between "---" lines at the very begin of a text.
 * Puts what it says into `meta` and returns how many lines it takes; 0 where
 * there is none, or where it is damaged, which is reported and stays text.
 */
size_t front_read(struct job *job, struct str file, const struct lines *lines,
                  struct meta *meta);

#endif
