/* SPDX-License-Identifier: MIT */

/*
 * Each allocation of ours fails in turn while a small book is made. What may
 * come of it: the same bytes (it could be done without), or one error message,
 * its status and no outputs. The linker sends the library's calls here.
 */

#include "unit.h"

#include <stdatomic.h>

#include "art2book.h"

/* Allocations count from 1; threads make them too. */
static atomic_size_t at;
static size_t first_bad, last_bad;

static bool fails_now(void)
{
	size_t now = ++at;

	return now >= first_bad && now <= last_bad;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
	return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails_now() ? NULL : __real_realloc(old, size);
}

/* ---- making a book ---- */

static const char article[] =
	"---\ntitle: The lamp at the end of the pier\nlanguage: en\n"
	"tags: [harbours, light]\n---\n"
	"The lamp at the end of the pier\n\n"
	"By Mara Quill\n\n"
	"For forty years the lamp was lit by hand, and for forty years nobody "
	"wrote down who had lit it. See https://example.org/lamp for more.\n\n"
	"The keeper\n\n"
	"\xe2\x80\x9cIt is a good light,\xe2\x80\x9d he said, and that was all "
	"that he ever said about it to those who came to ask.\n\n"
	"- oil for the winter\n- a wick for each month\n\n"
	"> What is kept is seen.\n\n"
	"After the keeper\n\n"
	"Now a small motor turns it, and the harbour pays the bill each spring "
	"without a word.\n\n"
	"Share on Facebook\n";

enum { N_FORMATS = 5 };

struct book {
	enum a2b_status status;
	size_t errors; /* messages of that severity */
	struct a2b_output outputs[N_FORMATS];
};

static void count_errors(void *user, const struct a2b_diag *diag)
{
	*(size_t *)user += diag->severity == A2B_ERROR;
}

static struct book make_book(void)
{
	static const char *const names[N_FORMATS] = {"epub", "pdf", "tree",
	                                             "explain", "pages"};
	const struct a2b_format *formats[N_FORMATS];
	struct a2b_document *doc;
	struct a2b_options options;
	struct book book = {0};

	for (size_t i = 0; i < N_FORMATS; i++)
		formats[i] = a2b_format_lookup(names[i]);
	a2b_options_init(&options);
	options.report = count_errors;
	options.report_user = &book.errors;
	book.status = a2b_document_new(&options, &doc);
	if (book.status == A2B_OK)
		book.status = a2b_document_add_article(doc, "lamp.txt", article,
		                                       sizeof(article) - 1);
	if (book.status == A2B_OK)
		book.status = a2b_document_render(doc, formats, N_FORMATS,
		                                  book.outputs);
	a2b_document_free(doc);
	return book;
}

static void drop_book(struct book *book)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		a2b_output_free(&book->outputs[i]);
}

static bool same_bytes(const struct book *a, const struct book *b)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (a->outputs[i].size != b->outputs[i].size
		 || memcmp(a->outputs[i].bytes, b->outputs[i].bytes,
		           a->outputs[i].size) != 0)
			return false;
	return true;
}

static bool empty(const struct book *book)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (book->outputs[i].bytes || book->outputs[i].size)
			return false;
	return true;
}

/* `width` allocations fail, from each in turn. */
static void fail_in_turn(size_t width)
{
	struct book whole = make_book();
	size_t n = 0;

	assert_int_equal(whole.status, A2B_OK);
	do {
		struct book book;

		at = 0;
		first_bad = ++n;
		last_bad = n + width - 1;
		book = make_book();
		first_bad = last_bad = 0;
		if (book.status == A2B_OK) {
			if (!same_bytes(&book, &whole))
				fail_msg("allocation %zu: other bytes", n);
		} else if (book.status != A2B_NO_MEMORY || book.errors != 1
		        || !empty(&book)) {
			fail_msg("allocation %zu: status %d, %zu errors", n,
			         book.status, book.errors);
		}
		drop_book(&book);
	} while (at >= n); /* else there was none to fail */
	print_message("%zu allocations failed in turn\n", n - 1);
	assert_true(n > 1);
	drop_book(&whole);
}

static void one_allocation_fails(void **state)
{
	(void)state;
	fail_in_turn(1);
}

static void all_allocations_fail_from_one_on(void **state)
{
	(void)state;
	fail_in_turn(1000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_allocation_fails),
		cmocka_unit_test(all_allocations_fail_from_one_on),
	};

	return cmocka_run_group_tests_name("alloc", tests, NULL, NULL);
}
