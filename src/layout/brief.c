/* SPDX-License-Identifier: MIT */
#include "layout/brief.h"

enum { LEAST_LINES = 4 }; /* of each column, below a title that spans them */

/* Bytes that are roughly a line: letters of two bytes or three are as wide as
   two Latin ones, or count more. */
static size_t line_bytes(const struct style *style)
{
	return (size_t)(style->measure * 2 / style->size);
}

static bool is_head(const struct node *node)
{
	return node->kind == NODE_TITLE || node->kind == NODE_DEK
	    || node->kind == NODE_BYLINE;
}

static bool is_brief(const struct style *style, const struct node *article)
{
	size_t most = LEAST_LINES * (size_t)style->columns * line_bytes(style);
	size_t bytes = 0;

	for (const struct node *node = article->first; node && bytes <= most;
	     node = node_following(article, node, is_head(node))) {
		if (node->kind == NODE_HEADING)
			return false;
		if (!is_head(node) && node->kind != NODE_LINK)
			bytes += node->text.len;
	}
	return bytes <= most;
}

bool briefs_join(const struct style *style, const struct article *first,
                 const struct article *second)
{
	return style->run_on && style->columns > 1 && first && second
	    && first->node->next == second->node && first->rtl == second->rtl
	    && is_brief(style, first->node) && is_brief(style, second->node);
}

const struct article *article_next(const struct article *article)
{
	const struct node *next = article->node->next;

	return next && next->kind == NODE_ARTICLE ? next->article : NULL;
}
