/* SPDX-License-Identifier: MIT */

/* Writing books when somebody wants the program to end. */

#include "unit.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "art2book.h"

static char folder[] = "/tmp/a2b-output-XXXXXX", book[64];

static size_t files_in_folder(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		n += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
	closedir(dir);
	return n;
}

static enum a2b_status write_book(void)
{
	const char *path = book;
	struct a2b_output output = {.bytes = (char *)"new", .size = 3};
	struct a2b_options options;
	struct a2b_document *doc;
	enum a2b_status status;

	a2b_options_init(&options);
	assert_int_equal(a2b_document_new(&options, &doc), A2B_OK);
	status = a2b_write_files(doc, &path, &output, 1);
	a2b_document_free(doc);
	return status;
}

/* As if the signal came while temporary files are written. */
static enum a2b_status write_with_pending(int number)
{
	sigset_t set, before;
	enum a2b_status status;
	int got;

	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_BLOCK, &set, &before);
	raise(number);
	status = write_book();
	assert_int_equal(sigwait(&set, &got), 0); /* it is still there */
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

static void a_signal_leaves_all_as_it_was(void **state)
{
	(void)state;
	assert_int_equal(write_with_pending(SIGINT), A2B_BAD_OUTPUT);
	assert_int_equal(files_in_folder(), 0);
	assert_int_equal(write_with_pending(SIGTERM), A2B_BAD_OUTPUT);
	assert_int_equal(files_in_folder(), 0);
}

static void one_that_is_ignored_does_not(void **state)
{
	(void)state;
	signal(SIGHUP, SIG_IGN);
	assert_int_equal(write_with_pending(SIGHUP), A2B_OK);
	signal(SIGHUP, SIG_DFL);
	assert_int_equal(files_in_folder(), 1);
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(book, sizeof(book), "%s/book.epub", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(book);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signal_leaves_all_as_it_was),
		cmocka_unit_test(one_that_is_ignored_does_not),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
