/* SPDX-License-Identifier: MIT */
#include "files/pattern.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <unistd.h>

#include "files/named.h"
#include "files/natural.h"

bool pattern_is(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '*' || path.ptr[i] == '?'
		 || path.ptr[i] == '[')
			return true;
	return false;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void add(struct job *job, struct paths *paths, const char *path)
{
	paths->items = job_grow(job, paths->items, &paths->room, paths->n + 1,
	                        sizeof(*paths->items));
	paths->items[paths->n++] = path;
}

static void add_matches(struct job *job, struct paths *to, struct str part,
                        const struct paths *from, bool texts_only)
{
	const char *pattern = job_copy(job, part).ptr;

	for (size_t i = 0; i < from->n; i++)
		if (!fnmatch(pattern, last_part(from->items[i]), FNM_PERIOD)
		 && (!texts_only || folder_is_article(from->items[i])))
			add(job, to, from->items[i]);
}

/* What one part of the pattern leads to from each of these folders. */
static struct paths step(struct job *job, const struct a2b_document *doc,
                         const struct paths *from, struct str part, bool last)
{
	struct paths to = {0};
	bool texts_only = last && str_ends(part, STR_LIT("*"));

	for (size_t i = 0; i < from->n; i++) {
		const char *why, *path = from->items[i];
		struct listing list;

		if (!pattern_is(part)) {
			path = job_format(job, "%s/%.*s", path,
			                  STR_ARG(part)).ptr;
			if (access(path, F_OK) == 0)
				add(job, &to, path);
			continue;
		}
		if (!named_real(job, doc, path, &why)
		 || folder_list(job, path, &list))
			continue;
		add_matches(job, &to, part, last ? &list.files : &list.folders,
		            texts_only);
	}
	return to;
}

static int compare_paths(const void *a, const void *b)
{
	return natural_compare(*(const char *const *)a,
	                       *(const char *const *)b);
}

struct paths pattern_match(struct job *job, const struct a2b_document *doc,
                           const char *folder, struct str pattern)
{
	struct paths paths = {0};
	struct str rest = pattern;

	add(job, &paths, folder);
	if (rest.len && rest.ptr[0] == '/')
		paths.items[0] = "";
	while (rest.len) {
		const char *end = rest.ptr + rest.len;
		const char *slash = memchr(rest.ptr, '/', rest.len);
		struct str part = str_range(rest.ptr, slash ? slash : end);

		rest = str_range(slash ? slash + 1 : end, end);
		if (!str_empty(part))
			paths = step(job, doc, &paths, part, str_empty(rest));
	}
	if (paths.n)
		qsort(paths.items, paths.n, sizeof(*paths.items),
		      compare_paths);
	return paths;
}
