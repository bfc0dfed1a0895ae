/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_H
#define A2B_READ_H

#include "base/job.h"
#include "model/document.h"

/*
 * Reads the bytes of one saved article into a node of kind NODE_ARTICLE, which
 * stands nowhere yet. `name` is what messages call the input. Fails the job when
 * there is nothing to read or when it is no text.
 */
struct node *read_article(struct job *job, const struct a2b_document *doc,
                          struct str name, struct str bytes);

#endif
