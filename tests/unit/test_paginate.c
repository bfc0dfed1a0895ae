/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "layout/paginate.h"

static const struct grid grid = {.leading = 14, .rows = 10, .columns = 1};

/* A paragraph of so many lines, none of them hyphenated. */
static struct lines *lines_of(struct job *job, size_t n)
{
	struct lines *lines = job_alloc(job, sizeof(*lines));

	lines->line = job_alloc_array(job, n, sizeof(*lines->line));
	lines->n = n;
	return lines;
}

static struct slug paragraph(struct job *job, size_t n)
{
	return (struct slug){.version[0].lines = lines_of(job, n),
	                     .n_versions = 1, .leading = 14};
}

static struct slug heading(struct job *job, size_t n)
{
	struct slug slug = paragraph(job, n);

	slug.before = 2;
	slug.keep_next = slug.whole = true;
	return slug;
}

static void loosen(struct job *job, struct slug *slug, size_t n, int64_t cost)
{
	slug->version[slug->n_versions++] =
		(struct version){lines_of(job, n), 0, cost};
}

static struct pieces make_up(struct job *job, const struct slug *slugs,
                             size_t n)
{
	return paginate(job, slugs, (struct position){0}, n, false, &grid);
}

/* All lines are placed, once, in order, and no column is overfull. */
static void assert_sound(const struct slug *slugs, size_t n,
                         const struct pieces *pieces)
{
	size_t slug = 0, line = 0, column = 0;
	int row = 0;

	for (size_t i = 0; i < pieces->n; i++) {
		const struct piece *piece = &pieces->piece[i];
		size_t all = slugs[slug].version[piece->version].lines->n;

		assert_int_equal(piece->slug, slug);
		assert_int_equal(piece->from, line);
		assert_true(piece->to > piece->from && piece->to <= all);
		if (piece->column != column) {
			assert_int_equal(piece->column, column + 1);
			column++;
			row = 0;
		}
		assert_true(piece->row >= row);
		row = piece->row + slug_rows(&slugs[slug], &grid,
		                             piece->to - piece->from);
		assert_true(row <= grid.rows);
		line = piece->to;
		if (line == all) {
			slug++;
			line = 0;
		}
	}
	assert_int_equal(slug, n);
}

static void nothing_makes_no_column(struct job *job)
{
	assert_int_equal(make_up(job, NULL, 0).n, 0);
}

static void what_fits_stands_in_one_column(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 4), heading(job, 1),
	                       paragraph(job, 3)};
	struct pieces pieces = make_up(job, slugs, 3);

	assert_sound(slugs, 3, &pieces);
	assert_int_equal(pieces.n, 3);
	assert_int_equal(pieces.piece[1].row, 6);
	assert_int_equal(pieces.piece[2].column, 0);
}

static void a_paragraph_goes_on_in_the_next_column(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 25)};
	struct pieces pieces = make_up(job, slugs, 1);

	assert_sound(slugs, 1, &pieces);
	assert_int_equal(pieces.n, 3);
	assert_int_equal(pieces.piece[0].to, 10);
	assert_int_equal(pieces.piece[1].to, 20);
}

static void no_widow_no_orphan(struct job *job)
{
	/* one line of the last would fit, and of the first one is left over */
	struct slug slugs[] = {paragraph(job, 11), paragraph(job, 7),
	                       paragraph(job, 6)};
	struct pieces pieces = make_up(job, slugs, 3);

	assert_sound(slugs, 3, &pieces);
	for (size_t i = 0; i < pieces.n; i++)
		assert_true(pieces.piece[i].to - pieces.piece[i].from >= 2);
}

static void a_paragraph_of_three_lines_is_not_broken(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 8), paragraph(job, 3),
	                       paragraph(job, 9)};
	struct pieces pieces = make_up(job, slugs, 3);

	assert_sound(slugs, 3, &pieces);
	for (size_t i = 0; i < pieces.n; i++)
		if (pieces.piece[i].slug == 1)
			assert_int_equal(pieces.piece[i].to, 3);
}

static void a_heading_stays_with_two_lines(struct job *job)
{
	for (size_t n = 1; n <= 10; n++) {
		struct slug slugs[] = {paragraph(job, n), heading(job, 1),
		                       paragraph(job, 8)};
		struct pieces pieces = make_up(job, slugs, 3);
		size_t i = 0;

		assert_sound(slugs, 3, &pieces);
		while (pieces.piece[i].slug != 1)
			i++;
		assert_int_equal(pieces.piece[i].column,
		                 pieces.piece[i + 1].column);
		assert_true(pieces.piece[i + 1].to >= 2);
	}
}

static void a_heading_at_the_top_wants_no_space(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 10), heading(job, 1),
	                       paragraph(job, 3)};
	struct pieces pieces = make_up(job, slugs, 3);

	assert_int_equal(pieces.piece[1].column, 1);
	assert_int_equal(pieces.piece[1].row, 0);
	slugs[1].keep_before = true;
	pieces = make_up(job, slugs, 3);
	assert_int_equal(pieces.piece[1].row, 2);
}

static void a_line_more_fills_the_column(struct job *job)
{
	/* at their best they leave a row free: three lines cannot be broken */
	struct slug slugs[] = {paragraph(job, 5), paragraph(job, 4),
	                       paragraph(job, 3), paragraph(job, 7)};
	struct pieces pieces;

	loosen(job, &slugs[0], 6, 100);
	loosen(job, &slugs[1], 5, 50);
	pieces = make_up(job, slugs, 4);
	assert_sound(slugs, 4, &pieces);
	assert_int_equal(pieces.piece[0].version, 0);
	assert_int_equal(pieces.piece[1].version, 1); /* the cheaper way */
	assert_int_equal(pieces.piece[2].column, 1);
}

static void no_hyphen_at_the_foot(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 20)};
	struct pieces pieces;

	slugs[0].version[0].lines->line[9].hyphenated = true;
	pieces = make_up(job, slugs, 1);
	assert_sound(slugs, 1, &pieces);
	assert_int_equal(pieces.piece[0].to, 9);
}

static void smaller_lines_take_whole_rows(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 3), paragraph(job, 2)};
	struct pieces pieces;

	slugs[0].leading = 10; /* three of them on three rows of 14 */
	pieces = make_up(job, slugs, 2);
	assert_int_equal(pieces.piece[1].row, 3);
	slugs[0].leading = 9;
	pieces = make_up(job, slugs, 2);
	assert_int_equal(pieces.piece[1].row, 2);
}

static void headings_on_end_find_a_way(struct job *job)
{
	enum { N = 200 };
	struct slug slugs[N];

	for (size_t i = 0; i < N; i++)
		slugs[i] = heading(job, 1 + i % 13);
	for (size_t n = 1; n <= N; n++) {
		struct pieces pieces = make_up(job, slugs, n);

		assert_sound(slugs, n, &pieces);
	}
}

/* ---- several columns on a page ---- */

static struct pieces make_up_columns(struct job *job, const struct slug *slugs,
                                     size_t n, int columns, int top)
{
	struct grid wide = grid;

	wide.columns = columns;
	wide.top = top;
	return paginate(job, slugs, (struct position){0}, n, false, &wide);
}

/* The row below a column. */
static int foot_of(const struct slug *slugs, const struct pieces *pieces,
                   size_t column)
{
	int foot = 0;

	for (size_t i = 0; i < pieces->n; i++) {
		const struct piece *piece = &pieces->piece[i];

		if (piece->column == column)
			foot = piece->row + slug_rows(&slugs[piece->slug],
				&grid, piece->to - piece->from);
	}
	return foot;
}

static void the_last_columns_end_level(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 9), paragraph(job, 9)};
	struct pieces pieces = make_up_columns(job, slugs, 2, 3, 0);

	assert_int_equal(foot_of(slugs, &pieces, 0), 6);
	assert_int_equal(foot_of(slugs, &pieces, 1), 6);
	assert_int_equal(foot_of(slugs, &pieces, 2), 6);
	assert_int_equal(pieces.foot, 6);
	assert_false(pieces.forced);
}

static void columns_below_something_are_lower(struct job *job)
{
	struct slug slugs[] = {paragraph(job, 24)};
	struct pieces pieces = make_up_columns(job, slugs, 1, 2, 6);

	/* four and four below it, then eight and eight on the next page */
	assert_int_equal(pieces.piece[0].row, 6);
	assert_int_equal(pieces.piece[1].row, 6);
	assert_int_equal(foot_of(slugs, &pieces, 0), 10);
	assert_int_equal(foot_of(slugs, &pieces, 1), 10);
	assert_int_equal(pieces.piece[2].row, 0);
	assert_int_equal(foot_of(slugs, &pieces, 2), 8);
	assert_int_equal(foot_of(slugs, &pieces, 3), 8);
	assert_int_equal(pieces.n, 4);
	assert_int_equal(pieces.foot, 8);
}

static void level_columns_break_nothing(struct job *job)
{
	/* three lines stay together, though two and one would be level */
	struct slug slugs[] = {paragraph(job, 2), paragraph(job, 3),
	                       paragraph(job, 2)};
	struct pieces pieces = make_up_columns(job, slugs, 3, 2, 5);

	assert_int_equal(pieces.n, 3);
	assert_false(pieces.forced);
	assert_int_equal(pieces.piece[1].to, 3);
}

static void what_has_no_room_says_so(struct job *job)
{
	struct slug slugs[] = {heading(job, 2), paragraph(job, 8)};

	assert_true(make_up_columns(job, slugs, 2, 2, 8).forced);
	assert_false(make_up_columns(job, slugs, 2, 2, 5).forced);
}

/* Numbers that look like chance and are always the same. */
static unsigned next_number(unsigned *state)
{
	*state = *state * 1103515245 + 12345;
	return *state >> 16 & 0x7fff;
}

static void prose_ends_on_the_last_row(struct job *job)
{
	enum { N = 400 };
	struct slug slugs[N];
	struct pieces pieces;
	unsigned chance = 1;
	size_t full = 0, columns = 0;

	for (size_t i = 0; i < N; i++) {
		size_t n = 2 + next_number(&chance) % 9;

		slugs[i] = paragraph(job, n);
		if (n > 4 && next_number(&chance) % 2)
			loosen(job, &slugs[i], n + 1, 3000);
		if (n > 6 && next_number(&chance) % 4 == 0)
			loosen(job, &slugs[i], n - 1, 3000);
	}
	pieces = make_up(job, slugs, N);
	assert_sound(slugs, N, &pieces);
	for (size_t i = 0; i + 1 < pieces.n; i++) {
		const struct piece *piece = &pieces.piece[i];
		const struct slug *slug = &slugs[piece->slug];
		size_t all = slug->version[piece->version].lines->n;
		size_t n = piece->to - piece->from;

		assert_true(n >= 2 || all == 1);
		if (piece[1].column == piece->column)
			continue;
		columns++;
		full += piece->row + slug_rows(slug, &grid, n) == grid.rows;
	}
	assert_true(columns > 100);
	assert_true(full * 100 >= columns * 95);
}

/* ---- each in a job of its own ---- */

struct body {
	void (*run)(struct job *job);
};

static void run_body(struct job *job, void *arg)
{
	const struct body *body = arg;

	body->run(job);
}

static void in_a_job(void **state)
{
	struct reporter nobody = {0};

	assert_int_equal(job_run(&nobody, NULL, run_body, *state), A2B_OK);
}

#define TEST(name) {#name, in_a_job, NULL, NULL, &(struct body){name}}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_makes_no_column),
		TEST(what_fits_stands_in_one_column),
		TEST(a_paragraph_goes_on_in_the_next_column),
		TEST(no_widow_no_orphan),
		TEST(a_paragraph_of_three_lines_is_not_broken),
		TEST(a_heading_stays_with_two_lines),
		TEST(a_heading_at_the_top_wants_no_space),
		TEST(a_line_more_fills_the_column),
		TEST(no_hyphen_at_the_foot),
		TEST(smaller_lines_take_whole_rows),
		TEST(headings_on_end_find_a_way),
		TEST(the_last_columns_end_level),
		TEST(columns_below_something_are_lower),
		TEST(level_columns_break_nothing),
		TEST(what_has_no_room_says_so),
		TEST(prose_ends_on_the_last_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
