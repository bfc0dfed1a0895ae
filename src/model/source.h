/* SPDX-License-Identifier: MIT */
#ifndef A2B_SOURCE_H
#define A2B_SOURCE_H

#include "base/job.h"

/* What a reader should see of an address: its host without "www.". What is no
   address is its own name. */
struct str source_name(struct str source);

/* What a link to it leads to, by RFC 3986; STR_NONE for what is no address of
   the web (http, https, ftp). */
struct str source_target(struct job *job, struct str source);

/* An address in the one form that all its spellings have: without scheme,
   "www.", fragment and slash at the end, the host in small letters. */
struct str source_key(struct job *job, struct str source);

#endif
