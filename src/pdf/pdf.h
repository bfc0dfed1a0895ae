/* SPDX-License-Identifier: MIT */
#ifndef A2B_PDF_H
#define A2B_PDF_H

#include "base/buf.h"
#include "layout/pages.h"
#include "model/document.h"

/*
 * Writes laid-out pages as a tagged PDF 1.7 (ISO 32000-1) that is PDF/UA-1
 * (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once; imposed pages, which are
 * for a printer, without tags and without those claims.
 */
void pdf_write(struct job *job, const struct a2b_document *doc,
               const struct pages *pages, struct buf *out);

#endif
