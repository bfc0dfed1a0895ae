/* SPDX-License-Identifier: MIT */
#ifndef A2B_ARCHIVE_H
#define A2B_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "check/finding.h"
#include "check/names.h"

/* The ZIP archive that a book is. Only archive.c knows libzip. */
struct archive {
	struct job *job;
	struct findings *findings;
	struct zip *zip;
	uint64_t bytes; /* size of the file itself */
	struct str head; /* its first bytes, as they are: no valid UTF-8 */
	struct file *files;
	size_t n;
	struct names names; /* of the files, by their number */
	uint64_t left; /* bytes that may still be unpacked */
	char *chunk;   /* room to unpack into */
};

struct file {
	struct str name; /* valid UTF-8, terminated */
	bool is_folder;
	bool is_damaged; /* set when it was unpacked in vain */
	bool is_read;
};

/*
 * Opens the file at `path`. False, with a finding, where it is no ZIP archive;
 * a file that cannot be read at all fails the job.
 */
bool archive_open(struct job *job, struct findings *findings, const char *path,
                  struct archive *archive);

/* NAME_NONE where the book has no such file. */
size_t archive_lookup(const struct archive *archive, struct str name);

/*
 * Unpacks a whole file, which checks its sum, and keeps the first `keep` bytes
 * in `out`. Returns its size; false, with a finding, where it is damaged,
 * locked or beyond what may be unpacked.
 */
bool archive_read(struct archive *archive, size_t file, size_t keep,
                  struct buf *out, uint64_t *size);

/* Bytes of the archive's comment, or -1. */
int archive_comment(const struct archive *archive);

#endif
