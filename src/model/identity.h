/* SPDX-License-Identifier: MIT */
#ifndef A2B_IDENTITY_H
#define A2B_IDENTITY_H

#include "base/job.h"
#include "base/str.h"

/*
 * A name-based UUID (RFC 9562, version 5) of the parts of a declared identity,
 * 36 letters in the document's memory. Parts that are not known count too.
 */
struct str identity_uuid(struct job *job, const struct str *parts, size_t n);

#endif
