/* SPDX-License-Identifier: MIT */
#include "check/path.h"

#include "base/limits.h"
#include "base/utf8.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Without %XX; the text as it was where that would not be UTF-8. */
static struct str percent_decode(struct job *job, struct str s)
{
	char *out;
	size_t n = 0;

	if (!s.len || !memchr(s.ptr, '%', s.len))
		return s;
	out = job_alloc(job, s.len + 1);
	for (size_t i = 0; i < s.len; i++) {
		int high = s.ptr[i] == '%' && s.len - i > 2
			? hex_digit(s.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(s.ptr[i + 2]) : -1;
		if (low < 0) {
			out[n++] = s.ptr[i];
		} else {
			out[n++] = (char)(high << 4 | low);
			i += 2;
		}
	}
	if (memchr(out, '\0', n)
	 || utf8_first_invalid((struct str){out, n}) < n)
		return s;
	return (struct str){out, n};
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The scheme with its colon, "mailto:" say; empty where there is none. */
static struct str scheme_of(struct str address)
{
	for (size_t i = 0; i < address.len; i++) {
		char c = address.ptr[i];
		if (c == ':' && i > 0)
			return (struct str){address.ptr, i + 1};
		if (!is_letter(c) && (i == 0 || !(c == '+' || c == '-'
		    || c == '.' || (c >= '0' && c <= '9'))))
			break;
	}
	return (struct str){address.ptr, 0};
}

static bool equal_ignoring_case(struct str a, struct str lower)
{
	if (a.len != lower.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if ((is_letter(a.ptr[i]) ? a.ptr[i] | 0x20 : a.ptr[i])
		    != lower.ptr[i])
			return false;
	return true;
}

static enum path_kind kind_of(struct str address)
{
	struct str scheme = scheme_of(address);

	if (equal_ignoring_case(scheme, STR_LIT("http:"))
	 || equal_ignoring_case(scheme, STR_LIT("https:"))
	 || equal_ignoring_case(scheme, STR_LIT("ftp:"))
	 || str_starts(address, STR_LIT("//")))
		return PATH_REMOTE;
	if (equal_ignoring_case(scheme, STR_LIT("file:"))
	 || str_starts(address, STR_LIT("/")))
		return PATH_OUTSIDE;
	return scheme.len ? PATH_OTHER : PATH_LOCAL;
}

static struct str cut_at(struct str *s, char mark)
{
	const char *at = s->len ? memchr(s->ptr, mark, s->len) : NULL;
	struct str rest;

	if (!at)
		return STR_NONE;
	rest = str_range(at + 1, s->ptr + s->len);
	s->len = (size_t)(at - s->ptr);
	return rest;
}

/* Goes up one folder; false where there is none. */
static bool go_up(struct buf *out)
{
	if (out->len == 0)
		return false;
	out->len--; /* the slash at its end */
	while (out->len && out->ptr[out->len - 1] != '/')
		out->len--;
	out->ptr[out->len] = '\0';
	return true;
}

/* Adds `path` to the folder that `out` holds, walking "." and "..". */
static bool add_steps(struct buf *out, struct str path)
{
	while (path.len) {
		struct str step = path;
		struct str rest = cut_at(&step, '/');
		if (str_equal(step, STR_LIT(".."))) {
			if (!go_up(out))
				return false;
		} else if (step.len && !str_equal(step, STR_LIT("."))) {
			buf_add_str(out, step);
			if (rest.ptr)
				buf_add_char(out, '/');
		}
		path = rest;
	}
	return true;
}

struct path path_resolve(struct buf *out, struct str base, struct str address)
{
	struct path path = {0};

	address = str_trim(address);
	path.kind = kind_of(address);
	if (base.len + address.len > CHECK_VALUE_MAX_BYTES)
		path.kind = PATH_OTHER;
	if (path.kind != PATH_LOCAL)
		return path;
	path.fragment = cut_at(&address, '#');
	if (path.fragment.ptr)
		path.fragment = percent_decode(out->job, path.fragment);
	cut_at(&address, '?');
	buf_clear(out);
	if (address.len == 0) {
		buf_add_str(out, base);
	} else {
		while (base.len && base.ptr[base.len - 1] != '/')
			base.len--;
		buf_add_str(out, base);
		if (!add_steps(out, percent_decode(out->job, address)))
			path.kind = PATH_OUTSIDE;
	}
	path.file = buf_str(out);
	return path;
}
