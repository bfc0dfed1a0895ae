/* SPDX-License-Identifier: MIT */
#include "pdf/pdf.h"

void pdf_write(struct job *job, const struct a2b_document *doc,
               const struct pages *pages, struct buf *out)
{
	(void)job, (void)doc, (void)pages, (void)out;
}
