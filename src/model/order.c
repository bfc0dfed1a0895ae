/* SPDX-License-Identifier: MIT */
#include "model/order.h"

#include <stdlib.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/map.h"
#include "model/collate.h"
#include "model/date.h"
#include "model/locale.h"
#include "model/source.h"
#include "model/words.h"

/* An article or a section, and what it is sorted by. */
struct item {
	struct node *node;
	bool last;       /* nothing is known that it could be sorted by */
	struct str key;
	size_t number;   /* where the keys are equal */
	size_t place;    /* as it was given */
};

static int compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int order;

	if (x->last != y->last)
		return x->last - y->last;
	order = str_compare(x->key, y->key);
	if (order)
		return order;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->place < y->place ? -1 : 1;
}

struct ordering {
	struct job *job;
	struct a2b_document *doc;
	struct str language;
	struct collator *collator;
};

static bool is(const char *option, const char *value)
{
	return option && !strcmp(option, value);
}

/* ---- sorting ---- */

static struct item item_of(struct ordering *o, struct node *node, size_t place)
{
	const char *sort = o->doc->options.sort;
	const struct meta *meta = &node->article->meta;
	struct item item = {.node = node, .place = place};

	if (is(sort, "title")) {
		item.key = collator_key(o->collator, meta->title);
	} else if (is(sort, "date")) {
		item.key = meta->date;
		item.last = str_empty(meta->date);
	} else if (is(sort, "source")) {
		item.key = collator_key(o->collator,
		                        source_name(meta->source));
		item.last = str_empty(meta->source);
	} else if (is(sort, "length")) {
		item.number = node->article->words;
	}
	return item;
}

static bool is_article(const struct node *node)
{
	return node->kind == NODE_ARTICLE;
}

static bool is_any(const struct node *node)
{
	(void)node;
	return true;
}

/* The articles in a part, sorted, before the sections in it. */
static void sort_part(struct ordering *o, struct node *part)
{
	struct item *items = NULL;
	struct node *before = NULL;
	size_t n = 0, room = 0;

	for (struct node *node = part->first, *next; node; node = next) {
		next = node->next;
		if (node->kind != NODE_ARTICLE)
			continue;
		items = job_grow(o->job, items, &room, n + 1, sizeof(*items));
		items[n] = item_of(o, node, n);
		n++;
	}
	if (!n)
		return;
	node_remove_children(part, is_article);
	qsort(items, n, sizeof(*items), compare_items);
	for (size_t i = 0; i < n; i++) {
		node_insert(part, before, items[i].node);
		before = items[i].node;
	}
}

static void sort_all(struct ordering *o)
{
	const char *sort = o->doc->options.sort;

	if (!sort || is(sort, "none"))
		return;
	for (struct node *node = o->doc->book; node;
	     node = (struct node *)node_following(o->doc->book, node,
	                node->kind == NODE_ARTICLE))
		if (node->kind != NODE_ARTICLE)
			sort_part(o, node);
}

/* ---- grouping ---- */

/* A language by its own name in the language of the book: "Italian". */
static struct str language_name(struct ordering *o, struct str tag)
{
	UChar name[128], title[128];
	char bytes[512];
	int32_t len;
	UErrorCode error = U_ZERO_ERROR;
	const char *in = icu_locale(o->job, o->language);

	uloc_getDisplayLanguage(job_copy(o->job, tag).ptr, in, name, 128,
	                        &error);
	len = u_strToTitle(title, 128, name, -1, NULL, in, &error);
	u_strToUTF8(bytes, sizeof(bytes), &len, title, len, &error);
	return U_SUCCESS(error) ? job_copy(o->job, (struct str){bytes,
	                                           (size_t)len}) : tag;
}

/* What an article is grouped by; STR_NONE where it is not known. */
static struct str group_of(const struct ordering *o,
                           const struct article *article)
{
	const char *by = o->doc->options.group_by;
	const struct meta *meta = &article->meta;

	if (is(by, "source") && !str_empty(meta->source))
		return source_name(meta->source);
	if (is(by, "date") && !str_empty(meta->date))
		return meta->date;
	if (is(by, "tag") && meta->n_tags)
		return meta->tags[0];
	if (is(by, "language")) {
		const char *dash = memchr(meta->language.ptr, '-',
		                          meta->language.len);

		return dash ? str_range(meta->language.ptr, dash)
		            : meta->language;
	}
	return STR_NONE;
}

static struct str group_name(struct ordering *o, struct str group)
{
	const char *by = o->doc->options.group_by;
	struct date date;

	if (!group.ptr)
		return str_of(words_lookup(o->language)->other);
	if (is(by, "date") && date_parse(group, &date))
		return date_words(o->job, date, o->language);
	if (is(by, "language"))
		return language_name(o, group);
	return group;
}

/* Names in the order of the dictionary, days in that of the calendar, what has
   no group at the end. */
static struct item new_section(struct ordering *o, struct str group)
{
	struct item item = {.node = node_new(o->job, NODE_SECTION)};
	struct str name = group_name(o, group);

	item.node->text = job_keep_copy(o->job, name);
	item.last = !group.ptr;
	item.key = is(o->doc->options.group_by, "date")
		? group : collator_key(o->collator, name);
	return item;
}

/* All articles out of the tree, which is empty then. */
static void take_all(struct ordering *o)
{
	struct a2b_document *doc = o->doc;

	for (struct node *node = doc->book; node;
	     node = (struct node *)node_following(doc->book, node,
	                node->kind == NODE_ARTICLE))
		if (node->kind != NODE_ARTICLE)
			node_remove_children(node, is_article);
	node_remove_children(doc->book, is_any);
}

static bool any_group(const struct ordering *o)
{
	for (size_t i = 0; i < o->doc->n_articles; i++)
		if (group_of(o, o->doc->articles[i]).ptr)
			return true;
	return false;
}

static void append_all(struct ordering *o)
{
	for (size_t i = 0; i < o->doc->n_articles; i++)
		node_append(o->doc->book, o->doc->articles[i]->node);
}

static void group_all(struct ordering *o)
{
	struct a2b_document *doc = o->doc;
	struct map map = {.job = o->job};
	struct item *items = job_alloc_array(o->job, doc->n_articles,
	                                     sizeof(*items));
	size_t n = 0;

	for (size_t i = 0; i < doc->n_articles; i++) {
		struct str group = group_of(o, doc->articles[i]);
		/* "?" is before what has one: no group is called so */
		struct str key = group.ptr
			? job_format(o->job, "=%.*s", STR_ARG(group))
			: STR_LIT("?");
		void **section = map_at(&map, key);

		if (!*section) {
			items[n] = new_section(o, group);
			items[n].place = n;
			*section = items[n++].node;
		}
		node_append(*section, doc->articles[i]->node);
	}
	qsort(items, n, sizeof(*items), compare_items);
	for (size_t i = 0; i < n; i++)
		node_append(doc->book, items[i].node);
}

void order_articles(struct job *job, struct a2b_document *doc,
                    struct str language)
{
	struct ordering o = {.job = job, .doc = doc, .language = language};
	const struct a2b_options *options = &doc->options;
	bool grouped = options->group_by && !is(options->group_by, "section");

	if (!grouped && (!options->sort || is(options->sort, "none")))
		return;
	o.collator = collator_new(job, language);
	if (grouped)
		take_all(&o);
	if (grouped && any_group(&o))
		group_all(&o);
	else if (grouped)
		append_all(&o);
	sort_all(&o);
}
