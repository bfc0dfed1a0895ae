/* SPDX-License-Identifier: MIT */
#include "tool/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void report_make_printable(char *line)
{
	for (unsigned char *c = (unsigned char *)line; *c; c++) {
		if (*c < 0x20 || *c == 0x7f)
			*c = '?';
		else if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
			c[0] = c[1] = '?';
	}
}

static void format_line(char *line, size_t size, const struct a2b_diag *diag)
{
	static const char *const prefixes[] = {
		[A2B_NOTE] = "note: ",
		[A2B_WARNING] = "warning: ",
		[A2B_ERROR] = "",
	};
	char place[64] = "";

	if (diag->file && diag->line && diag->column)
		snprintf(place, sizeof(place), ":%zu:%zu", diag->line,
		         diag->column);
	else if (diag->file && diag->line)
		snprintf(place, sizeof(place), ":%zu", diag->line);
	snprintf(line, size, "art2book: %s%s%s%s%s [%s]",
	         diag->file ? diag->file : "", place, diag->file ? ": " : "",
	         prefixes[diag->severity], diag->text, diag->name);
	report_make_printable(line);
}

static void print_line(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

void report_message(void *user, const struct a2b_diag *diag)
{
	struct report *report = user;
	char line[sizeof(report->held)];

	if (diag->severity == A2B_NOTE && report->quiet)
		return;
	format_line(line, sizeof(line), diag);
	progress_clear(&report->progress);
	if (strcmp(diag->name, "furniture") || report->verbose)
		print_line(line);
	else if (report->furniture++ == 0)
		memcpy(report->held, line, sizeof(line));
}

void report_usage(const char *format, ...)
{
	char text[1024], line[2048];
	const struct a2b_diag diag = {
		.severity = A2B_ERROR,
		.name = "bad-option",
		.text = text,
	};
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	format_line(line, sizeof(line), &diag);
	print_line(line);
}

void report_furniture(struct report *report, size_t n_articles)
{
	if (!report->furniture)
		return;
	progress_clear(&report->progress);
	if (n_articles == 1)
		print_line(report->held);
	else
		fprintf(stderr, "art2book: note: left out page furniture in "
		        "%zu of %zu articles, -v says where [furniture]\n",
		        report->furniture, n_articles);
	report->furniture = 0;
}
