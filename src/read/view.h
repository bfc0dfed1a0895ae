/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_VIEW_H
#define A2B_READ_VIEW_H

#include "base/job.h"
#include "read/facts.h"

/* A text while its facts are being found. */
struct view {
	const struct blocks *blocks;
	const struct shape *shapes;
	struct facts *facts;
	size_t n;
	size_t core, core_end; /* the prose: blocks [core, core_end) */
};

/* Does it look like running text, as far as its size and end can tell? */
bool view_is_prose(const struct shape *shape);

/* Is it a line with a date or time, or one that pages have around articles? */
bool view_is_date_line(const struct shape *shape);
bool view_is_page_line(const struct shape *shape);

/* The indent that most of the blocks from `begin` to `end` have, by weight. */
int view_indent(const struct view *view, size_t begin, size_t end,
                size_t (*weight)(const struct view *, size_t));

/* The stretch of blocks [begin, end) whose weights have the greatest sum: that of
   all blocks added so far, in order. {0} to begin with; end is 0 where no weight
   is above 0. */
struct stretch {
	double sum, best;
	size_t from, begin, end;
};

void stretch_add(struct stretch *stretch, size_t i, double weight);

/* How many of the bounds, which rise, a number reaches. */
int view_bin(int number, const int *bounds, int n);

#define BIN(number, ...) \
	((unsigned char)view_bin((int)(number), (const int[]){__VA_ARGS__}, \
	    sizeof((const int[]){__VA_ARGS__}) / sizeof(int)))

enum {
	PROSE_COLUMNS = 100,  /* prose is this long and ends like a sentence */
	SURE_COLUMNS = 260,   /* or this long, whatever it ends like */
	SHORT_COLUMNS = 70,   /* not much of a paragraph is shorter */
};

/* Facts of how the text runs on (course.c). */
void view_ask_course(struct job *job, const struct view *view);

/* Facts of what words say (says.c). */
void view_ask_lexicon(struct job *job, const struct view *view);

/* Facts of words compared with other blocks' (topics.c). */
void view_ask_words(struct job *job, const struct view *view,
                    const struct shape *title);
void view_ask_repeats(struct job *job, const struct view *view);

#endif
