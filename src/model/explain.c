/* SPDX-License-Identifier: MIT */
#include "model/explain.h"

void explain_print(const struct a2b_document *doc, struct buf *out)
{
	for (size_t i = 0; i < doc->n_articles; i++) {
		const struct article *article = doc->articles[i];

		buf_printf(out, "%.*s\n", STR_ARG(article->file));
		for (size_t k = 0; k < article->n_findings; k++) {
			const struct finding *f = &article->findings[k];
			buf_printf(out, "%4zu-%-4zu %c %-10s %3d  %.*s\n",
			           f->first_line, f->last_line,
			           f->dropped ? 'x' : ' ', f->kind, f->score,
			           STR_ARG(f->reasons));
		}
	}
}
