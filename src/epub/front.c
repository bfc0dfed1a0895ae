/* SPDX-License-Identifier: MIT */
#include "epub/front.h"

#include "base/limits.h"
#include "epub/template.h"
#include "epub/xhtml.h"
#include "model/colophon.h"
#include "model/date.h"

/* ---- lists of articles ---- */

static const struct node *find(const struct node *article, enum node_kind kind)
{
	const struct node *n = article->first;

	while (n && n->kind != kind)
		n = n->next;
	return n;
}

static void put_about(struct job *job, struct xml *xml,
                      const struct article *article)
{
	const struct words *words = words_lookup(article->meta.language);
	struct str time = words_minutes(job, words, article->minutes);

	xhtml_open(xml, "p", "about");
	for (const struct node *n = article->node->first; n; n = n->next)
		if (n->kind == NODE_BYLINE) {
			xml_text(xml, plan_label(job,
			                         node_plain_text(job, n)));
			xml_text(xml, STR_LIT(" · "));
		}
	xml_open(xml, "span");
	xhtml_words_language(xml, words, article->meta.language);
	xml_text(xml, time);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void put_article(struct job *job, struct xml *xml,
                        const struct plan *plan, const struct part *part)
{
	const struct article *article = part->article;
	const struct node *dek = find(article->node, NODE_DEK);

	xhtml_open(xml, "li", "article");
	if (!str_equal(article->meta.language, plan->language)) {
		xhtml_language(xml, article->meta.language);
		xml_attribute(xml, "dir", article->rtl ? STR_LIT("rtl")
		                                       : STR_LIT("ltr"));
	}
	xml_newline(xml);
	xhtml_open(xml, "p", "title");
	xhtml_link(xml, part->file, plan_label(job, article->meta.title));
	xml_close(xml);
	xml_newline(xml);
	if (dek) {
		xhtml_open(xml, "p", "about");
		xml_text(xml, plan_label(job, node_plain_text(job, dek)));
		xml_close(xml);
		xml_newline(xml);
	}
	put_about(job, xml, article);
	xml_close(xml);
	xml_newline(xml);
}

static bool is_below(const struct node *node, const struct node *top)
{
	while (node && node != top)
		node = node->parent;
	return node == top;
}

static void put_section(struct xml *xml, const struct plan *plan,
                        const struct part *part, bool open)
{
	if (open) {
		xml_close(xml);
		xml_newline(xml);
	}
	xhtml_open(xml, "p", "section");
	xhtml_link(xml, part->file, plan_label(plan->job, part->node->text));
	xml_close(xml);
	xml_newline(xml);
}

/* The articles that a page lists, under the names of their sections. */
static struct str article_list(struct job *job, const struct plan *plan,
                               const struct part *page)
{
	struct xml *xml = xml_new_piece(job);
	bool open = false;
	size_t n = 0;

	for (size_t i = 0; i < plan->n_parts; i++) {
		const struct part *part = &plan->parts[i];

		if (part->node == page->node || !is_below(part->node, page->node)
		 || n < page->skip || n >= page->skip + LIST_MAX_ARTICLES) {
			n += part->first && is_below(part->node, page->node);
			continue;
		}
		if (part->kind == PART_SECTION && !part->skip) {
			put_section(xml, plan, part, open);
			open = false;
		} else if (part->first) {
			if (!open) {
				xhtml_open(xml, "ul", "articles");
				xml_newline(xml);
			}
			put_article(job, xml, plan, part);
			open = true;
			n++;
		}
	}
	return xml_finish(xml);
}

/* ---- what is in the book ---- */

static struct str list_facts(struct job *job, const struct plan *plan)
{
	const struct words *words = words_lookup(plan->language);
	struct xml *xml = xml_new_piece(job);
	size_t n;
	struct colophon_line *lines = colophon_lines(job, plan->doc, &n);

	for (size_t i = 0; i < n; i++) {
		xhtml_open(xml, "p", "fact");
		if (lines[i].ours)
			xhtml_words_language(xml, words, plan->language);
		xml_text(xml, plan_label(job, lines[i].text));
		xml_close(xml);
		xml_newline(xml);
	}
	return xml_finish(xml);
}

/* ---- pages ---- */

static struct str date_of(struct job *job, const struct plan *plan)
{
	struct date date;

	if (!date_parse(plan->doc->meta.date, &date))
		return STR_LIT("");
	return date_words(job, date, plan->language);
}

static struct str or_empty(struct str s)
{
	return s.ptr ? s : STR_LIT("");
}

struct str front_document(struct job *job, const struct plan *plan,
                          const struct part *part)
{
	const struct meta *meta = &plan->doc->meta;
	const struct words *words = words_lookup(plan->language);
	struct str mark = words_mark(words, plan->language);
	struct str list = STR_LIT(""), facts = STR_LIT("");
	const char *name = "cover.xhtml";
	struct str title = plan_label(job, meta->title);

	if (part->kind == PART_CONTENTS) {
		name = "contents.xhtml";
		list = article_list(job, plan, part);
	} else if (part->kind == PART_COLOPHON) {
		name = "colophon.xhtml";
		facts = list_facts(job, plan);
	} else if (part->kind == PART_SECTION) {
		name = "section.xhtml";
		list = article_list(job, plan, part);
	}
	return template_fill(job, plan->doc, name, (struct place[]){
		{"language", plan->language, false},
		{"direction", plan->rtl ? STR_LIT("rtl") : STR_LIT("ltr"),
		 false},
		{"title", title, false},
		{"subtitle", or_empty(meta->subtitle), false},
		{"author", or_empty(meta->author), false},
		{"date", date_of(job, plan), false},
		{"section", part->kind == PART_SECTION
			? plan_label(job, part->node->text) : STR_LIT(""),
		 false},
		{"cover", str_of(plan->cover.bytes.ptr ? plan->cover.file : ""),
		 false},
		{"contents", str_of(words->contents), false},
		{"words-language", mark.ptr ? mark : plan->language, false},
		{"about", str_of(words->about), false},
		{"articles", list, true},
		{"facts", facts, true},
	}, 13);
}
