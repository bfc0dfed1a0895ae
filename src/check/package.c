/* SPDX-License-Identifier: MIT */

/* The package document: metadata, manifest, spine. */

#include "base/limits.h"
#include "check/book.h"
#include "check/language.h"

static struct str keep(struct book *book, const char *text)
{
	return job_copy(book->job, str_trim(str_of(text ? text : "")));
}

/* The beginning of it: nobody needs more, and elements may hold each other. */
static struct str text_of(struct book *book, const struct element *element)
{
	struct str text;

	buf_clear(&book->bytes);
	element_text(element, CHECK_VALUE_MAX_BYTES, &book->bytes);
	text = str_trim(buf_str(&book->bytes));
	return job_copy(book->job, text);
}

static bool is_opf(const struct element *element, const char *name)
{
	return !strcmp(element_name(element), name)
	    && !element_in(element, NS_DC);
}

/* ---- metadata ---- */

struct metadata {
	size_t titles, title_line;
	bool title_is_main;
	size_t languages;
	const char *wanted_identifier;
	struct str cover_id; /* of <meta name="cover"> */
	size_t modified;     /* dcterms:modified */
	bool modified_is_time;
};

static void check_language(struct book *book, const struct element *element)
{
	struct str tag = text_of(book, element);
	const char *file = book->package.ptr;
	size_t line = element_line(element);

	if (str_empty(tag))
		found(book->findings, language_missing, file, line);
	else if (!language_is_tag(tag))
		found_with(book->findings, language_form, file, line, tag.ptr);
	else if (!language_is_known(tag))
		found_with(book->findings, language_unknown, file, line,
		           tag.ptr);
	else if (!language_is_kindles(tag))
		found_with(book->findings, language_kindle, file, line,
		           tag.ptr);
}

static void look_at_title(struct book *book, struct metadata *metadata,
                          const struct element *element)
{
	if (str_empty(text_of(book, element)))
		return;
	if (metadata->titles++ == 0)
		metadata->title_line = element_line(element);
	else if (metadata->titles == 2)
		metadata->title_line = element_line(element);
}

/* Is it a time in UTC to the second, 2026-11-22T10:00:00Z? */
static bool is_time(struct str text)
{
	static const char form[] = "0000-00-00T00:00:00Z";

	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (form[i] == '0' ? !digit : text.ptr[i] != form[i])
			return false;
	}
	return true;
}

static void look_at_meta(struct book *book, struct metadata *metadata,
                         const struct element *element)
{
	const char *name = element_attribute(element, "name");
	const char *property = element_attribute(element, "property");

	if (name && !strcmp(name, "cover"))
		metadata->cover_id = keep(book, element_attribute(element,
		                                                  "content"));
	if (property && !strcmp(property, "ibooks:specified-fonts"))
		book->fonts_told = true;
	if (property && !strcmp(property, "dcterms:modified")) {
		metadata->modified++;
		metadata->modified_is_time = is_time(text_of(book, element));
	}
	if (property && !strcmp(property, "title-type")
	 && element_attribute(element, "refines")
	 && str_equal(text_of(book, element), STR_LIT("main")))
		metadata->title_is_main = true;
}

static void look_at_metadata(struct book *book, struct metadata *metadata,
                             const struct element *element)
{
	if (element_is(element, NS_DC, "title")) {
		look_at_title(book, metadata, element);
	} else if (element_is(element, NS_DC, "language")) {
		/* the first counts: others say what else is in the book */
		if (metadata->languages++ == 0)
			check_language(book, element);
	} else if (element_is(element, NS_DC, "identifier")) {
		const char *id = element_attribute(element, "id");
		if (id && metadata->wanted_identifier
		 && !strcmp(id, metadata->wanted_identifier))
			book->identifier = text_of(book, element);
	} else if (is_opf(element, "meta")) {
		look_at_meta(book, metadata, element);
	}
}

static void check_metadata(struct book *book, const struct metadata *metadata)
{
	const char *file = book->package.ptr;

	if (metadata->titles == 0)
		found(book->findings, title_missing, file, 0);
	else if (metadata->titles > 1 && metadata->title_is_main)
		found_with(book->findings, title_refined, file,
		           metadata->title_line, metadata->titles);
	else if (metadata->titles > 1)
		found_with(book->findings, title_twice, file,
		           metadata->title_line, metadata->titles);
	if (metadata->languages == 0)
		found(book->findings, language_missing, file, 0);
	if (str_empty(book->identifier))
		found(book->findings, identifier_mismatch, file, 0);
	if (book->is_epub3 && metadata->modified > 1)
		found_with(book->findings, modified_wrong, file, 0,
		           "more than one");
	else if (book->is_epub3 && !metadata->modified_is_time)
		found_with(book->findings, modified_wrong, file, 0, "no");
}

/* ---- manifest ---- */

static void check_item(struct book *book, const struct item *item)
{
	const char *file = book->package.ptr;

	if (str_starts(item->name, STR_LIT("META-INF/"))
	 || str_equal(item->name, STR_LIT("mimetype"))
	 || str_equal(item->name, book->package))
		found_with(book->findings, manifest_metainf, file, item->line,
		           item->name.ptr);
	else if (item->file == NAME_NONE)
		found_with(book->findings, manifest_missing, file, item->line,
		           item->name.ptr);
}

static void add_item(struct book *book, const struct element *element)
{
	const char *address = element_attribute(element, "href");
	struct item *item;
	struct path path;

	if (!address)
		return;
	path = path_resolve(&book->name, book->package, str_of(address));
	if (path.kind == PATH_OUTSIDE)
		found_with(book->findings, link_outside, book->package.ptr,
		           element_line(element), address);
	if (path.kind != PATH_LOCAL)
		return; /* sound and film may lie elsewhere */
	book->items = job_grow(book->job, book->items, &book->items_room,
	                       book->n_items + 1, sizeof(*book->items));
	item = &book->items[book->n_items];
	*item = (struct item){
		.id = keep(book, element_attribute(element, "id")),
		.name = job_copy(book->job, path.file),
		.media_type = keep(book, element_attribute(element,
		                                           "media-type")),
		.properties = keep(book, element_attribute(element,
		                                           "properties")),
		.file = archive_lookup(&book->archive, path.file),
		.line = element_line(element),
		.has_fallback = element_attribute(element, "fallback"),
	};
	names_add(book->job, &book->item_ids, item->id, book->n_items);
	names_add(book->job, &book->item_names, item->name, book->n_items);
	book->n_items++;
	check_item(book, item);
}

static void find_special_items(struct book *book, struct str cover_id)
{
	for (size_t i = 0; i < book->n_items; i++) {
		const struct item *item = &book->items[i];
		if (book->nav == NAME_NONE && has_word(item->properties,
		                                        STR_LIT("nav")))
			book->nav = i;
		if (book->cover == NAME_NONE
		 && has_word(item->properties, STR_LIT("cover-image")))
			book->cover = i;
		if (book->ncx == NAME_NONE && str_equal(item->media_type,
		    STR_LIT("application/x-dtbncx+xml")))
			book->ncx = i;
	}
	if (book->cover == NAME_NONE && !str_empty(cover_id))
		book->cover = names_lookup(&book->item_ids, cover_id);
	else if (book->cover != NAME_NONE && str_empty(cover_id))
		found(book->findings, cover_meta, book->package.ptr,
		      book->items[book->cover].line);
	if (book->cover == NAME_NONE)
		found(book->findings, cover_missing, book->package.ptr, 0);
}

/* ---- spine ---- */

static void add_to_spine(struct book *book, const struct element *element)
{
	const char *id = element_attribute(element, "idref");
	const char *linear = element_attribute(element, "linear");
	const char *file = book->package.ptr;
	size_t line = element_line(element);
	size_t i = names_lookup(&book->item_ids, str_of(id ? id : ""));

	if (i == NAME_NONE)
		found_with(book->findings, spine_missing, file, line,
		           id ? id : "");
	else if (!item_is_page(&book->items[i]) && !book->items[i].has_fallback)
		found_with(book->findings, spine_type, file, line,
		           book->items[i].name.ptr,
		           book->items[i].media_type.ptr);
	book->spine = job_grow(book->job, book->spine, &book->spine_room,
	                       book->n_spine + 1, sizeof(*book->spine));
	book->spine[book->n_spine++] = (struct spine_item){
		i, !linear || strcmp(linear, "no")};
}

static void check_spine(struct book *book, const struct element *spine)
{
	const char *toc = spine ? element_attribute(spine, "toc") : NULL;
	bool some = false;

	for (size_t i = 0; i < book->n_spine; i++)
		some |= book->spine[i].linear
		     && book->spine[i].item != NAME_NONE;
	if (!some)
		found(book->findings, spine_empty, book->package.ptr, 0);
	if (spine && book->ncx != NAME_NONE
	 && names_lookup(&book->item_ids, str_of(toc ? toc : ""))
	    != book->ncx)
		found_with(book->findings, ncx_unlinked, book->package.ptr,
		           element_line(spine), book->items[book->ncx].id.ptr);
}

/* ---- all of it ---- */

static void read_package(struct book *book, const struct element *root)
{
	struct metadata metadata = {
		.wanted_identifier = element_attribute(root,
		                                       "unique-identifier")};
	const char *version = element_attribute(root, "version");
	const struct element *spine = NULL, *e;

	book->is_epub3 = version && version[0] == '3';
	for (e = root; e; e = element_next(root, e)) {
		if (is_opf(e, "item"))
			add_item(book, e);
		else if (is_opf(e, "spine"))
			spine = e;
		else
			look_at_metadata(book, &metadata, e);
	}
	names_sort(&book->item_ids);
	names_sort(&book->item_names);
	check_metadata(book, &metadata);
	find_special_items(book, metadata.cover_id);
	for (e = root; e; e = element_next(root, e)) {
		const char *address = element_attribute(e, "href");
		if (is_opf(e, "itemref"))
			add_to_spine(book, e);
		else if (is_opf(e, "reference") && address)
			book_link(book, book->package.ptr, element_line(e),
			          address, false);
	}
	check_spine(book, spine);
}

void check_package(struct book *book)
{
	size_t file = archive_lookup(&book->archive, book->package);
	struct markup markup;

	book->nav = book->ncx = book->cover = NAME_NONE;
	if (str_empty(book->package))
		return;
	if (file == NAME_NONE) {
		found_with(book->findings, package_missing, NULL, 0,
		           book->package.ptr);
		book->package = STR_NONE;
	} else if (!book_parse(book, file, &markup)) {
		book->package = STR_NONE;
	} else {
		read_package(book, markup.root);
		markup_free(book->job, &markup);
	}
}
