/* SPDX-License-Identifier: MIT */

/*
 * From the model to blocks: one walk over an article, with the places that are
 * open (quotes, lists, items) on a stack of our own, since nesting is input.
 */

#include "layout/blocks.h"

#include "base/utf8.h"
#include "layout/brief.h"
#include "layout/element.h"
#include "layout/inlines.h"
#include "layout/qr.h"
#include "model/words.h"

enum { MAX_HEADING = 6 }; /* H1 to H6 */

/* A node whose children are being set. */
struct place {
	const struct node *node;
	struct element *element;   /* of what stands in it */
	enum look_kind look;       /* of its paragraphs */
	int32_t start, end;        /* indents */
	int32_t hang;              /* of a list: the width its labels take */
};

struct builder {
	const struct setting *setting;
	const struct article *article;
	struct chain *chain;
	struct place *places;
	size_t n_places, room;
	struct element *art;
	struct element *section[MAX_HEADING + 1]; /* open ones by level */
	int base;                  /* of H numbers: the article's headings */
	bool brief;                /* stands in columns with its like */
	bool begins_band;          /* with its first block */
	bool in_head;              /* nothing of the text is set yet */
	bool indent;               /* the next paragraph's first line */
	int after;                 /* rows that the block before wants */
	bool bylines;              /* are set, up to the last of a few on end */
	struct paragraph *label;   /* of the item that the next block begins */
	int32_t label_width;
	struct entry *entry;       /* the article's, until it is placed */
	struct notes notes;        /* addresses, for the article's end */
};

struct block *chain_add(struct job *job, struct chain *chain,
                        enum look_kind kind, const struct style *style)
{
	struct block *block;

	if (chain->n == chain->room)
		chain->block = job_grow(job, chain->block, &chain->room,
		                        chain->n + 1, sizeof(*chain->block));
	block = &chain->block[chain->n++];
	*block = (struct block){
		.look = &style->look[kind],
		.keep_next = style->look[kind].keep_next,
	};
	return block;
}

/* Code as it is set: each line ended for certain, tabs as spaces. */
static struct str code_text(struct job *job, struct str text)
{
	struct buf out;

	buf_init(&out, job);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_add_str(&out, STR_LIT("\u2028"));
		else if (text.ptr[i] == '\t')
			buf_add_str(&out, STR_LIT("    "));
		else
			buf_add_char(&out, text.ptr[i]);
	}
	return job_copy(job, buf_str(&out));
}

/* ---- blocks ---- */

static struct place *here(struct builder *b)
{
	return &b->places[b->n_places - 1];
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static bool is_head_look(enum look_kind kind)
{
	return kind == LOOK_TITLE || kind == LOOK_DEK || kind == LOOK_BYLINE;
}

/* A block at the place where the walk is, with its space and label. */
static struct block *add_block(struct builder *b, const struct node *node,
                               enum look_kind kind, struct element *element)
{
	const struct style *style = b->setting->style;
	struct block *block = chain_add(b->setting->job, b->chain, kind, style);

	block->node = node;
	block->article = b->article;
	block->element = element;
	block->rtl = b->article->rtl;
	block->start = here(b)->start + block->look->inset;
	block->end = here(b)->end;
	b->in_head &= is_head_look(kind);
	block->spans = b->in_head && !b->brief;
	block->begins_band = b->begins_band;
	b->begins_band = false;
	block->before = max(b->after, block->look->before);
	/* the first article of a section belongs to its name */
	if (style->run_on && block > b->chain->block
	 && block[-1].look == &style->look[LOOK_PART])
		block->before = 1;
	block->label = b->label;
	block->label_width = b->label_width;
	if (b->entry) {
		block->entry = b->entry;
		b->entry->target.element = element;
		b->entry = NULL;
	}
	b->after = block->look->after;
	b->label = NULL;
	return block;
}

static void set_text(struct builder *b, struct block *block,
                     const struct span *spans, size_t n, int32_t indent)
{
	struct paragraph *text = job_alloc(b->setting->job, sizeof(*text));

	*text = (struct paragraph){spans, n, block->look->align, block->rtl,
	                           indent};
	block->text = text;
}

static void add_text(struct builder *b, const struct node *node,
                     enum look_kind kind, struct element *element,
                     int32_t indent)
{
	struct block *block = add_block(b, node, kind, element);
	size_t n = 0;
	struct span *spans = inlines_spans(b->setting, b->article, node,
	                                   block->look, element, &b->notes, &n);

	set_text(b, block, spans, n, indent);
}

static struct element *new_element(struct builder *b, const struct node *node,
                                   struct element *parent, enum role role)
{
	struct element *element = element_new(b->setting->job, parent, role);

	element_set_language(element, node->language);
	return element;
}

static void add_paragraph(struct builder *b, const struct node *node)
{
	const struct look *look = &b->setting->style->look[here(b)->look];

	add_text(b, node, here(b)->look,
	         new_element(b, node, here(b)->element, ROLE_P),
	         b->indent && !b->label ? look->indent : 0);
	b->indent = true;
}

static void add_code(struct builder *b, const struct node *node)
{
	struct job *job = b->setting->job;
	struct element *p = new_element(b, node, here(b)->element, ROLE_P);
	struct element *code = element_new(job, p, ROLE_CODE);
	struct block *block = add_block(b, node, LOOK_CODE, code);
	struct span *span = job_alloc(job, sizeof(*span));

	*span = look_span(block->look);
	span->text = code_text(job, node->text);
	span->language = b->article->meta.language;
	span->element = code;
	span->file = b->article->file.ptr;
	span->source_line = node->first_line;
	set_text(b, block, span, 1, 0);
}

/* Other blocks of text: no indent after them. */
static void add_plain(struct builder *b, const struct node *node,
                      enum look_kind kind)
{
	add_text(b, node, kind,
	         new_element(b, node, here(b)->element, ROLE_P), 0);
	b->indent = false;
}

static enum look_kind heading_look(int level)
{
	return level <= 1 ? LOOK_HEADING1
	     : level == 2 ? LOOK_HEADING2 : LOOK_HEADING3;
}

/* A heading opens a section of the structure: all until the next one that is as
   high stands in it. */
static void add_heading(struct builder *b, const struct node *node)
{
	int level = node->level < MAX_HEADING ? node->level : MAX_HEADING;
	struct element *up = level > 1 ? b->section[level - 1] : b->art;
	struct element *section = element_new(b->setting->job, up, ROLE_SECT);
	struct element *h = new_element(b, node, section, ROLE_H);
	struct entry *entry = outline_meet(b->setting->outline, node);
	struct block *block;

	for (int i = level; i <= MAX_HEADING; i++)
		b->section[i] = section;
	here(b)->element = section;
	h->level = b->base + level < MAX_HEADING ? b->base + level : MAX_HEADING;
	add_text(b, node, heading_look(level), h, 0);
	block = &b->chain->block[b->chain->n - 1];
	if (entry) {
		entry->target.element = h;
		entry->also = block->entry;
		block->entry = entry;
	}
	b->indent = false;
}

static void add_title(struct builder *b, const struct node *node)
{
	struct element *h = new_element(b, node, here(b)->element, ROLE_H);

	h->level = b->base;
	add_text(b, node, b->brief ? LOOK_BRIEF : LOOK_TITLE, h, 0);
	b->indent = false;
}

static void add_rule(struct builder *b, const struct node *node)
{
	add_block(b, node, LOOK_RULE, NULL);
	b->indent = false;
}

/* ---- the reading time, which closes the head of an article ---- */

static struct str reading_time(struct builder *b, struct str *language)
{
	const struct words *words = words_lookup(b->article->meta.language);

	*language = str_of(words->language);
	return words_minutes(b->setting->job, words, b->article->minutes);
}

static bool is_head(const struct node *node)
{
	return node && (node->kind == NODE_TITLE || node->kind == NODE_DEK
	             || node->kind == NODE_BYLINE);
}

/* Spans that come together one by one. */
struct span_list {
	struct span *span;
	size_t n, room;
};

static void append_spans(struct builder *b, struct span_list *list,
                         const struct span *spans, size_t n)
{
	if (n == 0)
		return;
	list->span = job_grow(b->setting->job, list->span, &list->room,
	                      list->n + n, sizeof(*list->span));
	memcpy(list->span + list->n, spans, n * sizeof(*spans));
	list->n += n;
}

/* Appends a text that is not the article's own. */
static void append_text(struct builder *b, struct span_list *list,
                        struct str text, struct str language,
                        struct element *element)
{
	struct span span = look_span(&b->setting->style->look[LOOK_BYLINE]);

	span.text = text;
	span.language = language;
	span.element = element;
	append_spans(b, list, &span, 1);
}

static struct element *append_byline(struct builder *b, struct span_list *list,
                                     const struct node *node)
{
	struct element *p = new_element(b, node, here(b)->element, ROLE_P);
	size_t n = 0;
	struct span *spans = inlines_spans(b->setting, b->article, node,
		&b->setting->style->look[LOOK_BYLINE], p, &b->notes, &n);

	append_spans(b, list, spans, n);
	return p;
}

static void append_time(struct builder *b, struct span_list *list,
                        struct element *p)
{
	struct str language, text = reading_time(b, &language);
	struct element *span = element_new(b->setting->job, p, ROLE_SPAN);

	element_set_language(span, language);
	if (list->n)
		append_text(b, list, STR_LIT(" · "), language, p);
	append_text(b, list, text, language, span);
}

/* For readers on paper. The address stands in the text too, or in its notes. */
static void add_qr(struct builder *b)
{
	const struct setting *setting = b->setting;
	const struct qr *qr;

	if (!setting->doc->options.qr)
		return;
	qr = qr_new(setting->job, b->article->meta.source,
	            setting->style->leading);
	if (qr)
		add_block(b, NULL, LOOK_RULE, NULL)->qr = qr;
}

/* Bylines on end, a line each; the reading time stands behind the last where that
   closes the head, or where there is no byline. */
static void add_bylines(struct builder *b, const struct node *first)
{
	const struct node *node = first, *last = NULL;
	struct span_list list = {0};
	struct element *p = NULL;
	struct block *block;

	for (; node && node->kind == NODE_BYLINE; node = node->next) {
		if (p)
			append_text(b, &list, STR_LIT("\u2028"),
			            b->article->meta.language, p);
		p = append_byline(b, &list, node);
		last = node;
	}
	if (!p)
		p = new_element(b, b->article->node, here(b)->element, ROLE_P);
	if (!last || !is_head(last->next))
		append_time(b, &list, p);
	block = add_block(b, first, LOOK_BYLINE, p);
	set_text(b, block, list.span, list.n, 0);
	b->indent = false;
	if (!last || !is_head(last->next))
		add_qr(b);
}

/* ---- places ---- */

static struct place *open_place(struct builder *b, const struct node *node,
                                struct element *parent, enum role role)
{
	struct place place = b->n_places ? *here(b) : (struct place){0};

	place.node = node;
	place.element = new_element(b, node, parent, role);
	if (b->n_places == b->room)
		b->places = job_grow(b->setting->job, b->places, &b->room,
		                     b->n_places + 1, sizeof(*b->places));
	b->places[b->n_places++] = place;
	return here(b);
}

/* Deep nesting stops to indent where half the measure is gone. */
static void narrow(struct builder *b, int32_t start, int32_t end)
{
	struct place *place = here(b);

	if (place->start + place->end + start + end
	    > b->setting->style->measure / 2)
		return;
	place->start += start;
	place->end += end;
}

/* An empty line before what comes, but not behind a heading. */
static void set_apart(struct builder *b)
{
	const struct chain *chain = b->chain;

	if (chain->n == 0 || !chain->block[chain->n - 1].keep_next)
		b->after = max(b->after, 1);
}

static void open_quote(struct builder *b, const struct node *node)
{
	int32_t em = b->setting->style->size;

	open_place(b, node, here(b)->element, ROLE_BLOCKQUOTE)->look = LOOK_QUOTE;
	narrow(b, 3 * em / 2, 3 * em / 2);
	set_apart(b);
	b->indent = false;
}

static struct paragraph *new_label(struct builder *b, const struct node *item,
                                  struct element *element)
{
	struct str text = item->parent->ordered ? item->text : STR_LIT("•");

	return text_new(b->setting, &b->setting->style->look[LOOK_ITEM], text,
	                  b->article->meta.language, element, NULL,
	                  b->article->rtl);
}

/* The room that the labels of a list take: the longest one's. */
static int32_t label_room(struct builder *b, const struct node *list)
{
	const struct node *longest = list->first;
	int32_t width;

	for (const struct node *n = list->first; n; n = n->next)
		if (utf8_count(n->text) > utf8_count(longest->text))
			longest = n;
	if (!longest)
		return 0;
	width = text_width(b->setting, new_label(b, longest, NULL));
	return width + b->setting->style->size / 2;
}

static void open_list(struct builder *b, const struct node *node)
{
	bool inner = here(b)->node->kind == NODE_ITEM;
	struct place *place = open_place(b, node, here(b)->element, ROLE_L);

	place->element->ordered = node->ordered;
	place->hang = label_room(b, node);
	if (!inner)
		set_apart(b);
	if (b->chain->n)
		b->chain->block[b->chain->n - 1].leads = true;
}

static void open_item(struct builder *b, const struct node *node)
{
	struct job *job = b->setting->job;
	int32_t hang = here(b)->hang;
	struct place *place = open_place(b, node, here(b)->element, ROLE_LI);
	struct element *label = element_new(job, place->element, ROLE_LBL);

	place->element = element_new(job, place->element, ROLE_LBODY);
	if (place->look == LOOK_BODY)
		place->look = LOOK_ITEM;
	narrow(b, hang, 0);
	b->label = new_label(b, node, label);
	b->label_width = b->setting->style->size / 2;
	b->indent = false;
}

static void close_place(struct builder *b)
{
	const struct place *place = here(b);

	if (place->node->kind == NODE_ITEM && b->label) {
		add_block(b, place->node, place->look, place->element);
		b->label = NULL;
	}
	b->n_places--;
	if (place->node->kind == NODE_QUOTE
	 || (place->node->kind == NODE_LIST
	     && here(b)->node->kind != NODE_ITEM)) {
		b->after = max(b->after, 1);
		b->indent = false;
	}
}

/* ---- the walk ---- */

/* Sets a node, or opens it where it holds others. True: goes on inside. */
static bool add_node(struct builder *b, const struct node *node)
{
	switch (node->kind) {
	case NODE_TITLE:
		add_title(b, node);
		return false;
	case NODE_DEK:
		add_plain(b, node, LOOK_DEK);
		return false;
	case NODE_BYLINE:
		if (!b->bylines)
			add_bylines(b, node);
		b->bylines = node->next && node->next->kind == NODE_BYLINE;
		return false;
	case NODE_HEADING:
		if (node->level > 0)
			add_heading(b, node);
		else
			add_plain(b, node, LOOK_HEADING3);
		return false;
	case NODE_PARAGRAPH:
		add_paragraph(b, node);
		return false;
	case NODE_CAPTION:
		add_plain(b, node, LOOK_CAPTION);
		return false;
	case NODE_VERSE:
		add_plain(b, node, LOOK_VERSE);
		return false;
	case NODE_CODE:
		add_code(b, node);
		b->indent = false;
		return false;
	case NODE_RULE:
		add_rule(b, node);
		return false;
	case NODE_QUOTE:
		open_quote(b, node);
		return true;
	case NODE_LIST:
		open_list(b, node);
		return true;
	case NODE_ITEM:
		open_item(b, node);
		return true;
	case NODE_BOOK:
	case NODE_SECTION:
	case NODE_ARTICLE:
	case NODE_TEXT:
	case NODE_LINK:
	case NODE_BREAK:
		return false;
	}
	return false;
}

static bool has_title(const struct node *article)
{
	const struct node *n = article->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

static int depth(const struct node *node)
{
	int n = 0;

	for (; node->parent; node = node->parent)
		n++;
	return n;
}

void blocks_of_section(const struct setting *setting, const struct node *node,
                       struct element *part, struct chain *chain)
{
	struct job *job = setting->job;
	struct entry *entry = outline_meet(setting->outline, node);
	struct element *h = element_new(job, part, ROLE_H);
	struct block *block = chain_add(job, chain, LOOK_PART, setting->style);

	h->level = min(depth(node), MAX_HEADING);
	element_set_language(part, entry->language);
	entry->target.element = h;
	block->element = h;
	block->entry = entry;
	block->spans = block->begins_band = true;
	block->before = block->look->before;
	block->rtl = setting->rtl;
	block->text = text_new(setting, block->look, node->text,
	                           entry->language, h, NULL, setting->rtl);
}

/* The addresses of the article's links, numbered as they are in the text. */
static void add_notes(struct builder *b)
{
	struct job *job = b->setting->job;

	for (const struct note *note = b->notes.first; note; note = note->next) {
		struct element *element = element_new(job, b->art, ROLE_NOTE);
		struct element *label = element_new(job, element, ROLE_LBL);
		struct element *p = element_new(job, element, ROLE_P);
		struct block *block;

		b->label = text_new(b->setting,
			&b->setting->style->look[LOOK_NOTE],
			job_format(job, "%d", note->number),
			b->article->meta.language, label, NULL,
			b->article->rtl);
		b->label_width = b->setting->style->size / 2;
		here(b)->start = 2 * b->setting->style->size;
		block = add_block(b, NULL, LOOK_NOTE, p);
		if (note != b->notes.first)
			block->before = 0;
		block->entry = note->entry;
		note->entry->target.element = element;
		p = element_new(job, p, ROLE_LINK);
		block->text = text_new(b->setting, block->look, note->address,
			b->article->meta.language, p,
			address_link(job, note->address, note->address, p),
			b->article->rtl);
	}
}

/* Does the article stand by itself, and where does it begin? */
static void find_band(struct builder *b)
{
	const struct style *style = b->setting->style;
	const struct chain *chain = b->chain;
	const struct block *above = chain->n ? &chain->block[chain->n - 1]
	                                     : NULL;
	bool goes_on = briefs_join(style, above ? above->article : NULL,
	                           b->article);

	b->brief = goes_on || briefs_join(style, b->article,
	                                  article_next(b->article));
	b->begins_band = !goes_on
	              && !(above && above->look == &style->look[LOOK_PART]);
}

static void close_head(struct builder *b, const struct node *node)
{
	if (is_head(node) && node->kind != NODE_BYLINE && !is_head(node->next))
		add_bylines(b, NULL);
}

void blocks_of_article(const struct setting *setting,
                       const struct article *article, struct element *parent,
                       struct chain *chain)
{
	const struct node *top = article->node;
	struct builder b = {.setting = setting, .article = article,
	                    .chain = chain, .in_head = true};
	bool inside = true;

	find_band(&b);
	b.base = min(depth(top) - 1 + has_title(top), MAX_HEADING);
	b.entry = outline_meet(setting->outline, top);
	open_place(&b, top, parent, ROLE_ART);
	b.art = here(&b)->element;
	for (const struct node *n = top->first; n;
	     n = node_following(top, n, !inside)) {
		while (here(&b)->node != n->parent)
			close_place(&b);
		inside = add_node(&b, n);
		close_head(&b, n);
	}
	while (b.n_places > 1)
		close_place(&b);
	if (chain->n && chain->block[chain->n - 1].article == article)
		chain->block[chain->n - 1].ends = true;
	add_notes(&b);
	if (chain->n) /* a head may be all of it */
		chain->block[chain->n - 1].keep_next = false;
}
