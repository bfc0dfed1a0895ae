/* SPDX-License-Identifier: MIT */

/*
 * An EPUB: the plan says which files there will be, each is written to memory,
 * and all go into the container in the order in which they are read.
 */

#include "epub/epub.h"

#include "epub/article.h"
#include "epub/front.h"
#include "epub/nav.h"
#include "epub/ocf.h"
#include "epub/package.h"
#include "epub/plan.h"
#include "epub/template.h"
#include "model/progress.h"

static const char *path_in_book(struct job *job, struct str file)
{
	return job_format(job, "EPUB/%.*s", STR_ARG(file)).ptr;
}

/* The parts come first, for while they are written the page list is found. */
static struct str *write_parts(struct job *job, struct plan *plan)
{
	struct str *parts = job_alloc_array(job, plan->n_parts, sizeof(*parts));

	for (size_t i = 0; i < plan->n_parts; i++) {
		const struct part *part = &plan->parts[i];

		parts[i] = part->kind == PART_ARTICLE
		         ? article_document(job, plan, part)
		         : front_document(job, plan, part);
		progress_tell(plan->doc, A2B_WRITING, i + 1, plan->n_parts, 0);
	}
	return parts;
}

static struct str style_sheet(struct job *job, const struct plan *plan)
{
	struct str style = template_style(job, plan->doc);

	if (!plan->fonts.n)
		return style;
	return job_format(job, "%.*s%.*s", STR_ARG(plan->fonts.css),
	                  STR_ARG(style));
}

static void add_fonts(struct ocf *ocf, const struct plan *plan)
{
	for (size_t i = 0; i < plan->fonts.n; i++)
		ocf_add(ocf, path_in_book(plan->job,
		                          str_of(plan->fonts.font[i].file)),
		        plan->fonts.font[i].bytes, OCF_DEFLATE);
	if (plan->fonts.n)
		ocf_add(ocf, "META-INF/com.apple.ibooks.display-options.xml",
		        fonts_apple_options(plan->job), OCF_DEFLATE);
}

void epub_write(struct job *job, const struct a2b_document *doc,
                const struct pages *pages, struct buf *out)
{
	struct plan *plan = plan_new(job, doc, pages);
	struct str *parts = write_parts(job, plan);
	struct ocf *ocf = ocf_new(job);

	ocf_add(ocf, "META-INF/container.xml", package_container(job),
	        OCF_DEFLATE);
	ocf_add(ocf, "EPUB/package.opf", package_document(job, plan),
	        OCF_DEFLATE);
	ocf_add(ocf, "EPUB/nav.xhtml", nav_document(job, plan), OCF_DEFLATE);
	ocf_add(ocf, "EPUB/toc.ncx", nav_ncx(job, plan), OCF_DEFLATE);
	ocf_add(ocf, "EPUB/book.css", style_sheet(job, plan), OCF_DEFLATE);
	add_fonts(ocf, plan);
	if (plan->cover.bytes.ptr)
		ocf_add(ocf, path_in_book(job, str_of(plan->cover.file)),
		        plan->cover.bytes, OCF_STORE);
	for (size_t i = 0; i < plan->n_parts; i++)
		ocf_add(ocf, path_in_book(job, plan->parts[i].file), parts[i],
		        OCF_DEFLATE);
	ocf_finish(ocf, out);
}
