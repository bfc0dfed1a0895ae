/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"

struct arena_block {
	struct arena_block *next;
	size_t used, size; /* of `bytes` */
	alignas(max_align_t) unsigned char bytes[];
};

static struct arena_block *new_block(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		return NULL;
	/* calloc gets fresh pages zeroed from the kernel */
	block = calloc(1, sizeof(*block) + size);
	if (!block)
		return NULL;
	block->size = size;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->blocks;
	size_t align = alignof(max_align_t);
	void *piece;

	if (size > SIZE_MAX - align)
		return NULL;
	size = (size + align - 1) / align * align;
	if (size > ARENA_BLOCK_BYTES / 4) {
		/* its own block, behind the one that is being filled */
		struct arena_block *own = new_block(size);
		if (!own)
			return NULL;
		own->used = size;
		own->next = block ? block->next : NULL;
		if (block)
			block->next = own;
		else
			arena->blocks = own;
		return own->bytes;
	}
	if (!block || block->size - block->used < size) {
		struct arena_block *fresh = new_block(ARENA_BLOCK_BYTES);
		if (!fresh)
			return NULL;
		fresh->next = block;
		arena->blocks = block = fresh;
	}
	piece = block->bytes + block->used;
	block->used += size;
	return piece;
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;
		free(arena->blocks);
		arena->blocks = next;
	}
}
