/* SPDX-License-Identifier: MIT */
#ifndef A2B_READ_DECISION_H
#define A2B_READ_DECISION_H

#include "read/decide.h"
#include "read/model.h"

/*
 * What the parts of a decision share: decide.c (what each block is), stretch.c
 * (where the article begins and ends), head.c (title, byline, standfirst) and
 * reasons.c (why).
 */
struct decision {
	struct job *job;
	struct blocks *blocks;
	struct evidence evidence;
	struct features *features;
	struct belief *belief;
	enum state *state;    /* what each block was taken for */
	size_t begin, end;    /* the stretch of blocks that the article is */
	size_t prose;         /* blocks of prose there */
	bool marked;          /* headings have marks: nothing else is one */
	struct heads *heads;  /* by form */
};

enum { LINE_COLUMNS = 90 }; /* a longer block is no heading and no list's entry */

/* Takes a block for what the state says. */
void decision_settle(struct decision *d, size_t i, enum state state);

/* Is the block nothing but a button, a menu's entry, the head of a list? */
bool decision_is_button(const struct shape *s);

/* Does it show otherwise that it belongs to a page? */
bool decision_shows_page(const struct shape *s);

/* ---- stretch.c ---- */

/* Finds d->begin, d->end and d->prose. */
void decision_find_stretch(struct decision *d);

static inline bool decision_is_inside(const struct decision *d, size_t i)
{
	return i >= d->begin && i < d->end;
}

/* Is the text a page that was pasted whole? */
bool decision_is_whole_page(const struct decision *d);

/* What the headings of a text have in common, and the entries of a list, as a
   number below decision_forms(). */
size_t decision_form_of(const struct decision *d, size_t i);
size_t decision_forms(void);

/* ---- head.c ---- */

/* Finds the title, and what belongs to it. */
void decision_settle_head(struct decision *d, const struct meta *meta);

/* ---- reasons.c ---- */

/* Gives the model's reasons for all blocks that were settled and have no others. */
void decision_give_reasons(struct decision *d);

#endif
