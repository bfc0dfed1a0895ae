/* SPDX-License-Identifier: MIT */
#ifndef A2B_PROGRESS_H
#define A2B_PROGRESS_H

#include "model/document.h"

/* Tells whoever asked for it how far the work is; see struct a2b_progress. */
void progress_tell(const struct a2b_document *doc, enum a2b_stage stage,
                   size_t done, size_t total, size_t pages);

#endif
