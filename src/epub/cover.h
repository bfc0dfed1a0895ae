/* SPDX-License-Identifier: MIT */
#ifndef A2B_COVER_H
#define A2B_COVER_H

#include "base/job.h"
#include "base/str.h"
#include "model/document.h"

/* A picture for the front of the book. */
struct cover {
	struct str bytes;  /* STR_NONE: there is none */
	const char *file;  /* "cover.png" */
	const char *type;  /* "image/png" */
};

/* As the options want it: the user's, ours or none. */
struct cover cover_of(struct job *job, const struct a2b_document *doc);

/* Reads a PNG or JPEG file and looks whether it is one. Fails the job where it
   is not. */
struct cover cover_read(struct job *job, const char *path);

#endif
