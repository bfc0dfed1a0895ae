/* SPDX-License-Identifier: MIT */

/* The contents: the navigation document of EPUB 3, the NCX of EPUB 2. */

#include <stdio.h>

#include "base/utf8.h"
#include "check/book.h"

enum { KINDLE_LEVELS = 2, KOBO_LEVELS = 3 };

/* A document of contents that is being looked at. */
struct contents {
	struct book *book;
	const char *name;
	size_t entries, levels;
};

static void check_levels(const struct contents *contents)
{
	struct findings *findings = contents->book->findings;

	if (contents->levels > KINDLE_LEVELS)
		found_with(findings, toc_deep_kindle, contents->name, 0,
		           contents->levels);
	if (contents->levels > KOBO_LEVELS)
		found_with(findings, toc_deep_kobo, contents->name, 0,
		           contents->levels);
}

/* How many elements of this name are around `element`, inside `root`. */
static size_t levels_around(const struct element *root,
                            const struct element *element, const char *name)
{
	size_t n = 0;

	for (; element && element != root; element = element_parent(element))
		n += !strcmp(element_name(element), name);
	return n;
}

/* ---- nav ---- */

/* A picture's alt text is a label, too. */
static bool has_label(const struct element *element)
{
	const struct element *e;

	if (element_has_letters(element))
		return true;
	for (e = element; e; e = element_next(element, e)) {
		const char *alt = element_attribute(e, "alt");
		if (alt && *alt)
			return true;
	}
	return false;
}

static void check_nav_entry(struct contents *contents,
                            const struct element *nav,
                            const struct element *e)
{
	struct book *book = contents->book;
	const char *address = element_attribute(e, "href");
	size_t levels = levels_around(nav, e, "ol");

	if (levels > contents->levels)
		contents->levels = levels;
	if (!element_is(e, NS_XHTML, "a"))
		return; /* the head of a group */
	contents->entries++;
	if (!has_label(e))
		found(book->findings, label_empty, contents->name,
		      element_line(e));
	if (address)
		book_link(book, contents->name, element_line(e), address,
		          true);
}

static void check_nav_entries(struct contents *contents,
                              const struct element *nav)
{
	const struct element *e = nav;

	contents->entries = contents->levels = 0;
	while (e) {
		if (element_is(e, NS_XHTML, "a")
		 || element_is(e, NS_XHTML, "span")) {
			check_nav_entry(contents, nav, e);
			e = element_skip(nav, e);
		} else {
			e = element_next(nav, e);
		}
	}
}

static void check_nav_toc(struct contents *contents, const struct element *nav)
{
	struct book *book = contents->book;
	const struct element *table = element_find(nav, NS_XHTML, "table");

	check_nav_entries(contents, nav);
	check_levels(contents);
	if (contents->entries == 0)
		found(book->findings, toc_empty, contents->name,
		      element_line(nav));
	if (table)
		found(book->findings, toc_table, contents->name,
		      element_line(table));
}

static void check_nav(struct contents *contents, const struct element *root,
                      bool is_whole)
{
	struct book *book = contents->book;
	const struct element *e = root;
	bool some = false;

	while (e) {
		const char *type = element_attribute_ns(e, NS_EPUB, "type");
		if (!element_is(e, NS_XHTML, "nav")) {
			e = element_next(root, e);
			continue;
		}
		if (type && has_word(str_of(type), STR_LIT("toc"))) {
			check_nav_toc(contents, e);
			some = true;
		} else {
			check_nav_entries(contents, e);
			if (type && contents->entries == 0 && has_word(
			    str_of(type), STR_LIT("landmarks")))
				found(book->findings, landmarks_empty,
				      contents->name, element_line(e));
		}
		e = element_skip(root, e);
	}
	if (!some && is_whole)
		found(book->findings, nav_toc_missing, contents->name, 0);
}

/* ---- NCX ---- */

struct ncx {
	struct contents contents;
	bool has_pages; /* which share the numbers of the entries */
	size_t next;    /* playOrder that is due */
	struct str last_target;
};

static bool is_ncx(const struct element *element, const char *name)
{
	return !strcmp(element_name(element), name);
}

static void check_play_order(struct ncx *ncx, const struct element *point,
                             struct str target)
{
	const char *text = element_attribute(point, "playOrder");
	unsigned long order;
	char rest;
	bool again;

	if (!text || ncx->has_pages)
		return;
	if (sscanf(text, "%9lu%c", &order, &rest) != 1)
		order = 0;
	/* one number more than once is right for one place */
	again = order && order + 1 == ncx->next
	     && str_equal(target, ncx->last_target);
	if (order != ncx->next && !again)
		found_with(ncx->contents.book->findings, ncx_play_order,
		           ncx->contents.name, element_line(point), text,
		           ncx->next);
	if (order && !again)
		ncx->next = order + 1;
	ncx->last_target = target;
}

/* The first child of this name; or NULL. */
static const struct element *child_of(const struct element *element,
                                      const char *name)
{
	const struct element *child = element_child(element);

	while (child && !is_ncx(child, name))
		child = element_sibling(child);
	return child;
}

static void check_point(struct ncx *ncx, const struct element *map,
                        const struct element *point)
{
	struct contents *contents = &ncx->contents;
	const struct element *label = child_of(point, "navLabel");
	const struct element *content = child_of(point, "content");
	const char *target = content ? element_attribute(content, "src") : NULL;
	const char *id = element_attribute(point, "id");
	size_t line = element_line(point);
	size_t levels = levels_around(map, point, "navPoint");

	contents->entries++;
	if (levels > contents->levels)
		contents->levels = levels;
	if (!label || !element_has_letters(label))
		found(contents->book->findings, ncx_label, contents->name,
		      line);
	if (id && !*id)
		found(contents->book->findings, ncx_id_empty, contents->name,
		      line);
	if (target)
		book_link(contents->book, contents->name, line, target, true);
	check_play_order(ncx, point, str_of(target ? target : ""));
}

static void check_uid(struct ncx *ncx, const struct element *meta)
{
	struct book *book = ncx->contents.book;
	const char *name = element_attribute(meta, "name");
	const char *uid = element_attribute(meta, "content");

	if (name && uid && !strcmp(name, "dtb:uid")
	 && !str_empty(book->identifier)
	 && !str_equal(str_trim(str_of(uid)), book->identifier))
		found(book->findings, ncx_uid, ncx->contents.name,
		      element_line(meta));
}

static void check_ncx(struct ncx *ncx, const struct element *root)
{
	const struct element *map = NULL, *e;

	for (e = root; e; e = element_next(root, e)) {
		if (is_ncx(e, "meta"))
			check_uid(ncx, e);
		else if (is_ncx(e, "navMap") && !map)
			map = e;
		else if (is_ncx(e, "pageTarget") || is_ncx(e, "navTarget"))
			ncx->has_pages = true;
	}
	ncx->next = 1;
	for (e = map; e; e = element_next(map, e))
		if (is_ncx(e, "navPoint"))
			check_point(ncx, map, e);
	if (ncx->contents.entries == 0)
		found(ncx->contents.book->findings, toc_empty,
		      ncx->contents.name, 0);
}

/* ---- both ---- */

static void look_at_nav(struct book *book, const struct item *item)
{
	struct contents contents = {.book = book, .name = item->name.ptr};
	struct markup markup;

	/* what is wrong with it as a page was told before */
	if (!book_parse_again(book, item->file, &markup))
		return;
	check_nav(&contents, markup.root,
	          !markup.faults[MARKUP_MALFORMED].is_there);
	markup_free(book->job, &markup);
}

static void look_at_ncx(struct book *book, const struct item *item)
{
	struct ncx ncx = {.contents = {.book = book, .name = item->name.ptr}};
	struct markup markup;

	if (!book_parse(book, item->file, &markup))
		return;
	check_ncx(&ncx, markup.root);
	if (book->nav == NAME_NONE)
		check_levels(&ncx.contents);
	markup_free(book->job, &markup);
}

void check_contents(struct book *book)
{
	const struct item *nav = book->nav == NAME_NONE
		? NULL : &book->items[book->nav];
	const struct item *ncx = book->ncx == NAME_NONE
		? NULL : &book->items[book->ncx];
	const char *package = book->package.ptr;

	if (book->is_epub3 && !nav)
		found(book->findings, nav_missing, package, 0);
	if (!ncx && (book->is_epub3 || nav))
		found(book->findings, ncx_missing, package, 0);
	else if (!ncx)
		found(book->findings, toc_missing, package, 0);
	if (nav && nav->file != NAME_NONE)
		look_at_nav(book, nav);
	if (ncx && ncx->file != NAME_NONE)
		look_at_ncx(book, ncx);
}
