/* SPDX-License-Identifier: MIT */
#ifndef A2B_LABELS_H
#define A2B_LABELS_H

#include "layout/pages.h"
#include "pdf/writer.h"

/* Page labels (ISO 32000-1, 12.4.2): a viewer then counts as the folios do. */
uint32_t labels_write(struct job *job, struct writer *writer,
                      const struct pages *pages);

#endif
