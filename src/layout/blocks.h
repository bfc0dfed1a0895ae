/* SPDX-License-Identifier: MIT */
#ifndef A2B_BLOCKS_H
#define A2B_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/setting.h"

/*
 * A paragraph on its way to the pages: what the model's blocks become. A list, a
 * quote or a heading's section is not a block but shows in indents and elements.
 */
struct block {
	const struct look *look;
	const struct node *node;       /* of the model; NULL: has none */
	const struct article *article; /* NULL: front matter */
	struct element *element;
	const struct paragraph *text;  /* NULL: nothing to set, as in a rule */
	struct shaped *shaped;         /* of the text, while it is being set */
	int32_t start, end;            /* indents, from the column's sides */
	bool rtl;
	int before;                    /* empty rows above, if not on top */
	bool opens;                    /* begins a page, with no running head */
	bool spans;                    /* stands across all columns */
	bool begins_band;              /* where pages have columns: these end
	                                  above it and begin anew */
	bool keep_next;                /* stands on the page of what follows */
	bool ends;                     /* the article: a mark stands behind it */
	bool leads;                    /* rather stands there: before a list */
	const struct qr *qr;           /* in place of text, or NULL */
	const struct paragraph *label; /* of a list's item, or NULL */
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

/* The width that it stands in: that of a column or of all together. */
static inline int32_t block_width(const struct style *style,
                                  const struct block *block)
{
	return block->spans ? style->full : style->measure;
}

struct block *chain_add(struct job *job, struct chain *chain,
                        enum look_kind kind, const struct style *style);

/* Appends the block of a section's name. */
void blocks_of_section(const struct setting *setting, const struct node *node,
                       struct element *part, struct chain *chain);

/* Appends the blocks of an article and their elements, below `parent`. */
void blocks_of_article(const struct setting *setting,
                       const struct article *article, struct element *parent,
                       struct chain *chain);

#endif
