/* SPDX-License-Identifier: MIT */
#ifndef A2B_XHTML_H
#define A2B_XHTML_H

#include "base/job.h"
#include "base/str.h"
#include "epub/plan.h"
#include "epub/xml.h"
#include "model/words.h"

/* Begins an XHTML document up to and with <body>; `rtl` of its language. */
struct xml *xhtml_begin(struct job *job, struct str title, struct str language,
                        bool rtl);

/* lang and xml:lang of the element just opened; nothing for STR_NONE. */
void xhtml_language(struct xml *xml, struct str language);

/* The same, where words that the program adds are not in that language. */
void xhtml_words_language(struct xml *xml, const struct words *words,
                          struct str language);

/* `type` and `role` of the element just opened, as epub:type and ARIA role. */
void xhtml_role(struct xml *xml, const char *type, const char *role);

/*
 * Writes the content document of a part. Where pages of the PDF begin in it, it
 * sets marks and notes their addresses in plan->page_hrefs.
 */
struct str xhtml_part(struct job *job, struct plan *plan, size_t part);

#endif
