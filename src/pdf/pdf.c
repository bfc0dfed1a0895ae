/* SPDX-License-Identifier: MIT */
#include "pdf/pdf.h"

#include "base/deflate.h"
#include "model/progress.h"
#include "pdf/content.h"
#include "pdf/fonts.h"
#include "pdf/labels.h"
#include "pdf/links.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

/* A book on its way into a file: numbers of objects that others refer to. */
struct book {
	struct job *job;
	const struct a2b_document *doc;
	const struct pages *pages;
	struct writer *writer;
	struct fonts *fonts;
	struct tags *tags;
	struct content *content;
	uint32_t first_page;  /* the pages' numbers are in a row */
	uint32_t root_node, first_node; /* of the tree of pages */
	uint32_t resources;
};

/*
 * Deflating takes most of the time, so what pages draw is gathered for a few
 * hundred of them and then deflated together, in threads. The rest of a page is
 * written at once.
 */
enum { BATCH_PAGES = 512 };

struct batch {
	struct buf contents;  /* one after the other */
	size_t end[BATCH_PAGES];
	uint32_t number[BATCH_PAGES];
	struct deflated deflated[BATCH_PAGES], *all[BATCH_PAGES];
	size_t n;
};

/* Pages of one node: the tree has two levels, and so is quick to search up to
   tens of thousands of pages. */
enum { NODE_PAGES = 64 };

static void set_annotations(struct writer *w, HPDF_Dict dict,
                            const uint32_t *links, size_t n)
{
	HPDF_Array array;

	if (n == 0)
		return;
	array = pdf_array(w, n);
	for (size_t i = 0; i < n; i++)
		pdf_push(w, array, pdf_ref(w, links[i]));
	pdf_set(w, dict, "Annots", array);
	/* the tab key goes from link to link as the text does */
	pdf_set(w, dict, "Tabs", pdf_name(w, "S"));
}

static void write_page(struct book *book, struct batch *batch, size_t i)
{
	struct writer *w = book->writer;
	const struct page *page = &book->pages->page[i];
	uint32_t key = tags_begin_page(book->tags, i);
	uint32_t stream = writer_reserve(w);
	uint32_t *links;
	size_t n_links;
	HPDF_Dict dict;

	buf_add_str(&batch->contents, content_draw(book->content, page));
	batch->end[batch->n] = batch->contents.len;
	batch->number[batch->n++] = stream;
	n_links = links_write(book->job, w, book->tags, book->pages, page,
	                      book->first_page, &links);
	tags_end_page(book->tags);
	dict = pdf_dict(w, "Page");
	pdf_set(w, dict, "Parent", pdf_ref(w, book->first_node
	        + (uint32_t)(i / NODE_PAGES)));
	pdf_set(w, dict, "Resources", pdf_ref(w, book->resources));
	pdf_set(w, dict, "Contents", pdf_ref(w, stream));
	if (!book->pages->imposed)
		pdf_set(w, dict, "StructParents", pdf_number(w, key));
	set_annotations(w, dict, links, n_links);
	writer_put(w, book->first_page + (uint32_t)i, dict);
}

static void end_batch(struct book *book, struct batch *batch)
{
	const char *bytes = batch->contents.ptr;
	size_t begin = 0;
	struct cleanup *packed;

	for (size_t i = 0; i < batch->n; begin = batch->end[i++]) {
		batch->deflated[i] = (struct deflated){
			.bytes = {bytes + begin, batch->end[i] - begin},
		};
		batch->all[i] = &batch->deflated[i];
	}
	packed = deflate_all(book->job, batch->all, batch->n);
	for (size_t i = 0; i < batch->n; i++)
		writer_put_deflated(book->writer, batch->number[i],
		                    batch->deflated[i].packed,
		                    batch->deflated[i].bytes);
	job_release(book->job, packed);
	buf_clear(&batch->contents);
	batch->n = 0;
}

static void set_kids(struct writer *w, HPDF_Dict dict, uint32_t first,
                     size_t n, size_t n_pages)
{
	HPDF_Array kids = pdf_array(w, n);

	for (size_t i = 0; i < n; i++)
		pdf_push(w, kids, pdf_ref(w, first + (uint32_t)i));
	pdf_set(w, dict, "Kids", kids);
	pdf_set(w, dict, "Count", pdf_number(w, (int64_t)n_pages));
}

static void write_page_tree(const struct book *book, size_t n_nodes)
{
	struct writer *w = book->writer;
	size_t n_pages = book->pages->n_pages;
	HPDF_Dict dict;
	HPDF_Array box;

	for (size_t i = 0; i < n_nodes; i++) {
		size_t first = i * NODE_PAGES, n = n_pages - first;

		if (n > NODE_PAGES)
			n = NODE_PAGES;
		dict = pdf_dict(w, "Pages");
		pdf_set(w, dict, "Parent", pdf_ref(w, book->root_node));
		set_kids(w, dict, book->first_page + (uint32_t)first, n, n);
		writer_put(w, book->first_node + (uint32_t)i, dict);
	}
	dict = pdf_dict(w, "Pages");
	box = pdf_array(w, 4);
	pdf_push(w, box, pdf_number(w, 0));
	pdf_push(w, box, pdf_number(w, 0));
	pdf_push(w, box, pdf_length(w, book->pages->width));
	pdf_push(w, box, pdf_length(w, book->pages->height));
	pdf_set(w, dict, "MediaBox", box); /* of all pages */
	set_kids(w, dict, book->first_node, n_nodes, n_pages);
	writer_put(w, book->root_node, dict);
}

static void write_pages(struct book *book)
{
	struct writer *w = book->writer;
	size_t n_pages = book->pages->n_pages;
	size_t n_nodes = (n_pages + NODE_PAGES - 1) / NODE_PAGES;
	struct batch *batch = job_alloc(book->job, sizeof(*batch));
	uint32_t fonts;
	HPDF_Dict dict;

	buf_init(&batch->contents, book->job);
	book->resources = writer_reserve(w);
	book->root_node = writer_reserve(w);
	book->first_node = writer_reserve_many(w, n_nodes);
	for (size_t i = 0; i < n_pages; i++) {
		write_page(book, batch, i);
		if (batch->n == BATCH_PAGES || i + 1 == n_pages)
			end_batch(book, batch);
		progress_tell(book->doc, A2B_WRITING, i + 1, n_pages, 0);
	}
	write_page_tree(book, n_nodes);
	fonts = fonts_write(book->fonts, w);
	dict = pdf_dict(w, NULL);
	pdf_set(w, dict, "Font", pdf_ref(w, fonts));
	writer_put(w, book->resources, dict);
}

/* Facing pages and page turning go the other way in a right-to-left book. */
static HPDF_Dict viewer_preferences(const struct book *book)
{
	struct writer *w = book->writer;
	HPDF_Dict dict = pdf_dict(w, NULL);

	pdf_set(w, dict, "DisplayDocTitle", pdf_bool(w, true));
	if (language_is_rtl(book->job, book->doc->meta.language))
		pdf_set(w, dict, "Direction", pdf_name(w, "R2L"));
	return dict;
}

static void set_structure(struct writer *w, HPDF_Dict catalog, uint32_t tree)
{
	HPDF_Dict marks = pdf_dict(w, NULL);

	pdf_set(w, marks, "Marked", pdf_bool(w, true));
	pdf_set(w, catalog, "MarkInfo", marks);
	pdf_set(w, catalog, "StructTreeRoot", pdf_ref(w, tree));
}

static uint32_t write_catalog(const struct book *book)
{
	struct job *job = book->job;
	struct writer *w = book->writer;
	bool imposed = book->pages->imposed;
	uint32_t tree = imposed ? 0 : tags_write(book->tags);
	uint32_t outline = outline_write(job, w, book->pages,
	                                 book->first_page);
	uint32_t labels = labels_write(job, w, book->pages);
	uint32_t xmp = metadata_write_xmp(job, w, book->doc, !imposed);
	uint32_t intent = metadata_write_intent(job, w);
	HPDF_Dict dict = pdf_dict(w, "Catalog");
	HPDF_Array intents = pdf_array(w, 1);

	pdf_set(w, dict, "Pages", pdf_ref(w, book->root_node));
	if (!imposed)
		set_structure(w, dict, tree);
	pdf_set(w, dict, "Lang", pdf_text(w, book->doc->meta.language));
	pdf_set(w, dict, "PageLabels", pdf_ref(w, labels));
	if (outline) {
		pdf_set(w, dict, "Outlines", pdf_ref(w, outline));
		pdf_set(w, dict, "PageMode", pdf_name(w, "UseOutlines"));
	}
	pdf_set(w, dict, "ViewerPreferences", viewer_preferences(book));
	pdf_set(w, dict, "Metadata", pdf_ref(w, xmp));
	pdf_push(w, intents, pdf_ref(w, intent));
	pdf_set(w, dict, "OutputIntents", intents);
	return writer_add(w, dict);
}

void pdf_write(struct job *job, const struct a2b_document *doc,
               const struct pages *pages, struct buf *out)
{
	struct book book = {.job = job, .doc = doc, .pages = pages};
	unsigned char id[16];
	uint32_t info, catalog;

	if (pages->n_pages == 0)
		return; /* a PDF has at least one */
	book.writer = writer_new(job, out);
	book.first_page = writer_reserve_many(book.writer, pages->n_pages);
	book.fonts = fonts_new(job, pages->n_faces);
	book.tags = tags_new(job, book.writer, pages, book.first_page);
	book.content = content_new(job, book.fonts, book.tags, pages->height);
	write_pages(&book);
	info = metadata_write_info(job, book.writer, doc);
	catalog = write_catalog(&book);
	metadata_uuid(doc->uuid, id);
	writer_finish(book.writer, catalog, info, id);
}
