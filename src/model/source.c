/* SPDX-License-Identifier: MIT */
#include "model/source.h"

/* What is behind "scheme://" and "www."; the whole where there is no scheme. */
static struct str behind_scheme(struct str source)
{
	const char *end = source.ptr + source.len;

	for (const char *p = source.ptr; p + 3 <= end; p++) {
		if (memcmp(p, "://", 3))
			continue;
		p += 3;
		if (end - p > 4 && !memcmp(p, "www.", 4))
			p += 4;
		return str_range(p, end);
	}
	return source;
}

static size_t host_length(struct str rest)
{
	size_t i = 0;

	while (i < rest.len && rest.ptr[i] != '/' && rest.ptr[i] != '?'
	    && rest.ptr[i] != '#')
		i++;
	return i;
}

struct str source_name(struct str source)
{
	struct str rest = behind_scheme(source);

	if (rest.ptr != source.ptr)
		rest.len = host_length(rest);
	return rest;
}

struct str source_key(struct job *job, struct str source)
{
	struct str rest = behind_scheme(source);
	const char *hash = rest.len ? memchr(rest.ptr, '#', rest.len) : NULL;
	size_t host = host_length(rest);
	char *copy;

	if (hash)
		rest = str_range(rest.ptr, hash);
	while (rest.len && rest.ptr[rest.len - 1] == '/')
		rest.len--;
	copy = job_alloc(job, rest.len + 1);
	if (rest.len)
		memcpy(copy, rest.ptr, rest.len);
	for (size_t i = 0; i < host && i < rest.len; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] += 'a' - 'A';
	return (struct str){copy, rest.len};
}
