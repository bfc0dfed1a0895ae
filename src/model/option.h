/* SPDX-License-Identifier: MIT */
#ifndef A2B_OPTION_H
#define A2B_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "base/str.h"

/*
 * The fields of struct a2b_options by their names, which are those of the
 * command's long options and of a collection file's keys.
 */
enum option_kind {
	OPTION_TEXT,
	OPTION_LANGUAGE, /* a text that is a tag, as BCP 47 writes it then */
	OPTION_DATE,   /* a text that date_parse reads */
	OPTION_FILE,   /* a path, in a collection file relative to it */
	OPTION_CHOICE, /* a text that is one of a few words */
	OPTION_NUMBER, /* a size_t, from 1 */
	OPTION_PAGES,  /* a size_t, a multiple of 4 */
	OPTION_FLAG,   /* a bool */
};

struct option {
	const char *name;
	enum option_kind kind;
	size_t field;        /* its offset in struct a2b_options */
	const char *choices; /* of OPTION_CHOICE: "book, digest, screen" */
};

/* NULL: no such option. */
const struct option *option_lookup(struct str name);
/* All in turn: the first after NULL, NULL after the last. */
const struct option *option_next(const struct option *option);

/* What is wrong with a text as the option's value, for messages; NULL: nothing
   is. Flags are "true" or "false". */
const char *option_refuse(struct job *job, const struct option *option,
                          struct str value);

/* Its value as a text, in the job's memory or the options' own; STR_NONE where it
   was not given. */
struct str option_value(struct job *job, const struct a2b_options *options,
                        const struct option *option);

/* Gives it a value that was not refused; its text is copied into the
   document's memory. */
void option_set(struct job *job, struct a2b_options *options,
                const struct option *option, struct str value);

#endif
