/* SPDX-License-Identifier: MIT */
#ifndef A2B_STYLE_H
#define A2B_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * A walk over the declarations and at-rules of a style sheet. It knows of CSS
 * what cannot be mistaken: comments, strings, brackets, braces.
 */
struct style {
	struct str text;
	size_t at;
	size_t line;
	size_t depth;        /* of braces */
	struct str selector; /* of the braces that we are in */
};

enum style_kind { STYLE_DECLARATION, STYLE_AT_RULE };

struct style_piece {
	enum style_kind kind;
	size_t line;
	size_t depth;        /* 1: in a rule; more: that is inside an at-rule */
	struct str selector; /* of a declaration; empty in an attribute */
	struct str name;     /* of the property; of an at-rule with its "@" */
	struct str value;    /* of the property; the rest of an at-rule's head */
};

/* `line`: that of the text's beginning. */
void style_init(struct style *style, struct str text, size_t line);
/* For the text of a style attribute. */
void style_init_attribute(struct style *style, struct str text, size_t line);
bool style_next(struct style *style, struct style_piece *piece);

/* Equal but for the case of ASCII letters; `lower` is in lower case. */
bool style_is(struct str s, const char *lower);
/* Has `s` this word, in lower case, not as a part of a longer one? */
bool style_has_word(struct str s, const char *lower);
/* Has `s` a call of this function? */
bool style_has_call(struct str s, const char *lower);

#endif
