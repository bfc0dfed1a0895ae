/* SPDX-License-Identifier: MIT */
#include "read/front.h"

#include <yaml.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "model/date.h"
#include "model/plain.h"
#include "model/tag.h"

enum {
	FRONT_MAX_LINES = 200,   /* longer: a rule opened the text */
	FRONT_MAX_BYTES = 65536,
	DEEPEST = 16,            /* lists and mappings in each other: the parser
	                            looks through all that are open at each sign */
};

struct key {
	struct str name; /* in small letters */
	size_t line;
};

struct front {
	struct job *job;
	struct str file;
	struct meta *meta;
	size_t line;       /* of the opening "---" */
	yaml_parser_t parser;
	struct key key;    /* whose value comes next */
	struct key *unknown; /* keys that are nothing to us */
	size_t n_unknown, unknown_room;
	size_t n_known;    /* keys that are, or that other programs use */
	bool nested;       /* the value holds a mapping, or a list in a list */
	struct str *values; /* of one key */
	size_t n_values, room;
	int depth;
	bool mapping;      /* the whole is one, as it should be */
	const char *error;
	size_t error_line;
};

static void set_title(struct front *front, struct str text)
{
	front->meta->title = text;
}

static void set_author(struct front *front, struct str text)
{
	front->meta->author = text;
}

static void set_source(struct front *front, struct str text)
{
	front->meta->source = text;
}

static void set_date(struct front *front, struct str text)
{
	struct date date;

	if (!date_parse(text, &date)) {
		diag(front->job, front_matter, front->file.ptr, front->key.line,
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
		diag(front->job, front_matter, front->file.ptr, front->key.line,
		     "the language is no tag like en or pt-BR");
}

/* Tags come as a list or with commas between them, here all with commas. */
static void set_tags(struct front *front, struct str text)
{
	struct meta *meta = front->meta;
	size_t room = 1;

	for (size_t i = 0; i < text.len; i++)
		room += text.ptr[i] == ',';
	meta->tags = job_keep_array(front->job, room, sizeof(*meta->tags));
	meta->n_tags = 0;
	while (text.len) {
		const char *end = text.ptr + text.len;
		const char *comma = memchr(text.ptr, ',', text.len);
		struct str tag = str_trim(str_range(text.ptr,
			comma ? comma : end));

		if (!str_empty(tag))
			meta->tags[meta->n_tags++] =
				job_keep_copy(front->job, tag);
		text = str_range(comma ? comma + 1 : end, end);
	}
}

static const struct {
	const char *name;
	void (*set)(struct front *front, struct str text);
} keys[] = {
	{"title", set_title},       {"author", set_author},
	{"date", set_date},         {"language", set_language},
	{"source", set_source},     {"tags", set_tags},
	/* what others call them */
	{"authors", set_author},    {"lang", set_language},
	{"keywords", set_tags},
};

enum { N_KEYS = sizeof(keys) / sizeof(keys[0]) };

/* How other programs are to build and show their pages: of no use to a book, and
   the user knows. */
static const char *const others[] = {
	"aliases", "categories", "category", "comments", "created", "draft",
	"id", "image", "images", "last_modified_at", "lastmod", "layout",
	"math", "menu", "modified", "outputs", "permalink", "published",
	"redirect_from", "resources", "sitemap", "slug", "status", "template",
	"thumbnail", "toc", "type", "uid", "update", "updated", "url", "weight",
};

static bool is_others(struct str name)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (str_equal(name, str_of(others[i])))
			return true;
	return false;
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

static void set_value(struct front *front, size_t key)
{
	struct str text = joined_values(front);

	if (front->nested)
		diag(front->job, front_matter, front->file.ptr,
		     front->key.line, "neither a text nor a list of texts");
	else if (!str_empty(text) && !str_equal(text, STR_LIT("null"))
	      && !str_equal(text, STR_LIT("~")))
		keys[key].set(front, text);
}

static void end_key(struct front *front)
{
	size_t i = 0;

	while (i < N_KEYS && !str_equal(front->key.name, str_of(keys[i].name)))
		i++;
	if (i < N_KEYS) {
		front->n_known++;
		set_value(front, i);
	} else if (is_others(front->key.name)) {
		front->n_known++;
	} else {
		front->unknown = job_grow(front->job, front->unknown,
		                          &front->unknown_room,
		                          front->n_unknown + 1,
		                          sizeof(*front->unknown));
		front->unknown[front->n_unknown++] = front->key;
	}
	front->key.name = STR_NONE;
	front->n_values = 0;
	front->nested = false;
}

static void begin_key(struct front *front, struct str name, size_t line)
{
	char *small = job_alloc(front->job, name.len + 1);

	for (size_t i = 0; i < name.len; i++)
		small[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z'
			? name.ptr[i] + 32 : name.ptr[i]);
	front->key.name = (struct str){small, name.len};
	front->key.line = front->line + 1 + line;
}

static void scalar(struct front *front, struct str text, size_t line)
{
	if (front->depth == 1 && !front->key.name.ptr) {
		begin_key(front, text, line);
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

static bool open(struct front *front, bool mapping, size_t line)
{
	if (front->depth == DEEPEST) {
		front->error = "too many lists in each other";
		front->error_line = line;
		return false;
	}
	if (front->depth == 0)
		front->mapping = mapping;
	else if (front->depth == 1 && !front->key.name.ptr)
		begin_key(front, STR_LIT(""), line);
	else
		front->nested |= mapping || front->depth > 1;
	front->depth++;
	return true;
}

/* One event; false at the end. */
static bool event(struct front *front, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		return open(front, event->type == YAML_MAPPING_START_EVENT,
		            event->start_mark.line);
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
				event->data.scalar.length},
				event->start_mark.line);
		return true;
	case YAML_ALIAS_EVENT:
		if (front->depth)
			scalar(front, STR_LIT(""), event->start_mark.line);
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

/* The key that is ours but for a letter or two; NULL: it is something else. */
static const char *meant(struct str name)
{
	const char *names[N_KEYS];

	for (size_t i = 0; i < N_KEYS; i++)
		names[i] = keys[i].name;
	return nearest_name(name, names, N_KEYS);
}

/* A misspelled key is a mistake; any other may be there for another program. */
static void report_unknown(const struct front *front)
{
	struct buf rest;
	size_t line = 0;

	buf_init(&rest, front->job);
	for (size_t i = 0; i < front->n_unknown; i++) {
		const struct key *key = &front->unknown[i];
		const char *near = meant(key->name);

		if (near) {
			diag(front->job, front_matter, front->file.ptr,
			     key->line, job_format(front->job,
				"unknown key '%.*s', did you mean '%s'?",
				STR_ARG(key->name), near).ptr);
			continue;
		}
		if (!line)
			line = key->line;
		buf_printf(&rest, "%s%.*s", rest.len ? ", " : "",
		           STR_ARG(key->name));
	}
	if (rest.len)
		diag(front->job, front_unused, front->file.ptr, line, rest.ptr);
}

/* Is it metadata, and not a text between two rules that is YAML by chance? */
static bool says_something(const struct front *front)
{
	for (size_t i = 0; i < front->n_unknown; i++)
		if (meant(front->unknown[i].name))
			return true;
	return front->n_known || !front->n_unknown;
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
	if (!front->error && front->mapping && !says_something(front)) {
		front->error = "no key that is known, so it stays text";
		front->error_line = 0;
	}
	if (!front->error && front->mapping) {
		report_unknown(front);
		*meta = found;
		return i + 1;
	}
	if (front->error && looks_like_key(lines->items[1].text))
		diag(job, front_matter, file.ptr,
		     lines->items[0].number + 1 + front->error_line,
		     front->error);
	return 0;
}
