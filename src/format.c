/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <string.h>

#include "epub/epub.h"
#include "model/explain.h"
#include "model/tree.h"
#include "pdf/pdf.h"

static void write_pages(struct job *job, const struct a2b_document *doc,
                        const struct pages *pages, struct buf *out)
{
	(void)job, (void)doc;
	pages_print(pages, out);
}

static void write_tree(struct job *job, const struct a2b_document *doc,
                       const struct pages *pages, struct buf *out)
{
	(void)job, (void)pages;
	tree_print(doc, out);
}

static void write_explain(struct job *job, const struct a2b_document *doc,
                          const struct pages *pages, struct buf *out)
{
	(void)job, (void)pages;
	explain_print(doc, out);
}

static void write_explain_json(struct job *job, const struct a2b_document *doc,
                               const struct pages *pages, struct buf *out)
{
	(void)job, (void)pages;
	explain_json_print(doc, out);
}

/* The table of formats: a new one is a row here and a folder of its own. */
static const struct format formats[] = {
	{{"epub", ".epub", "application/epub+zip", "EPUB 3.3"},
	 false, epub_write},
	{{"pdf", ".pdf", "application/pdf", "tagged PDF"},
	 true, pdf_write},
	{{"tree", NULL, "text/plain", "the model, as text"},
	 false, write_tree},
	{{"explain", NULL, "text/plain", "what the reader found, and why"},
	 false, write_explain},
	{{"explain-json", NULL, "text/plain", "the same, as JSON"},
	 false, write_explain_json},
	{{"pages", NULL, "text/plain", "the laid-out pages, as text"},
	 true, write_pages},
};

enum { N_FORMATS = sizeof(formats) / sizeof(formats[0]) };

const struct format *format_of(const struct a2b_format *about)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (&formats[i].about == about)
			return &formats[i];
	return NULL;
}

const struct a2b_format *a2b_format_lookup(const char *name)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (!strcmp(formats[i].about.name, name))
			return &formats[i].about;
	return NULL;
}

const struct a2b_format *a2b_format_lookup_path(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < N_FORMATS; i++) {
		const char *suffix = formats[i].about.suffix;
		size_t n = suffix ? strlen(suffix) : 0;

		/* ".epub" alone is a hidden file's name, not a suffix */
		if (n && len > n && path[len - n - 1] != '/'
		 && !strcmp(path + len - n, suffix))
			return &formats[i].about;
	}
	return NULL;
}

const struct a2b_format *a2b_format_next(const struct a2b_format *format)
{
	size_t i = format ? (size_t)(format_of(format) - formats) + 1 : 0;

	return i < N_FORMATS ? &formats[i].about : NULL;
}
