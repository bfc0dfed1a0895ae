/* SPDX-License-Identifier: MIT */
#ifndef A2B_EPUB_H
#define A2B_EPUB_H

#include "base/buf.h"
#include "layout/pages.h"
#include "model/document.h"

/*
 * Writes a document (analysed before) as an EPUB 3.3 (W3C Recommendation). With
 * `pages`, the PDF that is made beside it, it gets a page list; may be NULL.
 */
void epub_write(struct job *job, const struct a2b_document *doc,
                const struct pages *pages, struct buf *out);

#endif
