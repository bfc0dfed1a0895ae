/* SPDX-License-Identifier: MIT */
#include "read/decision.h"

#include "read/look.h"
#include "read/marks.h"
#include "read/view.h"

enum {
	/* All in percent, or a number of blocks. */
	NEVER = 101,        /* no belief is as sure */
	HEADING_LEAST = 56, /* what is less sure to be a heading is text */
	ALIKE_LEAST = 40,   /* the same where surer ones look like it */
	HEADING_SURE = 75,  /* these are the surer ones */
	MANY_ALIKE = 4,     /* where as many look alike, */
	MANY_SURE = 30,     /* and are headings to this degree on the average, */
	MANY_LEAST = 26,    /* each of them needs no more than this */
	ENOUGH_PROSE = 8,   /* blocks that can only be an article */
	NEIGHBOURS = 4,     /* blocks before and behind, */
	NEIGHBOURS_SURE = 85, /* and how sure one is of them on the average */
};

static const enum kind kinds[STATE_COUNT] = {
	[STATE_TITLE] = KIND_TITLE,         [STATE_DEK] = KIND_DEK,
	[STATE_BYLINE] = KIND_BYLINE,       [STATE_HEADING] = KIND_HEADING,
	[STATE_PARAGRAPH] = KIND_PARAGRAPH, [STATE_ITEM] = KIND_ITEM,
	[STATE_CAPTION] = KIND_CAPTION,     [STATE_FURNITURE] = KIND_FURNITURE,
};

struct evidence evidence_find(struct job *job, const struct blocks *blocks,
                              const struct meta *meta)
{
	struct evidence e;
	struct shape title;

	e.phrases = phrases_all();
	e.shapes = job_alloc_array(job, blocks->n, sizeof(*e.shapes));
	for (size_t i = 0; i < blocks->n; i++)
		e.shapes[i] = shape_of(job, e.phrases, blocks->items[i].text);
	if (meta->title.ptr)
		title = shape_of(job, e.phrases, meta->title);
	e.facts = facts_find(job, blocks, e.shapes,
	                     meta->title.ptr ? &title : NULL);
	return e;
}

/* Short blocks of a form: how many are headings without doubt, and all; how much
   they are believed to be, together. */
struct heads {
	size_t sure, all;
	double belief;
};

/* The likeliest state of those in [from, to). */
static enum state best_state(const struct belief *belief, int from, int to)
{
	int best = from;

	for (int s = from + 1; s < to; s++)
		if (belief->of[s] > belief->of[best])
			best = s;
	return (enum state)best;
}

void decision_settle(struct decision *d, size_t i, enum state state)
{
	struct block *block = &d->blocks->items[i];

	block->kind = kinds[state];
	block->score = (int)(d->belief[i].of[state] * 100 + 0.5);
	block->reasons = STR_LIT(""); /* they follow: decision_give_reasons() */
	d->state[i] = state;
	if (block->kind == KIND_ITEM && str_empty(block->marker))
		block->kind = KIND_PARAGRAPH;
	if (block->kind == KIND_PARAGRAPH && block->quote)
		block->kind = KIND_QUOTE;
	block->level = block->kind == KIND_HEADING;
}

bool decision_is_button(const struct shape *s)
{
	return s->phrases.whole & (PHRASE_LINE | PHRASE_TAIL)
	    || (s->phrases.covered && s->letters)
	    || (s->copyright && s->phrases.parts);
}

bool decision_shows_page(const struct shape *s)
{
	return s->copyright || (s->phrases.parts && s->columns <= 120);
}

/* "Related articles" stands not far above it. */
static bool is_under_tail(const struct decision *d, size_t i)
{
	int tailed = d->evidence.facts[i].answer[DIM_TAILED];

	return tailed > 0 && tailed < FAR_TAILED;
}

/* Does furniture stand all around it, and an article elsewhere? */
static bool is_among_furniture(const struct decision *d, size_t i)
{
	double sum = 0;

	if (d->prose < ENOUGH_PROSE || i < NEIGHBOURS
	 || i + NEIGHBOURS >= d->blocks->n)
		return false;
	for (size_t k = i - NEIGHBOURS; k <= i + NEIGHBOURS; k++)
		sum += k == i ? 0 : d->belief[k].of[STATE_FURNITURE];
	return sum * 100 >= NEIGHBOURS_SURE * 2.0 * NEIGHBOURS;
}

/*
 * How sure, in percent, one must be that a block is furniture before it goes. To
 * drop a part of the article is far worse than to keep what is none, so inside of
 * the article only what shows by itself that it belongs to a page can go.
 */
static int needed_to_drop(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];
	bool inside = decision_is_inside(d, i);
	int least = 50;

	if (s->phrases.leads && s->colon && s->columns <= 200)
		return 2; /* "Read also: ..." */
	if (decision_is_button(s))
		return inside ? 50 : 35;
	if ((s->phrases.begin | s->phrases.end) & PHRASE_CAPTION)
		return inside ? NEVER : 95; /* "Photo: ..." */
	if (decision_shows_page(s))
		return inside ? 75 : 50;
	if (str_empty(d->blocks->items[i].marker)
	 && d->evidence.facts[i].answer[DIM_SHIFT] > SAME_INDENT
	 && (inside || !decision_is_whole_page(d)))
		return NEVER; /* set in like a program, which may end with "}" */
	if (s->letters + s->digits == 0)
		return inside ? 90 : 50; /* "×" */
	if (inside)
		return NEVER;
	if (s->columns > 120)
		least = 85;
	if (!str_empty(d->blocks->items[i].marker) && !is_under_tail(d, i))
		least = 90; /* an article may end with a list */
	return least - (is_among_furniture(d, i) ? 30 : 0);
}

/* A list is the article's or the page's as a whole: its entries are believed to be
   what they are on the average, by words. */
static void believe_lists(struct decision *d)
{
	for (size_t i = 0, end; i < d->blocks->n; i = end + 1) {
		double page = 0, words = 0;

		for (end = i; end < d->blocks->n
		     && !str_empty(d->blocks->items[end].marker); end++) {
			int n = d->evidence.shapes[end].words + 1;

			page += d->belief[end].of[STATE_FURNITURE] * n;
			words += n;
		}
		for (size_t k = i; k < end; k++)
			d->belief[k].of[STATE_FURNITURE] = page / words;
	}
}

static bool is_sure_heading(const struct decision *d, size_t i)
{
	return d->belief[i].of[STATE_HEADING] * 100 >= HEADING_SURE;
}

static void count_heads(struct decision *d)
{
	d->heads = job_alloc_array(d->job, decision_forms(), sizeof(*d->heads));
	for (size_t i = d->begin; i < d->end; i++) {
		struct heads *heads = &d->heads[decision_form_of(d, i)];

		if (d->evidence.shapes[i].columns > LINE_COLUMNS)
			continue;
		heads->sure += is_sure_heading(d, i);
		heads->all++;
		heads->belief += d->belief[i].of[STATE_HEADING];
	}
}

/* The sections of an article look alike: where most blocks of this form are
   headings without doubt, one that there is some doubt about is one too, and
   where there are many, each helps the others (not in a page that was pasted
   whole: headlines of other articles are many, too). */
static int heading_least(const struct decision *d, size_t i)
{
	const struct heads *heads = &d->heads[decision_form_of(d, i)];

	if (heads->sure >= 2 && heads->sure * 2 + 1 >= heads->all)
		return ALIKE_LEAST;
	if (!decision_is_whole_page(d) && heads->all >= MANY_ALIKE
	 && heads->belief * 100 >= MANY_SURE * (double)heads->all)
		return MANY_LEAST;
	return HEADING_LEAST;
}

/* Has it a mark, as the block before or behind it has? Long entries sound like
   prose, but that is no reason to part them from their list. */
static bool is_item_by_mark(const struct decision *d, size_t i)
{
	const struct belief *belief = &d->belief[i];

	return d->evidence.facts[i].answer[DIM_MARK_RUN] >= OF_ITEMS
	    && belief->of[STATE_ITEM] * 10 >= belief->of[STATE_PARAGRAPH];
}

/* A block may be a heading though it is likelier to be text: where others look
   like it (ALIKE, MANY), all of them are believed together, not each alone. */
static bool is_heading(const struct decision *d, size_t i, enum state best)
{
	bool may_be = best == STATE_HEADING
		|| (best == STATE_PARAGRAPH
		    && d->evidence.shapes[i].columns <= LINE_COLUMNS);

	return may_be && decision_is_inside(d, i)
	    && d->belief[i].of[STATE_HEADING] * 100 >= heading_least(d, i);
}

/* What a block is that stays. Where it is not clear that it is something else, it
   is a paragraph. */
static enum state kept_as(const struct decision *d, size_t i)
{
	const struct belief *belief = &d->belief[i];
	enum state best = best_state(belief, STATE_DEK, STATE_FURNITURE);

	if (best == STATE_PARAGRAPH && is_item_by_mark(d, i))
		return STATE_ITEM;
	if (belief->of[STATE_FURNITURE] > 0.5 && best != STATE_ITEM)
		return STATE_PARAGRAPH;
	if (is_heading(d, i, best))
		return STATE_HEADING;
	if (best != STATE_HEADING)
		return best;
	return belief->of[STATE_CAPTION] > belief->of[STATE_PARAGRAPH]
		? STATE_CAPTION : STATE_PARAGRAPH;
}

static void settle_block(struct decision *d, size_t i)
{
	struct belief *belief = &d->belief[i];

	if (d->marked)
		belief->of[STATE_HEADING] = 0;
	if (belief->of[STATE_FURNITURE] * 100 >= needed_to_drop(d, i))
		decision_settle(d, i, STATE_FURNITURE);
	else
		decision_settle(d, i, kept_as(d, i));
}

static bool has_certain_title(const struct blocks *blocks)
{
	return blocks->items[0].certain && blocks->items[0].kind == KIND_TITLE;
}

struct evidence decide(struct job *job, struct blocks *blocks,
                       const struct meta *meta)
{
	struct decision d = {.job = job, .blocks = blocks};

	d.marked = marks_settle(blocks);
	d.evidence = evidence_find(job, blocks, meta);
	d.belief = job_alloc_array(job, blocks->n, sizeof(*d.belief));
	d.state = job_alloc_array(job, blocks->n, sizeof(*d.state));
	d.features = look_first(job, d.evidence.facts, blocks->n);
	model_believe(LOOK_SECOND, d.features, blocks->n, d.belief);
	believe_lists(&d);
	decision_find_stretch(&d);
	count_heads(&d);
	for (size_t i = 0; i < blocks->n; i++)
		if (!blocks->items[i].certain)
			settle_block(&d, i);
	if (!has_certain_title(blocks))
		decision_settle_head(&d, meta);
	decision_give_reasons(&d);
	return d.evidence;
}
