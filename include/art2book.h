/* SPDX-License-Identifier: MIT */
#ifndef ART2BOOK_H
#define ART2BOOK_H

/*
 * art2book turns the bare text of saved articles into books.
 *
 *	struct a2b_options options;
 *	struct a2b_document *doc;
 *	struct a2b_output book = {0};
 *	const struct a2b_format *epub = a2b_format_lookup("epub");
 *
 *	a2b_options_init(&options);
 *	if (a2b_document_new(&options, &doc) == A2B_OK
 *	 && a2b_read_path(doc, "article.txt") == A2B_OK
 *	 && a2b_document_render(doc, &epub, 1, &book) == A2B_OK)
 *		a2b_write_files(doc, (const char *[]){"article.epub"}, &book, 1);
 *	a2b_output_free(&book);
 *	a2b_document_free(doc);
 *
 * All text is UTF-8, all sizes are bytes, all lines count from 1. Whoever calls
 * keeps what is passed in; the library copies what it needs. Nothing here opens
 * a socket, asks the clock or looks at the locale; but where the caller called
 * setlocale(), the system's words in messages are in that language, and [a-z] in
 * a pattern of a collection file matches what it does there.
 *
 * A document may be used by one thread at a time; different documents do not
 * know of each other.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define A2B_VERSION "0.1.0"

/* The version of the library, which may be newer than the header's. */
const char *a2b_version(void);

enum a2b_status {
	A2B_OK,
	A2B_BAD_INPUT,  /* an input is missing, unreadable or no text */
	A2B_BAD_OPTION, /* an option's value, a format or a file suffix */
	A2B_BAD_OUTPUT, /* an output could not be written; nothing was harmed */
	A2B_NO_MEMORY,
	A2B_INTERNAL    /* a library failed, or a limit of ours was met */
};

/* What a status means, in a few English words; never NULL. */
const char *a2b_status_text(enum a2b_status status);

enum a2b_severity {
	A2B_NOTE,    /* what was found or left out: for information */
	A2B_WARNING, /* something in the text could not be kept as it stood */
	A2B_ERROR    /* why a call failed: exactly one for each failed call */
};

/* One message. It and all that it points to live until the callback returns. */
struct a2b_diag {
	enum a2b_severity severity;
	const char *name; /* its entry in art2book(1), "bad-utf8" say */
	const char *file; /* NULL where no file is meant */
	size_t line;      /* 0 where no line is meant */
	size_t column;    /* in code points, from 1; 0 where none is meant */
	const char *text; /* lower case, no full stop */
};

typedef void a2b_report(void *user, const struct a2b_diag *diag);

enum a2b_stage {
	A2B_READING, /* articles */
	A2B_SETTING, /* articles on pages */
	A2B_WRITING  /* pages of a PDF, files of an EPUB */
};

/* How far the work is; `total` may grow while folders are found. */
struct a2b_progress {
	enum a2b_stage stage;
	size_t done, total;
	size_t pages; /* made so far, while they are made */
};

typedef void a2b_progress_report(void *user, const struct a2b_progress *at);

/*
 * How books are made. NULL and false stand for "as the text says" or for the
 * default. With several articles the first seven describe the book only.
 */
struct a2b_options {
	const char *title;
	const char *author;
	const char *date;     /* ISO 8601: 2026, 2026-11 or 2026-11-22 */
	const char *language; /* BCP 47: "it", "pt-BR" */
	const char *source;   /* the address that the text came from */
	const char *tags;     /* separated by commas */
	const char *id;       /* any string that stays with this book */

	/* of a collection */
	const char *subtitle;
	const char *series;   /* that the book is one of */
	const char *issue;    /* which of them: "47" */
	const char *sort;     /* title, date, source, length; none: as given */
	const char *group_by; /* source, date, language, tag, none; section: as
	                         folders and collection files have it */
	const char *since;    /* a date: older articles are left out */
	size_t split_over;    /* words: longer articles go to books of their
	                         own; 0: none does */
	bool split;           /* several articles may stand in one file */
	bool keep_duplicates; /* also articles that are the same text */

	/* of the EPUB */
	const char *cover;    /* a PNG or JPEG file; NULL: one is made */
	const char *css;      /* a file, in place of our style sheet */
	const char *template_dir; /* a folder with pages in place of ours; what
	                         is not in it stays ours */
	const char *certified_by; /* who says that the book is accessible */
	size_t toc_depth;     /* levels of the contents; 0: all */
	bool no_cover;
	bool embed_fonts;     /* the characters of our fonts that it needs */
	bool no_article_links; /* from each article of several to the next */

	/* of the pages; lengths are "18mm", "1.5cm", "0.75in" or "14pt" */
	const char *style;    /* "book" (the default), "digest": compact, for
	                         paper, "screen": larger, even margins */
	const char *paper;    /* "a4", "a5", "a6", "letter" or "120mm x 18cm";
	                         by default a5, but a4 for a digest */
	const char *margins;  /* one for all sides, or top, outer, bottom,
	                         inner: "20mm 25mm 30mm 18mm" */
	const char *font;     /* a family in place of ours, "Gentium Plus" say */
	const char *font_heading; /* one for headings only */
	const char *font_dir; /* a folder with font files, where these families
	                         are looked for first */
	const char *font_size;
	const char *leading;  /* from line to line */
	size_t columns;       /* on a page, 1 to 3; 0: as the style says */
	const char *column_gap;
	const char *gutter;   /* added to the inner margin, for binding */
	const char *links;    /* addresses as "notes" behind the article, "inline"
	                         behind their links, or "none" */
	bool booklet;         /* pages imposed on sheets of twice their size, to
	                         be printed on both sides, folded and stitched */
	size_t signature;     /* the same, with so many pages folded into each
	                         other: a multiple of 4; 0: all */
	bool qr;              /* the source of each article as a QR code */
	bool keep_furniture;  /* keep what looks like no part of the article */
	bool strict;          /* one bad input among several fails them all */
	int64_t modified;     /* seconds since 1970 in UTC; negative: the newest
	                         date in the book, else 1980-01-01 */
	a2b_report *report;   /* NULL: nobody listens */
	void *report_user;
	a2b_progress_report *progress; /* called very often; NULL: never */
	void *progress_user;
};

void a2b_options_init(struct a2b_options *options);

/* ---- a document: articles on their way into one book ---- */

struct a2b_document;

/* Starts an empty document; *doc is NULL after a failure. */
enum a2b_status a2b_document_new(const struct a2b_options *options,
                                 struct a2b_document **doc);
void a2b_document_free(struct a2b_document *doc);

/*
 * Reads one article from memory and adds it. `name` is what messages call it.
 * After a failure the document is as it was before. Nothing can be added any
 * more, here or with a2b_read_path, once a book was rendered or split off.
 */
enum a2b_status a2b_document_add_article(struct a2b_document *doc,
                                         const char *name,
                                         const char *bytes, size_t size);

/*
 * Reads what stands at a path and adds it: a file, a folder, a collection file
 * (.yaml or .yml, see art2book(5)), or "-" for standard input. Of a folder it
 * takes the .txt and .text files in natural order, then each folder in it as a
 * section; hidden ones are skipped. What cannot be read among several is
 * reported, left out, and the status is A2B_BAD_INPUT, with all others added;
 * with `strict` it stops there. A collection file sets the options that were
 * not given. Nothing outside the folders that were named is read.
 */
enum a2b_status a2b_read_path(struct a2b_document *doc, const char *path);

/*
 * Takes the next article with more words than options.split_over out of the
 * document, into one of its own; *part is NULL when there is none, or when it is
 * all that the document has. To be called again until then, once everything was
 * read. The part lives on memory of `doc`: free it first.
 */
enum a2b_status a2b_document_split_off(struct a2b_document *doc,
                                       struct a2b_document **part);

/* How many articles the document holds. */
size_t a2b_document_articles(const struct a2b_document *doc);

/* ---- formats ---- */

struct a2b_format {
	const char *name;       /* "epub" */
	const char *suffix;     /* ".epub"; NULL for formats without one */
	const char *media_type; /* "application/epub+zip" */
	const char *about;      /* a few words for --help */
};

/* By name ("epub") or by the end of a file name ("out.epub"); NULL: unknown. */
const struct a2b_format *a2b_format_lookup(const char *name);
const struct a2b_format *a2b_format_lookup_path(const char *path);

/* All formats in turn: the first after NULL, NULL after the last. */
const struct a2b_format *a2b_format_next(const struct a2b_format *format);

/* ---- making and writing books ---- */

struct a2b_output {
	char *bytes; /* owned by the caller; freed by a2b_output_free */
	size_t size;
};

/*
 * Renders the document in n formats at once, so that each can use what the
 * other knows (the EPUB's page list is that of the PDF made beside it).
 * outputs[i] belongs to formats[i]. After a failure all outputs are empty.
 */
enum a2b_status a2b_document_render(struct a2b_document *doc,
                                    const struct a2b_format *const *formats,
                                    size_t n, struct a2b_output *outputs);
void a2b_output_free(struct a2b_output *output);

/*
 * Writes n outputs to n paths, all or none: each goes to a temporary file
 * beside its target, and only when all are complete and on disk are they
 * renamed. A pipe or a device is written to directly, "-" is standard output.
 * Of the document it only takes who hears messages, and which files it was read
 * from: those are never replaced.
 */
enum a2b_status a2b_write_files(const struct a2b_document *doc,
                                const char *const *paths,
                                const struct a2b_output *outputs, size_t n);

/* ---- checking the EPUB of any program ---- */

enum a2b_platform { /* bits, so that a set of them is their sum */
	A2B_KINDLE = 1, /* Send to Kindle */
	A2B_KOBO = 2,
	A2B_APPLE = 4   /* Apple Books */
};

/* "Kindle", "Kobo" or "Apple Books"; NULL for anything but one platform. */
const char *a2b_platform_name(unsigned platform);

/*
 * What a platform would refuse in a book, or leave out or spoil. It and all
 * that it points to live until the callback returns.
 */
struct a2b_finding {
	const char *rule;   /* its entry in art2book(1), "mimetype-first" say */
	unsigned refused;   /* platforms that do so, by their own word or by
	                       evidence that anybody can repeat */
	unsigned doubtful;  /* platforms that users say do so, or whose guide
	                       only advises against it */
	const char *file;   /* inside the book; NULL: the book as a whole */
	size_t line;        /* of that file; 0 where no line is meant */
	const char *text;   /* what is wrong; lower case, no full stop */
	const char *source; /* where that is said: an address */
	size_t more;        /* on the last finding of a rule: how many more
	                       there are that are not reported one by one */
};

typedef void a2b_found(void *user, const struct a2b_finding *finding);

/*
 * Looks for what e-book platforms would refuse in the EPUB at `path`, made by
 * whatever program, and calls `found` for each finding, the refused ones first.
 * A2B_OK says that the file could be read, not that nothing was found: a file
 * that is no EPUB at all is a finding too. Nothing but that one file is read.
 * Of the options only `report` is used.
 */
enum a2b_status a2b_check_epub(const struct a2b_options *options,
                               const char *path, a2b_found *found, void *user);

/* ---- looking at the model ---- */

/*
 * A walk through all that the document holds, in reading order: each node is
 * met when it is entered and, where it has children, when it is left. Kinds are
 * named as in art2book(1), TREE: "article", "title", "heading", "text"...
 * The document must not change while a walk over it is used.
 */
struct a2b_walk;

struct a2b_event {
	const char *kind;
	bool leave;        /* false: entered; true: left again */
	int level;         /* depth of a heading, from 1; else 0 */
	const char *text;  /* of a leaf; not terminated, valid UTF-8; or NULL */
	size_t text_size;
	const char *target; /* address of a link, terminated; else NULL */
	const char *file;   /* name of the article's input */
	size_t first_line;  /* lines of the input it came from; 0: from none */
	size_t last_line;
};

struct a2b_walk *a2b_walk_new(const struct a2b_document *doc); /* or NULL */
bool a2b_walk_next(struct a2b_walk *walk, struct a2b_event *event);
void a2b_walk_free(struct a2b_walk *walk);

#ifdef __cplusplus
}
#endif

#endif
