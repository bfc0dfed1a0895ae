/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include <stdio.h>

#include "base/limits.h"

static const struct {
	const char *name;
	enum a2b_severity severity;
} table[DIAG_COUNT] = {
#define DIAG(id, name, severity, text) {name, A2B_##severity},
#include "base/diag.def"
#undef DIAG
};

void diag_report_va(const struct reporter *reporter, enum diag_id id,
                    const char *file, size_t line, size_t column,
                    const char *format, va_list args)
{
	char text[MESSAGE_MAX_BYTES];
	struct a2b_diag diag = {
		.severity = table[id].severity,
		.name = table[id].name,
		.file = file,
		.line = line,
		.column = column,
		.text = text,
	};

	if (!reporter->report)
		return;
	vsnprintf(text, sizeof(text), format, args);
	reporter->report(reporter->user, &diag);
}

void diag_report(const struct reporter *reporter, enum diag_id id,
                 const char *file, size_t line, size_t column,
                 const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_report_va(reporter, id, file, line, column, format, args);
	va_end(args);
}
