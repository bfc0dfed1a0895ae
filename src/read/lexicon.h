/* SPDX-License-Identifier: MIT */
#ifndef A2B_LEXICON_H
#define A2B_LEXICON_H

#include "base/str.h"
#include "read/model.h"

/*
 * What words say of the text that they stand in, in any language that was
 * learned from: "subscribe" is a page's, "photo" a caption's. See lexicon.def.
 */

/* A word as the lexicon knows it: as it is, or with '^' before it where no
   other begins the text, or '$' behind it where none ends it. Two words that
   follow one another at an edge are one more, as they stand. Numbers are no
   words. */
struct lexeme {
	char before, behind; /* 0: nothing */
	struct str text;
};

enum { MAX_LEXEMES = 22 };

/* The words of a text that are asked, those near its edges, given its `normal`
   (shape.h). Returns how many. */
int lexicon_words(struct str normal, struct lexeme words[MAX_LEXEMES]);

/* How much the words of the text speak for each state, in tenths. */
void lexicon_say(struct str normal, int scores[STATE_COUNT]);

#endif
