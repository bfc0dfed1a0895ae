/* SPDX-License-Identifier: MIT */
#ifndef A2B_HEADS_H
#define A2B_HEADS_H

#include "layout/place.h"

/* Running heads and folios on all pages: artifacts, for nobody reads them. */
void heads_add(struct press *press);

#endif
