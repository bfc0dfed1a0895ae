/* SPDX-License-Identifier: MIT */
#ifndef A2B_EMBED_H
#define A2B_EMBED_H

#include "pdf/fonts.h"

/* What fonts.c gathers of a face and embed.c writes. */
struct code {
	struct str text;
	struct composed glyph; /* of one part, or more */
	int32_t width;        /* 1/1000 of the size */
	uint32_t other;       /* the next with the same first part; 0: none */
	bool private_use;     /* its text has characters without a meaning */
};

struct pdf_font {
	struct job *job;
	const struct face *face;
	char name[24];
	struct pdf_font *second; /* CFF only: for further texts of its glyphs */
	struct code *codes;
	size_t n_codes, room;
	uint32_t *by_glyph;   /* the newest with this first part; 0: none */
	uint32_t n_glyphs;    /* of the face */
	uint32_t n_used;      /* of them, those that are some code's first */
	uint32_t n_composed;
	uint32_t number;      /* of its object, once that is written */
};

/* Font units to 1/1000 of the size. */
int32_t font_thousandths(const struct face *face, int64_t units);

/* Writes a face's font and, of CFF, its second ones (ISO 32000-1, 9.7); their
   `number` is known then. */
void font_embed(struct pdf_font *font, struct writer *writer);

#endif
