/* SPDX-License-Identifier: MIT */
#include "model/date.h"

#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#include "model/locale.h"

enum { SECONDS_A_DAY = 86400 };

static int digits(struct str text, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = at; i < at + n; i++) {
		if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9')
			return -1;
		value = value * 10 + (text.ptr[i] - '0');
	}
	return value;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
	                           31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool date_parse(struct str text, struct date *date)
{
	struct date d = {digits(text, 0, 4), 0, 0};

	if (d.year <= 0)
		return false;
	if (text.len > 4) {
		d.month = text.ptr[4] == '-' ? digits(text, 5, 2) : -1;
		if (d.month < 1 || d.month > 12)
			return false;
	}
	if (text.len > 7) {
		d.day = text.ptr[7] == '-' ? digits(text, 8, 2) : -1;
		if (d.day < 1 || d.day > days_in(d.year, d.month))
			return false;
	}
	if (text.len > 10 && text.ptr[10] != 'T' && text.ptr[10] != ' ')
		return false;
	*date = d;
	return true;
}

struct str date_part(struct str text)
{
	if (text.len > 10)
		text.len = 10;
	return text;
}

int64_t date_seconds(struct date date)
{
	int64_t days = 0;

	for (int y = 1970; y < date.year; y++)
		days += 337 + days_in(y, 2);
	for (int y = date.year; y < 1970; y++)
		days -= 337 + days_in(y, 2);
	for (int m = 1; m < date.month; m++)
		days += days_in(date.year, m);
	if (date.day > 1)
		days += date.day - 1;
	return days * SECONDS_A_DAY;
}

struct str date_utc(struct job *job, int64_t seconds)
{
	int64_t days, rest;
	int year = 1970, month = 1;

	if (seconds < date_seconds((struct date){1, 1, 1})
	 || seconds >= date_seconds((struct date){10000, 1, 1}))
		seconds = date_seconds((struct date){1980, 1, 1});
	days = seconds / SECONDS_A_DAY;
	rest = seconds % SECONDS_A_DAY;
	if (rest < 0) {
		rest += SECONDS_A_DAY;
		days--;
	}
	for (; days < 0; year--)
		days += 337 + days_in(year - 1, 2);
	for (; days >= 337 + days_in(year, 2); year++)
		days -= 337 + days_in(year, 2);
	for (; days >= days_in(year, month); month++)
		days -= days_in(year, month);
	return job_format(job, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month,
	                  (int)days + 1, (int)(rest / 3600),
	                  (int)(rest / 60 % 60), (int)(rest % 60));
}

static struct str date_iso(struct job *job, struct date date)
{
	if (date.day)
		return job_format(job, "%04d-%02d-%02d", date.year, date.month,
		                  date.day);
	if (date.month)
		return job_format(job, "%04d-%02d", date.year, date.month);
	return job_format(job, "%04d", date.year);
}

struct str date_words(struct job *job, struct date date, struct str language)
{
	const char *locale = icu_locale(job, language);
	const UChar *skeleton = date.day ? u"yMMMMd" : u"yMMMM";
	UErrorCode error = U_ZERO_ERROR;
	UDateTimePatternGenerator *patterns;
	UDateFormat *format;
	UChar pattern[64], words[128];
	char text[512];
	int32_t n;

	if (!date.month)
		return date_iso(job, date);
	patterns = udatpg_open(locale, &error);
	n = udatpg_getBestPattern(patterns, skeleton, -1, pattern, 64, &error);
	format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale,
	                   u"UTC", -1, pattern, n, &error);
	n = udat_format(format, (double)date_seconds(date) * 1000, words, 128,
	                NULL, &error);
	u_strToUTF8(text, sizeof(text), NULL, words, n, &error);
	udat_close(format);
	udatpg_close(patterns);
	return U_SUCCESS(error) ? job_copy(job, str_of(text))
	                        : date_iso(job, date);
}
