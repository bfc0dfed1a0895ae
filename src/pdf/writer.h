/* SPDX-License-Identifier: MIT */
#ifndef A2B_WRITER_H
#define A2B_WRITER_H

#include <stdint.h>

#include <hpdf.h>
#include <hpdf_objects.h>

#include "base/buf.h"
#include "base/job.h"
#include "base/str.h"

/*
 * A PDF file being written: objects go in one by one, bytes come out.
 *
 *	uint32_t pages = writer_reserve(writer);
 *	HPDF_Dict page = pdf_dict(writer, "Page");
 *	pdf_set(writer, page, "Parent", pdf_ref(writer, pages));
 *	uint32_t number = writer_add(writer, page);
 *
 * The values are libharu's. Its own document keeps every object until the end,
 * gives each a line of the old cross-reference table, and puts strings through
 * encoders that know 16 bits, so only its objects are used here: built,
 * written, and dropped again. Values live until the next object is added or
 * put, whichever it is: build one object at a time.
 *
 * What can fail fails the job; nothing here returns NULL.
 */
struct writer;
struct writer *writer_new(struct job *job, struct buf *out);

/* A number for an object that is put later; all must be. */
uint32_t writer_reserve(struct writer *writer);
/* The first of `n` numbers in a row. */
uint32_t writer_reserve_many(struct writer *writer, size_t n);
void writer_put(struct writer *writer, uint32_t number, void *value);
uint32_t writer_add(struct writer *writer, void *value);
/* A stream: `dict` gets its length and, if compressed, its filter. */
void writer_put_stream(struct writer *writer, uint32_t number, HPDF_Dict dict,
                       struct str bytes, bool compress);
uint32_t writer_add_stream(struct writer *writer, HPDF_Dict dict,
                           struct str bytes);
/* A stream that is deflated already (RFC 1951); `bytes` are what it was. */
void writer_put_deflated(struct writer *writer, uint32_t number,
                         struct str deflated, struct str bytes);

/* Ends the file. `id` are 16 bytes that stay the same over versions of it. */
void writer_finish(struct writer *writer, uint32_t catalog, uint32_t info,
                   const unsigned char id[16]);

/* Values. A text is ASCII or UTF-16, and cut with an ellipsis where PDF/A has
   its limit, at 32,767 bytes. */
HPDF_Dict pdf_dict(struct writer *writer, const char *type); /* NULL: none */
HPDF_Array pdf_array(struct writer *writer, size_t n_items); /* about */
void *pdf_ref(struct writer *writer, uint32_t number);
void *pdf_name(struct writer *writer, const char *name);
void *pdf_number(struct writer *writer, int64_t number);
void *pdf_length(struct writer *writer, int64_t length); /* of 1/64 pt */
void *pdf_real(struct writer *writer, double number);
void *pdf_bool(struct writer *writer, bool value);
void *pdf_null(struct writer *writer);
void *pdf_text(struct writer *writer, struct str text);
void *pdf_bytes(struct writer *writer, const void *bytes, size_t n);

void pdf_set(struct writer *writer, HPDF_Dict dict, const char *key,
             void *value);
void pdf_push(struct writer *writer, HPDF_Array array, void *value);

/* Appends a text as UTF-16 with its byte order mark, cut as said above. */
void pdf_utf16(struct buf *out, struct str text);

#endif
