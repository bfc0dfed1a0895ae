/* SPDX-License-Identifier: MIT */
#ifndef A2B_JOB_H
#define A2B_JOB_H

#include <stddef.h>
#include <stdnoreturn.h>

#include "art2book.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/*
 * A job is one public call at work: its memory, the foreign objects that it
 * owns, its failure. This is who frees what:
 *
 *   - job_alloc gives memory that lives until the job ends, job_keep memory that
 *     lives as long as the document that the job works on. Neither is ever
 *     freed by hand, neither returns NULL.
 *   - Foreign objects (a libxml2 tree, a FILE) are handed to the job, which
 *     releases what is left, last first, when it ends:
 *
 *	struct cleanup *slot = job_reserve(job);    may fail, so before
 *	FILE *file = fopen(...);
 *	if (!file)
 *		job_fail(job, A2B_BAD_INPUT, ...);
 *	job_own(job, slot, close_file, file);
 *
 *   - job_fail never returns: it reports one message and ends the job. So there
 *     is no "goto out" and no status to hand through. It must not be called
 *     inside a library's callback: record there, ask afterwards.
 */
struct cleanup {
	struct cleanup *next;
	void (*release)(void *object); /* NULL: nothing to release */
	void *object;
};

struct job {
	struct reporter reporter;
	struct arena arena;       /* until the job ends */
	struct arena *keep;       /* the document's; NULL where there is none */
	struct cleanup *cleanups; /* newest first */
	enum a2b_status status;
	struct job_gate *gate;    /* where job_fail lands; private to job.c */
};

/*
 * Runs `body` as a job and returns A2B_OK, or what job_fail was given. `keep`
 * may be NULL for jobs that leave nothing behind.
 */
enum a2b_status job_run(const struct reporter *reporter, struct arena *keep,
                        void (*body)(struct job *job, void *arg), void *arg);

/* Zeroed memory. The array forms check the product. */
void *job_alloc(struct job *job, size_t size);
void *job_alloc_array(struct job *job, size_t n, size_t size);
void *job_keep(struct job *job, size_t size);
void *job_keep_array(struct job *job, size_t n, size_t size);

/*
 * Makes room for at least `need` items of `size` bytes in an array of the job's
 * that holds `*room` now, at least doubling it; the old one is left to the arena.
 */
void *job_grow(struct job *job, void *items, size_t *room, size_t need,
               size_t size);

/* Copies that end with a zero byte, which `len` does not count. */
struct str job_copy(struct job *job, struct str s);
struct str job_keep_copy(struct job *job, struct str s);
__attribute__((format(printf, 2, 3)))
struct str job_format(struct job *job, const char *format, ...);

struct cleanup *job_reserve(struct job *job);
void job_own(struct job *job, struct cleanup *slot, void (*release)(void *),
             void *object);
/* Releases now what the slot owns; or forgets it, for somebody else owns it. */
void job_release(struct job *job, struct cleanup *slot);
void job_disown(struct job *job, struct cleanup *slot);

/* Use the macros: job_fail(job, A2B_BAD_INPUT, input_open, file, 0, "why") */
#define job_fail(job, status, id, file, line, ...) \
	job_fail_at(job, status, id, file, line, 0, __VA_ARGS__)
#define job_fail_at(job, status, id, file, line, column, ...) \
	job_fail_with(job, status, DIAG_##id, file, line, column, \
	              diag_text_##id, __VA_ARGS__)
__attribute__((format(printf, 7, 8)))
noreturn void job_fail_with(struct job *job, enum a2b_status status,
                            enum diag_id id, const char *file, size_t line,
                            size_t column, const char *format, ...);
noreturn void job_fail_memory(struct job *job);

#endif
