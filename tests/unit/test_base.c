/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/utf8.h"

static uint32_t first(const char *bytes, size_t *moved)
{
	*moved = 0;
	return utf8_next(str_of(bytes), moved);
}

static void utf8_decodes_what_rfc_3629_allows(void **state)
{
	size_t moved;

	(void)state;
	assert_int_equal(first("a", &moved), 'a');
	assert_int_equal(first("\xc3\xa8", &moved), 0xe8);
	assert_int_equal(moved, 2);
	assert_int_equal(first("\xe2\x80\x99", &moved), 0x2019);
	assert_int_equal(first("\xf0\x9f\x98\x80", &moved), 0x1f600);
	assert_int_equal(moved, 4);
}

static void utf8_refuses_the_rest(void **state)
{
	static const char *const bad[] = {
		"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80",
		"\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5", "\xff", "\xe2\x80",
	};
	size_t moved;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(first(bad[i], &moved), UTF8_INVALID);
		assert_true(moved >= 1 && moved <= strlen(bad[i]));
	}
	/* the letter behind a cut sequence is not swallowed */
	assert_int_equal(first("\xe2\x80z", &moved), UTF8_INVALID);
	assert_int_equal(moved, 2);
}

static void utf8_survives_a_round_trip(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		struct str s = {bytes, utf8_put(bytes, c)};
		size_t at = 0;

		if (c >= 0xd800 && c <= 0xdfff) {
			assert_int_equal(utf8_first_invalid(s), 0);
			continue;
		}
		assert_int_equal(utf8_next(s, &at), c);
		assert_int_equal(at, s.len);
	}
}

static void trimming_takes_all_unicode_space(void **state)
{
	(void)state;
	assert_true(str_equal(str_trim(STR_LIT(" \t\u00a0\u3000così \u2003x\ufeff\n")),
	                      STR_LIT("così \u2003x")));
	assert_int_equal(str_trim(STR_LIT(" \u200b\n")).len, 0);
	assert_int_equal(str_trim(STR_LIT("")).len, 0);
}

static void grow_a_buf(struct job *job, void *arg)
{
	struct buf *out = arg, buf;

	buf_init(&buf, job);
	for (int i = 0; i < 1000; i++)
		buf_printf(&buf, "%d,", i);
	buf_add_utf8(&buf, 0x20ac);
	out->ptr = buf_detach(&buf, &out->len);
	assert_int_equal(buf.len, 0); /* and may be used again */
	buf_add_char(&buf, 'x');
}

static void bufs_grow_and_give_their_bytes_away(void **state)
{
	struct reporter silent = {0};
	struct buf out;

	(void)state;
	assert_int_equal(job_run(&silent, NULL, grow_a_buf, &out), A2B_OK);
	assert_int_equal(out.len, 10 * 2 + 90 * 3 + 900 * 4 + 3);
	assert_int_equal(strlen(out.ptr), out.len);
	assert_string_equal(out.ptr + out.len - 3, "€");
	free(out.ptr);
}

static int released[3], n_released;

static void release(void *object)
{
	released[n_released++] = *(int *)object;
}

static void own_and_fail(struct job *job, void *arg)
{
	static int numbers[] = {1, 2, 3};

	(void)arg;
	for (int i = 0; i < 3; i++)
		job_own(job, job_reserve(job), release, &numbers[i]);
	job_fail(job, A2B_BAD_INPUT, input_open, "a.txt", 7, "no such file");
}

static void listen(void *user, const struct a2b_diag *diag)
{
	assert_int_equal(diag->severity, A2B_ERROR);
	assert_string_equal(diag->name, "input-open");
	assert_string_equal(diag->file, "a.txt");
	assert_int_equal(diag->line, 7);
	assert_string_equal(diag->text, "cannot read: no such file");
	++*(int *)user;
}

static void a_failed_job_tells_why_and_releases_last_first(void **state)
{
	int heard = 0;
	struct reporter reporter = {listen, &heard};

	(void)state;
	assert_int_equal(job_run(&reporter, NULL, own_and_fail, NULL),
	                 A2B_BAD_INPUT);
	assert_int_equal(heard, 1);
	assert_int_equal(n_released, 3);
	assert_int_equal(released[0], 3);
	assert_int_equal(released[2], 1);
}

static void ask_for_too_much(struct job *job, void *arg)
{
	(void)arg;
	job_alloc_array(job, SIZE_MAX / 2, 16);
}

static void a_size_that_overflows_is_out_of_memory(void **state)
{
	struct reporter silent = {0};

	(void)state;
	assert_int_equal(job_run(&silent, NULL, ask_for_too_much, NULL),
	                 A2B_NO_MEMORY);
}

static void fill_map(struct job *job, void *arg)
{
	struct map map = {.job = job};
	static const size_t numbers[1000] = {0};

	(void)arg;
	assert_null(map_get(&map, STR_LIT("0")));
	for (size_t i = 0; i < 1000; i++) {
		void **value = map_at(&map, job_format(job, "%zu", i));
		assert_null(*value);
		*value = (void *)&numbers[i];
	}
	for (size_t i = 0; i < 1000; i++)
		assert_ptr_equal(map_get(&map, job_format(job, "%zu", i)),
		                 &numbers[i]);
	assert_null(map_get(&map, STR_LIT("1000")));
	assert_int_equal(map.n, 1000);
}

static void maps_find_what_was_put(void **state)
{
	struct reporter silent = {0};

	(void)state;
	assert_int_equal(job_run(&silent, NULL, fill_map, NULL), A2B_OK);
}

static void a_mistyped_name_finds_its_neighbour(void **state)
{
	static const char *const names[] = {"title", "subtitle", "author", "id"};

	(void)state;
	assert_string_equal(nearest_name(STR_LIT("titel"), names, 4), "title");
	assert_string_equal(nearest_name(STR_LIT("sub-title"), names, 4),
	                    "subtitle");
	assert_string_equal(nearest_name(STR_LIT("autor"), names, 4), "author");
	assert_null(nearest_name(STR_LIT("publisher"), names, 4));
	assert_null(nearest_name(STR_LIT("x"), names, 4));
	assert_null(nearest_name(STR_LIT(""), names, 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_decodes_what_rfc_3629_allows),
		cmocka_unit_test(utf8_refuses_the_rest),
		cmocka_unit_test(utf8_survives_a_round_trip),
		cmocka_unit_test(trimming_takes_all_unicode_space),
		cmocka_unit_test(bufs_grow_and_give_their_bytes_away),
		cmocka_unit_test(a_failed_job_tells_why_and_releases_last_first),
		cmocka_unit_test(maps_find_what_was_put),
		cmocka_unit_test(a_mistyped_name_finds_its_neighbour),
		cmocka_unit_test(a_size_that_overflows_is_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
