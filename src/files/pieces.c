/* SPDX-License-Identifier: MIT */
#include "files/pieces.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "read/lines.h"

enum {
	FRONT_MAX_LINES = 200,    /* longer: a rule, not front matter */
	TITLE_MAX_COLUMNS = 120
};

/* Three or more of one sign and nothing else. */
static bool is_row_of(const struct line *line, char sign)
{
	struct str text = line->text;

	if (text.len < 3 || line->quote || line->indent)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != sign)
			return false;
	return true;
}

static bool is_fence(const struct line *line)
{
	return line->text.len == 3 && is_row_of(line, '-');
}

/* "key:" or "key: value" */
static bool is_key(const struct line *line)
{
	size_t i = 0;

	while (i < line->text.len
	    && (((line->text.ptr[i] | 32) >= 'a'
	         && (line->text.ptr[i] | 32) <= 'z')
	        || line->text.ptr[i] == '_' || line->text.ptr[i] == '-'))
		i++;
	return i > 0 && i < line->text.len && line->text.ptr[i] == ':'
	    && (i + 1 == line->text.len || line->text.ptr[i + 1] == ' ');
}

/* The line behind the front matter that begins at `i`; `i` if none does. */
static size_t behind_front(const struct lines *lines, size_t i)
{
	size_t begin = i;

	if (i + 2 >= lines->n || !is_fence(&lines->items[i])
	 || !is_key(&lines->items[i + 1]))
		return begin;
	for (i++; i < lines->n && i - begin < FRONT_MAX_LINES; i++)
		if (is_fence(&lines->items[i])
		 || str_equal(lines->items[i].text, STR_LIT("...")))
			return i + 1;
	return begin;
}

/* Does a sentence, or a part of one, end here? */
static bool ends_sentence(struct str text)
{
	static const char *const ends[] = {".", ",", ";", ":", "。", "、", "।"};

	if (str_ends(text, STR_LIT("...")))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(text, str_of(ends[i])))
			return true;
	return false;
}

/* A line by itself, with text behind it. */
static bool is_title(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->items[i], *next = line + 1;

	return i + 1 < lines->n && line->width <= TITLE_MAX_COLUMNS
	    && !ends_sentence(line->text)
	    && (line_blank(next) || next->width > 2 * line->width);
}

/* A line under a heading that is as long as the heading. */
static bool is_underline(const struct lines *lines, size_t i)
{
	return i > 0 && !line_blank(&lines->items[i - 1])
	    && abs(lines->items[i].width - lines->items[i - 1].width) <= 2;
}

/* Where the next article begins if line `i` stands between two; 0: it does
   not. */
static size_t article_behind(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->items[i];
	size_t next = i + 1;

	if (behind_front(lines, i) > i)
		return i;
	if ((!is_row_of(line, '-') && !is_row_of(line, '='))
	 || is_underline(lines, i))
		return 0;
	while (next < lines->n && line_blank(&lines->items[next]))
		next++;
	if (next == lines->n)
		return 0;
	return behind_front(lines, next) > next || is_title(lines, next)
		? next : 0;
}

static bool ends_in_form_feed(const struct line *line, const char *end)
{
	const char *behind = line->raw.ptr + line->raw.len;

	return behind < end && *behind == '\f';
}

struct cutting {
	struct job *job;
	const struct lines *lines;
	struct pieces pieces;
	size_t room;
	size_t begin; /* of the piece, a line */
	bool text;    /* there is some in it */
};

/* The piece ends before line `end`, and the next begins at `next`. */
static void cut(struct cutting *c, size_t end, size_t next)
{
	const struct line *first = &c->lines->items[c->begin];
	const struct line *last = &c->lines->items[end ? end - 1 : 0];

	if (c->text) {
		c->pieces.items = job_grow(c->job, c->pieces.items, &c->room,
		                           c->pieces.n + 1,
		                           sizeof(*c->pieces.items));
		c->pieces.items[c->pieces.n++] = (struct piece){
			str_range(first->raw.ptr,
			          last->raw.ptr + last->raw.len),
			first->number,
		};
	}
	c->begin = next;
	c->text = false;
}

struct pieces pieces_find(struct job *job, struct str text)
{
	struct lines lines = lines_split(job, text);
	struct cutting c = {.job = job, .lines = &lines};
	const char *end = text.ptr + text.len;
	size_t next;

	for (size_t i = 0; i < lines.n; i++) {
		size_t front = i == c.begin ? behind_front(&lines, i) : i;

		if (front > i) {
			i = front - 1;
		} else if (i > c.begin && (next = article_behind(&lines, i))) {
			cut(&c, i, next);
			i = next - 1; /* its front matter is looked at then */
			continue;
		} else {
			c.text |= !line_blank(&lines.items[i]);
		}
		if (ends_in_form_feed(&lines.items[i], end))
			cut(&c, i + 1, i + 1);
	}
	if (c.text || !c.pieces.n) {
		c.text = lines.n > 0;
		cut(&c, lines.n, lines.n);
	}
	if (!c.pieces.n) {
		c.pieces.items = job_alloc(job, sizeof(*c.pieces.items));
		c.pieces.items[c.pieces.n++] = (struct piece){text, 1};
	}
	return c.pieces;
}
