/* SPDX-License-Identifier: MIT */
#ifndef A2B_CMAP_H
#define A2B_CMAP_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Character maps of codes with two bytes, in PostScript (Adobe Technical Note
   5014; ISO 32000-1, 9.7.5 and 9.10.3). Both count codes from 1. */

/* Which text a code is there for; texts[0] is that of code 1. */
void cmap_to_unicode(struct buf *out, const struct str *texts, size_t n);

/* Which CID a code means. */
void cmap_to_cid(struct buf *out, const uint32_t *cids, size_t n);

/* The name in the second one. */
#define CMAP_NAME "A2B-Identity-H"

#endif
