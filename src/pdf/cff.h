/* SPDX-License-Identifier: MIT */
#ifndef A2B_CFF_H
#define A2B_CFF_H

#include <stdint.h>

#include "base/job.h"
#include "base/str.h"

/*
 * A PDF names the glyphs of a CFF font by CID. A font that was made with CIDs
 * lists them in its charset; of any other the glyph's number is taken (ISO
 * 32000-1, 9.7.4.2). Returns the CIDs by glyph, NULL where they are the same.
 */
uint16_t *cff_cids(struct job *job, struct str table, uint32_t *n);

#endif
