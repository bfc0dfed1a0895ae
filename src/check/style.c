/* SPDX-License-Identifier: MIT */
#include "check/style.h"

#include "base/utf8.h"

void style_init(struct style *style, struct str text, size_t line)
{
	*style = (struct style){.text = text, .line = line};
	if (str_starts(text, STR_LIT("\xef\xbb\xbf")))
		style->at = 3;
}

void style_init_attribute(struct style *style, struct str text, size_t line)
{
	style_init(style, text, line);
	style->depth = 1;
}

/* Moves over what counts as one: a comment, a string, an escape, a byte. */
static void step(struct style *style)
{
	struct str s = style->text;
	size_t at = style->at;
	char c = s.ptr[at++];

	if (c == '/' && at < s.len && s.ptr[at] == '*') {
		at++;
		while (at < s.len && !(s.ptr[at] == '/' && s.ptr[at - 1] == '*'
		                       && at > style->at + 2))
			at++;
		at++;
	} else if (c == '"' || c == '\'') {
		while (at < s.len && s.ptr[at] != c && s.ptr[at] != '\n')
			at += s.ptr[at] == '\\' ? 2 : 1;
		at++;
	} else if (c == '\\') {
		at++;
	}
	if (at > s.len)
		at = s.len;
	for (size_t i = style->at; i < at; i++)
		style->line += s.ptr[i] == '\n';
	style->at = at;
}

static bool at_comment(const struct style *style)
{
	return style->text.len - style->at > 1
	    && !memcmp(style->text.ptr + style->at, "/*", 2);
}

static void skip_space(struct style *style)
{
	while (style->at < style->text.len) {
		char c = style->text.ptr[style->at];
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f'
		 && !at_comment(style))
			break;
		step(style);
	}
}

/* Moves to the ";", "{" or "}" that ends what begins here, or to the end of all;
   what stands in round or square brackets does not count. */
static struct str head(struct style *style)
{
	size_t begin = style->at, brackets = 0;

	while (style->at < style->text.len) {
		char c = style->text.ptr[style->at];
		if (c == '{' || c == '}' || (c == ';' && !brackets))
			break;
		if (c == '(' || c == '[')
			brackets++;
		if ((c == ')' || c == ']') && brackets)
			brackets--;
		step(style);
	}
	return str_trim(str_range(style->text.ptr + begin,
	                          style->text.ptr + style->at));
}

static struct str until(struct str s, const char *marks)
{
	size_t n = 0;

	while (n < s.len && !strchr(marks, s.ptr[n]))
		n++;
	return (struct str){s.ptr, n};
}

static struct str after(struct str s, struct str first, size_t mark)
{
	size_t n = first.len + mark < s.len ? first.len + mark : s.len;

	return str_trim(str_range(s.ptr + n, s.ptr + s.len));
}

static void set_at_rule(struct style_piece *piece, struct str text)
{
	piece->kind = STYLE_AT_RULE;
	piece->name = until(text, " \t\r\n\f(\"'");
	piece->value = after(text, piece->name, 0);
}

static bool set_declaration(const struct style *style,
                            struct style_piece *piece, struct str text)
{
	struct str name = until(text, ":");

	if (style->depth == 0 || name.len == text.len)
		return false;
	piece->kind = STYLE_DECLARATION;
	piece->selector = style->selector;
	piece->name = str_trim(name);
	piece->value = after(text, name, 1);
	return true;
}

bool style_next(struct style *style, struct style_piece *piece)
{
	for (;;) {
		struct str text;
		char end;
		bool some = false;

		skip_space(style);
		*piece = (struct style_piece){.line = style->line};
		if (style->at >= style->text.len)
			return false;
		text = head(style);
		piece->depth = style->depth;
		end = style->at < style->text.len
			? style->text.ptr[style->at] : ';';
		if (str_starts(text, STR_LIT("@"))) {
			set_at_rule(piece, text);
			some = true;
		} else if (end != '{') {
			some = set_declaration(style, piece, text);
		}
		if (end == '{') {
			style->depth++;
			style->selector = text;
		} else if (end == '}' && style->depth) {
			style->depth--;
		}
		if (style->at < style->text.len)
			step(style);
		if (some)
			return true;
	}
}

static char lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool equal_here(struct str s, size_t at, const char *lower, size_t n)
{
	if (s.len - at < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower_case(s.ptr[at + i]) != lower[i])
			return false;
	return true;
}

bool style_is(struct str s, const char *lower)
{
	return s.len == strlen(lower) && equal_here(s, 0, lower, s.len);
}

static bool in_word(char c)
{
	c = lower_case(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
	    || c == '_' || (unsigned char)c >= 0x80;
}

static size_t find(struct str s, size_t at, const char *text)
{
	size_t n = strlen(text);

	while (at + n <= s.len && memcmp(s.ptr + at, text, n))
		at++;
	return at + n <= s.len ? at + n : s.len;
}

/* Moves over a string, a comment, an address; else over one byte. */
static size_t past_text(struct str s, size_t at)
{
	if (s.ptr[at] == '"')
		return find(s, at + 1, "\"");
	if (s.ptr[at] == '\'')
		return find(s, at + 1, "'");
	if (equal_here(s, at, "/*", 2))
		return find(s, at + 2, "*/");
	if (equal_here(s, at, "url(", 4))
		return find(s, at + 4, ")");
	return at + 1;
}

/* Where the word begins, not inside a longer one; s.len without it. */
static size_t find_word(struct str s, const char *lower)
{
	size_t n = strlen(lower);

	for (size_t at = 0; at + n <= s.len; at = past_text(s, at))
		if (equal_here(s, at, lower, n) && (at == 0 || !in_word(s.ptr[at - 1]))
		 && (at + n == s.len || !in_word(s.ptr[at + n])))
			return at;
	return s.len;
}

bool style_has_word(struct str s, const char *lower)
{
	return find_word(s, lower) < s.len;
}

bool style_has_call(struct str s, const char *lower)
{
	size_t at = find_word(s, lower) + strlen(lower);

	return at < s.len && s.ptr[at] == '(';
}
