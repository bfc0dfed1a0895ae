/* SPDX-License-Identifier: MIT */

/* The read-only walker of the public header. */

#include <stdlib.h>

#include "art2book.h"
#include "model/document.h"

struct a2b_walk {
	const struct node *top, *at; /* `at` NULL: before the first, or done */
	const char *file;
	bool done, leave; /* leave: `at` was just left, not entered */
};

struct a2b_walk *a2b_walk_new(const struct a2b_document *doc)
{
	struct a2b_walk *walk = calloc(1, sizeof(*walk));

	if (walk)
		walk->top = doc->book;
	return walk;
}

void a2b_walk_free(struct a2b_walk *walk)
{
	free(walk);
}

static bool step(struct a2b_walk *walk)
{
	const struct node *at = walk->at;

	if (!at) {
		walk->at = walk->top;
	} else if (!walk->leave && at->first) {
		walk->at = at->first;
	} else if (!walk->leave && node_is_inner(at->kind)) {
		walk->leave = true;
		return true;
	} else if (at == walk->top) {
		return false;
	} else if (at->next) {
		walk->at = at->next;
	} else {
		walk->at = at->parent;
		walk->leave = true;
		return true;
	}
	walk->leave = false;
	return true;
}

bool a2b_walk_next(struct a2b_walk *walk, struct a2b_event *event)
{
	const struct node *at;

	if (walk->done || !step(walk)) {
		walk->done = true;
		return false;
	}
	at = walk->at;
	if (at->kind == NODE_ARTICLE)
		walk->file = at->article->file.ptr;
	*event = (struct a2b_event){
		.kind = node_kind_name(at->kind),
		.leave = walk->leave,
		.level = at->level,
		.text = at->text.ptr,
		.text_size = at->text.len,
		.target = at->target.ptr,
		.file = walk->file,
		.first_line = at->first_line,
		.last_line = at->last_line,
	};
	return true;
}
