/* SPDX-License-Identifier: MIT */
#include "read/lines.h"

#include "base/columns.h"
#include "base/utf8.h"

enum {
	MAX_COLUMNS = 100000, /* wider lines all count as this wide */
	TAB_COLUMNS = 8,
	CODE_INDENT = 4,
};

int columns(struct str text)
{
	int n = 0;

	for (size_t at = 0; at < text.len && n < MAX_COLUMNS;)
		n += columns_of(utf8_next(text, &at));
	return n;
}

int code_points(struct str text)
{
	size_t n = utf8_count(text);

	return n < MAX_COLUMNS ? (int)n : MAX_COLUMNS;
}

/* Length of the line end at `p`, 0 where there is none. */
static size_t line_end(const char *p, const char *end)
{
	switch (*p) {
	case '\r':
		return p + 1 < end && p[1] == '\n' ? 2 : 1;
	case '\n':
	case '\f':
	case '\v':
		return 1;
	case '\xc2':
		return p + 1 < end && p[1] == '\x85' ? 2 : 0;
	case '\xe2':
		return p + 2 < end && p[1] == '\x80'
		    && (p[2] == '\xa8' || p[2] == '\xa9') ? 3 : 0;
	default:
		return 0;
	}
}

/* Spaces and quote marks at the begin of a line. `margin` is the indent of the
   text before it: Markdown's code stands four columns to the right of that, and
   has no quote marks. */
static void measure_begin(struct line *line, int margin)
{
	struct str raw = line->raw;
	int column = 0;
	size_t at = 0;

	while (at < raw.len) {
		size_t here = at;
		uint32_t c = utf8_next(raw, &at);

		if (c == '\t') {
			column += TAB_COLUMNS - column % TAB_COLUMNS;
		} else if (c == '>'
		        && column - line->indent - margin < CODE_INDENT) {
			line->quote++;
			column++;
			line->indent = column;
		} else if (utf8_is_space(c)) {
			column += columns_of(c);
		} else {
			at = here;
			break;
		}
		if (column > MAX_COLUMNS)
			column = MAX_COLUMNS;
	}
	line->text = str_trim(str_range(raw.ptr + at, raw.ptr + raw.len));
	line->width = column + columns(line->text);
	line->points = column + code_points(line->text);
	line->indent = column - line->indent;
}

struct lines lines_split(struct job *job, struct str text)
{
	struct lines lines = {NULL, 0};
	const char *p = text.ptr, *end = text.ptr + text.len;
	size_t room = 0, number = 1;
	int margin = 0;

	while (p < end) {
		const char *begin = p;
		size_t stop = 0;
		struct line *line;

		while (p < end && !(stop = line_end(p, end)))
			p++;
		lines.items = job_grow(job, lines.items, &room, lines.n + 1,
		                       sizeof(*lines.items));
		line = &lines.items[lines.n++];
		*line = (struct line){.raw = str_range(begin, p),
		                      .number = number};
		measure_begin(line, margin);
		if (!line_blank(line) && !line->quote
		 && line->indent < CODE_INDENT)
			margin = line->indent;
		if (stop && (*p == '\n' || *p == '\r'))
			number++;
		p += stop;
	}
	return lines;
}
