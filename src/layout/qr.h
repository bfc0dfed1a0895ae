/* SPDX-License-Identifier: MIT */
#ifndef A2B_QR_H
#define A2B_QR_H

#include "layout/pages.h"
#include "layout/paragraph.h"

/* A QR code (ISO/IEC 18004) on its way to a page. */
struct qr {
	int modules;               /* along a side */
	const unsigned char *dark; /* by row, from the top: is it black? */
	struct lines *room;        /* empty lines of the grid that it fills */
};

/* The code of an address, for a grid of lines `leading` apart; NULL where it is
   no address, or too long a one. */
const struct qr *qr_new(struct job *job, struct str address, int32_t leading);

/* How wide it is, without the white around it. */
int32_t qr_width(const struct qr *qr);

/* Draws it with its upper left corner at x, y. */
void qr_draw(struct job *job, const struct qr *qr, struct page *page, int32_t x,
             int32_t y);

#endif
