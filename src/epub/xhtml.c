/* SPDX-License-Identifier: MIT */
#include "epub/xhtml.h"

struct xml *xhtml_begin(struct job *job, struct str title, struct str language,
                        bool rtl)
{
	struct xml *xml = xml_new(job);

	xml_doctype_html(xml);
	xml_open(xml, "html");
	xml_attribute(xml, "xmlns", STR_LIT("http://www.w3.org/1999/xhtml"));
	xml_attribute(xml, "xmlns:epub",
	              STR_LIT("http://www.idpf.org/2007/ops"));
	xhtml_language(xml, language);
	xml_attribute(xml, "dir", rtl ? STR_LIT("rtl") : STR_NONE);
	xml_newline(xml);
	xml_open(xml, "head");
	xml_newline(xml);
	xml_leaf(xml, "title", title);
	xml_open(xml, "link");
	xml_attribute(xml, "rel", STR_LIT("stylesheet"));
	xml_attribute(xml, "type", STR_LIT("text/css"));
	xml_attribute(xml, "href", STR_LIT("book.css"));
	xml_close(xml);
	xml_newline(xml);
	xml_close(xml);
	xml_newline(xml);
	xml_open(xml, "body");
	/* MuPDF does not hear of it on <html> */
	xml_attribute(xml, "dir", rtl ? STR_LIT("rtl") : STR_NONE);
	xml_newline(xml);
	return xml;
}

void xhtml_language(struct xml *xml, struct str language)
{
	xml_attribute(xml, "lang", language);
	xml_attribute(xml, "xml:lang", language);
}

void xhtml_role(struct xml *xml, const char *type, const char *role)
{
	xml_attribute(xml, "epub:type", str_of(type));
	xml_attribute(xml, "role", str_of(role));
}

void xhtml_words_language(struct xml *xml, const struct words *words,
                          struct str language)
{
	struct str mark = words_mark(words, language);

	xhtml_language(xml, mark);
	xml_attribute(xml, "dir", mark.ptr ? STR_LIT("ltr") : STR_NONE);
}

void xhtml_open(struct xml *xml, const char *element, const char *class)
{
	xml_open(xml, element);
	xml_attribute(xml, "class", str_of(class));
}

void xhtml_link(struct xml *xml, struct str href, struct str text)
{
	xml_open(xml, "a");
	xml_attribute(xml, "href", href);
	xml_text(xml, text);
	xml_close(xml);
}
