/* SPDX-License-Identifier: MIT */
#ifndef A2B_MARKUP_H
#define A2B_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * XML of strangers, read without trust: nothing outside the bytes is ever
 * opened, no entity of the file's own is expanded, and what could cost more
 * than its size in time or memory is not read at all. Only markup.c knows
 * libxml2.
 */

#define NS_XHTML "http://www.w3.org/1999/xhtml"
#define NS_OPF "http://www.idpf.org/2007/opf"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_EPUB "http://www.idpf.org/2007/ops"
#define NS_NCX "http://www.daisy.org/z3986/2005/ncx/"
#define NS_SVG "http://www.w3.org/2000/svg"
#define NS_XLINK "http://www.w3.org/1999/xlink"

enum markup_fault {
	MARKUP_MALFORMED,
	MARKUP_DASHES, /* "--" inside a comment */
	MARKUP_ENTITY, /* a named entity that nobody declares */
	MARKUP_FAULTS
};

struct markup {
	const struct element *root; /* NULL: there is nothing to look at; with
	                               a fault: what could be read */
	bool is_tangled;            /* would cost too much, so was not read */
	struct {
		bool is_there;
		size_t line;        /* of the first of its kind */
	} faults[MARKUP_FAULTS];
	const char *why;            /* it is malformed, in libxml2's words */
	struct str encoding;        /* other than UTF-8 and UTF-16; else empty */
	bool encoding_missing;      /* nothing says UTF-8, and it is not ASCII */
	bool external_entity;       /* declares one */
	bool old_doctype;           /* XHTML 1's, which declares &nbsp; too */
	uint64_t effort;            /* estimated steps, see limits.h */
	struct cleanup *slot;       /* frees the tree */
};

/* Reads markup that may cost `steps` at most. The tree is the job's. */
void markup_parse(struct job *job, struct str bytes, uint64_t steps,
                  struct markup *markup);
void markup_free(struct job *job, struct markup *markup);

/* ---- the tree: all texts are terminated and live as long as it ---- */

struct element;
struct attribute;

bool element_is(const struct element *element, const char *ns,
                const char *name);
const char *element_name(const struct element *element);
bool element_in(const struct element *element, const char *ns);
size_t element_line(const struct element *element);

/* The element after this one in a walk through all below `root`; or NULL. */
const struct element *element_next(const struct element *root,
                                   const struct element *element);
/* The same, but past all that is inside `element`. */
const struct element *element_skip(const struct element *root,
                                   const struct element *element);
/* The first so named from `root` on, itself included; or NULL. */
const struct element *element_find(const struct element *root, const char *ns,
                                   const char *name);
const struct element *element_parent(const struct element *element);
const struct element *element_child(const struct element *element);
const struct element *element_sibling(const struct element *element);

/* The value of an attribute without a namespace; NULL where it is missing. */
const char *element_attribute(const struct element *element,
                              const char *name);
const char *element_attribute_ns(const struct element *element,
                                 const char *ns, const char *name);
const struct attribute *attribute_first(const struct element *element);
const struct attribute *attribute_next(const struct attribute *attribute);
const char *attribute_name(const struct attribute *attribute);
const char *attribute_value(const struct attribute *attribute);
bool attribute_in(const struct attribute *attribute, const char *ns);

/* Adds the text inside an element, without what stands in `style`, `script`;
   little more than `most` bytes of it. */
void element_text(const struct element *element, size_t most, struct buf *out);
/* Adds the text that stands right in an element, whatever it is. */
void element_own_text(const struct element *element, struct buf *out);
/* Has that text any characters that are no white space, and how many? */
bool element_has_letters(const struct element *element);
size_t element_letters(const struct element *element);

#endif
