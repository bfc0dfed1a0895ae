/* SPDX-License-Identifier: MIT */
#include "epub/article.h"

#include "epub/blocks.h"
#include "epub/xhtml.h"

struct writing {
	struct job *job;
	struct xml *xml;
	struct plan *plan;
	const struct part *part;
	const struct node *title; /* NULL: the article has none */
	struct blocks *blocks;
	bool linked; /* a link to another article was written */
};

/* ---- the title block ---- */

static const struct node *find_title(const struct node *article)
{
	const struct node *n = article->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n;
}

static bool is_head(const struct node *node)
{
	return node->kind == NODE_TITLE || node->kind == NODE_DEK
	    || node->kind == NODE_BYLINE;
}

static void put_reading_time(struct writing *w)
{
	const struct article *article = w->part->article;
	const struct words *words = words_lookup(article->meta.language);

	xhtml_open(w->xml, "p", "reading-time");
	xhtml_words_language(w->xml, words, article->meta.language);
	xml_text(w->xml, words_minutes(w->job, words, article->minutes));
	xml_close(w->xml);
	xml_newline(w->xml);
}

/* Title, standfirst and byline, in the order of the text; returns what follows
   them. */
static const struct node *put_head(struct writing *w)
{
	const struct node *n = w->part->begin;

	if (!w->title || !n || !is_head(n))
		return n;
	xml_open(w->xml, "header");
	xml_newline(w->xml);
	for (; n && is_head(n); n = n->next)
		blocks_put(w->blocks, n);
	put_reading_time(w);
	xml_close(w->xml);
	xml_newline(w->xml);
	return n;
}

/* ---- links between the articles of a collection ---- */

static void put_link(struct writing *w, const struct part *to,
                     const char *text, const char *rel)
{
	if (!to)
		return;
	if (w->linked)
		xml_text(w->xml, STR_LIT(" · "));
	w->linked = true;
	xml_open(w->xml, "a");
	xml_attribute(w->xml, "href", to->file);
	xml_attribute(w->xml, "rel", str_of(rel));
	xml_text(w->xml, str_of(text));
	xml_close(w->xml);
}

static void put_links(struct writing *w)
{
	const struct str language = w->part->article->meta.language;
	const struct words *words = words_lookup(language);
	const struct plan *plan = w->plan;

	if (plan->doc->n_articles < 2 || plan->doc->options.no_article_links)
		return;
	xhtml_open(w->xml, "p", "article-links");
	xhtml_words_language(w->xml, words, language);
	put_link(w, plan_neighbour(plan, w->part, -1), words->previous, "prev");
	put_link(w, plan_find(plan, PART_CONTENTS), words->contents, NULL);
	put_link(w, plan_neighbour(plan, w->part, 1), words->next, "next");
	xml_close(w->xml);
	xml_newline(w->xml);
}

/* ---- the document ---- */

static void open_section(struct writing *w)
{
	const struct article *article = w->part->article;

	xml_open(w->xml, "section");
	if (w->part->first)
		xhtml_role(w->xml, "chapter", "doc-chapter");
	if (w->part->first && w->title)
		xml_attribute(w->xml, "aria-labelledby", w->title->id);
	else
		xml_attribute(w->xml, "aria-label",
		              plan_label(w->job, article->meta.title));
	xml_newline(w->xml);
}

struct str article_document(struct job *job, struct plan *plan,
                            const struct part *part)
{
	const struct article *article = part->article;
	struct writing w = {.job = job, .plan = plan, .part = part};
	const struct node *n;

	w.title = find_title(article->node);
	w.xml = xhtml_begin(job, plan_label(job, article->meta.title),
	                    article->meta.language, article->rtl);
	w.blocks = blocks_new(job, w.xml, plan, part, w.title != NULL);
	open_section(&w);
	n = part->first ? put_head(&w) : part->begin;
	for (; n != part->end; n = n->next)
		blocks_put(w.blocks, n);
	if (part->last) {
		blocks_pass_pages(w.blocks);
		put_links(&w);
	}
	return xml_finish(w.xml);
}
