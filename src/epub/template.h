/* SPDX-License-Identifier: MIT */
#ifndef A2B_TEMPLATE_H
#define A2B_TEMPLATE_H

#include "base/str.h"

/* The files of templates/, compiled into the program; the last has no name. */
struct template {
	const char *name;
	struct str text;
};

extern const struct template templates[];

#endif
