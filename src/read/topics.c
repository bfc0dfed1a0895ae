/* SPDX-License-Identifier: MIT */

/*
 * Facts that come from comparing the words of blocks: with those of the prose, of
 * the title, of what stands around, of blocks that are the same or begin alike.
 * Words are known by their hashes alone.
 */
#include "read/view.h"

enum {
	WORD_SLOTS = 1 << 14,
	CLIMATE = 5,          /* blocks before and behind */
	AROUND = 3,           /* blocks before and behind */
	MOST_TOPICS = 12,     /* words of a block that are looked for there */
};

static bool has_topic(const struct shape *s, uint32_t topic)
{
	for (int k = 0; k < s->n_topic && k < MOST_TOPICS * 20; k++)
		if (s->topic[k] == topic)
			return true;
	return false;
}

/* Counts of the words of the prose, by hash alone. */
static unsigned short *vocabulary(struct job *job, const struct view *view)
{
	unsigned short *words = job_alloc_array(job, WORD_SLOTS, sizeof(*words));

	for (size_t i = view->core; i < view->core_end; i++) {
		const struct shape *s = &view->shapes[i];

		for (int k = 0; view_is_prose(s) && k < s->n_topic; k++) {
			unsigned short *count = &words[s->topic[k] % WORD_SLOTS];

			*count += *count < 60000;
		}
	}
	return words;
}

/* The answer for a share of words: "none" are there at all, 0, few ... all. */
static int share_of(int known, int n)
{
	return !n ? 0 : known == n ? 6 : 1 + BIN(known * 100 / n, 1, 25, 45, 65);
}

/* Of the words that say something, how many the vocabulary has. */
static int share(const struct shape *s, const unsigned short *words, int least)
{
	int known = 0, n = s->n_topic;

	for (int k = 0; k < n; k++)
		known += words[s->topic[k] % WORD_SLOTS] > least;
	return share_of(known, n);
}

/* The same over all blocks around: a list of things that the article is about has
   few words in each line, and many in all. */
static void ask_climate(struct job *job, const struct view *view,
                        const unsigned short *prose)
{
	size_t *known = job_alloc_array(job, view->n + 1, sizeof(*known));
	size_t *all = job_alloc_array(job, view->n + 1, sizeof(*all));

	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i];
		bool counted = view_is_prose(s) && i >= view->core
		            && i < view->core_end;

		known[i + 1] = known[i];
		all[i + 1] = all[i] + (size_t)s->n_topic;
		for (int k = 0; k < s->n_topic; k++)
			known[i + 1] += prose[s->topic[k] % WORD_SLOTS] > counted;
	}
	for (size_t i = 0; i < view->n; i++) {
		size_t from = i < CLIMATE ? 0 : i - CLIMATE;
		size_t to = i + CLIMATE < view->n ? i + CLIMATE + 1 : view->n;
		size_t n = all[to] - all[from];

		view->facts[i].answer[DIM_CLIMATE] = !n ? 0 : 1
			+ BIN((known[to] - known[from]) * 100 / n,
			      5, 12, 20, 30, 40, 55);
	}
}

/* A first guess at the title: a line above the prose that says what it is about. */
static size_t guess_title(const struct view *view, const unsigned short *prose)
{
	size_t best = view->n;
	int most = 0;

	for (size_t i = 0; i <= view->core && i < view->n; i++) {
		const struct shape *s = &view->shapes[i];
		const unsigned char *a = view->facts[i].answer;
		int score = 0;

		if (s->words < 3 || s->columns > 200 || s->phrases.whole
		 || s->phrases.covered || s->n_topic == 0)
			continue;
		for (int k = 0; k < s->n_topic; k++)
			score += prose[s->topic[k] % WORD_SLOTS] > 0;
		score = score * 100 / s->n_topic + (s->n_topic > 2) * 20;
		score += (i == 0) * 40 + 60 / (int)(view->core - i + 1)
			+ (a[DIM_REPEAT] != 0) * 40;
		if (score > most) {
			most = score;
			best = i;
		}
	}
	return best;
}

/* Of the words that say something, how many stand in blocks nearby too. A heading
   shares its words with what follows it, a caption with either or none. */
static int share_around(const struct view *view, size_t i, bool ahead)
{
	const struct shape *s = &view->shapes[i];
	int known = 0, n = s->n_topic < MOST_TOPICS ? s->n_topic : MOST_TOPICS;

	for (int k = 0; k < n; k++) {
		bool found = false;

		for (size_t d = 1; d <= AROUND && !found; d++) {
			size_t at = ahead ? i + d : i - d;

			if (ahead ? at >= view->n : d > i)
				break;
			found = has_topic(&view->shapes[at], s->topic[k]);
		}
		known += found;
	}
	return share_of(known, n);
}

static void ask_around(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++) {
		unsigned char *a = view->facts[i].answer;

		a[DIM_AHEAD] = (unsigned char)share_around(view, i, true);
		a[DIM_BEHIND] = (unsigned char)share_around(view, i, false);
	}
}

void view_ask_words(struct job *job, const struct view *view,
                      const struct shape *title)
{
	unsigned short *prose = vocabulary(job, view);
	unsigned short *head = job_alloc_array(job, WORD_SLOTS, sizeof(*head));

	if (!title) {
		size_t guess = guess_title(view, prose);

		title = guess < view->n ? &view->shapes[guess] : NULL;
	}
	for (int k = 0; title && k < title->n_topic; k++)
		head[title->topic[k] % WORD_SLOTS] = 1;
	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i];
		unsigned char *a = view->facts[i].answer;
		bool counted = view_is_prose(s) && i >= view->core
		            && i < view->core_end;

		a[DIM_AFFINITY] = (unsigned char)share(s, prose, counted);
		a[DIM_TITLE] = (unsigned char)share(s, head, 0);
	}
	ask_around(view);
	ask_climate(job, view, prose);
}

enum { REPEAT_SLOTS = 1 << 13, PREFIX_WORDS = 3 };

/* Whole texts that stand more than once, and those that begin another. */
void view_ask_repeats(struct job *job, const struct view *view)
{
	size_t *first = job_alloc_array(job, REPEAT_SLOTS, sizeof(*first));
	size_t *starts = job_alloc_array(job, REPEAT_SLOTS, sizeof(*starts));
	size_t *firsts = job_alloc_array(job, view->n, sizeof(*firsts));
	int *copies = job_alloc_array(job, view->n, sizeof(*copies));

	for (size_t i = 0; i < view->n; i++) {
		const struct shape *s = &view->shapes[i], *other;
		size_t *slot = &first[s->hash % REPEAT_SLOTS];
		uint32_t start = 0;

		if (s->normal.len == 0)
			continue;
		if (*slot) {
			other = &view->shapes[*slot - 1];
			if (str_equal(other->normal, s->normal)) {
				view->facts[i].answer[DIM_REPEAT] = 1;
				view->facts[*slot - 1].answer[DIM_REPEAT] = 1;
				copies[*slot - 1]++;
				firsts[i] = *slot;
			}
		} else {
			*slot = i + 1;
		}
		if (s->n_hashes < PREFIX_WORDS)
			continue;
		for (int k = 0; k < PREFIX_WORDS; k++)
			start = start * 31 + s->hashes[k];
		slot = &starts[start % REPEAT_SLOTS];
		if (!*slot) {
			*slot = i + 1;
			continue;
		}
		other = &view->shapes[*slot - 1];
		if (other->normal.len == s->normal.len)
			continue;
		if (str_starts(other->normal, s->normal)) {
			view->facts[i].answer[DIM_REPEAT] = 2;
			view->facts[*slot - 1].answer[DIM_REPEAT] = 3;
		} else if (str_starts(s->normal, other->normal)) {
			view->facts[i].answer[DIM_REPEAT] = 3;
			view->facts[*slot - 1].answer[DIM_REPEAT] = 2;
		}
	}
	for (size_t i = 0; i < view->n; i++)
		view->facts[i].answer[DIM_COPIES] = BIN(
			copies[firsts[i] ? firsts[i] - 1 : i], 1, 2, 4);
}
