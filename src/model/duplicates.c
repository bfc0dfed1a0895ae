/* SPDX-License-Identifier: MIT */

/*
 * Comparing each article with each other one would take hours for ten thousand.
 * So runs of five words are hashed, and a table says in which articles a hash
 * stands. The articles go through it from the longest to the shortest: each
 * asks the table which longer ones have runs of its own, is compared in full
 * with those that have many, and enters the table unless it is a duplicate. Half
 * of each hash is kept for that, as reading a text again takes far longer.
 *
 * In a large book only some of the hashes are looked at: those that end in a
 * few zero bits. They are the same ones in every article, so nine in ten of all
 * are about nine in ten of these, and an article with half of them is compared.
 * A run that stands in very many articles ("all rights reserved by the") says
 * nothing: the table keeps a few of its places only.
 */
#include "model/duplicates.h"

#include <stdlib.h>

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/count.h"

enum {
	RUN_WORDS = 5,
	SAMPLES = 1 << 20,  /* in the table, about, at most */
	BYTES_A_RUN = 6,    /* a word and a space: only an estimate */
	MOST_PLACES = 16,   /* of one hash in the table */
	MOST_CANDIDATES = 8 /* compared in full with one article */
};

/* ---- the runs of an article ---- */

/* Distinct hashes in rising order. */
struct runs {
	struct buf bytes; /* an array of uint64_t */
	size_t n;
};

static const uint64_t *items(const struct runs *runs)
{
	return (const uint64_t *)(const void *)runs->bytes.ptr;
}

struct reading {
	struct runs *runs;
	uint64_t words[RUN_WORDS]; /* the last ones, in a ring */
	size_t n_words;
	uint64_t word;             /* hash of the one being read; 0: none */
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 29;
}

/* The last words as a run; fewer than five where there are no more. */
static void add_run(struct reading *r)
{
	size_t n = r->n_words < RUN_WORDS ? r->n_words : RUN_WORDS;
	uint64_t hash = 1;

	for (size_t i = r->n_words - n; i < r->n_words; i++)
		hash = mix(hash, r->words[i % RUN_WORDS]);
	buf_add(&r->runs->bytes, &hash, sizeof(hash));
	r->runs->n++;
}

static void end_word(struct reading *r)
{
	if (!r->word)
		return;
	r->words[r->n_words++ % RUN_WORDS] = r->word;
	r->word = 0;
	if (r->n_words >= RUN_WORDS)
		add_run(r);
}

/* Letters, their marks and digits, without case; 0: what is between words. */
static uint32_t letter(uint32_t c)
{
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return c + ('a' - 'A');
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
	}
	return U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_M_MASK
	                                    | U_GC_N_MASK)
		? (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT) : 0;
}

static void read_text(struct reading *r, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = letter(utf8_next(text, &at));

		if (c == 0 || count_is_sign(c))
			end_word(r);
		if (c)
			r->word = mix(r->word ? r->word : 1, c);
		if (c && count_is_sign(c))
			end_word(r);
	}
	end_word(r);
}

/* Two sites may give one article different titles and bylines. */
static bool is_compared(const struct node *node)
{
	return node->kind != NODE_TITLE && node->kind != NODE_BYLINE;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void sort_distinct(struct runs *runs)
{
	uint64_t *hash = (uint64_t *)(void *)runs->bytes.ptr;
	size_t n = 0;

	if (!runs->n)
		return;
	qsort(hash, runs->n, sizeof(*hash), compare_hashes);
	for (size_t i = 1; i < runs->n; i++)
		if (hash[i] != hash[n])
			hash[++n] = hash[i];
	runs->n = n + 1;
}

static void read_runs(struct runs *runs, const struct article *article)
{
	const struct node *top = article->node;
	struct reading r = {.runs = runs};

	buf_clear(&runs->bytes);
	runs->n = 0;
	for (const struct node *n = top; n;
	     n = node_following(top, n, !is_compared(n)))
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			read_text(&r, n->text);
	if (r.n_words && r.n_words < RUN_WORDS)
		add_run(&r);
	sort_distinct(runs);
}

/* The upper half of a hash tells runs of two articles apart well enough. */
static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

/* ---- the runs of all articles that were read, as tags ---- */

struct kept {
	struct buf bytes; /* an array of tags, rising in each article */
	size_t n;
	struct range {
		size_t begin, n;
	} *range;         /* by article */
};

static void keep(struct kept *kept, const struct runs *runs, size_t article)
{
	kept->range[article] = (struct range){kept->n, runs->n};
	for (size_t i = 0; i < runs->n; i++) {
		uint32_t tag = tag_of(items(runs)[i]);

		buf_add(&kept->bytes, &tag, sizeof(tag));
	}
	kept->n += runs->n;
}

static bool nearly_equal(const struct runs *runs, const struct kept *kept,
                         size_t article)
{
	const struct range range = kept->range[article];
	const uint64_t *x = items(runs);
	const uint32_t *y = (const uint32_t *)(const void *)kept->bytes.ptr
	                  + range.begin;
	size_t shorter = runs->n < range.n ? runs->n : range.n, common = 0;

	for (size_t i = 0, k = 0; i < runs->n && k < range.n;) {
		uint32_t tag = tag_of(x[i]);

		common += tag == y[k];
		i += tag <= y[k];
		k += tag >= y[k];
	}
	return shorter && common * 10 >= shorter * 9;
}

/* ---- the table ---- */

struct place {
	uint32_t tag;
	uint32_t article; /* 1 + its index; 0: a free place */
};

struct table {
	struct buf bytes; /* an array of places */
	struct place *places;
	size_t mask;      /* how many there are, less one */
	uint64_t sampled; /* these bits of a hash are zero in a sample */
	size_t n;
};

static void table_init(struct table *table, struct job *job, size_t bytes)
{
	size_t runs = bytes / BYTES_A_RUN + 1, room = 1024;

	table->sampled = 0;
	while (runs / (table->sampled + 1) > SAMPLES)
		table->sampled = table->sampled * 2 + 1;
	while (room < 2 * (size_t)SAMPLES
	    && room < 4 * (runs / (table->sampled + 1)))
		room *= 2;
	buf_init(&table->bytes, job);
	buf_reserve(&table->bytes, room * sizeof(struct place));
	memset(table->bytes.ptr, 0, room * sizeof(struct place));
	table->places = (struct place *)(void *)table->bytes.ptr;
	table->mask = room - 1;
	table->n = 0;
}

/* The lowest hash is always one, so that each article has some. */
static bool is_sample(const struct table *table, const struct runs *runs,
                      size_t i)
{
	return i == 0 || (items(runs)[i] & table->sampled) == 0;
}

static size_t first_place(const struct table *table, uint64_t hash)
{
	return (hash >> 8) & table->mask;
}

static void table_add(struct table *table, uint64_t hash, uint32_t article)
{
	size_t at = first_place(table, hash), same = 0;

	/* an estimate may be wrong; what finds no room is not found again */
	if (table->n > table->mask / 4 * 3)
		return;
	for (; table->places[at].article; at = (at + 1) & table->mask)
		if (table->places[at].tag == tag_of(hash)
		 && ++same == MOST_PLACES)
			return;
	table->places[at] = (struct place){tag_of(hash), article + 1};
	table->n++;
}

/* ---- asking it ---- */

struct search {
	struct job *job;
	struct article *const *articles;
	struct table table;
	struct runs runs;  /* of the article that asks */
	struct kept kept;
	uint32_t *votes;   /* by article: runs in common with this one */
	uint32_t *touched; /* whose votes are not zero */
	size_t n_touched;
};

static void vote(struct search *s, uint64_t hash)
{
	const struct table *table = &s->table;

	for (size_t at = first_place(table, hash); table->places[at].article;
	     at = (at + 1) & table->mask) {
		uint32_t article = table->places[at].article - 1;

		if (table->places[at].tag != tag_of(hash))
			continue;
		if (s->votes[article]++ == 0)
			s->touched[s->n_touched++] = article;
	}
}

/* Takes the article with the most votes out of the poll; the first of those
   with as many. */
static uint32_t take_best(struct search *s, uint32_t *votes)
{
	uint32_t best = 0;

	*votes = 0;
	for (size_t i = 0; i < s->n_touched; i++) {
		uint32_t article = s->touched[i];

		if (s->votes[article] > *votes
		 || (s->votes[article] == *votes && article < best)) {
			best = article;
			*votes = s->votes[article];
		}
	}
	s->votes[best] = 0;
	return best;
}

/* The article that `index` is a duplicate of; NULL: of none. */
static struct article *find_same(struct search *s, size_t index)
{
	struct article *same = NULL;
	uint32_t votes, samples = 0;

	read_runs(&s->runs, s->articles[index]);
	s->n_touched = 0;
	for (size_t i = 0; i < s->runs.n; i++)
		if (is_sample(&s->table, &s->runs, i)) {
			vote(s, items(&s->runs)[i]);
			samples++;
		}
	for (int i = 0; i < MOST_CANDIDATES && !same; i++) {
		uint32_t best = take_best(s, &votes);

		if (votes == 0 || votes < samples / 2)
			break;
		if (nearly_equal(&s->runs, &s->kept, best))
			same = s->articles[best];
	}
	for (size_t i = 0; i < s->n_touched; i++)
		s->votes[s->touched[i]] = 0;
	return same;
}

static void enter(struct search *s, size_t index)
{
	keep(&s->kept, &s->runs, index);
	for (size_t i = 0; i < s->runs.n; i++)
		if (is_sample(&s->table, &s->runs, i))
			table_add(&s->table, items(&s->runs)[i],
			          (uint32_t)index);
}

/* ---- the longest first ---- */

struct candidate {
	size_t bytes, index;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes > y->bytes ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static size_t text_bytes(const struct article *article)
{
	const struct node *top = article->node;
	size_t bytes = 0;

	for (const struct node *n = top; n;
	     n = node_following(top, n, !is_compared(n)))
		bytes += n->text.len;
	return bytes;
}

void duplicates_find(struct job *job, struct article *const *articles,
                     size_t n)
{
	struct search s = {.job = job, .articles = articles};
	struct candidate *order = job_alloc_array(job, n, sizeof(*order));
	size_t bytes = 0;

	for (size_t i = 0; i < n; i++) {
		order[i] = (struct candidate){text_bytes(articles[i]), i};
		bytes += order[i].bytes;
	}
	qsort(order, n, sizeof(*order), compare_candidates);
	table_init(&s.table, job, bytes);
	buf_init(&s.runs.bytes, job);
	buf_init(&s.kept.bytes, job);
	s.kept.range = job_alloc_array(job, n, sizeof(*s.kept.range));
	s.votes = job_alloc_array(job, n, sizeof(*s.votes));
	s.touched = job_alloc_array(job, n, sizeof(*s.touched));
	for (size_t i = 0; i < n; i++) {
		struct article *same = find_same(&s, order[i].index);

		articles[order[i].index]->same = same;
		if (!same)
			enter(&s, order[i].index);
	}
	job_release(job, s.table.bytes.slot);
	job_release(job, s.runs.bytes.slot);
	job_release(job, s.kept.bytes.slot);
}
