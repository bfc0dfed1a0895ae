/* SPDX-License-Identifier: MIT */
#ifndef A2B_LINEBREAK_H
#define A2B_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"

/*
 * Breaks a paragraph into lines, all of it at once, after Knuth & Plass,
 * "Breaking paragraphs into lines" (1981). It knows nothing of text: a
 * paragraph is a row of places where a line may end, each with the sums of what
 * stands before it.
 */

/* What stands before a place, all together; widths in one unit, any. */
struct sums {
	int64_t width;    /* natural */
	int64_t stretch;  /* of spaces, as far as it looks well */
	int64_t shrink;   /* of spaces, at the most */
	int64_t elastic;  /* width of glyphs that may change a little */
	uint32_t letters; /* without spaces; a Chinese character is two */
	uint32_t spaces;
};

enum place_kind {
	PLACE_PLAIN,      /* between words, or Chinese characters */
	PLACE_HYPHEN,     /* in a word, with a hyphen added */
	PLACE_OWN_HYPHEN, /* behind a hyphen of the text */
	PLACE_CLUSTER,    /* anywhere in a word: when nothing else helps */
	PLACE_FORCED,     /* a line must end here */
};

struct place {
	enum place_kind kind;
	int32_t penalty;      /* what it costs to end a line here */
	struct sums before;   /* all up to the last word of the line */
	struct sums after;    /* with the space that the break swallows */
	int64_t hyphen;       /* width of what is added */
	int64_t hang_end;     /* how far a line that ends here hangs over */
	int64_t hang_begin;   /* and one that begins here */
	uint32_t end, next;   /* for the caller: bytes */
};

struct break_task {
	const struct place *places; /* the first: where the first line begins */
	size_t n;
	bool more;            /* the last place is not the paragraph's end: find
	                         the lines that what follows cannot change */
	int64_t measure;
	int64_t first_indent;
	int64_t em;           /* the size of the text */
	int elastic;          /* how far glyphs may change, in 1/1000 */
	bool justify;
	int ladder;           /* hyphens that end the lines just before */
	int looseness;
};

struct break_result {
	uint32_t *chosen;     /* where lines end: n indices into places */
	size_t n;
	double demerits;
	int ladder;
};

/* There always is a result. */
struct break_result linebreak(struct job *job, struct arena *scratch,
                              const struct break_task *task);

/* Could a line from one place to the other be a paragraph's last, but ugly:
   under five letters, or nothing but the end of a word? */
bool linebreak_is_runt(const struct place *begin, const struct place *end);

#endif
