/* SPDX-License-Identifier: MIT */
#include "model/plain.h"

#include "base/buf.h"
#include "base/utf8.h"

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe
	    || c == 0xffff || c == UTF8_INVALID;
}

static bool is_break(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028
	    || c == 0x2029;
}

struct str plain_line(struct job *job, struct str value)
{
	struct str line;
	struct buf out;
	size_t at = 0;

	buf_init(&out, job);
	while (at < value.len) {
		size_t begin = at;
		uint32_t c = utf8_next(value, &at);

		if (is_break(c))
			buf_add_char(&out, ' ');
		else if (!is_control(c))
			buf_add(&out, value.ptr + begin, at - begin);
	}
	line = str_trim(buf_str(&out));
	return str_empty(line) ? STR_NONE : job_copy(job, line);
}
