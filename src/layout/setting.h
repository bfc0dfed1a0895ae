/* SPDX-License-Identifier: MIT */
#ifndef A2B_SETTING_H
#define A2B_SETTING_H

#include "layout/outline.h"
#include "layout/paragraph.h"
#include "layout/style.h"

/* What the setting of a document has in common. */
struct setting {
	struct job *job;
	const struct a2b_document *doc;
	const struct style *style;
	struct typesetter *typesetter;
	struct outline *outline;
	bool rtl;             /* the book's language runs from the right */
};

/* A span in a look, without text. */
struct span look_span(const struct look *look);

/* A text of one look as a paragraph; an artifact where `element` is NULL. */
struct paragraph *text_new(const struct setting *setting,
                           const struct look *look, struct str text,
                           struct str language, struct element *element,
                           const struct span_link *link, bool rtl);

/* Sets a paragraph that is only needed once, on lines of `measure`. */
const struct lines *text_set(const struct setting *setting,
                             const struct paragraph *text, int32_t measure);

/* The width that it takes on one line. */
int32_t text_width(const struct setting *setting,
                   const struct paragraph *text);

#endif
