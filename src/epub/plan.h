/* SPDX-License-Identifier: MIT */
#ifndef A2B_PLAN_H
#define A2B_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/job.h"
#include "base/map.h"
#include "epub/cover.h"
#include "epub/fonts.h"
#include "layout/pages.h"
#include "model/document.h"

/*
 * What goes into the book under which name, decided before anything is written:
 * all files know of each other then. All names are ASCII and stand in one folder.
 */

enum part_kind {
	PART_COVER,
	PART_CONTENTS, /* a page of them, in a collection */
	PART_COLOPHON, /* what is in it */
	PART_SECTION,  /* a page that opens it */
	PART_ARTICLE,  /* an article, or a piece of a long one */
};

/* A content document, in reading order. */
struct part {
	enum part_kind kind;
	struct str file;           /* "article-6b1f0e52.xhtml" */
	struct str id;             /* in the manifest */
	const struct node *node;   /* the section or article */
	const struct article *article;  /* NULL where it is none */
	const struct node *begin, *end; /* its blocks; `end` is not in it */
	bool first, last;          /* of the article's */
	size_t skip;               /* of a list of articles: how many the page
	                              before it has listed */
};

/* An entry of the table of contents. */
struct entry_point {
	struct str label;
	struct str href;
	struct str language;       /* STR_NONE: the book's */
	bool rtl;
	int depth;                 /* from 1, going down one at a time */
};

struct plan {
	struct job *job;
	const struct a2b_document *doc;
	const struct pages *pages; /* or NULL */
	struct str language;       /* of the book */
	bool rtl;
	struct cover cover;        /* without bytes: none */
	struct book_fonts fonts;
	struct part *parts;
	size_t n_parts;
	struct entry_point *entries;
	size_t n_entries;
	struct str *page_hrefs;    /* of pages->starts: where each was marked */
	size_t n_marked;           /* how many of them were seen to */
};

struct plan *plan_new(struct job *job, const struct a2b_document *doc,
                      const struct pages *pages);

/* The first part of a kind; NULL: there is none. */
const struct part *plan_find(const struct plan *plan, enum part_kind kind);

/* Where reading begins: behind the cover and the contents. */
const struct part *plan_body(const struct plan *plan);

/* Where the article before (step -1) or behind (1) a part begins; NULL: none. */
const struct part *plan_neighbour(const struct plan *plan,
                                  const struct part *part, int step);

/* "urn:uuid:..." */
struct str plan_identifier(struct job *job, const struct plan *plan);

/* Were pages of the PDF marked? To be asked once all parts are written. */
bool plan_has_page_list(const struct plan *plan);

/* A text as a label: white space as single spaces, "…" where nothing is left, or
   for what is longer than any label. */
struct str plan_label(struct job *job, struct str text);

/* The same with at most so many letters, cut at a word. */
struct str plan_shorten(struct job *job, struct str text, size_t most);

#endif
