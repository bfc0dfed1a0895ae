/* SPDX-License-Identifier: MIT */
#include "layout/shaped.h"

/*
 * Optical margins: a row of lines looks straight when small marks at its edges
 * hang over a little. The white half of a Chinese or Japanese mark hangs over
 * entirely.
 */
static const struct margin {
	uint32_t code;
	int begin, end; /* thousandths of the character's width */
} margins[] = {
	{'!', 0, 100}, {'"', 300, 300}, {'\'', 500, 500}, {'(', 100, 0},
	{')', 0, 200}, {',', 0, 700}, {'-', 0, 700}, {'.', 0, 700},
	{':', 0, 400}, {';', 0, 400}, {'?', 0, 100}, {'A', 40, 40},
	{'T', 50, 50}, {'V', 40, 40}, {'W', 30, 30}, {'Y', 50, 50},
	{0xab, 300, 200}, {0xad, 0, 700}, {0xbb, 200, 300}, {0x2010, 0, 700},
	{0x2013, 200, 250}, {0x2014, 150, 150}, {0x2018, 500, 500},
	{0x2019, 500, 500}, {0x201a, 400, 400}, {0x201c, 350, 350},
	{0x201d, 350, 350}, {0x201e, 350, 350}, {0x2026, 0, 150},
	{0x2039, 300, 200}, {0x203a, 200, 300}, {0x3001, 0, 500},
	{0x3002, 0, 500}, {0x3008, 500, 0}, {0x3009, 0, 500},
	{0x300a, 500, 0}, {0x300b, 0, 500}, {0x300c, 500, 0},
	{0x300d, 0, 500}, {0x300e, 500, 0}, {0x300f, 0, 500},
	{0x3010, 500, 0}, {0x3011, 0, 500}, {0x3014, 500, 0},
	{0x3015, 0, 500}, {0xff08, 500, 0}, {0xff09, 0, 500},
	{0xff0c, 0, 500}, {0xff0e, 0, 500},
};

static const struct margin *find(uint32_t code)
{
	size_t low = 0, high = sizeof(margins) / sizeof(*margins);

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (margins[middle].code == code)
			return &margins[middle];
		if (margins[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

int margin_begin(uint32_t code_point)
{
	const struct margin *margin = find(code_point);

	return margin ? margin->begin : 0;
}

int margin_end(uint32_t code_point)
{
	const struct margin *margin = find(code_point);

	return margin ? margin->end : 0;
}
