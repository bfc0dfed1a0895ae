/* SPDX-License-Identifier: MIT */

/*
 * The public function: one job, in which the parts look at a book one after the
 * other. What was found is reported when all is done.
 */

#include "art2book.h"
#include "base/limits.h"
#include "check/book.h"

struct checking {
	const char *path;
	a2b_found *tell;
	void *user;
};

static void check_book(struct book *book)
{
	check_archive(book);
	if (book->findings->of[RULE_drm].n)
		return; /* the pages are unreadable */
	check_package(book);
	if (!str_empty(book->package)) {
		check_pages(book);
		check_contents(book);
		check_links(book);
		check_pictures(book);
	}
	check_rest(book);
}

static void check(struct job *job, void *arg)
{
	const struct checking *checking = arg;
	struct findings *findings = job_alloc(job, sizeof(*findings));
	struct book *book = job_alloc(job, sizeof(*book));

	findings->job = job;
	book->job = job;
	book->findings = findings;
	book->steps = CHECK_MARKUP_MAX_STEPS;
	buf_init(&book->bytes, job);
	buf_init(&book->name, job);
	if (archive_open(job, findings, checking->path, &book->archive))
		check_book(book);
	findings_report(findings, checking->tell, checking->user);
}

enum a2b_status a2b_check_epub(const struct a2b_options *options,
                               const char *path, a2b_found *tell, void *user)
{
	struct reporter reporter = {options->report, options->report_user};
	struct checking checking = {path, tell, user};

	return job_run(&reporter, NULL, check, &checking);
}
