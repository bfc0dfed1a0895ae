/* SPDX-License-Identifier: MIT */
#include "read/hyphens.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

enum {
	MANY = 5, /* percent of the lines: these hyphens are a typesetter's */
};

struct hyphens {
	struct job *job;
	const struct lines *lines;
	struct map words; /* in small letters; of those not divided */
	bool read;        /* the words are in */
	size_t compounds; /* as many are in lines */
	bool typeset;     /* divided words are the rule in this text */
	bool whole;       /* compounds are never broken at their hyphens */
};

static bool is_letter(uint32_t c)
{
	return c != UTF8_INVALID && u_isalpha((UChar32)c);
}

static bool is_inside(uint32_t c)
{
	return is_letter(c) || c == '-' || c == 0x2010
	    || (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK));
}

/* Where the word begins that `text` ends in. */
static size_t last_word(struct str text)
{
	size_t begin = text.len;

	while (begin > 0) {
		size_t at = begin - 1, here;

		while (at > 0 && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
			at--;
		here = at;
		if (!is_inside(utf8_next(text, &at)))
			break;
		begin = here;
	}
	return begin;
}

/* Where the word ends that `text` begins with. */
static size_t first_word(struct str text)
{
	size_t end = 0;

	for (size_t at = 0; at < text.len; end = at)
		if (!is_inside(utf8_next(text, &at)))
			break;
	return end;
}

static void add_small(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);

		buf_add_utf8(out, c == 0x2010 ? '-'
		                  : (uint32_t)u_tolower((UChar32)c));
	}
}

bool divides_word(const struct line *line, const struct line *next)
{
	struct str text = line->text;
	size_t at = 0, last;
	uint32_t c;

	if (text.len < 2 || text.ptr[text.len - 1] != '-' || !next->text.len)
		return false;
	c = utf8_next(next->text, &at);
	if (c == UTF8_INVALID || !u_islower((UChar32)c))
		return false;
	text.len--;
	last = last_word(text);
	return last < text.len && text.ptr[text.len - 1] != '-';
}

static bool is_compound(struct str word)
{
	const char *hyphen = word.len < 3 ? NULL
		: memchr(word.ptr + 1, '-', word.len - 2);

	return hyphen && hyphen[1] != '-' && hyphen[-1] != '-';
}

static void add_words(struct hyphens *h, struct str text)
{
	while (text.len) {
		size_t at = first_word(text);

		if (at) {
			struct buf word;

			buf_init(&word, h->job);
			add_small(&word, (struct str){text.ptr, at});
			h->compounds += is_compound(buf_str(&word));
			*map_at(&h->words, buf_end(&word)) = h;
		} else {
			utf8_next(text, &at);
		}
		text = str_range(text.ptr + at, text.ptr + text.len);
	}
}

/* All words but the halves of divided ones. */
static void read_words(struct hyphens *h)
{
	const struct lines *lines = h->lines;
	bool divided = false;

	h->read = true;
	h->words.job = h->job;
	for (size_t i = 0; i < lines->n; i++) {
		struct str text = lines->items[i].text;

		if (divided) {
			size_t len = first_word(text);

			text = str_range(text.ptr + len, text.ptr + text.len);
		}
		divided = i + 1 < lines->n
		       && divides_word(&lines->items[i], &lines->items[i + 1]);
		if (divided)
			text.len = last_word(text);
		add_words(h, text);
	}
}

static bool knows(struct hyphens *h, struct str head, const char *between,
                  struct str tail)
{
	struct buf word;

	buf_init(&word, h->job);
	add_small(&word, head);
	buf_add_str(&word, str_of(between));
	add_small(&word, tail);
	return map_get(&h->words, buf_end(&word)) != NULL;
}

/* A divided word. */
struct halves {
	struct str head, tail;
};

static struct halves halves_of(struct str before, struct str behind)
{
	return (struct halves){
		str_range(before.ptr + last_word(before),
		          before.ptr + before.len),
		{behind.ptr, first_word(behind)},
	};
}

/* Is it the rule here that words are divided? So many lines end in hyphens that
   they cannot all be the words' own, for those stand inside of lines most often,
   and of the words that are found elsewhere more have none than have one. */
static bool is_typeset(struct hyphens *h)
{
	const struct lines *lines = h->lines;
	size_t divided = 0, full = 0, soft = 0, hard = 0;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		const struct line *line = &lines->items[i];
		struct str head = line->text;
		struct halves word;

		full += !line_blank(line) && !line_blank(line + 1);
		if (!divides_word(line, line + 1))
			continue;
		divided++;
		head.len--;
		word = halves_of(head, line[1].text);
		soft += knows(h, word.head, "", word.tail);
		hard += knows(h, word.head, "-", word.tail);
	}
	return soft > hard || (soft == hard && divided > 2
	                       && divided * 100 >= full * MANY
	                       && divided > h->compounds);
}

struct hyphens *hyphens_find(struct job *job, const struct lines *lines,
                             bool whole)
{
	struct hyphens *h = job_alloc(job, sizeof(*h));

	h->job = job;
	h->lines = lines;
	h->whole = whole;
	return h;
}

/* Words that join two others, of which the first may lack its end. */
static bool is_conjunction(struct str word)
{
	static const char *const words[] = {
		"and", "or", "to", "und", "oder", "bis", "bzw", "en", "of", "och",
		"eller", "og", "ja", "tai", "et", "ou", "y", "o", "e", "i", "lub",
		"a", "nebo", "ili",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return false;
}

enum hyphen hyphen_kind(struct hyphens *h, struct str head, struct str tail)
{
	struct halves word = halves_of(head, tail);
	uint32_t next = utf8_first(tail);
	bool soft, hard;

	if (!is_letter(utf8_last(head)) || !is_letter(next))
		return HYPHEN_LAST;
	if (!h->read) {
		read_words(h);
		h->typeset = is_typeset(h);
	}
	soft = knows(h, word.head, "", word.tail);
	hard = knows(h, word.head, "-", word.tail);
	if (soft != hard)
		return soft && u_islower((UChar32)next) ? HYPHEN_SOFT : HYPHEN_OWN;
	if (h->whole && !hard)
		return HYPHEN_LAST;
	if (is_conjunction(word.tail) && !h->typeset)
		return HYPHEN_LAST;
	/* Two words of the text make a compound sooner than a third word. */
	return u_islower((UChar32)next) && h->typeset && !hard
	    && !(knows(h, word.head, "", STR_LIT(""))
	      && knows(h, word.tail, "", STR_LIT("")))
	     ? HYPHEN_SOFT : HYPHEN_OWN;
}
