/* SPDX-License-Identifier: MIT */
#ifndef A2B_TEMPLATE_H
#define A2B_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "base/str.h"
#include "model/document.h"

/* The files of templates/, compiled into the program; the last has no name. */
struct template {
	const char *name;
	struct str text;
};

extern const struct template templates[];

/* The file of that name in --template-dir, else ours. */
struct str template_text(struct job *job, const struct a2b_document *doc,
                         const char *name);

/* The style sheet: --css, else as above. */
struct str template_style(struct job *job, const struct a2b_document *doc);

/* What stands for {{name}} in a page. */
struct place {
	const char *name;
	struct str value;
	bool raw; /* XHTML, for {{{name}}}: it is not escaped */
};

/*
 * The template of that name with its places filled. Fails the job where it
 * names a place that is not given, or where the result is no XML.
 */
struct str template_fill(struct job *job, const struct a2b_document *doc,
                         const char *name, const struct place *places,
                         size_t n);

#endif
