/* SPDX-License-Identifier: MIT */
#include "epub/cover.h"

struct cover cover_of(struct job *job, const struct a2b_document *doc)
{
	if (doc->options.no_cover || !doc->options.cover)
		return (struct cover){STR_NONE, NULL, NULL};
	return cover_read(job, doc->options.cover);
}
