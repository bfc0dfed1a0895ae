/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "art2book.h"

static size_t calls[3], last_total[3];

static void hear(void *user, const struct a2b_progress *at)
{
	assert_ptr_equal(user, calls);
	assert_true(at->done <= at->total);
	calls[at->stage]++;
	last_total[at->stage] = at->total;
}

static void progress_is_told_by_article_and_by_file(void **state)
{
	struct a2b_options options;
	struct a2b_document *doc;
	struct a2b_output book = {0};
	const struct a2b_format *epub = a2b_format_lookup("epub");

	(void)state;
	a2b_options_init(&options);
	options.progress = hear;
	options.progress_user = calls;
	assert_int_equal(a2b_document_new(&options, &doc), A2B_OK);
	assert_int_equal(a2b_read_path(doc, "examples"), A2B_OK);
	assert_int_equal(calls[A2B_READING], a2b_document_articles(doc));
	assert_int_equal(last_total[A2B_READING], a2b_document_articles(doc));
	assert_int_equal(a2b_document_render(doc, &epub, 1, &book), A2B_OK);
	assert_int_equal(calls[A2B_WRITING], last_total[A2B_WRITING]);
	assert_true(calls[A2B_WRITING] > a2b_document_articles(doc));
	assert_int_equal(calls[A2B_SETTING], 0); /* there is no PDF */
	a2b_output_free(&book);
	a2b_document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(progress_is_told_by_article_and_by_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
