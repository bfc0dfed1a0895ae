/* SPDX-License-Identifier: MIT */
#ifndef A2B_BOOK_H
#define A2B_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "check/archive.h"
#include "check/finding.h"
#include "check/markup.h"
#include "check/names.h"
#include "check/path.h"

/*
 * A book that is being checked: what its package says, and what was learnt of
 * its pages. The parts fill it in the order of check.c: container, package,
 * pages, contents, pictures. "file" is a number in the archive, NAME_NONE one
 * that is not there; all texts are terminated.
 */
struct item { /* of the manifest */
	struct str id, name; /* `name` in the archive */
	struct str media_type;
	struct str properties;
	size_t file;
	size_t line;
	bool has_fallback;
};

struct spine_item {
	size_t item; /* NAME_NONE: the manifest does not have it */
	bool linear;
};

struct page {
	struct names ids;
	struct str body_id;
	bool is_whole; /* well-formed: an id that is not here is nowhere */
};

/* A link to an id, judged when all pages are known. */
struct link {
	bool from_contents;
	const char *from; /* file name */
	size_t line;
	size_t to; /* file */
	struct str id;
};

/* More than these are not looked for: a page's cost is elements times them. */
enum { HIDDEN_MAX = 64 };

/* Simple selectors ("p", ".note", "#n1") that are set to display: none. */
struct hidden {
	struct str selectors[HIDDEN_MAX];
	size_t n;
};

struct book {
	struct job *job;
	struct findings *findings;
	struct archive archive;
	struct buf bytes; /* of the file that is being looked at */
	struct buf name;  /* for path_resolve */
	uint64_t steps;   /* that markup may still cost */

	struct str package; /* its name; empty: not found */
	bool is_epub3;
	struct str identifier;
	struct item *items;
	size_t n_items, items_room;
	struct names item_ids;   /* items by id */
	struct names item_names; /* items by the name of their file */
	struct spine_item *spine;
	size_t n_spine, spine_room;
	size_t nav, ncx, cover; /* items; NAME_NONE */
	bool cover_shown; /* by a page */
	bool fonts_told; /* Apple Books is told to use the book's fonts */

	struct page **pages; /* by file; NULL for what is no page */
	struct hidden **sheets; /* by file; NULL for what is no style sheet */
	struct link *links;
	size_t n_links, links_room;
	size_t remembered; /* bytes of ids and links */
};

/* What a file holds, with a finding where it cannot be read. */
bool book_read(struct book *book, size_t file, size_t keep, uint64_t *size);

/* Reads and parses a file of XML and reports what is wrong with it as such.
   False where there is no tree; else to be freed by markup_free. */
bool book_parse(struct book *book, size_t file, struct markup *markup);
/* The same of a file whose faults were reported before. */
bool book_parse_again(struct book *book, size_t file, struct markup *markup);

/* Copies an id to be remembered; STR_NONE where there are too many. */
struct str book_remember(struct book *book, struct str id);

/* The item of a file, by its name; NULL where the manifest has none. */
const struct item *book_item_of(const struct book *book, struct str name);

bool item_is_page(const struct item *item);

/* Is `word` among words that white space parts? */
bool has_word(struct str words, struct str word);

/*
 * A link from a page, or from the contents. What leads nowhere is reported now,
 * or, where an id is meant, when all pages are known.
 */
void book_link(struct book *book, const char *from, size_t line,
               const char *address, bool from_contents);

/* The parts of the check. */
void check_archive(struct book *book);     /* finds the package */
void check_package(struct book *book);     /* fills items and spine */
void check_pages(struct book *book);       /* and style sheets */
void check_contents(struct book *book);    /* nav and NCX */
void check_links(struct book *book);       /* to ids, when all are known */
void check_pictures(struct book *book);    /* cover, pictures, fonts */
void check_rest(struct book *book);        /* that all can be unpacked */

/* The rules for style: of a sheet that begins in a line of a file, and of a
   style attribute. */
void check_style(struct book *book, const char *file, struct str text,
                 size_t line);
void check_style_attribute(struct book *book, const char *file,
                           const char *text, size_t line);

/* Adds what a style sheet hides, and takes away what it shows again. */
void hidden_collect(struct job *job, struct hidden *hidden, struct str text);
void hidden_merge(struct hidden *hidden, const struct hidden *more);
bool hidden_has(const struct hidden *hidden, const struct element *element);

#endif
