/* SPDX-License-Identifier: MIT */
#include "layout/hyphenate.h"

#define FOLDER "/usr/share/hyphen/"

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
	const struct patterns *patterns; /* NULL: not installed */
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

static struct hyphenator *load(struct hyphenators *hyphenators,
                               const struct row *row)
{
	struct job *job = hyphenators->job;
	struct hyphenator *hyphenator = job_alloc(job, sizeof(*hyphenator));
	const char *path = job_format(job, FOLDER "%s", row->file).ptr;

	hyphenator->row = row;
	hyphenator->next = hyphenators->first;
	hyphenators->first = hyphenator;
	hyphenator->patterns = patterns_load(job, path);
	if (!hyphenator->patterns)
		diag(job, hyphens_missing, NULL, 0, row->language,
		     row->package);
	return hyphenator;
}

const struct patterns *hyphenators_lookup(struct hyphenators *hyphenators,
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
	return at->patterns;
}
