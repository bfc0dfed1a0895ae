/* SPDX-License-Identifier: MIT */
#ifndef A2B_FAMILY_H
#define A2B_FAMILY_H

#include <stdbool.h>

#include "base/job.h"

/*
 * A font family that the user names, among those that are installed, or first
 * among the files of a folder of his. fontconfig knows them; the faces that
 * books are set in by default never need it.
 */
struct family_file {
	const char *path;
	unsigned index;   /* in a collection */
};

/* Its four faces; [bold][italic]. What a family lacks is its next best face. */
struct family_files {
	struct family_file file[2][2];
};

/* Fails the job where no family has this name. `folder` may be NULL. */
struct family_files family_find(struct job *job, const char *name,
                                const char *folder);

#endif
