/* SPDX-License-Identifier: MIT */
#ifndef A2B_OCF_H
#define A2B_OCF_H

#include "base/buf.h"
#include "base/job.h"
#include "base/str.h"

/*
 * The container of an EPUB: a ZIP file as OCF (EPUB 3.3, section 4) wants it,
 * with the `mimetype` first. The same entries give the same bytes.
 */
struct ocf;

struct ocf *ocf_new(struct job *job);

/*
 * Adds a file; name and bytes must stay until ocf_finish. What is small or
 * compressed already is better stored.
 */
enum ocf_method { OCF_STORE, OCF_DEFLATE };
void ocf_add(struct ocf *ocf, const char *name, struct str bytes,
             enum ocf_method method);

void ocf_finish(struct ocf *ocf, struct buf *out);

#endif
