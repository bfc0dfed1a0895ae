/* SPDX-License-Identifier: MIT */
#ifndef A2B_NAMED_H
#define A2B_NAMED_H

#include "base/job.h"
#include "model/document.h"

/*
 * The folders that the user named, by giving them or a collection file in
 * them. What is found by looking into a folder or by reading a collection file
 * is only read when its real path is below one of them, so that no "../" and no
 * symbolic link leads elsewhere.
 */
void named_add(struct job *job, struct a2b_document *doc, const char *folder);

/* The real path of what may be read; else NULL, and why not in `*why`. */
const char *named_real(struct job *job, const struct a2b_document *doc,
                       const char *path, const char **why);

#endif
