/* SPDX-License-Identifier: MIT */
#ifndef A2B_DECODE_H
#define A2B_DECODE_H

#include "base/job.h"
#include "base/str.h"

/*
 * The bytes of a file as valid UTF-8 without a byte order mark and without
 * control characters other than tab and those that end lines. `file` is what
 * messages call it: what had to be guessed, replaced or left out is reported.
 * Fails the job when the bytes are no text.
 */
struct str decode(struct job *job, struct str file, struct str bytes);

#endif
