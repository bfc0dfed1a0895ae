/* SPDX-License-Identifier: MIT */
#ifndef A2B_BRIEF_H
#define A2B_BRIEF_H

#include "layout/setting.h"

/*
 * Short articles that follow each other in a digest share their columns, each
 * below a small title of its own: below titles that span the columns most of
 * the page would be empty. Do two articles, of which one may be NULL, go
 * together so?
 */
bool briefs_join(const struct style *style, const struct article *first,
                 const struct article *second);

/* The article that follows in the same section, or NULL. */
const struct article *article_next(const struct article *article);

#endif
