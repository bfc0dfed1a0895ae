/* SPDX-License-Identifier: MIT */
#ifndef A2B_BUF_H
#define A2B_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "base/str.h"

/*
 * Bytes that grow. A buf belongs to the job that began it and goes with it;
 * `ptr` is never NULL and always followed by a zero byte. Growing over
 * BUF_MAX_BYTES, or out of memory, fails the job.
 */
struct buf {
	char *ptr;
	size_t len;
	size_t room; /* 0: `ptr` is a constant, nothing is owned yet */
	struct job *job;
	struct cleanup *slot;
};

void buf_init(struct buf *buf, struct job *job);
void buf_clear(struct buf *buf); /* empty again; the memory is kept */
/* The bytes become the caller's, to be freed with free(). */
char *buf_detach(struct buf *buf, size_t *size);
/* A copy in the job's memory, just as long; the buf is at its end. */
struct str buf_end(struct buf *buf);

void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, const void *bytes, size_t n);
void buf_add_str(struct buf *buf, struct str s);
void buf_add_char(struct buf *buf, char c);
void buf_add_utf8(struct buf *buf, uint32_t code_point);
__attribute__((format(printf, 2, 3)))
void buf_printf(struct buf *buf, const char *format, ...);

/* What the buf holds now; it moves when the buf grows. */
static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->ptr, buf->len};
}

#endif
