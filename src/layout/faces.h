/* SPDX-License-Identifier: MIT */
#ifndef A2B_FACES_H
#define A2B_FACES_H

#include "layout/font.h"
#include "layout/paragraph.h"

/*
 * Which face a character is set in: the one that its look asks for, else the
 * first of fonts/faces.def that has it. Faces are opened when they are needed.
 */
struct look {
	enum family family;
	bool bold, italic;
};

/* A script as fonts/faces.def names it, "Arab" or "Hans". */
#define SCRIPT_KEY(a, b, c, d) HB_TAG(a, b, c, d)

/* One character with its marks, as code points. */
struct cluster {
	const uint32_t *code;
	size_t n;
};

struct faces;
/* `options` may be NULL: nobody named a family. */
struct faces *faces_new(struct job *job, const struct a2b_options *options);

/* The face of a look; fails the job where its package is not installed. */
const struct face *faces_book(struct faces *faces, struct look look);

/* The face for a cluster in a text of this script, or NULL: no face has it. */
const struct face *faces_choose(struct faces *faces, struct look look,
                                hb_tag_t script, struct cluster cluster);

/* The Debian package of faces for this script that are not installed, or
   NULL. */
const char *faces_wanted(const struct faces *faces, hb_tag_t script);

/* A face with a glyph for U+FFFD. */
const struct face *faces_replacement(struct faces *faces, struct look look);

/* All that were opened, by number. */
const struct face **faces_opened(const struct faces *faces, size_t *n);

#endif
