/* SPDX-License-Identifier: MIT */

/* The public functions on documents: each runs one job. */

#include "art2book.h"

#include <stdlib.h>

#include "base/buf.h"
#include "format.h"
#include "layout/impose.h"
#include "model/document.h"
#include "model/option.h"
#include "read/read.h"

const char *a2b_version(void)
{
	return A2B_VERSION;
}

const char *a2b_status_text(enum a2b_status status)
{
	switch (status) {
	case A2B_OK:
		return "done";
	case A2B_BAD_INPUT:
		return "an input could not be read";
	case A2B_BAD_OPTION:
		return "an option is wrong";
	case A2B_BAD_OUTPUT:
		return "an output could not be written";
	case A2B_NO_MEMORY:
		return "out of memory";
	case A2B_INTERNAL:
		return "a library failed or a limit was met";
	}
	return "unknown status";
}

void a2b_options_init(struct a2b_options *options)
{
	*options = (struct a2b_options){.modified = -1};
}

/* ---- a document ---- */

/* Checks all options, and keeps those that are texts. */
static void keep_options(struct job *job, struct a2b_options *options)
{
	for (const struct option *o = NULL; (o = option_next(o));) {
		struct str value = option_value(job, options, o);
		const char *why;

		if (!value.ptr)
			continue;
		why = option_refuse(job, o, value);
		if (why)
			job_fail(job, A2B_BAD_OPTION, bad_option, NULL, 0,
			         job_format(job, "%s %s", o->name,
			                    value.ptr).ptr, why);
		option_set(job, options, o, value);
	}
}

static void start_document(struct job *job, void *arg)
{
	struct a2b_document *doc = arg;

	keep_options(job, &doc->options);
	doc->book = node_new(job, NODE_BOOK);
}

enum a2b_status a2b_document_new(const struct a2b_options *options,
                                 struct a2b_document **out)
{
	struct reporter reporter = {options->report, options->report_user};
	struct a2b_document *doc = calloc(1, sizeof(*doc));
	enum a2b_status status;

	*out = NULL;
	if (!doc) {
		diag_report(&reporter, DIAG_no_memory, NULL, 0, 0,
		            diag_text_no_memory, "");
		return A2B_NO_MEMORY;
	}
	doc->options = *options;
	doc->reporter = reporter;
	status = job_run(&reporter, &doc->arena, start_document, doc);
	if (status == A2B_OK)
		*out = doc;
	else
		a2b_document_free(doc);
	return status;
}

void a2b_document_free(struct a2b_document *doc)
{
	if (!doc)
		return;
	arena_release(&doc->arena);
	free(doc);
}

struct adding {
	struct a2b_document *doc;
	struct str name, bytes;
};

static void add_article(struct job *job, void *arg)
{
	struct adding *adding = arg;

	node_append(adding->doc->book,
	            read_article(job, adding->doc,
	                         job_keep_copy(job, adding->name),
	                         adding->bytes));
}

enum a2b_status a2b_document_add_article(struct a2b_document *doc,
                                         const char *name,
                                         const char *bytes, size_t size)
{
	struct adding adding = {doc, str_of(name), {bytes, size}};

	return job_run(&doc->reporter, &doc->arena, add_article, &adding);
}

size_t a2b_document_articles(const struct a2b_document *doc)
{
	size_t n = 0;

	for (const struct node *node = doc->book; node;
	     node = node_following(doc->book, node, node->kind == NODE_ARTICLE))
		n += node->kind == NODE_ARTICLE;
	return n;
}

/* ---- rendering ---- */

struct rendering {
	struct a2b_document *doc;
	const struct a2b_format *const *formats;
	size_t n;
	struct a2b_output *outputs;
};

/* The document on pages where a format wants them, else NULL. */
static const struct pages *make_pages(struct job *job,
                                      const struct rendering *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (format_of(r->formats[i])->wants_pages)
			return layout_document(job, r->doc);
	return NULL;
}

static const struct pages *impose(struct job *job,
                                  const struct a2b_document *doc,
                                  const struct pages *pages)
{
	if (!pages || (!doc->options.booklet && !doc->options.signature))
		return pages;
	return impose_booklet(job, pages, doc->options.signature,
	                      language_is_rtl(job, doc->meta.language));
}

static void render(struct job *job, void *arg)
{
	struct rendering *r = arg;
	struct buf *bytes = job_alloc_array(job, r->n, sizeof(*bytes));
	const struct pages *pages, *printed;

	if (r->doc->options.strict && r->doc->incomplete)
		job_fail(job, A2B_BAD_INPUT, incomplete, NULL, 0, "");
	document_analyse(job, r->doc);
	pages = make_pages(job, r);
	printed = impose(job, r->doc, pages);
	for (size_t i = 0; i < r->n; i++) {
		const struct format *format = format_of(r->formats[i]);

		buf_init(&bytes[i], job);
		format->write(job, r->doc, format->wants_pages ? printed : pages,
		              &bytes[i]);
		buf_reserve(&bytes[i], 0);
	}
	for (size_t i = 0; i < r->n; i++)
		r->outputs[i].bytes = buf_detach(&bytes[i], &r->outputs[i].size);
}

enum a2b_status a2b_document_render(struct a2b_document *doc,
                                    const struct a2b_format *const *formats,
                                    size_t n, struct a2b_output *outputs)
{
	struct rendering rendering = {doc, formats, n, outputs};

	for (size_t i = 0; i < n; i++)
		outputs[i] = (struct a2b_output){0};
	return job_run(&doc->reporter, &doc->arena, render, &rendering);
}

void a2b_output_free(struct a2b_output *output)
{
	free(output->bytes);
	*output = (struct a2b_output){0};
}
