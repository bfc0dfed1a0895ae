/* SPDX-License-Identifier: MIT */

/* Reading what stands at a path. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "art2book.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model/document.h"

struct reading {
	struct a2b_document *doc;
	const char *path;
	enum a2b_status status;
};

static void close_file(void *file)
{
	fclose(file);
}

static void read_file(struct job *job, void *arg)
{
	struct reading *reading = arg;
	struct cleanup *slot = job_reserve(job);
	bool standard = !strcmp(reading->path, "-");
	FILE *file = standard ? stdin : fopen(reading->path, "rb");
	struct buf bytes;
	size_t n;

	if (!file)
		job_fail(job, A2B_BAD_INPUT, input_open, reading->path, 0,
		         strerror(errno));
	if (!standard)
		job_own(job, slot, close_file, file);
	buf_init(&bytes, job);
	do {
		buf_reserve(&bytes, 64 * 1024);
		n = fread(bytes.ptr + bytes.len, 1, 64 * 1024, file);
		bytes.len += n;
		if (bytes.len > INPUT_MAX_BYTES)
			job_fail(job, A2B_BAD_INPUT, input_large, reading->path,
			         0, INPUT_MAX_BYTES >> 20);
	} while (n);
	if (ferror(file))
		job_fail(job, A2B_BAD_INPUT, input_open, reading->path, 0,
		         strerror(errno));
	reading->status = a2b_document_add_article(reading->doc, reading->path,
	                                           bytes.ptr, bytes.len);
}

enum a2b_status a2b_read_path(struct a2b_document *doc, const char *path)
{
	struct reading reading = {doc, path, A2B_OK};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena, read_file,
	                                 &reading);

	return status == A2B_OK ? reading.status : status;
}
