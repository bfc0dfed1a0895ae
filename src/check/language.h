/* SPDX-License-Identifier: MIT */
#ifndef A2B_CHECK_LANGUAGE_H
#define A2B_CHECK_LANGUAGE_H

#include <stdbool.h>

#include "base/str.h"

/* Has it the form of a language tag (BCP 47)? */
bool language_is_tag(struct str tag);
/* Does its first part name a language? Of a tag of the right form. */
bool language_is_known(struct str tag);
/* Is it on Kindle's list of languages? */
bool language_is_kindles(struct str tag);

#endif
