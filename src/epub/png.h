/* SPDX-License-Identifier: MIT */
#ifndef A2B_PNG_H
#define A2B_PNG_H

#include <stddef.h>

#include "base/job.h"
#include "base/str.h"

/* A picture in grey, as PNG wants it: each row begins with the number of its
   filter, which is none. */
struct picture {
	int width, height;
	unsigned char *rows; /* of width + 1 bytes: 0 black to 255 white */
};

/* A white one, in the job's memory. */
struct picture png_picture(struct job *job, int width, int height);

static inline unsigned char *png_row(const struct picture *picture, int y)
{
	return picture->rows + (size_t)y * ((size_t)picture->width + 1) + 1;
}

/* As a PNG file of 8-bit greys (ISO/IEC 15948), in the job's memory. */
struct str png_write(struct job *job, const struct picture *picture);

#endif
