/* SPDX-License-Identifier: MIT */
#ifndef A2B_FINDING_H
#define A2B_FINDING_H

#include <stddef.h>

#include "art2book.h"
#include "base/job.h"

/*
 * What was found in a book. rules.def is the one list of rules; their texts are
 * printf formats, which the compiler checks where a rule is used:
 *
 *	found(findings, zip_comment, NULL, 0);
 *	found_with(findings, title_twice, opf, line, n);
 */
enum rule {
#define RULE(id, name, refused, doubtful, text, source) RULE_##id,
#include "check/rules.def"
#undef RULE
	RULE_COUNT
};

#define RULE(id, name, refused, doubtful, text, source) \
	__attribute__((unused)) static const char rule_text_##id[] = text;
#include "check/rules.def"
#undef RULE

struct finding {
	const char *file; /* NULL: the book as a whole */
	size_t line;
	const char *text;
};

/* Of each rule only the first few findings are kept, the others are counted. */
enum { FINDINGS_KEPT = 5 };

struct findings {
	struct job *job;
	struct {
		struct finding kept[FINDINGS_KEPT];
		size_t n; /* all of them */
	} of[RULE_COUNT];
};

/* `file` is copied; NULL and a line of 0 where none is meant. */
__attribute__((format(printf, 5, 6)))
void finding_add(struct findings *findings, enum rule rule, const char *file,
                 size_t line, const char *format, ...);

#define found(findings, id, file, line) \
	finding_add(findings, RULE_##id, file, line, "%s", rule_text_##id)
#define found_with(findings, id, file, line, ...) \
	finding_add(findings, RULE_##id, file, line, rule_text_##id, __VA_ARGS__)

/* Hands them all on: the refused before the doubtful, each in rules.def's order. */
void findings_report(const struct findings *findings, a2b_found *tell,
                     void *user);

#endif
