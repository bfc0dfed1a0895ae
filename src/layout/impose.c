/* SPDX-License-Identifier: MIT */

/*
 * Of a signature of n pages its outermost sheet has on its front the last page
 * and the first, on its back the second and the last but one; the next sheet
 * inwards goes on from there:
 *
 *	front  n-1 |  0       back   1 | n-2
 *	front  n-3 |  2       back   3 | n-4   ...
 */
#include "layout/impose.h"

enum {
	SHEET_PAGES = 4,
	A4_LONG = 53881,       /* 297 mm */
	MILLIMETRE = 72 * PT * 10 / 254
};

/* A5 is half of A4, but for half a millimetre that paper makers leave out. */
static int32_t sheet_width(int32_t page)
{
	int32_t width = 2 * page, missing = A4_LONG - width;

	return missing > 0 && missing <= MILLIMETRE ? A4_LONG : width;
}

static size_t whole_sheets(size_t pages)
{
	return (pages + SHEET_PAGES - 1) / SHEET_PAGES * SHEET_PAGES;
}

/* Pages of the signature that begins with page `first` of n. */
static size_t signature_pages(size_t n, size_t signature, size_t first)
{
	size_t rest = whole_sheets(n - first);

	return signature && signature < rest ? signature : rest;
}

size_t impose_page(size_t n, size_t signature, size_t side, int half)
{
	/* each side takes two pages, so a signature begins with the page whose
	   number is twice that of its first side */
	size_t first = signature ? 2 * side / signature * signature : 0;
	size_t pages = signature_pages(n, signature, first);
	size_t inner = side - first / 2; /* side within the signature */
	bool low = inner % 2 == 0 ? half == 1 : half == 0;

	return first + (low ? inner : pages - 1 - inner);
}

/* ---- copying pages on to a side ---- */

static void add_run(struct job *job, struct page *side, const struct run *run,
                    int32_t x)
{
	struct run *copy = job_alloc(job, sizeof(*copy));

	*copy = *run;
	copy->next = NULL;
	copy->element = NULL;
	copy->x += x;
	if (side->last_run)
		side->last_run->next = copy;
	else
		side->runs = copy;
	side->last_run = copy;
}

static void add_rule(struct job *job, struct page *side,
                     const struct rule *rule, int32_t x)
{
	struct rule *copy = job_alloc(job, sizeof(*copy));

	*copy = *rule;
	copy->next = NULL;
	copy->x += x;
	if (side->last_rule)
		side->last_rule->next = copy;
	else
		side->rules = copy;
	side->last_rule = copy;
}

static void add_page(struct job *job, struct page *side,
                     const struct page *page, int32_t x)
{
	for (const struct run *run = page->runs; run; run = run->next)
		add_run(job, side, run, x);
	for (const struct rule *rule = page->rules; rule; rule = rule->next)
		add_rule(job, side, rule, x);
	if (!side->article)
		side->article = page->article;
}

/* ---- the whole ---- */

/* Bookmarks lead to the sides that their pages went to. */
static void move_bookmarks(struct job *job, struct pages *sides,
                           const struct pages *pages, const size_t *side_of)
{
	sides->n_bookmarks = pages->n_bookmarks;
	sides->bookmarks = job_alloc_array(job, pages->n_bookmarks,
	                                   sizeof(*sides->bookmarks));
	for (size_t i = 0; i < pages->n_bookmarks; i++) {
		struct bookmark *bookmark = &sides->bookmarks[i];

		*bookmark = pages->bookmarks[i];
		bookmark->target.page = side_of[bookmark->target.page];
		bookmark->target.element = NULL;
	}
}

const struct pages *impose_booklet(struct job *job, const struct pages *pages,
                                   size_t signature, bool rtl)
{
	struct pages *sides = job_alloc(job, sizeof(*sides));
	size_t n = pages->n_pages;
	size_t *side_of = job_alloc_array(job, n, sizeof(*side_of));

	*sides = (struct pages){
		.width = sheet_width(pages->width),
		.height = pages->height,
		.n_pages = whole_sheets(n) / 2,
		.root = job_alloc(job, sizeof(*sides->root)),
		.faces = pages->faces,
		.n_faces = pages->n_faces,
		.imposed = true,
	};
	sides->page = job_alloc_array(job, sides->n_pages,
	                              sizeof(*sides->page));
	for (size_t i = 0; i < sides->n_pages; i++) {
		sides->page[i].label = job_format(job, "%zu", i + 1);
		for (int half = 0; half < 2; half++) {
			size_t page = impose_page(n, signature, i, half);
			bool right = rtl ? half == 0 : half == 1;

			if (page >= n)
				continue;
			side_of[page] = i;
			add_page(job, &sides->page[i], &pages->page[page],
			         sides->width / 2 - (right ? 0 : pages->width));
		}
	}
	move_bookmarks(job, sides, pages, side_of);
	return sides;
}
