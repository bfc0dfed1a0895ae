/* SPDX-License-Identifier: MIT */

/*
 * An EPUB: the plan says which files there will be, each is written to memory,
 * and all go into the container in the order in which they are read.
 */

#include "epub/epub.h"

#include "epub/nav.h"
#include "epub/ocf.h"
#include "epub/package.h"
#include "epub/plan.h"
#include "epub/template.h"
#include "epub/xhtml.h"

static struct str style_sheet(void)
{
	const struct template *t = templates;

	while (strcmp(t->name, "book.css"))
		t++;
	return t->text;
}

static const char *path_in_book(struct job *job, struct str file)
{
	return job_format(job, "EPUB/%.*s", STR_ARG(file)).ptr;
}

void epub_write(struct job *job, const struct a2b_document *doc,
                const struct pages *pages, struct buf *out)
{
	struct plan *plan = plan_new(job, doc, pages);
	struct str *parts = job_alloc_array(job, plan->n_parts, sizeof(*parts));
	struct ocf *ocf = ocf_new(job);

	/* first of all, for here the page list is found */
	for (size_t i = 0; i < plan->n_parts; i++)
		parts[i] = xhtml_part(job, plan, i);
	ocf_add(ocf, "META-INF/container.xml", package_container(job),
	        OCF_DEFLATE);
	ocf_add(ocf, "EPUB/package.opf", package_document(job, plan),
	        OCF_DEFLATE);
	ocf_add(ocf, "EPUB/nav.xhtml", nav_document(job, plan), OCF_DEFLATE);
	ocf_add(ocf, "EPUB/toc.ncx", nav_ncx(job, plan), OCF_DEFLATE);
	ocf_add(ocf, "EPUB/book.css", style_sheet(), OCF_DEFLATE);
	for (size_t i = 0; i < plan->n_parts; i++)
		ocf_add(ocf, path_in_book(job, plan->parts[i].file), parts[i],
		        OCF_DEFLATE);
	ocf_finish(ocf, out);
}
