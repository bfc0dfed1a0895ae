/* SPDX-License-Identifier: MIT */
#ifndef A2B_PLAN_H
#define A2B_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "layout/pages.h"
#include "model/document.h"

/*
 * What goes into the book under which name, decided before anything is written:
 * all files know of each other then. All names are ASCII and stand in one folder.
 */

/* A content document: an article, or a part of a long one. */
struct part {
	struct str file;           /* "article-6b1f0e52.xhtml" */
	struct str id;             /* in the manifest */
	const struct article *article;
	const struct node *begin, *end; /* its blocks; `end` is not in it */
	bool first;                /* of its article: has the title block */
};

/* An entry of the table of contents. */
struct entry_point {
	const struct node *node;   /* a section, article or heading */
	const struct article *article; /* NULL of a section */
	struct str label;
	struct str href;           /* of a section: its first article's */
	int depth;                 /* from 1, going down one at a time */
};

struct plan {
	struct job *job;
	const struct a2b_document *doc;
	const struct pages *pages; /* or NULL */
	struct str language;       /* of the book */
	bool rtl;
	struct part *parts;
	size_t n_parts;
	struct entry_point *entries;
	size_t n_entries;
	struct str *page_hrefs;    /* of pages->starts: where each was marked */
	size_t n_marked;           /* how many of them were seen to */
};

struct plan *plan_new(struct job *job, const struct a2b_document *doc,
                      const struct pages *pages);

/* "urn:uuid:..." */
struct str plan_identifier(struct job *job, const struct plan *plan);

/* Were pages of the PDF marked? To be asked once all parts are written. */
bool plan_has_page_list(const struct plan *plan);

/* A text as a label: white space as single spaces, "…" where nothing is left. */
struct str plan_label(struct job *job, struct str text);

#endif
