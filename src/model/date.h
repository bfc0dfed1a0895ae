/* SPDX-License-Identifier: MIT */
#ifndef A2B_DATE_H
#define A2B_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/job.h"
#include "base/str.h"

/* A date of the proleptic Gregorian calendar; 0: that part is not known. */
struct date {
	int year, month, day;
};

/* Reads "2026", "2026-11", "2026-11-22" (ISO 8601), also with a time behind,
   which is passed over. False: no such date. */
bool date_parse(struct str text, struct date *date);

/* Of a text that date_parse read, the date without the time behind it. */
struct str date_part(struct str text);

/* Seconds from 1970-01-01T00:00:00Z to the date's first moment in UTC. */
int64_t date_seconds(struct date date);

/* "2026-11-22T00:00:00Z"; years under 0 or over 9999 are taken as 1980. */
struct str date_utc(struct job *job, int64_t seconds);

/* As people write it in a language: "22 novembre 2026", "November 2026". */
struct str date_words(struct job *job, struct date date, struct str language);

#endif
