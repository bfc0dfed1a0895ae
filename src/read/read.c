/* SPDX-License-Identifier: MIT */

/*
 * The way of a text through the reader:
 *
 *	bytes -decode-> UTF-8 -lines_split-> lines -front_read-> metadata
 *	lines -blocks_find-> blocks -decide-> kinds -build_article-> nodes
 *
 * On the way dialogue_find tells talk from lists, byline_read takes author and
 * date from what was found, and lines_kept_find looks for verse and program text.
 */
#include "read/read.h"

#include "read/build.h"
#include "read/byline.h"
#include "read/decide.h"
#include "read/decode.h"
#include "read/dialogue.h"
#include "read/front.h"
#include "read/language.h"
#include "read/lines_kept.h"
#include "read/report.h"

static void keep_all(struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].kind == KIND_FURNITURE)
			blocks->items[i].kind = KIND_PARAGRAPH;
}

struct node *read_article(struct job *job, const struct a2b_document *doc,
                          struct str name, struct str bytes)
{
	struct node *node = node_new(job, NODE_ARTICLE);
	struct article *article = job_keep(job, sizeof(*article));
	struct lines lines = lines_split(job, decode(job, name, bytes));
	struct blocks blocks;
	struct evidence evidence;
	size_t front;

	if (doc->closed)
		job_fail(job, A2B_BAD_INPUT, input_refused, name.ptr, 0,
		         "a book was made of the document already");
	node->article = article;
	article->node = node;
	article->file = name;
	front = front_read(job, name, &lines, &article->meta);
	lines.items += front;
	lines.n -= front;
	blocks = blocks_find(job, &lines);
	if (!blocks.n)
		job_fail(job, A2B_BAD_INPUT, input_empty, name.ptr, 0,
		         bytes.len ? "no text in it" : "the file is empty");
	if (!article->meta.language.ptr)
		article->meta.language = language_find(job, &blocks);
	evidence = decide(job, &blocks, &article->meta);
	if (doc->options.keep_furniture)
		keep_all(&blocks);
	dialogue_find(&blocks, evidence.shapes);
	byline_read(job, &article->meta, &blocks, evidence.shapes);
	lines_kept_find(&blocks, evidence.shapes);
	blocks_name_code(job, &blocks, doc->options.keep_furniture);
	build_article(job, node, &blocks);
	report_blocks(job, article, &blocks);
	return node;
}
