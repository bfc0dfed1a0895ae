/* SPDX-License-Identifier: MIT */
#ifndef A2B_NODE_H
#define A2B_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "base/str.h"

enum node_kind {
#define NODE(kind, name, class, content) NODE_##kind,
#include "model/node.def"
#undef NODE
};

enum node_class {
	CLASS_NOTHING,
	CLASS_ROOT,
	CLASS_PART,
	CLASS_BLOCK,
	CLASS_ITEM,
	CLASS_INLINE,
};

/*
 * A node of the model. Nodes and all that they point to live as long as the
 * document. Only node_* functions change the links.
 */
struct node {
	enum node_kind kind;
	struct node *parent, *next, *first, *last; /* last, first: children */
	struct str text;      /* see node.def for whose text is what */
	struct str target;    /* of a link: an address, percent-encoded ASCII */
	struct str id;        /* of titles and headings: an XML name that is its
	                         own in the article, set by analyse */
	struct str language;  /* BCP 47, where it is not the parent's */
	int level;            /* of a heading, from 1; 0 else */
	int number;           /* of an ordered list's item */
	bool ordered;         /* of a list */
	size_t first_line, last_line; /* of the input, from 1; 0: from none */
	struct article *article;      /* of an article: the rest of it; of a link:
	                         where it leads, when that is in the book */
};

const char *node_kind_name(enum node_kind kind);
enum node_class node_class(enum node_kind kind);
bool node_is_inner(enum node_kind kind); /* may hold others */

/* A node of the document's memory, not in the tree yet. */
struct node *node_new(struct job *job, enum node_kind kind);

/* Puts `child`, which stands nowhere, behind the last child of `parent`, which
   may hold it by node.def. */
void node_append(struct node *parent, struct node *child);

/* Puts `child`, which stands nowhere, behind `before`, a child of `parent`;
   NULL: in front of them all. */
void node_insert(struct node *parent, struct node *before, struct node *child);

/* Takes a node out of the tree, with all below it. */
void node_remove(struct node *node);

/* Takes out all children for which `goes` is true. */
void node_remove_children(struct node *parent,
                          bool (*goes)(const struct node *node));

/* Appends a text node with a copy of `text`; nothing where it is empty. */
void node_append_text(struct job *job, struct node *parent, struct str text);

/* The node after `node` in reading order, staying below `top`; NULL at the end.
   With `skip`, what is below `node` is passed over. */
const struct node *node_following(const struct node *top,
                                  const struct node *node, bool skip);

/* All text below a node, breaks as spaces, in the job's memory. */
struct str node_plain_text(struct job *job, const struct node *node);

#endif
