/* SPDX-License-Identifier: MIT */
#ifndef A2B_COLLECTION_H
#define A2B_COLLECTION_H

#include "model/document.h"

/*
 * Reads a collection file (see art2book(5)): sets those options that were not
 * given and adds the articles. Nothing is added when the file itself is wrong.
 */
enum a2b_status collection_read(struct a2b_document *doc, const char *path);

#endif
