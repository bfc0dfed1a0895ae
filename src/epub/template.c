/* SPDX-License-Identifier: MIT */
#include "epub/template.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "epub/xml.h"

static struct str check_utf8(struct job *job, const char *path, struct str text)
{
	if (text.ptr && utf8_first_invalid(text) < text.len)
		job_fail(job, A2B_BAD_INPUT, input_binary, path, 0,
		         "it is not UTF-8");
	return text;
}

static const char *path_of(struct job *job, const struct a2b_document *doc,
                           const char *name)
{
	return job_format(job, "%s/%s", doc->options.template_dir, name).ptr;
}

struct str template_text(struct job *job, const struct a2b_document *doc,
                         const char *name)
{
	const struct template *t = templates;
	struct str text = STR_NONE;

	if (doc->options.template_dir) {
		const char *path = path_of(job, doc, name);

		text = check_utf8(job, path, file_read_if_there(job, path,
			TEMPLATE_MAX_BYTES));
	}
	if (text.ptr)
		return text;
	while (strcmp(t->name, name))
		t++;
	return t->text;
}

struct str template_style(struct job *job, const struct a2b_document *doc)
{
	const char *path = doc->options.css;

	if (!path)
		return template_text(job, doc, "book.css");
	return check_utf8(job, path, file_read(job, path, TEMPLATE_MAX_BYTES));
}

/* ---- filling ---- */

struct filling {
	struct job *job;
	const char *file;    /* for messages */
	const char *begin;   /* of the template */
	const struct place *places;
	size_t n;
	struct buf out;
};

static size_t line_of(const struct filling *f, const char *at)
{
	size_t line = 1;

	for (const char *p = f->begin; p < at; p++)
		line += *p == '\n';
	return line;
}

static void put_place(struct filling *f, struct str name, bool raw,
                      const char *at)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct place *place = &f->places[i];

		if (place->raw != raw || !str_equal(str_of(place->name), name))
			continue;
		buf_add_str(&f->out, raw ? place->value
		                         : xml_escape(f->job, place->value));
		return;
	}
	job_fail(f->job, A2B_BAD_INPUT, template, f->file, line_of(f, at),
	         job_format(f->job, "no such place: %.*s", STR_ARG(name)).ptr);
}

/* The end of "{{name}}" or "{{{name}}}" that begins at `p`; NULL: none does. */
static const char *place_end(const char *p, const char *end, struct str *name)
{
	size_t braces = p + 2 < end && p[2] == '{' ? 3 : 2;
	const char *q;

	if (end - p < 5 || p[0] != '{' || p[1] != '{')
		return NULL;
	p += braces;
	for (q = p; q < end && ((*q >= 'a' && *q <= 'z') || *q == '-'); q++)
		;
	if (q == p || (size_t)(end - q) < braces
	 || memcmp(q, "}}}", braces))
		return NULL;
	*name = str_range(p, q);
	return q + braces;
}

/* A line whose places are all empty says nothing and is left out. */
static void fill_line(struct filling *f, struct str line)
{
	const char *p = line.ptr, *end = p + line.len;
	size_t begin = f->out.len, values = 0;
	bool has_place = false;

	while (p < end) {
		struct str name;
		const char *next = place_end(p, end, &name);
		size_t before = f->out.len;

		if (next) {
			put_place(f, name, p[2] == '{', p);
			values += f->out.len - before;
			has_place = true;
		} else {
			buf_add_char(&f->out, *p);
		}
		p = next ? next : p + 1;
	}
	if (has_place && !values)
		f->out.len = begin;
}

static void fill(struct filling *f, struct str text)
{
	const char *p = text.ptr, *end = p + text.len;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));

		fill_line(f, str_range(p, nl ? nl + 1 : end));
		p = nl ? nl + 1 : end;
	}
}

struct str template_fill(struct job *job, const struct a2b_document *doc,
                         const char *name, const struct place *places,
                         size_t n)
{
	struct str text = template_text(job, doc, name);
	struct filling f = {.job = job, .begin = text.ptr, .places = places,
	                    .n = n};

	f.file = doc->options.template_dir ? path_of(job, doc, name) : name;
	buf_init(&f.out, job);
	fill(&f, text);
	xml_check(job, f.file, buf_str(&f.out));
	return buf_str(&f.out);
}
