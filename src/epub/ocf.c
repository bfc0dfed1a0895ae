/* SPDX-License-Identifier: MIT */

/*
 * libzip is given entries that are deflated already (deflate.c), with their
 * sizes and checksums: a source that says so in its zip_stat is stored as it is.
 */

#include "epub/ocf.h"

#include <zip.h>

#include "base/deflate.h"

/* 1980-01-01 00:00:00, the first time that a ZIP can say. */
enum { DOS_TIME = 0, DOS_DATE = 0 << 9 | 1 << 5 | 1 };
#define UNIX_FILE_0644 (0100644u << 16)

struct entry {
	struct entry *next;
	const char *name;
	struct deflated data;
	size_t at; /* how much libzip has read */
	zip_error_t error;
};

struct ocf {
	struct job *job;
	struct entry *first, **end;
};

struct ocf *ocf_new(struct job *job)
{
	struct ocf *ocf = job_alloc(job, sizeof(*ocf));

	ocf->job = job;
	ocf->end = &ocf->first;
	ocf_add(ocf, "mimetype", STR_LIT("application/epub+zip"), OCF_STORE);
	return ocf;
}

void ocf_add(struct ocf *ocf, const char *name, struct str bytes,
             enum ocf_method method)
{
	struct entry *entry = job_alloc(ocf->job, sizeof(*entry));

	entry->name = name;
	entry->data.bytes = bytes;
	entry->data.stored = method == OCF_STORE;
	*ocf->end = entry;
	ocf->end = &entry->next;
}

/* ---- what libzip asks of an entry ---- */

static void fill_stat(const struct entry *entry, zip_stat_t *stat)
{
	zip_stat_init(stat);
	stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC
	            | ZIP_STAT_COMP_METHOD;
	stat->size = entry->data.bytes.len;
	stat->comp_size = entry->data.packed.len;
	stat->crc = entry->data.crc;
	stat->comp_method = entry->data.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
}

static zip_int64_t on_source(void *user, void *data, zip_uint64_t len,
                             zip_source_cmd_t command)
{
	struct entry *entry = user;
	struct str packed = entry->data.packed;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
			ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
			ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	case ZIP_SOURCE_OPEN:
		entry->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		if (len > packed.len - entry->at)
			len = packed.len - entry->at;
		if (len)
			memcpy(data, packed.ptr + entry->at, len);
		entry->at += len;
		return (zip_int64_t)len;
	case ZIP_SOURCE_STAT:
		fill_stat(entry, data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&entry->error, data, len);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		zip_error_set(&entry->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* ---- the archive ---- */

static noreturn void fail(struct job *job, zip_error_t *error)
{
	job_fail(job, A2B_INTERNAL, internal, NULL, 0, "libzip",
	         zip_error_strerror(error));
}

static void free_source(void *source)
{
	zip_source_free(source);
}

static void discard(void *archive)
{
	zip_discard(archive);
}

static void add_entry(struct job *job, zip_t *zip, struct entry *entry)
{
	zip_source_t *source = zip_source_function(zip, on_source, entry);
	int method = entry->data.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
	zip_int64_t index;

	if (!source)
		fail(job, zip_get_error(zip));
	index = zip_file_add(zip, entry->name, source, ZIP_FL_ENC_GUESS);
	if (index < 0) {
		zip_source_free(source); /* ours as long as it was not added */
		fail(job, zip_get_error(zip));
	}
	if (zip_set_file_compression(zip, (zip_uint64_t)index, method, 0)
	 || zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0)
	 || zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0,
	                                     ZIP_OPSYS_UNIX, UNIX_FILE_0644))
		fail(job, zip_get_error(zip));
}

static void read_all(struct job *job, zip_source_t *source, struct buf *out)
{
	zip_stat_t stat;
	zip_int64_t n;

	if (zip_source_stat(source, &stat) || zip_source_open(source))
		fail(job, zip_source_error(source));
	buf_reserve(out, stat.size);
	n = zip_source_read(source, out->ptr + out->len, stat.size);
	zip_source_close(source);
	if (n < 0 || (zip_uint64_t)n != stat.size)
		fail(job, zip_source_error(source));
	out->len += stat.size;
	out->ptr[out->len] = '\0';
}

static void pack(struct ocf *ocf)
{
	struct deflated **all;
	size_t n = 0;

	for (struct entry *e = ocf->first; e; e = e->next)
		n++;
	all = job_alloc_array(ocf->job, n, sizeof(*all));
	n = 0;
	for (struct entry *e = ocf->first; e; e = e->next)
		all[n++] = &e->data;
	deflate_all(ocf->job, all, n);
}

void ocf_finish(struct ocf *ocf, struct buf *out)
{
	struct job *job = ocf->job;
	struct cleanup *of_source, *of_zip;
	zip_source_t *source;
	zip_error_t error;
	zip_t *zip;

	pack(ocf);
	zip_error_init(&error);
	of_source = job_reserve(job);
	of_zip = job_reserve(job);
	source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (!source)
		fail(job, &error);
	job_own(job, of_source, free_source, source);
	zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	if (!zip)
		fail(job, &error);
	zip_source_keep(source); /* one for the archive, one for us */
	job_own(job, of_zip, discard, zip);
	for (struct entry *e = ocf->first; e; e = e->next)
		add_entry(job, zip, e);
	if (zip_close(zip))
		fail(job, zip_get_error(zip));
	job_disown(job, of_zip);
	read_all(job, source, out);
	job_release(job, of_source);
}
