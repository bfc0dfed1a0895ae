/* SPDX-License-Identifier: MIT */
#ifndef A2B_PAGES_H
#define A2B_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/job.h"
#include "base/str.h"
#include "layout/font.h"
#include "model/document.h"

/*
 * Laid-out pages: what layout makes of a document and what a page format draws.
 * All lengths are in 1/64 pt (a point is 1/72 inch); x runs to the right and y
 * down from the page's upper left corner; everything lives as long as the job.
 */
#define PT 64 /* one point */

/* A glyph as it stands on the page, left to right. */
struct glyph {
	uint32_t id;
	int32_t x, y;     /* its origin, from the run's (y down) */
	uint32_t text;    /* bytes into the run's text where its cluster begins */
	uint32_t text_len;/* bytes of its cluster; 0 on all but the first glyph of
	                     a cluster, for the text belongs to all of them */
};

/*
 * Glyphs of one face and size on one baseline. The runs of a page follow each
 * other as they are read, those of a right-to-left line from the right. `text`
 * is what they stand for, in reading order (glyphs are in visual order: of
 * right-to-left text the clusters fall). A hyphen added at a line's end is
 * U+00AD here, a space that the line break swallowed is kept as the last glyph.
 */
struct run {
	struct run *next;
	const struct face *face;
	int32_t size;      /* 1/64 pt */
	int32_t x, y;      /* origin of the first glyph, on the baseline */
	int32_t width;     /* advance of all */
	int32_t expand;    /* glyph widths in 1/1000; 1000: as designed */
	int32_t gray;      /* 0 black to 255 white */
	const struct glyph *glyphs;
	size_t n_glyphs;
	struct str text;
	bool rtl;
	struct element *element; /* NULL: an artifact (running head, folio, leader) */
};

/* A filled rectangle: always an artifact. */
struct rule {
	struct rule *next;
	int32_t x, y, width, height, gray;
};

/*
 * The structure tree, for readers that cannot see (ISO 32000-1, 14.7 and 14.8).
 * Roles are PDF's standard types. An element's content is its children and the
 * runs that name it, in the order of the pages.
 */
enum role {
	ROLE_DOCUMENT, ROLE_PART, ROLE_ART, ROLE_SECT, ROLE_DIV,
	ROLE_H, /* H1 to H6 by `level` */
	ROLE_P, ROLE_BLOCKQUOTE, ROLE_CAPTION, ROLE_CODE, ROLE_SPAN,
	ROLE_L, ROLE_LI, ROLE_LBL, ROLE_LBODY,
	ROLE_TOC, ROLE_TOCI, ROLE_REFERENCE, ROLE_LINK, ROLE_NOTE, ROLE_FIGURE,
};

struct element {
	enum role role;
	int level;            /* of ROLE_H */
	bool ordered;         /* of ROLE_L: ListNumbering Decimal, not Disc/None */
	struct str language;  /* BCP 47 where it differs from the parent's */
	struct str actual;    /* ActualText, where runs cannot give the text */
	struct str alt;       /* of a figure */
	struct element *parent, *first, *last, *next;
	int number;           /* free for the page format's use */
};

/* A place on a page that something leads to. */
struct target {
	size_t page;          /* index */
	int32_t y;            /* top of what is led to */
	struct element *element;
};

/* A piece of a page that leads somewhere; a link over two lines is two of these
   with one element. Exactly one of `uri` and `target` is set. */
struct link {
	struct link *next;
	int32_t x, y, width, height;
	struct str uri;       /* percent-encoded ASCII */
	const struct target *target;
	struct element *element; /* ROLE_LINK, or the REFERENCE's link */
	struct str contents;  /* what a screen reader says of it */
};

struct page {
	struct run *runs, *last_run;
	struct rule *rules, *last_rule;
	struct link *links, *last_link;
	struct str label;     /* the folio as printed, "iv" or "12" */
	const struct article *article; /* on its top; NULL: front matter */
};

struct bookmark {
	struct str label;
	int level;            /* from 1, without gaps going down */
	struct target target;
};

/* Where a node of the model begins: a page number for the EPUB's page list. */
struct page_start {
	const struct node *node; /* the block that is first on the page, or that
	                            the page break falls into */
	size_t offset;        /* bytes into the block's plain text where the page
	                         begins; 0: at its beginning */
	size_t page;
};

struct pages {
	int32_t width, height;
	struct page *page;
	size_t n_pages;
	struct element *root; /* ROLE_DOCUMENT */
	struct bookmark *bookmarks;
	size_t n_bookmarks;
	struct page_start *starts;
	size_t n_starts;
	const struct face **faces; /* by number: all that runs name */
	size_t n_faces;
	bool imposed;         /* sides of sheets, for a printer: no structure */
};

/*
 * Sets a document (analysed before) on pages, by the options in it. Reports
 * glyphs that no font has.
 */
const struct pages *layout_document(struct job *job,
                                    const struct a2b_document *doc);

/* The pages as text, for tests and the curious: a line a line. */
void pages_print(const struct pages *pages, struct buf *out);

#endif
