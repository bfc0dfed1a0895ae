/* SPDX-License-Identifier: MIT */

/* The pages as text. */

#include "layout/pages.h"

/* In whole points: what is less is not seen in a text. */
static void print_length(int32_t length, struct buf *out)
{
	buf_printf(out, " %4d", (length + PT / 2) / PT);
}

/* A line: the runs of one height, until one of another follows. */
static const struct run *print_line(const struct run *run, struct buf *out)
{
	int32_t y = run->y;

	print_length(y, out);
	print_length(run->x, out);
	buf_printf(out, "  %s", run->element ? "" : "~ ");
	for (; run && run->y == y; run = run->next)
		buf_add_str(out, run->text);
	buf_add_char(out, '\n');
	return run;
}

static void print_page(const struct page *page, size_t number, struct buf *out)
{
	buf_printf(out, "page %zu, folio %.*s\n", number, STR_ARG(page->label));
	for (const struct run *run = page->runs; run;)
		run = print_line(run, out);
	for (const struct rule *rule = page->rules; rule; rule = rule->next) {
		print_length(rule->y, out);
		print_length(rule->x, out);
		buf_printf(out, "  ~ rule\n");
	}
}

void pages_print(const struct pages *pages, struct buf *out)
{
	for (size_t i = 0; i < pages->n_pages; i++)
		print_page(&pages->page[i], i + 1, out);
}
