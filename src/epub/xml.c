/* SPDX-License-Identifier: MIT */
#include "epub/xml.h"

#include <stdio.h>

#include <libxml/parser.h>
#include <libxml/xmlwriter.h>

#include "base/buf.h"

struct xml {
	struct job *job;
	xmlBuffer *bytes;      /* this and the next: of what is written */
	xmlTextWriter *writer;
	struct cleanup *slot;
	struct buf scratch;
	bool failed; /* a call failed, or libxml2 had something to say */
	size_t line; /* of what it said first, where that has one */
	char message[200];
	/* what the handlers of errors were before */
	xmlGenericErrorFunc generic;
	xmlStructuredErrorFunc structured;
	void *generic_context, *structured_context;
};

/* xmlTextWriter can lose text for lack of memory and still return success; only
   these two hear of it. */
__attribute__((format(printf, 2, 3)))
static void on_generic_error(void *context, const char *format, ...)
{
	struct xml *xml = context;

	(void)format;
	xml->failed = true;
}

static void on_structured_error(void *context, xmlError *error)
{
	struct xml *xml = context;

	if (!xml->failed && error && error->message) {
		xml->line = error->line > 0 ? (size_t)error->line : 0;
		snprintf(xml->message, sizeof(xml->message), "%.*s",
		         (int)strcspn(error->message, "\n"), error->message);
	}
	xml->failed = true;
}

static void release(void *object)
{
	struct xml *xml = object;

	if (xml->writer)
		xmlFreeTextWriter(xml->writer);
	if (xml->bytes)
		xmlBufferFree(xml->bytes);
	xmlSetGenericErrorFunc(xml->generic_context, xml->generic);
	xmlSetStructuredErrorFunc(xml->structured_context, xml->structured);
}

static void check(struct xml *xml, int status)
{
	if (status < 0)
		xml->failed = true;
}

/* Hears of errors until the job releases it. */
static void listen(struct xml *xml)
{
	xmlInitParser();
	xml->generic = xmlGenericError;
	xml->generic_context = xmlGenericErrorContext;
	xml->structured = xmlStructuredError;
	xml->structured_context = xmlStructuredErrorContext;
	job_own(xml->job, xml->slot, release, xml);
	xmlSetGenericErrorFunc(xml, on_generic_error);
	xmlSetStructuredErrorFunc(xml, on_structured_error);
}

static struct xml *new_listener(struct job *job)
{
	struct xml *xml = job_alloc(job, sizeof(*xml));

	xml->job = job;
	buf_init(&xml->scratch, job);
	xml->slot = job_reserve(job);
	listen(xml);
	return xml;
}

struct xml *xml_new_piece(struct job *job)
{
	struct xml *xml = new_listener(job);

	xml->bytes = xmlBufferCreate();
	if (xml->bytes)
		xml->writer = xmlNewTextWriterMemory(xml->bytes, 0);
	if (!xml->writer)
		job_fail_memory(job);
	return xml;
}

struct xml *xml_new(struct job *job)
{
	struct xml *xml = xml_new_piece(job);

	check(xml, xmlTextWriterStartDocument(xml->writer, NULL, "utf-8",
	                                      NULL));
	return xml;
}

void xml_doctype_html(struct xml *xml)
{
	check(xml, xmlTextWriterWriteDTD(xml->writer, BAD_CAST "html", NULL,
	                                 NULL, NULL));
	xml_newline(xml);
}

/* Length of a character at `p` that XML 1.0 (2.2) does not allow, else 0. */
static size_t bad_char(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c < 0x20)
		return c != '\t' && c != '\n';
	if (c == 0xef && end - p >= 3 && (unsigned char)p[1] == 0xbf
	 && (unsigned char)p[2] >= 0xbe)
		return 3; /* U+FFFE, U+FFFF */
	return 0;
}

/* Without what XML forbids and with what it reserves escaped, in the scratch
   buffer's words and libxml2's memory; NULL: memory ran out. */
static xmlChar *escape(struct buf *scratch, struct str text)
{
	const char *p = text.ptr, *end = p + text.len, *begin = p;

	buf_clear(scratch);
	while (p < end) {
		size_t bad = bad_char(p, end);

		if (bad)
			buf_add(scratch, begin, (size_t)(p - begin));
		p += bad ? bad : 1;
		if (bad)
			begin = p;
	}
	buf_add(scratch, begin, (size_t)(p - begin));
	return xmlEncodeSpecialChars(NULL, BAD_CAST scratch->ptr);
}

static void put(struct xml *xml, struct str text)
{
	xmlChar *escaped;

	if (str_empty(text))
		return;
	escaped = escape(&xml->scratch, text);
	if (escaped)
		check(xml, xmlTextWriterWriteRaw(xml->writer, escaped));
	else
		xml->failed = true;
	xmlFree(escaped);
}

static void free_chars(void *chars)
{
	xmlFree(chars);
}

struct str xml_escape(struct job *job, struct str text)
{
	struct cleanup *slot = job_reserve(job);
	struct buf scratch;
	struct str copy;
	xmlChar *escaped;

	buf_init(&scratch, job);
	escaped = escape(&scratch, text);
	if (!escaped)
		job_fail_memory(job);
	job_own(job, slot, free_chars, escaped);
	copy = job_copy(job, str_of((const char *)escaped));
	job_release(job, slot);
	return copy;
}

void xml_open(struct xml *xml, const char *element)
{
	check(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void xml_attribute(struct xml *xml, const char *name, struct str value)
{
	if (!value.ptr)
		return;
	check(xml, xmlTextWriterStartAttribute(xml->writer, BAD_CAST name));
	put(xml, value);
	check(xml, xmlTextWriterEndAttribute(xml->writer));
}

void xml_text(struct xml *xml, struct str text)
{
	put(xml, text);
}

void xml_close(struct xml *xml)
{
	check(xml, xmlTextWriterEndElement(xml->writer));
}

void xml_newline(struct xml *xml)
{
	check(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST "\n"));
}

void xml_leaf(struct xml *xml, const char *element, struct str text)
{
	xml_open(xml, element);
	xml_text(xml, text);
	xml_close(xml);
	xml_newline(xml);
}

void xml_check(struct job *job, const char *file, struct str text)
{
	struct xml *xml = new_listener(job);
	/* nothing is loaded from anywhere, no entity is put in */
	xmlDoc *tree = xmlReadMemory(text.ptr, (int)text.len, file, "utf-8",
	                             XML_PARSE_NONET);

	xmlFreeDoc(tree);
	if (!tree || xml->failed)
		job_fail(job, A2B_BAD_INPUT, template, file, xml->line,
		         xml->message);
	job_release(job, xml->slot);
}

struct str xml_finish(struct xml *xml)
{
	struct str bytes;

	check(xml, xmlTextWriterEndDocument(xml->writer));
	check(xml, xmlTextWriterFlush(xml->writer));
	if (xml->failed)
		job_fail(xml->job, A2B_INTERNAL, internal, NULL, 0, "libxml2",
		         "a document could not be written");
	bytes = job_copy(xml->job,
	                 (struct str){(const char *)xmlBufferContent(xml->bytes),
	                              (size_t)xmlBufferLength(xml->bytes)});
	job_release(xml->job, xml->slot);
	return bytes;
}
