/* SPDX-License-Identifier: MIT */

/* art2book check BOOK.epub...: what e-book platforms would refuse. */

#include "tool/check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "art2book.h"
#include "tool/options.h"
#include "tool/report.h"

static const unsigned platforms[] = {A2B_KINDLE, A2B_KOBO, A2B_APPLE};

enum { N_PLATFORMS = sizeof(platforms) / sizeof(platforms[0]) };

/* One book that is being checked. */
struct checking {
	const char *path; /* fit to print */
	size_t refused[N_PLATFORMS], doubtful[N_PLATFORMS];
	char source[512]; /* of the rule whose findings are being printed */
};

static void print_platforms(unsigned set, const char *before)
{
	for (size_t i = 0; i < N_PLATFORMS; i++) {
		if (!(set & platforms[i]))
			continue;
		printf("%s%s", before, a2b_platform_name(platforms[i]));
		before = ", ";
	}
}

/* Once for all findings of a rule, after them. */
static void print_source(struct checking *checking)
{
	if (*checking->source)
		printf("    see %s\n", checking->source);
	checking->source[0] = '\0';
}

static void count(struct checking *checking, const struct a2b_finding *finding)
{
	for (size_t i = 0; i < N_PLATFORMS; i++) {
		if (finding->refused & platforms[i])
			checking->refused[i] += 1 + finding->more;
		else if (finding->doubtful & platforms[i])
			checking->doubtful[i] += 1 + finding->more;
	}
}

static void print_finding(void *user, const struct a2b_finding *finding)
{
	struct checking *checking = user;

	if (strcmp(checking->source, finding->source))
		print_source(checking);
	printf("art2book: %s:", checking->path);
	if (finding->file)
		printf("%s:", finding->file);
	if (finding->file && finding->line)
		printf("%zu:", finding->line);
	printf(" %s: %s [%s", finding->refused ? "refused" : "doubtful",
	       finding->text, finding->rule);
	print_platforms(finding->refused, "; ");
	print_platforms(finding->doubtful,
	                finding->refused ? "; perhaps " : "; ");
	putchar(']');
	if (finding->more)
		printf(" (+%zu more)", finding->more);
	putchar('\n');
	snprintf(checking->source, sizeof(checking->source), "%s",
	         finding->source);
	count(checking, finding);
}

static void print_verdict(const struct checking *checking)
{
	printf("%s: ", checking->path);
	for (size_t i = 0; i < N_PLATFORMS; i++) {
		size_t refused = checking->refused[i];
		size_t doubts = checking->doubtful[i];
		printf("%s%s: ", i ? "; " : "",
		       a2b_platform_name(platforms[i]));
		if (refused)
			printf("would be refused (%zu)", refused);
		if (doubts)
			printf("%s%zu doubt%s", refused ? ", " : "", doubts,
			       doubts > 1 ? "s" : "");
		if (!refused && !doubts)
			printf("fine");
	}
	putchar('\n');
}

static int check_file(const struct a2b_options *options, const char *path)
{
	struct checking checking = {0};
	char name[4096];
	int status = EXIT_DONE;

	snprintf(name, sizeof(name), "%s", path);
	report_make_printable(name);
	checking.path = name;
	if (a2b_check_epub(options, path, print_finding, &checking) != A2B_OK)
		return EXIT_FAILED;
	print_source(&checking);
	print_verdict(&checking);
	for (size_t i = 0; i < N_PLATFORMS; i++)
		if (checking.refused[i])
			status = EXIT_FAILED;
	return status;
}

static int print_help(void)
{
	puts("Usage: art2book check BOOK.epub...\n"
	     "Tells what Kindle, Kobo or Apple Books would refuse in books of "
	     "any program.\n"
	     "\n"
	     "Each finding is \"refused\", or \"doubtful\" where users only "
	     "say so.\n"
	     "\n"
	     "Exit status: 0 nothing would be refused, 1 something would or a "
	     "file cannot\n"
	     "be read, 2 wrong usage. A text named \"check\" is ./check.");
	return EXIT_DONE;
}

static int finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "art2book: -: cannot write: %s [output-write]\n",
	        strerror(errno));
	return EXIT_FAILED;
}

int check_command(int argc, char **argv)
{
	struct report report = {0};
	struct a2b_options options;
	int first = 1, status = EXIT_DONE;

	a2b_options_init(&options);
	options.report = report_message;
	options.report_user = &report;
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
		return finish(print_help());
	if (argc > 1 && !strcmp(argv[1], "--")) {
		first = 2;
	} else if (argc > 1 && argv[1][0] == '-' && argv[1][1]) {
		report_usage("check: unknown option %s", argv[1]);
		return EXIT_USAGE;
	}
	if (first >= argc) {
		report_usage("check: no file given");
		return EXIT_USAGE;
	}
	for (int i = first; i < argc; i++)
		if (check_file(&options, argv[i]) != EXIT_DONE)
			status = EXIT_FAILED;
	return finish(status);
}
