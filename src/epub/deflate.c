/* SPDX-License-Identifier: MIT */
#include "epub/deflate.h"

#include <zlib.h>

enum { LEVEL = 6, RAW_WINDOW = -15, MEMORY = 8 };

static void end_deflate(void *stream)
{
	deflateEnd(stream);
}

static void deflate_one(struct job *job, z_stream *stream, struct deflated *d)
{
	size_t room = deflateBound(stream, d->bytes.len);
	char *packed = job_alloc(job, room);

	stream->next_in = (Bytef *)d->bytes.ptr;
	stream->avail_in = (uInt)d->bytes.len;
	stream->next_out = (Bytef *)packed;
	stream->avail_out = (uInt)room;
	if (deflate(stream, Z_FINISH) != Z_STREAM_END)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "zlib",
		         "a file could not be deflated");
	d->packed = str_range(packed, (char *)stream->next_out);
	deflateReset(stream);
}

void deflate_all(struct job *job, struct deflated *const *all, size_t n)
{
	struct cleanup *slot = job_reserve(job);
	z_stream *stream = job_alloc(job, sizeof(*stream));

	if (deflateInit2(stream, LEVEL, Z_DEFLATED, RAW_WINDOW, MEMORY,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		job_fail_memory(job);
	job_own(job, slot, end_deflate, stream);
	for (size_t i = 0; i < n; i++) {
		all[i]->crc = (uint32_t)crc32_z(0, (const Bytef *)
			all[i]->bytes.ptr, all[i]->bytes.len);
		if (all[i]->stored)
			all[i]->packed = all[i]->bytes;
		else
			deflate_one(job, stream, all[i]);
	}
	job_release(job, slot);
}
