/* SPDX-License-Identifier: MIT */
#include "model/tags.h"

static size_t count_commas(struct str list)
{
	size_t n = 0;

	for (size_t i = 0; i < list.len; i++)
		n += list.ptr[i] == ',';
	return n;
}

struct str *tags_split(struct job *job, struct str list, size_t *n)
{
	struct str *tags = job_keep_array(job, count_commas(list) + 1,
	                                  sizeof(*tags));
	const char *end = list.ptr + list.len;

	*n = 0;
	while (list.len) {
		const char *comma = memchr(list.ptr, ',', list.len);
		struct str tag = str_trim(str_range(list.ptr,
		                                    comma ? comma : end));

		if (!str_empty(tag))
			tags[(*n)++] = job_keep_copy(job, tag);
		list = str_range(comma ? comma + 1 : end, end);
	}
	return tags;
}
