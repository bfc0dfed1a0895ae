/* SPDX-License-Identifier: MIT */
#ifndef A2B_XML_H
#define A2B_XML_H

#include "base/job.h"
#include "base/str.h"

/*
 * An XML 1.0 document that is being written. Texts are escaped; characters that
 * XML does not allow are left out. What goes wrong inside libxml2 is recorded
 * and asked for once, by xml_finish.
 */
struct xml;

/* Begins with the XML declaration, which names UTF-8. */
struct xml *xml_new(struct job *job);
/* Begins a piece of a document, which will stand in one. */
struct xml *xml_new_piece(struct job *job);
void xml_doctype_html(struct xml *xml);
void xml_open(struct xml *xml, const char *element);
/* Of the element that was just opened; nothing where `value` is not known. */
void xml_attribute(struct xml *xml, const char *name, struct str value);
void xml_text(struct xml *xml, struct str text);
void xml_close(struct xml *xml);
/* A line break in the source, for places where white space says nothing. */
void xml_newline(struct xml *xml);

/* An element with nothing but text (or nothing at all), on a line of its own. */
void xml_leaf(struct xml *xml, const char *element, struct str text);

/* Closes what is open. The bytes live as long as the job. */
struct str xml_finish(struct xml *xml);

/* A text as it must stand in XML, also in an attribute. */
struct str xml_escape(struct job *job, struct str text);

/* Fails the job where a text is no well-formed XML, naming `file` and line. */
void xml_check(struct job *job, const char *file, struct str text);

#endif
