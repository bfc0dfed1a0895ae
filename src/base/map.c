/* SPDX-License-Identifier: MIT */
#include "base/map.h"

struct map_slot {
	struct str key; /* ptr NULL: free */
	uint64_t hash;
	void *value;
};

/* FNV-1a, with its upper bits folded into those that choose the slot. */
uint64_t map_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3;
	return hash ^ hash >> 32;
}

/* The slot that has the key, or the free one where it would be put. */
static struct map_slot *find(const struct map *map, struct str key,
                             uint64_t hash)
{
	size_t at = hash & (map->room - 1);

	while (map->slots[at].key.ptr
	    && (map->slots[at].hash != hash
	        || !str_equal(map->slots[at].key, key)))
		at = (at + 1) & (map->room - 1);
	return &map->slots[at];
}

static void grow(struct map *map)
{
	struct map old = *map;

	map->room = old.room ? old.room * 2 : 64;
	map->slots = job_alloc_array(map->job, map->room, sizeof(*map->slots));
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key.ptr)
			*find(map, old.slots[i].key, old.slots[i].hash) =
				old.slots[i];
}

void **map_at(struct map *map, struct str key)
{
	uint64_t hash = map_hash(key);
	struct map_slot *slot;

	if (map->n >= map->room / 2)
		grow(map);
	slot = find(map, key, hash);
	if (!slot->key.ptr) {
		slot->key.ptr = key.ptr ? key.ptr : "";
		slot->key.len = key.len;
		slot->hash = hash;
		map->n++;
	}
	return &slot->value;
}

void *map_get(const struct map *map, struct str key)
{
	return map->room ? find(map, key, map_hash(key))->value : NULL;
}
