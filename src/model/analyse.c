/* SPDX-License-Identifier: MIT */

/*
 * Completes the model once all articles are in: metadata of the book, title
 * blocks, identities, names, ids and levels. Everything here may be done again,
 * but with no article more: options that go to a single one are in it then.
 */

#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include "base/map.h"
#include "base/utf8.h"
#include "model/bylines.h"
#include "model/count.h"
#include "model/date.h"
#include "model/document.h"
#include "model/identity.h"
#include "model/order.h"
#include "model/refer.h"
#include "model/select.h"
#include "model/source.h"
#include "model/tags.h"

enum { TITLE_LETTERS = 60 }; /* of a title made from first words */

bool language_is_rtl(struct job *job, struct str language)
{
	return language.ptr && uloc_isRightToLeft(job_copy(job, language).ptr);
}

static struct node *find_child(struct node *parent, enum node_kind kind)
{
	struct node *n = parent->first;

	while (n && n->kind != kind)
		n = n->next;
	return n;
}

static void override(struct str *field, const char *option)
{
	if (option)
		*field = str_of(option);
}

static void apply_options(struct job *job, struct meta *meta,
                          const struct a2b_options *options)
{
	override(&meta->title, options->title);
	override(&meta->author, options->author);
	override(&meta->date, options->date);
	override(&meta->language, options->language);
	override(&meta->source, options->source);
	override(&meta->id, options->id);
	override(&meta->subtitle, options->subtitle);
	override(&meta->series, options->series);
	override(&meta->issue, options->issue);
	if (options->tags)
		meta->tags = tags_split(job, str_of(options->tags),
		                        &meta->n_tags);
}

/* First words of a text, up to TITLE_LETTERS letters, cut at a word. */
static struct str first_words(struct job *job, struct str text)
{
	size_t at = 0, cut = 0, letters = 0;

	text = str_trim(text);
	while (at < text.len && letters < TITLE_LETTERS) {
		size_t here = at;
		if (utf8_is_space(utf8_next(text, &at)))
			cut = here;
		letters++;
	}
	if (at == text.len)
		return job_keep_copy(job, text);
	if (cut == 0)
		cut = at; /* one long word, or no spaces at all */
	return job_keep_copy(job, job_format(job, "%.*s…", (int)cut, text.ptr));
}

static bool has_words(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);

		if (c != UTF8_INVALID && u_isalnum((UChar32)c))
			return true;
	}
	return false;
}

/* A rule or a lone sign says nothing, unless there is nothing else. */
static struct str title_of(struct job *job, const struct node *article)
{
	struct str signs = STR_LIT("");

	for (const struct node *n = article->first; n; n = n->next) {
		struct str text = str_trim(node_plain_text(job, n));
		if (has_words(text))
			return first_words(job, text);
		if (str_empty(signs))
			signs = text;
	}
	return str_empty(signs) ? STR_LIT("…") : first_words(job, signs);
}

/*
 * The title as it will stand on the page: a node of its own, also where it was
 * given from outside. What the text said instead becomes the standfirst.
 */
static void settle_title(struct job *job, struct node *article)
{
	struct meta *meta = &article->article->meta;
	struct node *found = find_child(article, NODE_TITLE), *title;

	if (!meta->title.ptr && found)
		meta->title = job_keep_copy(job, node_plain_text(job, found));
	if (!meta->title.ptr) {
		meta->title = title_of(job, article);
		return;
	}
	if (found && str_equal(node_plain_text(job, found), meta->title))
		return;
	title = node_new(job, NODE_TITLE);
	node_append_text(job, title, meta->title);
	node_insert(article, NULL, title);
	if (found)
		found->kind = NODE_DEK;
}

/* The line of the title block that says what the text's own lines do not. */
struct credits {
	struct job *job;
	struct node *byline;
	bool begun;
};

static void add_credit(struct credits *c, struct str text, struct str target)
{
	struct node *parent = c->byline;

	if (c->begun)
		node_append_text(c->job, parent, STR_LIT(" · "));
	c->begun = true;
	if (target.ptr) {
		parent = node_new(c->job, NODE_LINK);
		parent->target = job_keep_copy(c->job, target);
		node_append(c->byline, parent);
	}
	node_append_text(c->job, parent, text);
}

/* NULL: there is no title block. */
static struct node *last_of_head(struct node *article)
{
	struct node *last = find_child(article, NODE_TITLE);

	while (last && last->next && (last->next->kind == NODE_DEK
	    || last->next->kind == NODE_BYLINE))
		last = last->next;
	return last;
}

/* Author, date and source that were given from outside, as a line of the title
   block, as far as the text has no line of its own that says the same. */
static void settle_byline(struct job *job, struct node *article)
{
	struct meta *meta = &article->article->meta;
	struct credits c = {job, node_new(job, NODE_BYLINE), false};
	struct str said = bylines_text(job, article);
	struct str source = source_name(meta->source);
	struct date date;

	if (meta->author.ptr && !bylines_name(job, said, meta->author))
		add_credit(&c, meta->author, STR_NONE);
	if (date_parse(meta->date, &date) && !bylines_date(said, date))
		add_credit(&c, date_words(job, date, meta->language), STR_NONE);
	if (meta->source.ptr && !bylines_name(job, said, source))
		add_credit(&c, source, source_target(job, meta->source));
	if (c.begun)
		node_insert(article, last_of_head(article), c.byline);
}

/* Ids for what a contents leads to, and levels that go down one at a time. */
static void settle_headings(struct job *job, struct node *article)
{
	int n = 0, level = 0;

	for (struct node *node = article->first; node; node = node->next) {
		if (node->kind == NODE_TITLE)
			node->id = STR_LIT("title");
		if (node->kind != NODE_HEADING)
			continue;
		if (node->level < 1)
			node->level = 1;
		if (node->level > level + 1)
			node->level = level + 1;
		level = node->level;
		node->id = job_keep_copy(job, job_format(job, "s%d", ++n));
	}
}

/* "article-" and the begin of the identity, all of it where that is another's
   begin too; a number behind it where another has the same. */
static struct str unique_name(struct job *job, struct map *names,
                              struct article *article)
{
	struct str uuid = article->uuid;
	struct str name = job_format(job, "article-%.8s", uuid.ptr);
	void **owner = map_at(names, name);
	struct article *first = *owner;

	if (first && !str_equal(first->uuid, uuid)) {
		name = job_format(job, "article-%s", uuid.ptr);
		owner = map_at(names, name);
		first = *owner;
	}
	if (first)
		return job_keep_copy(job, job_format(job, "%s-%zu", name.ptr,
		                                     ++first->twins + 1));
	*owner = article;
	article->twins = 0;
	return job_keep_copy(job, name);
}

static void collect_articles(struct job *job, struct a2b_document *doc)
{
	size_t n = 0;

	for (const struct node *node = doc->book; node;
	     node = node_following(doc->book, node, node->kind == NODE_ARTICLE))
		n += node->kind == NODE_ARTICLE;
	doc->articles = job_keep_array(job, n, sizeof(*doc->articles));
	doc->n_articles = 0;
	for (const struct node *node = doc->book; node;
	     node = node_following(doc->book, node, node->kind == NODE_ARTICLE))
		if (node->kind == NODE_ARTICLE)
			doc->articles[doc->n_articles++] = node->article;
}

static bool is_single(const struct a2b_document *doc)
{
	return doc->n_articles == 1 && !doc->collection;
}

/* What an article of several is known by where no source tells it from another
   of the same title: a column has one every week. */
static struct str opening_of(struct job *job, const struct node *article)
{
	const struct node *n = article->first;

	while (n && (n->kind == NODE_TITLE || n->kind == NODE_DEK
	    || n->kind == NODE_BYLINE || n->kind == NODE_CAPTION))
		n = n->next;
	return n ? first_words(job, node_plain_text(job, n)) : STR_NONE;
}

static void settle_article(struct job *job, struct a2b_document *doc,
                           struct article *article)
{
	struct meta *meta = &article->meta;
	struct amount amount;

	if (is_single(doc))
		apply_options(job, meta, &doc->options);
	settle_title(job, article->node);
	settle_byline(job, article->node);
	settle_headings(job, article->node);
	if (!meta->language.ptr)
		meta->language = STR_LIT("und");
	article->node->language = meta->language;
	article->rtl = language_is_rtl(job, meta->language);
	amount = count_node(article->node);
	article->words = amount_words(amount);
	article->minutes = amount_minutes(amount);
	article->uuid = meta->id.ptr
		? identity_uuid(job, &meta->id, 1)
		: identity_uuid(job, (struct str[]){meta->title, meta->author,
			meta->source.ptr || is_single(doc) ? meta->source
			: opening_of(job, article->node)}, 3);
}

/* The language that most of the words are in; of two with as many, the one that
   comes first. */
static struct str main_language(struct job *job, const struct a2b_document *doc)
{
	struct map map = {.job = job};
	struct str best = STR_LIT("und");
	size_t most = 0;

	for (size_t i = 0; i < doc->n_articles; i++) {
		void **count = map_at(&map, doc->articles[i]->meta.language);

		if (!*count)
			*count = job_alloc(job, sizeof(size_t));
		*(size_t *)*count += doc->articles[i]->words + 1;
	}
	for (size_t i = 0; i < doc->n_articles; i++) {
		struct str language = doc->articles[i]->meta.language;
		size_t words = *(size_t *)map_get(&map, language);

		if (words > most) {
			most = words;
			best = language;
		}
	}
	return best;
}

static void settle_book(struct job *job, struct a2b_document *doc)
{
	struct meta *meta = &doc->meta;
	const struct article *first = doc->articles[0];

	if (is_single(doc)) {
		*meta = first->meta;
		doc->uuid = first->uuid;
		return;
	}
	*meta = (struct meta){0};
	apply_options(job, meta, &doc->options);
	if (!meta->title.ptr && doc->folder.ptr)
		meta->title = doc->folder;
	if (!meta->title.ptr)
		meta->title = doc->n_articles == 1 ? first->meta.title
			: job_keep_copy(job, job_format(job, "%.*s + %zu",
				STR_ARG(first->meta.title),
				doc->n_articles - 1));
	if (!meta->language.ptr)
		meta->language = main_language(job, doc);
	doc->uuid = meta->id.ptr
		? identity_uuid(job, &meta->id, 1)
		: identity_uuid(job, (struct str[]){meta->title, meta->series,
			meta->issue.ptr ? meta->issue : meta->date,
			meta->issue.ptr || meta->date.ptr ? STR_NONE
			                                  : first->uuid}, 4);
}

static int64_t newest_date(const struct a2b_document *doc)
{
	int64_t newest = INT64_MIN;
	struct date date;

	if (date_parse(doc->meta.date, &date))
		newest = date_seconds(date);
	for (size_t i = 0; i < doc->n_articles; i++)
		if (date_parse(doc->articles[i]->meta.date, &date)
		 && date_seconds(date) > newest)
			newest = date_seconds(date);
	return newest == INT64_MIN ? date_seconds((struct date){1980, 1, 1})
	                           : newest;
}

/* The order of names depends on the language of the book, and the identity of
   the book on which article is its first. */
static void settle_order(struct job *job, struct a2b_document *doc)
{
	order_articles(job, doc, doc->options.language
		? str_of(doc->options.language) : main_language(job, doc));
	collect_articles(job, doc);
}

static void settle_names(struct job *job, struct a2b_document *doc)
{
	struct map names = {.job = job};

	for (size_t i = 0; i < doc->n_articles; i++)
		doc->articles[i]->name = unique_name(job, &names,
		                                     doc->articles[i]);
}

void document_analyse(struct job *job, struct a2b_document *doc)
{
	collect_articles(job, doc);
	doc->collection |= doc->n_articles > 1;
	doc->closed |= doc->n_articles > 0;
	for (size_t i = 0; i < doc->n_articles; i++)
		settle_article(job, doc, doc->articles[i]);
	select_articles(job, doc);
	if (doc->n_articles == 0)
		job_fail(job, A2B_BAD_INPUT, no_articles, NULL, 0, "");
	settle_order(job, doc);
	settle_names(job, doc);
	references_resolve(job, doc);
	settle_book(job, doc);
	doc->book->language = doc->meta.language;
	doc->modified = doc->options.modified >= 0 ? doc->options.modified
	                                           : newest_date(doc);
}
