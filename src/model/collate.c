/* SPDX-License-Identifier: MIT */
#include "model/collate.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "model/locale.h"

struct collator {
	struct job *job;
	UCollator *icu;
};

static void close_icu(void *icu)
{
	ucol_close(icu);
}

struct collator *collator_new(struct job *job, struct str language)
{
	struct cleanup *slot = job_reserve(job);
	struct collator *collator = job_alloc(job, sizeof(*collator));
	UErrorCode error = U_ZERO_ERROR;

	collator->job = job;
	collator->icu = ucol_open(icu_locale(job, language), &error);
	if (!collator->icu)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "ICU",
		         u_errorName(error));
	job_own(job, slot, close_icu, collator->icu);
	ucol_setAttribute(collator->icu, UCOL_NUMERIC_COLLATION, UCOL_ON,
	                  &error);
	return collator;
}

struct str collator_key(struct collator *collator, struct str text)
{
	struct job *job = collator->job;
	UErrorCode error = U_ZERO_ERROR;
	/* never more units than bytes */
	UChar *wide = job_alloc_array(job, text.len + 1, sizeof(*wide));
	int32_t len = 0, need;
	uint8_t *key;

	u_strFromUTF8(wide, (int32_t)text.len + 1, &len, text.ptr,
	              (int32_t)text.len, &error);
	need = ucol_getSortKey(collator->icu, wide, len, NULL, 0);
	key = job_alloc(job, (size_t)need);
	ucol_getSortKey(collator->icu, wide, len, key, need);
	return (struct str){(const char *)key, (size_t)need};
}
