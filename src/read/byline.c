/* SPDX-License-Identifier: MIT */
#include "read/byline.h"

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "model/date.h"
#include "model/locale.h"
#include "read/links.h"

enum {
	NAME_WORDS = 6,
	HEAD_BLOCKS = 8, /* where an address alone says where the text is from */
	MONTH_BYTES = 64,
};

/* ---- dates ---- */

enum { FORMS = 4, MONTHS = 12 };

/* Names of months in two languages, in small letters. */
struct months {
	struct str names[2 * FORMS * MONTHS];
	bool loaded;
};

static void close_format(void *format)
{
	udat_close(format);
}

static void add_months(struct job *job, struct months *months, size_t at,
                       const char *language)
{
	static const UDateFormatSymbolType forms[FORMS] = {
		UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
		UDAT_STANDALONE_SHORT_MONTHS,
	};
	UErrorCode error = U_ZERO_ERROR;
	struct cleanup *slot = job_reserve(job);
	UDateFormat *format = udat_open(UDAT_NONE, UDAT_SHORT, language, u"UTC",
	                                -1, NULL, 0, &error);

	job_own(job, slot, close_format, format);
	for (int i = 0; i < FORMS * MONTHS && U_SUCCESS(error); i++) {
		UChar name[MONTH_BYTES], small[MONTH_BYTES];
		char bytes[MONTH_BYTES * 3];
		int32_t n = udat_getSymbols(format, forms[i / MONTHS],
		                            i % MONTHS, name, MONTH_BYTES,
		                            &error);

		n = u_strToLower(small, MONTH_BYTES, name, n, language, &error);
		u_strToUTF8(bytes, sizeof(bytes), &n, small, n, &error);
		if (U_FAILURE(error) || n < 3)
			continue;
		if (bytes[n - 1] == '.')
			n--;
		months->names[at + (size_t)i] = job_copy(job,
			(struct str){bytes, (size_t)n});
	}
	job_release(job, slot);
}

/* 1 to 12; -1: no month in this language, nor in English. */
static int month_of(struct job *job, struct months *months,
                    const char *language, struct str word)
{
	if (!months->loaded) {
		months->loaded = true;
		add_months(job, months, 0, language);
		add_months(job, months, FORMS * MONTHS, "en");
	}
	for (size_t i = 0; i < 2 * FORMS * MONTHS; i++)
		if (months->names[i].len && str_equal(months->names[i], word))
			return (int)(i % MONTHS) + 1;
	return -1;
}

static struct str next_word(struct str *rest)
{
	const char *end = rest->ptr + rest->len;
	const char *space = memchr(rest->ptr, ' ', rest->len);
	struct str word = str_range(rest->ptr, space ? space : end);

	*rest = str_range(space ? space + 1 : end, end);
	return word;
}

static int number_of(struct str word)
{
	int number = 0;

	for (size_t i = 0; i < word.len && i < 5; i++) {
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return i && word.len - i <= 2 ? number : -1; /* "3rd" */
		number = number * 10 + (word.ptr[i] - '0');
	}
	return word.len && word.len < 5 ? number : -1;
}

/* "22 november 2026", "november 22 2026" */
static bool words_date(struct job *job, struct months *months,
                       const char *language, struct str normal,
                       struct date *date)
{
	struct str rest = normal, word;
	int before = -1;

	while ((word = next_word(&rest)).len || rest.len) {
		int month = word.len < 3 || number_of(word) >= 0 ? -1
			: month_of(job, months, language, word);
		struct str behind = rest;
		int first, second;

		if (month < 0) {
			before = number_of(word);
			continue;
		}
		first = number_of(next_word(&behind));
		second = number_of(next_word(&behind));
		date->month = month;
		if (before >= 1 && before <= 31 && first > 1500) {
			date->day = before;
			date->year = first;
			return true;
		}
		if (first >= 1 && first <= 31 && second > 1500) {
			date->day = first;
			date->year = second;
			return true;
		}
		before = -1;
	}
	return false;
}

/* "2026-11-22", "22.11.2026", "11/22/2026", "2026年11月22日" */
static bool numbers_date(struct str text, struct date *date)
{
	int parts[3] = {0};
	size_t n = 0, width[3] = {0};

	for (size_t i = 0; i < text.len && n < 3;) {
		size_t begin = i;
		int number = 0;

		while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'
		    && i - begin < 5)
			number = number * 10 + (text.ptr[i++] - '0');
		if (i == begin) {
			i++;
			continue;
		}
		parts[n] = number;
		width[n++] = i - begin;
		if (n < 3 && (i >= text.len
		 || (!strchr("-./", text.ptr[i])
		  && (unsigned char)text.ptr[i] < 0xe5)))
			n = 0;
	}
	if (n < 3)
		return false;
	if (width[0] == 4)
		*date = (struct date){parts[0], parts[1], parts[2]};
	else if (width[2] == 4 && (parts[0] > 12 || parts[0] == parts[1]
	      || memchr(text.ptr, '.', text.len)))
		*date = (struct date){parts[2], parts[1], parts[0]};
	else if (width[2] == 4 && parts[1] > 12)
		*date = (struct date){parts[2], parts[0], parts[1]};
	else
		return false;
	return true;
}

static void read_date(struct job *job, struct meta *meta,
                      struct months *months, struct str text,
                      const struct shape *shape)
{
	const char *language = icu_locale(job, meta->language);
	struct date date = {0};
	struct str iso;

	if (shape->date == DATE_NUMBERS ? !numbers_date(text, &date)
	    : shape->date != DATE_WORDS
	      || !words_date(job, months, language, shape->normal, &date))
		return;
	iso = job_format(job, "%04d-%02d-%02d", date.year, date.month, date.day);
	if (date_parse(iso, &date))
		meta->date = job_keep_copy(job, iso);
}

/* ---- authors ---- */

static bool ends_name(uint32_t c)
{
	return c == ',' || c == '|' || c == ';' || c == '(' || c == '/'
	    || c == 0xb7 || c == 0x2022 || c == 0x2014 || c == 0x2013
	    || c == ':' || c == '@' || (c >= '0' && c <= '9');
}

/* A name behind the word that begins a byline: "By Jane Doe | Nov 22". */
static void read_author(struct job *job, struct meta *meta, struct str text,
                        const struct shape *shape)
{
	struct str name;
	size_t at = 0, begin = 0, end;
	int words = 1;

	if (!(shape->phrases.begin & PHRASE_BYLINE)) {
		if (shape->words <= 4 && !shape->digits && shape->link == LINK_NONE)
			meta->author = job_keep_copy(job, text); /* a name alone */
		return;
	}
	if (shape->words > 20)
		return;
	/* The name begins with the first capital behind the first word. */
	while (at < text.len && !utf8_is_space(utf8_next(text, &at)))
		;
	for (begin = at; begin < text.len;) {
		size_t here = begin;
		uint32_t c = utf8_next(text, &begin);

		if (ends_name(c) && c != ':')
			return;
		if (u_isupper((UChar32)c)
		 || (u_isalpha((UChar32)c) && !u_islower((UChar32)c))) {
			begin = here;
			break;
		}
	}
	for (end = at = begin; at < text.len; end = at) {
		uint32_t c = utf8_next(text, &at);

		if (ends_name(c))
			break;
		words += c == ' ';
	}
	name = str_trim(str_range(text.ptr + begin, text.ptr + end));
	if (name.len < 3 || words > NAME_WORDS)
		return;
	meta->author = job_keep_copy(job, name);
}

void byline_read(struct job *job, struct meta *meta, const struct blocks *blocks,
                 const struct shape *shapes)
{
	struct months *months = job_alloc(job, sizeof(*months));

	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];

		if (block->kind == KIND_BYLINE && !meta->date.ptr)
			read_date(job, meta, months, block->text, &shapes[i]);
		if (block->kind == KIND_BYLINE && !meta->author.ptr)
			read_author(job, meta, block->text, &shapes[i]);
		if (i < HEAD_BLOCKS && !meta->source.ptr
		 && block->kind != KIND_FURNITURE
		 && shapes[i].link == LINK_ALONE)
			meta->source = job_keep_copy(job,
				links_first(block->text));
	}
}
