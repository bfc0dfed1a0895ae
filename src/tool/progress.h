/* SPDX-License-Identifier: MIT */
#ifndef TOOL_PROGRESS_H
#define TOOL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "art2book.h"

/*
 * A line that shows how far the work is, on a terminal, from the second second
 * on:
 *
 *	Setting  [#########               ]  312 of 1000 articles, 840 pages, 0:12 left
 */
struct progress {
	bool wanted;      /* and there is a terminal to see it */
	bool shown;       /* stands there now */
	enum a2b_stage stage;
	int64_t begin;    /* of the run, and of the stage; milliseconds */
	int64_t stage_begin;
	int64_t last;     /* when it was drawn */
};

void progress_init(struct progress *progress, bool wanted);

/* An a2b_progress_report; `user` is a struct progress. */
void progress_show(void *user, const struct a2b_progress *at);

/* Takes the line away, for a message or at the end. */
void progress_clear(struct progress *progress);

#endif
