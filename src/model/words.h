/* SPDX-License-Identifier: MIT */
#ifndef A2B_WORDS_H
#define A2B_WORDS_H

#include "base/job.h"
#include "base/str.h"

/* What the program itself says in a book, in one language. */
struct words {
	const char *language; /* that they are in: "en" where we have no other */
	const char *contents; /* the heading of the table of contents */
	const char *minutes;  /* a reading time, with one %d for the minutes */
	const char *cover;    /* the picture on its front */
	const char *previous, *next; /* links to other articles */
	const char *access;   /* two sentences for metadata: how it can be read */
	const char *other;    /* the section of what belongs to no other */
	const char *about;    /* the heading of a page that says what is in it */
	const char *articles, *words, *sources; /* with numbers on that page */
};

/* By BCP 47 tag, of which the first part counts. Never NULL. */
const struct words *words_lookup(struct str language);

/* "3 min read", in the job's memory. */
struct str words_minutes(struct job *job, const struct words *words,
                         int minutes);

/* The language to mark the words with in a text of `language`: STR_NONE where
   they are in that language. */
struct str words_mark(const struct words *words, struct str language);

#endif
