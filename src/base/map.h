/* SPDX-License-Identifier: MIT */
#ifndef A2B_MAP_H
#define A2B_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "base/str.h"

/*
 * Texts that lead to pointers. It lives in the job's memory; the keys are
 * borrowed and must live as long. Begin with {.job = job}.
 */
struct map {
	struct job *job;
	struct map_slot *slots;
	size_t n, room; /* of the slots, a power of two */
};

/* Where the value of a key stands: NULL when the key is new. It moves when the
   next key is added. */
void **map_at(struct map *map, struct str key);

/* The value of a key; NULL where there is none, and nothing is added. */
void *map_get(const struct map *map, struct str key);

/* A number for a text, the same on every machine. */
uint64_t map_hash(struct str s);

#endif
