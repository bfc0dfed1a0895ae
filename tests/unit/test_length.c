/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/length.h"

/* Hundredths of a point, or -1. */
static int points(const char *text)
{
	int32_t length;

	return length_parse(str_of(text), &length) ? length * 100 / 64 : -1;
}

static void units_are_those_of_print(void **state)
{
	(void)state;
	assert_int_equal(points("72pt"), 7200);
	assert_int_equal(points("1in"), 7200);
	assert_int_equal(points("25.4mm"), 7200);
	assert_int_equal(points("2.54cm"), 7200);
	assert_int_equal(points("210mm"), 59528);
}

static void spaces_and_decimals_may_stand_or_not(void **state)
{
	(void)state;
	assert_int_equal(points(" 1.5 cm "), 4251);
	assert_int_equal(points("0.75in"), 5400);
	assert_int_equal(points("10.pt"), 1000);
	assert_int_equal(points("0pt"), 0);
	assert_int_equal(points("1.00000000000000000000001pt"), 100);
}

static void what_is_no_length_is_refused(void **state)
{
	static const char *const bad[] = {
		"", " ", "mm", "12", "12 px", "-3mm", "1,5cm", "1e3pt", ".5in",
		"12mmm", "1 2mm", "11000mm", "99999999999999999999pt",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(points(bad[i]), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_are_those_of_print),
		cmocka_unit_test(spaces_and_decimals_may_stand_or_not),
		cmocka_unit_test(what_is_no_length_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
