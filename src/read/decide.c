/* SPDX-License-Identifier: MIT */
#include "read/decide.h"

#include <math.h>

#include "base/buf.h"
#include "read/marks.h"
#include "read/model.h"
#include "read/view.h"

enum {
	NEVER = 101,        /* percent: no belief is as sure */
	REASONS = 3,        /* that are given for a decision */
	TITLE_COLUMNS = 320,
	FIRST_COLUMNS = 80,
	BYLINE_COLUMNS = 44,
	NAME_SURE = 95,     /* percent sure that what looks like a name is none */
	DEK_COLUMNS = 360,
	DEK_LEAST = 16,     /* percent sure */
	HEADING_LEAST = 56, /* the same; what is not as sure is text */
	PAGE_LEAST = 64,    /* the same in a pasted page */
	ALIKE_LEAST = 40,   /* the same where surer ones look like it */
	HEADING_SURE = 75,  /* these are the surer ones */
	MANY_ALIKE = 4,     /* where as many look alike, */
	MANY_SURE = 30,     /* and are headings to this degree on the average, */
	MANY_LEAST = 26,    /* each of them needs no more than this */
	HEADING_COLUMNS = 90, /* longer ones are not counted */
	ENOUGH_PROSE = 8,   /* blocks that can only be an article */
	NEIGHBOURS = 4,     /* blocks before and behind, */
	NEIGHBOURS_SURE = 85, /* and how sure one is of them on the average */
	ANNOUNCED = 3,      /* lines that are a list, behind one that says so */
	LIST_SURE = 99,     /* percent sure that a list is a page's, whatever is above */
	HEAD_BLOCKS = 6,    /* where a byline stands */
	TITLE_LEAST = 10,   /* percent sure that there is a title at all */
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

	block->kind = kinds[state];
	block->score = (int)(d->belief[i].of[state] * 100 + 0.5);
	block->reasons = STR_LIT(""); /* they follow: give_reasons() */
	d->state[i] = state;
	if (block->kind == KIND_ITEM && str_empty(block->marker))
		block->kind = KIND_PARAGRAPH;
	if (block->kind == KIND_PARAGRAPH && block->quote)
		block->kind = KIND_QUOTE;
	block->level = block->kind == KIND_HEADING;
}

/* Is the block nothing but a button, a menu's entry, the head of a list? */
static bool is_button(const struct shape *s)
{
	return s->phrases.whole & (PHRASE_LINE | PHRASE_TAIL)
	    || (s->phrases.covered && s->letters)
	    || (s->copyright && s->phrases.parts);
}

/* Does it show otherwise that it belongs to a page? */
static bool shows_page(const struct shape *s)
{
	return s->copyright || (s->phrases.parts && s->columns <= 120);
}

static size_t count_prose(const struct decision *d)
{
	size_t n = 0;

	for (size_t i = d->begin; i < d->end; i++)
		n += view_is_prose(&d->evidence.shapes[i]);
	return n;
}

static bool is_whole_page(const struct decision *d)
{
	return d->evidence.facts[0].answer[DIM_PAGE] >= MUCH_PAGE;
}

/*
 * The article is one stretch of the blocks: the one where words that are believed
 * to be its own outweigh most those that are not. A bias for the article lets it
 * reach over what one is not sure of, above all in a page that was pasted whole,
 * where much of the page can stand in the middle of it.
 */
static void find_stretch(struct decision *d)
{
	const double bias = is_whole_page(d) ? 1 : 0.3, most = 4;
	struct stretch best = {0};

	for (size_t i = 0; i < d->blocks->n; i++) {
		double page = d->belief[i].of[STATE_FURNITURE];
		double odds = log((1 - page + 1e-6) / (page + 1e-6)) + bias;
		int words = d->evidence.shapes[i].words;

		stretch_add(&best, i, fmax(-most, fmin(most, odds))
			* (words > 1 ? words : 1));
	}
	d->begin = best.begin;
	d->end = best.end ? best.end : d->blocks->n;
	d->prose = count_prose(d);
	/* Nothing can be said to stand around a text that is too small to see. */
	if (d->prose == 0) {
		d->begin = 0;
		d->end = d->blocks->n;
	}
}

/* What the headings of a text have in common, and the entries of a list. */
static const enum dim form[] = {
	DIM_MARK, DIM_GAP, DIM_INDENT, DIM_CAPS, DIM_END
};

static size_t form_of(const struct decision *d, size_t i)
{
	size_t number = 0;

	for (size_t k = 0; k < sizeof(form) / sizeof(*form); k++)
		number = number * (size_t)dim_answers(form[k])
			+ d->evidence.facts[i].answer[form[k]];
	return number;
}

/* "Dates of the tour:" */
static bool announces(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->end == END_COLON && !is_button(s) && !shows_page(s)
	    && !(s->phrases.begin & PHRASE_TAIL)
	    && (i < d->end || d->belief[i].of[STATE_FURNITURE] < 0.5);
}

static bool may_be_entry(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->columns <= HEADING_COLUMNS && !is_button(s);
}

static bool has_gap(const struct decision *d, size_t i)
{
	return d->evidence.facts[i].answer[DIM_GAP] > 0;
}

/* Behind the last of the lines from i on that are a list: those before the next
   blank line or, where there are no such, those that look alike. */
static size_t list_end(const struct decision *d, size_t i)
{
	size_t n = d->blocks->n, end = i;

	if (i + 1 < n && !has_gap(d, i + 1)
	 && (has_gap(d, i) || has_gap(d, i - 1))) {
		while (end < n && may_be_entry(d, end)
		    && (end == i || !has_gap(d, end)))
			end++;
		if (end == n || has_gap(d, end))
			return end;
	}
	for (end = i; end < n && may_be_entry(d, end)
	     && form_of(d, end) == form_of(d, i); end++)
		;
	return end;
}

static bool is_page_without_doubt(const struct decision *d, size_t from, size_t to)
{
	double sum = 0;

	for (size_t i = from; i < to; i++)
		sum += d->belief[i].of[STATE_FURNITURE];
	return sum * 100 >= LIST_SURE * (double)(to - from);
}

/* What a line announces is the article's: that does not end before or among it. */
static void find_announced(struct decision *d)
{
	size_t n = d->blocks->n, from = d->end, end;

	if (from < n && announces(d, from))
		from++;
	while (from > d->begin + 1 && from < n && !announces(d, from - 1)
	    && may_be_entry(d, from - 1)
	    && (!has_gap(d, from) || form_of(d, from) == form_of(d, from - 1)))
		from--;
	if (from == 0 || from >= n || !announces(d, from - 1))
		return;
	end = list_end(d, from);
	if (end >= from + ANNOUNCED && end > d->end
	 && !is_page_without_doubt(d, from, end))
		d->end = end;
}

static bool is_inside(const struct decision *d, size_t i)
{
	return i >= d->begin && i < d->end;
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
	size_t from = i > NEIGHBOURS ? i - NEIGHBOURS : 0, to = i + NEIGHBOURS;
	double sum = 0;

	if (to >= d->blocks->n)
		to = d->blocks->n - 1;
	if (to - from < NEIGHBOURS || d->prose < ENOUGH_PROSE)
		return false;
	for (size_t k = from; k <= to; k++)
		sum += k == i ? 0 : d->belief[k].of[STATE_FURNITURE];
	return sum * 100 >= NEIGHBOURS_SURE * (double)(to - from);
}

/*
 * How sure, in percent, one must be that a block is furniture before it goes. To
 * drop a part of the article is far worse than to keep what is none, so inside of
 * the article only what shows by itself that it belongs to a page can go.
 */
static int needed_to_drop(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];
	bool inside = is_inside(d, i);
	int least = 65;

	if (s->phrases.leads && s->colon && s->columns <= 200)
		return 2; /* "Read also: ..." */
	if (is_button(s))
		return inside ? 50 : 35;
	if ((s->phrases.begin | s->phrases.end) & PHRASE_CAPTION)
		return inside ? NEVER : 95; /* "Photo: ..." */
	if (shows_page(s))
		return inside ? 75 : 50;
	if (str_empty(d->blocks->items[i].marker)
	 && d->evidence.facts[i].answer[DIM_SHIFT] > SAME_INDENT
	 && (inside || !is_whole_page(d)))
		return NEVER; /* set in like a program, which may end with "}" */
	if (s->letters + s->digits == 0)
		return inside ? 90 : 50; /* "×" */
	if (inside)
		return NEVER;
	if (s->columns > 120)
		least = 90;
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
	size_t forms = 1;

	for (size_t k = 0; k < sizeof(form) / sizeof(*form); k++)
		forms *= (size_t)dim_answers(form[k]);
	d->heads = job_alloc_array(d->job, forms, sizeof(*d->heads));
	for (size_t i = d->begin; i < d->end; i++) {
		struct heads *heads = &d->heads[form_of(d, i)];

		if (d->evidence.shapes[i].columns > HEADING_COLUMNS)
			continue;
		heads->sure += is_sure_heading(d, i);
		heads->all++;
		heads->belief += d->belief[i].of[STATE_HEADING];
	}
}

/* The sections of an article look alike: where most blocks of this form are
   headings without doubt, one that there is some doubt about is one too, and
   where there are many, each helps the others. In a page that was pasted whole,
   a headline of another article is as likely. */
static int heading_least(const struct decision *d, size_t i)
{
	const struct heads *heads = &d->heads[form_of(d, i)];

	if (heads->sure >= 2 && heads->sure * 2 + 1 >= heads->all)
		return ALIKE_LEAST;
	if (!is_whole_page(d) && heads->all >= MANY_ALIKE
	 && heads->belief * 100 >= MANY_SURE * (double)heads->all)
		return MANY_LEAST;
	return is_whole_page(d) ? PAGE_LEAST : HEADING_LEAST;
}

/* Has it a mark, as the block before or behind it has? Long entries sound like
   prose, but that is no reason to part them from their list. */
static bool is_item_by_mark(const struct decision *d, size_t i)
{
	const struct belief *belief = &d->belief[i];

	return d->evidence.facts[i].answer[DIM_MARK_RUN] >= OF_ITEMS
	    && belief->of[STATE_ITEM] * 10 >= belief->of[STATE_PARAGRAPH];
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
	if (best != STATE_HEADING)
		return best;
	if (is_inside(d, i) && belief->of[best] * 100 >= heading_least(d, i))
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
		settle(d, i, STATE_FURNITURE);
	else
		settle(d, i, kept_as(d, i));
}

/* What no title is, however it stands: a date, a button, a crumb of a trail. */
static bool may_be_title(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];
	const struct block *block = &d->blocks->items[i];
	bool bare = s->words < 2 && s->columns < 8;

	return !block->certain && !block->quote && str_empty(block->marker)
	    && s->letters + s->wide > 0 && !bare && !s->counter
	    && s->columns <= TITLE_COLUMNS
	    && s->end != END_COLON && s->end != END_SIGN
	    && !(s->date >= DATE_TIME && s->words <= 7)
	    && !s->phrases.covered
	    && !(s->phrases.whole & (PHRASE_LINE | PHRASE_TAIL));
}

/* The same words, cut short: "The ferry…" or "The ferry stays - Post". */
static bool same_title(const struct shape *a, const struct shape *b)
{
	return a->n_hashes > 2 && b->n_hashes > 2
	    && (str_starts(a->normal, b->normal)
	     || str_starts(b->normal, a->normal)
	     || str_ends(a->normal, b->normal)
	     || str_ends(b->normal, a->normal));
}

/*
 * Of all the forms that a page gives its title in, the one above the text is
 * whole and has nothing added: no site's name, no "…".
 */
static size_t best_form(const struct decision *d, size_t title)
{
	const struct shape *shapes = d->evidence.shapes;
	size_t best = title;

	for (size_t i = 0; i < d->blocks->n; i++) {
		const struct shape *now = &shapes[best], *s = &shapes[i];
		bool cut = now->end == END_ELLIPSIS;

		if (i == best || !may_be_title(d, i) || !same_title(s, now)
		 || s->end == END_ELLIPSIS
		 || (!cut && d->belief[i].of[STATE_TITLE] < 0.02))
			continue;
		if (cut ? s->normal.len > now->normal.len
		        : s->normal.len < now->normal.len)
			best = i;
	}
	return best;
}

/* A short line that has a sentence under it begins no page's menu but an
   article: where the weights see no title, or a sentence, it is this one. */
static bool first_is_title(const struct decision *d)
{
	const struct block *block = &d->blocks->items[0];
	const struct shape *s = &d->evidence.shapes[0];

	return d->blocks->n > 1 && !block->certain
	    && !block->quote && str_empty(block->marker)
	    && block->kind != KIND_FURNITURE && block->kind != KIND_BYLINE
	    && s->letters + s->wide > 0 && s->columns <= FIRST_COLUMNS
	    && s->columns * 2 < s[1].columns && s->sentences == 0
	    && s->end == END_OPEN && s->date < DATE_WORDS
	    && (s[1].end == END_STOP || s[1].sentences > 0);
}

/* One block of all is the title; n: none. */
static size_t find_title(const struct decision *d)
{
	size_t n = d->blocks->n, best = n;
	double most = TITLE_LEAST / 100.0;

	for (size_t i = 0; i < n; i++)
		if (d->belief[i].of[STATE_TITLE] > most && may_be_title(d, i)) {
			most = d->belief[i].of[STATE_TITLE];
			best = i;
		}
	if ((best == n || d->evidence.shapes[best].end == END_STOP)
	 && first_is_title(d))
		return 0;
	return best < n ? best_form(d, best) : n;
}

/* Where the title is known, only the block that says it can be it, or one that
   is a headline beyond doubt. */
static size_t find_known(const struct decision *d, const struct meta *meta)
{
	struct str wanted = words_of(d->job, meta->title);
	size_t best = find_title(d);

	for (size_t i = 0; i < d->blocks->n; i++)
		if (str_equal(d->evidence.shapes[i].normal, wanted)
		 && !d->blocks->items[i].certain)
			return i;
	return best < d->blocks->n && d->belief[best].of[STATE_TITLE] > 0.5
		? best : d->blocks->n;
}

/* A page says its title again above the text; one is enough. */
static void drop_twins(struct decision *d, size_t title)
{
	const struct shape *shapes = d->evidence.shapes;

	for (size_t i = 0; i < d->blocks->n; i++) {
		struct block *block = &d->blocks->items[i];

		if (i > title && block->kind == KIND_PARAGRAPH
		 && shapes[i].columns > 200)
			return;
		if (i == title || block->certain
		 || !str_equal(shapes[i].normal, shapes[title].normal))
			continue;
		block->kind = KIND_FURNITURE;
		block->score = 100;
		block->reasons = STR_LIT("the title again");
	}
}

static bool is_line_of_head(const struct decision *d, size_t i, size_t title)
{
	const struct block *block = &d->blocks->items[i];
	const struct shape *s = &d->evidence.shapes[i];

	return i != title && !block->certain && str_empty(block->marker)
	    && (block->kind == KIND_PARAGRAPH || block->kind == KIND_HEADING
	     || block->kind == KIND_CAPTION || block->kind == KIND_DEK)
	    && s->columns <= BYLINE_COLUMNS && s->sentences == 0;
}

static void make_byline(struct decision *d, size_t i, const char *reasons)
{
	struct block *block = &d->blocks->items[i];

	block->kind = KIND_BYLINE;
	block->level = 0;
	block->reasons = str_of(reasons);
}

/* "By Ann Bell", where nothing but the head of an article can be. */
static bool is_signed(const struct decision *d, size_t i)
{
	const struct shape *s = &d->evidence.shapes[i];

	return s->phrases.begin & PHRASE_BYLINE && s->end == END_OPEN
	    && s->words > 1 && s->words <= 6 && !s->digits
	    && s->caps != CAPS_LOWER && s->caps != CAPS_SENTENCE;
}

static bool may_be_name(const struct shape *s)
{
	return s->words <= 4 && s->words + s->wide > 1
	    && s->end == END_OPEN && !s->digits;
}

/* "Ann Bell" right under the title, where share buttons follow, looks like one of
   them. */
static bool is_dropped_name(const struct decision *d, size_t i)
{
	const struct block *block = &d->blocks->items[i];
	const struct shape *s = &d->evidence.shapes[i];

	return block->kind == KIND_FURNITURE && !block->certain
	    && block->score < NAME_SURE && str_empty(block->marker)
	    && may_be_name(s) && s->caps == CAPS_TITLE
	    && s->columns <= BYLINE_COLUMNS && !is_button(s) && !shows_page(s);
}

/* Under the title a line with nothing but a date, and a name beside it, are a
   byline in any language, without a word that says so. */
static void find_bylines(struct decision *d, size_t title)
{
	size_t end = title + HEAD_BLOCKS;
	bool prose = false;

	if (title + 1 < d->blocks->n && is_dropped_name(d, title + 1))
		make_byline(d, title + 1, "a name under the title");
	for (size_t i = title + 1; i < d->blocks->n && i < end; i++) {
		const struct shape *s = &d->evidence.shapes[i];

		prose |= s->sentences > 1;
		if (!prose && is_line_of_head(d, i, title) && is_signed(d, i))
			make_byline(d, i, "a byline's word under the title");
		if (s->date < DATE_WORDS || s->words > 7
		 || s->end == END_STOP
		 || (d->blocks->items[i].kind != KIND_BYLINE
		  && !is_line_of_head(d, i, title)))
			continue;
		make_byline(d, i, "a date under the title");
		for (size_t k = i - 1; k <= i + 1 && k < d->blocks->n; k += 2) {
			const struct shape *name = &d->evidence.shapes[k];

			if (is_line_of_head(d, k, title) && may_be_name(name)
			 && (name->caps == CAPS_TITLE
			  || name->caps == CAPS_ALL
			  || name->caps == CAPS_NONE))
				make_byline(d, k, "a name beside a date");
		}
	}
}

/* The one block that may be the standfirst needs less to be taken for it: the
   first prose under the title, when it is short. Above the byline it is one. */
static void find_dek(struct decision *d, size_t title)
{
	size_t end = title + HEAD_BLOCKS;

	for (size_t i = title + 1; i + 1 < d->blocks->n && i < end; i++) {
		const struct block *block = &d->blocks->items[i];
		const struct shape *s = &d->evidence.shapes[i];

		if (block->kind == KIND_BYLINE || block->kind == KIND_CAPTION
		 || block->kind == KIND_FURNITURE)
			continue;
		if (block->kind == KIND_PARAGRAPH && s->sentences <= 2
		 && s->columns <= DEK_COLUMNS
		 && (block[1].kind == KIND_BYLINE
		  || d->belief[i].of[STATE_DEK] * 100 >= DEK_LEAST))
			settle(d, i, STATE_DEK);
		return;
	}
}

/* The three things that speak loudest for what block i was taken for, which is in
   column `at` of the effects. */
static struct str reasons_for(const struct decision *d, size_t i,
                              const struct effects *effects, size_t at)
{
	struct buf out;
	bool given[N_FEATURES] = {false};

	buf_init(&out, d->job);
	for (int r = 0; r < REASONS; r++) {
		int best = -1;

		for (int f = 0; f < N_FEATURES; f++)
			if (!given[f] && effects->of[f][at] > 0
			 && (best < 0
			  || effects->of[f][at] > effects->of[best][at]))
				best = f;
		if (best < 0)
			break;
		given[best] = true;
		if (r)
			buf_add(&out, "; ", 2);
		features_name((enum feature)best,
		              d->features[i].answer[best], &out);
	}
	return buf_end(&out);
}

/* Blocks that were settled and have no other reasons get the model's. */
static void give_reasons(struct decision *d, enum state state)
{
	const struct features *features[MODEL_TOGETHER];
	size_t blocks[MODEL_TOGETHER], n = 0;
	struct effects effects;

	for (size_t i = 0; i < d->blocks->n; i++) {
		if (d->state[i] == state && !d->blocks->items[i].certain
		 && str_empty(d->blocks->items[i].reasons)) {
			features[n] = &d->features[i];
			blocks[n++] = i;
		}
		if (n == 0 || (n < MODEL_TOGETHER && i + 1 < d->blocks->n))
			continue;
		model_effects(features, n, state, &effects);
		for (size_t k = 0; k < n; k++)
			d->blocks->items[blocks[k]].reasons
				= reasons_for(d, blocks[k], &effects, k);
		n = 0;
	}
}

static void settle_head(struct decision *d, const struct meta *meta)
{
	size_t title = meta->title.ptr ? find_known(d, meta) : find_title(d);

	if (title == d->blocks->n)
		return;
	settle(d, title, STATE_TITLE);
	drop_twins(d, title);
	find_bylines(d, title);
	find_dek(d, title);
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
	d.features = job_alloc_array(job, blocks->n, sizeof(*d.features));
	for (size_t i = 0; i < blocks->n; i++)
		d.features[i] = features_of(d.evidence.facts, blocks->n, i);
	model_believe(d.features, blocks->n, d.belief);
	believe_lists(&d);
	find_stretch(&d);
	find_announced(&d);
	count_heads(&d);
	for (size_t i = 0; i < blocks->n; i++)
		if (!blocks->items[i].certain)
			settle_block(&d, i);
	if (!has_certain_title(blocks))
		settle_head(&d, meta);
	for (int state = 0; state < STATE_COUNT; state++)
		give_reasons(&d, (enum state)state);
	return d.evidence;
}
