/* SPDX-License-Identifier: MIT */
#ifndef A2B_PARAGRAPH_H
#define A2B_PARAGRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/pages.h"

/*
 * From text to lines. A paragraph is shaped once (faces, scripts, directions,
 * glyphs, places where a line may end) and may then be broken several times,
 * with a line more or less, which is the freedom that page make-up has.
 */

/* Headings are set in the serif, unless the user names a family for them. */
enum family { FAMILY_SERIF, FAMILY_SANS, FAMILY_MONO, FAMILY_HEADING };

enum align { ALIGN_JUSTIFY, ALIGN_START, ALIGN_CENTER, ALIGN_END };

/* Where a span leads; one struct for all spans of one link. */
struct span_link {
	struct str uri;               /* or */
	const struct target *target;
	struct element *element;
	struct str contents;
};

/* Characters of one look. */
struct span {
	struct str text;       /* U+2028 ends a line for certain (verse) */
	enum family family;
	bool bold, italic;
	int32_t size;          /* 1/64 pt */
	int32_t gray;          /* 0 black to 255 white */
	struct str language;   /* BCP 47: shaping, hyphenation */
	bool hyphenate;
	struct element *element;      /* NULL: an artifact */
	const struct span_link *link; /* or NULL */
	const char *file;      /* for messages: where the text stands */
	size_t source_line;
};

struct paragraph {
	const struct span *spans;
	size_t n_spans;
	enum align align;
	bool rtl;              /* base direction; the start is then the right */
	int32_t first_indent;  /* of the first line, from the start side */
};

/* The faces of a job, opened as they are needed, and what they lack. */
struct typesetter;
/* `doc`, for its options, may be NULL. */
struct typesetter *typesetter_new(struct job *job,
                                  const struct a2b_document *doc);
/* Reports each character that no face had: once, with its count and its first
   place. For the end of the work. */
void typesetter_report(struct typesetter *typesetter);
/* All faces that were opened, by number. */
const struct face **typesetter_faces(const struct typesetter *typesetter,
                                     size_t *n);
/* The first choice for a look: what metrics are taken from. */
const struct face *typesetter_face(struct typesetter *typesetter,
                                   enum family family, bool bold, bool italic);

/* A piece of a link on a line. */
struct line_link {
	struct line_link *next;
	int32_t x, width;
	const struct span_link *link;
};

struct line {
	struct run *runs;      /* x from the left end of the measure, y 0; what
	                          hangs in the margin lies outside */
	struct line_link *links;
	int32_t width;         /* without the space behind the last word */
	size_t offset;         /* bytes into the paragraph's text: its begin */
	size_t end;            /* and where the next line begins */
	bool hyphenated;       /* ends in a hyphen that was added */
	bool runt;             /* a last line of under five characters, or of
	                          nothing but the end of a word */
};

struct cut;
struct lines {
	struct line *line;
	struct cut *cuts;      /* of the text: for paragraph_set */
	size_t n;
	int32_t measure;
	int64_t demerits;      /* as in Knuth & Plass, of all lines together */
};

struct shaped;             /* a paragraph, ready to be broken */
struct shaped *paragraph_shape(struct typesetter *typesetter,
                               const struct paragraph *paragraph);

/*
 * Breaks it into lines of `measure`. With a looseness other than 0 the result
 * has that many lines more (or less) than the best one, or, where nothing sets
 * it so without ugly lines, the same as the best: look at `n`. The runs are
 * fresh for each call and may be moved and changed.
 */
struct lines *paragraph_break(struct typesetter *typesetter,
                              struct shaped *shaped, int32_t measure,
                              int looseness);

/*
 * The same in two steps, for whoever compares several ways to break before he
 * takes one: paragraph_try finds the lines and leaves `runs` and `links` empty,
 * paragraph_set fills them. The lines of a try hold no glyphs, so they cost
 * little.
 */
struct lines *paragraph_try(struct typesetter *typesetter,
                            struct shaped *shaped, int32_t measure,
                            int looseness);
void paragraph_set(struct typesetter *typesetter, struct shaped *shaped,
                   struct lines *lines);

/*
 * Gives the memory of a shaped paragraph back before the job ends. Lines that
 * were set stay as they are; lines that were only tried cannot be set any more.
 */
void paragraph_release(struct typesetter *typesetter, struct shaped *shaped);

/* The natural width of a text set on one line. */
int32_t paragraph_width(struct typesetter *typesetter, struct shaped *shaped);

#endif
