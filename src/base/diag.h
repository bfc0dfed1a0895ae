/* SPDX-License-Identifier: MIT */
#ifndef A2B_DIAG_H
#define A2B_DIAG_H

#include <stdarg.h>
#include <stddef.h>

#include "art2book.h"

/*
 * Messages. diag.def is the one list of them: name, severity, text. A text is a
 * printf format, which the compiler checks where the message is used:
 *
 *	diag(job, charset_guessed, file, 0, "windows-1252");
 *
 * A message of severity error is not reported so: job_fail does, see job.h.
 */
enum diag_id {
#define DIAG(id, name, severity, text) DIAG_##id,
#include "base/diag.def"
#undef DIAG
	DIAG_COUNT
};

#define DIAG(id, name, severity, text) \
	__attribute__((unused)) static const char diag_text_##id[] = text;
#include "base/diag.def"
#undef DIAG

/* Who hears the messages; copied from the options. */
struct reporter {
	a2b_report *report; /* may be NULL */
	void *user;
};

/* `line` and `column` as in struct a2b_diag; `file` may be NULL. */
__attribute__((format(printf, 6, 7)))
void diag_report(const struct reporter *reporter, enum diag_id id,
                 const char *file, size_t line, size_t column,
                 const char *format, ...);
__attribute__((format(printf, 6, 0)))
void diag_report_va(const struct reporter *reporter, enum diag_id id,
                    const char *file, size_t line, size_t column,
                    const char *format, va_list args);

#define diag(job, id, file, line, ...) \
	diag_report(&(job)->reporter, DIAG_##id, file, line, 0, \
	            diag_text_##id, __VA_ARGS__)

#endif
