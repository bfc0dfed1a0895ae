/* SPDX-License-Identifier: MIT */
#ifndef A2B_SHAPE_H
#define A2B_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "read/phrases.h"

/* How a text ends and begins. */
enum text_end {
	END_OPEN, END_STOP, END_EXCLAMATION, END_QUESTION, END_COLON, END_COMMA,
	END_ELLIPSIS, END_QUOTE, END_PAREN, END_DIGIT, END_SIGN, END_NOTHING
};

enum text_start {
	START_UPPER, START_LOWER, START_CASELESS, START_DIGIT, START_QUOTE,
	START_SIGN, START_NOTHING
};

enum caps {
	CAPS_NONE,     /* the script has none, or there are no letters */
	CAPS_ALL,      /* LIKE THIS */
	CAPS_TITLE,    /* Like This One Here */
	CAPS_SENTENCE, /* Like this */
	CAPS_LOWER,    /* like this */
};

enum date_form { DATE_NONE, DATE_YEAR, DATE_TIME, DATE_WORDS, DATE_NUMBERS };

enum link_form { LINK_NONE, LINK_ALONE, LINK_INSIDE, LINK_MAIL, LINK_HANDLE };

/* Facts of a text that need no other text. */
struct shape {
	int columns;       /* wide signs are two */
	int letters, upper, digits, wide;
	int words;         /* of scripts without spaces: half the signs */
	int capitals;      /* words that begin with one, of four letters or more */
	int long_words;    /* words of four letters or more */
	int sentences;     /* ends of sentences inside */
	int separators;    /* "|", "·", "»", "›", bullets inside */
	int commas;
	bool colon;        /* "Label: text" */
	bool quoted;       /* from the first sign to the last */
	bool brackets;     /* likewise: "[The Post]", "(photo: A. Bee)" */
	bool site;         /* has the name of a site in it: "post.example" */
	bool copyright;
	bool counter;      /* "3 of 12", "3 / 12", "$12.99", "(6)" */
	enum text_end end;
	enum text_start start;
	enum caps caps;
	enum date_form date;
	enum link_form link;
	struct str normal; /* small letters and digits, one space between words */
	bool glued;        /* "GuiltyA trio": blocks that lost what parted them */
	uint32_t *hashes;  /* of its words */
	int n_hashes;
	uint32_t *topic;   /* of those that are long enough to say something */
	int n_topic;
	uint32_t hash;     /* of `normal` as a whole */
	struct phrase_hits phrases;
};

/* Is it a sign of a script without spaces, two columns wide? */
static inline bool sign_is_wide(uint32_t c)
{
	return (c >= 0x2e80 && c < 0xa000) || (c >= 0xac00 && c < 0xd7b0)
	    || (c >= 0xf900 && c < 0xfb00) || (c >= 0xff00 && c < 0xff61)
	    || (c >= 0x20000 && c < 0x40000);
}

struct shape shape_of(struct job *job, const struct phrases *phrases,
                      struct str text);

/* The text as struct shape's `normal`. */
struct str words_of(struct job *job, struct str text);

#endif
