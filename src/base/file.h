/* SPDX-License-Identifier: MIT */
#ifndef A2B_FILE_H
#define A2B_FILE_H

#include "base/job.h"
#include "base/str.h"

/*
 * The bytes of a file that an option names, in the job's memory. Fails the job
 * when it cannot be read or is larger than `max`.
 */
struct str file_read(struct job *job, const char *path, size_t max);

/* The same; STR_NONE where there is no such file. */
struct str file_read_if_there(struct job *job, const char *path, size_t max);

#endif
