/* SPDX-License-Identifier: MIT */
#include "layout/pages.h"

const struct pages *layout_document(struct job *job,
                                    const struct a2b_document *doc)
{
	(void)doc;
	return job_alloc(job, sizeof(struct pages));
}

void pages_print(const struct pages *pages, struct buf *out)
{
	buf_printf(out, "%zu pages\n", pages->n_pages);
}
