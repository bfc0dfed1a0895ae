/* SPDX-License-Identifier: MIT */
#include "pdf/writer.h"

#include <stdbool.h>

#include <hpdf_encrypt.h>
#include <zlib.h>

#include "base/utf8.h"

/*
 * How the file is made up (ISO 32000-1, 7.5). Streams go straight to the
 * output. All other objects are gathered, a hundred at a time, into object
 * streams: a tagged book has a dozen small objects a page that are much alike,
 * and deflated together they take a tenth of their room. At the end stands a
 * cross-reference stream. So memory does not grow with the book, only an
 * entry of 8 bytes an object.
 */

/* Objects in one object stream: readers unpack it whole to get at one. */
enum { GROUP = 100 };

/* Libharu's memory for one object; a dictionary takes 150 bytes a key. */
enum { POOL_BYTES = 16 * 1024 };

/* ISO 19005-2, 6.1.13. */
enum { MAX_STRING = 32767, MAX_OBJECTS = 8388607 };

/* Where an object is: in the file at `at`, or in an object stream. */
struct place {
	uint32_t at;        /* byte, or number of the object stream */
	int16_t index;      /* in the object stream; -1: in the file */
};

struct writer {
	struct job *job;
	struct buf *out;
	struct place *places; /* by number; 0 is nobody's */
	size_t n_places, room;

	HPDF_Error_Rec error;
	HPDF_MMgr values;     /* libharu's memory for the next object */
	struct cleanup *values_slot;

	uint32_t group;       /* number of the object stream; 0: none begun */
	int n_grouped;
	struct buf index, objects; /* of the group: its head and its body */

	z_stream deflate;
	struct buf packed;
	struct buf text;      /* of pdf_text, while it works */
};

static void free_values(void *values)
{
	HPDF_MMgr_Free(values);
}

static void end_deflate(void *stream)
{
	deflateEnd(stream);
}

static void begin_values(struct writer *w)
{
	HPDF_Error_Init(&w->error, NULL);
	w->values = HPDF_MMgr_New(&w->error, POOL_BYTES, NULL, NULL);
	if (!w->values)
		job_fail_memory(w->job);
	job_own(w->job, w->values_slot, free_values, w->values);
}

struct writer *writer_new(struct job *job, struct buf *out)
{
	struct writer *w = job_alloc(job, sizeof(*w));
	struct cleanup *slot = job_reserve(job);

	w->job = job;
	w->out = out;
	buf_init(&w->index, job);
	buf_init(&w->objects, job);
	buf_init(&w->packed, job);
	buf_init(&w->text, job);
	if (deflateInit(&w->deflate, Z_DEFAULT_COMPRESSION) != Z_OK)
		job_fail_memory(job);
	job_own(job, slot, end_deflate, &w->deflate);
	w->values_slot = job_reserve(job);
	begin_values(w);
	writer_reserve(w); /* number 0, the head of the free list */
	/* bytes over 127 in the second line say that the file is binary */
	buf_printf(out, "%%PDF-1.7\n%%\xB5\xB5\xB5\xB5\n");
	return w;
}

static noreturn void values_fail(struct writer *w)
{
	if (w->error.error_no == HPDF_FAILD_TO_ALLOC_MEM)
		job_fail_memory(w->job);
	job_fail(w->job, A2B_INTERNAL, internal, NULL, 0, "libharu",
	         job_format(w->job, "error 0x%04lX", w->error.error_no).ptr);
}

uint32_t writer_reserve(struct writer *w)
{
	return writer_reserve_many(w, 1);
}

uint32_t writer_reserve_many(struct writer *w, size_t n)
{
	uint32_t first = (uint32_t)w->n_places;

	if (n > MAX_OBJECTS - w->n_places)
		job_fail(w->job, A2B_INTERNAL, internal, NULL, 0, "PDF",
		         "more than 8388607 objects");
	if (w->n_places + n > w->room)
		w->places = job_grow(w->job, w->places, &w->room,
		                     w->n_places + n, sizeof(*w->places));
	w->n_places += n;
	return first;
}

/* ---- putting objects ---- */

/* Appends what the PDF has for a value. */
static void add_value(struct writer *w, struct buf *to, void *value)
{
	HPDF_Stream stream = HPDF_MemStream_New(w->values, 1024);
	HPDF_UINT n, len;

	if (!stream || HPDF_Obj_WriteValue(value, stream, NULL) != HPDF_OK)
		values_fail(w);
	n = HPDF_MemStream_GetBufCount(stream);
	for (HPDF_UINT i = 0; i < n; i++) {
		const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i,
		                                                  &len);
		buf_add(to, bytes, len);
	}
}

static struct str pack(struct writer *w, struct str bytes)
{
	z_stream *z = &w->deflate;

	deflateReset(z);
	buf_clear(&w->packed);
	buf_reserve(&w->packed, deflateBound(z, bytes.len));
	z->next_in = (Bytef *)bytes.ptr;
	z->avail_in = (uInt)bytes.len; /* BUF_MAX_BYTES fits */
	z->next_out = (Bytef *)w->packed.ptr;
	z->avail_out = (uInt)(w->packed.room - 1);
	if (deflate(z, Z_FINISH) != Z_STREAM_END)
		job_fail(w->job, A2B_INTERNAL, internal, NULL, 0, "zlib",
		         "deflate");
	w->packed.len = z->total_out;
	return buf_str(&w->packed);
}

/* `bytes` as they stand in the file. */
static void put_bytes(struct writer *w, uint32_t number, HPDF_Dict dict,
                      struct str bytes)
{
	pdf_set(w, dict, "Length", pdf_number(w, (int64_t)bytes.len));
	w->places[number] = (struct place){(uint32_t)w->out->len, -1};
	buf_printf(w->out, "%u 0 obj\n", number);
	add_value(w, w->out, dict);
	buf_add_str(w->out, STR_LIT("\nstream\n"));
	buf_add_str(w->out, bytes);
	buf_add_str(w->out, STR_LIT("\nendstream\nendobj\n"));
}

static void put_stream(struct writer *w, uint32_t number, HPDF_Dict dict,
                       struct str bytes, bool compress)
{
	if (compress) {
		bytes = pack(w, bytes);
		pdf_set(w, dict, "Filter", pdf_name(w, "FlateDecode"));
	}
	put_bytes(w, number, dict, bytes);
}

static void end_group(struct writer *w)
{
	HPDF_Dict dict = pdf_dict(w, "ObjStm");

	pdf_set(w, dict, "N", pdf_number(w, w->n_grouped));
	pdf_set(w, dict, "First", pdf_number(w, (int64_t)w->index.len));
	buf_add_str(&w->index, buf_str(&w->objects));
	put_stream(w, w->group, dict, buf_str(&w->index), true);
	buf_clear(&w->index);
	buf_clear(&w->objects);
	w->group = 0;
	w->n_grouped = 0;
}

static void drop_values(struct writer *w)
{
	job_release(w->job, w->values_slot);
	begin_values(w);
}

void writer_put(struct writer *w, uint32_t number, void *value)
{
	if (!w->group)
		w->group = writer_reserve(w);
	w->places[number] = (struct place){w->group, (int16_t)w->n_grouped};
	buf_printf(&w->index, "%u %zu ", number, w->objects.len);
	add_value(w, &w->objects, value);
	buf_add_char(&w->objects, '\n');
	if (++w->n_grouped == GROUP)
		end_group(w);
	drop_values(w);
}

uint32_t writer_add(struct writer *w, void *value)
{
	uint32_t number = writer_reserve(w);

	writer_put(w, number, value);
	return number;
}

void writer_put_stream(struct writer *w, uint32_t number, HPDF_Dict dict,
                       struct str bytes, bool compress)
{
	put_stream(w, number, dict, bytes, compress);
	drop_values(w);
}

uint32_t writer_add_stream(struct writer *w, HPDF_Dict dict, struct str bytes)
{
	uint32_t number = writer_reserve(w);

	writer_put_stream(w, number, dict, bytes, true);
	return number;
}

/* Around it comes what makes it zlib's (RFC 1950). */
void writer_put_deflated(struct writer *w, uint32_t number,
                         struct str deflated, struct str bytes)
{
	HPDF_Dict dict = pdf_dict(w, NULL);
	uLong sum = adler32_z(1, (const Bytef *)bytes.ptr, bytes.len);
	struct buf *packed = &w->packed;

	buf_clear(packed);
	buf_add(packed, "\x78\x9C", 2);
	buf_add_str(packed, deflated);
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(packed, (char)(sum >> shift));
	pdf_set(w, dict, "Filter", pdf_name(w, "FlateDecode"));
	put_bytes(w, number, dict, buf_str(packed));
	drop_values(w);
}

/* ---- the end of the file ---- */

enum { ENTRY = 7 }; /* bytes of an entry: what, 4 of where, 2 of index */

static void entry_bytes(struct place place, unsigned char entry[ENTRY])
{
	uint32_t index = place.index < 0 ? 0 : (uint32_t)place.index;

	entry[0] = place.index < 0 ? 1 : 2;
	for (int i = 0; i < 4; i++)
		entry[1 + i] = (unsigned char)(place.at >> (24 - 8 * i));
	entry[5] = (unsigned char)(index >> 8);
	entry[6] = (unsigned char)index;
}

/* The entries as differences from the one above, each behind a 2: PNG's "up",
   which deflates to almost nothing. */
static void add_entries(struct writer *w, struct buf *out)
{
	unsigned char above[ENTRY] = {0}, entry[ENTRY] = {0};

	entry[5] = entry[6] = 0xFF; /* number 0: free, never to be used again */
	for (size_t i = 0; i < w->n_places; i++) {
		if (i)
			entry_bytes(w->places[i], entry);
		buf_add_char(out, 2);
		for (int k = 0; k < ENTRY; k++)
			buf_add_char(out, (char)(entry[k] - above[k]));
		memcpy(above, entry, ENTRY);
	}
}

static HPDF_Array file_id(struct writer *w, const unsigned char id[16])
{
	unsigned char now[16];
	HPDF_Array array = pdf_array(w, 2);
	HPDF_MD5_CTX md5;

	HPDF_MD5Init(&md5);
	HPDF_MD5Update(&md5, (const HPDF_BYTE *)w->out->ptr,
	               (HPDF_UINT32)w->out->len);
	HPDF_MD5Final(now, &md5);
	pdf_push(w, array, pdf_bytes(w, id, 16));
	pdf_push(w, array, pdf_bytes(w, now, 16));
	return array;
}

void writer_finish(struct writer *w, uint32_t catalog, uint32_t info,
                   const unsigned char id[16])
{
	uint32_t number;
	size_t begin;
	struct buf entries;
	HPDF_Dict dict, parameters;
	HPDF_Array widths;

	if (w->group)
		end_group(w);
	number = writer_reserve(w);
	begin = w->out->len;
	w->places[number] = (struct place){(uint32_t)begin, -1};
	buf_init(&entries, w->job);
	add_entries(w, &entries);

	dict = pdf_dict(w, "XRef");
	pdf_set(w, dict, "Size", pdf_number(w, (int64_t)w->n_places));
	pdf_set(w, dict, "Root", pdf_ref(w, catalog));
	pdf_set(w, dict, "Info", pdf_ref(w, info));
	pdf_set(w, dict, "ID", file_id(w, id));
	widths = pdf_array(w, 3);
	pdf_push(w, widths, pdf_number(w, 1));
	pdf_push(w, widths, pdf_number(w, 4));
	pdf_push(w, widths, pdf_number(w, 2));
	pdf_set(w, dict, "W", widths);
	parameters = pdf_dict(w, NULL);
	pdf_set(w, parameters, "Predictor", pdf_number(w, 12));
	pdf_set(w, parameters, "Columns", pdf_number(w, ENTRY));
	pdf_set(w, dict, "DecodeParms", parameters);
	writer_put_stream(w, number, dict, buf_str(&entries), true);
	buf_printf(w->out, "startxref\n%zu\n%%%%EOF\n", begin);
}

/* ---- values ---- */

static void *checked(struct writer *w, void *value)
{
	if (!value)
		values_fail(w);
	return value;
}

/* Libharu's pool does not align what it gives; what is not a multiple of a
   pointer's size is filled up, so that what comes next is in its place. */
static void *padded(struct writer *w, void *value, size_t used)
{
	checked(w, value);
	if (used % 8)
		checked(w, HPDF_GetMem(w->values, (HPDF_UINT)(8 - used % 8)));
	return value;
}

HPDF_Dict pdf_dict(struct writer *w, const char *type)
{
	HPDF_Dict dict = checked(w, HPDF_Dict_New(w->values));

	if (type)
		pdf_set(w, dict, "Type", pdf_name(w, type));
	return dict;
}

/*
 * Libharu grows a list by twenty items, and stops an array at 32,767, which was
 * a limit of the first viewers and is none of PDF 1.7's. So a list is told its
 * size, and filled by pdf_push without asking the array.
 */
HPDF_Array pdf_array(struct writer *w, size_t n_items)
{
	HPDF_Array array = checked(w, HPDF_Array_New(w->values));

	array->list->items_per_block = (HPDF_UINT)(n_items ? n_items : 1);
	return array;
}

void pdf_push(struct writer *w, HPDF_Array array, void *value)
{
	if (HPDF_List_Add(array->list, value) != HPDF_OK)
		values_fail(w);
}

void pdf_set(struct writer *w, HPDF_Dict dict, const char *key, void *value)
{
	if (HPDF_Dict_Add(dict, key, value) != HPDF_OK)
		values_fail(w);
}

/* Libharu refers to objects by their address; here a head with the number
   stands for an object that is gone or not yet made. */
void *pdf_ref(struct writer *w, uint32_t number)
{
	HPDF_Null object = checked(w, HPDF_Null_New(w->values));

	object->header.obj_id = number | HPDF_OTYPE_INDIRECT;
	return checked(w, HPDF_Proxy_New(w->values, object));
}

void *pdf_name(struct writer *w, const char *name)
{
	return checked(w, HPDF_Name_New(w->values, name));
}

void *pdf_number(struct writer *w, int64_t number)
{
	HPDF_INT32 value = (HPDF_INT32)(number > INT32_MAX ? INT32_MAX :
	                                number < -INT32_MAX ? -INT32_MAX :
	                                number);

	return padded(w, HPDF_Number_New(w->values, value),
	              sizeof(HPDF_Number_Rec));
}

void *pdf_real(struct writer *w, double number)
{
	return checked(w, HPDF_Real_New(w->values, (HPDF_REAL)number));
}

void *pdf_length(struct writer *w, int64_t length)
{
	return length % 64 ? pdf_real(w, (double)length / 64) :
	                     pdf_number(w, length / 64);
}

void *pdf_bool(struct writer *w, bool value)
{
	return padded(w, HPDF_Boolean_New(w->values, value),
	              sizeof(HPDF_Boolean_Rec));
}

void *pdf_null(struct writer *w)
{
	return checked(w, HPDF_Null_New(w->values));
}

void *pdf_bytes(struct writer *w, const void *bytes, size_t n)
{
	return padded(w, HPDF_Binary_New(w->values, (HPDF_BYTE *)bytes,
	                                 (HPDF_UINT)n), n);
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < ' ' || text.ptr[i] > '~')
			return false;
	return true;
}

void pdf_utf16(struct buf *out, struct str text)
{
	static const char ellipsis[] = {0x20, 0x26};
	size_t begin = out->len;

	buf_add(out, "\xFE\xFF", 2);
	for (size_t at = 0; at < text.len;) {
		uint32_t cp = utf8_next(text, &at);
		uint32_t high = 0xD7C0 + (cp >> 10); /* - 0x40 + 0xD800 */
		uint32_t low = cp > 0xFFFF ? 0xDC00 | (cp & 0x3FF) : cp;

		if (out->len - begin + 4 + sizeof(ellipsis) > MAX_STRING) {
			buf_add(out, ellipsis, sizeof(ellipsis));
			return;
		}
		if (cp > 0xFFFF) {
			buf_add_char(out, (char)(high >> 8));
			buf_add_char(out, (char)high);
		}
		buf_add_char(out, (char)(low >> 8));
		buf_add_char(out, (char)low);
	}
}

void *pdf_text(struct writer *w, struct str text)
{
	struct buf *bytes = &w->text;

	buf_clear(bytes);
	if (text.len > MAX_STRING || !is_ascii(text)) {
		pdf_utf16(bytes, text);
		return pdf_bytes(w, bytes->ptr, bytes->len);
	}
	buf_add_str(bytes, text);
	return padded(w, HPDF_String_New(w->values, bytes->ptr, NULL),
	              text.len + 1);
}
