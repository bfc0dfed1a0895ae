/* SPDX-License-Identifier: MIT */

/*
 * What reading systems were seen to need shapes this: an id that a contents
 * entry leads to stands on the heading itself, never on a section or an empty
 * anchor; nothing has inline styles; each language is said twice, as lang and
 * as xml:lang.
 */

#include "epub/blocks.h"

#include "epub/xhtml.h"

/* A list that is being written. */
struct list {
	bool own_markers; /* shows its markers as they stood in the text */
	int next;         /* the number that readers would give the next item */
};

struct blocks {
	struct job *job;
	struct xml *xml;
	struct plan *plan;
	const struct part *part;
	bool has_title;           /* which is h1 */
	const struct node *block; /* that inlines are being written of */
	size_t offset;    /* bytes of its plain text written so far */
	bool page_due;    /* a page begins with the next text */
	struct list *lists;       /* the innermost last */
	size_t n_lists, lists_room;
};

/* ---- where pages of the PDF begin ---- */

static const struct page_start *next_page(const struct plan *plan)
{
	const struct pages *pages = plan->pages;

	return pages && plan->n_marked < pages->n_starts
	       ? &pages->starts[plan->n_marked] : NULL;
}

static void mark_page(struct blocks *w, const char *element)
{
	struct plan *plan = w->plan;
	size_t page = next_page(plan)->page;
	struct str id = job_format(w->job, "page-%zu", page + 1);

	xml_open(w->xml, element);
	xhtml_role(w->xml, "pagebreak", "doc-pagebreak");
	xml_attribute(w->xml, "id", id);
	xml_attribute(w->xml, "aria-label", plan->pages->page[page].label);
	xml_close(w->xml);
	plan->page_hrefs[plan->n_marked++] = job_format(w->job, "%.*s#%.*s",
		STR_ARG(w->part->file), STR_ARG(id));
	w->page_due = false;
}

/* Does the next page begin in this block, at most `offset` bytes in? */
static bool page_begins(const struct blocks *w, size_t offset)
{
	const struct page_start *start = next_page(w->plan);

	return w->page_due
	    || (start && start->node == w->block && start->offset <= offset);
}

/* Text of a block, with the marks of the pages that begin in it. */
static void put_text(struct blocks *w, struct str text)
{
	while (page_begins(w, w->offset + text.len)) {
		size_t at = w->page_due ? 0 : next_page(w->plan)->offset;
		size_t n = at > w->offset ? at - w->offset : 0;

		xml_text(w->xml, (struct str){text.ptr, n});
		text = (struct str){text.ptr + n, text.len - n};
		w->offset += n;
		mark_page(w, "span");
	}
	xml_text(w->xml, text);
	w->offset += text.len;
}

static const struct node *article_of(const struct node *node)
{
	while (node && node->kind != NODE_ARTICLE)
		node = node->parent;
	return node;
}

/* What could not be marked, at the end of an article, must not stop the rest. */
void blocks_pass_pages(struct blocks *w)
{
	const struct page_start *start;

	while ((start = next_page(w->plan))
	    && article_of(start->node) == w->part->article->node)
		w->plan->n_marked++;
}

/* ---- lists ---- */

static bool is_marker(struct str marker, const char *const *markers)
{
	for (; *markers; markers++)
		if (str_equal(marker, str_of(*markers)))
			return true;
	return false;
}

/* Will a reading system's own bullet or number say what the text said? */
static bool is_usual(struct job *job, const struct node *item)
{
	static const char *const bullets[] = {
		"", "-", "*", "+", "•", "◦", "‣", "⁃", "·", "–", "—", "●", "▪",
		"■", "○", "o", NULL
	};

	if (!item->parent->ordered)
		return is_marker(item->text, bullets);
	return str_empty(item->text)
	    || str_equal(item->text, job_format(job, "%d.", item->number));
}

/* A list in which one marker is unusual shows all of them as they stood. */
static bool has_own_markers(struct job *job, const struct node *list)
{
	for (const struct node *n = list->first; n; n = n->next)
		if (!is_usual(job, n))
			return true;
	return false;
}

static void open_list(struct blocks *w, const struct node *list)
{
	int first = list->first ? list->first->number : 1;
	struct list *top;

	w->lists = job_grow(w->job, w->lists, &w->lists_room, w->n_lists + 1,
	                    sizeof(*w->lists));
	top = &w->lists[w->n_lists++];
	*top = (struct list){has_own_markers(w->job, list), first};
	xml_open(w->xml, list->ordered ? "ol" : "ul");
	if (top->own_markers) {
		xml_attribute(w->xml, "class", STR_LIT("marked"));
		/* VoiceOver takes lists without markers for no lists */
		xml_attribute(w->xml, "role", STR_LIT("list"));
	} else if (list->ordered && first != 1) {
		xml_attribute(w->xml, "start", job_format(w->job, "%d", first));
	}
}

static void open_item(struct blocks *w, const struct node *item)
{
	struct list *list = &w->lists[w->n_lists - 1];

	xml_open(w->xml, "li");
	if (item->parent->ordered && !list->own_markers
	 && item->number != list->next)
		xml_attribute(w->xml, "value",
		              job_format(w->job, "%d", item->number));
	list->next = item->number + 1;
}

static void put_marker(struct blocks *w, const struct node *item)
{
	if (!w->lists[w->n_lists - 1].own_markers || str_empty(item->text))
		return;
	xhtml_open(w->xml, "span", "marker");
	xml_text(w->xml, item->text);
	xml_close(w->xml);
	xml_text(w->xml, STR_LIT(" "));
}

/* The one paragraph of an item is written without <p>. */
static bool is_bare(const struct node *block)
{
	const struct node *item = block->parent;

	if (item->kind != NODE_ITEM || item->first != block
	 || block->language.ptr)
		return false;
	for (const struct node *n = block->next; n; n = n->next)
		if (n->kind == NODE_PARAGRAPH)
			return false;
	return true;
}

/* ---- blocks ---- */

/* h1 is the article's title; without one its headings begin there. */
static const char *heading_name(const struct blocks *w,
                                const struct node *node)
{
	static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	int n = node->kind == NODE_TITLE ? 0
	      : node->level - !w->has_title;

	return names[n > 5 ? 5 : n];
}

/* A line of dashes is a drawn rule, a row of stars an ornament. */
static bool is_drawn(struct str rule)
{
	static const char *const dashes[] = {
		"-", "_", "=", "—", "–", "─", "━", " ", NULL
	};

	for (size_t at = 0; at < rule.len;) {
		size_t n = 1;

		while (at + n < rule.len && (rule.ptr[at + n] & 0xc0) == 0x80)
			n++;
		if (!is_marker((struct str){rule.ptr + at, n}, dashes))
			return false;
		at += n;
	}
	return true;
}

static void put_rule(struct blocks *w, const struct node *rule)
{
	if (is_drawn(rule->text)) {
		if (page_begins(w, 0))
			mark_page(w, "div");
		xml_leaf(w->xml, "hr", STR_NONE);
		return;
	}
	xhtml_open(w->xml, "p", "ornament");
	put_text(w, rule->text);
	xml_close(w->xml);
	xml_newline(w->xml);
}

static void put_code(struct blocks *w, const struct node *code)
{
	xml_open(w->xml, "pre");
	xml_open(w->xml, "code");
	put_text(w, code->text);
	xml_close(w->xml);
	xml_close(w->xml);
	xml_newline(w->xml);
}

static void open_heading(struct blocks *w, const struct node *node)
{
	/* one without an id stands inside a quote or a list: it is not of the
	   article's own structure */
	if (!node->id.ptr) {
		xhtml_open(w->xml, "p", "heading");
		return;
	}
	xml_open(w->xml, heading_name(w, node));
	xml_attribute(w->xml, "id", node->id);
}

static struct str link_target(const struct blocks *w, const struct node *link)
{
	if (!link->article)
		return link->target;
	return job_format(w->job, "%.*s.xhtml", STR_ARG(link->article->name));
}

static void open_element(struct blocks *w, const struct node *node)
{
	switch (node->kind) {
	case NODE_TITLE:
	case NODE_HEADING:
		open_heading(w, node);
		break;
	case NODE_DEK:
		xhtml_open(w->xml, "p", "dek");
		xhtml_role(w->xml, "subtitle", "doc-subtitle");
		break;
	case NODE_BYLINE:
		xhtml_open(w->xml, "p", "byline");
		break;
	case NODE_CAPTION:
		xhtml_open(w->xml, "p", "caption");
		break;
	case NODE_VERSE:
		xhtml_open(w->xml, "p", "verse");
		break;
	case NODE_PARAGRAPH:
		if (!is_bare(node))
			xhtml_open(w->xml, "p", node->parent->kind == NODE_ITEM
			                        ? "item" : NULL);
		break;
	case NODE_QUOTE:
		xml_open(w->xml, "blockquote");
		break;
	case NODE_LIST:
		open_list(w, node);
		break;
	case NODE_ITEM:
		open_item(w, node);
		break;
	case NODE_LINK:
		xml_open(w->xml, "a");
		xml_attribute(w->xml, "href", link_target(w, node));
		break;
	case NODE_BREAK:
		xml_open(w->xml, "br");
		break;
	case NODE_TEXT:
		if (node->language.ptr)
			xml_open(w->xml, "span");
		break;
	case NODE_RULE:
	case NODE_CODE:
		break; /* see put_inside */
	case NODE_BOOK:
	case NODE_SECTION:
	case NODE_ARTICLE:
		break; /* stand above all that is written here */
	}
}

static bool has_element(const struct node *node)
{
	switch (node->kind) {
	case NODE_RULE:
	case NODE_CODE:
		return false;
	case NODE_TEXT:
		return node->language.ptr != NULL;
	case NODE_PARAGRAPH:
		return !is_bare(node);
	default:
		return true;
	}
}

/* What stands in an element before its children, once its attributes are in. */
static void put_inside(struct blocks *w, const struct node *node)
{
	switch (node->kind) {
	case NODE_LIST:
	case NODE_QUOTE:
		xml_newline(w->xml);
		break;
	case NODE_ITEM:
		put_marker(w, node);
		break;
	case NODE_RULE:
		put_rule(w, node);
		break;
	case NODE_CODE:
		put_code(w, node);
		break;
	case NODE_TEXT:
		put_text(w, node->text);
		break;
	case NODE_BREAK:
		w->offset++; /* a space in the plain text */
		break;
	default:
		break;
	}
}

static bool is_block(const struct node *node)
{
	return node_class(node->kind) != CLASS_INLINE;
}

/* Of a list and its like a page can only be marked in the first text. */
static void begin_block(struct blocks *w, const struct node *block)
{
	w->block = block;
	w->offset = 0;
	if (block->kind == NODE_LIST || block->kind == NODE_ITEM
	 || block->kind == NODE_QUOTE)
		w->page_due = page_begins(w, 0);
}

static void enter(struct blocks *w, const struct node *node)
{
	if (is_block(node))
		begin_block(w, node);
	open_element(w, node);
	if (node->language.ptr && has_element(node)) {
		xhtml_language(w->xml, node->language);
		xml_attribute(w->xml, "dir",
		              language_is_rtl(w->job, node->language)
		              ? STR_LIT("rtl") : STR_LIT("ltr"));
	}
	put_inside(w, node);
}

static void leave(struct blocks *w, const struct node *node)
{
	if (node->kind == NODE_LIST)
		w->n_lists--;
	if (!has_element(node))
		return;
	xml_close(w->xml);
	if (is_block(node) || node->kind == NODE_BREAK)
		xml_newline(w->xml);
}

void blocks_put(struct blocks *w, const struct node *block)
{
	const struct node *n = block;

	for (;;) {
		enter(w, n);
		if (n->first) {
			n = n->first;
			continue;
		}
		leave(w, n);
		while (n != block && !n->next) {
			n = n->parent;
			leave(w, n);
		}
		if (n == block)
			return;
		n = n->next;
	}
}

struct blocks *blocks_new(struct job *job, struct xml *xml, struct plan *plan,
                          const struct part *part, bool has_title)
{
	struct blocks *w = job_alloc(job, sizeof(*w));

	*w = (struct blocks){.job = job, .xml = xml, .plan = plan,
	                     .part = part, .has_title = has_title};
	return w;
}
