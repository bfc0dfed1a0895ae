/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "layout/qr.h"

static bool is_dark(const struct qr *qr, int row, int column)
{
	return qr->dark[row * qr->modules + column];
}

/* The square in a corner by which a camera finds the code: a ring of 7, white,
   and a block of 3. */
static void check_finder(const struct qr *qr, int top, int left)
{
	for (int row = 0; row < 7; row++)
		for (int column = 0; column < 7; column++) {
			int from_edge = row < 6 - row ? row : 6 - row;
			int other = column < 6 - column ? column : 6 - column;
			int ring = from_edge < other ? from_edge : other;

			assert_int_equal(is_dark(qr, top + row, left + column),
			                 ring != 1);
		}
}

static void draw(struct job *job, void *arg)
{
	const struct qr *qr = qr_new(job, STR_LIT("https://example.org/a"),
	                             14 * PT);
	struct page page = {0};
	int64_t area = 0, module;
	int dark = 0;

	(void)arg;
	assert_non_null(qr);
	check_finder(qr, 0, 0);
	check_finder(qr, 0, qr->modules - 7);
	check_finder(qr, qr->modules - 7, 0);
	qr_draw(job, qr, &page, 1000, 2000);
	module = qr_width(qr) / qr->modules;
	for (const struct rule *r = page.rules; r; r = r->next) {
		area += (int64_t)r->width * r->height;
		assert_true(r->x >= 1000 && r->y >= 2000);
		assert_true(r->x + r->width <= 1000 + qr_width(qr));
	}
	for (int i = 0; i < qr->modules * qr->modules; i++)
		dark += qr->dark[i];
	assert_int_equal(area, dark * module * module);
	assert_true((int)qr->room->n * 14 * PT >= qr_width(qr));
	assert_null(qr_new(job, STR_LIT("The Daily Post"), 14 * PT));
	assert_null(qr_new(job, STR_NONE, 14 * PT));
}

static void a_code_can_be_found_and_is_drawn_in_full(void **state)
{
	struct reporter silent = {0};

	(void)state;
	assert_int_equal(job_run(&silent, NULL, draw, NULL), A2B_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_can_be_found_and_is_drawn_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
