/* SPDX-License-Identifier: MIT */
#include "read/features.h"

static const struct {
	enum dim dim;
	int at;
} features[N_FEATURES] = {
#define FEATURE(id, dim, at) {DIM_##dim, at},
#include "read/features.def"
#undef FEATURE
};

struct features features_of(const struct facts *facts, size_t n, size_t i)
{
	struct features out;

	for (int f = 0; f < N_FEATURES; f++) {
		ptrdiff_t at = (ptrdiff_t)i + features[f].at;
		bool there = at >= 0 && at < (ptrdiff_t)n;

		out.answer[f] = there ? facts[at].answer[features[f].dim] : 0;
		out.answer[f] += there && features[f].at;
	}
	return out;
}

static const char *where(int at)
{
	return at < -1 ? "two before, " : at < 0 ? "before, "
	     : at > 1 ? "two behind, " : at > 0 ? "behind, " : "";
}

void features_name(enum feature feature, int answer, struct buf *out)
{
	enum dim dim = features[feature].dim;
	int at = features[feature].at;

	buf_printf(out, "%s%s: %s", where(at), dim_name(dim),
	           at && !answer ? "nothing"
	           : dim_answer_name(dim, answer - (at != 0)));
}
