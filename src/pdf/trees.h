/* SPDX-License-Identifier: MIT */
#ifndef A2B_TREES_H
#define A2B_TREES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pdf/writer.h"

/*
 * Tables from keys to objects that a PDF keeps as trees: number trees and name
 * trees (ISO 32000-1, 7.9.6 and 7.9.7). Entries come in the order of their
 * keys; whenever there are enough for a leaf it is written.
 */
struct tree;

struct tree *tree_new_numbers(struct job *job, struct writer *writer);
/* With names for keys, made of the numbers by tree_name. */
struct tree *tree_new_names(struct job *job, struct writer *writer);

void tree_add(struct tree *tree, uint32_t key, uint32_t object);
/* The key's value is an array of objects. */
void tree_add_array(struct tree *tree, uint32_t key, const uint32_t *objects,
                    size_t n);

/* Ends the tree and returns its root. */
uint32_t tree_write(struct tree *tree);

/* "N0000012", which sorts as its number does. */
void *tree_name(struct writer *writer, uint32_t key);

#endif
