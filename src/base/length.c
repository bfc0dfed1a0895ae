/* SPDX-License-Identifier: MIT */
#include "base/length.h"

/* Units, in millionths of 1/64 pt. An inch has 72 points and 25.4 mm. */
static const struct {
	const char *name;
	int64_t size;
} units[] = {
	{"mm", 181417323},
	{"cm", 1814173228},
	{"in", 4608000000},
	{"pt", 64000000},
};

#define PARTS 10000000000 /* of 1/64 pt, in a number of units */

enum {
	DECIMALS = 4,     /* more are read and passed over */
	MAX_WHOLE = 30000 /* ten metres, in points */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads "12.5" into 125000 and moves behind it. */
static bool parse_number(struct str text, size_t *at, int64_t *number)
{
	size_t begin = *at, i = *at;
	int64_t value = 0;

	for (; i < text.len && is_digit(text.ptr[i]) && value <= MAX_WHOLE; i++)
		value = 10 * value + (text.ptr[i] - '0');
	if (i == begin || value > MAX_WHOLE)
		return false;
	for (int n = 0; n < DECIMALS; n++)
		value *= 10;
	if (i < text.len && text.ptr[i] == '.') {
		int64_t place = 1000;

		for (i++; i < text.len && is_digit(text.ptr[i]); i++) {
			value += (text.ptr[i] - '0') * place;
			place /= 10;
		}
	}
	*at = i;
	*number = value;
	return true;
}

bool length_parse(struct str text, int32_t *length)
{
	size_t at = 0;
	int64_t number;
	struct str unit;

	text = str_trim(text);
	if (!parse_number(text, &at, &number))
		return false;
	unit = str_trim(str_range(text.ptr + at, text.ptr + text.len));
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (str_equal(unit, str_of(units[i].name))) {
			int64_t size = (number * units[i].size + PARTS / 2)
			             / PARTS;

			if (size > MAX_WHOLE * 64)
				return false;
			*length = (int32_t)size;
			return true;
		}
	return false;
}
