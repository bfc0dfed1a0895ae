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

/*
 * Opens a face of a font file, or gives NULL where there is none. The file is
 * mapped, not read; face and file go with the job.
 */
struct face *font_open(struct job *job, const char *path, unsigned index);

/* The glyph of a character by the face's own table, or 0. */
uint32_t font_glyph(const struct face *face, uint32_t code_point);

/* Folders that hold fonts, and what lies in them. */
struct font_folders {
	struct job *job;
	struct font_file *files; /* filled by the first search */
	bool searched;
};

/*
 * The path of a font file, given as it lies below Debian's font folder. On
 * other systems the last part of the name is searched in all font folders.
 * NULL: there is no such file.
 */
const char *font_find(struct font_folders *folders, const char *file);

#endif
