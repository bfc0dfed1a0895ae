/* SPDX-License-Identifier: MIT */
#include "model/tree.h"

static void print_quoted(struct str s, struct buf *out)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		switch (s.ptr[i]) {
		case '\n':
			buf_add(out, "\\n", 2);
			break;
		case '\t':
			buf_add(out, "\\t", 2);
			break;
		case '"':
		case '\\':
			buf_add_char(out, '\\');
			/* fall through */
		default:
			buf_add_char(out, s.ptr[i]);
		}
	}
	buf_add_char(out, '"');
}

static void print_field(const char *name, struct str value, struct buf *out)
{
	if (str_empty(value))
		return;
	buf_printf(out, " %s=", name);
	print_quoted(value, out);
}

static void print_meta(const struct meta *meta, struct buf *out)
{
	print_field("title", meta->title, out);
	print_field("subtitle", meta->subtitle, out);
	print_field("series", meta->series, out);
	print_field("issue", meta->issue, out);
	print_field("author", meta->author, out);
	print_field("date", meta->date, out);
	print_field("language", meta->language, out);
	print_field("source", meta->source, out);
	for (size_t i = 0; i < meta->n_tags; i++)
		print_field("tag", meta->tags[i], out);
}

static void print_node(const struct a2b_document *doc, const struct node *node,
                       struct buf *out)
{
	buf_printf(out, "%s", node_kind_name(node->kind));
	if (node->level)
		buf_printf(out, " %d", node->level);
	if (node->ordered)
		buf_printf(out, " ordered");
	if (node->first_line)
		buf_printf(out, " %zu-%zu", node->first_line, node->last_line);
	print_field("id", node->id, out);
	print_field("target", node->target, out);
	if (node->kind == NODE_BOOK)
		print_meta(&doc->meta, out);
	if (node->kind == NODE_LINK && node->article)
		print_field("article", node->article->name, out);
	if (node->kind == NODE_ARTICLE) {
		print_field("name", node->article->name, out);
		print_meta(&node->article->meta, out);
	}
	if (node->text.ptr) {
		buf_add_char(out, ' ');
		print_quoted(node->text, out);
	}
	buf_add_char(out, '\n');
}

void tree_print(const struct a2b_document *doc, struct buf *out)
{
	for (const struct node *n = doc->book; n;
	     n = node_following(doc->book, n, false)) {
		for (const struct node *up = n->parent; up; up = up->parent)
			buf_add(out, "  ", 2);
		print_node(doc, n, out);
	}
}
