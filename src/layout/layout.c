/* SPDX-License-Identifier: MIT */

/*
 * From a document to pages: the outline is known from the model, the contents are
 * set first (they take pages), then each article as a chapter of its own, and at
 * the end what needs all page numbers.
 */

#include "layout/chapter.h"
#include "layout/contents.h"
#include "layout/element.h"
#include "layout/heads.h"
#include "layout/outline.h"
#include "layout/place.h"
#include "model/progress.h"

/* Elements of the open sections, by depth; 0 is the document's. */
struct parts {
	struct element **element;
	size_t room;
};

static size_t depth(const struct node *node)
{
	size_t n = 0;

	for (; node->parent; node = node->parent)
		n++;
	return n;
}

static struct element *part_of(const struct parts *parts,
                               const struct node *node)
{
	return parts->element[depth(node) - 1];
}

static void open_part(const struct setting *setting, struct parts *parts,
                      const struct node *node, struct chain *chain)
{
	struct element *part = element_new(setting->job, part_of(parts, node),
	                                   ROLE_PART);
	size_t at = depth(node);

	if (at >= parts->room)
		parts->element = job_grow(setting->job, parts->element,
		                          &parts->room, at + 1,
		                          sizeof(*parts->element));
	parts->element[at] = part;
	blocks_of_section(setting, node, part, chain);
}

static void make_chapters(const struct setting *setting, struct press *press)
{
	const struct node *book = setting->doc->book;
	struct parts parts = {0};
	struct chain chain = {0};
	size_t done = 0;

	parts.element = job_grow(setting->job, NULL, &parts.room, 4,
	                         sizeof(*parts.element));
	parts.element[0] = press->pages->root;
	for (const struct node *node = book->first; node;
	     node = node_following(book, node, node->kind == NODE_ARTICLE)) {
		if (node->kind == NODE_SECTION)
			open_part(setting, &parts, node, &chain);
		if (node->kind != NODE_ARTICLE)
			continue;
		blocks_of_article(setting, node->article,
		                  part_of(&parts, node), &chain);
		progress_tell(setting->doc, A2B_SETTING, ++done,
		              setting->doc->n_articles, press->pages->n_pages);
		if (setting->style->run_on)
			continue;
		chapter_make(press, &chain);
		chain.n = 0;
	}
	chapter_make(press, &chain); /* what runs on, or has no article */
}

static void make_bookmarks(const struct setting *setting, struct pages *pages)
{
	const struct outline *outline = setting->outline;

	pages->bookmarks = job_alloc_array(setting->job, outline->n,
	                                   sizeof(*pages->bookmarks));
	pages->n_bookmarks = outline->n;
	for (size_t i = 0; i < outline->n; i++)
		pages->bookmarks[i] = (struct bookmark){
			.label = outline->entry[i].label,
			.level = outline->entry[i].level,
			.target = outline->entry[i].target,
		};
}

static struct pages *pages_new(struct job *job, const struct style *style,
                               const struct a2b_document *doc)
{
	struct pages *pages = job_alloc(job, sizeof(*pages));

	pages->width = style->width;
	pages->height = style->height;
	pages->root = element_new(job, NULL, ROLE_DOCUMENT);
	pages->root->language = doc->meta.language;
	return pages;
}

const struct pages *layout_document(struct job *job,
                                    const struct a2b_document *doc)
{
	struct style style;
	struct setting setting = {.job = job, .doc = doc, .style = &style};
	struct press press = {.setting = &setting};
	struct contents contents = {0};

	page_style_init(&style, job, &doc->options);
	setting.typesetter = typesetter_new(job, doc);
	setting.outline = outline_new(job, doc);
	setting.rtl = language_is_rtl(job, doc->meta.language);
	press.pages = pages_new(job, &style, doc);
	contents_add(&setting, press.pages->root, &contents);
	chapter_make(&press, &contents.chain);
	make_chapters(&setting, &press);
	contents_fill(&press, &contents);
	heads_add(&press);
	make_bookmarks(&setting, press.pages);
	press.pages->faces = typesetter_faces(setting.typesetter,
	                                      &press.pages->n_faces);
	typesetter_report(setting.typesetter);
	return press.pages;
}
