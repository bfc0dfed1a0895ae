/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "layout/impose.h"

/*
 * Folds the sheets of a signature and reads them: after folding, the sheets lie
 * in each other, the first outermost, so leafing through shows the right half of
 * each front, then the left half of its back, from outside in, and on the way
 * out again the right half of each back, then the left half of its front.
 */
static size_t fold(size_t n, size_t signature, size_t first_side,
                   size_t n_sides, size_t *read)
{
	size_t at = 0;

	for (size_t side = 0; side < n_sides; side += 2) {
		read[at++] = impose_page(n, signature, first_side + side, 1);
		read[at++] = impose_page(n, signature, first_side + side + 1, 0);
	}
	for (size_t side = n_sides; side > 0; side -= 2) {
		read[at++] = impose_page(n, signature, first_side + side - 1, 1);
		read[at++] = impose_page(n, signature, first_side + side - 2, 0);
	}
	return at;
}

static void check_booklet(size_t n, size_t signature)
{
	size_t n_sides = (n + 3) / 4 * 2, read[512], at = 0;
	size_t each = signature ? signature / 2 : n_sides;

	for (size_t side = 0; side < n_sides; side += each) {
		size_t sides = n_sides - side < each ? n_sides - side : each;

		at += fold(n, signature, side, sides, read + at);
	}
	assert_int_equal(at, n_sides * 2);
	for (size_t i = 0; i < at; i++)
		assert_int_equal(read[i], i); /* blanks are at the end */
}

static void a_folded_booklet_reads_from_first_to_last(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 200; n++) {
		check_booklet(n, 0);
		check_booklet(n, 4);
		check_booklet(n, 16);
		check_booklet(n, 24);
	}
}

static void the_outer_sheet_has_the_first_and_the_last_page(void **state)
{
	(void)state;
	assert_int_equal(impose_page(8, 0, 0, 0), 7);
	assert_int_equal(impose_page(8, 0, 0, 1), 0);
	assert_int_equal(impose_page(8, 0, 1, 0), 1);
	assert_int_equal(impose_page(8, 0, 1, 1), 6);
}

static void impose_five(struct job *job, void *arg)
{
	struct run runs[5] = {{.x = 10}, {.x = 20}, {.x = 30}, {.x = 40},
	                      {.x = 50}};
	struct page page[5] = {{0}};
	struct bookmark bookmark = {.level = 1, .target = {.page = 4}};
	struct pages pages = {
		.width = 1000, .height = 2000, .page = page, .n_pages = 5,
		.bookmarks = &bookmark, .n_bookmarks = 1,
	};
	const struct pages *sides;

	(void)arg;
	for (int i = 0; i < 5; i++)
		page[i].runs = page[i].last_run = &runs[i];
	sides = impose_booklet(job, &pages, 0, false);
	assert_int_equal(sides->n_pages, 4);
	assert_int_equal(sides->width, 2000);
	assert_true(sides->imposed);
	/* 8 | 1   2 | 7   6 | 3   4 | 5, of which 6, 7 and 8 are blank */
	assert_int_equal(sides->page[0].runs->x, 1010);
	assert_int_equal(sides->page[1].runs->x, 20);
	assert_int_equal(sides->page[2].runs->x, 1030);
	assert_int_equal(sides->page[3].runs->x, 40);
	assert_int_equal(sides->page[3].runs->next->x, 1050);
	assert_int_equal(sides->bookmarks[0].target.page, 3);
	assert_int_equal(runs[0].x, 10); /* the pages themselves stay */
	sides = impose_booklet(job, &pages, 0, true);
	assert_int_equal(sides->page[0].runs->x, 10);
	assert_int_equal(sides->page[1].runs->x, 1020);
}

static void pages_go_to_their_halves(void **state)
{
	struct reporter silent = {0};

	(void)state;
	assert_int_equal(job_run(&silent, NULL, impose_five, NULL), A2B_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folded_booklet_reads_from_first_to_last),
		cmocka_unit_test(the_outer_sheet_has_the_first_and_the_last_page),
		cmocka_unit_test(pages_go_to_their_halves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
