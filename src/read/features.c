/* SPDX-License-Identifier: MIT */
#include "read/features.h"

enum { MAX_DIMS = 3 };

static const struct group {
	struct {
		enum dim dim;
		int at;
	} of[MAX_DIMS];
} groups[N_GROUPS] = {
#define GROUP(a, at_a, b, at_b, c, at_c) \
	{{{DIM_##a, at_a}, {DIM_##b, at_b}, {DIM_##c, at_c}}},
#include "read/features.def"
#undef GROUP
};

/* A neighbour may be missing, which is an answer of its own. */
static int answers(const struct group *group, int k)
{
	return dim_answers(group->of[k].dim) + (group->of[k].at != 0);
}

static int group_size(const struct group *group)
{
	return answers(group, 0) * answers(group, 1) * answers(group, 2);
}

int features_count(void)
{
	int n = 0;

	for (int g = 0; g < N_GROUPS; g++)
		n += group_size(&groups[g]);
	return n;
}

void features_of(const struct facts *facts, size_t n, size_t i,
                 int features[N_GROUPS])
{
	int base = 0;

	for (int g = 0; g < N_GROUPS; g++) {
		const struct group *group = &groups[g];
		int feature = 0;

		for (int k = 0; k < MAX_DIMS; k++) {
			enum dim dim = group->of[k].dim;
			ptrdiff_t at = (ptrdiff_t)i + group->of[k].at;
			bool there = at >= 0 && at < (ptrdiff_t)n;

			feature = feature * answers(group, k)
				+ (there ? facts[at].answer[dim]
				         : dim_answers(dim));
		}
		features[g] = base + feature;
		base += group_size(group);
	}
}

static const char *where(int at)
{
	return at < -1 ? "two before, " : at < 0 ? "before, "
	     : at > 1 ? "two behind, " : at > 0 ? "behind, " : "";
}

void features_name(int feature, struct buf *out)
{
	int g = 0, answer[MAX_DIMS];
	bool comma = false;

	while (feature >= group_size(&groups[g]))
		feature -= group_size(&groups[g++]);
	for (int k = MAX_DIMS - 1; k >= 0; k--) {
		answer[k] = feature % answers(&groups[g], k);
		feature /= answers(&groups[g], k);
	}
	for (int k = 0; k < MAX_DIMS; k++) {
		enum dim dim = groups[g].of[k].dim;

		if (dim == DIM_ONE)
			continue;
		buf_printf(out, "%s%s%s: %s", comma ? ", " : "",
		           where(groups[g].of[k].at), dim_name(dim),
		           dim_answer_name(dim, answer[k]));
		comma = true;
	}
}
