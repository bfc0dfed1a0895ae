/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "layout/pages.h"

/* Sets a text on pages and looks at them. */
struct trial {
	struct a2b_document *doc;
	void (*look)(struct job *job, const struct pages *pages);
};

static void set_and_look(struct job *job, void *arg)
{
	struct trial *trial = arg;

	document_analyse(job, trial->doc);
	trial->look(job, layout_document(job, trial->doc));
}

static void look_at(const struct a2b_options *options, const char *text,
                    void (*look)(struct job *, const struct pages *))
{
	struct reporter nobody = {0};
	struct trial trial = {.look = look};

	assert_int_equal(a2b_document_new(options, &trial.doc), A2B_OK);
	assert_int_equal(a2b_document_add_article(trial.doc, "a.txt", text,
	                                          strlen(text)), A2B_OK);
	assert_int_equal(job_run(&nobody, &trial.doc->arena, set_and_look,
	                         &trial), A2B_OK);
	a2b_document_free(trial.doc);
}

static struct a2b_options small_pages(void)
{
	struct a2b_options options;

	a2b_options_init(&options);
	options.paper = "60mm x 62mm";
	options.margins = "6mm";
	options.language = "en";
	return options;
}

/* Paragraphs, a list and code, over a few small pages. */
static const char text[] =
	"Of things that go on\n\n"
	"This is the first of the paragraphs, and it is long enough to take a "
	"good part of a page that is as small as this one, for a page like "
	"this holds few words, and so it does not take many of them to fill "
	"it from its head to its foot and to go on behind it.\n\n"
	"- An item of a list may go on too, over a page and more, when it has "
	"as many words as this one has, which was written to be so long that "
	"it cannot do otherwise than to go on for a while, from line to line "
	"and from page to page, as items of lists seldom do in the books that "
	"people like to read, where they are short.\n"
	"- Another item.\n\n"
	"The next paragraph has words of its own. Their number is what counts "
	"here, not what they say, though it would be good to say something. "
	"It is about to end now, but not before it has filled a few lines of "
	"yet another page, with a word that is https://example.org/an/address "
	"and with some that are not. This is the very last of them all, here "
	"at the end, where nothing follows but a full stop.\n";

static struct str first_text(const struct page *page)
{
	const struct run *run = page->runs;

	while (run && (!run->element || run->element->role == ROLE_LBL))
		run = run->next;
	return run ? run->text : STR_NONE;
}

static void check_starts(struct job *job, const struct pages *pages)
{
	assert_true(pages->n_pages >= 3);
	assert_int_equal(pages->n_starts, pages->n_pages);
	for (size_t i = 0; i < pages->n_starts; i++) {
		const struct page_start *start = &pages->starts[i];
		struct str plain = node_plain_text(job, start->node);
		struct str first = first_text(&pages->page[start->page]);
		size_t n = 0;

		assert_int_equal(start->page, i);
		assert_true(start->offset < plain.len);
		/* up to where a word may be broken */
		while (n < first.len && first.ptr[n] != ' '
		    && (unsigned char)first.ptr[n] < 0x80)
			n++;
		assert_true(n > 0 && start->offset + n <= plain.len);
		assert_memory_equal(plain.ptr + start->offset, first.ptr, n);
	}
}

static void a_page_knows_where_it_begins_in_the_text(void **state)
{
	struct a2b_options options = small_pages();

	(void)state;
	look_at(&options, text, check_starts);
}

static bool is_below(const struct element *element, const struct element *root)
{
	while (element && element != root)
		element = element->parent;
	return element == root;
}

/* Numbers elements in the order of the tree; there are few of them. */
static int number(struct element *element, int from)
{
	element->number = from++;
	for (struct element *e = element->first; e; e = e->next) {
		assert_ptr_equal(e->parent, element);
		from = number(e, from);
	}
	return from;
}

static void check_tree(struct job *job, const struct pages *pages)
{
	int last = 0;

	(void)job;
	number(pages->root, 0);
	assert_int_equal(pages->root->role, ROLE_DOCUMENT);
	for (size_t i = 0; i < pages->n_pages; i++)
		for (struct run *run = pages->page[i].runs; run; run = run->next) {
			if (!run->element)
				continue;
			assert_true(is_below(run->element, pages->root));
			/* what stands behind a link is of its paragraph */
			if (run->element->role != ROLE_P)
				assert_true(run->element->number >= last);
			last = run->element->number;
		}
}

static void the_tree_is_in_the_order_of_reading(void **state)
{
	struct a2b_options options = small_pages();

	(void)state;
	look_at(&options, text, check_tree);
	options.columns = 2;
	options.paper = "a4";
	look_at(&options, text, check_tree);
}

static void check_room(struct job *job, const struct pages *pages)
{
	(void)job;
	for (size_t i = 0; i < pages->n_pages; i++)
		for (struct run *run = pages->page[i].runs; run; run = run->next) {
			assert_true(run->x >= 0 && run->y > 0);
			assert_true(run->y < pages->height);
			/* a space that the line's end swallowed may stand out */
			assert_true(run->x + run->width
			            <= pages->width + run->size / 2);
		}
}

static void nothing_stands_outside_the_page(void **state)
{
	static const char *const papers[] = {"a6", "letter", "50mm x 60mm"};
	struct a2b_options options = small_pages();

	(void)state;
	options.margins = "3mm";
	options.font_size = "8pt";
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
		options.paper = papers[i];
		look_at(&options, text, check_room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_knows_where_it_begins_in_the_text),
		cmocka_unit_test(the_tree_is_in_the_order_of_reading),
		cmocka_unit_test(nothing_stands_outside_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
