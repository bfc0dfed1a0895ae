/* SPDX-License-Identifier: MIT */

/* Pages: XHTML, the pictures and links in it, and the style sheets. */

#include "base/limits.h"
#include "base/utf8.h"
#include "check/book.h"

enum {
	PAGE_LARGE_BYTES = 300 * 1024, /* calibre splits at 260 KB, for Adobe */
	HIDDEN_LETTERS = 10000,        /* KindleGen's error E3013 */
	TABLE_COLUMNS = 4              /* Kobo's guide */
};

/* A page that is being looked at. */
struct view {
	struct book *book;
	const char *name;
	const struct element *root;
	struct page *page;
	struct hidden hidden;
	size_t hidden_letters;
	bool shows_cover;
	bool has_charset; /* in a meta element */
	bool is_nav;      /* whose links contents.c looks at */
	bool inline_told; /* of style attributes, once a page */
};

static bool is_html(const struct element *element, const char *name)
{
	return element_is(element, NS_XHTML, name);
}

/* ---- ids ---- */

static void add_id(struct view *view, const struct element *element)
{
	const char *id = element_attribute(element, "id");
	const char *name = is_html(element, "a")
		? element_attribute(element, "name") : NULL;
	struct str kept;

	if (id) {
		kept = book_remember(view->book, str_of(id));
		if (!kept.ptr)
			view->page->is_whole = false; /* too many */
		else if (is_html(element, "body"))
			view->page->body_id = kept;
		else
			names_add(view->book->job, &view->page->ids, kept, 0);
	}
	if (name) {
		kept = book_remember(view->book, str_of(name));
		if (kept.ptr)
			names_add(view->book->job, &view->page->ids, kept, 0);
	}
}

/* ---- what a page shows ---- */

/* Sound and film, by EPUB 3.3. */
static bool may_be_remote(const struct element *element)
{
	return is_html(element, "audio") || is_html(element, "video")
	    || is_html(element, "source") || is_html(element, "track");
}

static void check_resource(struct view *view, const struct element *element,
                           const char *address)
{
	struct book *book = view->book;
	struct path path = path_resolve(&book->name, str_of(view->name),
	                                str_of(address));
	size_t line = element_line(element);

	if (path.kind == PATH_REMOTE && !may_be_remote(element))
		found_with(book->findings, remote, view->name, line,
		           STR_ARG(str_of(address)));
	if (path.kind == PATH_OUTSIDE)
		found_with(book->findings, link_outside, view->name, line,
		           address);
	if (path.kind != PATH_LOCAL)
		return;
	if (archive_lookup(&book->archive, path.file) == NAME_NONE)
		found_with(book->findings, resource_missing, view->name, line,
		           path.file.ptr);
	else if (!book_item_of(book, path.file))
		found_with(book->findings, resource_unlisted, view->name, line,
		           path.file.ptr);
	if (book->cover != NAME_NONE
	 && str_equal(book->items[book->cover].name, path.file))
		view->shows_cover = book->cover_shown = true;
}

static void check_img(struct view *view, const struct element *element)
{
	struct findings *findings = view->book->findings;
	const char *src = element_attribute(element, "src");
	const char *alt = element_attribute(element, "alt");
	const char *role = element_attribute(element, "role");
	size_t line = element_line(element);

	if (src && *src)
		check_resource(view, element, src);
	else
		found(findings, img_src, view->name, line);
	if (!alt && !(role && !strcmp(role, "presentation")))
		found(findings, img_alt, view->name, line);
	else if (alt && str_empty(str_trim(str_of(alt))))
		found(findings, img_alt_empty, view->name, line);
}

static void check_svg_image(struct view *view, const struct element *element)
{
	const char *address = element_attribute_ns(element, NS_XLINK, "href");

	if (!address)
		address = element_attribute(element, "href");
	if (address && *address)
		check_resource(view, element, address);
}

static void check_link_element(struct view *view, const struct element *element)
{
	const char *rel = element_attribute(element, "rel");
	const char *address = element_attribute(element, "href");

	if (rel && address && has_word(str_of(rel), STR_LIT("stylesheet")))
		check_resource(view, element, address);
}

static void check_style_element(struct view *view,
                                const struct element *element)
{
	struct buf *bytes = &view->book->bytes;

	buf_clear(bytes);
	element_own_text(element, bytes);
	check_style(view->book, view->name, buf_str(bytes),
	            element_line(element));
	hidden_collect(view->book->job, &view->hidden, buf_str(bytes));
}

static bool says_charset(const struct element *meta)
{
	const char *charset = element_attribute(meta, "charset");
	const char *content = element_attribute(meta, "content");

	return charset || (content && strstr(content, "charset="));
}

/* Data in a script element is no script. */
static bool is_script(const struct element *element)
{
	const char *type = element_attribute(element, "type");

	return !type || !*type || strstr(type, "javascript")
	    || strstr(type, "ecmascript") || !strcmp(type, "module");
}

/* Cells of a row, by their colspan. */
static size_t columns(const struct element *row)
{
	const struct element *cell;
	size_t n = 0;

	for (cell = element_child(row); cell; cell = element_sibling(cell)) {
		const char *span = element_attribute(cell, "colspan");
		size_t wide = 0;
		while (span && *span >= '0' && *span <= '9' && wide < 1000)
			wide = wide * 10 + (size_t)(*span++ - '0');
		if (is_html(cell, "td") || is_html(cell, "th"))
			n += wide ? wide : 1;
	}
	return n;
}

static void check_table(struct view *view, const struct element *table)
{
	const struct element *e = element_child(table);
	size_t most = 0;

	while (e) {
		size_t n = is_html(e, "tr") ? columns(e) : 0;
		if (most < n)
			most = n;
		e = is_html(e, "table") ? element_skip(table, e)
		                        : element_next(table, e);
	}
	if (most > TABLE_COLUMNS)
		found_with(view->book->findings, table_wide, view->name,
		           element_line(table), most);
}

static void check_element(struct view *view, const struct element *element)
{
	struct book *book = view->book;
	const char *address;

	if (is_html(element, "img")) {
		check_img(view, element);
	} else if (is_html(element, "a") || is_html(element, "area")) {
		address = element_attribute(element, "href");
		if (address && !view->is_nav)
			book_link(book, view->name, element_line(element),
			          address, false);
	} else if (is_html(element, "link")) {
		check_link_element(view, element);
	} else if (is_html(element, "style")) {
		check_style_element(view, element);
	} else if (is_html(element, "script")) {
		if (is_script(element))
			found(book->findings, script, view->name,
			      element_line(element));
	} else if (is_html(element, "table")) {
		check_table(view, element);
	} else if (is_html(element, "meta")) {
		view->has_charset |= says_charset(element);
	} else if (is_html(element, "iframe") || is_html(element, "embed")
	        || may_be_remote(element)) {
		address = element_attribute(element, "src");
		if (address)
			check_resource(view, element, address);
	} else if (element_is(element, NS_SVG, "image")) {
		check_svg_image(view, element);
	}
}

/* epub:type is Amazon's own advice (notes, contents); the rest is not. */
static void check_attributes(struct view *view, const struct element *element)
{
	const char *style = element_attribute(element, "style");
	size_t line = element_line(element);
	const struct attribute *a;

	if (style) {
		if (!view->inline_told)
			found(view->book->findings, css_inline, view->name,
			      line);
		view->inline_told = true;
		check_style_attribute(view->book, view->name, style, line);
	}
	for (a = attribute_first(element); a; a = attribute_next(a))
		if (attribute_in(a, NS_EPUB)
		 && strcmp(attribute_name(a), "type")
		 && strcmp(attribute_name(a), "prefix"))
			found_with(view->book->findings, epub_attribute,
			           view->name, line, attribute_name(a));
	if (element_in(element, NS_EPUB))
		found_with(view->book->findings, epub_attribute, view->name,
		           line, element_name(element));
}

/* ---- a whole page ---- */

static void check_wrapper(struct view *view, const struct markup *markup)
{
	const struct element *root = view->root;

	if (strcmp(element_name(root), "html"))
		found_with(view->book->findings, page_wrapper, view->name,
		           element_line(root), "html");
	else if (!element_in(root, NS_XHTML))
		found_with(view->book->findings, page_wrapper, view->name,
		           element_line(root), "html (xmlns=\"" NS_XHTML "\")");
	else if (!markup->faults[MARKUP_MALFORMED].is_there
	      && !element_find(root, NS_XHTML, "body"))
		found_with(view->book->findings, page_wrapper, view->name,
		           element_line(root), "body");
}

/* The sheets that a page is linked to must be known before its elements. */
static void collect_hidden(struct view *view)
{
	struct book *book = view->book;
	const struct element *head = element_find(view->root, NS_XHTML, "head");
	const struct element *e;

	for (e = head; e; e = element_next(head, e)) {
		const char *address = is_html(e, "link")
			? element_attribute(e, "href") : NULL;
		struct path path;
		size_t file;
		if (!address)
			continue;
		path = path_resolve(&book->name, str_of(view->name),
		                    str_of(address));
		file = path.kind == PATH_LOCAL
			? archive_lookup(&book->archive, path.file) : NAME_NONE;
		if (file != NAME_NONE && book->sheets[file])
			hidden_merge(&view->hidden, book->sheets[file]);
	}
}

static void count_hidden(struct view *view)
{
	const struct element *body = element_find(view->root, NS_XHTML, "body");
	const struct element *e = body;

	while (e) {
		if (!hidden_has(&view->hidden, e)) {
			e = element_next(body, e);
			continue;
		}
		view->hidden_letters += element_letters(e);
		e = element_skip(body, e);
	}
	if (view->hidden_letters > HIDDEN_LETTERS)
		found_with(view->book->findings, hidden_text, view->name, 0,
		           view->hidden_letters);
}

/* A page with the cover and nothing else is dropped by Kindle for the cover
   itself, if it is not read in order. */
static void check_cover_page(struct view *view, const struct spine_item *spine)
{
	const struct element *body = element_find(view->root, NS_XHTML, "body");

	if (!view->shows_cover || !spine || spine != view->book->spine)
		return;
	if (body && element_has_letters(body))
		found(view->book->findings, cover_text, view->name, 0);
	else if (spine->linear)
		found(view->book->findings, cover_twice, view->name, 0);
}

static void check_page(struct book *book, size_t file,
                       const struct spine_item *spine)
{
	struct view view = {
		.book = book,
		.name = book->archive.files[file].name.ptr,
		.page = job_alloc(book->job, sizeof(*view.page)),
		.is_nav = book->nav != NAME_NONE
		       && book->items[book->nav].file == file,
	};
	struct markup markup;
	const struct element *e;

	book->pages[file] = view.page;
	if (!book_parse(book, file, &markup))
		return;
	if (book->bytes.len > PAGE_LARGE_BYTES)
		found_with(book->findings, page_large, view.name, 0,
		           book->bytes.len >> 10);
	if (book->is_epub3 && markup.old_doctype)
		found(book->findings, doctype_old, view.name, 0);
	view.root = markup.root;
	view.page->is_whole = !markup.faults[MARKUP_MALFORMED].is_there;
	check_wrapper(&view, &markup);
	collect_hidden(&view);
	for (e = view.root; e; e = element_next(view.root, e)) {
		add_id(&view, e);
		check_element(&view, e);
		check_attributes(&view, e);
	}
	names_sort(&view.page->ids);
	if (markup.encoding_missing && view.has_charset)
		found(book->findings, encoding_meta, view.name, 0);
	else if (markup.encoding_missing)
		found(book->findings, encoding_missing, view.name, 0);
	count_hidden(&view);
	check_cover_page(&view, spine);
	markup_free(book->job, &markup);
}

/* ---- style sheets ---- */

static void check_sheet(struct book *book, size_t file)
{
	const char *name = book->archive.files[file].name.ptr;
	uint64_t size;

	book->sheets[file] = job_alloc(book->job, sizeof(**book->sheets));
	if (!book_read(book, file, CHECK_STYLE_MAX_BYTES, &size))
		return;
	check_style(book, name, buf_str(&book->bytes), 1);
	hidden_collect(book->job, book->sheets[file], buf_str(&book->bytes));
}

void check_pages(struct book *book)
{
	size_t n = book->archive.n;

	book->pages = job_alloc_array(book->job, n, sizeof(*book->pages));
	book->sheets = job_alloc_array(book->job, n, sizeof(*book->sheets));
	for (size_t i = 0; i < book->n_items; i++) {
		size_t file = book->items[i].file;
		if (file != NAME_NONE && !book->sheets[file] && str_equal(
		    book->items[i].media_type, STR_LIT("text/css")))
			check_sheet(book, file);
	}
	for (size_t i = 0; i < book->n_spine; i++) {
		size_t item = book->spine[i].item;
		size_t file = item == NAME_NONE ? item : book->items[item].file;
		if (file != NAME_NONE && !book->pages[file]
		 && item_is_page(&book->items[item]))
			check_page(book, file, &book->spine[i]);
	}
	for (size_t i = 0; i < book->n_items; i++) {
		size_t file = book->items[i].file;
		if (file != NAME_NONE && !book->pages[file]
		 && item_is_page(&book->items[i]))
			check_page(book, file, NULL);
	}
}
