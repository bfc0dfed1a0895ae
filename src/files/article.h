/* SPDX-License-Identifier: MIT */
#ifndef A2B_ARTICLE_H
#define A2B_ARTICLE_H

#include "base/buf.h"
#include "model/document.h"

/* What a collection file says of an article; STR_NONE: nothing. */
struct given {
	struct str title, author, date, source;
	struct str *tags;
	size_t n_tags;
};

/*
 * Reads the article that a file holds, or with --split the articles, and puts
 * them behind what `parent` has. `name` is what messages call the file. `real` is
 * where it stands when it was found, and not given by the user, and it must be
 * a regular file then; else NULL. Failures are reported; the status is that of
 * the worst.
 */
enum a2b_status article_add_file(struct a2b_document *doc, struct node *parent,
                                 const char *name, const char *real,
                                 const struct given *given);

/* The bytes of a file, as above; "-" stands for standard input. */
void input_read(struct job *job, struct a2b_document *doc, const char *name,
                const char *real, struct buf *bytes);

/* Of two, the one to go on with: A2B_BAD_INPUT lets others be read. */
enum a2b_status worse_status(enum a2b_status a, enum a2b_status b);

/* Is it no use to read on after this status? */
bool status_ends_reading(const struct a2b_document *doc,
                         enum a2b_status status);

#endif
