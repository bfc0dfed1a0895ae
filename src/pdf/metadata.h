/* SPDX-License-Identifier: MIT */
#ifndef A2B_METADATA_H
#define A2B_METADATA_H

#include "model/document.h"
#include "pdf/writer.h"

/* What the file says of itself: XMP (ISO 16684-1), with or without the claims
   of PDF/A-2a and PDF/UA-1, and the older Info dictionary in agreement with
   it. */
uint32_t metadata_write_xmp(struct job *job, struct writer *writer,
                            const struct a2b_document *doc, bool claims);
uint32_t metadata_write_info(struct job *job, struct writer *writer,
                             const struct a2b_document *doc);

/* What the colours mean: an output intent with an sRGB profile. */
uint32_t metadata_write_intent(struct job *job, struct writer *writer);

/* The 16 bytes of a UUID in 36 letters. */
void metadata_uuid(struct str uuid, unsigned char bytes[16]);

#endif
