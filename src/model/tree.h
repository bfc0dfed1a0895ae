/* SPDX-License-Identifier: MIT */
#ifndef A2B_TREE_H
#define A2B_TREE_H

#include "base/buf.h"
#include "model/document.h"

/* The model as text: a line a node, indented, with its source lines. */
void tree_print(const struct a2b_document *doc, struct buf *out);

#endif
