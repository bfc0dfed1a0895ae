/* SPDX-License-Identifier: MIT */
#include "base/columns.h"

#include <unicode/uchar.h>

int columns_of(uint32_t c)
{
	int width;

	if (c < 0x300)
		return c != 0xad;
	width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
		return 2;
	switch (u_charType((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
		return 0;
	default:
		return 1;
	}
}
