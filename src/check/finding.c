/* SPDX-License-Identifier: MIT */
#include "check/finding.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#define NONE 0
#define KINDLE A2B_KINDLE
#define KOBO A2B_KOBO
#define APPLE A2B_APPLE
#define ALL (KINDLE | KOBO | APPLE)

#define APPLE_PREPARE \
	"https://itunespartner.apple.com/books/support/9-prepare-book"
#define KINDLE_MAIL \
	"https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220"
#define KINDLE_COVER \
	"https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX"
#define KINDLE_TOC "https://kdp.amazon.com/help?topicId=GY3AD8C6C6GAG42N"
#define KOBO_GUIDE "https://github.com/kobolabs/epub-spec"

static const struct {
	const char *name;
	unsigned refused, doubtful;
	const char *source;
} rules[RULE_COUNT] = {
#define RULE(id, name, refused, doubtful, text, source) \
	{name, refused, doubtful, source},
#include "check/rules.def"
#undef RULE
};

const char *a2b_platform_name(unsigned platform)
{
	switch (platform) {
	case A2B_KINDLE:
		return "Kindle";
	case A2B_KOBO:
		return "Kobo";
	case A2B_APPLE:
		return "Apple Books";
	}
	return NULL;
}

/* Would change how a terminal shows what follows: controls and bidi marks. */
static bool is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == UTF8_INVALID
	    || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Names and texts come from the book: what is printed of them is made safe. */
static const char *safe_copy(struct job *job, struct str s)
{
	struct buf safe;

	buf_init(&safe, job);
	buf_reserve(&safe, s.len);
	for (size_t at = 0; at < s.len;) {
		uint32_t c = utf8_next(s, &at);
		if (is_unsafe(c))
			buf_add_char(&safe, '?');
		else
			buf_add_utf8(&safe, c);
	}
	return job_copy(job, buf_str(&safe)).ptr;
}

void finding_add(struct findings *findings, enum rule rule, const char *file,
                 size_t line, const char *format, ...)
{
	size_t n = findings->of[rule].n++;
	struct finding *finding;
	char text[MESSAGE_MAX_BYTES];
	va_list args;

	if (n >= FINDINGS_KEPT)
		return;
	finding = &findings->of[rule].kept[n];
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	finding->text = safe_copy(findings->job, str_of(text));
	finding->line = line;
	if (file)
		finding->file = safe_copy(findings->job, str_of(file));
}

static void report_rule(const struct findings *findings, enum rule rule,
                        a2b_found *tell, void *user)
{
	size_t n = findings->of[rule].n;
	size_t kept = n < FINDINGS_KEPT ? n : FINDINGS_KEPT;

	for (size_t i = 0; i < kept; i++) {
		const struct finding *finding = &findings->of[rule].kept[i];
		tell(user, &(struct a2b_finding){
			.rule = rules[rule].name,
			.refused = rules[rule].refused,
			.doubtful = rules[rule].doubtful,
			.file = finding->file,
			.line = finding->line,
			.text = finding->text,
			.source = rules[rule].source,
			.more = i + 1 == kept ? n - kept : 0,
		});
	}
}

void findings_report(const struct findings *findings, a2b_found *tell,
                     void *user)
{
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rules[rule].refused)
			report_rule(findings, rule, tell, user);
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (!rules[rule].refused)
			report_rule(findings, rule, tell, user);
}
