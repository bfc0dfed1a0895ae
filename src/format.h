/* SPDX-License-Identifier: MIT */
#ifndef A2B_FORMAT_H
#define A2B_FORMAT_H

#include <stdbool.h>

#include "art2book.h"
#include "base/buf.h"
#include "layout/pages.h"
#include "model/document.h"

/* A row of the table of formats: the public part, and how it is made. */
struct format {
	struct a2b_format about;
	bool wants_pages;
	void (*write)(struct job *job, const struct a2b_document *doc,
	              const struct pages *pages, struct buf *out);
};

/* The row that a public pointer stands for. */
const struct format *format_of(const struct a2b_format *about);

#endif
