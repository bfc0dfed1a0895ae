/* SPDX-License-Identifier: MIT */
#ifndef A2B_FACTS_H
#define A2B_FACTS_H

#include "read/block.h"
#include "read/shape.h"

/* The questions of dims.def. */
enum dim {
#define DIM(id, ...) DIM_##id,
#include "read/dims.def"
#undef DIM
	DIM_COUNT
};

/* The answers of some of them that others ask for by name. */
enum {
	NO_PROSE = 8,                  /* DIM_SINCE and DIM_UNTIL: there is none */
	NO_OPEN = 6,                   /* DIM_OPEN_BEFORE and _AFTER: the same */
	OF_ITEMS = 2,                  /* DIM_MARK_RUN: from here on, not alone */
	MUCH_PAGE = 2,                 /* DIM_PAGE: half of the text is prose */
	SAME_INDENT = 3,               /* DIM_SHIFT: like the prose */
	FAR_TAILED = 4,                /* DIM_TAILED: far behind a tail's head */
};

/* What is known of a block: an answer to each question, as its number. */
struct facts {
	unsigned char answer[DIM_COUNT];
};

/*
 * Answers all questions but those about a first look (look.h). `shapes` are those of the blocks; the
 * prose that most questions of place refer to is found on the way. `title`
 * is what the title is known to be, NULL where it has to be guessed.
 */
struct facts *facts_find(struct job *job, const struct blocks *blocks,
                         const struct shape *shapes,
                         const struct shape *title);

/* The form of a block: its answers to some questions, as a number below that of
   all forms that there are. */
size_t facts_form(const struct facts *facts, const enum dim *dims, size_t n);
size_t facts_forms(const enum dim *dims, size_t n);

/* Number of answers to a question, and what one of them is called. */
int dim_answers(enum dim dim);
const char *dim_name(enum dim dim);
const char *dim_answer_name(enum dim dim, int answer);

#endif
