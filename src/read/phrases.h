/* SPDX-License-Identifier: MIT */
#ifndef A2B_PHRASES_H
#define A2B_PHRASES_H

#include <stdbool.h>

#include "base/str.h"

/*
 * What pages say in many languages around their articles. Each file words/XX.def
 * holds lists of phrases, in small letters, parted by "|":
 *
 *	LINE     stands alone on a line of a menu, under a button: "share"
 *	WORD     the same, but as often in texts: "news"
 *	PART     stands inside of such lines: "all rights reserved"
 *	TAIL     heads a list of other articles: "read also"
 *	BYLINE   begins a byline or stands in it: "by"
 *	CAPTION  begins or ends a caption or credit: "photo"
 *	TIME     names of months and days
 *
 * They are evidence among other evidence: no phrase alone settles anything, and
 * all works, less well, without them.
 */
enum phrase_class {
	PHRASE_LINE = 1,
	PHRASE_PART = 2,
	PHRASE_TAIL = 4,
	PHRASE_BYLINE = 8,
	PHRASE_CAPTION = 16,
	PHRASE_TIME = 32,
	PHRASE_WORD = 64,
};

/* What of them is in a text. */
struct phrase_hits {
	unsigned whole;   /* classes of which the text as a whole is */
	unsigned begin;   /* of which its first words are */
	unsigned end;     /* of which its last words are */
	int parts;        /* how often PART is in it */
	int times;        /* how often TIME is in it */
	bool leads;       /* it begins with a TAIL or LINE of several words: "Read
	                     also", "Learn more" */
	bool covered;     /* nothing but LINE, WORD and numbers: a row of buttons */
};

struct phrases;

/* All of them, made when they are first asked for; any thread may ask. */
const struct phrases *phrases_all(void);

/*
 * Looks at a text as words_of gives it: small letters, one space between words,
 * no punctuation.
 */
struct phrase_hits phrases_find(const struct phrases *phrases, struct str words);

#endif
