/* SPDX-License-Identifier: MIT */

/*
 * A PNG without filters: they help photographs, and cost more time than
 * everything else that is done for a cover of flat greys.
 */

#include "epub/png.h"

#include <zlib.h>

#include "base/buf.h"

/* of flat greys runs are all that there is to find, and RLE finds them fastest */
enum { LEVEL = 1, WINDOW = 15, MEMORY = 9 };
enum { GREY = 0, BITS = 8 };

static void add_number(struct buf *out, uint32_t n)
{
	const unsigned char bytes[4] = {(unsigned char)(n >> 24),
		(unsigned char)(n >> 16), (unsigned char)(n >> 8),
		(unsigned char)n};

	buf_add(out, bytes, 4);
}

static void add_chunk(struct buf *out, const char *type, struct str data)
{
	size_t begin;

	add_number(out, (uint32_t)data.len);
	begin = out->len;
	buf_add(out, type, 4);
	buf_add_str(out, data);
	add_number(out, (uint32_t)crc32_z(0, (Bytef *)out->ptr + begin,
	                                  out->len - begin));
}

static void end_deflate(void *stream)
{
	deflateEnd(stream);
}

static z_stream *start_deflate(struct job *job)
{
	struct cleanup *slot = job_reserve(job);
	z_stream *stream = job_alloc(job, sizeof(*stream));

	if (deflateInit2(stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_RLE)
	    != Z_OK)
		job_fail_memory(job);
	job_own(job, slot, end_deflate, stream);
	return stream;
}

static struct str pack(struct job *job, const struct picture *picture)
{
	size_t size = ((size_t)picture->width + 1) * (size_t)picture->height;
	z_stream *stream = start_deflate(job);
	size_t bound = deflateBound(stream, size);
	char *packed = job_alloc(job, bound);

	stream->next_in = picture->rows;
	stream->avail_in = (uInt)size;
	stream->next_out = (Bytef *)packed;
	stream->avail_out = (uInt)bound;
	if (deflate(stream, Z_FINISH) != Z_STREAM_END)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "zlib",
		         "a picture could not be deflated");
	return str_range(packed, (char *)stream->next_out);
}

struct picture png_picture(struct job *job, int width, int height)
{
	struct picture picture = {width, height,
		job_alloc_array(job, (size_t)height, (size_t)width + 1)};

	for (int y = 0; y < height; y++)
		memset(png_row(&picture, y), 255, (size_t)width);
	return picture;
}

struct str png_write(struct job *job, const struct picture *picture)
{
	struct buf out, header;

	buf_init(&header, job);
	add_number(&header, (uint32_t)picture->width);
	add_number(&header, (uint32_t)picture->height);
	buf_add_char(&header, BITS);
	buf_add_char(&header, GREY);
	buf_add(&header, "\0\0", 3); /* deflate, its filters, no interlace */
	buf_init(&out, job);
	buf_add(&out, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(&out, "IHDR", buf_str(&header));
	add_chunk(&out, "IDAT", pack(job, picture));
	add_chunk(&out, "IEND", STR_LIT(""));
	return buf_str(&out);
}
