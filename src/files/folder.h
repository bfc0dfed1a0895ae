/* SPDX-License-Identifier: MIT */
#ifndef A2B_FOLDER_H
#define A2B_FOLDER_H

#include "files/article.h"

struct paths {
	const char **items;
	size_t n, room;
};

/* What stands in a folder, hidden ones left out, in natural order: paths that
   begin with the folder's own. */
struct listing {
	struct paths files, folders;
};

/* NULL, or why the folder could not be read (to its end). */
const char *folder_list(struct job *job, const char *path,
                        struct listing *list);

/* Is this the name of a text: one that ends in .txt or .text? */
bool folder_is_article(const char *path);

/*
 * Reads the articles of a folder that the user named: its own, then those of
 * each folder in it, as a section of that name, and so on.
 */
enum a2b_status folder_read(struct a2b_document *doc, const char *path);

/* The same below `parent` and for a folder that was found, at a path that may
   be read; `*found` grows by the articles that were tried. */
enum a2b_status folder_add(struct a2b_document *doc, struct node *parent,
                           const char *path, size_t *found);

#endif
