/* SPDX-License-Identifier: MIT */
#include "read/marker.h"

#include "base/utf8.h"

enum {
	MAX_DIGITS = 3, /* "1984." begins a sentence, not a list */
};

static size_t bullet(struct str text)
{
	static const struct str bullets[] = {
		{"-", 1}, {"*", 1}, {"+", 1},
		{"•", 3}, {"‣", 3}, {"◦", 3}, {"▪", 3}, {"▫", 3}, {"●", 3},
		{"○", 3}, {"■", 3}, {"□", 3}, {"►", 3}, {"▶", 3}, {"➤", 3},
		{"→", 3}, {"✓", 3}, {"✔", 3}, {"–", 3}, {"·", 2}, {"»", 2},
		{"∙", 3}, {"⁃", 3}, {"\xef\x82\xb7", 3}, /* Symbol's bullet */
	};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (str_starts(text, bullets[i]))
			return bullets[i].len;
	return 0;
}

/* "3.", "3)", "(3)", "a)" */
static size_t ordinal(struct str text, int *number)
{
	size_t at = 0, digits;
	bool open = text.len && text.ptr[0] == '(';

	at = open;
	*number = 0;
	while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'
	    && at <= MAX_DIGITS + (size_t)open)
		*number = *number * 10 + (text.ptr[at++] - '0');
	digits = at - open;
	if (digits == 0 && at < text.len && text.ptr[at] >= 'a'
	 && text.ptr[at] <= 'z') {
		*number = text.ptr[at++] - 'a' + 1;
		return at < text.len && text.ptr[at] == ')' ? at + 1 : 0;
	}
	if (digits == 0 || digits > MAX_DIGITS || at >= text.len)
		return 0;
	if (text.ptr[at] == ')' || (text.ptr[at] == '.' && !open))
		return at + 1;
	return 0;
}

struct marker marker_find(struct str text)
{
	struct marker marker = {bullet(text), 0, -1};
	size_t at;

	if (!marker.len) {
		marker.len = ordinal(text, &marker.number);
		if (!marker.len)
			return (struct marker){0, 0, -1};
	}
	at = marker.skip = marker.len;
	while (at < text.len && utf8_is_space(utf8_next(text, &at)))
		marker.skip = at;
	if (marker.skip == marker.len || marker.skip == text.len)
		return (struct marker){0, 0, -1};
	return marker;
}

bool is_rule(struct str text)
{
	uint32_t sign = 0;
	size_t n = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_space(c))
			continue;
		if (!sign && (c == '*' || c == '-' || c == '_' || c == '='
		 || c == '~' || c == '#' || c == '+' || c == 0x2014
		 || c == 0x2013 || c == 0x2015 || c == 0x2500 || c == 0x2022
		 || c == 0xb7 || c == 0x2042 || c == 0x2550 || c == 0x2501))
			sign = c;
		if (c != sign)
			return false;
		n++;
	}
	return n >= 3 || sign == 0x2042;
}
