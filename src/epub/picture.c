/* SPDX-License-Identifier: MIT */

/*
 * A cover that the user gives goes into the book as it is. It is only looked at,
 * from its first byte to its end mark, so that a book never has a picture that
 * was cut off, or a page saved under a picture's name.
 */

#include <stdint.h>

#include "base/file.h"
#include "base/limits.h"
#include "epub/cover.h"

struct size {
	uint32_t width, height;
};

static uint32_t big_endian(const unsigned char *p, size_t n)
{
	uint32_t value = 0;

	for (size_t i = 0; i < n; i++)
		value = value << 8 | p[i];
	return value;
}

/* Chunks from IHDR to IEND (ISO/IEC 15948, section 5). */
static const char *look_at_png(const unsigned char *p, size_t len,
                               struct size *size)
{
	size_t at = 8;

	if (len < 33 || memcmp(p + 12, "IHDR", 4))
		return "the PNG has no header";
	*size = (struct size){big_endian(p + 16, 4), big_endian(p + 20, 4)};
	while (len - at >= 12) {
		size_t n = big_endian(p + at, 4);

		if (n > len - at - 12)
			break;
		if (!memcmp(p + at + 4, "IEND", 4))
			return NULL;
		at += n + 12;
	}
	return "the PNG is cut off";
}

static bool is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4
	    && marker != 0xc8 && marker != 0xcc;
}

/* Segments up to the first scan (ITU-T T.81, annex B), and the end mark. */
static const char *look_at_jpeg(const unsigned char *p, size_t len,
                                struct size *size)
{
	size_t at = 2;

	while (len - at >= 4 && p[at] == 0xff && p[at + 1] != 0xda) {
		size_t n = big_endian(p + at + 2, 2);

		if (p[at + 1] == 0xff) {
			at++; /* a fill byte */
			continue;
		}
		if (n < 2 || n > len - at - 2)
			break;
		if (is_frame(p[at + 1]) && n >= 8)
			*size = (struct size){big_endian(p + at + 7, 2),
			                      big_endian(p + at + 5, 2)};
		at += n + 2;
	}
	if (len - at < 4 || p[at] != 0xff || p[at + 1] != 0xda)
		return "the JPEG is damaged";
	for (size_t i = len - 1; i > at; i--)
		if (p[i - 1] == 0xff && p[i] == 0xd9)
			return NULL;
	return "the JPEG is cut off";
}

struct cover cover_read(struct job *job, const char *path)
{
	struct cover cover = {file_read(job, path, COVER_MAX_BYTES),
	                      "cover.png", "image/png"};
	const unsigned char *p = (const unsigned char *)cover.bytes.ptr;
	size_t len = cover.bytes.len;
	const char *why = "neither PNG nor JPEG";
	struct size size = {0, 0};

	if (len > 8 && !memcmp(p, "\x89PNG\r\n\x1a\n", 8)) {
		why = look_at_png(p, len, &size);
	} else if (len > 4 && !memcmp(p, "\xff\xd8\xff", 3)) {
		why = look_at_jpeg(p, len, &size);
		cover.file = "cover.jpg";
		cover.type = "image/jpeg";
	}
	if (!why && (!size.width || !size.height))
		why = "it has no size";
	if (why)
		job_fail(job, A2B_BAD_INPUT, picture, path, 0, why);
	return cover;
}
