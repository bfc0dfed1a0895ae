/* SPDX-License-Identifier: MIT */
#include "model/tag.h"

#include <unicode/uloc.h>

struct str language_tag(struct job *job, struct str text)
{
	char locale[64], tag[64];
	UErrorCode error = U_ZERO_ERROR;
	struct str copy = job_copy(job, str_trim(text));
	int32_t used = 0;

	for (size_t i = 0; i < copy.len; i++)
		if (copy.ptr[i] == '_')
			((char *)copy.ptr)[i] = '-';
	if (copy.len < 2 || copy.len > 35)
		return STR_NONE;
	uloc_forLanguageTag(copy.ptr, locale, sizeof(locale), &used, &error);
	if (U_FAILURE(error) || (size_t)used != copy.len)
		return STR_NONE;
	uloc_toLanguageTag(locale, tag, sizeof(tag), true, &error);
	if (U_FAILURE(error) || !strcmp(tag, "und"))
		return STR_NONE;
	return job_keep_copy(job, str_of(tag));
}
