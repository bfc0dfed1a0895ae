/* SPDX-License-Identifier: MIT */
#include "pdf/outline.h"

#include "pdf/links.h"

/* A bookmark in its tree; indices into the bookmarks, or NONE. */
enum { NONE = -1 };

struct place {
	int parent, previous, next, first, last;
	int children, below;  /* at the next level, at all levels below */
};

/* The tree that the levels make: a bookmark belongs to the last one before it
   with a lower level. */
static struct place *make_tree(struct job *job, const struct pages *pages)
{
	size_t n = pages->n_bookmarks;
	struct place *places = job_alloc_array(job, n, sizeof(*places));

	for (size_t i = 0; i < n; i++) {
		int level = pages->bookmarks[i].level;
		int before = (int)i - 1, last = NONE;

		while (before != NONE
		    && pages->bookmarks[before].level >= level) {
			last = before;
			before = places[before].parent;
		}
		places[i] = (struct place){
			before, last, NONE, NONE, NONE, 0, 0,
		};
		if (last != NONE)
			places[last].next = (int)i;
		if (before == NONE)
			continue;
		if (places[before].first == NONE)
			places[before].first = (int)i;
		places[before].last = (int)i;
		places[before].children++;
	}
	for (size_t i = n; i-- > 0;)
		if (places[i].parent != NONE)
			places[places[i].parent].below += 1 + places[i].below;
	return places;
}

struct outline {
	struct writer *writer;
	const struct pages *pages;
	struct place *places;
	uint32_t root, first; /* objects: the bookmarks follow `first` */
	uint32_t first_page;
};

static void set_ref(const struct outline *o, HPDF_Dict dict, const char *key,
                    int index)
{
	if (index != NONE)
		pdf_set(o->writer, dict, key,
		        pdf_ref(o->writer, o->first + (uint32_t)index));
}

static void write_bookmark(const struct outline *o, size_t i, bool open)
{
	struct writer *w = o->writer;
	const struct bookmark *bookmark = &o->pages->bookmarks[i];
	const struct place *place = &o->places[i];
	HPDF_Dict dict = pdf_dict(w, NULL);

	pdf_set(w, dict, "Title", pdf_text(w, bookmark->label));
	if (place->parent == NONE)
		pdf_set(w, dict, "Parent", pdf_ref(w, o->root));
	set_ref(o, dict, "Parent", place->parent);
	set_ref(o, dict, "Prev", place->previous);
	set_ref(o, dict, "Next", place->next);
	set_ref(o, dict, "First", place->first);
	set_ref(o, dict, "Last", place->last);
	if (place->below)
		pdf_set(w, dict, "Count", pdf_number(w,
			open ? place->below : -place->children));
	pdf_set(w, dict, "Dest", link_destination(w, o->pages,
		&bookmark->target, o->first_page));
	writer_put(w, o->first + (uint32_t)i, dict);
}

uint32_t outline_write(struct job *job, struct writer *w,
                       const struct pages *pages, uint32_t first_page)
{
	enum { MANY = 40 }; /* more do not fit a window: shown closed */
	size_t n = pages->n_bookmarks, last = 0, n_top = 0;
	bool open = n <= MANY;
	struct outline o = {.writer = w, .pages = pages,
	                    .first_page = first_page};
	HPDF_Dict dict;

	if (n == 0)
		return 0;
	o.places = make_tree(job, pages);
	o.root = writer_reserve(w);
	o.first = writer_reserve_many(w, n);
	for (size_t i = 0; i < n; i++) {
		write_bookmark(&o, i, open);
		if (o.places[i].parent == NONE) {
			last = i;
			n_top++;
		}
	}
	dict = pdf_dict(w, "Outlines");
	pdf_set(w, dict, "First", pdf_ref(w, o.first));
	set_ref(&o, dict, "Last", (int)last);
	pdf_set(w, dict, "Count", pdf_number(w, (int64_t)(open ? n : n_top)));
	writer_put(w, o.root, dict);
	return o.root;
}
