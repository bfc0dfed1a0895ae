/* SPDX-License-Identifier: MIT */
#ifndef A2B_BLOCKS_H
#define A2B_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/outline.h"
#include "layout/pages.h"
#include "layout/paragraph.h"
#include "layout/style.h"

/*
 * A paragraph on its way to the pages: what the model's blocks become. A list, a
 * quote or a heading's section is not a block but shows in indents and elements.
 */
struct block {
	const struct look *look;
	const struct node *node;       /* of the model; NULL: has none */
	const struct article *article; /* NULL: front matter */
	struct element *element;
	const struct span *spans;
	size_t n_spans;
	struct shaped *shaped;         /* NULL: nothing to set, as in a rule */
	int32_t start, end;            /* indents, from the column's sides */
	bool rtl;
	int before;                    /* empty rows above, not at a column's top */
	bool opens;                    /* begins a page, with no running head */
	bool keep_next;                /* stands on the page of what follows */
	bool leads;                    /* better stands there, as before a list */
	const struct qr *qr;           /* stands here in place of text, or NULL */
	struct shaped *label;          /* of a list's item, or NULL */
	int32_t label_width;           /* from the label's end to the text */
	struct entry *entry;           /* what begins here, or NULL */
	const struct entry *leads_to;  /* of a line of the contents, or NULL */
	size_t end_page;               /* where its last line ended, and */
	int32_t end_x, end_y;
	int32_t column_x;              /* its column began, from the left */
};

/* Blocks in the order of reading. */
struct chain {
	struct block *block;
	size_t n, room;
};

/* What the setting of a document has in common. */
struct setting {
	struct job *job;
	const struct a2b_document *doc;
	const struct style *style;
	struct typesetter *typesetter;
	struct outline *outline;
	bool rtl;                      /* the book's language runs from the right */
};

struct block *chain_add(struct job *job, struct chain *chain,
                        enum look_kind kind, const struct style *style);

/* A text of one look, shaped. An artifact where `element` is NULL. */
struct shaped *shape_text(const struct setting *setting,
                          const struct look *look, struct str text, struct str language, struct element *element,
                          const struct span_link *link, bool rtl);

/* Appends the block of a section's name. */
void blocks_of_section(const struct setting *setting, const struct node *node,
                       struct element *part, struct chain *chain);

/* Appends the blocks of an article and their elements, below `parent`. */
void blocks_of_article(const struct setting *setting,
                       const struct article *article, struct element *parent,
                       struct chain *chain);

#endif
