/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"

static char nothing[1];

void buf_init(struct buf *buf, struct job *job)
{
	*buf = (struct buf){.ptr = nothing, .job = job};
	buf->slot = job_reserve(job);
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->room)
		buf->ptr[0] = '\0';
}

char *buf_detach(struct buf *buf, size_t *size)
{
	char *bytes;

	buf_reserve(buf, 0);
	bytes = buf->ptr;
	*size = buf->len;
	job_disown(buf->job, buf->slot);
	*buf = (struct buf){.ptr = nothing, .job = buf->job, .slot = buf->slot};
	return bytes;
}

struct str buf_end(struct buf *buf)
{
	struct str copy = job_copy(buf->job, buf_str(buf));

	job_release(buf->job, buf->slot);
	*buf = (struct buf){.ptr = nothing, .job = buf->job, .slot = buf->slot};
	return copy;
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t need, room;
	char *grown;

	if (more >= BUF_MAX_BYTES - buf->len)
		job_fail(buf->job, A2B_INTERNAL, internal, NULL, 0, "a buffer",
		         "more bytes than its limit");
	need = buf->len + more + 1;
	if (need <= buf->room)
		return;
	room = buf->room ? buf->room : 256;
	while (room < need)
		room *= 2;
	grown = realloc(buf->room ? buf->ptr : NULL, room);
	if (!grown)
		job_fail_memory(buf->job);
	buf->ptr = grown;
	buf->room = room;
	buf->ptr[buf->len] = '\0';
	job_own(buf->job, buf->slot, free, grown);
}

void buf_add(struct buf *buf, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	buf_reserve(buf, n);
	memcpy(buf->ptr + buf->len, bytes, n);
	buf->len += n;
	buf->ptr[buf->len] = '\0';
}

void buf_add_str(struct buf *buf, struct str s)
{
	buf_add(buf, s.ptr, s.len);
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_add_utf8(struct buf *buf, uint32_t code_point)
{
	char bytes[4];

	buf_add(buf, bytes, utf8_put(bytes, code_point));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		job_fail(buf->job, A2B_INTERNAL, internal, NULL, 0, "printf",
		         format);
	buf_reserve(buf, (size_t)len);
	va_start(args, format);
	vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}
