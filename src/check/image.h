/* SPDX-License-Identifier: MIT */
#ifndef A2B_IMAGE_H
#define A2B_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum image_kind {
	IMAGE_UNKNOWN,
	IMAGE_JPEG,
	IMAGE_PNG,
	IMAGE_GIF,
	IMAGE_WEBP,
	IMAGE_AVIF,
	IMAGE_BMP,
	IMAGE_TIFF,
	IMAGE_SVG
};

/* What a picture's own first bytes say. */
struct image {
	enum image_kind kind;
	size_t width, height; /* in pixels; 0: not known */
	bool cmyk;
};

struct image image_look(struct str bytes);

/* "a PNG picture"; "no picture" for an unknown kind. */
const char *image_kind_text(enum image_kind kind);
/* IMAGE_UNKNOWN for what is no picture's media type. */
enum image_kind image_kind_of_type(struct str media_type);

#endif
