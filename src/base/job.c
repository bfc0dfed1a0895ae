/* SPDX-License-Identifier: MIT */
#include "base/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

struct job_gate {
	jmp_buf landing;
};

static void finish(struct job *job)
{
	for (struct cleanup *c = job->cleanups; c; c = c->next)
		if (c->release)
			c->release(c->object);
	arena_release(&job->arena);
}

enum a2b_status job_run(const struct reporter *reporter, struct arena *keep,
                        void (*body)(struct job *job, void *arg), void *arg)
{
	struct job_gate gate;
	struct job job = {.reporter = *reporter, .keep = keep, .gate = &gate};
	struct job *volatile at = &job; /* in memory: setjmp may lose registers */

	if (setjmp(gate.landing) == 0)
		body(&job, arg);
	finish(at);
	return at->status;
}

noreturn void job_fail_with(struct job *job, enum a2b_status status,
                            enum diag_id id, const char *file, size_t line,
                            size_t column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_report_va(&job->reporter, id, file, line, column, format, args);
	va_end(args);
	job->status = status;
	longjmp(job->gate->landing, 1);
}

noreturn void job_fail_memory(struct job *job)
{
	job_fail(job, A2B_NO_MEMORY, no_memory, NULL, 0, "");
}

static void *alloc_in(struct job *job, struct arena *arena, size_t n,
                      size_t size)
{
	void *piece = NULL;

	if (size == 0 || n <= SIZE_MAX / size)
		piece = arena_alloc(arena, n * size);
	if (!piece)
		job_fail_memory(job);
	return piece;
}

void *job_alloc(struct job *job, size_t size)
{
	return alloc_in(job, &job->arena, 1, size);
}

void *job_alloc_array(struct job *job, size_t n, size_t size)
{
	return alloc_in(job, &job->arena, n, size);
}

void *job_keep(struct job *job, size_t size)
{
	return alloc_in(job, job->keep, 1, size);
}

void *job_keep_array(struct job *job, size_t n, size_t size)
{
	return alloc_in(job, job->keep, n, size);
}

void *job_grow(struct job *job, void *items, size_t *room, size_t need,
               size_t size)
{
	size_t wish = *room < 8 ? 16 : *room * 2;
	void *grown;

	if (need <= *room)
		return items;
	if (wish < need)
		wish = need;
	grown = job_alloc_array(job, wish, size);
	if (*room)
		memcpy(grown, items, *room * size);
	*room = wish;
	return grown;
}

static struct str copy_in(struct job *job, struct arena *arena, struct str s)
{
	char *copy;

	if (!s.ptr)
		return STR_NONE;
	copy = alloc_in(job, arena, s.len + 1, 1);
	memcpy(copy, s.ptr, s.len);
	return (struct str){copy, s.len};
}

struct str job_copy(struct job *job, struct str s)
{
	return copy_in(job, &job->arena, s);
}

struct str job_keep_copy(struct job *job, struct str s)
{
	return copy_in(job, job->keep, s);
}

struct str job_format(struct job *job, const char *format, ...)
{
	va_list args;
	int len;
	char *text;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "printf", format);
	text = job_alloc(job, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return (struct str){text, (size_t)len};
}

struct cleanup *job_reserve(struct job *job)
{
	struct cleanup *slot = job_alloc(job, sizeof(*slot));

	slot->next = job->cleanups;
	job->cleanups = slot;
	return slot;
}

void job_own(struct job *job, struct cleanup *slot, void (*release)(void *),
             void *object)
{
	(void)job;
	slot->release = release;
	slot->object = object;
}

void job_release(struct job *job, struct cleanup *slot)
{
	void (*release)(void *) = slot->release;

	job_disown(job, slot);
	if (release)
		release(slot->object);
}

void job_disown(struct job *job, struct cleanup *slot)
{
	(void)job;
	slot->release = NULL;
}
