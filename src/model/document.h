/* SPDX-License-Identifier: MIT */
#ifndef A2B_DOCUMENT_H
#define A2B_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "art2book.h"
#include "base/arena.h"
#include "base/job.h"
#include "model/node.h"

/* What is known of a book or an article; STR_NONE: not known. */
struct meta {
	struct str title;
	struct str author;
	struct str date;      /* ISO 8601: 2026, 2026-11 or 2026-11-22 */
	struct str language;  /* BCP 47 */
	struct str source;    /* an address, or a name ("The Daily Post") */
	struct str id;        /* the identity that the user declared */
	struct str subtitle;  /* this and the next two: of a book only */
	struct str series;
	struct str issue;     /* a number or a name */
	struct str *tags;
	size_t n_tags;
};

/*
 * What the reader made of one piece of the text, in the order of the input:
 * what --explain shows. Blocks that were left out have `dropped`.
 */
struct finding {
	const char *kind;     /* "heading", "furniture"... */
	bool dropped;
	int score;            /* how sure, 0 to 100 */
	struct str reasons;   /* "short, no full stop, long block follows" */
	struct str text;      /* the piece, in full */
	size_t first_line, last_line;
};

/* An address in a list of them. */
struct address {
	struct address *next;
	struct str text;
};

struct article {
	struct node *node;    /* back to its node */
	struct meta meta;     /* title is always set by analyse */
	struct str file;      /* what messages call its input */
	struct str uuid;      /* 36 letters, from the declared identity */
	struct str name;      /* unique in the book, ASCII, stable over rebuilds:
	                         a file name without its suffix */
	struct finding *findings;
	size_t n_findings;
	size_t words;
	int minutes;          /* that it takes to read */
	size_t twins;         /* how many others have its identity */
	bool left_out;        /* by --since or as a duplicate: in no tree */
	struct article *same; /* the one that it is a duplicate of */
	struct address *also; /* sources of duplicates of this one */
	bool rtl;             /* its language is written from right to left */
};

/* A file that the document was read from; see a2b_write_files. */
struct input {
	struct input *next;
	uint64_t device, inode;
};

struct a2b_document {
	struct arena arena;   /* all that the model holds */
	struct reporter reporter;
	struct a2b_options options; /* its texts are copies in the arena */
	struct node *book;
	struct meta meta;     /* of the book; complete after analyse */
	struct str uuid;      /* of the book */
	int64_t modified;     /* seconds since 1970 */
	struct article **articles; /* in reading order; set by analyse */
	size_t n_articles;
	bool splitting;       /* articles were split off it since it was read */
	size_t n_selected;    /* what it was after the last selection */
	struct str folder;    /* name of the one folder that all came from */
	struct input *inputs; /* newest first */
	struct named_folder *named; /* see files/named.h; newest first */
	bool collection;      /* a book of articles, even if it has but one */
	bool closed;          /* analysed: takes no article more */
	bool incomplete;      /* an input could not be read */
	size_t n_tried, n_found; /* articles: read or refused, of those known */
	size_t n_paths;       /* how many a2b_read_path was given */
};

/*
 * Completes the model once all articles are in: what the book is called, its
 * language and identity, ids of headings, levels without gaps.
 */
void document_analyse(struct job *job, struct a2b_document *doc);

/* Is a language, by BCP 47 tag, written from right to left? */
bool language_is_rtl(struct job *job, struct str language);

#endif
