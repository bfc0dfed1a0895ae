/* SPDX-License-Identifier: MIT */
#include "files/yaml.h"

#include <yaml.h>

enum { DEEPEST = 16 }; /* lists and mappings in each other */

/* Where the parser stands in the tree that it builds. */
struct building {
	struct job *job;
	const char *file;
	struct yaml_value *top, *open; /* open: the list or mapping around */
	struct str key;                /* read; its value comes next */
	size_t key_line, key_column;
	int depth;
};

const char *yaml_kind_name(enum yaml_kind kind)
{
	switch (kind) {
	case YAML_TEXT:
		return "text";
	case YAML_LIST:
		return "a list";
	case YAML_MAPPING:
		return "a mapping";
	}
	return "";
}

static noreturn void fail(const struct building *b, const yaml_mark_t *mark,
                          const char *why)
{
	job_fail_at(b->job, A2B_BAD_INPUT, collection, b->file, mark->line + 1,
	            mark->column + 1, why);
}

static struct yaml_value *add_value(struct building *b, enum yaml_kind kind,
                                    const yaml_mark_t *mark)
{
	struct yaml_value *value = job_alloc(b->job, sizeof(*value));
	struct yaml_value *parent = b->open;

	value->kind = kind;
	value->line = mark->line + 1;
	value->column = mark->column + 1;
	value->parent = parent;
	if (parent && parent->kind == YAML_MAPPING) {
		if (!b->key.ptr)
			fail(b, mark, "a key must be text");
		value->key = b->key;
		value->line = b->key_line;
		value->column = b->key_column;
		b->key = STR_NONE;
	}
	if (!parent)
		b->top = value;
	else if (parent->last)
		parent->last->next = value;
	else
		parent->first = value;
	if (parent)
		parent->last = value;
	return value;
}

static bool is_null(const yaml_event_t *event, struct str text)
{
	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
	    && (str_equal(text, STR_LIT("~"))
	        || str_equal(text, STR_LIT("null")));
}

static void scalar(struct building *b, const yaml_event_t *event)
{
	struct str text = job_copy(b->job, (struct str){
		(const char *)event->data.scalar.value,
		event->data.scalar.length});
	struct yaml_value *value;

	if (memchr(text.ptr, '\0', text.len))
		fail(b, &event->start_mark, "a zero byte in it");
	if (b->open && b->open->kind == YAML_MAPPING && !b->key.ptr) {
		b->key = text;
		b->key_line = event->start_mark.line + 1;
		b->key_column = event->start_mark.column + 1;
		return;
	}
	value = add_value(b, YAML_TEXT, &event->start_mark);
	value->text = is_null(event, text) ? STR_LIT("") : text;
}

static void open_value(struct building *b, const yaml_event_t *event,
                       enum yaml_kind kind)
{
	if (++b->depth > DEEPEST)
		fail(b, &event->start_mark, "too many lists in each other");
	b->open = add_value(b, kind, &event->start_mark);
}

static void close_value(struct building *b)
{
	b->depth--;
	b->open = b->open->parent;
}

/* False at the end. */
static bool take(struct building *b, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		scalar(b, event);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		open_value(b, event, YAML_LIST);
		return true;
	case YAML_MAPPING_START_EVENT:
		open_value(b, event, YAML_MAPPING);
		return true;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_value(b);
		return true;
	case YAML_ALIAS_EVENT:
		fail(b, &event->start_mark, "an alias, which is not read here");
	case YAML_DOCUMENT_START_EVENT:
		if (b->top)
			fail(b, &event->start_mark, "a second document");
		return true;
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return true;
}

static void delete_parser(void *parser)
{
	yaml_parser_delete(parser);
}

static void delete_event(void *event)
{
	yaml_event_delete(event);
}

static void next_event(struct building *b, yaml_parser_t *parser,
                       yaml_event_t *event)
{
	if (yaml_parser_parse(parser, event))
		return;
	if (parser->error == YAML_MEMORY_ERROR)
		job_fail_memory(b->job);
	fail(b, &parser->problem_mark,
	     job_format(b->job, "%s%s%s", parser->problem,
	                parser->context ? " " : "",
	                parser->context ? parser->context : "").ptr);
}

struct yaml_value *yaml_read(struct job *job, const char *file,
                             struct str text)
{
	struct building b = {.job = job, .file = file};
	struct cleanup *parser_slot = job_reserve(job);
	struct cleanup *event_slot = job_reserve(job);
	yaml_parser_t *parser = job_alloc(job, sizeof(*parser));
	yaml_event_t *event = job_alloc(job, sizeof(*event));
	bool more = true;

	if (!yaml_parser_initialize(parser))
		job_fail_memory(job);
	job_own(job, parser_slot, delete_parser, parser);
	yaml_parser_set_input_string(parser, (const unsigned char *)text.ptr,
	                             text.len);
	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
	while (more) {
		next_event(&b, parser, event);
		job_own(job, event_slot, delete_event, event);
		more = take(&b, event);
		job_release(job, event_slot);
	}
	job_release(job, parser_slot);
	return b.top;
}
