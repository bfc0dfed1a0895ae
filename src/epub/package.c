/* SPDX-License-Identifier: MIT */
#include "epub/package.h"

#include "epub/xhtml.h"
#include "epub/xml.h"
#include "model/date.h"

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
	put_term(xml, "dc:date", meta->date);
	put_term(xml, "dc:source", meta->source);
	for (size_t i = 0; i < meta->n_tags; i++)
		put_term(xml, "dc:subject", meta->tags[i]);
	put_property(xml, "dcterms:modified",
	             date_utc(job, plan->doc->modified));
}

/*
 * EPUB Accessibility 1.1: what can be said of a book that is text alone, whose
 * articles have a heading, a place in the contents and a language each.
 */
static void put_accessibility(struct xml *xml, const struct plan *plan)
{
	put_property(xml, "schema:accessMode", STR_LIT("textual"));
	put_property(xml, "schema:accessModeSufficient", STR_LIT("textual"));
	put_property(xml, "schema:accessibilityFeature",
	             STR_LIT("tableOfContents"));
	put_property(xml, "schema:accessibilityFeature",
	             STR_LIT("structuralNavigation"));
	put_property(xml, "schema:accessibilityFeature",
	             STR_LIT("readingOrder"));
	put_property(xml, "schema:accessibilityFeature",
	             STR_LIT("displayTransformability"));
	if (plan_has_page_list(plan)) {
		put_property(xml, "schema:accessibilityFeature",
		             STR_LIT("pageNavigation"));
		put_property(xml, "schema:accessibilityFeature",
		             STR_LIT("pageBreakMarkers"));
		put_property(xml, "pageBreakSource",
		             STR_LIT("the PDF made with this book"));
	}
	put_property(xml, "schema:accessibilityHazard", STR_LIT("none"));
	xml_open(xml, "meta");
	xml_attribute(xml, "property", STR_LIT("schema:accessibilitySummary"));
	xml_attribute(xml, "xml:lang", STR_LIT("en"));
	xml_text(xml, STR_LIT("The text is structured with headings, a table "
		"of contents and a logical reading order, and adapts to "
		"the reader's settings."));
	xml_close(xml);
	xml_newline(xml);
}

static void put_metadata(struct job *job, struct xml *xml,
                         const struct plan *plan)
{
	xml_open(xml, "metadata");
	xml_attribute(xml, "xmlns:dc",
	              STR_LIT("http://purl.org/dc/elements/1.1/"));
	xml_newline(xml);
	put_dublin_core(job, xml, plan);
	put_accessibility(xml, plan);
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
