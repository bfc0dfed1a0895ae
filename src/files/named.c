/* SPDX-License-Identifier: MIT */
#include "files/named.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

struct named_folder {
	struct named_folder *next;
	struct str real; /* "" for the root */
};

void named_add(struct job *job, struct a2b_document *doc, const char *folder)
{
	struct named_folder *named;
	char real[PATH_MAX];

	if (!realpath(folder, real))
		job_fail(job, A2B_BAD_INPUT, input_open, folder, 0,
		         strerror(errno));
	named = job_keep(job, sizeof(*named));
	named->real = job_keep_copy(job, str_of(strcmp(real, "/") ? real : ""));
	named->next = doc->named;
	doc->named = named;
}

static bool is_below(const struct a2b_document *doc, struct str path)
{
	for (const struct named_folder *f = doc->named; f; f = f->next)
		if (str_equal(path, f->real)
		 || (str_starts(path, f->real) && path.ptr[f->real.len] == '/'))
			return true;
	return false;
}

const char *named_real(struct job *job, const struct a2b_document *doc,
                       const char *path, const char **why)
{
	char real[PATH_MAX];

	if (!realpath(path, real)) {
		*why = strerror(errno);
		return NULL;
	}
	if (!is_below(doc, str_of(real))) {
		*why = "it leads out of the folders that were named";
		return NULL;
	}
	return job_copy(job, str_of(real)).ptr;
}
