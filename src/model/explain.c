/* SPDX-License-Identifier: MIT */
#include "model/explain.h"

#include "base/columns.h"
#include "base/utf8.h"

enum {
	WIDTH = 80,
	TEXT_COLUMN = 28, /* where a block's words and reasons begin */
};

/* ---- for people ---- */

/* As much of a text as fits a line behind TEXT_COLUMN, "…" where it was cut. */
static void print_cut(struct str text, struct buf *out)
{
	int left = WIDTH - TEXT_COLUMN;
	size_t at = 0, fits = 0; /* what fits with a sign to spare */

	while (at < text.len) {
		int columns = columns_of(utf8_next(text, &at));

		if (columns > left) {
			buf_add(out, text.ptr, fits);
			buf_add_str(out, STR_LIT("…"));
			return;
		}
		if (left > columns)
			fits = at;
		left -= columns;
	}
	buf_add_str(out, text);
}

static void print_finding(const struct finding *f, struct buf *out)
{
	size_t begin = out->len;

	if (f->first_line == f->last_line)
		buf_printf(out, "%9zu", f->first_line);
	else
		buf_printf(out, "%4zu-%-4zu", f->first_line, f->last_line);
	buf_printf(out, " %c %-10s %3d ", f->dropped ? 'x' : ' ', f->kind,
	           f->score);
	do
		buf_add_char(out, ' ');
	while (out->len < begin + TEXT_COLUMN);
	print_cut(f->text, out);
	buf_add_char(out, '\n');
	if (str_empty(f->reasons))
		return;
	buf_printf(out, "%*s", TEXT_COLUMN, "");
	print_cut(f->reasons, out);
	buf_add_char(out, '\n');
}

void explain_print(const struct a2b_document *doc, struct buf *out)
{
	for (size_t i = 0; i < doc->n_articles; i++) {
		const struct article *article = doc->articles[i];

		buf_printf(out, "%s%.*s\n    lines   kind     score\n",
		           i ? "\n" : "", STR_ARG(article->file));
		for (size_t k = 0; k < article->n_findings; k++)
			print_finding(&article->findings[k], out);
	}
}

/* ---- for programs ---- */

static void print_string(struct str s, struct buf *out)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c == '"' || c == '\\')
			buf_add_char(out, '\\');
		if (c < 0x20)
			buf_printf(out, "\\u%04x", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

static void print_reasons(struct str reasons, struct buf *out)
{
	const char *p = reasons.ptr, *end = p + reasons.len;

	buf_add_char(out, '[');
	while (p < end) {
		const char *stop = memchr(p, ';', (size_t)(end - p));

		if (!stop)
			stop = end;
		if (p > reasons.ptr)
			buf_add(out, ", ", 2);
		print_string(str_trim(str_range(p, stop)), out);
		p = stop < end ? stop + 1 : end;
	}
	buf_add_char(out, ']');
}

static void print_block(const struct finding *f, struct buf *out)
{
	buf_printf(out, "    {\"kind\": \"%s\", \"dropped\": %s, \"score\": %d, "
	           "\"lines\": [%zu, %zu],\n     \"reasons\": ", f->kind,
	           f->dropped ? "true" : "false", f->score, f->first_line,
	           f->last_line);
	print_reasons(f->reasons, out);
	buf_printf(out, ",\n     \"text\": ");
	print_string(f->text, out);
	buf_add_char(out, '}');
}

void explain_json_print(const struct a2b_document *doc, struct buf *out)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < doc->n_articles; i++) {
		const struct article *article = doc->articles[i];

		buf_printf(out, "%s\n  {\"file\": ", i ? "," : "");
		print_string(article->file, out);
		buf_printf(out, ", \"title\": ");
		print_string(article->meta.title, out);
		buf_printf(out, ", \"language\": ");
		print_string(article->meta.language, out);
		buf_printf(out, ", \"blocks\": [");
		for (size_t k = 0; k < article->n_findings; k++) {
			buf_printf(out, "%s\n", k ? "," : "");
			print_block(&article->findings[k], out);
		}
		buf_printf(out, "]}");
	}
	buf_printf(out, "\n]\n");
}
