/* SPDX-License-Identifier: MIT */
#ifndef A2B_COMPOSE_H
#define A2B_COMPOSE_H

#include <stddef.h>
#include <stdint.h>

#include <hb.h>

#include "base/job.h"

/* A glyph of the font in its place within a composed one, in font units. */
struct part {
	uint32_t glyph;
	int32_t x, y;         /* y up */
};

/* With one part it is that glyph, advance and all. */
struct composed {
	const struct part *parts;
	size_t n_parts;
	int32_t advance;
};

/*
 * Adds glyphs to a TrueType face that are made of its own: the first of the `n`
 * gets the number that the face had of glyphs. A new face, which the caller
 * destroys.
 */
hb_face_t *compose_glyphs(struct job *job, hb_face_t *face,
                          const struct composed *composed, size_t n);

#endif
