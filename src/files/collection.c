/* SPDX-License-Identifier: MIT */

/*
 * A collection file is read in two steps. First all of it is checked, so that a
 * mistake in its last line is told before anything was read; then its options
 * are set and the articles are read in its order.
 */
#include "files/collection.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/nearest.h"
#include "files/folder.h"
#include "files/named.h"
#include "files/pattern.h"
#include "files/yaml.h"
#include "model/date.h"
#include "model/option.h"
#include "model/plain.h"
#include "model/tags.h"
#include "read/decode.h"

struct collecting {
	struct a2b_document *doc;
	const char *file;   /* the collection file */
	const char *folder; /* that it stands in */
	struct job *job;
	struct map read;    /* real paths of files that were read */
	enum a2b_status status;
};

/* ---- what may be wrong ---- */

/* The file is wrong at this value. */
static noreturn void fail_at(const struct collecting *c,
                             const struct yaml_value *value, struct str why)
{
	job_fail_at(c->job, A2B_BAD_INPUT, collection, c->file, value->line,
	            value->column, why.ptr);
}

static void want(const struct collecting *c, const struct yaml_value *value,
                 enum yaml_kind kind)
{
	if (value->kind != kind)
		fail_at(c, value, job_format(c->job, "%.*s%s must be %s",
			STR_ARG(value->key), value->key.ptr ? "" : "this",
			yaml_kind_name(kind)));
}

static noreturn void fail_unknown(const struct collecting *c,
                                  const struct yaml_value *value,
                                  const char *const *names, size_t n)
{
	const char *near = nearest_name(value->key, names, n);

	fail_at(c, value, job_format(c->job, "unknown key '%.*s'%s%s%s",
		STR_ARG(value->key), near ? ", did you mean '" : "",
		near ? near : "", near ? "'?" : ""));
}

static void refuse_twice(const struct collecting *c,
                         const struct yaml_value *mapping)
{
	struct map seen = {.job = c->job};

	for (struct yaml_value *v = mapping->first; v; v = v->next) {
		void **before = map_at(&seen, v->key);

		if (*before)
			fail_at(c, v, job_format(c->job, "'%.*s' a second time",
			                         STR_ARG(v->key)));
		*before = v;
	}
}

/* A mapping with no key but these. */
static void want_keys(const struct collecting *c,
                      const struct yaml_value *mapping,
                      const char *const *names, size_t n)
{
	want(c, mapping, YAML_MAPPING);
	refuse_twice(c, mapping);
	for (struct yaml_value *v = mapping->first; v; v = v->next) {
		size_t i = 0;

		while (i < n && !str_equal(v->key, str_of(names[i])))
			i++;
		if (i == n)
			fail_unknown(c, v, names, n);
	}
}

static const struct yaml_value *value_of(const struct yaml_value *mapping,
                                         const char *key)
{
	const struct yaml_value *v = mapping->first;

	while (v && !str_equal(v->key, str_of(key)))
		v = v->next;
	return v;
}

/* The text of a key, or of a list with commas between; STR_NONE: not given. */
static struct str text_of(const struct collecting *c,
                          const struct yaml_value *value)
{
	struct buf text;

	if (!value || (value->kind == YAML_TEXT && str_empty(value->text)))
		return STR_NONE;
	if (value->kind == YAML_TEXT)
		return value->text;
	want(c, value, YAML_LIST);
	buf_init(&text, c->job);
	for (struct yaml_value *v = value->first; v; v = v->next) {
		want(c, v, YAML_TEXT);
		if (v != value->first)
			buf_add(&text, ", ", 2);
		buf_add_str(&text, v->text);
	}
	return job_copy(c->job, buf_str(&text));
}

/* The same as one line, as it can stand in a book. */
static struct str line_of(const struct collecting *c,
                          const struct yaml_value *value)
{
	return plain_line(c->job, text_of(c, value));
}

static struct str option_text(const struct collecting *c,
                              const struct option *option,
                              const struct yaml_value *value)
{
	return option->kind == OPTION_FILE ? text_of(c, value)
	                                   : line_of(c, value);
}

static void check_article(const struct collecting *c,
                          const struct yaml_value *article)
{
	static const char *const names[] = {
		"path", "title", "author", "date", "source", "tags",
	};
	const struct yaml_value *date;
	struct date read;

	if (article->kind == YAML_TEXT) {
		if (str_empty(article->text))
			fail_at(c, article, STR_LIT("an article without a path"));
		return;
	}
	if (article->kind == YAML_LIST)
		fail_at(c, article, STR_LIT("an article must be a path or a "
		                            "mapping with a path"));
	want_keys(c, article, names, sizeof(names) / sizeof(names[0]));
	for (struct yaml_value *v = article->first; v; v = v->next)
		if (!str_equal(v->key, STR_LIT("tags")))
			want(c, v, YAML_TEXT);
	if (!text_of(c, value_of(article, "path")).ptr)
		fail_at(c, article, STR_LIT("an article without a path"));
	text_of(c, value_of(article, "tags"));
	date = value_of(article, "date");
	if (line_of(c, date).ptr && !date_parse(line_of(c, date), &read))
		fail_at(c, date, STR_LIT("no date like 2026, 2026-11 or "
		                         "2026-11-22"));
}

static void check_articles(const struct collecting *c,
                           const struct yaml_value *list)
{
	want(c, list, YAML_LIST);
	for (struct yaml_value *v = list->first; v; v = v->next)
		check_article(c, v);
}

static void check_sections(const struct collecting *c,
                           const struct yaml_value *list)
{
	static const char *const names[] = {"name", "articles"};

	want(c, list, YAML_LIST);
	for (struct yaml_value *v = list->first; v; v = v->next) {
		const struct yaml_value *name, *articles;

		want_keys(c, v, names, 2);
		name = value_of(v, "name");
		articles = value_of(v, "articles");
		if (!line_of(c, name).ptr)
			fail_at(c, v, STR_LIT("a section without a name"));
		want(c, name, YAML_TEXT);
		if (!articles)
			fail_at(c, v, STR_LIT("a section without articles"));
		check_articles(c, articles);
	}
}

static void check_option(const struct collecting *c,
                         const struct yaml_value *value)
{
	const struct option *option = option_lookup(value->key);
	struct str text = option_text(c, option, value);
	const char *why = text.ptr ? option_refuse(c->job, option, text) : NULL;

	if (why)
		fail_at(c, value, job_format(c->job, "%s: %s", text.ptr, why));
}

static void check_all(const struct collecting *c,
                      const struct yaml_value *top)
{
	const char *names[64] = {"articles", "sections"};
	size_t n = 2;

	for (const struct option *o = NULL; (o = option_next(o));)
		names[n++] = o->name;
	want_keys(c, top, names, n);
	for (struct yaml_value *v = top->first; v; v = v->next) {
		if (str_equal(v->key, STR_LIT("articles")))
			check_articles(c, v);
		else if (str_equal(v->key, STR_LIT("sections")))
			check_sections(c, v);
		else
			check_option(c, v);
	}
	if (!value_of(top, "articles") && !value_of(top, "sections"))
		fail_at(c, top, STR_LIT("neither articles nor sections"));
}

/* ---- reading what it names ---- */

__attribute__((format(printf, 3, 4)))
static void report_at(struct collecting *c, const struct yaml_value *value,
                      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_report_va(&c->job->reporter, DIAG_collection, c->file, value->line,
	               value->column, format, args);
	va_end(args);
	c->status = worse_status(c->status, A2B_BAD_INPUT);
}

static const char *below_folder(const struct collecting *c, struct str path)
{
	if (path.ptr[0] == '/' || str_equal(str_of(c->folder), STR_LIT(".")))
		return path.ptr;
	return job_format(c->job, "%s/%s",
	                  strcmp(c->folder, "/") ? c->folder : "",
	                  path.ptr).ptr;
}

static struct given given_by(const struct collecting *c,
                             const struct yaml_value *entry)
{
	const struct yaml_value *tags = value_of(entry, "tags");
	struct given given = {
		.title = line_of(c, value_of(entry, "title")),
		.author = line_of(c, value_of(entry, "author")),
		.date = date_part(line_of(c, value_of(entry, "date"))),
		.source = line_of(c, value_of(entry, "source")),
	};

	given.tags = tags_split(c->job, line_of(c, tags), &given.n_tags);
	return given;
}

static void read_folder(struct collecting *c, const struct yaml_value *entry,
                        struct node *parent, const char *path)
{
	enum a2b_status status;
	size_t found = 0;

	if (entry->kind == YAML_MAPPING && entry->first->next) {
		report_at(c, entry, "%s is a folder: give its articles' title, "
		          "author and so on one by one", path);
		return;
	}
	status = folder_add(c->doc, parent, path, &found);
	if (!found && status == A2B_OK)
		report_at(c, entry, "no .txt or .text file in %s", path);
	c->status = worse_status(c->status, status);
}

/* A file or a folder at a path that is in the collection file. */
static void read_entry(struct collecting *c, const struct yaml_value *entry,
                       struct node *parent, const char *path)
{
	struct given given = given_by(c, entry);
	const char *why, *real = named_real(c->job, c->doc, path, &why);
	enum a2b_status status;
	struct stat st;

	if (!real) {
		report_at(c, entry, "cannot read %s: %s", path, why);
		return;
	}
	if (stat(real, &st) == 0 && S_ISDIR(st.st_mode)) {
		read_folder(c, entry, parent, path);
		return;
	}
	*map_at(&c->read, str_of(real)) = c;
	status = article_add_file(c->doc, parent, path, real, &given);
	c->status = worse_status(c->status, status);
}

/* The files that a pattern matches, without those that were read before: so
   that it can stand for all others. */
static void read_pattern(struct collecting *c, const struct yaml_value *entry,
                         struct node *parent, struct str pattern)
{
	struct paths paths = pattern_match(c->job, c->doc, c->folder, pattern);

	if (!paths.n)
		report_at(c, entry, "no file matches %s", pattern.ptr);
	for (size_t i = 0; i < paths.n; i++) {
		const char *why, *path = paths.items[i];
		const char *real = named_real(c->job, c->doc, path, &why);

		if (real && map_get(&c->read, str_of(real)))
			continue;
		read_entry(c, entry, parent, path);
		if (status_ends_reading(c->doc, c->status))
			return;
	}
}

static bool has_parent_part(struct str path)
{
	return str_starts(path, STR_LIT("../")) || strstr(path.ptr, "/../")
	    || str_ends(path, STR_LIT("/.."));
}

static void read_article_entry(struct collecting *c,
                               const struct yaml_value *entry,
                               struct node *parent)
{
	struct str path = entry->kind == YAML_TEXT
		? entry->text : value_of(entry, "path")->text;
	const char *literal = below_folder(c, path);
	struct stat st;

	if (!pattern_is(path) || stat(literal, &st) == 0)
		read_entry(c, entry, parent, literal);
	else if (has_parent_part(path))
		report_at(c, entry, "a pattern with '..': %s", path.ptr);
	else
		read_pattern(c, entry, parent, path);
}

static void read_articles(struct collecting *c, const struct yaml_value *list,
                          struct node *parent)
{
	for (struct yaml_value *v = list ? list->first : NULL; v; v = v->next) {
		if (status_ends_reading(c->doc, c->status))
			return;
		read_article_entry(c, v, parent);
	}
}

static void read_sections(struct collecting *c, const struct yaml_value *list)
{
	for (struct yaml_value *v = list ? list->first : NULL; v; v = v->next) {
		struct node *section = node_new(c->job, NODE_SECTION);

		section->text = job_keep_copy(c->job,
			line_of(c, value_of(v, "name")));
		node_append(c->doc->book, section);
		read_articles(c, value_of(v, "articles"), section);
		if (!section->first)
			node_remove(section);
	}
}

/* A file that an option names is found and refused as an article is. */
static struct str real_file(struct collecting *c, const struct yaml_value *value,
                            struct str path)
{
	const char *why;
	const char *real = named_real(c->job, c->doc, below_folder(c, path),
	                              &why);

	if (!real)
		fail_at(c, value, job_format(c->job, "cannot read %s: %s",
		                             path.ptr, why));
	return str_of(real);
}

/* The command line wins. */
static void set_options(struct collecting *c, const struct yaml_value *top)
{
	struct a2b_options *options = &c->doc->options;

	for (struct yaml_value *v = top->first; v; v = v->next) {
		const struct option *option = option_lookup(v->key);
		struct str text;

		if (!option || option_value(c->job, options, option).ptr)
			continue;
		text = option_text(c, option, v);
		if (text.ptr && option->kind == OPTION_FILE)
			text = real_file(c, v, text);
		if (text.ptr)
			option_set(c->job, options, option, text);
	}
}

/* ---- the whole ---- */

static const char *folder_of(struct job *job, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return job_copy(job, str_range(path, slash)).ptr;
}

static void collect(struct job *job, void *arg)
{
	struct collecting *c = arg;
	struct yaml_value *top;
	struct buf bytes;

	c->job = job;
	c->read.job = job;
	c->folder = folder_of(job, c->file);
	buf_init(&bytes, job);
	input_read(job, c->doc, c->file, NULL, &bytes);
	top = yaml_read(job, c->file, decode(job, str_of(c->file),
	                                     buf_str(&bytes)));
	if (!top)
		job_fail(job, A2B_BAD_INPUT, input_empty, c->file, 0,
		         "no key in the collection file");
	check_all(c, top);
	named_add(job, c->doc, c->folder);
	c->doc->collection = true;
	set_options(c, top);
	read_articles(c, value_of(top, "articles"), c->doc->book);
	if (!status_ends_reading(c->doc, c->status))
		read_sections(c, value_of(top, "sections"));
}

enum a2b_status collection_read(struct a2b_document *doc, const char *path)
{
	struct collecting c = {.doc = doc, .file = path};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena, collect,
	                                 &c);

	return worse_status(status, c.status);
}
