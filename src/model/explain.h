/* SPDX-License-Identifier: MIT */
#ifndef A2B_EXPLAIN_H
#define A2B_EXPLAIN_H

#include "base/buf.h"
#include "model/document.h"

/* What the reader made of each block and why, in 80 columns. */
void explain_print(const struct a2b_document *doc, struct buf *out);

/*
 * The same for programs, as one JSON array with an object for each article:
 * file, title, language and blocks; of a block kind, dropped, score, lines
 * (first and last), reasons and its full text.
 */
void explain_json_print(const struct a2b_document *doc, struct buf *out);

#endif
