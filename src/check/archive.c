/* SPDX-License-Identifier: MIT */
#include "check/archive.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <zip.h>
#include <zlib.h>

#include "base/limits.h"
#include "base/utf8.h"

enum { HEAD_BYTES = 256, CHUNK_BYTES = 64 * 1024 };

/* ---- opening ---- */

static void discard(void *zip)
{
	zip_discard(zip);
}

static void close_file(void *file)
{
	fclose(file);
}

/* Only a regular file: a pipe would block, a device may never end. */
static FILE *open_file(struct job *job, const char *path, uint64_t *bytes)
{
	struct stat about;
	FILE *file;

	if (stat(path, &about))
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(errno));
	if (!S_ISREG(about.st_mode))
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         S_ISDIR(about.st_mode) ? "is a folder, not a file"
		                                : "is not a regular file");
	file = fopen(path, "rb");
	if (!file)
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(errno));
	*bytes = (uint64_t)about.st_size;
	return file;
}

static void read_head(struct archive *archive, FILE *file, const char *path)
{
	char *head = job_alloc(archive->job, HEAD_BYTES);

	archive->head = (struct str){head, fread(head, 1, HEAD_BYTES, file)};
	if (ferror(file))
		job_fail(archive->job, A2B_BAD_INPUT, input_open, path, 0,
		         strerror(errno));
	rewind(file);
}

/* What the file is where it is no ZIP archive; NULL: nobody knows. */
static const char *other_format(struct str head)
{
	if (head.len == 0)
		return "an empty file";
	if (str_starts(head, STR_LIT("%PDF")))
		return "a PDF file";
	if (head.len >= 68 && !memcmp(head.ptr + 60, "BOOKMOBI", 8))
		return "a MOBI file";
	if (str_starts(head, STR_LIT("<")))
		return "a web page or another XML file";
	return NULL;
}

static void report_unopened(struct archive *archive, int code)
{
	const char *other = other_format(archive->head);
	zip_error_t error;

	if (code == ZIP_ER_MEMORY)
		job_fail_memory(archive->job);
	zip_error_init_with_code(&error, code);
	if (other)
		found_with(archive->findings, not_epub, NULL, 0, other);
	else
		found_with(archive->findings, zip_damaged, NULL, 0,
		           zip_error_strerror(&error));
	zip_error_fini(&error);
}

/* libzip takes the file over; false where it is no archive. */
static bool open_zip(struct archive *archive, FILE *file,
                     struct cleanup *file_slot)
{
	struct cleanup *slot = job_reserve(archive->job);
	zip_source_t *source;
	zip_error_t error;
	int code = ZIP_ER_MEMORY;

	zip_error_init(&error);
	source = zip_source_filep_create(file, 0, -1, &error);
	if (source) {
		job_disown(archive->job, file_slot);
		archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
		code = zip_error_code_zip(&error);
	}
	zip_error_fini(&error);
	if (!archive->zip) {
		if (source)
			zip_source_free(source);
		report_unopened(archive, code);
		return false;
	}
	job_own(archive->job, slot, discard, archive->zip);
	return true;
}

/* Names should be UTF-8; what is not becomes U+FFFD, and is found by no link. */
static struct str valid_name(struct job *job, struct str raw)
{
	char *name = job_alloc(job, raw.len * 3 + 1);
	size_t n = 0;

	for (size_t at = 0; at < raw.len;) {
		uint32_t c = utf8_next(raw, &at);
		n += utf8_put(name + n, c == UTF8_INVALID ? 0xfffd : c);
	}
	return (struct str){name, n};
}

static void list_files(struct archive *archive)
{
	zip_int64_t n = zip_get_num_entries(archive->zip, 0);

	archive->n = n > 0 ? (size_t)n : 0;
	archive->files = job_alloc_array(archive->job, archive->n,
	                                 sizeof(*archive->files));
	for (size_t i = 0; i < archive->n; i++) {
		struct file *file = &archive->files[i];
		file->name = valid_name(archive->job, str_of(
			zip_get_name(archive->zip, i, ZIP_FL_ENC_RAW)));
		file->is_folder = str_ends(file->name, STR_LIT("/"));
		names_add(archive->job, &archive->names, file->name, i);
	}
	names_sort(&archive->names);
}

bool archive_open(struct job *job, struct findings *findings, const char *path,
                  struct archive *archive)
{
	struct cleanup *slot = job_reserve(job);
	FILE *file;

	*archive = (struct archive){
		.job = job,
		.findings = findings,
		.left = CHECK_UNPACK_MAX_BYTES,
		.chunk = job_alloc(job, CHUNK_BYTES),
	};
	file = open_file(job, path, &archive->bytes);
	job_own(job, slot, close_file, file);
	read_head(archive, file, path);
	if (!open_zip(archive, file, slot))
		return false;
	list_files(archive);
	return true;
}

size_t archive_lookup(const struct archive *archive, struct str name)
{
	return names_lookup(&archive->names, name);
}

int archive_comment(const struct archive *archive)
{
	int len = 0;

	return zip_get_archive_comment(archive->zip, &len, ZIP_FL_ENC_RAW)
		? len : -1;
}

/* EPUB knows two methods; libzip may know more. */
static void check_method(struct archive *archive, size_t number)
{
	zip_stat_t about;

	if (zip_stat_index(archive->zip, number, 0, &about) == 0
	 && about.valid & ZIP_STAT_COMP_METHOD
	 && about.comp_method != ZIP_CM_STORE
	 && about.comp_method != ZIP_CM_DEFLATE)
		found(archive->findings, file_method,
		      archive->files[number].name.ptr, 0);
}

/* ---- unpacking ---- */

static void close_entry(void *entry)
{
	zip_fclose(entry);
}

static void report_damage(struct archive *archive, struct file *file,
                          zip_error_t *error)
{
	int code = zip_error_code_zip(error);

	file->is_damaged = true;
	if (code == ZIP_ER_MEMORY || (code == ZIP_ER_ZLIB
	    && zip_error_code_system(error) == Z_MEM_ERROR))
		job_fail_memory(archive->job);
	if (code == ZIP_ER_COMPNOTSUPP)
		return; /* told by check_method */
	if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD
	 || code == ZIP_ER_ENCRNOTSUPP)
		found(archive->findings, file_encrypted, file->name.ptr, 0);
	else
		found_with(archive->findings, file_damaged, file->name.ptr, 0,
		           zip_error_strerror(error));
}

/* False at the archive's limit, which is told once. */
static bool spend(struct archive *archive, struct file *file, size_t bytes)
{
	if (archive->left >= bytes) {
		archive->left -= bytes;
		return true;
	}
	if (archive->left)
		found_with(archive->findings, unpacked_large, NULL, 0,
		           CHECK_UNPACK_MAX_BYTES >> 20);
	archive->left = 0;
	file->is_damaged = true;
	return false;
}

static bool unpack(struct archive *archive, struct file *file,
                   zip_file_t *entry, size_t keep, struct buf *out,
                   uint64_t *size)
{
	zip_int64_t n;

	while ((n = zip_fread(entry, archive->chunk, CHUNK_BYTES)) > 0) {
		size_t got = (size_t)n;
		if (!spend(archive, file, got))
			return false;
		*size += got;
		if (out->len < keep)
			buf_add(out, archive->chunk, got < keep - out->len
			                    ? got : keep - out->len);
	}
	if (n < 0)
		report_damage(archive, file, zip_file_get_error(entry));
	return n == 0;
}

bool archive_read(struct archive *archive, size_t number, size_t keep,
                  struct buf *out, uint64_t *size)
{
	struct file *file = &archive->files[number];
	struct cleanup *slot = job_reserve(archive->job);
	zip_file_t *entry;
	bool whole;

	*size = 0;
	buf_clear(out);
	if (file->is_damaged || archive->left == 0)
		return false;
	if (!file->is_read)
		check_method(archive, number);
	file->is_read = true;
	entry = zip_fopen_index(archive->zip, number, 0);
	if (!entry) {
		report_damage(archive, file, zip_get_error(archive->zip));
		return false;
	}
	job_own(archive->job, slot, close_entry, entry);
	whole = unpack(archive, file, entry, keep, out, size);
	job_release(archive->job, slot);
	return whole;
}
