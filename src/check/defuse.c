/* SPDX-License-Identifier: MIT */
#include "check/defuse.h"

#include "base/utf8.h"

/* ---- bytes to UTF-8 ---- */

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
	    || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static struct str find_in(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (!memcmp(s.ptr + i, word, n))
			return str_range(s.ptr + i + n, s.ptr + s.len);
	return STR_NONE;
}

/* What an XML declaration names as the encoding; STR_NONE without one. */
static struct str declared_encoding(struct str s)
{
	struct str declaration, name;

	if (!str_starts(s, STR_LIT("<?xml")))
		return STR_NONE;
	declaration = s;
	name = find_in(s, "?>");
	if (name.ptr)
		declaration.len = (size_t)(name.ptr - s.ptr);
	name = find_in(declaration, "encoding");
	while (name.len && (*name.ptr == ' ' || *name.ptr == '='
	    || *name.ptr == '"' || *name.ptr == '\''))
		name = str_range(name.ptr + 1, name.ptr + name.len);
	declaration = name;
	for (name.len = 0; name.len < declaration.len
	     && is_name_char(name.ptr[name.len]);)
		name.len++;
	return name.len ? name : STR_NONE;
}

static bool same_word(struct str a, const char *lower)
{
	size_t n = strlen(lower);

	if (a.len != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = a.ptr[i];
		if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower[i])
			return false;
	}
	return true;
}

static void from_utf16(struct str s, bool big, struct buf *out)
{
	for (size_t i = 0; i + 1 < s.len; i += 2) {
		unsigned char a = (unsigned char)s.ptr[i + !big];
		unsigned char b = (unsigned char)s.ptr[i + big];
		uint32_t c = (uint32_t)a << 8 | b;
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < s.len) {
			a = (unsigned char)s.ptr[i + 2 + !big];
			b = (unsigned char)s.ptr[i + 2 + big];
			c = 0x10000 + ((c - 0xd800) << 10)
			  + (((uint32_t)a << 8 | b) & 0x3ff);
			i += 2;
		}
		buf_add_utf8(out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
	}
}

/* Of an unknown 8-bit encoding only the ASCII matters here. */
static void from_bytes(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		buf_add_utf8(out, (unsigned char)s.ptr[i]);
}

static size_t line_of(struct str s, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += s.ptr[i] == '\n';
	return line;
}

/* Puts the markup into `out` as UTF-8 without a byte order mark. */
static void decode(struct markup *markup, struct str s, struct buf *out)
{
	bool marked = str_starts(s, STR_LIT("\xef\xbb\xbf"));
	struct str name;
	size_t ascii = 0, bad;

	if (str_starts(s, STR_LIT("\xfe\xff"))
	 || str_starts(s, STR_LIT("\xff\xfe"))) {
		from_utf16(str_range(s.ptr + 2, s.ptr + s.len),
		           s.ptr[0] == '\xfe', out);
		return;
	}
	if (marked)
		s = str_range(s.ptr + 3, s.ptr + s.len);
	name = declared_encoding(s);
	while (ascii < s.len && (unsigned char)s.ptr[ascii] < 0x80)
		ascii++;
	markup->encoding_missing = !marked && !name.ptr && ascii < s.len;
	if (name.ptr && !same_word(name, "utf-8") && !same_word(name, "utf8")
	 && !(same_word(name, "us-ascii") && ascii == s.len))
		markup->encoding = job_copy(out->job, name);
	bad = utf8_first_invalid(s);
	if (bad == s.len) {
		buf_add_str(out, s);
		return;
	}
	from_bytes(s, out);
	if (str_empty(markup->encoding)) {
		markup->faults[MARKUP_MALFORMED].is_there = true;
		markup->faults[MARKUP_MALFORMED].line = line_of(s, bad);
		markup->why = "a letter is not UTF-8";
	}
}

/* ---- what libxml2 is not shown ---- */

/* Moves `at` behind the next `end`, or to the end of all. */
static size_t past(struct str s, size_t at, const char *end)
{
	struct str rest = find_in(str_range(s.ptr + at, s.ptr + s.len), end);

	return rest.ptr ? (size_t)(rest.ptr - s.ptr) : s.len;
}

static bool at_word(struct str s, size_t at, const char *word)
{
	size_t n = strlen(word);

	return s.len - at >= n && !memcmp(s.ptr + at, word, n);
}

/* Where the document type declaration begins; s.len without one. */
static size_t find_doctype(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		if (at_word(s, at, "<!DOCTYPE"))
			return at;
		if (at_word(s, at, "<?"))
			at = past(s, at + 2, "?>");
		else if (at_word(s, at, "<!--"))
			at = past(s, at + 4, "-->");
		else if (strchr(" \t\r\n", s.ptr[at]) && s.ptr[at])
			at++;
		else
			break;
	}
	return s.len;
}

/* Moves over a quoted text, a comment or an instruction, else one byte. */
static size_t past_token(struct str s, size_t at)
{
	if (s.ptr[at] == '"')
		return past(s, at + 1, "\"");
	if (s.ptr[at] == '\'')
		return past(s, at + 1, "'");
	if (at_word(s, at, "<!--"))
		return past(s, at + 4, "-->");
	if (at_word(s, at, "<?"))
		return past(s, at + 2, "?>");
	return at + 1;
}

/* Its name and a word or two, up to the quotes. */
enum { ENTITY_HEAD_BYTES = 256 };

/* Is the entity declaration at `at` one of a file elsewhere? */
static bool is_external(struct str s, size_t at)
{
	struct str rest = str_range(s.ptr + at, s.ptr + s.len);
	size_t end = 0;

	while (end < rest.len && end < ENTITY_HEAD_BYTES
	    && rest.ptr[end] != '>' && rest.ptr[end] != '"'
	    && rest.ptr[end] != '\'')
		end++;
	rest.len = end;
	return find_in(rest, "SYSTEM").ptr || find_in(rest, "PUBLIC").ptr;
}

/*
 * Blanks the declarations that a file brings along (entities, attributes with
 * defaults): each can blow up without bound what is parsed later. Returns
 * whether entities were among them.
 */
static bool blank_declarations(struct markup *markup, struct buf *bytes)
{
	struct str s = buf_str(bytes);
	size_t at = find_doctype(s), begin, next;
	bool entities = false;

	while (at < s.len && s.ptr[at] != '[') {
		if (s.ptr[at] == '>')
			return false;
		at = past_token(s, at);
	}
	for (begin = ++at; at < s.len && s.ptr[at] != ']'; at = next) {
		next = past_token(s, at);
		if (at_word(s, at, "<!ENTITY")) {
			entities = true;
			markup->external_entity |= is_external(s, at);
		}
	}
	for (size_t i = begin; i < at && i < s.len; i++)
		if (s.ptr[i] != '\n')
			bytes->ptr[i] = ' ';
	return entities;
}

/* Does an attribute's value follow the "=" at `at`? */
static bool is_attribute(struct str s, size_t at)
{
	do
		at++;
	while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\n'));
	return at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'');
}

/*
 * Steps that libxml2 takes over the attributes of each tag, which it compares
 * two by two, and for each name over the namespaces in force, which it searches
 * one by one: those of the tags around, of which it takes 256. A tag lies
 * between two "<", for its values cannot hold one.
 */
static uint64_t estimate(struct str s)
{
	uint64_t steps = 0, names = 0, attributes = 0;
	uint64_t spaces = 0, most_spaces = 0, all_spaces = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '=' && is_attribute(s, i)) {
			attributes++;
			names++;
		} else if (s.ptr[i] == 'x' && at_word(s, i, "xmlns")) {
			spaces++;
			all_spaces++;
		} else if (s.ptr[i] == '<') {
			steps += attributes * attributes;
			if (most_spaces < spaces)
				most_spaces = spaces;
			attributes = spaces = 0;
			names++;
		}
	}
	if (most_spaces < spaces)
		most_spaces = spaces;
	if (all_spaces > most_spaces * 256)
		all_spaces = most_spaces * 256;
	return steps + attributes * attributes + names * all_spaces;
}

bool markup_defuse(struct markup *markup, struct str bytes, struct buf *out)
{
	bool entities;

	decode(markup, bytes, out);
	entities = blank_declarations(markup, out);
	markup->effort = estimate(buf_str(out));
	return entities;
}
