/* SPDX-License-Identifier: MIT */
#include "pdf/links.h"

HPDF_Array link_destination(struct writer *w, const struct pages *pages,
                            const struct target *target, uint32_t first_page)
{
	HPDF_Array array = pdf_array(w, 5);

	pdf_push(w, array, pdf_ref(w, first_page + (uint32_t)target->page));
	pdf_push(w, array, pdf_name(w, "XYZ"));
	pdf_push(w, array, pdf_null(w));
	pdf_push(w, array, pdf_length(w, (int64_t)pages->height - target->y));
	pdf_push(w, array, pdf_null(w));
	return array;
}

static HPDF_Array rectangle(struct writer *w, const struct pages *pages,
                            const struct link *link)
{
	HPDF_Array array = pdf_array(w, 4);
	int64_t top = (int64_t)pages->height - link->y;

	pdf_push(w, array, pdf_length(w, link->x));
	pdf_push(w, array, pdf_length(w, top - link->height));
	pdf_push(w, array, pdf_length(w, (int64_t)link->x + link->width));
	pdf_push(w, array, pdf_length(w, top));
	return array;
}

static void set_target(struct writer *w, HPDF_Dict dict,
                       const struct pages *pages, const struct link *link,
                       uint32_t first_page)
{
	HPDF_Dict action;

	if (link->target) {
		pdf_set(w, dict, "Dest", link_destination(w, pages,
			link->target, first_page));
		return;
	}
	action = pdf_dict(w, "Action");
	pdf_set(w, action, "S", pdf_name(w, "URI"));
	pdf_set(w, action, "URI", pdf_text(w, link->uri));
	pdf_set(w, dict, "A", action);
}

static uint32_t write_link(struct writer *w, struct tags *tags,
                           const struct pages *pages, const struct link *link,
                           uint32_t first_page)
{
	enum { PRINTED = 4 };
	uint32_t number = writer_reserve(w);
	uint32_t key = tags_add_object(tags, link->element, number);
	struct str contents = link->contents;
	HPDF_Dict dict = pdf_dict(w, "Annot");
	HPDF_Array border = pdf_array(w, 3);

	if (str_empty(contents))
		contents = link->uri;
	for (int i = 0; i < 3; i++)
		pdf_push(w, border, pdf_number(w, 0));
	pdf_set(w, dict, "Subtype", pdf_name(w, "Link"));
	pdf_set(w, dict, "Rect", rectangle(w, pages, link));
	pdf_set(w, dict, "Border", border);
	pdf_set(w, dict, "F", pdf_number(w, PRINTED));
	pdf_set(w, dict, "Contents", pdf_text(w, contents));
	pdf_set(w, dict, "StructParent", pdf_number(w, key));
	set_target(w, dict, pages, link, first_page);
	writer_put(w, number, dict);
	return number;
}

size_t links_write(struct job *job, struct writer *w, struct tags *tags,
                   const struct pages *pages, const struct page *page,
                   uint32_t first_page, uint32_t **numbers)
{
	const struct link *link;
	size_t n = 0;

	for (link = page->links; link; link = link->next)
		n++;
	*numbers = job_alloc_array(job, n, sizeof(**numbers));
	n = 0;
	for (link = page->links; link; link = link->next)
		(*numbers)[n++] = write_link(w, tags, pages, link, first_page);
	return n;
}
