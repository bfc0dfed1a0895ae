/* SPDX-License-Identifier: MIT */
#include "epub/nav.h"

#include "epub/xhtml.h"
#include "epub/xml.h"

/* ---- the navigation document ---- */

static void put_entry(struct xml *xml, const struct entry_point *entry)
{
	xml_open(xml, "a");
	xml_attribute(xml, "href", entry->href);
	if (entry->language.ptr) {
		xhtml_language(xml, entry->language);
		xml_attribute(xml, "dir", entry->rtl ? STR_LIT("rtl")
		                                     : STR_LIT("ltr"));
	}
	xml_text(xml, entry->label);
	xml_close(xml);
}

/* Lists in items in lists; each entry's item stays open for what is below it. */
static void put_entries(struct xml *xml, const struct plan *plan)
{
	int depth = 0;

	for (size_t i = 0; i < plan->n_entries; i++) {
		const struct entry_point *entry = &plan->entries[i];

		if (entry->depth > depth) {
			xhtml_open(xml, "ol", "entries");
			xml_newline(xml);
			depth++;
		} else {
			for (; depth > entry->depth; depth--) {
				xml_close(xml);
				xml_close(xml);
			}
			xml_close(xml);
			xml_newline(xml);
		}
		xml_open(xml, "li");
		put_entry(xml, entry);
	}
	for (; depth > 0; depth--) {
		xml_close(xml);
		xml_close(xml);
	}
	xml_newline(xml);
}

static void open_nav(struct xml *xml, const char *type, const char *id)
{
	xml_open(xml, "nav");
	xml_attribute(xml, "epub:type", str_of(type));
	xml_attribute(xml, "id", str_of(id));
}

static void put_contents(struct xml *xml, const struct plan *plan)
{
	const struct words *words = words_lookup(plan->language);

	open_nav(xml, "toc", "toc");
	xml_attribute(xml, "role", STR_LIT("doc-toc"));
	xml_attribute(xml, "aria-labelledby", STR_LIT("contents"));
	xml_newline(xml);
	xml_open(xml, "h1");
	xml_attribute(xml, "id", STR_LIT("contents"));
	xhtml_words_language(xml, words, plan->language);
	xml_text(xml, str_of(words->contents));
	xml_close(xml);
	xml_newline(xml);
	put_entries(xml, plan);
	xml_close(xml);
	xml_newline(xml);
}

static void open_hidden(struct xml *xml, const char *type)
{
	open_nav(xml, type, type);
	xml_attribute(xml, "hidden", STR_LIT("hidden"));
	xml_newline(xml);
	xml_open(xml, "ol");
	xml_newline(xml);
}

static void put_landmark(struct xml *xml, const struct part *part,
                         const char *type, struct str label)
{
	if (!part)
		return;
	xml_open(xml, "li");
	xml_open(xml, "a");
	xml_attribute(xml, "epub:type", str_of(type));
	xml_attribute(xml, "href", part->file);
	xml_text(xml, label);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void put_landmarks(struct xml *xml, const struct plan *plan)
{
	const struct words *words = words_lookup(plan->language);

	open_hidden(xml, "landmarks");
	put_landmark(xml, plan_find(plan, PART_COVER), "cover",
	             str_of(words->cover));
	put_landmark(xml, plan_find(plan, PART_CONTENTS), "toc",
	             str_of(words->contents));
	put_landmark(xml, plan_body(plan), "bodymatter",
	             plan_label(plan->job, plan->doc->meta.title));
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void put_page_list(struct xml *xml, const struct plan *plan)
{
	const struct pages *pages = plan->pages;

	if (!plan_has_page_list(plan))
		return;
	open_hidden(xml, "page-list");
	for (size_t i = 0; i < pages->n_starts; i++) {
		struct str label = pages->page[pages->starts[i].page].label;

		if (!plan->page_hrefs[i].ptr)
			continue;
		xml_open(xml, "li");
		xhtml_link(xml, plan->page_hrefs[i], label);
		xml_close(xml);
		xml_newline(xml);
	}
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

struct str nav_document(struct job *job, const struct plan *plan)
{
	struct xml *xml = xhtml_begin(job,
		plan_label(job, plan->doc->meta.title), plan->language,
		plan->rtl);

	put_contents(xml, plan);
	put_landmarks(xml, plan);
	put_page_list(xml, plan);
	return xml_finish(xml);
}

/* ---- the NCX ---- */

static void put_ncx_meta(struct xml *xml, const char *name, struct str content)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "name", str_of(name));
	xml_attribute(xml, "content", content);
	xml_close(xml);
	xml_newline(xml);
}

static void put_ncx_text(struct xml *xml, const char *element, struct str text)
{
	xml_open(xml, element);
	xml_open(xml, "text");
	xml_text(xml, text);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void open_point(struct job *job, struct xml *xml,
                       const struct entry_point *entry, size_t order)
{
	struct str number = job_format(job, "%zu", order);

	xml_open(xml, "navPoint");
	xml_attribute(xml, "id", job_format(job, "point-%zu", order));
	xml_attribute(xml, "playOrder", number);
	xml_newline(xml);
	put_ncx_text(xml, "navLabel", entry->label);
	xml_open(xml, "content");
	xml_attribute(xml, "src", entry->href);
	xml_close(xml);
	xml_newline(xml);
}

static int deepest(const struct plan *plan)
{
	int depth = 1;

	for (size_t i = 0; i < plan->n_entries; i++)
		if (plan->entries[i].depth > depth)
			depth = plan->entries[i].depth;
	return depth;
}

struct str nav_ncx(struct job *job, const struct plan *plan)
{
	struct xml *xml = xml_new(job);
	int depth = 0;

	xml_open(xml, "ncx");
	xml_attribute(xml, "xmlns",
	              STR_LIT("http://www.daisy.org/z3986/2005/ncx/"));
	xml_attribute(xml, "version", STR_LIT("2005-1"));
	xml_attribute(xml, "xml:lang", plan->language);
	xml_newline(xml);
	xml_open(xml, "head");
	xml_newline(xml);
	put_ncx_meta(xml, "dtb:uid", plan_identifier(job, plan));
	put_ncx_meta(xml, "dtb:depth", job_format(job, "%d", deepest(plan)));
	put_ncx_meta(xml, "dtb:totalPageCount", STR_LIT("0"));
	put_ncx_meta(xml, "dtb:maxPageNumber", STR_LIT("0"));
	xml_close(xml);
	xml_newline(xml);
	put_ncx_text(xml, "docTitle", plan_label(job, plan->doc->meta.title));
	xml_open(xml, "navMap");
	xml_newline(xml);
	for (size_t i = 0; i < plan->n_entries; i++) {
		for (; depth >= plan->entries[i].depth; depth--)
			xml_close(xml);
		open_point(job, xml, &plan->entries[i], i + 1);
		depth++;
	}
	return xml_finish(xml);
}
