/* SPDX-License-Identifier: MIT */
#ifndef A2B_PAGINATE_H
#define A2B_PAGINATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "layout/paragraph.h"

/*
 * Page make-up: where columns end. It knows nothing of text, only how many lines
 * a block has in each of its versions and what a break behind a line would cost,
 * and looks at all columns of a chapter together.
 */
enum { MAX_VERSIONS = 5 };

struct version {
	struct lines *lines;
	int extra;            /* empty rows more than the slug's `before` */
	int64_t cost;         /* of taking it; 0 for the best one */
};

struct slug {
	struct version version[MAX_VERSIONS];
	int n_versions;
	int32_t leading;      /* of its lines */
	int before;           /* empty rows above, not at a column's top */
	bool keep_before;     /* but here at a column's top too */
	bool keep_next, whole;
	bool leads;           /* better not apart from what follows */
	bool loosened;        /* all its versions are there */
};

/* The columns of a chapter. */
struct grid {
	int32_t leading;      /* of a row */
	int rows;             /* of a column */
	int columns;          /* on a page; those of the last one end level */
	int top;              /* rows of the first page that are taken */
};

/* Lines `from` to before `to` of a version, on the page's rows from `row` on. */
struct piece {
	size_t slug;
	int version;
	size_t from, to;
	size_t column;        /* counted through, from 0 */
	int row;
};

struct pieces {
	struct piece *piece;
	size_t n, room;
	int64_t cost;         /* of all together */
	bool forced;          /* something is broken that never should be */
	int foot;             /* row below the columns of the last page */
};

/* Rows that `n` lines of a slug take. */
int slug_rows(const struct slug *slug, const struct grid *grid, size_t n);

/* Where a column begins. */
struct position {
	size_t slug;
	int version;          /* of the lines before; 0 if there are none */
	size_t line;
};

/*
 * Makes up what stands from `begin` to before slug `n`. With `more` to come after
 * it the last columns are not what they will be, and do not end level.
 */
struct pieces paginate(struct job *job, const struct slug *slugs,
                       struct position begin, size_t n, bool more,
                       const struct grid *grid);

#endif
