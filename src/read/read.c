/* SPDX-License-Identifier: MIT */
#include "read/read.h"

/* For now: the first line is the title, each other line a paragraph. */
struct node *read_article(struct job *job, const struct a2b_document *doc,
                          struct str name, struct str bytes)
{
	struct node *node = node_new(job, NODE_ARTICLE);
	size_t line = 0;

	(void)doc;
	node->article = job_keep(job, sizeof(*node->article));
	node->article->node = node;
	node->article->file = name;
	for (const char *p = bytes.ptr, *end = p + bytes.len; p < end;) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct str text = str_trim(str_range(p, nl ? nl : end));
		struct node *block;

		line++;
		p = nl ? nl + 1 : end;
		if (str_empty(text))
			continue;
		block = node_new(job, node->first ? NODE_PARAGRAPH : NODE_TITLE);
		block->first_line = block->last_line = line;
		node_append_text(job, block, text);
		node_append(node, block);
	}
	if (!node->first)
		job_fail(job, A2B_BAD_INPUT, input_empty, name.ptr, 0,
		         "the file is empty");
	return node;
}
