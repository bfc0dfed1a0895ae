/* SPDX-License-Identifier: MIT */
#include "layout/heads.h"

#include "base/utf8.h"

/* A running head, to be set on many pages, and what it was made of. */
struct head {
	const struct entry *entry;
	const struct paragraph *text;
};

static struct paragraph *new_head(const struct setting *setting,
                                  enum look_kind kind, struct str text,
                                  struct str language)
{
	return text_new(setting, &setting->style->look[kind], text, language,
	                NULL, NULL, setting->rtl);
}

/* `n` bytes of a text, back to the last space in them. */
static struct str cut_at_word(struct str text, size_t n)
{
	size_t at = 0, cut = 0;

	while (at < n) {
		size_t here = at;

		if (utf8_is_space(utf8_next(text, &at)) && here <= n)
			cut = here;
	}
	if (cut == 0)
		for (at = 0; at < n; utf8_next(text, &at))
			cut = at;
	return (struct str){text.ptr, cut};
}

/* A text as a running head, cut at a word where it is too long for the line. */
static struct paragraph *fit_head(const struct setting *setting,
                                  struct str text, struct str language)
{
	struct paragraph *head = new_head(setting, LOOK_HEAD, text, language);
	int32_t room = setting->style->full * 9 / 10;
	int32_t width = text_width(setting, head);
	struct str rest = text;

	while (width > room && rest.len > 8) {
		struct str cut;

		rest = cut_at_word(rest, (size_t)((int64_t)rest.len * room
		                                  / width * 95 / 100));
		cut = job_format(setting->job, "%.*s…", STR_ARG(rest));
		head = new_head(setting, LOOK_HEAD, cut, language);
		width = text_width(setting, head);
	}
	return head;
}

static void set_centered(struct press *press, size_t page,
                         const struct paragraph *text, int32_t y)
{
	const struct style *style = press->setting->style;
	const struct lines *lines = text_set(press->setting, text, style->full);

	if (lines->n)
		press_line(press, page, &lines->line[0],
		           page_left(press->setting, page), y);
}

/* What right pages name: the article, or where there is but one its sections. */
static bool is_named(const struct setting *setting, const struct entry *entry)
{
	return setting->doc->n_articles > 1
	     ? entry->article && entry->node->kind == NODE_ARTICLE
	     : entry->level <= 2;
}

/* The last entry to be named that begins on the page or before it: `*next` moves
   on with the pages. */
static void advance(const struct setting *setting, size_t page, size_t *next,
                    const struct entry **named)
{
	const struct outline *outline = setting->outline;

	for (; *next < outline->n
	    && outline->entry[*next].target.page <= page; ++*next)
		if (is_named(setting, &outline->entry[*next]))
			*named = &outline->entry[*next];
}

static void add_head(struct press *press, size_t page, struct head *right,
                     const struct entry *named, const struct paragraph *book)
{
	const struct setting *setting = press->setting;
	const struct paragraph *text = book;

	if (page % 2 == 0 && named) {
		if (named != right->entry)
			right->text = fit_head(setting, named->label,
			                       named->language);
		right->entry = named;
		text = right->text;
	}
	set_centered(press, page, text, setting->style->head_y);
}

void heads_add(struct press *press)
{
	const struct setting *setting = press->setting;
	const struct meta *meta = &setting->doc->meta;
	struct paragraph *book = fit_head(setting, meta->title, meta->language);
	const struct entry *named = NULL;
	struct head right = {0};
	size_t next = 0;

	for (size_t i = 0; i < press->pages->n_pages; i++) {
		struct paragraph *folio = new_head(setting, LOOK_FOLIO,
			press->pages->page[i].label, meta->language);

		advance(setting, i, &next, &named);
		if (!press->opening[i] && setting->style->head_y)
			add_head(press, i, &right, named, book);
		if (setting->style->folio_y)
			set_centered(press, i, folio, setting->style->folio_y);
	}
}
