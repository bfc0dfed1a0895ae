/* SPDX-License-Identifier: MIT */
#include "model/words.h"

static const struct words table[] = {
#define WORDS(...) {__VA_ARGS__},
#include "model/words.def"
#undef WORDS
};

const struct words *words_lookup(struct str language)
{
	const char *dash = language.len
	                 ? memchr(language.ptr, '-', language.len) : NULL;

	if (dash)
		language.len = (size_t)(dash - language.ptr);
	if (str_equal(language, STR_LIT("no")) || str_equal(language, STR_LIT("nn")))
		language = STR_LIT("nb");
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (str_equal(language, str_of(table[i].language)))
			return &table[i];
	return &table[0];
}

struct str words_minutes(struct job *job, const struct words *words,
                         int minutes)
{
	const char *place = strstr(words->minutes, "%d");

	return job_format(job, "%.*s%d%s", (int)(place - words->minutes),
	                  words->minutes, minutes, place + 2);
}

struct str words_mark(const struct words *words, struct str language)
{
	struct str theirs = str_of(words->language);

	if (str_starts(language, theirs)
	 && (language.len == theirs.len || language.ptr[theirs.len] == '-'))
		return STR_NONE;
	return theirs;
}
