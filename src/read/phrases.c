/* SPDX-License-Identifier: MIT */
#include "read/phrases.h"

#include <pthread.h>
#include <stdint.h>

#include "base/utf8.h"

enum {
	SLOTS = 16384,      /* a power of two, some three times the phrases */
	MAX_PHRASES = 8192, /* of all languages; those over it are not known */
	MAX_WORDS = 6,      /* of a phrase */
	LOOK_BYTES = 1000,  /* longer texts are prose */
	MAX_SIGNS = 1000,   /* phrases of scripts without spaces */
	EDGE_WORDS = 4,     /* what counts as the begin or end of a text */
};

struct phrase {
	struct str text;
	unsigned classes;
};

/*
 * The same for all texts, so it is made but once in a process. A slot holds the
 * number of a phrase, counted from 1, and what of its hash is not in the slot's
 * own place: nearly all that is looked for is no phrase and goes no further.
 */
static struct phrases {
	struct slot {
		uint16_t phrase, tag;
	} slots[SLOTS];
	struct phrase all[MAX_PHRASES];
	size_t n;
	struct phrase signs[MAX_SIGNS]; /* are looked for without spaces */
	size_t n_signs;
} phrases_made;

static const struct {
	unsigned class;
	struct str list;
} lists[] = {
#define PHRASES(class, list) {PHRASE_##class, {list, sizeof(list) - 1}},
#include "read/words/ar.def"
#include "read/words/cs.def"
#include "read/words/de.def"
#include "read/words/en.def"
#include "read/words/es.def"
#include "read/words/fr.def"
#include "read/words/it.def"
#include "read/words/ja.def"
#include "read/words/nl.def"
#include "read/words/nordic.def"
#include "read/words/others.def"
#include "read/words/pl.def"
#include "read/words/pt.def"
#include "read/words/ru.def"
#include "read/words/zh.def"
#undef PHRASES
};

static uint64_t hash_add(uint64_t hash, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
	return hash;
}

static uint64_t hash_begin(void)
{
	return 0xcbf29ce484222325u;
}

/* The phrase, or the empty slot where it belongs. */
static size_t find_slot(const struct phrases *phrases, struct str text,
                        uint64_t hash)
{
	uint16_t tag = (uint16_t)(hash >> 48);
	size_t i = (hash ^ hash >> 17) % SLOTS;

	while (phrases->slots[i].phrase
	    && (phrases->slots[i].tag != tag
	     || !str_equal(phrases->all[phrases->slots[i].phrase - 1].text,
	                   text)))
		i = (i + 1) % SLOTS;
	return i;
}

/* Han, Kana and Hangul: words are not parted, or carry endings. */
static bool is_sign(struct str text)
{
	size_t at = 0;
	uint32_t c = text.len ? utf8_next(text, &at) : 0;

	return (c >= 0x3040 && c < 0xa000) || (c >= 0xac00 && c < 0xd7b0);
}

static void add_phrase(struct phrases *phrases, struct str text, unsigned class)
{
	uint64_t hash = hash_add(hash_begin(), text.ptr, text.len);
	struct slot *slot = &phrases->slots[find_slot(phrases, text, hash)];

	if (is_sign(text) && phrases->n_signs < MAX_SIGNS)
		phrases->signs[phrases->n_signs++] =
			(struct phrase){text, class};
	if (!slot->phrase) {
		if (phrases->n == MAX_PHRASES)
			return;
		phrases->all[phrases->n].text = text;
		slot->phrase = (uint16_t)++phrases->n;
		slot->tag = (uint16_t)(hash >> 48);
	}
	phrases->all[slot->phrase - 1].classes |= class;
}

static void make_phrases(void)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct str rest = lists[i].list;

		while (rest.len) {
			const char *end = rest.ptr + rest.len;
			const char *bar = memchr(rest.ptr, '|', rest.len);

			add_phrase(&phrases_made,
			           str_range(rest.ptr, bar ? bar : end),
			           lists[i].class);
			rest = str_range(bar ? bar + 1 : end, end);
		}
	}
}

const struct phrases *phrases_all(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_phrases);
	return &phrases_made;
}

static unsigned lookup(const struct phrases *phrases, struct str text,
                       uint64_t hash)
{
	const struct slot *slot =
		&phrases->slots[find_slot(phrases, text, hash)];

	return slot->phrase ? phrases->all[slot->phrase - 1].classes : 0;
}

static bool is_number(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
	return true;
}

/* "comments 12" is "comments". */
static struct str without_numbers(struct str text)
{
	while (text.len) {
		const char *space = memchr(text.ptr, ' ', text.len);
		const char *end = text.ptr + text.len;

		if (!space || !is_number(str_range(text.ptr, space)))
			break;
		text = str_range(space + 1, end);
	}
	while (text.len) {
		size_t i = text.len;

		while (i > 0 && text.ptr[i - 1] != ' ')
			i--;
		if (i == 0 || !is_number(str_range(text.ptr + i,
		                                   text.ptr + text.len)))
			break;
		text.len = i - 1;
	}
	return text;
}

/* Phrases that begin with the word at `p`, which is the index-th. Returns how
   many words buttons cover from there. */
static int find_at(const struct phrases *phrases, struct str text,
                   const char *p, int index, int words,
                   struct phrase_hits *hits)
{
	const char *end = text.ptr + text.len, *begin = p;
	uint64_t hash = hash_begin();
	int covered = 0;

	for (int n = 1; n <= MAX_WORDS && p < end; n++) {
		const char *space = memchr(p, ' ', (size_t)(end - p));
		const char *stop = space ? space : end;
		unsigned classes;

		hash = hash_add(hash, p, (size_t)(stop - p));
		classes = lookup(phrases, str_range(begin, stop), hash);
		if (index == 0)
			hits->begin |= classes;
		hits->leads |= index == 0 && n > 1 && classes & (PHRASE_TAIL | PHRASE_LINE);
		if (index + n >= words - EDGE_WORDS)
			hits->end |= classes;
		hits->parts += (classes & PHRASE_PART) != 0;
		hits->times += (classes & PHRASE_TIME) != 0;
		if (classes & (PHRASE_LINE | PHRASE_WORD)
		 || (n == 1 && is_number(str_range(begin, stop))))
			covered = n;
		if (!space)
			break;
		hash = hash_add(hash, " ", 1);
		p = space + 1;
	}
	return covered;
}

static bool contains(struct str text, struct str part, size_t *at)
{
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (text.ptr[i] == part.ptr[0]
		 && !memcmp(text.ptr + i, part.ptr, part.len)) {
			*at = i;
			return true;
		}
	return false;
}

static void find_signs(const struct phrases *phrases, struct str text,
                       struct phrase_hits *hits)
{
	for (size_t i = 0; i < phrases->n_signs; i++) {
		const struct phrase *phrase = &phrases->signs[i];
		size_t at;

		if (!contains(text, phrase->text, &at))
			continue;
		if (at == 0)
			hits->begin |= phrase->classes;
		if (at + phrase->text.len + 8 >= text.len)
			hits->end |= phrase->classes;
		hits->parts += (phrase->classes & PHRASE_PART) != 0;
		hits->times += (phrase->classes & PHRASE_TIME) != 0;
	}
}

static bool has_signs(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0xe3
		 && (unsigned char)text.ptr[i] <= 0xed)
			return true;
	return false;
}

struct phrase_hits phrases_find(const struct phrases *phrases, struct str text)
{
	struct phrase_hits hits = {0};
	struct str core = without_numbers(text);
	int words = 1, index = 0, covered = 0, until = 0;

	if (text.len > LOOK_BYTES || text.len == 0)
		return hits;
	hits.whole = lookup(phrases, core,
	                    hash_add(hash_begin(), core.ptr, core.len))
	           | lookup(phrases, text,
	                    hash_add(hash_begin(), text.ptr, text.len));
	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	for (size_t i = 0; i < text.len; i++) {
		if (i && text.ptr[i - 1] != ' ')
			continue;
		covered = find_at(phrases, text, text.ptr + i, index, words,
		                  &hits);
		if (until == index)
			until += covered;
		index++;
	}
	hits.covered = until == words && words > 1;
	if (has_signs(text))
		find_signs(phrases, text, &hits);
	return hits;
}
