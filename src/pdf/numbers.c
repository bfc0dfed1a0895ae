/* SPDX-License-Identifier: MIT */
#include "pdf/numbers.h"

void number_add(struct buf *out, int64_t number, int decimals)
{
	char text[24], *at = text + sizeof(text);
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	while (decimals > 0 && rest % 10 == 0) {
		rest /= 10;
		decimals--;
	}
	for (int i = 0; i < decimals; i++, rest /= 10)
		*--at = (char)('0' + rest % 10);
	if (decimals)
		*--at = '.';
	if (rest || !decimals)
		do {
			*--at = (char)('0' + rest % 10);
			rest /= 10;
		} while (rest);
	if (number < 0)
		*--at = '-';
	buf_add(out, at, (size_t)(text + sizeof(text) - at));
}
