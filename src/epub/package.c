/* SPDX-License-Identifier: MIT */
#include "epub/package.h"

#include "epub/xml.h"
#include "model/date.h"
#include "model/words.h"

struct str package_container(struct job *job)
{
	struct xml *xml = xml_new(job);

	xml_open(xml, "container");
	xml_attribute(xml, "version", STR_LIT("1.0"));
	xml_attribute(xml, "xmlns",
	              STR_LIT("urn:oasis:names:tc:opendocument:xmlns:container"));
	xml_newline(xml);
	xml_open(xml, "rootfiles");
	xml_newline(xml);
	xml_open(xml, "rootfile");
	xml_attribute(xml, "full-path", STR_LIT("EPUB/package.opf"));
	xml_attribute(xml, "media-type",
	              STR_LIT("application/oebps-package+xml"));
	xml_close(xml);
	xml_newline(xml);
	xml_close(xml);
	xml_newline(xml);
	return xml_finish(xml);
}

/* ---- metadata ---- */

static void put_property(struct xml *xml, const char *property, struct str value)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "property", str_of(property));
	xml_text(xml, value);
	xml_close(xml);
	xml_newline(xml);
}

static void put_refinement(struct xml *xml, const char *what,
                           const char *property, struct str value)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "refines", str_of(what));
	xml_attribute(xml, "property", str_of(property));
	xml_text(xml, value);
	xml_close(xml);
	xml_newline(xml);
}

/* The metadata of EPUB 2. */
static void put_named(struct xml *xml, const char *name, struct str content)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "name", str_of(name));
	xml_attribute(xml, "content", content);
	xml_close(xml);
	xml_newline(xml);
}

/* An issue as the place in its series, numbers with points between them:
   "2026.47" for "2026/47". STR_NONE: it is none. */
static struct str issue_place(struct job *job, struct str issue)
{
	struct buf place;
	bool digit = false;

	buf_init(&place, job);
	for (size_t i = 0; i < issue.len; i++) {
		char c = issue.ptr[i];

		if (c >= '0' && c <= '9')
			buf_add_char(&place, c);
		else if (digit && strchr("./-", c))
			buf_add_char(&place, '.');
		else
			return STR_NONE;
		digit = c >= '0' && c <= '9';
	}
	return digit ? job_copy(job, buf_str(&place)) : STR_NONE;
}

static void put_term(struct xml *xml, const char *element, struct str value)
{
	value = str_trim(value);
	if (!str_empty(value))
		xml_leaf(xml, element, value);
}

static void put_creator(struct xml *xml, struct str author)
{
	author = str_trim(author);
	if (str_empty(author))
		return;
	xml_open(xml, "dc:creator");
	xml_attribute(xml, "id", STR_LIT("author"));
	xml_text(xml, author);
	xml_close(xml);
	xml_newline(xml);
	xml_open(xml, "meta");
	xml_attribute(xml, "refines", STR_LIT("#author"));
	xml_attribute(xml, "property", STR_LIT("role"));
	xml_attribute(xml, "scheme", STR_LIT("marc:relators"));
	xml_text(xml, STR_LIT("aut"));
	xml_close(xml);
	xml_newline(xml);
}

/* What the book is about: its subtitle (a second title would be refused), or
   the standfirst of its only article. */
static struct str description(struct job *job, const struct plan *plan)
{
	const struct a2b_document *doc = plan->doc;

	if (doc->meta.subtitle.ptr || doc->n_articles > 1)
		return doc->meta.subtitle;
	for (const struct node *n = doc->articles[0]->node->first; n; n = n->next)
		if (n->kind == NODE_DEK)
			return plan_label(job, node_plain_text(job, n));
	return STR_NONE;
}

static void put_dublin_core(struct job *job, struct xml *xml,
                            const struct plan *plan)
{
	const struct meta *meta = &plan->doc->meta;

	xml_open(xml, "dc:identifier");
	xml_attribute(xml, "id", STR_LIT("uid"));
	xml_text(xml, plan_identifier(job, plan));
	xml_close(xml);
	xml_newline(xml);
	/* a second title or language and Send to Kindle refuses the book */
	xml_leaf(xml, "dc:title", plan_label(job, meta->title));
	xml_leaf(xml, "dc:language", plan->language);
	put_creator(xml, meta->author);
	put_term(xml, "dc:description", description(job, plan));
	put_term(xml, "dc:date", meta->date);
	put_term(xml, "dc:source", meta->source);
	for (size_t i = 0; i < meta->n_tags; i++)
		put_term(xml, "dc:subject", meta->tags[i]);
	put_property(xml, "dcterms:modified",
	             date_utc(job, plan->doc->modified));
}

/* As EPUB 3 says it, and as calibre does. */
static void put_series(struct job *job, struct xml *xml,
                       const struct meta *meta)
{
	struct str series = str_trim(meta->series);
	struct str place = issue_place(job, str_trim(meta->issue));

	if (str_empty(series))
		return;
	xml_open(xml, "meta");
	xml_attribute(xml, "property", STR_LIT("belongs-to-collection"));
	xml_attribute(xml, "id", STR_LIT("series"));
	xml_text(xml, series);
	xml_close(xml);
	xml_newline(xml);
	put_refinement(xml, "#series", "collection-type", STR_LIT("series"));
	if (place.ptr)
		put_refinement(xml, "#series", "group-position", place);
	put_named(xml, "calibre:series", series);
	/* which is a number with one point at most */
	if (place.ptr && strchr(place.ptr, '.') == strrchr(place.ptr, '.'))
		put_named(xml, "calibre:series_index", place);
}

/* ---- accessibility ---- */

/* Can a screen reader know of all text what language it is in? */
static bool has_languages(const struct plan *plan)
{
	for (size_t i = 0; i < plan->doc->n_articles; i++)
		if (str_equal(plan->doc->articles[i]->meta.language,
		              STR_LIT("und")))
			return false;
	return !str_equal(plan->language, STR_LIT("und"));
}

/*
 * The claim to conform, with the name of who stands for it: for books that keep
 * what WCAG 2.2 AA asks of text. Headings go down one level at a time and a
 * cover has its title for a text by the way they are written; languages are
 * known or not.
 */
static void put_claim(struct job *job, struct xml *xml, const struct plan *plan)
{
	const char *name = plan->doc->options.certified_by;

	if (!name)
		return;
	if (!has_languages(plan)) {
		diag(job, not_certified, NULL, 0,
		     "the language of an article is not known");
		return;
	}
	xml_open(xml, "meta");
	xml_attribute(xml, "property", STR_LIT("dcterms:conformsTo"));
	xml_attribute(xml, "id", STR_LIT("conformance"));
	xml_text(xml, STR_LIT("EPUB Accessibility 1.1 - WCAG 2.2 Level AA"));
	xml_close(xml);
	xml_newline(xml);
	xml_open(xml, "meta");
	xml_attribute(xml, "property", STR_LIT("a11y:certifiedBy"));
	xml_attribute(xml, "refines", STR_LIT("#conformance"));
	xml_text(xml, str_of(name));
	xml_close(xml);
	xml_newline(xml);
}

static void put_features(struct xml *xml, const struct plan *plan)
{
	static const char feature[] = "schema:accessibilityFeature";

	put_property(xml, feature, STR_LIT("tableOfContents"));
	put_property(xml, feature, STR_LIT("structuralNavigation"));
	put_property(xml, feature, STR_LIT("readingOrder"));
	put_property(xml, feature, STR_LIT("displayTransformability"));
	if (plan->cover.bytes.ptr)
		put_property(xml, feature, STR_LIT("alternativeText"));
	if (!plan_has_page_list(plan))
		return;
	put_property(xml, feature, STR_LIT("pageNavigation"));
	put_property(xml, feature, STR_LIT("pageBreakMarkers"));
}

/* EPUB Accessibility 1.1: what can be said of what was really written. */
static void put_accessibility(struct job *job, struct xml *xml,
                              const struct plan *plan)
{
	const struct words *words = words_lookup(plan->language);

	put_property(xml, "schema:accessMode", STR_LIT("textual"));
	put_property(xml, "schema:accessModeSufficient", STR_LIT("textual"));
	put_features(xml, plan);
	put_property(xml, "schema:accessibilityHazard", STR_LIT("none"));
	xml_open(xml, "meta");
	xml_attribute(xml, "property", STR_LIT("schema:accessibilitySummary"));
	xml_attribute(xml, "xml:lang", words_mark(words, plan->language));
	xml_text(xml, str_of(words->access));
	xml_close(xml);
	xml_newline(xml);
	if (plan_has_page_list(plan))
		put_property(xml, "pageBreakSource",
		             job_format(job, "%.*s (PDF)", STR_ARG(
		                plan_label(job, plan->doc->meta.title))));
	put_claim(job, xml, plan);
}

/* ---- all metadata ---- */

static void put_metadata(struct job *job, struct xml *xml,
                         const struct plan *plan)
{
	xml_open(xml, "metadata");
	xml_attribute(xml, "xmlns:dc",
	              STR_LIT("http://purl.org/dc/elements/1.1/"));
	xml_newline(xml);
	put_dublin_core(job, xml, plan);
	put_accessibility(job, xml, plan);
	put_series(job, xml, &plan->doc->meta);
	if (plan->cover.bytes.ptr)
		put_named(xml, "cover", STR_LIT("cover-image"));
	xml_close(xml);
	xml_newline(xml);
}

/* ---- manifest and spine ---- */

static void put_item(struct xml *xml, struct str id, struct str href,
                     const char *type, const char *properties)
{
	xml_open(xml, "item");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "href", href);
	xml_attribute(xml, "media-type", str_of(type));
	xml_attribute(xml, "properties", str_of(properties));
	xml_close(xml);
	xml_newline(xml);
}

static void put_manifest(struct xml *xml, const struct plan *plan)
{
	xml_open(xml, "manifest");
	xml_newline(xml);
	put_item(xml, STR_LIT("nav"), STR_LIT("nav.xhtml"),
	         "application/xhtml+xml", "nav");
	put_item(xml, STR_LIT("ncx"), STR_LIT("toc.ncx"),
	         "application/x-dtbncx+xml", NULL);
	put_item(xml, STR_LIT("css"), STR_LIT("book.css"), "text/css", NULL);
	for (size_t i = 0; i < plan->fonts.n; i++)
		put_item(xml, str_of(plan->fonts.font[i].id),
		         str_of(plan->fonts.font[i].file),
		         plan->fonts.font[i].type, NULL);
	if (plan->cover.bytes.ptr)
		put_item(xml, STR_LIT("cover-image"), str_of(plan->cover.file),
		         plan->cover.type, "cover-image");
	for (size_t i = 0; i < plan->n_parts; i++)
		put_item(xml, plan->parts[i].id, plan->parts[i].file,
		         "application/xhtml+xml", NULL);
	xml_close(xml);
	xml_newline(xml);
}

static void put_spine(struct xml *xml, const struct plan *plan)
{
	xml_open(xml, "spine");
	xml_attribute(xml, "toc", STR_LIT("ncx"));
	xml_attribute(xml, "page-progression-direction",
	              plan->rtl ? STR_LIT("rtl") : STR_NONE);
	xml_newline(xml);
	for (size_t i = 0; i < plan->n_parts; i++) {
		xml_open(xml, "itemref");
		xml_attribute(xml, "idref", plan->parts[i].id);
		/* readers show the cover by themselves: not once more */
		if (plan->parts[i].kind == PART_COVER)
			xml_attribute(xml, "linear", STR_LIT("no"));
		xml_close(xml);
		xml_newline(xml);
	}
	xml_close(xml);
	xml_newline(xml);
}

struct str package_document(struct job *job, const struct plan *plan)
{
	struct xml *xml = xml_new(job);

	xml_open(xml, "package");
	xml_attribute(xml, "xmlns", STR_LIT("http://www.idpf.org/2007/opf"));
	xml_attribute(xml, "version", STR_LIT("3.0"));
	xml_attribute(xml, "unique-identifier", STR_LIT("uid"));
	xml_attribute(xml, "xml:lang", plan->language);
	xml_attribute(xml, "dir", plan->rtl ? STR_LIT("rtl") : STR_NONE);
	xml_newline(xml);
	put_metadata(job, xml, plan);
	put_manifest(xml, plan);
	put_spine(xml, plan);
	return xml_finish(xml);
}
