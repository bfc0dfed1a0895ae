/* SPDX-License-Identifier: MIT */
#include "model/node.h"

#include <assert.h>

#include "base/buf.h"

static const struct {
	const char *name;
	enum node_class class, content;
} kinds[] = {
#define NODE(kind, name, class, content) {name, CLASS_##class, CLASS_##content},
#include "model/node.def"
#undef NODE
};

const char *node_kind_name(enum node_kind kind)
{
	return kinds[kind].name;
}

enum node_class node_class(enum node_kind kind)
{
	return kinds[kind].class;
}

bool node_is_inner(enum node_kind kind)
{
	return kinds[kind].content != CLASS_NOTHING;
}

struct node *node_new(struct job *job, enum node_kind kind)
{
	struct node *node = job_keep(job, sizeof(*node));

	node->kind = kind;
	return node;
}

void node_insert(struct node *parent, struct node *before, struct node *child)
{
	assert(!child->parent && !child->next);
	assert(kinds[parent->kind].content == kinds[child->kind].class);
	child->parent = parent;
	child->next = before ? before->next : parent->first;
	if (before)
		before->next = child;
	else
		parent->first = child;
	if (parent->last == before)
		parent->last = child;
}

void node_append(struct node *parent, struct node *child)
{
	node_insert(parent, parent->last, child);
}

void node_remove(struct node *node)
{
	struct node *parent = node->parent, *before = NULL;

	if (!parent)
		return;
	for (struct node *n = parent->first; n != node; n = n->next)
		before = n;
	if (before)
		before->next = node->next;
	else
		parent->first = node->next;
	if (parent->last == node)
		parent->last = before;
	node->parent = node->next = NULL;
}

void node_remove_children(struct node *parent,
                          bool (*goes)(const struct node *node))
{
	struct node *node = parent->first, *next;

	parent->first = parent->last = NULL;
	for (; node; node = next) {
		next = node->next;
		node->next = node->parent = NULL;
		if (!goes(node))
			node_append(parent, node);
	}
}

void node_append_text(struct job *job, struct node *parent, struct str text)
{
	struct node *node;

	if (str_empty(text))
		return;
	node = node_new(job, NODE_TEXT);
	node->text = job_keep_copy(job, text);
	node->first_line = parent->first_line;
	node->last_line = parent->last_line;
	node_append(parent, node);
}

const struct node *node_following(const struct node *top,
                                  const struct node *node, bool skip)
{
	if (!skip && node->first)
		return node->first;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

struct str node_plain_text(struct job *job, const struct node *node)
{
	struct buf text;

	if (node->first && node->first == node->last
	    && node->first->kind == NODE_TEXT)
		return node->first->text;
	buf_init(&text, job);
	for (const struct node *n = node; n; n = node_following(node, n, false)) {
		if (n->kind == NODE_BREAK)
			buf_add_char(&text, ' ');
		else if (n->kind == NODE_TEXT || n->kind == NODE_CODE
		      || n->kind == NODE_RULE)
			buf_add_str(&text, n->text);
	}
	return job_copy(job, buf_str(&text));
}
