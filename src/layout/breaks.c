/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "layout/shaped.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

/*
 * Where a line may end: where ICU says so (Unicode's UAX 14, with dictionaries
 * for Thai and its like, and the rules of Chinese and Japanese), at the joints
 * of addresses, and inside words behind a hyphen.
 */

/* ---- ICU ---- */

struct breaker {
	struct breaker *next;
	struct str locale;
	UBreakIterator *iterator;
};

static void close_breaker(void *iterator)
{
	ubrk_close(iterator);
}

static void fail(struct typesetter *typesetter, UErrorCode error)
{
	job_fail(typesetter->job, A2B_INTERNAL, internal, NULL, 0, "ICU",
	         u_errorName(error));
}

static struct str first_part(struct str tag)
{
	size_t n = 0;

	while (n < tag.len && tag.ptr[n] != '-')
		n++;
	return (struct str){tag.ptr, n};
}

/* Books follow the strict rules of Japanese: no small kana begins a line. */
static struct breaker *find_breaker(struct typesetter *typesetter,
                                    struct str language)
{
	struct job *job = typesetter->job;
	struct str locale = first_part(language);
	struct breaker *at = typesetter->breakers;
	struct cleanup *slot;
	UErrorCode error = U_ZERO_ERROR;

	while (at && !str_equal(at->locale, locale))
		at = at->next;
	if (at)
		return at;
	slot = job_reserve(job);
	at = job_alloc(job, sizeof(*at));
	at->locale = job_copy(job, locale);
	at->iterator = ubrk_open(UBRK_LINE,
	                         job_format(job, "%.*s@lb=strict",
	                                    STR_ARG(locale)).ptr,
	                         NULL, 0, &error);
	if (U_FAILURE(error))
		fail(typesetter, error);
	job_own(job, slot, close_breaker, at->iterator);
	at->next = typesetter->breakers;
	typesetter->breakers = at;
	return at;
}

static void ask_icu(struct typesetter *typesetter, struct shaped *shaped,
                    struct str language)
{
	UBreakIterator *iterator = find_breaker(typesetter, language)->iterator;
	UText text = UTEXT_INITIALIZER;
	UErrorCode error = U_ZERO_ERROR;
	int32_t at;

	utext_openUTF8(&text, shaped->text.ptr, (int64_t)shaped->text.len,
	               &error);
	ubrk_setUText(iterator, &text, &error);
	if (U_FAILURE(error))
		fail(typesetter, error);
	for (at = ubrk_first(iterator); at != UBRK_DONE;
	     at = ubrk_next(iterator)) {
		uint32_t *flags = &shaped->at[at];
		if (at == 0 || (size_t)at >= shaped->text.len)
			continue;
		if (ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD)
			*flags |= AT_FORCED;
		else
			*flags |= AT_BREAK;
		if (*flags & AT_DICTIONARY
		 && !(shaped->at[at - 1] & AT_BLANK))
			*flags |= AT_GAP;
	}
	utext_close(&text);
}

/* ---- what ICU does not know ---- */

static uint32_t code_at(const struct shaped *shaped, size_t at)
{
	return at < shaped->text.len ? utf8_next(shaped->text, &at) : 0;
}

/* Where the character before a byte begins. */
static size_t step_back(const struct shaped *shaped, size_t at)
{
	while (at > 0 && ((unsigned char)shaped->text.ptr[--at] & 0xc0) == 0x80)
		;
	return at;
}

/*
 * French sets a space inside its quotes and before high marks, and bare text
 * often has a common one there; no line may end at it.
 */
static bool parts_french_mark(const struct shaped *shaped, size_t at)
{
	size_t before = step_back(shaped, at);
	uint32_t c = code_at(shaped, at);

	if (!(shaped->at[before] & AT_BLANK) || before == 0)
		return false;
	before = step_back(shaped, before);
	return c == 0xbb || c == 0x203a || c == ';' || c == ':' || c == '!'
	    || c == '?' || code_at(shaped, before) == 0xab
	    || code_at(shaped, before) == 0x2039;
}

static void keep_french_marks(struct shaped *shaped)
{
	for (size_t at = 1; at < shaped->text.len; at++)
		if (shaped->at[at] & AT_BREAK && parts_french_mark(shaped, at))
			shaped->at[at] &= ~(uint32_t)AT_BREAK;
}

/* Korean words are whole in headings, though lines of a book may part them. */
static void keep_korean_words(struct shaped *shaped)
{
	for (size_t at = 1; at < shaped->text.len; at++) {
		uint32_t before = code_at(shaped, step_back(shaped, at));
		uint32_t c = code_at(shaped, at);

		if (shaped->at[at] & AT_BREAK && before >= 0xac00
		 && before <= 0xd7a3 && c >= 0xac00 && c <= 0xd7a3)
			shaped->at[at] &= ~(uint32_t)AT_BREAK;
	}
}

/* ---- addresses ---- */

static bool in_address(unsigned char c)
{
	return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>';
}

static bool is_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_joint(unsigned char c)
{
	return c && strchr("/.-_?&=#%+,;:@~", c) != NULL;
}

/* "https://...", "www.example.org", "example.org/a", "192.0.2.1". */
static bool is_address(struct str word)
{
	bool dot = false, at_sign = false, slash = false;
	int numbers = 0;

	for (size_t i = 1; i + 1 < word.len; i++) {
		unsigned char before = (unsigned char)word.ptr[i - 1];
		unsigned char c = (unsigned char)word.ptr[i];
		unsigned char after = (unsigned char)word.ptr[i + 1];

		if (c == ':' && after == '/')
			return true;
		if (c == '_')
			return true;
		numbers += c == '.' && is_digit(before) && is_digit(after);
		at_sign |= c == '@';
		slash |= c == '/';
		dot |= c == '.' && i > 1 && i + 2 < word.len
			&& is_letter(before) && is_letter(after)
			&& (is_letter((unsigned char)word.ptr[i + 2])
			    || is_letter((unsigned char)word.ptr[i - 2]));
	}
	return dot || numbers >= 3 || (at_sign && slash);
}

/* Joints leave three characters on each line, and do not part "//" or "...". */
static void joint_address(struct shaped *shaped, size_t begin, size_t end)
{
	const char *text = shaped->text.ptr;

	for (size_t at = begin; at < end; at++) {
		uint32_t *flags = &shaped->at[at];

		*flags |= AT_ADDRESS;
		if (at == begin)
			continue;
		*flags &= ~(uint32_t)AT_BREAK;
		if (at >= begin + 3 && at + 3 <= end
		 && is_joint((unsigned char)text[at - 1])
		 && !is_joint((unsigned char)text[at]))
			*flags |= AT_JOINT;
	}
}

static void find_addresses(struct shaped *shaped)
{
	struct str text = shaped->text;
	size_t at = 0;

	while (at < text.len) {
		size_t begin = at;
		while (at < text.len && in_address((unsigned char)text.ptr[at]))
			at++;
		if (at - begin > 4 && is_address((struct str){text.ptr + begin,
		                                              at - begin}))
			joint_address(shaped, begin, at);
		if (at == begin)
			at++;
	}
}

/* ---- hyphens ---- */

/* A row of letters in one span, without an apostrophe or a hyphen. */
struct word {
	size_t begin, end;
	uint32_t letters[HYPHENATE_MAX + 1]; /* in lower case */
	size_t after[HYPHENATE_MAX + 1];     /* the byte behind each */
	size_t n;          /* over HYPHENATE_MAX: too long to divide */
	size_t capitals;
	bool soft;         /* the author says where to divide it */
};

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010;
}

static size_t read_word(const struct shaped *shaped, size_t at, size_t limit,
                        struct word *word)
{
	word->begin = word->end = at;
	word->n = word->capitals = 0;
	word->soft = false;
	while (at < limit) {
		size_t here = at;
		UChar32 c = (UChar32)utf8_next(shaped->text, &at);

		if (!u_isalpha(c))
			return here;
		word->soft |= here > word->begin
			&& (shaped->at[here] & AT_SOFT);
		word->capitals += (size_t)u_isupper(c);
		if (word->n < HYPHENATE_MAX) {
			word->letters[word->n] = (uint32_t)u_tolower(c);
			word->after[word->n] = at;
		}
		word->n += word->n <= HYPHENATE_MAX;
		word->end = at;
	}
	return limit;
}

/* So many letters of a word stay on its line at least. */
#define EDGE 3

/* Letters of the same word that stand before an apostrophe: "dell’". More than
   EDGE are as good as EDGE, and a word of apostrophes may have no end. */
static size_t letters_before(const struct shaped *shaped, size_t begin)
{
	size_t n = 0, at = begin;

	while (at > 0 && n < EDGE) {
		uint32_t c = code_at(shaped, at = step_back(shaped, at));
		if (!u_isalpha((UChar32)c) && !is_apostrophe(c))
			break;
		n++;
	}
	return n;
}

/* "McDonald", "iPhone" and "UNESCO" stay whole. */
static bool is_plain(const struct shaped *shaped, const struct word *word)
{
	return word->capitals == 0
		|| (word->capitals == 1
		    && word->letters[0] != code_at(shaped, word->begin));
}

static bool divides(const struct shaped *shaped, const struct word *word)
{
	uint32_t before = word->begin == 0 ? 0
		: code_at(shaped, step_back(shaped, word->begin));
	uint32_t behind = code_at(shaped, word->end);

	return word->n >= 5 && word->n <= HYPHENATE_MAX && !word->soft
		&& is_plain(shaped, word)
		&& !(shaped->at[word->begin] & AT_ADDRESS)
		&& !u_isdigit((UChar32)before) && !u_isdigit((UChar32)behind)
		&& !(behind >= 0x300 && behind < 0x370);
}

static void divide(struct shaped *shaped, const struct patterns *patterns,
                   const struct word *word)
{
	bool after[HYPHENATE_MAX + 1];
	size_t extra = letters_before(shaped, word->begin);
	uint32_t compound = 0;

	if (is_hyphen(code_at(shaped, word->end))
	 || (word->begin > 0
	     && is_hyphen(code_at(shaped, step_back(shaped, word->begin)))))
		compound = AT_COMPOUND;
	patterns_divide(patterns, word->letters, word->n, after);
	for (size_t i = 0; i + 1 < word->n; i++) {
		uint32_t *flags = &shaped->at[word->after[i]];
		if (!after[i])
			continue;
		*flags |= AT_HYPHEN | compound;
		if (word->capitals)
			*flags |= AT_NAME;
		if (i + 1 + extra < EDGE || word->n - i - 1 < EDGE)
			*flags |= AT_EDGE;
	}
}

static void hyphenate_span(struct typesetter *typesetter,
                           struct shaped *shaped, size_t span)
{
	const struct span *look = &shaped->paragraph.spans[span];
	size_t limit = shaped->span_begin[span + 1];
	const struct patterns *patterns;
	struct word word;

	if (!look->hyphenate)
		return;
	patterns = hyphenators_lookup(&typesetter->hyphenators, look->language);
	if (!patterns)
		return;
	for (size_t at = shaped->span_begin[span]; at < limit;) {
		size_t next = read_word(shaped, at, limit, &word);

		if (next > at) {
			if (divides(shaped, &word))
				divide(shaped, patterns, &word);
			at = next;
		} else {
			utf8_next(shaped->text, &at);
		}
	}
}

void breaks_find(struct typesetter *typesetter, struct shaped *shaped)
{
	const struct paragraph *paragraph = &shaped->paragraph;
	struct str language = paragraph->n_spans ? paragraph->spans[0].language
	                                         : STR_NONE;

	ask_icu(typesetter, shaped, language);
	if (str_equal(first_part(language), STR_LIT("fr")))
		keep_french_marks(shaped);
	if (paragraph->align != ALIGN_JUSTIFY
	 && str_equal(first_part(language), STR_LIT("ko")))
		keep_korean_words(shaped);
	find_addresses(shaped);
	for (size_t i = 0; i < paragraph->n_spans; i++)
		hyphenate_span(typesetter, shaped, i);
}
