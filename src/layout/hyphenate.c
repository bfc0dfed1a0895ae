/* SPDX-License-Identifier: MIT */
#include "layout/hyphenate.h"

#include <stdlib.h>
#include <unistd.h>

#include <hyphen.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "base/utf8.h"

#define FOLDER "/usr/share/hyphen/"

/* The fewest letters before and after a hyphen, unless a language wants
   more. */
#define LEAST_LETTERS 2

static const struct row {
	const char *language, *file, *package;
} rows[] = {
#define HYPHENS(language, file, package) {language, file, package},
#include "../fonts/hyphens.def"
#undef HYPHENS
};

struct hyphenator {
	struct hyphenator *next;
	const struct row *row;
	HyphenDict *dict;      /* NULL: not installed */
	UConverter *converter; /* NULL: the patterns are in UTF-8 */
};

/* ---- loading ---- */

/* Tags compare without regard to case. */
static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does the tag begin with `start`, as a whole number of parts? */
static bool tag_starts(struct str tag, const char *start)
{
	size_t n = strlen(start);

	if (tag.len < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(tag.ptr[i]) != lower(start[i]))
			return false;
	return tag.len == n || tag.ptr[n] == '-';
}

static const struct row *find_row(struct str language)
{
	const struct row *best = NULL;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (tag_starts(language, rows[i].language)
		 && (!best || strlen(rows[i].language)
		              > strlen(best->language)))
			best = &rows[i];
	return best;
}

static void free_dict(void *dict)
{
	hnj_hyphen_free(dict);
}

static void close_converter(void *converter)
{
	ucnv_close(converter);
}

/* "ISO8859-2" and its like are names that ICU knows too. */
static void open_converter(struct job *job, struct hyphenator *hyphenator)
{
	struct cleanup *slot = job_reserve(job);
	UErrorCode error = U_ZERO_ERROR;

	hyphenator->converter = ucnv_open(hyphenator->dict->cset, &error);
	if (U_FAILURE(error)) {
		hyphenator->converter = NULL;
		hyphenator->dict = NULL;
		return;
	}
	job_own(job, slot, close_converter, hyphenator->converter);
	ucnv_setFromUCallBack(hyphenator->converter, UCNV_FROM_U_CALLBACK_STOP,
	                      NULL, NULL, NULL, &error);
}

static struct hyphenator *load(struct hyphenators *hyphenators,
                               const struct row *row)
{
	struct job *job = hyphenators->job;
	struct cleanup *slot = job_reserve(job);
	struct hyphenator *hyphenator = job_alloc(job, sizeof(*hyphenator));
	const char *path = job_format(job, FOLDER "%s", row->file).ptr;

	hyphenator->row = row;
	hyphenator->next = hyphenators->first;
	hyphenators->first = hyphenator;
	/* libhyphen cannot tell a missing file from one it cannot read */
	if (access(path, R_OK) == 0)
		hyphenator->dict = hnj_hyphen_load(path);
	if (!hyphenator->dict) {
		diag(job, hyphens_missing, NULL, 0, row->language,
		     row->package);
		return hyphenator;
	}
	job_own(job, slot, free_dict, hyphenator->dict);
	if (!hyphenator->dict->utf8)
		open_converter(job, hyphenator);
	return hyphenator;
}

const struct hyphenator *hyphenators_lookup(struct hyphenators *hyphenators,
                                            struct str language)
{
	const struct row *row = find_row(language);
	struct hyphenator *at = hyphenators->first;

	if (!row)
		return NULL;
	while (at && at->row != row)
		at = at->next;
	if (!at)
		at = load(hyphenators, row);
	return at->dict ? at : NULL;
}

/* ---- dividing ---- */

/* The word in the charset of the patterns; 0: it has letters they lack. */
static size_t encode(const struct hyphenator *hyphenator,
                     const uint32_t *letters, size_t n,
                     char bytes[4 * HYPHENATE_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		UChar unit = (UChar)letters[i];
		UErrorCode error = U_ZERO_ERROR;
		if (!hyphenator->converter) {
			length += utf8_put(bytes + length, letters[i]);
			continue;
		}
		/* one byte a letter, or the places would not agree */
		if (letters[i] > 0xffff
		 || ucnv_fromUChars(hyphenator->converter, bytes + length, 2,
		                    &unit, 1, &error) != 1 || U_FAILURE(error))
			return 0;
		length++;
	}
	return length;
}

/*
 * A division that changes the spelling ("Schif-fahrt" from "Schiffahrt") is
 * refused: the text must come out of the book as it went in.
 */
static void refuse_changes(char **changes, size_t length, bool *after,
                           size_t n)
{
	for (size_t i = 0; changes && i < length; i++) {
		if (changes[i] && i < n)
			after[i] = false;
		free(changes[i]);
	}
	free(changes);
}

void hyphenate(const struct hyphenator *hyphenator, const uint32_t *letters,
               size_t n, bool *after)
{
	HyphenDict *dict = hyphenator->dict;
	char bytes[4 * HYPHENATE_MAX + 1], points[4 * HYPHENATE_MAX + 8] = {0};
	char **changes = NULL;
	int *begins = NULL, *cuts = NULL;
	int left = dict->lhmin > LEAST_LETTERS ? dict->lhmin : LEAST_LETTERS;
	int right = dict->rhmin > LEAST_LETTERS ? dict->rhmin : LEAST_LETTERS;
	size_t length = 0;

	memset(after, 0, n * sizeof(*after));
	if (n <= HYPHENATE_MAX)
		length = encode(hyphenator, letters, n, bytes);
	if (length == 0)
		return;
	bytes[length] = '\0';
	if (hnj_hyphen_hyphenate3(dict, bytes, (int)length, points, NULL,
	                          &changes, &begins, &cuts, left, right,
	                          dict->clhmin, dict->crhmin) == 0)
		for (size_t i = 0; i + 1 < n; i++)
			after[i] = points[i] & 1;
	refuse_changes(changes, length, after, n);
	free(begins);
	free(cuts);
	for (size_t i = 0; i < n; i++)
		if (i + 1 < (size_t)left || n - i - 1 < (size_t)right)
			after[i] = false;
}
