/* SPDX-License-Identifier: MIT */
#ifndef A2B_LOCALE_H
#define A2B_LOCALE_H

#include "base/job.h"
#include "base/str.h"

/* What to ask ICU for a language by: its tag; "en" for one that ICU knows
   nothing of, where it would take the locale of the environment instead. */
const char *icu_locale(struct job *job, struct str language);

#endif
