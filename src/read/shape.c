/* SPDX-License-Identifier: MIT */
#include "read/shape.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/lines.h"
#include "read/links.h"

enum {
	LONG_WORD = 4,     /* letters; shorter words are often small anyhow */
	TOPIC_WORD = 5,    /* letters; shorter words seldom tell a topic */
	SITE_BYTES = 400,  /* in longer texts it says nothing */
	MAX_LOOK = 20000,  /* bytes: a longer block is prose whatever follows */
};

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f)
	    || c == 0x2039 || c == 0x203a || c == '\''
	    || (c >= 0x300c && c <= 0x300f);
}

static bool is_opening(uint32_t c)
{
	return c == '(' || c == '[' || c == 0xff08 || c == 0x3010;
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xff01
	    || c == 0xff1f || c == 0x61f || c == 0x6d4 || c == 0x964
	    || c == 0x2026;
}

static bool is_separator(uint32_t c)
{
	return c == '|' || c == 0xb7 || c == 0x2022 || c == 0xbb || c == 0x203a
	    || c == 0x2192 || c == 0x25b6 || c == 0xff5c;
}

/* Accents, and vowels of Indic scripts: parts of a word. */
static bool is_mark(uint32_t c)
{
	return (U_GET_GC_MASK((UChar32)c) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

static enum text_end end_of(uint32_t c)
{
	switch (c) {
	case '.': case 0x3002: case 0x6d4: case 0x964:
		return END_STOP;
	case '!': case 0xff01:
		return END_EXCLAMATION;
	case '?': case 0xff1f: case 0x61f:
		return END_QUESTION;
	case ':': case 0xff1a:
		return END_COLON;
	case ',': case ';': case 0xff0c: case 0x3001: case 0x60c: case 0xff1b:
		return END_COMMA;
	case 0x2026:
		return END_ELLIPSIS;
	case ')': case ']': case 0xff09: case 0x3011:
		return END_PAREN;
	default:
		break;
	}
	if (is_quote(c))
		return END_QUOTE;
	if (u_isdigit((UChar32)c))
		return END_DIGIT;
	return u_isalpha((UChar32)c) || u_charType((UChar32)c) <= U_ENCLOSING_MARK
		? END_OPEN : END_SIGN;
}

static enum text_start start_of(uint32_t c)
{
	if (is_quote(c))
		return START_QUOTE;
	if (u_isdigit((UChar32)c))
		return START_DIGIT;
	if (u_isupper((UChar32)c) || u_istitle((UChar32)c))
		return START_UPPER;
	if (u_islower((UChar32)c))
		return START_LOWER;
	return u_isalpha((UChar32)c) ? START_CASELESS : START_SIGN;
}

/* ---- words ---- */

struct words {
	struct shape *shape;
	struct buf normal;
	size_t begin;      /* of the word in `normal` */
	int letters;       /* of the word so far */
	bool upper;        /* it begins with a capital */
	bool pair;         /* it is a sign right after another */
	int room, topic_room;
	uint32_t before;   /* the code point before this one */
};

static uint32_t hash_of(const char *bytes, size_t n)
{
	uint32_t hash = 0x811c9dc5u;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash;
}

static void add_hash(struct job *job, uint32_t **hashes, int *n, int *room,
                     uint32_t hash)
{
	size_t space = (size_t)*room;

	*hashes = job_grow(job, *hashes, &space, (size_t)*n + 1,
	                   sizeof(**hashes));
	*room = (int)space;
	(*hashes)[(*n)++] = hash;
}

static void end_word(struct job *job, struct words *words)
{
	struct shape *shape = words->shape;
	size_t len = words->normal.len - words->begin;
	uint32_t hash;

	if (len == 0)
		return;
	/* Of scripts without spaces two signs make about a word. */
	hash = words->pair
		? hash_of(words->normal.ptr + words->begin - 3, len + 3)
		: hash_of(words->normal.ptr + words->begin, len);
	add_hash(job, &shape->hashes, &shape->n_hashes, &words->room, hash);
	if (words->pair || words->letters >= TOPIC_WORD)
		add_hash(job, &shape->topic, &shape->n_topic,
		         &words->topic_room, hash);
	shape->words++;
	if (words->letters >= LONG_WORD) {
		shape->long_words++;
		shape->capitals += words->upper;
	}
	words->letters = 0;
	words->begin = words->normal.len;
}

static void add_letter(struct job *job, struct words *words, uint32_t c)
{
	struct shape *shape = words->shape;

	if (words->normal.len == words->begin) {
		if (words->begin && !(sign_is_wide(c)
		 && shape->wide)) {
			buf_add_char(&words->normal, ' ');
			words->begin++;
		}
		words->upper = c < 0x80 ? c >= 'A' && c <= 'Z'
		                        : u_isupper((UChar32)c);
	}
	if (c < 0x80)
		buf_add_char(&words->normal, (char)(c >= 'A' && c <= 'Z'
		                                    ? c + 32 : c));
	else
		buf_add_utf8(&words->normal,
		             (uint32_t)u_tolower((UChar32)c));
	shape->glued |= c < 0x80 && c >= 'A' && c <= 'Z'
		&& u_islower((UChar32)words->before) && words->letters > 5;
	words->before = c;
	words->letters++;
	if (sign_is_wide(c)) {
		shape->wide++;
		end_word(job, words);
		words->pair = words->begin >= 3;
	} else {
		words->pair = false;
	}
}

/* Inside of a word, and no part of what is around it. */
static bool joins(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0xad;
}

static void read_words(struct job *job, struct shape *shape, struct str text)
{
	struct words words = {.shape = shape};
	uint32_t before = 0;

	buf_init(&words.normal, job);
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at), next = 0;
		size_t peek = at;

		if (at < text.len)
			next = utf8_next(text, &peek);
		if (c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z'
		             : u_isalpha((UChar32)c) || is_mark(c)) {
			shape->letters++;
			shape->upper += c < 0x80 ? c < 'a' : u_isupper((UChar32)c);
			add_letter(job, &words, c);
		} else if (c >= '0' && c <= '9') {
			shape->digits++;
			add_letter(job, &words, c);
		} else if (joins(c) && words.letters && u_isalnum((UChar32)next)) {
			if (c != 0xad)
				buf_add_char(&words.normal,
				             c == 0x2019 ? '\'' : c == 0x2010
				             ? '-' : (char)c);
		} else {
			end_word(job, &words);
			shape->sentences += is_stop(c) && peek < text.len
				&& (utf8_is_space(next) || sign_is_wide(next)
				 || is_quote(next))
				&& !u_isupper((UChar32)before);
			shape->separators += is_separator(c);
			shape->commas += c == ',' || c == 0x3001 || c == 0xff0c;
			shape->colon |= (c == ':' && utf8_is_space(next))
			             || c == 0xff1a;
			shape->copyright |= c == 0xa9;
		}
		before = c;
	}
	end_word(job, &words);
	shape->words -= shape->wide / 2;
	shape->normal = buf_end(&words.normal);
	shape->hash = hash_of(shape->normal.ptr, shape->normal.len);
}

struct str words_of(struct job *job, struct str text)
{
	struct shape shape = {0};

	read_words(job, &shape, text);
	return shape.normal;
}

/* ---- forms ---- */

static enum caps caps_of(const struct shape *shape, struct str text)
{
	size_t at = 0;
	uint32_t c;

	if (shape->upper == 0)
		return shape->start == START_CASELESS || shape->wide
		    || !shape->letters ? CAPS_NONE : CAPS_LOWER;
	if (shape->upper * 10 >= shape->letters * 9 && shape->letters > 1)
		return CAPS_ALL;
	if (shape->long_words > 1
	 && shape->capitals * 10 >= shape->long_words * 8)
		return CAPS_TITLE;
	while (at < text.len) {
		c = utf8_next(text, &at);
		if (u_isalpha((UChar32)c))
			return u_isupper((UChar32)c) ? CAPS_SENTENCE
			                             : CAPS_LOWER;
	}
	return CAPS_NONE;
}

static bool is_digit(struct str text, size_t at)
{
	return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* "22.11.2026", "2026-11-22", "11/22/26", "2026年11月" */
static bool has_number_date(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t k = i;
		char sign;
		int parts = 1;

		if (!is_digit(text, i) || (i && is_digit(text, i - 1)))
			continue;
		while (is_digit(text, k))
			k++;
		if (k - i == 4 && text.len - k >= 3
		 && !memcmp(text.ptr + k, "年", 3))
			return true;
		sign = k < text.len ? text.ptr[k] : 0;
		if (k - i > 4 || (sign != '.' && sign != '/' && sign != '-'))
			continue;
		while (k < text.len && text.ptr[k] == sign
		    && is_digit(text, k + 1) && parts < 4) {
			size_t begin = ++k;

			while (is_digit(text, k))
				k++;
			if (k - begin > 4 || k - begin == 3)
				break;
			parts++;
		}
		if (parts == 3)
			return true;
	}
	return false;
}

static bool has_clock(struct str text)
{
	for (size_t i = 1; i + 2 < text.len; i++)
		if (text.ptr[i] == ':' && is_digit(text, i - 1)
		 && is_digit(text, i + 1) && is_digit(text, i + 2))
			return true;
	return false;
}

static bool has_year(struct str text)
{
	for (size_t i = 0; i + 4 <= text.len; i++) {
		struct str head = {text.ptr + i, 2};

		if ((i == 0 || !is_digit(text, i - 1))
		 && (str_equal(head, STR_LIT("19"))
		  || str_equal(head, STR_LIT("20")))
		 && is_digit(text, i + 2) && is_digit(text, i + 3)
		 && !is_digit(text, i + 4))
			return true;
	}
	return false;
}

/* "二〇二四年十一月三日" */
static bool has_sign_date(struct str text)
{
	static const struct str signs[] = {{"年", 3}, {"月", 3}, {"日", 3}};
	size_t n = 0;

	for (size_t i = 0; i + 3 <= text.len && n < 3; i++)
		n += !memcmp(text.ptr + i, signs[n].ptr, 3);
	return n == 3;
}

static enum date_form date_of(const struct shape *shape, struct str text)
{
	if (shape->wide && shape->columns <= 40 && has_sign_date(text))
		return DATE_NUMBERS;
	if (!shape->digits)
		return DATE_NONE;
	if (has_number_date(text))
		return DATE_NUMBERS;
	if (shape->phrases.times && shape->words < 40)
		return DATE_WORDS;
	if (has_clock(text))
		return DATE_TIME;
	return has_year(text) ? DATE_YEAR : DATE_NONE;
}

/* Two numbers with a sign or short word between them, or nothing but one. */
static bool is_counter(const struct shape *shape, struct str text)
{
	int numbers = 0;

	for (size_t i = 0; i < text.len; i++)
		numbers += is_digit(text, i) && !is_digit(text, i + 1);
	return shape->words <= 5 && shape->digits
	    && (numbers == 2 ? shape->letters <= 12 : shape->letters == 0);
}

static bool is_small_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "post.example": a word, a dot, two to six small letters and the word's end. */
static bool has_site(struct str text)
{
	for (size_t i = 3; i + 2 < text.len; i++) {
		size_t k = i + 1;

		if (text.ptr[i] != '.' || !is_small_letter(text.ptr[i - 1])
		 || text.ptr[i - 2] == '.' || text.ptr[i - 2] == ' ')
			continue;
		while (k < text.len && is_small_letter(text.ptr[k]))
			k++;
		if (k - i > 2 && k - i <= 7
		 && (k == text.len || text.ptr[k] == ' ' || text.ptr[k] == '/'
		  || text.ptr[k] == ')'))
			return true;
	}
	return false;
}

static enum link_form link_of(struct str text)
{
	struct str link = links_first(text);

	if (link.len)
		return link.len + 4 >= text.len ? LINK_ALONE : LINK_INSIDE;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '@' && text.ptr[i] != '#')
			continue;
		if (i && text.ptr[i] == '@' && text.ptr[i - 1] != ' '
		 && text.ptr[i - 1] != '(')
			return LINK_MAIL;
		if ((i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '(')
		 && i + 1 < text.len && text.ptr[i + 1] != ' ')
			return LINK_HANDLE;
	}
	return LINK_NONE;
}

static void set_ends(struct shape *shape, struct str text)
{
	size_t at = 0, tail = text.len;
	uint32_t first, last, inner;

	shape->start = START_NOTHING;
	shape->end = END_NOTHING;
	if (str_empty(text))
		return;
	first = utf8_next(text, &at);
	while (tail > 0 && ((unsigned char)text.ptr[--tail] & 0xc0) == 0x80)
		;
	at = tail;
	last = utf8_next(text, &at);
	shape->start = start_of(first);
	shape->end = end_of(last);
	shape->quoted = is_quote(first) && is_quote(last);
	shape->brackets = is_opening(first) && shape->end == END_PAREN;
	/* What counts is the stop before a closing quote: said." */
	if (shape->end == END_QUOTE && tail > 0) {
		while (tail > 0
		    && ((unsigned char)text.ptr[--tail] & 0xc0) == 0x80)
			;
		inner = utf8_next(text, &tail);
		if (is_stop(inner) || inner == ',')
			shape->end = END_STOP;
	}
	if (text.len >= 3 && str_ends(text, STR_LIT("...")))
		shape->end = END_ELLIPSIS;
}

struct shape shape_of(struct job *job, const struct phrases *phrases,
                      struct str text)
{
	struct shape shape = {0};
	struct str head = text;

	if (head.len > MAX_LOOK) {
		head.len = MAX_LOOK;
		head.len = utf8_first_invalid(head);
	}
	shape.columns = columns(head);
	set_ends(&shape, text);
	read_words(job, &shape, head);
	shape.phrases = phrases_find(phrases, shape.normal);
	shape.caps = caps_of(&shape, head);
	shape.date = date_of(&shape, head);
	shape.link = link_of(head);
	shape.site = head.len <= SITE_BYTES && has_site(head);
	shape.counter = is_counter(&shape, head);
	return shape;
}
