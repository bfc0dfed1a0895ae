/* SPDX-License-Identifier: MIT */
#ifndef A2B_FONTS_EPUB_H
#define A2B_FONTS_EPUB_H

#include <stddef.h>

#include "base/job.h"
#include "base/str.h"
#include "model/document.h"

/* A font that goes into the book, cut down to the characters that are in it. */
struct book_font {
	const char *file; /* "font-1.ttf" */
	const char *id;
	const char *type;
	struct str bytes;
};

struct book_fonts {
	struct book_font *font;
	size_t n;
	struct str css;   /* what the style sheet begins with */
};

/* The faces that layout sets this book in; none without --embed-fonts. */
struct book_fonts fonts_of(struct job *job, const struct a2b_document *doc);

/* What Apple Books wants to see before it uses them. */
struct str fonts_apple_options(struct job *job);

#endif
