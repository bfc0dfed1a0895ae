/* SPDX-License-Identifier: MIT */
#ifndef A2B_DEFLATE_H
#define A2B_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "base/str.h"

/* Bytes on their way into a file that holds them deflated. */
struct deflated {
	struct str bytes;   /* given */
	bool stored;        /* given: leave them as they are */
	struct str packed;  /* raw deflate (RFC 1951), or the bytes themselves */
	uint32_t crc;       /* CRC-32 of `bytes` */
};

/* Fills `packed` and `crc` of all. The slot releases what they point to, which
   else lives until the job ends. */
struct cleanup *deflate_all(struct job *job, struct deflated *const *all,
                            size_t n);

#endif
