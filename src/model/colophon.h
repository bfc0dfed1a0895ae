/* SPDX-License-Identifier: MIT */
#ifndef A2B_COLOPHON_H
#define A2B_COLOPHON_H

#include "model/document.h"

/*
 * What a book of several articles says of itself, line by line: its subtitle,
 * which issue of what it is, its date, how many articles and words, how long
 * they take to read, and where they come from. Texts of the user are in the
 * language of the book, those that begin with a word of ours in ours.
 */
struct colophon_line {
	struct str text;
	bool ours; /* in the language of words_lookup */
};

/* The lines, in the job's memory. */
struct colophon_line *colophon_lines(struct job *job,
                                     const struct a2b_document *doc, size_t *n);

#endif
