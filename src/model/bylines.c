/* SPDX-License-Identifier: MIT */
#include "model/bylines.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Without the difference of capitals. */
static struct str folded(struct job *job, struct str text)
{
	struct buf out;

	buf_init(&out, job);
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		char bytes[4];

		c = (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
		buf_add(&out, bytes, utf8_put(bytes, c));
	}
	return job_copy(job, buf_str(&out));
}

struct str bylines_text(struct job *job, const struct node *article)
{
	struct buf out;

	buf_init(&out, job);
	for (const struct node *n = article->first; n; n = n->next) {
		if (n->kind != NODE_BYLINE)
			continue;
		buf_add_str(&out, node_plain_text(job, n));
		buf_add_char(&out, '\n');
	}
	return folded(job, buf_str(&out));
}

bool bylines_name(struct job *job, struct str lines, struct str names)
{
	struct str rest = folded(job, names);
	const char *end = rest.ptr + rest.len;

	while (rest.len) {
		const char *stop = strpbrk(rest.ptr, ",;");
		const char *next = stop ? stop : end;
		struct str name = str_trim(str_range(rest.ptr, next));

		if (!strstr(lines.ptr, job_copy(job, name).ptr))
			return false;
		rest = str_range(stop ? stop + 1 : end, end);
	}
	return true;
}

/* Does the number stand there by itself, in the digits of whatever script? */
static bool has_number(struct str lines, int number)
{
	int read = -1;

	for (size_t at = 0; at < lines.len;) {
		int digit = u_charDigitValue((UChar32)utf8_next(lines, &at));

		if (digit >= 0 && read < 10000)
			read = (read < 0 ? 0 : read * 10) + digit;
		else if (digit < 0 && read == number)
			return true;
		else if (digit < 0)
			read = -1;
	}
	return read == number;
}

bool bylines_date(struct str lines, struct date date)
{
	return has_number(lines, date.year)
	    && (!date.day || has_number(lines, date.day));
}
