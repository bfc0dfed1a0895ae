/* SPDX-License-Identifier: MIT */
#include "check/image.h"

static const struct {
	enum image_kind kind;
	const char *type;
	const char *text;
} kinds[] = {
	{IMAGE_JPEG, "image/jpeg", "a JPEG picture"},
	{IMAGE_JPEG, "image/jpg", "a JPEG picture"},
	{IMAGE_PNG, "image/png", "a PNG picture"},
	{IMAGE_GIF, "image/gif", "a GIF picture"},
	{IMAGE_WEBP, "image/webp", "a WebP picture"},
	{IMAGE_AVIF, "image/avif", "an AVIF picture"},
	{IMAGE_BMP, "image/bmp", "a BMP picture"},
	{IMAGE_TIFF, "image/tiff", "a TIFF picture"},
	{IMAGE_SVG, "image/svg+xml", "an SVG drawing"},
};

enum { N_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

const char *image_kind_text(enum image_kind kind)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (kinds[i].kind == kind)
			return kinds[i].text;
	return "no picture";
}

enum image_kind image_kind_of_type(struct str media_type)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (str_equal(str_of(kinds[i].type), media_type))
			return kinds[i].kind;
	return IMAGE_UNKNOWN;
}

/* A number of n bytes at `at`, which are known to be there. */
static size_t big_endian(struct str s, size_t at, size_t n)
{
	size_t value = 0;

	for (size_t i = 0; i < n; i++)
		value = value << 8 | (unsigned char)s.ptr[at + i];
	return value;
}

static size_t little_endian(struct str s, size_t at, size_t n)
{
	size_t value = 0;

	while (n--)
		value = value << 8 | (unsigned char)s.ptr[at + n];
	return value;
}

/* Frame headers C0 to CF, but for three that are tables. */
static bool is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4
	    && marker != 0xc8 && marker != 0xcc;
}

static void look_at_jpeg(struct str s, struct image *image)
{
	size_t at = 2;

	while (at + 9 < s.len && s.ptr[at] == '\xff') {
		unsigned char marker = (unsigned char)s.ptr[at + 1];
		if (marker == 0xff) {
			at++;
		} else if (is_frame(marker)) {
			image->height = big_endian(s, at + 5, 2);
			image->width = big_endian(s, at + 7, 2);
			image->cmyk = s.ptr[at + 9] == 4;
			return;
		} else if (marker >= 0xd0 && marker <= 0xd8) {
			at += 2;
		} else {
			at += 2 + big_endian(s, at + 2, 2);
		}
	}
}

static void look_at_webp(struct str s, struct image *image)
{
	if (s.len < 30)
		return;
	if (!memcmp(s.ptr + 12, "VP8X", 4)) {
		image->width = little_endian(s, 24, 3) + 1;
		image->height = little_endian(s, 27, 3) + 1;
	} else if (!memcmp(s.ptr + 12, "VP8L", 4)) {
		size_t bits = little_endian(s, 21, 4);
		image->width = (bits & 0x3fff) + 1;
		image->height = (bits >> 14 & 0x3fff) + 1;
	} else {
		image->width = little_endian(s, 26, 2) & 0x3fff;
		image->height = little_endian(s, 28, 2) & 0x3fff;
	}
}

static bool has_svg(struct str s)
{
	for (size_t i = 0; i + 4 < s.len && i < 4096; i++)
		if (!memcmp(s.ptr + i, "<svg", 4)
		 || (!memcmp(s.ptr + i, ":svg", 4) && i))
			return true;
	return false;
}

static enum image_kind kind_of(struct str s)
{
	if (s.len > 10 && str_starts(s, STR_LIT("\xff\xd8\xff")))
		return IMAGE_JPEG;
	if (s.len > 24 && str_starts(s, STR_LIT("\x89PNG\r\n\x1a\n")))
		return IMAGE_PNG;
	if (s.len > 10 && (str_starts(s, STR_LIT("GIF87a"))
	    || str_starts(s, STR_LIT("GIF89a"))))
		return IMAGE_GIF;
	if (s.len > 16 && str_starts(s, STR_LIT("RIFF"))
	 && !memcmp(s.ptr + 8, "WEBP", 4))
		return IMAGE_WEBP;
	if (s.len > 16 && !memcmp(s.ptr + 4, "ftypavi", 7))
		return IMAGE_AVIF;
	if (s.len > 26 && str_starts(s, STR_LIT("BM")))
		return IMAGE_BMP;
	if (s.len > 8 && (str_starts(s, (struct str){"II*\0", 4})
	    || str_starts(s, (struct str){"MM\0*", 4})))
		return IMAGE_TIFF;
	return has_svg(s) ? IMAGE_SVG : IMAGE_UNKNOWN;
}

struct image image_look(struct str s)
{
	struct image image = {.kind = kind_of(s)};

	if (image.kind == IMAGE_PNG) {
		image.width = big_endian(s, 16, 4);
		image.height = big_endian(s, 20, 4);
	} else if (image.kind == IMAGE_GIF) {
		image.width = little_endian(s, 6, 2);
		image.height = little_endian(s, 8, 2);
	} else if (image.kind == IMAGE_JPEG) {
		look_at_jpeg(s, &image);
	} else if (image.kind == IMAGE_WEBP) {
		look_at_webp(s, &image);
	}
	return image;
}
