/* SPDX-License-Identifier: MIT */
#ifndef A2B_BLOCK_H
#define A2B_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "read/lines.h"

/* What a piece of text can be, to the reader. */
enum kind {
	KIND_TITLE,
	KIND_DEK,
	KIND_BYLINE,
	KIND_HEADING,
	KIND_PARAGRAPH,
	KIND_ITEM,
	KIND_QUOTE,
	KIND_CAPTION,
	KIND_VERSE,
	KIND_CODE,
	KIND_RULE,
	KIND_FURNITURE, /* no part of the article */
	KIND_COUNT
};

/*
 * A piece of the text that becomes one block of the article, or none of it:
 * a paragraph with its line wraps undone, a heading, a menu's entry.
 */
struct block {
	struct str text;   /* without its marker; white space is one space */
	struct str marker; /* of a list's item: "-", "3."; empty: none */
	int number;        /* of an ordered item, else -1 */
	size_t begin, end; /* its lines: items[begin] to items[end - 1] */
	size_t gap;        /* blank lines before it */
	int quote;         /* depth of quotation */
	int indent;        /* columns before marker or text */
	int hang;          /* columns that the marker takes, with its space */
	enum kind kind;
	int level;         /* of a heading, from 1 */
	bool certain;      /* the kind is settled by the form alone */
	bool fenced;       /* code: its last line is a mark, and its first is
	                      where that is no block, for what it names */
	bool named;        /* such a block is before it */
	char underline;    /* "=" or "-" of the row below it, which is in `end` */
	int score;         /* how sure, 0 to 100 */
	struct str reasons;
};

struct blocks {
	struct block *items;
	size_t n;
	const struct lines *lines;
	bool wrapped;      /* its lines were broken at some width */
};

/*
 * Joins lines into blocks. Texts come in three shapes, blank lines between
 * blocks, one block a line, or hard-wrapped at some width, and in mixtures of
 * them; see wrap.c for how they are told apart.
 */
struct blocks blocks_find(struct job *job, const struct lines *lines);

/* The names of languages on fences become blocks of their own: nothing that a
   reader needs, but they were in the text. `keep`: as paragraphs. This comes
   last, for what they are is not to be asked of their neighbours. */
void blocks_name_code(struct job *job, struct blocks *blocks, bool keep);

static inline const struct line *block_first(const struct blocks *blocks,
                                             const struct block *block)
{
	return &blocks->lines->items[block->begin];
}

static inline const struct line *block_last(const struct blocks *blocks,
                                            const struct block *block)
{
	return &blocks->lines->items[block->end - 1];
}

#endif
