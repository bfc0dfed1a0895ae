/* SPDX-License-Identifier: MIT */
#include "read/links.h"

#include <unicode/uchar.h>
#include <unicode/uidna.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
	HOST_BYTES = 255,
	ADDRESS_BYTES = 4000, /* what is longer is data, and no browser's */
};

static const struct {
	struct str prefix;
	const char *scheme; /* put in front where the text has none */
} schemes[] = {
	{{"https://", 8}, ""},
	{{"http://", 7}, ""},
	{{"ftp://", 6}, ""},
	{{"mailto:", 7}, ""},
	{{"www.", 4}, "https://"},
};

enum { N_SCHEMES = sizeof(schemes) / sizeof(schemes[0]) };

static bool starts_any_case(const char *p, const char *end, struct str prefix)
{
	if ((size_t)(end - p) < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++) {
		char c = p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c != prefix.ptr[i])
			return false;
	}
	return true;
}

static bool is_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')
	    || c >= 0x80 || c == '_';
}

/* Signs that no address holds, or none as people write them. */
static bool ends_address(uint32_t c)
{
	return c == UTF8_INVALID || utf8_is_space(c) || c < 0x20 || c == '<'
	    || c == '>' || c == '"' || c == '`' || c == '|' || c == '\\'
	    || c == '^' || c == '{' || c == '}' || c == 0xab || c == 0xbb
	    || (c >= 0x2018 && c <= 0x201f) || c == 0x2026
	    || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef);
}

static size_t count(const char *p, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += p[i] == c;
	return n;
}

/* Without the punctuation of the sentence that it stands in. */
static size_t without_tail(const char *p, size_t len)
{
	size_t round = count(p, len, '('), square = count(p, len, '[');
	size_t rounds = count(p, len, ')'), squares = count(p, len, ']');

	while (len) {
		char c = p[len - 1];

		if (c == ')' && rounds > round)
			rounds--;
		else if (c == ']' && squares > square)
			squares--;
		else if (!strchr(".,;:!?'*_~", c))
			break;
		len--;
	}
	return len;
}

struct address {
	struct str text;
	const char *scheme;
};

/* The next address at or behind *p; moves *p to where a next may begin. */
static struct address next_address(const char *begin, const char **p,
                                   const char *end)
{
	for (; *p < end; (*p)++) {
		if (!strchr("hHfFmMwW", **p) || !**p
		 || (*p > begin && is_word((unsigned char)(*p)[-1])))
			continue;
		for (size_t i = 0; i < N_SCHEMES; i++) {
			struct str prefix = schemes[i].prefix;
			struct str all = str_range(*p, end);
			size_t at = prefix.len, here = at;

			if (!starts_any_case(*p, end, prefix)
			 || all.len == at || !is_word((unsigned char)(*p)[at]))
				continue;
			while (at < all.len
			    && !ends_address(utf8_next(all, &at)))
				here = at;
			if (here > ADDRESS_BYTES) {
				*p += here - 1;
				break;
			}
			here = without_tail(*p, here);
			if (here <= prefix.len
			 || (*schemes[i].scheme
			  && !memchr(*p + prefix.len, '.',
			             here - prefix.len)))
				continue;
			all.len = here;
			*p += here;
			return (struct address){all, schemes[i].scheme};
		}
	}
	return (struct address){STR_NONE, NULL};
}

struct str links_first(struct str text)
{
	const char *p = text.ptr;

	return next_address(text.ptr, &p, text.ptr + text.len).text;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* A host with letters beyond ASCII in the form that the net knows. */
static bool add_host(struct buf *out, struct str host)
{
	UErrorCode error = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna;
	char ascii[HOST_BYTES + 1];
	int32_t len;

	if (is_ascii(host))
		return false;
	idna = uidna_openUTS46(UIDNA_DEFAULT, &error);
	len = uidna_nameToASCII_UTF8(idna, host.ptr, (int32_t)host.len, ascii,
	                             HOST_BYTES, &info, &error);
	uidna_close(idna);
	if (U_FAILURE(error) || info.errors || len > HOST_BYTES)
		return false;
	buf_add(out, ascii, (size_t)len);
	return true;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* Percent-encodes what an address must not hold as it is (RFC 3986). */
static void add_encoded(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool escape = c == '%' && i + 2 < text.len
			&& is_hex(text.ptr[i + 1]) && is_hex(text.ptr[i + 2]);

		if (c >= 0x80 || (c == '%' && !escape) || c == '[' || c == ']')
			buf_printf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

static struct str target_of(struct job *job, struct address address)
{
	struct str text = address.text;
	const char *end = text.ptr + text.len, *host = text.ptr, *host_end;
	struct buf out;

	for (size_t i = 0; i < N_SCHEMES; i++)
		if (starts_any_case(text.ptr, end, schemes[i].prefix)
		 && !*schemes[i].scheme)
			host = text.ptr + schemes[i].prefix.len;
	for (host_end = host; host_end < end; host_end++)
		if (strchr("/?#:@", *host_end))
			break;
	buf_init(&out, job);
	buf_add_str(&out, str_of(address.scheme));
	buf_add_str(&out, str_range(text.ptr, host));
	if (!add_host(&out, str_range(host, host_end)))
		add_encoded(&out, str_range(host, host_end));
	add_encoded(&out, str_range(host_end, end));
	return job_keep_copy(job, buf_str(&out));
}

void links_append(struct job *job, struct node *parent, struct str text)
{
	const char *begin = text.ptr, *p = begin, *end = begin + text.len;
	const char *done = begin;
	struct address address;

	while ((address = next_address(begin, &p, end)).text.len) {
		struct node *link = node_new(job, NODE_LINK);

		node_append_text(job, parent, str_range(done, address.text.ptr));
		link->target = target_of(job, address);
		link->first_line = parent->first_line;
		link->last_line = parent->last_line;
		node_append_text(job, link, address.text);
		node_append(parent, link);
		done = address.text.ptr + address.text.len;
	}
	node_append_text(job, parent, str_range(done, end));
}
