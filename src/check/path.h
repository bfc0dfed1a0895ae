/* SPDX-License-Identifier: MIT */
#ifndef A2B_PATH_H
#define A2B_PATH_H

#include "base/buf.h"
#include "base/str.h"

/* What an address in a book means. */
enum path_kind {
	PATH_LOCAL,   /* a file of the book */
	PATH_REMOTE,  /* http, https, ftp or "//host" */
	PATH_OTHER,   /* mailto:, data: and the like: nothing to look at */
	PATH_OUTSIDE  /* leads out of the book: "../" too often, "/", file: */
};

struct path {
	enum path_kind kind;
	struct str file;     /* of a local one: its name in the archive,
	                        terminated, until the next call */
	struct str fragment; /* what follows "#", decoded; STR_NONE without */
};

/* Resolves `address` as it stands in the file `base`. `out` holds the name; the
   fragment is a part of the address, or the job's. */
struct path path_resolve(struct buf *out, struct str base, struct str address);

#endif
