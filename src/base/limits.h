/* SPDX-License-Identifier: MIT */
#ifndef A2B_LIMITS_H
#define A2B_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* All limits and their reasons. */

/* One arena block: an article's nodes fit in one, so that a short run asks the
   system for memory a handful of times. */
#define ARENA_BLOCK_BYTES ((size_t)64 * 1024)

/* One input file. The largest novels have 5 MB; what is larger than this is no
   article but a mistake, and line numbers and offsets stay in 32 bits. */
#define INPUT_MAX_BYTES ((size_t)256 * 1024 * 1024)

/* One output, and any growing buffer: libharu keeps its file offsets in 32
   bits, and so does a ZIP without the 64-bit extension. */
#define BUF_MAX_BYTES ((size_t)2000 * 1024 * 1024)

/* Symbolic links from an output to its file: as many as Linux follows. */
#define LINKS_MAX 40

/* Names tried for a temporary file. Only one that a killed program with our
   number left behind can be in the way. */
#define TEMPORARY_TRIES 100

/* One content document of an EPUB, about: over 300 KB old readers take seconds
   to open it, or do not. */
#define PART_BYTES ((size_t)250 * 1000)

/* One page with a list of articles in an EPUB: with standfirsts that is about
   as large as a content document may be. */
#define LIST_MAX_ARTICLES ((size_t)300)

/* A label in an EPUB's contents and metadata. The longest headlines have 200
   letters; a whole article may stand in one line and be taken for its title. */
#define LABEL_MAX_LETTERS ((size_t)1000)

/* A style sheet or a page that a user gives for ours. */
#define TEMPLATE_MAX_BYTES ((size_t)1024 * 1024)

/* A cover that a user gives: more than this no store and no reader takes. */
#define COVER_MAX_BYTES ((size_t)20 * 1024 * 1024)

/* A message: a few lines of a terminal; file names are cut, not texts. */
#define MESSAGE_MAX_BYTES 1024

/* Quotations and lists in each other. Mail that was answered often has five;
   deeper ones have no room left on a page, and are shown at this depth. */
#define QUOTE_MAX_DEPTH 6
#define LIST_MAX_DEPTH 6

/* What is unpacked of one EPUB that is checked: the largest books of pictures
   have some 200 MB, which is Send to Kindle's limit. A ZIP bomb ends here. */
#define CHECK_UNPACK_MAX_BYTES ((size_t)512 * 1024 * 1024)

/* One page or package document of it, which is held as a tree of some 30 times
   its size: Kobo's guide advises 10 MB at most. */
#define CHECK_MARKUP_MAX_BYTES ((size_t)10 * 1024 * 1024)

/* One style sheet of it, and the start of a picture, where its size stands
   (behind an embedded colour profile or a preview). */
#define CHECK_STYLE_MAX_BYTES ((size_t)4 * 1024 * 1024)
#define CHECK_PICTURE_MAX_BYTES ((size_t)1024 * 1024)

/* Steps that libxml2 takes over names in one book, which grow as the square of
   a tag's attributes: a few seconds, where real books take a few milliseconds. */
#define CHECK_MARKUP_MAX_STEPS ((uint64_t)500 * 1000 * 1000)

/* Ids and links that are remembered: a dictionary has some 300,000. */
#define CHECK_LINKS_MAX_BYTES ((size_t)64 * 1024 * 1024)

/* A file's name with its folders, an address, a value of the metadata: each may
   be copied often. */
#define CHECK_VALUE_MAX_BYTES ((size_t)1024)

#endif
