/* SPDX-License-Identifier: MIT */
#include "pdf/tags.h"

#include <assert.h>

#include "pdf/trees.h"

/* What an element holds, in order. */
enum item_kind { ITEM_CONTENT, ITEM_OBJECT, ITEM_CHILD };

struct item {
	struct item *next;
	enum item_kind kind;
	uint32_t number;      /* MCID, or the object's number */
	uint32_t page;        /* object number; of a child 0 */
};

struct tag {
	const struct element *element;
	struct tag *parent;   /* NULL: the root */
	struct tag *next;     /* in the order of their first content */
	uint32_t number;      /* its object; 0: without content so far */
	uint32_t page;        /* of its first content */
	struct item *first, *last;
	size_t n_items;
};

struct tags {
	struct job *job;
	struct writer *writer;
	uint32_t first_page;  /* object number */
	uint32_t page;        /* the present one's */

	struct tag *tags;     /* by element->number */
	size_t n_tags;
	struct tag *first, *last;

	struct tree *parents; /* from content to its elements */
	uint32_t next_key, page_key;
	uint32_t *of_page;    /* elements by MCID */
	size_t n_of_page, room;
	uint32_t *of_objects; /* elements by key, from page_key + 1 */
	size_t n_of_objects, objects_room;
};

static struct element *following(const struct element *root,
                                 const struct element *element)
{
	if (element->first)
		return element->first;
	while (element != root && !element->next)
		element = element->parent;
	return element == root ? NULL : element->next;
}

struct tags *tags_new(struct job *job, struct writer *writer,
                      const struct pages *pages, uint32_t first_page)
{
	struct tags *tags = job_alloc(job, sizeof(*tags));
	struct element *e;

	tags->job = job;
	tags->writer = writer;
	tags->first_page = first_page;
	tags->parents = tree_new_numbers(job, writer);
	for (e = pages->root; e; e = following(pages->root, e))
		e->number = (int)tags->n_tags++;
	tags->tags = job_alloc_array(job, tags->n_tags, sizeof(struct tag));
	for (e = pages->root; e; e = following(pages->root, e)) {
		tags->tags[e->number].element = e;
		if (e != pages->root)
			tags->tags[e->number].parent =
				&tags->tags[e->parent->number];
	}
	return tags;
}

static struct tag *tag_of(struct tags *tags, const struct element *element)
{
	struct tag *tag = &tags->tags[element->number];

	assert((size_t)element->number < tags->n_tags
	    && tag->element == element);
	return tag;
}

static void add_item(struct tags *tags, struct tag *tag, enum item_kind kind,
                     uint32_t number, uint32_t page)
{
	struct item *item = job_alloc(tags->job, sizeof(*item));

	*item = (struct item){NULL, kind, number, page};
	if (tag->last)
		tag->last->next = item;
	else
		tag->first = item;
	tag->last = item;
	tag->n_items++;
	if (!tag->page)
		tag->page = page;
}

static void take_place(struct tags *tags, struct tag *tag)
{
	tag->number = writer_reserve(tags->writer);
	if (tags->last)
		tags->last->next = tag;
	else
		tags->first = tag;
	tags->last = tag;
	if (tag->parent)
		add_item(tags, tag->parent, ITEM_CHILD, tag->number, 0);
}

/* With its first content an element takes its place in its parent, and so up
   to the root. */
static struct tag *open_tag(struct tags *tags, const struct element *element)
{
	struct tag *wanted = tag_of(tags, element);

	for (struct tag *tag = wanted; tag && !tag->number; tag = tag->parent)
		take_place(tags, tag);
	return wanted;
}

/* ---- a page ---- */

uint32_t tags_begin_page(struct tags *tags, size_t page)
{
	tags->page = tags->first_page + (uint32_t)page;
	tags->page_key = tags->next_key++;
	tags->n_of_page = tags->n_of_objects = 0;
	return tags->page_key;
}

static uint32_t add_content(struct tags *tags, struct tag *tag)
{
	uint32_t mcid = (uint32_t)tags->n_of_page;

	add_item(tags, tag, ITEM_CONTENT, mcid, tags->page);
	tags->of_page = job_grow(tags->job, tags->of_page, &tags->room,
	                         tags->n_of_page + 1, sizeof(uint32_t));
	tags->of_page[tags->n_of_page++] = tag->number;
	return mcid;
}

uint32_t tags_add_content(struct tags *tags, const struct element *element)
{
	return add_content(tags, open_tag(tags, element));
}

static struct tag *add_span(struct tags *tags, struct tag *parent,
                            struct str actual)
{
	struct element *span = job_alloc(tags->job, sizeof(*span));
	struct tag *tag = job_alloc(tags->job, sizeof(*tag));

	span->role = ROLE_SPAN;
	span->actual = actual;
	tag->element = span;
	tag->parent = parent;
	take_place(tags, tag);
	return tag;
}

/*
 * Two elements, one within the other: readers that turn right-to-left glyphs
 * round themselves would turn a text round that they found right beside them
 * (MuPDF 1.28 does).
 */
uint32_t tags_add_text(struct tags *tags, const struct element *element,
                       struct str text)
{
	struct tag *outer = add_span(tags, open_tag(tags, element), text);

	return add_content(tags, add_span(tags, outer, STR_NONE));
}

uint32_t tags_add_object(struct tags *tags, const struct element *element,
                         uint32_t object)
{
	struct tag *tag = open_tag(tags, element);

	add_item(tags, tag, ITEM_OBJECT, object, tags->page);
	tags->of_objects = job_grow(tags->job, tags->of_objects,
	                            &tags->objects_room,
	                            tags->n_of_objects + 1, sizeof(uint32_t));
	tags->of_objects[tags->n_of_objects++] = tag->number;
	return tags->next_key++;
}

void tags_end_page(struct tags *tags)
{
	tree_add_array(tags->parents, tags->page_key, tags->of_page,
	               tags->n_of_page);
	for (size_t i = 0; i < tags->n_of_objects; i++)
		tree_add(tags->parents, tags->page_key + 1 + (uint32_t)i,
		         tags->of_objects[i]);
}

/* ---- the tree ---- */

const char *tag_name(const struct element *element)
{
	static const char *const headings[] = {
		"H1", "H2", "H3", "H4", "H5", "H6",
	};
	int level = element->level < 1 ? 1 : element->level;

	switch (element->role) {
	case ROLE_DOCUMENT:   return "Document";
	case ROLE_PART:       return "Part";
	case ROLE_ART:        return "Art";
	case ROLE_SECT:       return "Sect";
	case ROLE_DIV:        return "Div";
	case ROLE_H:          return headings[level > 6 ? 5 : level - 1];
	case ROLE_P:          return "P";
	case ROLE_BLOCKQUOTE: return "BlockQuote";
	case ROLE_CAPTION:    return "Caption";
	case ROLE_CODE:       return "Code";
	case ROLE_SPAN:       return "Span";
	case ROLE_L:          return "L";
	case ROLE_LI:         return "LI";
	case ROLE_LBL:        return "Lbl";
	case ROLE_LBODY:      return "LBody";
	case ROLE_TOC:        return "TOC";
	case ROLE_TOCI:       return "TOCI";
	case ROLE_REFERENCE:  return "Reference";
	case ROLE_LINK:       return "Link";
	case ROLE_NOTE:       return "Note";
	case ROLE_FIGURE:     return "Figure";
	}
	return "Span";
}

static void *item_value(struct writer *w, const struct tag *tag,
                        const struct item *item)
{
	bool content = item->kind == ITEM_CONTENT;
	HPDF_Dict dict;

	if (item->kind == ITEM_CHILD)
		return pdf_ref(w, item->number);
	if (content && item->page == tag->page)
		return pdf_number(w, item->number);
	dict = pdf_dict(w, content ? "MCR" : "OBJR");
	if (item->page != tag->page)
		pdf_set(w, dict, "Pg", pdf_ref(w, item->page));
	if (content)
		pdf_set(w, dict, "MCID", pdf_number(w, item->number));
	else
		pdf_set(w, dict, "Obj", pdf_ref(w, item->number));
	return dict;
}

static void set_kids(struct writer *w, HPDF_Dict dict, const struct tag *tag)
{
	HPDF_Array kids;

	if (tag->n_items == 0)
		return;
	if (tag->n_items == 1) {
		pdf_set(w, dict, "K", item_value(w, tag, tag->first));
		return;
	}
	kids = pdf_array(w, tag->n_items);
	for (const struct item *item = tag->first; item; item = item->next)
		pdf_push(w, kids, item_value(w, tag, item));
	pdf_set(w, dict, "K", kids);
}

/* How a list's items are labelled (ISO 32000-1, 14.8.5.5). */
static HPDF_Dict list_numbering(struct writer *w, const struct element *list)
{
	const struct element *item = list->first;
	bool labels = item && item->first && item->first->role == ROLE_LBL;
	HPDF_Dict dict = pdf_dict(w, NULL);

	pdf_set(w, dict, "O", pdf_name(w, "List"));
	pdf_set(w, dict, "ListNumbering", pdf_name(w,
		!labels ? "None" : list->ordered ? "Decimal" : "Disc"));
	return dict;
}

static void write_tag(struct writer *w, const struct tag *tag, uint32_t root,
                      uint32_t note)
{
	const struct element *e = tag->element;
	HPDF_Dict dict = pdf_dict(w, "StructElem");

	pdf_set(w, dict, "S", pdf_name(w, tag_name(e)));
	pdf_set(w, dict, "P", pdf_ref(w, tag->parent ?
	        tag->parent->number : root));
	if (tag->page)
		pdf_set(w, dict, "Pg", pdf_ref(w, tag->page));
	set_kids(w, dict, tag);
	if (!str_empty(e->language))
		pdf_set(w, dict, "Lang", pdf_text(w, e->language));
	if (!str_empty(e->actual))
		pdf_set(w, dict, "ActualText", pdf_text(w, e->actual));
	if (!str_empty(e->alt))
		pdf_set(w, dict, "Alt", pdf_text(w, e->alt));
	if (e->role == ROLE_L)
		pdf_set(w, dict, "A", list_numbering(w, e));
	if (note)
		pdf_set(w, dict, "ID", tree_name(w, note));
	writer_put(w, tag->number, dict);
}

uint32_t tags_write(struct tags *tags)
{
	struct writer *w = tags->writer;
	const struct tag *root = open_tag(tags, tags->tags[0].element);
	struct tree *ids = tree_new_names(tags->job, w);
	uint32_t number = writer_reserve(w), n_notes = 0, parents, id_tree;
	HPDF_Dict dict;

	for (const struct tag *tag = tags->first; tag; tag = tag->next) {
		bool note = tag->element->role == ROLE_NOTE;

		write_tag(w, tag, number, note ? ++n_notes : 0);
		if (note)
			tree_add(ids, n_notes, tag->number);
	}
	parents = tree_write(tags->parents);
	id_tree = n_notes ? tree_write(ids) : 0;
	dict = pdf_dict(w, "StructTreeRoot");
	pdf_set(w, dict, "K", pdf_ref(w, root->number));
	pdf_set(w, dict, "ParentTree", pdf_ref(w, parents));
	pdf_set(w, dict, "ParentTreeNextKey", pdf_number(w, tags->next_key));
	if (id_tree)
		pdf_set(w, dict, "IDTree", pdf_ref(w, id_tree));
	writer_put(w, number, dict);
	return number;
}
