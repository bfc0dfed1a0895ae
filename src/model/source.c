/* SPDX-License-Identifier: MIT */
#include "model/source.h"

#include <unicode/uidna.h>

#include "base/buf.h"

enum { HOST_BYTES = 255 };

/* What is behind "scheme://" and "www."; the whole where there is no scheme. */
static struct str behind_scheme(struct str source)
{
	const char *end = source.ptr + source.len;

	if (str_empty(source))
		return source;
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

static bool is_web(struct str source)
{
	static const char *const schemes[] = {"https://", "http://", "ftp://"};

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		const char *scheme = schemes[i];
		size_t n = 0;

		while (scheme[n] && n < source.len
		    && (source.ptr[n] | 32) == (scheme[n] | 32))
			n++;
		if (!scheme[n] && n < source.len)
			return true;
	}
	return false;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* Percent-encodes what an address cannot hold, and leaves what is encoded. */
static void add_encoded(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool escape = c == '%' && text.len - i > 2
			&& is_hex(text.ptr[i + 1]) && is_hex(text.ptr[i + 2]);

		if (c <= ' ' || c >= 0x7f || (c == '%' && !escape)
		 || strchr("\"<>[]\\^`{|}", c))
			buf_printf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

/* A host with letters beyond ASCII in the form that the net knows. */
static void add_host(struct buf *out, struct str host)
{
	UErrorCode error = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna = uidna_openUTS46(UIDNA_DEFAULT, &error);
	char ascii[HOST_BYTES];
	int32_t len = uidna_nameToASCII_UTF8(idna, host.ptr, (int32_t)host.len,
	                                     ascii, HOST_BYTES, &info, &error);

	uidna_close(idna);
	if (U_FAILURE(error) || info.errors)
		add_encoded(out, host);
	else
		add_encoded(out, (struct str){ascii, (size_t)len});
}

struct str source_target(struct job *job, struct str source)
{
	const char *end = source.ptr + source.len, *host, *behind;
	struct buf out;

	if (!is_web(source))
		return STR_NONE;
	host = (const char *)memchr(source.ptr, ':', source.len) + 3;
	for (behind = host; behind < end; behind++)
		if (strchr("/?#:@", *behind))
			break;
	buf_init(&out, job);
	buf_add_str(&out, str_range(source.ptr, host));
	add_host(&out, str_range(host, behind));
	add_encoded(&out, str_range(behind, end));
	return job_copy(job, buf_str(&out));
}
