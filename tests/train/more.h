/* SPDX-License-Identifier: MIT */
#ifndef TRAIN_MORE_H
#define TRAIN_MORE_H

#include <stdlib.h>

/* realloc(), of which the programs that learn need no more than that it works. */
static inline void *more(void *p, size_t size)
{
	p = realloc(p, size);
	if (!p)
		abort();
	return p;
}

#endif
