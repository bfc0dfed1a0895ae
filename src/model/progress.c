/* SPDX-License-Identifier: MIT */
#include "model/progress.h"

void progress_tell(const struct a2b_document *doc, enum a2b_stage stage,
                   size_t done, size_t total, size_t pages)
{
	const struct a2b_options *options = &doc->options;

	if (options->progress)
		options->progress(options->progress_user,
			&(struct a2b_progress){stage, done, total, pages});
}
