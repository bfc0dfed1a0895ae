/* SPDX-License-Identifier: MIT */

/*
 * The words of lexicon.def, with what each says for and against every state:
 * the weights of a softmax regression over bags of words (Mosteller and
 * Wallace, "Inference and Disputed Authorship", 1964, weigh words so), learned
 * by tests/train/train.py. A text says what those of its words say together
 * that the lexicon has: twice their sum over the root of their number, so that
 * long texts do not shout. (words.c there learns with the same share.)
 */
#include "read/lexicon.h"

#include <math.h>
#include <pthread.h>
#include <stdint.h>

#include "base/map.h"
#include "base/utf8.h"
#include "read/shape.h"

#ifndef LEXICON
#define LEXICON "read/lexicon.def"
#endif

enum {
	FIRST_WORDS = 12, /* that are asked at the beginning */
	LAST_WORDS = 6,   /* at the end of a text */
	EDGES = 4,        /* words and pairs of words right at an edge */
	SLOTS = 1 << 15,  /* over three times the words */
};

_Static_assert(FIRST_WORDS + LAST_WORDS + EDGES == MAX_LEXEMES,
               "lexicon.h says how many words are asked");

static const struct entry {
	struct str text;
	signed char says[STATE_COUNT]; /* tenths */
} entries[] = {
#define WORD(text, ...) {{text, sizeof(text) - 1}, {__VA_ARGS__}},
#include LEXICON
#undef WORD
};

enum { N_ENTRIES = sizeof(entries) / sizeof(entries[0]) };

_Static_assert(N_ENTRIES * 3 < SLOTS, "too many words for the slots");

static uint16_t slots[SLOTS]; /* number of the entry, counted from 1 */

static struct lexeme lexeme_of(const struct entry *entry)
{
	struct lexeme word = {0, 0, entry->text};

	if (str_starts(word.text, STR_LIT("^"))) {
		word.before = *word.text.ptr++;
		word.text.len--;
	} else if (str_ends(word.text, STR_LIT("$"))) {
		word.behind = word.text.ptr[--word.text.len];
	}
	return word;
}

static bool is_entry(const struct entry *entry, const struct lexeme *word)
{
	struct lexeme other = lexeme_of(entry);

	return other.before == word->before && other.behind == word->behind
	    && str_equal(other.text, word->text);
}

static size_t find_slot(const struct lexeme *word)
{
	size_t i = (size_t)(map_hash(word->text) + (unsigned char)word->before
	                    + (unsigned char)word->behind) % SLOTS;

	while (slots[i] && !is_entry(&entries[slots[i] - 1], word))
		i = (i + 1) % SLOTS;
	return i;
}

static void fill_slots(void)
{
	for (size_t i = 0; i < N_ENTRIES; i++) {
		struct lexeme word = lexeme_of(&entries[i]);

		slots[find_slot(&word)] = (uint16_t)(i + 1);
	}
}

/* ---- words ---- */

static bool is_wide_at(struct str text, size_t at)
{
	return at < text.len && sign_is_wide(utf8_next(text, &at));
}

/* The word at byte `*at`, which is moved to the next one. Scripts without
   spaces have no words: there each two signs that follow one another are one. */
static struct str next_word(struct str text, size_t *at)
{
	size_t begin = *at, end = begin;

	if (is_wide_at(text, begin)) {
		utf8_next(text, &end);
		*at = end;
		if (is_wide_at(text, end)) {
			utf8_next(text, &end);
			if (!is_wide_at(text, end))
				*at = end;
		}
	} else {
		while (end < text.len && text.ptr[end] != ' '
		    && !is_wide_at(text, end))
			utf8_next(text, &end);
		*at = end;
	}
	if (*at < text.len && text.ptr[*at] == ' ')
		++*at;
	return str_range(text.ptr + begin, text.ptr + end);
}

static bool is_number(struct str word)
{
	return word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

/* Adds two words as one, where nothing but a space is between them. */
static int add_pair(struct lexeme *words, int n, char before, char behind,
                    struct str first, struct str second)
{
	const char *end = first.ptr + first.len;

	if (second.ptr > end && (*end != ' ' || second.ptr > end + 1))
		return n;
	words[n] = (struct lexeme){before, behind,
		str_range(first.ptr, second.ptr + second.len)};
	return n + 1;
}

int lexicon_words(struct str normal, struct lexeme words[MAX_LEXEMES])
{
	struct str first[FIRST_WORDS], last[LAST_WORDS];
	size_t total = 0, at = 0, from;
	int n = 0;

	while (at < normal.len) {
		struct str word = next_word(normal, &at);

		if (is_number(word))
			continue; /* it says what it is by itself */
		if (total < FIRST_WORDS)
			first[total] = word;
		last[total++ % LAST_WORDS] = word;
	}
	if (total == 0)
		return 0;
	for (size_t i = 0; i < total && i < FIRST_WORDS; i++)
		words[n++] = (struct lexeme){0, 0, first[i]};
	from = total > FIRST_WORDS + LAST_WORDS ? total - LAST_WORDS
		: FIRST_WORDS;
	for (size_t i = from; i < total; i++)
		words[n++] = (struct lexeme){0, 0, last[i % LAST_WORDS]};
	words[n++] = (struct lexeme){'^', 0, first[0]};
	words[n++] = (struct lexeme){0, '$', last[(total - 1) % LAST_WORDS]};
	if (total == 1)
		return n;
	n = add_pair(words, n, '^', 0, first[0], first[1]);
	return add_pair(words, n, 0, '$', last[(total - 2) % LAST_WORDS],
	                last[(total - 1) % LAST_WORDS]);
}

void lexicon_say(struct str normal, int scores[STATE_COUNT])
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct lexeme words[MAX_LEXEMES];
	int n = lexicon_words(normal, words), known = 0;

	pthread_once(&once, fill_slots);
	for (int s = 0; s < STATE_COUNT; s++)
		scores[s] = 0;
	for (int i = 0; i < n; i++) {
		size_t entry = slots[find_slot(&words[i])];

		if (!entry)
			continue;
		known++;
		for (int s = 0; s < STATE_COUNT; s++)
			scores[s] += entries[entry - 1].says[s];
	}
	for (int s = 0; known && s < STATE_COUNT; s++)
		scores[s] = (int)lrint(2 * scores[s] / sqrt(known));
}
