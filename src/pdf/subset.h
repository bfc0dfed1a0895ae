/* SPDX-License-Identifier: MIT */
#ifndef A2B_SUBSET_H
#define A2B_SUBSET_H

#include <stdint.h>

#include <hb.h>

#include "base/job.h"
#include "layout/font.h"
#include "pdf/compose.h"

/*
 * A font file with no more than some glyphs of a face, as a PDF embeds it, and
 * behind them glyphs composed of them: of TrueType only.
 */
struct subset {
	struct str file;      /* TrueType, or the bare CFF table; the job's */
	const hb_map_t *glyphs; /* of the face: the subset's */
	uint32_t first_composed;
	uint16_t *cids;       /* by the subset's glyphs; NULL: the same */
	uint32_t n_cids;
};

/* The composed glyphs' parts are glyphs of the face, and among `glyphs`. */
struct subset *subset_make(struct job *job, const struct face *face,
                           const hb_set_t *glyphs,
                           const struct composed *composed, size_t n_composed);

/* The number by which the font file knows a glyph of the face: a glyph of
   TrueType, a CID of CFF. 0 where it has none. */
uint32_t subset_cid(const struct subset *subset, uint32_t glyph);

#endif
