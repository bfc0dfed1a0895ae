/* SPDX-License-Identifier: MIT */
#include "epub/plan.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/words.h"

struct planning {
	struct job *job;
	struct plan *plan;
	size_t parts_room, entries_room;
	struct map names; /* of sections */
};

struct str plan_shorten(struct job *job, struct str text, size_t most)
{
	size_t at = 0, letters = 0, cut = 0;
	bool space = false;
	struct buf label;

	buf_init(&label, job);
	while (at < text.len && letters < most) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_space(c)) {
			space = label.len > 0;
			continue;
		}
		if (c < 0x20 || c == 0xfffe || c == 0xffff)
			continue;
		if (space) {
			cut = label.len;
			buf_add_char(&label, ' ');
		}
		space = false;
		buf_add_utf8(&label, c);
		letters++;
	}
	if (at < text.len && !str_empty(str_trim(str_range(text.ptr + at,
	                                                   text.ptr + text.len))))
		return job_format(job, "%.*s…",
		                  (int)(cut ? cut : label.len), label.ptr);
	return label.len ? job_copy(job, buf_str(&label)) : STR_LIT("…");
}

struct str plan_label(struct job *job, struct str text)
{
	return plan_shorten(job, text, LABEL_MAX_LETTERS);
}

struct str plan_identifier(struct job *job, const struct plan *plan)
{
	return job_format(job, "urn:uuid:%.*s", STR_ARG(plan->doc->uuid));
}

bool plan_has_page_list(const struct plan *plan)
{
	for (size_t i = 0; plan->pages && i < plan->pages->n_starts; i++)
		if (plan->page_hrefs[i].ptr)
			return true;
	return false;
}

const struct part *plan_find(const struct plan *plan, enum part_kind kind)
{
	for (size_t i = 0; i < plan->n_parts; i++)
		if (plan->parts[i].kind == kind)
			return &plan->parts[i];
	return NULL;
}

const struct part *plan_body(const struct plan *plan)
{
	const struct part *part = plan->parts;

	while (part->kind == PART_COVER || part->kind == PART_CONTENTS
	    || part->kind == PART_COLOPHON)
		part++;
	return part;
}

const struct part *plan_neighbour(const struct plan *plan,
                                  const struct part *part, int step)
{
	const struct part *end = plan->parts + plan->n_parts;

	for (const struct part *p = part; p >= plan->parts && p < end; p += step)
		if (p->first && p->article != part->article)
			return p;
	return NULL;
}

/* ---- parts ---- */

static struct part *add_part(struct planning *p, enum part_kind kind,
                             struct str name)
{
	struct plan *plan = p->plan;
	struct part *part;

	plan->parts = job_grow(p->job, plan->parts, &p->parts_room,
	                       plan->n_parts + 1, sizeof(*plan->parts));
	part = &plan->parts[plan->n_parts++];
	*part = (struct part){
		.kind = kind,
		.file = job_format(p->job, "%.*s.xhtml", STR_ARG(name)),
		.id = job_copy(p->job, name),
	};
	return part;
}

static void add_piece(struct planning *p, const struct article *article,
                      const struct node *begin, int number)
{
	struct str name = article->name;
	struct part *part;

	if (number > 1)
		name = job_format(p->job, "%.*s-part-%d", STR_ARG(name), number);
	part = add_part(p, PART_ARTICLE, name);
	part->node = article->node;
	part->article = article;
	part->begin = begin;
	part->first = number == 1;
}

/* About as many bytes as a block will take in XHTML. */
static size_t block_size(const struct node *block)
{
	size_t size = 0;

	for (const struct node *n = block; n; n = node_following(block, n, false))
		size += n->text.len + n->target.len + 16;
	return size;
}

/* From a heading to the next one. */
static size_t section_size(const struct node *heading)
{
	size_t size = block_size(heading);

	for (const struct node *n = heading->next;
	     n && n->kind != NODE_HEADING; n = n->next)
		size += block_size(n);
	return size;
}

/*
 * Old readers take seconds to open a large file. So a new one begins before a
 * heading whose section would not fit, or, in the middle of a very long section,
 * before a block that does not; but not right behind a heading.
 */
static void split_article(struct planning *p, const struct article *article)
{
	const struct node *before = NULL;
	size_t size = 0;
	int number = 1;

	add_piece(p, article, article->node->first, number);
	for (const struct node *n = article->node->first; n; n = n->next) {
		size_t more = block_size(n);
		size_t fits = n->kind == NODE_HEADING ? section_size(n) : more;
		bool kept = before && before->kind == NODE_HEADING;

		if (before && !kept && size + fits > PART_BYTES
		 && (n->kind != NODE_HEADING || size > PART_BYTES / 4)) {
			p->plan->parts[p->plan->n_parts - 1].end = n;
			add_piece(p, article, n, ++number);
			size = 0;
		}
		size += more;
		before = n;
	}
	p->plan->parts[p->plan->n_parts - 1].last = true;
}

static size_t count_articles(const struct node *top)
{
	size_t count = 0;

	for (const struct node *n = top; n;
	     n = node_following(top, n, n->kind == NODE_ARTICLE))
		count += n->kind == NODE_ARTICLE;
	return count;
}

/* The page, or pages, with a list of the articles below a node. */
static void add_list(struct planning *p, enum part_kind kind, struct str name,
                     const struct node *top)
{
	size_t n = count_articles(top);

	for (size_t skip = 0; skip < n; skip += LIST_MAX_ARTICLES) {
		struct part *part = add_part(p, kind, skip == 0 ? name
			: job_format(p->job, "%.*s-page-%zu", STR_ARG(name),
			             skip / LIST_MAX_ARTICLES + 1));

		part->node = top;
		part->skip = skip;
	}
}

/* "2026", a line break, "News": where a section stands and what it is called. */
static struct str section_path(struct job *job, const struct node *section)
{
	struct str path = section->text;

	for (const struct node *n = section->parent;
	     n && n->kind == NODE_SECTION; n = n->parent)
		path = job_format(job, "%.*s\n%.*s", STR_ARG(n->text),
		                  STR_ARG(path));
	return path;
}

/* Named by what the section is called, so that a new one before it changes no
   names; the second of one name in one place is the exception. */
static void add_section(struct planning *p, const struct node *section)
{
	uint64_t hash = map_hash(section_path(p->job, section));
	struct str name = job_format(p->job, "section-%08x",
	                             (unsigned)(hash >> 32));
	void **twins = map_at(&p->names, name);

	if (!*twins)
		*twins = job_alloc(p->job, sizeof(size_t));
	if (++*(size_t *)*twins > 1)
		name = job_format(p->job, "%s-%zu", name.ptr,
		                  *(size_t *)*twins);
	add_list(p, PART_SECTION, name, section);
}

static void plan_parts(struct planning *p)
{
	const struct a2b_document *doc = p->plan->doc;

	if (p->plan->cover.bytes.ptr)
		add_part(p, PART_COVER, STR_LIT("cover"));
	if (doc->n_articles > 1) {
		add_list(p, PART_CONTENTS, STR_LIT("contents"), doc->book);
		add_part(p, PART_COLOPHON, STR_LIT("colophon"));
	}
	for (const struct node *n = doc->book; n;
	     n = node_following(doc->book, n, n->kind == NODE_ARTICLE)) {
		if (n->kind == NODE_ARTICLE)
			split_article(p, n->article);
		else if (n->kind == NODE_SECTION)
			add_section(p, n);
	}
}

/* ---- entries ---- */

static void add_entry(struct planning *p, const struct article *article,
                      struct str text, struct str href, int depth)
{
	struct plan *plan = p->plan;
	struct entry_point *entry;
	size_t deepest = plan->doc->options.toc_depth;

	if (deepest && (size_t)depth > deepest)
		return;
	plan->entries = job_grow(p->job, plan->entries, &p->entries_room,
	                         plan->n_entries + 1, sizeof(*plan->entries));
	entry = &plan->entries[plan->n_entries++];
	*entry = (struct entry_point){
		.label = plan_label(p->job, text),
		.href = href,
		.depth = depth,
	};
	if (article && !str_equal(article->meta.language, plan->language)) {
		entry->language = article->meta.language;
		entry->rtl = article->rtl;
	}
}

static struct str href_to(struct planning *p, const struct part *part,
                          struct str id)
{
	if (!id.ptr)
		return part->file;
	return job_format(p->job, "%.*s#%.*s", STR_ARG(part->file), STR_ARG(id));
}

static const struct node *title_of(const struct node *article)
{
	const struct node *n = article->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n;
}

/* An article, from its first part on, and its headings. */
static void add_article_entries(struct planning *p, const struct part *part,
                                int depth)
{
	const struct article *article = part->article;
	const struct node *title = title_of(article->node);

	add_entry(p, article,
	          title ? node_plain_text(p->job, title) : article->meta.title,
	          href_to(p, part, title ? title->id : STR_NONE), depth);
	for (const struct node *n = article->node->first; n; n = n->next) {
		if (n == part->end)
			part++;
		if (n->kind == NODE_HEADING)
			add_entry(p, article, node_plain_text(p->job, n),
			          href_to(p, part, n->id), depth + n->level);
	}
}

static int depth_of(const struct node *node)
{
	int depth = 0;

	for (; node->parent; node = node->parent)
		depth++;
	return depth;
}

/* A page that is called by words of ours. */
static void add_page_entry(struct planning *p, const struct part *part,
                           const char *name)
{
	struct plan *plan = p->plan;

	add_entry(p, NULL, str_of(name), part->file, 1);
	plan->entries[plan->n_entries - 1].language =
		words_mark(words_lookup(plan->language), plan->language);
}

static void plan_entries(struct planning *p)
{
	struct plan *plan = p->plan;
	const struct words *words = words_lookup(plan->language);

	for (size_t i = 0; i < plan->n_parts; i++) {
		const struct part *part = &plan->parts[i];

		switch (part->kind) {
		case PART_COVER:
			break;
		case PART_CONTENTS:
			if (!part->skip)
				add_page_entry(p, part, words->contents);
			break;
		case PART_COLOPHON:
			add_page_entry(p, part, words->about);
			break;
		case PART_SECTION:
			if (!part->skip)
				add_entry(p, NULL, part->node->text, part->file,
				          depth_of(part->node));
			break;
		case PART_ARTICLE:
			if (part->first)
				add_article_entries(p, part,
				                    depth_of(part->node));
			break;
		}
	}
}

struct plan *plan_new(struct job *job, const struct a2b_document *doc,
                      const struct pages *pages)
{
	struct plan *plan = job_alloc(job, sizeof(*plan));
	struct planning p = {.job = job, .plan = plan};

	plan->job = job;
	plan->doc = doc;
	plan->pages = pages && pages->n_starts ? pages : NULL;
	plan->language = doc->meta.language;
	plan->rtl = language_is_rtl(job, plan->language);
	plan->cover = cover_of(job, doc);
	plan->fonts = fonts_of(job, doc);
	p.names.job = job;
	plan_parts(&p);
	plan_entries(&p);
	if (plan->pages)
		plan->page_hrefs = job_alloc_array(job, pages->n_starts,
		                                   sizeof(*plan->page_hrefs));
	return plan;
}
