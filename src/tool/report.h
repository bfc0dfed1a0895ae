/* SPDX-License-Identifier: MIT */
#ifndef TOOL_REPORT_H
#define TOOL_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "art2book.h"
#include "tool/progress.h"

/* Messages on their way to standard error, each one line:
   art2book: FILE[:LINE[:COLUMN]]: [warning: |note: ]text [name] */
struct report {
	bool quiet;       /* no notes */
	bool verbose;     /* what was left out of each article */
	size_t furniture; /* notes of that kind, held back so far */
	char held[8192];  /* the first of them */
	struct progress progress;
};

/* An a2b_report; `user` is a struct report. */
void report_message(void *user, const struct a2b_diag *diag);

/* Replaces what would move the cursor or start a new line: file names and texts
   may hold such. */
void report_make_printable(char *line);

/* An error of the command line itself. */
__attribute__((format(printf, 1, 2)))
void report_usage(const char *format, ...);

/*
 * Once all is read: what was left out, in the one line that is enough. Of a
 * single article it says which lines, of several only how many articles.
 */
void report_furniture(struct report *report, size_t n_articles);

#endif
