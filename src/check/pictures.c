/* SPDX-License-Identifier: MIT */

/* The cover, pictures and fonts: what their own first bytes say. */

#include "base/limits.h"
#include "check/book.h"
#include "check/image.h"

enum {
	COVER_PIXELS = 500,              /* Kindle, of the shorter side */
	COVER_WIDTH = 625,               /* what it asks for at least */
	COVER_HEIGHT = 1000,
	PICTURE_PIXELS = 4 * 1000 * 1000 /* Apple */
};

/* Kindle's ideal cover is a little over what Apple wants of a picture. */
#define COVER_IDEAL ((uint64_t)1600 * 2560)

static void check_cover(struct book *book, const struct item *item,
                        const struct image *image)
{
	const char *name = item->name.ptr;
	size_t shorter = image->width < image->height ? image->width
	                                              : image->height;

	if (image->kind == IMAGE_GIF)
		found(book->findings, cover_gif, name, 0);
	else if (image->kind == IMAGE_WEBP)
		found(book->findings, cover_webp, name, 0);
	else if (image->kind != IMAGE_JPEG && image->kind != IMAGE_PNG)
		found_with(book->findings, cover_vector, name, 0,
		           image_kind_text(image->kind));
	if (shorter && shorter < COVER_PIXELS)
		found_with(book->findings, cover_small, name, 0, image->width,
		           image->height);
	else if (shorter && (image->width < COVER_WIDTH
	                     || image->height < COVER_HEIGHT))
		found_with(book->findings, cover_low, name, 0, image->width,
		           image->height);
	if (!book->cover_shown)
		found(book->findings, cover_page, name, 0);
}

static void check_size(struct book *book, const struct item *item,
                       const struct image *image, bool is_cover)
{
	uint64_t pixels = (uint64_t)image->width * image->height;

	if (pixels > (is_cover ? COVER_IDEAL : PICTURE_PIXELS))
		found_with(book->findings, image_pixels, item->name.ptr, 0,
		           image->width, image->height);
}

static bool is_damaged(const struct image *image, bool is_all)
{
	if (image->kind == IMAGE_JPEG || image->kind == IMAGE_PNG
	 || image->kind == IMAGE_GIF)
		return is_all && (!image->width || !image->height);
	return image->kind == IMAGE_UNKNOWN;
}

static void check_picture(struct book *book, const struct item *item,
                          enum image_kind declared, bool is_cover)
{
	const char *name = item->name.ptr;
	struct image image;
	uint64_t size;

	if (!book_read(book, item->file, CHECK_PICTURE_MAX_BYTES, &size))
		return;
	image = image_look(buf_str(&book->bytes));
	if (declared == IMAGE_SVG && image.kind == IMAGE_UNKNOWN)
		image.kind = IMAGE_SVG; /* behind a long prologue */
	if (is_damaged(&image, size == book->bytes.len))
		found_with(book->findings, image_damaged, name, 0,
		           item->media_type.ptr);
	else if (declared != image.kind)
		found_with(book->findings, image_type, name, 0,
		           image_kind_text(image.kind), item->media_type.ptr);
	if (image.kind == IMAGE_WEBP && !is_cover)
		found(book->findings, image_webp, name, 0);
	if (image.cmyk)
		found(book->findings, image_cmyk, name, 0);
	check_size(book, item, &image, is_cover);
	if (is_cover)
		check_cover(book, item, &image);
}

static bool is_font(const struct item *item)
{
	return str_starts(item->media_type, STR_LIT("font/"))
	    || str_starts(item->media_type, STR_LIT("application/font-"))
	    || str_starts(item->media_type, STR_LIT("application/x-font-"))
	    || str_equal(item->media_type,
	                 STR_LIT("application/vnd.ms-opentype"));
}

void check_pictures(struct book *book)
{
	bool fonts = false;

	for (size_t i = 0; i < book->n_items; i++) {
		const struct item *item = &book->items[i];
		enum image_kind declared = image_kind_of_type(item->media_type);
		bool is_cover = i == book->cover;
		if (item->file == NAME_NONE)
			continue;
		if (declared != IMAGE_UNKNOWN)
			check_picture(book, item, declared, is_cover);
		else if (is_cover)
			found_with(book->findings, cover_vector,
			           item->name.ptr, 0,
			           item->media_type.ptr);
		fonts |= is_font(item);
		if (str_equal(item->media_type, STR_LIT("font/woff2"))
		 || str_ends(item->name, STR_LIT(".woff2")))
			found(book->findings, font_woff2, item->name.ptr, 0);
	}
	if (fonts && !book->fonts_told)
		found(book->findings, font_apple, book->package.ptr, 0);
}

void check_rest(struct book *book)
{
	const struct archive *archive = &book->archive;
	uint64_t size;

	for (size_t i = 0; i < archive->n; i++)
		if (!archive->files[i].is_read && !archive->files[i].is_folder)
			book_read(book, i, 0, &size);
}
