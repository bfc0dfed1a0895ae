/* SPDX-License-Identifier: MIT */
#ifndef A2B_ARENA_H
#define A2B_ARENA_H

#include <stddef.h>

/*
 * Memory that is given piece by piece and taken back all at once. Pieces are
 * zeroed and aligned for any type. A zeroed arena is an empty one.
 */
struct arena {
	struct arena_block *blocks; /* newest first */
};

/* NULL when memory runs out: most callers want job_alloc, which never is. */
void *arena_alloc(struct arena *arena, size_t size);
void arena_release(struct arena *arena);

#endif
