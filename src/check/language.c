/* SPDX-License-Identifier: MIT */
#include "check/language.h"

#include <unicode/uloc.h>

/* Kindle Direct Publishing's list, in the codes that books write. */
static const char kindles[] =
	" af afr ar ara br bre ca cat co cos cor cy cym da dan de deu en eng"
	" es spa eu eus fi fin fr fra frr fry fy ga gle gd gla gl glg gsw gu guj"
	" gv glv hi hin is isl it ita ja jpn kw lb ltz ml mal mr mar nb nob nl nld"
	" nn nno no nor oc oci pl pol pt por rm roh sco stq sv swe ta tam zh zho ";

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The part before the first hyphen, in lower case and terminated. */
struct primary {
	char code[9];
	size_t len;
};

static struct primary primary_of(struct str tag)
{
	struct primary primary = {0};

	while (primary.len < 8 && primary.len < tag.len
	    && is_letter(tag.ptr[primary.len])) {
		primary.code[primary.len] = tag.ptr[primary.len] | 0x20;
		primary.len++;
	}
	return primary;
}

bool language_is_tag(struct str tag)
{
	size_t len = 0, parts = 1;

	for (size_t i = 0; i <= tag.len; i++) {
		bool end = i == tag.len || tag.ptr[i] == '-';
		if (end && (len == 0 || len > 8))
			return false;
		if (end && parts == 1 && len == 1
		 && (i == tag.len || !strchr("ixIX", tag.ptr[0])))
			return false;
		if (!end && !is_letter(tag.ptr[i]) && (parts == 1
		    || tag.ptr[i] < '0' || tag.ptr[i] > '9'))
			return false;
		parts += end;
		len = end ? 0 : len + 1;
	}
	return true;
}

bool language_is_known(struct str tag)
{
	struct primary primary = primary_of(tag);
	const char *const *all = uloc_getISOLanguages();

	/* there are thousands of three letters, of which ICU knows hundreds */
	if (primary.len == 1 || primary.len == 3)
		return true;
	while (*all && strcmp(*all, primary.code))
		all++;
	return *all;
}

bool language_is_kindles(struct str tag)
{
	struct primary primary = primary_of(tag);
	const char *at = kindles;

	while ((at = strstr(at, primary.code)) != NULL) {
		if (at[-1] == ' ' && at[primary.len] == ' ')
			return true;
		at++;
	}
	return false;
}
