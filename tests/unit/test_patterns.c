/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "layout/patterns.h"

/* What a pattern file says, or the file's path, and a word: where it divides. */
struct trial {
	const char *file, *word, *divided;
};

static void divide(struct job *job, void *arg)
{
	const struct trial *trial = arg;
	const char *text = trial->file;
	char path[] = "/tmp/a2b-patterns-XXXXXX", divided[256] = "";
	const struct patterns *patterns;
	uint32_t letters[HYPHENATE_MAX];
	bool after[HYPHENATE_MAX];
	struct str word = str_of(trial->word);
	size_t n = 0, length = 0;

	if (text[0] != '/') {
		int fd = mkstemp(path);
		assert_true(fd >= 0);
		assert_int_equal(write(fd, text, strlen(text)), strlen(text));
		close(fd);
		patterns = patterns_load(job, path);
		unlink(path);
	} else {
		patterns = patterns_load(job, text);
	}
	assert_non_null(patterns);
	for (size_t at = 0; at < word.len; n++)
		letters[n] = utf8_next(word, &at);
	patterns_divide(patterns, letters, n, after);
	for (size_t i = 0; i < n; i++) {
		length += utf8_put(divided + length, letters[i]);
		if (after[i])
			divided[length++] = '-';
	}
	assert_string_equal(divided, trial->divided);
}

static void check(const struct trial *trials, size_t n)
{
	struct reporter silent = {0};

	for (size_t i = 0; i < n; i++)
		assert_int_equal(job_run(&silent, NULL, divide,
		                         (void *)&trials[i]), A2B_OK);
}

#define CHECK(...) do { \
	const struct trial trials[] = {__VA_ARGS__}; \
	check(trials, sizeof(trials) / sizeof(*trials)); \
} while (0)

static void the_highest_value_counts(void **state)
{
	(void)state;
	CHECK({"UTF-8\n1b\n1m\n", "abimo", "abi-mo"}, /* not after one letter */
	      {"UTF-8\n1m\n2m.\n3mo\n", "salamo", "sala-mo"},
	      {"UTF-8\na2m1\n1mo\n", "tamto", "tam-to"},
	      {"UTF-8\n.ta1b\n% 1c\n#1c\n", "tabca", "ta-bca"});
}

static void the_ends_keep_their_letters(void **state)
{
	(void)state;
	CHECK({"UTF-8\nLEFTHYPHENMIN 3\n1m\n", "amimimi", "ami-mi-mi"},
	      {"UTF-8\nRIGHTHYPHENMIN 4\n1m\n", "amimimi", "ami-mimi"},
	      {"UTF-8\n1m\n", "mm", "mm"}, {"UTF-8\n1m\n", "", ""});
}

static void other_charsets_and_line_ends_are_read(void **state)
{
	(void)state;
	CHECK({"ISO8859-1\r\n1\xfc\r\n", "taüta", "ta-üta"},
	      {"ISO8859-2\n1\xb9\n", "tašta", "ta-šta"});
}

static void a_respelling_divides_nothing(void **state)
{
	(void)state;
	CHECK({"UTF-8\nf1f/ff=f,1,2\n1m\n", "taffama", "taffa-ma"});
}

static void compounds_come_apart_first(void **state)
{
	const char *file = "UTF-8\nCOMPOUNDLEFTHYPHENMIN 3\n"
	                   "COMPOUNDRIGHTHYPHENMIN 2\nbar1tol\n"
	                   "NEXTLEVEL\n1o\n1b\n1t\n1l\n";

	(void)state;
	CHECK({file, "rabartolita", "ra-bar-toli-ta"});
}

/* The patterns of a language as its readers know it. */
static void languages_divide_as_they_should(void **state)
{
	(void)state;
	CHECK({"/usr/share/hyphen/hyph_de_DE.dic", "teefarben", "tee-far-ben"},
	      {"/usr/share/hyphen/hyph_de_DE.dic", "straßenbahn",
	       "stra-ßen-bahn"},
	      {"/usr/share/hyphen/hyph_it_IT.dic", "amministratore",
	       "am-mi-ni-stra-to-re"},
	      {"/usr/share/hyphen/hyph_en_US.dic", "hyphenation",
	       "hy-phen-ation"},
	      {"/usr/share/hyphen/hyph_ru_RU.dic", "подстаканник",
	       "под-ста-кан-ник"});
}

static void load(struct job *job, void *arg)
{
	assert_null(patterns_load(job, arg));
}

static void what_is_not_there_is_not_loaded(void **state)
{
	struct reporter silent = {0};

	(void)state;
	job_run(&silent, NULL, load, "/nowhere/hyph.dic");
	job_run(&silent, NULL, load, "/usr/share/hyphen");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_value_counts),
		cmocka_unit_test(the_ends_keep_their_letters),
		cmocka_unit_test(other_charsets_and_line_ends_are_read),
		cmocka_unit_test(a_respelling_divides_nothing),
		cmocka_unit_test(compounds_come_apart_first),
		cmocka_unit_test(languages_divide_as_they_should),
		cmocka_unit_test(what_is_not_there_is_not_loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
