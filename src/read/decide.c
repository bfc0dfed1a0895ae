/* SPDX-License-Identifier: MIT */
#include "read/decide.h"

#include "base/buf.h"
#include "read/model.h"

enum {
	DROP = 95,          /* percent sure that a block is furniture: it goes */
	TITLE_LEAST = 30,   /* percent sure that there is a title at all */
};

static const enum kind kinds[STATE_COUNT] = {
	[STATE_TITLE] = KIND_TITLE,         [STATE_DEK] = KIND_DEK,
	[STATE_BYLINE] = KIND_BYLINE,       [STATE_HEADING] = KIND_HEADING,
	[STATE_PARAGRAPH] = KIND_PARAGRAPH, [STATE_ITEM] = KIND_ITEM,
	[STATE_QUOTE] = KIND_QUOTE,         [STATE_CAPTION] = KIND_CAPTION,
	[STATE_LEAD] = KIND_FURNITURE,      [STATE_BREAK] = KIND_FURNITURE,
	[STATE_TAIL] = KIND_FURNITURE,
};

struct evidence evidence_find(struct job *job, const struct blocks *blocks,
                              const struct meta *meta)
{
	struct evidence e;

	e.phrases = phrases_load(job);
	e.shapes = job_alloc_array(job, blocks->n, sizeof(*e.shapes));
	for (size_t i = 0; i < blocks->n; i++)
		e.shapes[i] = shape_of(job, e.phrases, blocks->items[i].text);
	e.facts = facts_find(job, blocks, e.shapes, meta->title);
	return e;
}

struct decision {
	struct job *job;
	struct blocks *blocks;
	struct evidence evidence;
	struct belief *belief;
};

static double furniture_of(const struct belief *belief)
{
	return belief->of[STATE_LEAD] + belief->of[STATE_BREAK]
	     + belief->of[STATE_TAIL];
}

/* The three things that speak loudest for a state. */
static struct str reasons_for(const struct decision *d, size_t i,
                              enum state state)
{
	int features[N_GROUPS], best[3] = {-1, -1, -1};
	struct buf out;

	features_of(d->evidence.facts, d->blocks->n, i, features);
	for (int g = 0; g < N_GROUPS; g++) {
		int f = features[g];

		if (model_weight(f, state) <= 0)
			continue;
		for (int k = 0; k < 3; k++) {
			int was = best[k];

			if (was >= 0
			 && model_weight(was, state) >= model_weight(f, state))
				continue;
			best[k] = f;
			f = was;
			if (f < 0)
				break;
		}
	}
	buf_init(&out, d->job);
	for (int k = 0; k < 3 && best[k] >= 0; k++) {
		if (k)
			buf_add(&out, "; ", 2);
		features_name(best[k], &out);
	}
	return buf_str(&out);
}

/* The likeliest state of those in [from, to). */
static enum state best_state(const struct belief *belief, int from, int to)
{
	int best = from;

	for (int s = from + 1; s < to; s++)
		if (belief->of[s] > belief->of[best])
			best = s;
	return (enum state)best;
}

static void settle(struct decision *d, size_t i, enum state state)
{
	struct block *block = &d->blocks->items[i];
	double sure = kinds[state] == KIND_FURNITURE
		? furniture_of(&d->belief[i]) : d->belief[i].of[state];

	block->kind = kinds[state];
	block->score = (int)(sure * 100 + 0.5);
	block->reasons = reasons_for(d, i, state);
	if (block->kind == KIND_ITEM && str_empty(block->marker))
		block->kind = KIND_PARAGRAPH;
	if (block->kind == KIND_PARAGRAPH && block->quote)
		block->kind = KIND_QUOTE;
	if (block->kind == KIND_QUOTE && !block->quote)
		block->kind = KIND_PARAGRAPH;
	block->level = block->kind == KIND_HEADING;
}

static void settle_block(struct decision *d, size_t i)
{
	const struct belief *belief = &d->belief[i];

	if (furniture_of(belief) * 100 >= DROP)
		settle(d, i, best_state(belief, STATE_FURNITURE, STATE_COUNT));
	else if (furniture_of(belief) > 0.5)
		settle(d, i, STATE_PARAGRAPH);
	else
		settle(d, i, best_state(belief, STATE_DEK, STATE_FURNITURE));
}

/* One block of all is the title; n: none. */
static size_t find_title(const struct decision *d)
{
	size_t n = d->blocks->n, best = n;
	double most = TITLE_LEAST / 100.0;

	for (size_t i = 0; i < n; i++)
		if (d->belief[i].of[STATE_TITLE] > most
		 && !d->blocks->items[i].certain) {
			most = d->belief[i].of[STATE_TITLE];
			best = i;
		}
	return best;
}

void decide(struct job *job, struct blocks *blocks, const struct meta *meta)
{
	struct decision d = {.job = job, .blocks = blocks};
	size_t title;

	d.evidence = evidence_find(job, blocks, meta);
	d.belief = model_believe(job, d.evidence.facts, blocks->n);
	for (size_t i = 0; i < blocks->n; i++)
		if (!blocks->items[i].certain)
			settle_block(&d, i);
	title = find_title(&d);
	if (title < blocks->n)
		settle(&d, title, STATE_TITLE);
}
