/* SPDX-License-Identifier: MIT */
#include "read/front.h"

#include <yaml.h>

#include "base/buf.h"
#include "model/date.h"
#include "model/plain.h"
#include "model/tag.h"

enum {
	FRONT_MAX_LINES = 200,   /* longer: a rule opened the text */
	FRONT_MAX_BYTES = 65536,
	DEEPEST = 16,            /* lists and mappings in each other: the parser
	                            looks through all that are open at each sign */
};

struct front {
	struct job *job;
	struct str file;
	struct meta *meta;
	size_t line;       /* of the opening "---" */
	yaml_parser_t parser;
	struct str key;    /* whose value comes next */
	struct str *values; /* of one key */
	size_t n_values, room;
	int depth;
	bool mapping;      /* the whole is one, as it should be */
	const char *error;
	size_t error_line;
};

static void set_date(struct front *front, struct str text)
{
	struct date date;

	if (!date_parse(text, &date)) {
		diag(front->job, front_matter, front->file.ptr, front->line,
		     "no date like 2026, 2026-11 or 2026-11-22");
		return;
	}
	front->meta->date = job_keep_copy(front->job, date_part(text));
}

static void set_language(struct front *front, struct str text)
{
	struct str tag = language_tag(front->job, text);

	if (tag.ptr)
		front->meta->language = tag;
	else
		diag(front->job, front_matter, front->file.ptr, front->line,
		     "the language is no tag like en or pt-BR");
}

/* Tags come as a list or with commas between them. */
static void set_tags(struct front *front)
{
	struct meta *meta = front->meta;
	size_t room = 0;

	for (size_t i = 0; i < front->n_values; i++) {
		struct str rest = front->values[i];

		for (room++; rest.len; rest.ptr++, rest.len--)
			room += *rest.ptr == ',';
	}
	meta->tags = job_keep_array(front->job, room, sizeof(*meta->tags));
	meta->n_tags = 0;
	for (size_t i = 0; i < front->n_values; i++) {
		struct str rest = front->values[i];

		while (rest.len) {
			const char *end = rest.ptr + rest.len;
			const char *comma = memchr(rest.ptr, ',', rest.len);
			struct str tag = str_trim(str_range(rest.ptr,
				comma ? comma : end));

			if (!str_empty(tag))
				meta->tags[meta->n_tags++] =
					job_keep_copy(front->job, tag);
			rest = str_range(comma ? comma + 1 : end, end);
		}
	}
}

static struct str joined_values(struct front *front)
{
	struct buf text;

	buf_init(&text, front->job);
	for (size_t i = 0; i < front->n_values; i++) {
		if (i)
			buf_add(&text, ", ", 2);
		buf_add_str(&text, str_trim(front->values[i]));
	}
	return job_keep_copy(front->job, buf_str(&text));
}

static void end_key(struct front *front)
{
	struct str key = front->key, text = joined_values(front);

	if (str_empty(text) || str_equal(text, STR_LIT("null"))
	 || str_equal(text, STR_LIT("~")))
		;
	else if (str_equal(key, STR_LIT("title")))
		front->meta->title = text;
	else if (str_equal(key, STR_LIT("author")))
		front->meta->author = text;
	else if (str_equal(key, STR_LIT("source")))
		front->meta->source = text;
	else if (str_equal(key, STR_LIT("date")))
		set_date(front, text);
	else if (str_equal(key, STR_LIT("language")))
		set_language(front, text);
	else if (str_equal(key, STR_LIT("tags")))
		set_tags(front);
	front->key = STR_NONE;
	front->n_values = 0;
}

static void scalar(struct front *front, struct str text)
{
	if (front->depth == 1 && !front->key.ptr) {
		front->key = job_copy(front->job, text);
		return;
	}
	if (front->depth <= 2) {
		front->values = job_grow(front->job, front->values,
		                         &front->room, front->n_values + 1,
		                         sizeof(*front->values));
		front->values[front->n_values++] =
			plain_line(front->job, text);
	}
	if (front->depth == 1)
		end_key(front);
}

/* One event; false at the end. */
static bool event(struct front *front, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		if (front->depth == DEEPEST) {
			front->error = "too many lists in each other";
			front->error_line = event->start_mark.line;
			return false;
		}
		if (front->depth == 0)
			front->mapping =
				event->type == YAML_MAPPING_START_EVENT;
		if (front->depth == 1 && !front->key.ptr)
			front->key = STR_LIT("");
		front->depth++;
		return true;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		front->depth--;
		if (front->depth == 1)
			end_key(front);
		return true;
	case YAML_SCALAR_EVENT:
		if (front->depth)
			scalar(front, (struct str){
				(const char *)event->data.scalar.value,
				event->data.scalar.length});
		return true;
	case YAML_ALIAS_EVENT:
		if (front->depth)
			scalar(front, STR_LIT(""));
		return true;
	default:
		return event->type != YAML_STREAM_END_EVENT;
	}
}

static void delete_parser(void *parser)
{
	yaml_parser_delete(parser);
}

static void delete_event(void *event)
{
	yaml_event_delete(event);
}

static void parse(struct front *front, struct str text)
{
	struct cleanup *slot = job_reserve(front->job);
	struct cleanup *event_slot = job_reserve(front->job);
	yaml_event_t *now = job_alloc(front->job, sizeof(*now));
	bool more = true;

	if (!yaml_parser_initialize(&front->parser))
		job_fail_memory(front->job);
	job_own(front->job, slot, delete_parser, &front->parser);
	yaml_parser_set_input_string(&front->parser,
	                             (const unsigned char *)text.ptr, text.len);
	yaml_parser_set_encoding(&front->parser, YAML_UTF8_ENCODING);
	while (more) {
		if (!yaml_parser_parse(&front->parser, now)) {
			front->error = job_copy(front->job,
				str_of(front->parser.problem)).ptr;
			front->error_line = front->parser.problem_mark.line;
			break;
		}
		job_own(front->job, event_slot, delete_event, now);
		more = event(front, now);
		job_release(front->job, event_slot);
	}
	job_release(front->job, slot);
}

/* "key:" at a line's begin: was front matter meant? */
static bool looks_like_key(struct str line)
{
	size_t i = 0;

	while (i < line.len && ((line.ptr[i] | 32) >= 'a')
	    && ((line.ptr[i] | 32) <= 'z'))
		i++;
	return i > 0 && i < line.len && line.ptr[i] == ':';
}

static bool is_fence(struct str raw)
{
	struct str text = str_trim(raw);

	return raw.len && raw.ptr[0] != ' ' && str_equal(text, STR_LIT("---"));
}

size_t front_read(struct job *job, struct str file, const struct lines *lines,
                  struct meta *meta)
{
	struct meta found = *meta;
	struct front *front = job_alloc(job, sizeof(*front));
	struct buf text;
	size_t i;

	if (lines->n < 2 || !is_fence(lines->items[0].raw))
		return 0;
	buf_init(&text, job);
	for (i = 1; i < lines->n && i < FRONT_MAX_LINES
	         && text.len < FRONT_MAX_BYTES; i++) {
		struct str raw = lines->items[i].raw;

		if (is_fence(raw) || str_equal(str_trim(raw), STR_LIT("...")))
			break;
		buf_add_str(&text, raw);
		buf_add_char(&text, '\n');
	}
	*front = (struct front){.job = job, .file = file, .meta = &found,
	                        .line = lines->items[0].number};
	if (i == lines->n || i == FRONT_MAX_LINES
	 || text.len >= FRONT_MAX_BYTES)
		front->error = "the closing --- is missing, or far away";
	else
		parse(front, buf_str(&text));
	if (!front->error && front->mapping) {
		*meta = found;
		return i + 1;
	}
	if (front->error && looks_like_key(lines->items[1].text))
		diag(job, front_matter, file.ptr,
		     lines->items[0].number + 1 + front->error_line,
		     front->error);
	return 0;
}
