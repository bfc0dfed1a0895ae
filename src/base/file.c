/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>

#include "base/buf.h"

static void close_file(void *file)
{
	fclose(file);
}

static struct str read_all(struct job *job, const char *path, FILE *file,
                           size_t max)
{
	enum { CHUNK = 64 * 1024 };
	struct buf bytes;
	size_t n;

	buf_init(&bytes, job);
	do {
		buf_reserve(&bytes, CHUNK);
		n = fread(bytes.ptr + bytes.len, 1, CHUNK, file);
		bytes.len += n;
		if (bytes.len > max)
			job_fail(job, A2B_BAD_INPUT, input_large, path, 0,
			         max >> 20);
	} while (n);
	if (ferror(file))
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(errno));
	buf_reserve(&bytes, 0);
	return buf_str(&bytes);
}

struct str file_read_if_there(struct job *job, const char *path, size_t max)
{
	struct cleanup *slot = job_reserve(job);
	FILE *file = fopen(path, "rb");
	struct str bytes;

	if (!file && errno == ENOENT)
		return STR_NONE;
	if (!file)
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(errno));
	job_own(job, slot, close_file, file);
	bytes = read_all(job, path, file, max);
	job_release(job, slot);
	return bytes;
}

struct str file_read(struct job *job, const char *path, size_t max)
{
	struct str bytes = file_read_if_there(job, path, max);

	if (!bytes.ptr)
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(ENOENT));
	return bytes;
}
