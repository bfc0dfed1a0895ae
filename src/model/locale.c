/* SPDX-License-Identifier: MIT */
#include "model/locale.h"

#include <unicode/uloc.h>

static bool has_data(const char *language)
{
	for (int32_t i = 0; i < uloc_countAvailable(); i++) {
		const char *locale = uloc_getAvailable(i);
		size_t len = strcspn(locale, "_");

		if (strlen(language) == len && !memcmp(locale, language, len))
			return true;
	}
	return false;
}

const char *icu_locale(struct job *job, struct str language)
{
	const char *tag = language.ptr ? job_copy(job, language).ptr : "";
	UErrorCode error = U_ZERO_ERROR;
	char name[ULOC_LANG_CAPACITY];

	uloc_getLanguage(tag, name, sizeof(name), &error);
	return U_SUCCESS(error) && has_data(name) ? tag : "en";
}
