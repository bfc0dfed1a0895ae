/* SPDX-License-Identifier: MIT */

/* From blocks whose kinds are settled to the nodes of the model. */
#include "read/build.h"

#include "base/buf.h"
#include "base/limits.h"
#include "read/links.h"

struct builder {
	struct job *job;
	struct node *article;
	const struct blocks *blocks;
	struct node *quotes[QUOTE_MAX_DEPTH + 1]; /* [0] is the article */
	int depth;
	struct list {
		struct node *node;
		int indent;
	} lists[LIST_MAX_DEPTH];
	int n_lists;
	struct node *verse;
};

static void set_lines(struct builder *b, struct node *node,
                      const struct block *block)
{
	node->first_line = block_first(b->blocks, block)->number;
	node->last_line = block_last(b->blocks, block)->number;
}

static struct node *new_node(struct builder *b, enum node_kind kind,
                             const struct block *block)
{
	struct node *node = node_new(b->job, kind);

	set_lines(b, node, block);
	return node;
}

/* Lines grow upwards with what is put in. */
static void extend(struct node *node, const struct node *child)
{
	for (; node && node->kind != NODE_ARTICLE; node = node->parent)
		node->last_line = child->last_line;
}

static void append(struct node *parent, struct node *child)
{
	node_append(parent, child);
	extend(parent, child);
}

static struct node *open_quotes(struct builder *b, int depth,
                                const struct block *block)
{
	if (depth > QUOTE_MAX_DEPTH)
		depth = QUOTE_MAX_DEPTH;
	if (depth != b->depth)
		b->n_lists = 0;
	while (b->depth > depth)
		b->depth--;
	while (b->depth < depth) {
		struct node *quote = new_node(b, NODE_QUOTE, block);

		append(b->quotes[b->depth], quote);
		b->quotes[++b->depth] = quote;
	}
	return b->quotes[b->depth];
}

static bool is_ordered(const struct block *block)
{
	return block->number >= 0;
}

/* Does the item begin another list than the one before it at its depth? */
static bool is_other_list(const struct node *list, const struct block *block)
{
	return list->ordered != is_ordered(block)
	    || (block->number == 1 && list->last->number > 1);
}

/* The list that an item belongs to: the open one at its depth, or a new one. */
static struct node *open_list(struct builder *b, struct node *parent,
                              const struct block *block)
{
	struct node *list;

	while (b->n_lists > 0
	    && (b->lists[b->n_lists - 1].indent > block->indent + 1
	     || (b->lists[b->n_lists - 1].indent >= block->indent - 1
	      && is_other_list(b->lists[b->n_lists - 1].node, block))))
		b->n_lists--;
	if (b->n_lists > 0
	 && (b->lists[b->n_lists - 1].indent >= block->indent - 1
	  || b->n_lists == LIST_MAX_DEPTH))
		return b->lists[b->n_lists - 1].node;
	if (b->n_lists > 0)
		parent = b->lists[b->n_lists - 1].node->last;
	list = new_node(b, NODE_LIST, block);
	list->ordered = is_ordered(block);
	append(parent, list);
	b->lists[b->n_lists].node = list;
	b->lists[b->n_lists++].indent = block->indent;
	return list;
}

static void add_item(struct builder *b, struct node *parent,
                     const struct block *block)
{
	struct node *list = open_list(b, parent, block);
	struct node *item = new_node(b, NODE_ITEM, block);
	struct node *paragraph = new_node(b, NODE_PARAGRAPH, block);

	item->text = job_keep_copy(b->job, block->marker);
	item->number = block->number > 0 ? block->number : 0;
	links_append(b->job, paragraph, block->text);
	node_append(item, paragraph);
	append(list, item);
}

/* The text with the mark that turned out to be no list's. */
static struct str full_text(struct builder *b, const struct block *block)
{
	struct buf text;

	if (str_empty(block->marker))
		return block->text;
	buf_init(&text, b->job);
	buf_add_str(&text, block->marker);
	buf_add_char(&text, ' ');
	buf_add_str(&text, block->text);
	return buf_end(&text);
}

/* How many signs of white space all lines begin with. */
static size_t common_indent(const struct line *lines, size_t begin, size_t end)
{
	size_t least = SIZE_MAX;

	for (size_t i = begin; i < end; i++) {
		struct str raw = lines[i].raw;
		size_t n = 0;

		while (n < raw.len && (raw.ptr[n] == ' ' || raw.ptr[n] == '\t'))
			n++;
		if (!line_blank(&lines[i]) && n < least)
			least = n;
	}
	return least == SIZE_MAX ? 0 : least;
}

static struct str code_text(struct builder *b, const struct block *block)
{
	const struct line *lines = b->blocks->lines->items;
	size_t begin = block->begin + (block->fenced && !block->named);
	size_t end = block->end - block->fenced;
	size_t indent = common_indent(lines, begin, end);
	struct buf text;

	buf_init(&text, b->job);
	for (size_t i = begin; i < end; i++) {
		struct str raw = lines[i].raw;
		size_t skip = indent < raw.len ? indent : raw.len;

		if (i > begin)
			buf_add_char(&text, '\n');
		buf_add(&text, raw.ptr + skip, raw.len - skip);
	}
	return job_keep_copy(b->job, buf_str(&text));
}

static enum node_kind node_kind_of(enum kind kind)
{
	switch (kind) {
	case KIND_TITLE:
		return NODE_TITLE;
	case KIND_DEK:
		return NODE_DEK;
	case KIND_BYLINE:
		return NODE_BYLINE;
	case KIND_HEADING:
		return NODE_HEADING;
	case KIND_CAPTION:
		return NODE_CAPTION;
	case KIND_CODE:
		return NODE_CODE;
	case KIND_RULE:
		return NODE_RULE;
	case KIND_VERSE:
		return NODE_VERSE;
	case KIND_QUOTE:
	case KIND_ITEM:
	case KIND_PARAGRAPH:
	case KIND_FURNITURE:
	case KIND_COUNT:
		break;
	}
	return NODE_PARAGRAPH;
}

/* A line of verse goes into the verse before it, unless a gap parts them. */
static bool add_verse_line(struct builder *b, struct node *parent,
                           const struct block *block)
{
	if (block->kind != KIND_VERSE || !b->verse || block->gap
	 || b->verse->parent != parent || parent->last != b->verse)
		return false;
	append(b->verse, new_node(b, NODE_BREAK, block));
	links_append(b->job, b->verse, full_text(b, block));
	extend(b->verse, b->verse->last);
	return true;
}

static void add_block(struct builder *b, const struct block *block)
{
	struct node *parent = open_quotes(b, block->quote
		+ (block->kind == KIND_QUOTE && !block->quote), block);
	struct node *node;

	if (block->kind == KIND_ITEM) {
		add_item(b, parent, block);
		return;
	}
	b->n_lists = 0;
	if (add_verse_line(b, parent, block))
		return;
	node = new_node(b, node_kind_of(block->kind), block);
	if (block->kind == KIND_CODE)
		node->text = code_text(b, block);
	else if (block->kind == KIND_RULE)
		node->text = job_keep_copy(b->job, block->text);
	else
		links_append(b->job, node, full_text(b, block));
	if (block->kind == KIND_HEADING)
		node->level = block->level;
	append(parent, node);
	b->verse = block->kind == KIND_VERSE ? node : NULL;
}

void build_article(struct job *job, struct node *article,
                   const struct blocks *blocks)
{
	struct builder b = {.job = job, .article = article, .blocks = blocks};

	b.quotes[0] = article;
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].kind != KIND_FURNITURE)
			add_block(&b, &blocks->items[i]);
}
