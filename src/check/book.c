/* SPDX-License-Identifier: MIT */
#include "check/book.h"

#include "base/limits.h"
#include "base/utf8.h"

bool book_read(struct book *book, size_t file, size_t keep, uint64_t *size)
{
	return archive_read(&book->archive, file, keep, &book->bytes, size);
}

static void report_markup(struct book *book, const char *name,
                          const struct markup *markup)
{
	struct findings *findings = book->findings;

	if (markup->is_tangled)
		found_with(findings, xml_large, name, 0,
		           CHECK_MARKUP_MAX_BYTES >> 20);
	if (markup->faults[MARKUP_MALFORMED].is_there)
		found_with(findings, xml_malformed, name,
		           markup->faults[MARKUP_MALFORMED].line, markup->why);
	if (markup->faults[MARKUP_DASHES].is_there)
		found(findings, comment_dashes, name,
		      markup->faults[MARKUP_DASHES].line);
	if (markup->faults[MARKUP_ENTITY].is_there)
		found(findings, entity_unknown, name,
		      markup->faults[MARKUP_ENTITY].line);
	if (markup->external_entity)
		found(findings, entity_external, name, 0);
	if (!str_empty(markup->encoding))
		found_with(findings, encoding_other, name, 0,
		           markup->encoding.ptr);
}

bool book_parse_again(struct book *book, size_t file, struct markup *markup)
{
	uint64_t size;

	*markup = (struct markup){0};
	if (!book_read(book, file, CHECK_MARKUP_MAX_BYTES, &size))
		return false;
	if (size > CHECK_MARKUP_MAX_BYTES) {
		markup->is_tangled = true;
		return false;
	}
	markup_parse(book->job, buf_str(&book->bytes), book->steps, markup);
	if (markup->effort <= book->steps)
		book->steps -= markup->effort;
	return markup->root;
}

bool book_parse(struct book *book, size_t file, struct markup *markup)
{
	bool some = book_parse_again(book, file, markup);

	report_markup(book, book->archive.files[file].name.ptr, markup);
	return some;
}

const struct item *book_item_of(const struct book *book, struct str name)
{
	size_t item = names_lookup(&book->item_names, name);

	return item == NAME_NONE ? NULL : &book->items[item];
}

bool item_is_page(const struct item *item)
{
	return str_equal(item->media_type, STR_LIT("application/xhtml+xml"));
}

bool has_word(struct str words, struct str word)
{
	size_t at = 0;

	while (at < words.len) {
		size_t begin = at;
		while (at < words.len && !strchr(" \t\r\n", words.ptr[at]))
			at++;
		if (str_equal(str_range(words.ptr + begin, words.ptr + at),
		              word))
			return true;
		at++;
	}
	return false;
}

/* ---- links ---- */

struct str book_remember(struct book *book, struct str id)
{
	book->remembered += id.len + sizeof(struct link);
	if (book->remembered > CHECK_LINKS_MAX_BYTES)
		return STR_NONE;
	return job_copy(book->job, id);
}

static void add_link(struct book *book, struct link link)
{
	link.id = book_remember(book, link.id);
	if (!link.id.ptr)
		return;
	book->links = job_grow(book->job, book->links, &book->links_room,
	                       book->n_links + 1, sizeof(*book->links));
	book->links[book->n_links++] = link;
}

void book_link(struct book *book, const char *from, size_t line,
               const char *address, bool from_contents)
{
	struct path path = path_resolve(&book->name, str_of(from),
	                                str_of(address));
	size_t to;

	if (path.kind == PATH_OUTSIDE)
		found_with(book->findings, link_outside, from, line, address);
	if (path.kind != PATH_LOCAL)
		return;
	to = archive_lookup(&book->archive, path.file);
	if (to == NAME_NONE && from_contents)
		found_with(book->findings, toc_target, from, line,
		           path.file.ptr);
	else if (to == NAME_NONE)
		found_with(book->findings, link_missing, from, line,
		           path.file.ptr);
	else if (!str_empty(path.fragment))
		add_link(book, (struct link){from_contents, from, line, to,
		                             path.fragment});
}

static void check_link(struct book *book, const struct link *link)
{
	const struct page *page = book->pages[link->to];
	const char *name = book->archive.files[link->to].name.ptr;

	if (!page || str_starts(link->id, STR_LIT("epubcfi(")))
		return;
	if (!str_empty(page->body_id) && str_equal(page->body_id, link->id))
		found_with(book->findings, link_body, link->from, link->line,
		           link->id.ptr);
	else if (!page->is_whole
	      || names_lookup(&page->ids, link->id) != NAME_NONE)
		return;
	else if (link->from_contents)
		found_with(book->findings, toc_anchor, link->from, link->line,
		           link->id.ptr, name);
	else
		found_with(book->findings, link_anchor, link->from, link->line,
		           link->id.ptr, name);
}

void check_links(struct book *book)
{
	for (size_t i = 0; i < book->n_links; i++)
		check_link(book, &book->links[i]);
}
