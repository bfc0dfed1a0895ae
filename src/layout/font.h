/* SPDX-License-Identifier: MIT */
#ifndef A2B_FONT_H
#define A2B_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include <hb.h>

#include "base/job.h"

/*
 * An opened face. It belongs to the job that opened it and is opened once in a
 * job, so two runs of one face have the same pointer.
 */
struct face {
	hb_face_t *hb_face;
	hb_font_t *hb_font;   /* scaled to units_per_em, unhinted */
	const char *path;
	unsigned index;       /* in a TTC */
	int units_per_em;
	int ascent, descent;  /* font units above and, positive, below the
	                         baseline (OS/2 typo metrics, else hhea) */
	int cap_height, x_height;
	bool italic, bold, monospaced, serif;
	float italic_angle;   /* degrees, as in the post table */
	bool cff;             /* OpenType with CFF outlines */
	int number;           /* 0, 1, 2... in order of opening */
};

#endif
