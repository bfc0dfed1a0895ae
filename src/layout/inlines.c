/* SPDX-License-Identifier: MIT */
#include "layout/inlines.h"

#include "layout/element.h"

const struct span_link *address_link(struct job *job, struct str address,
                                     struct str contents,
                                     struct element *element)
{
	struct span_link *link = job_alloc(job, sizeof(*link));

	link->uri = address;
	link->element = element;
	link->contents = contents;
	return link;
}

/* ---- what is printed of an address ---- */

/* What people write of an address. */
static struct str bare_address(struct str s)
{
	static const char *const heads[] = {"http://", "https://", "mailto:",
	                                    "www."};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (str_starts(s, str_of(heads[i])))
			s = str_range(s.ptr + strlen(heads[i]), s.ptr + s.len);
	if (s.len && s.ptr[s.len - 1] == '/')
		s.len--;
	return s;
}

/* "¹²" for 12: digits that every text face has. */
static struct str raised_number(struct job *job, int number)
{
	static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶",
	                                     "⁷", "⁸", "⁹"};
	struct str digits = job_format(job, "%d", number);
	struct buf out;

	buf_init(&out, job);
	for (size_t i = 0; i < digits.len; i++)
		buf_add_str(&out, str_of(raised[digits.ptr[i] - '0']));
	return job_copy(job, buf_str(&out));
}

static struct note *add_note(struct job *job, struct notes *notes,
                             struct str address)
{
	struct note *note = job_alloc(job, sizeof(*note));

	note->number = notes->last ? notes->last->number + 1 : 1;
	note->address = address;
	note->entry = job_alloc(job, sizeof(*note->entry));
	if (notes->last)
		notes->last->next = note;
	else
		notes->first = note;
	notes->last = note;
	return note;
}

/* A raised number that leads to the note with the address. */
static void mark_note(struct job *job, struct span *span,
                      struct element *element, struct notes *notes,
                      struct str address)
{
	struct element *reference = element_new(job, element, ROLE_REFERENCE);
	struct span_link *link = job_alloc(job, sizeof(*link));
	struct note *note = add_note(job, notes, address);

	link->target = &note->entry->target;
	link->element = element_new(job, reference, ROLE_LINK);
	link->contents = address;
	span->text = raised_number(job, note->number);
	span->element = link->element;
	span->link = link;
}

/* What a link is followed by, where its address is to be seen. */
static bool add_address(const struct setting *setting, struct span *span,
                        const struct node *link, struct element *element,
                        struct notes *notes)
{
	struct job *job = setting->job;
	struct str text = node_plain_text(job, link);

	if (setting->style->links == LINKS_NONE || link->article
	 || str_equal(bare_address(text), bare_address(link->target)))
		return false;
	span->hyphenate = false;
	if (setting->style->links == LINKS_NOTES) {
		mark_note(job, span, element, notes, link->target);
		return true;
	}
	span->text = job_format(job, " (%s)",
	                        job_copy(job, bare_address(link->target)).ptr);
	span->element = element;
	span->link = NULL;
	return true;
}

/* ---- spans ---- */

/* A link of the text: to its address, or to the article of this book that came
   from there. */
static const struct span_link *text_link(const struct setting *setting,
                                         const struct node *node,
                                         struct element *element)
{
	struct job *job = setting->job;
	struct str text = node_plain_text(job, node);
	struct element *inner = element_new(job, element, ROLE_LINK);
	struct span_link *link;

	if (!node->article)
		return address_link(job, node->target, text, inner);
	link = job_alloc(job, sizeof(*link));
	link->target = &outline_find(setting->outline, node->article)->target;
	link->element = inner;
	link->contents = node->article->meta.title;
	return link;
}

static size_t count_leaves(const struct node *top)
{
	size_t n = 0;

	for (const struct node *node = top; node;
	     node = node_following(top, node, false))
		n += !node->first;
	return n;
}

/* The link that a leaf stands in, or NULL. */
static const struct node *link_above(const struct node *leaf,
                                     const struct node *top)
{
	const struct node *node = leaf->parent;

	while (node != top && node->kind != NODE_LINK)
		node = node->parent;
	return node != top && !str_empty(node->target) ? node : NULL;
}

struct span *inlines_spans(const struct setting *setting,
                           const struct article *article,
                           const struct node *top, const struct look *look,
                           struct element *element, struct notes *notes,
                           size_t *n)
{
	struct job *job = setting->job;
	struct span *spans = job_alloc_array(job, 2 * count_leaves(top) + 1,
	                                     sizeof(*spans));
	const struct node *open = NULL;
	const struct span_link *link = NULL;

	for (const struct node *node = top->first; node;
	     node = node_following(top, node, false)) {
		struct span *span = &spans[*n];
		const struct node *in;

		if (node->kind != NODE_TEXT && node->kind != NODE_BREAK)
			continue;
		in = link_above(node, top);
		if (in && in != open)
			link = text_link(setting, in, element);
		open = in;
		*span = look_span(look);
		span->text = node->kind == NODE_BREAK ? STR_LIT("\u2028")
		                                      : node->text;
		span->language = article->meta.language;
		span->hyphenate = look->hyphenate && !in;
		span->element = in ? link->element : element;
		span->link = in ? link : NULL;
		span->file = article->file.ptr;
		span->source_line = node->first_line;
		(*n)++;
		spans[*n] = *span;
		if (in && node == in->last
		 && add_address(setting, &spans[*n], in, element, notes))
			(*n)++;
	}
	return spans;
}
