/* SPDX-License-Identifier: MIT */
#ifndef A2B_XHTML_H
#define A2B_XHTML_H

#include <stdbool.h>

#include "base/job.h"
#include "base/str.h"
#include "epub/xml.h"
#include "model/node.h"
#include "model/words.h"

/* What all XHTML in the book has in common. */

/* Begins a document up to and with <body>; `rtl` of its language. */
struct xml *xhtml_begin(struct job *job, struct str title, struct str language,
                        bool rtl);

/* lang and xml:lang of the element just opened; nothing for STR_NONE. */
void xhtml_language(struct xml *xml, struct str language);

/* The same, where words that the program adds are not in that language. */
void xhtml_words_language(struct xml *xml, const struct words *words,
                          struct str language);

/* `type` and `role` of the element just opened, as epub:type and ARIA role. */
void xhtml_role(struct xml *xml, const char *type, const char *role);

void xhtml_open(struct xml *xml, const char *element, const char *class);
void xhtml_link(struct xml *xml, struct str href, struct str text);

#endif
