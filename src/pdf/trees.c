/* SPDX-License-Identifier: MIT */
#include "pdf/trees.h"

#include <stdio.h>

/* Entries of a leaf: enough for few objects, few enough to find one quickly. */
enum { LEAF = 64 };

struct entry {
	uint32_t key;
	bool array;
	size_t first, n;      /* in `objects` */
};

struct leaf {
	uint32_t number, first, last; /* keys */
};

struct tree {
	struct job *job;
	struct writer *writer;
	bool names;
	struct entry entries[LEAF]; /* of the leaf that is being filled */
	size_t n_entries;
	uint32_t *objects;    /* what its entries name */
	size_t n_objects, objects_room;
	struct leaf *leaves;
	size_t n_leaves, leaves_room;
};

struct tree *tree_new_numbers(struct job *job, struct writer *writer)
{
	struct tree *tree = job_alloc(job, sizeof(*tree));

	tree->job = job;
	tree->writer = writer;
	return tree;
}

struct tree *tree_new_names(struct job *job, struct writer *writer)
{
	struct tree *tree = tree_new_numbers(job, writer);

	tree->names = true;
	return tree;
}

void *tree_name(struct writer *w, uint32_t key)
{
	char name[16];

	snprintf(name, sizeof(name), "N%07u", key);
	return pdf_text(w, str_of(name));
}

static void *key_value(const struct tree *tree, uint32_t key)
{
	return tree->names ? tree_name(tree->writer, key) :
	                     pdf_number(tree->writer, key);
}

static HPDF_Array limits(const struct tree *tree, uint32_t first,
                         uint32_t last)
{
	HPDF_Array array = pdf_array(tree->writer, 2);

	pdf_push(tree->writer, array, key_value(tree, first));
	pdf_push(tree->writer, array, key_value(tree, last));
	return array;
}

static void *entry_value(const struct tree *tree, const struct entry *entry)
{
	const uint32_t *objects = tree->objects + entry->first;
	HPDF_Array array;

	if (!entry->array)
		return pdf_ref(tree->writer, objects[0]);
	array = pdf_array(tree->writer, entry->n);
	for (size_t i = 0; i < entry->n; i++)
		pdf_push(tree->writer, array, pdf_ref(tree->writer,
		                                      objects[i]));
	return array;
}

static void end_leaf(struct tree *tree)
{
	struct writer *w = tree->writer;
	HPDF_Dict dict = pdf_dict(w, NULL);
	HPDF_Array table = pdf_array(w, 2 * tree->n_entries);
	struct leaf leaf = {
		0, tree->entries[0].key,
		tree->entries[tree->n_entries - 1].key,
	};

	for (size_t i = 0; i < tree->n_entries; i++) {
		pdf_push(w, table, key_value(tree, tree->entries[i].key));
		pdf_push(w, table, entry_value(tree, &tree->entries[i]));
	}
	pdf_set(w, dict, "Limits", limits(tree, leaf.first, leaf.last));
	pdf_set(w, dict, tree->names ? "Names" : "Nums", table);
	leaf.number = writer_add(w, dict);
	tree->leaves = job_grow(tree->job, tree->leaves, &tree->leaves_room,
	                        tree->n_leaves + 1, sizeof(leaf));
	tree->leaves[tree->n_leaves++] = leaf;
	tree->n_entries = tree->n_objects = 0;
}

static void add_entry(struct tree *tree, uint32_t key, bool array,
                      const uint32_t *objects, size_t n)
{
	if (tree->n_entries == LEAF)
		end_leaf(tree);
	tree->objects = job_grow(tree->job, tree->objects,
	                         &tree->objects_room, tree->n_objects + n,
	                         sizeof(*objects));
	for (size_t i = 0; i < n; i++)
		tree->objects[tree->n_objects + i] = objects[i];
	tree->entries[tree->n_entries++] = (struct entry){
		key, array, tree->n_objects, n,
	};
	tree->n_objects += n;
}

void tree_add(struct tree *tree, uint32_t key, uint32_t object)
{
	add_entry(tree, key, false, &object, 1);
}

void tree_add_array(struct tree *tree, uint32_t key, const uint32_t *objects,
                    size_t n)
{
	add_entry(tree, key, true, objects, n);
}

uint32_t tree_write(struct tree *tree)
{
	struct writer *w = tree->writer;
	HPDF_Dict root;
	HPDF_Array kids;

	if (tree->n_entries)
		end_leaf(tree);
	root = pdf_dict(w, NULL);
	kids = pdf_array(w, tree->n_leaves);
	for (size_t i = 0; i < tree->n_leaves; i++)
		pdf_push(w, kids, pdf_ref(w, tree->leaves[i].number));
	pdf_set(w, root, "Kids", kids);
	return writer_add(w, root);
}
