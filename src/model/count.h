/* SPDX-License-Identifier: MIT */
#ifndef A2B_COUNT_H
#define A2B_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/node.h"

/* How much there is to read below a node, in words and in signs. */
struct amount {
	size_t words; /* runs of letters and digits between spaces */
	size_t signs; /* Han, Kana, Hangul, Thai...: scripts without spaces */
};

/* Is it of a script that sets no spaces between words? */
bool count_is_sign(uint32_t c);

void count_text(struct str text, struct amount *amount);
struct amount count_node(const struct node *node);

/* All of it as one number of words, a sign being half a word. */
size_t amount_words(struct amount amount);

/* Reading time in whole minutes, at least 1: 230 words or 450 signs a minute
   (Brysbaert 2019, "How many words do we read per minute?"). */
int amount_minutes(struct amount amount);

#endif
