/* SPDX-License-Identifier: MIT */

/* What the EPUB says of kinds of text, from models made by hand. */

#include "unit.h"

#include "epub/article.h"
#include "epub/front.h"
#include "epub/nav.h"
#include "epub/package.h"
#include "epub/plan.h"
#include "epub/template.h"

/* ---- a document made by hand ---- */

struct making {
	struct a2b_document doc;
	struct node *article;
	struct job *job;
	void (*test)(struct making *m);
	struct pages pages;
};

static struct node *add(struct making *m, struct node *parent,
                        enum node_kind kind, const char *text)
{
	struct node *node = node_new(m->job, kind);

	if (text && node_is_inner(kind) && kind != NODE_ITEM)
		node_append_text(m->job, node, str_of(text));
	else
		node->text = str_of(text);
	node_append(parent, node);
	return node;
}

static struct node *add_item(struct making *m, struct node *list,
                             const char *marker, int number,
                             const char *text)
{
	struct node *item = add(m, list, NODE_ITEM, marker);

	item->number = number;
	add(m, item, NODE_PARAGRAPH, text);
	return item;
}

static struct node *add_heading(struct making *m, int level, const char *text)
{
	struct node *heading = add(m, m->article, NODE_HEADING, text);

	heading->level = level;
	return heading;
}

static void add_article(struct making *m, const char *language,
                        const char *title)
{
	m->article = node_new(m->job, NODE_ARTICLE);
	m->article->article = job_keep(m->job, sizeof(struct article));
	m->article->article->node = m->article;
	m->article->article->meta.language = str_of(language);
	if (title)
		add(m, m->article, NODE_TITLE, title);
	node_append(m->doc.book, m->article);
}

static void make(struct job *job, void *arg)
{
	struct making *m = arg;

	m->job = job;
	m->doc.options.modified = -1;
	m->doc.options.no_cover = true;
	m->doc.book = node_new(job, NODE_BOOK);
	m->test(m);
}

static void print(void *user, const struct a2b_diag *diag)
{
	(void)user;
	print_message("# %s\n", diag->text);
}

static void run(void (*test)(struct making *m))
{
	struct making m = {.test = test};
	struct reporter reporter = {print, NULL};

	assert_int_equal(job_run(&reporter, &m.doc.arena, make, &m), A2B_OK);
	arena_release(&m.doc.arena);
}

/* All content documents, one behind the other. */
static const char *xhtml(struct making *m, const struct pages *pages)
{
	struct buf all;
	struct plan *plan;

	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, pages);
	buf_init(&all, m->job);
	for (size_t i = 0; i < plan->n_parts; i++)
		if (plan->parts[i].kind == PART_ARTICLE)
			buf_add_str(&all, article_document(m->job, plan,
			                                   &plan->parts[i]));
	if (pages)
		buf_add_str(&all, nav_document(m->job, plan));
	return all.ptr;
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("'%s' is missing in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' is in:\n%s", part, text);
}

#define TEST(name) \
	static void name##_body(struct making *m); \
	static void name(void **state) \
	{ \
		(void)state; \
		run(name##_body); \
	} \
	static void name##_body(struct making *m)

/* ---- what is written ---- */

TEST(characters_that_xml_forbids_are_left_out)
{
	const char *text;

	add_article(m, "en", "A\x01 <b> & \"c\"\xef\xbf\xbf");
	text = xhtml(m, NULL);
	assert_has(text, "<h1 id=\"title\">A &lt;b&gt; &amp; &quot;c&quot;</h1>");
}

TEST(a_title_is_h1_and_headings_follow)
{
	const char *text;

	add_article(m, "en", "Title");
	add_heading(m, 1, "One");
	add_heading(m, 4, "Two");
	text = xhtml(m, NULL);
	assert_has(text, "<h1 id=\"title\">Title</h1>");
	assert_has(text, "<h2 id=\"s1\">One</h2>");
	assert_has(text, "<h3 id=\"s2\">Two</h3>");
}

TEST(without_a_title_headings_begin_at_h1)
{
	const char *text;

	add_article(m, "en", NULL);
	add(m, m->article, NODE_PARAGRAPH, "Words before all headings.");
	add_heading(m, 1, "One");
	text = xhtml(m, NULL);
	assert_has(text, "<h1 id=\"s1\">One</h1>");
	assert_has(text, "aria-label=\"Words before all headings.\"");
	assert_lacks(text, "reading-time");
}

TEST(a_heading_in_a_quote_is_none_of_the_article)
{
	struct node *quote;
	const char *text;

	add_article(m, "en", "Title");
	quote = add(m, m->article, NODE_QUOTE, NULL);
	add(m, quote, NODE_HEADING, "Quoted");
	text = xhtml(m, NULL);
	assert_has(text, "<p class=\"heading\">Quoted</p>");
}

TEST(numbers_of_lists_are_kept)
{
	struct node *list;
	const char *text;

	add_article(m, "en", "Title");
	list = add(m, m->article, NODE_LIST, NULL);
	list->ordered = true;
	add_item(m, list, "3.", 3, "three");
	add_item(m, list, "4.", 4, "four");
	add_item(m, list, "7.", 7, "seven");
	text = xhtml(m, NULL);
	assert_has(text, "<ol start=\"3\">\n<li>three</li>\n<li>four</li>\n"
	                 "<li value=\"7\">seven</li>\n</ol>");
}

TEST(markers_that_readers_would_not_show_are_kept_as_text)
{
	struct node *list, *inner;
	const char *text;

	add_article(m, "en", "Title");
	list = add(m, m->article, NODE_LIST, NULL);
	list->ordered = true;
	inner = add(m, add_item(m, list, "(a)", 1, "one"), NODE_LIST, NULL);
	add_item(m, inner, "-", 0, "below");
	add_item(m, list, "(b)", 2, "two");
	text = xhtml(m, NULL);
	assert_has(text, "<ol class=\"marked\" role=\"list\">");
	assert_has(text, "<span class=\"marker\">(a)</span> one");
	assert_has(text, "<ul>\n<li>below</li>\n</ul>");
	assert_has(text, "<span class=\"marker\">(b)</span> two");
}

TEST(quotes_stand_in_quotes)
{
	struct node *quote;
	const char *text;

	add_article(m, "en", "Title");
	quote = add(m, m->article, NODE_QUOTE, NULL);
	add(m, quote, NODE_PARAGRAPH, "outer");
	quote = add(m, quote, NODE_QUOTE, NULL);
	add(m, quote, NODE_PARAGRAPH, "inner");
	text = xhtml(m, NULL);
	assert_has(text, "<blockquote>\n<p>outer</p>\n<blockquote>\n"
	                 "<p>inner</p>\n</blockquote>\n</blockquote>");
}

TEST(verse_code_and_rules_keep_their_text)
{
	struct node *verse;
	const char *text;

	add_article(m, "en", "Title");
	verse = add(m, m->article, NODE_VERSE, "one line");
	add(m, verse, NODE_BREAK, NULL);
	node_append_text(m->job, verse, STR_LIT("another"));
	add(m, m->article, NODE_CODE, "if (a < b)\n\treturn;");
	add(m, m->article, NODE_RULE, "* * *");
	add(m, m->article, NODE_RULE, "-----");
	text = xhtml(m, NULL);
	assert_has(text, "<p class=\"verse\">one line<br/>\nanother</p>");
	assert_has(text, "<pre><code>if (a &lt; b)\n\treturn;</code></pre>");
	assert_has(text, "<p class=\"ornament\">* * *</p>\n<hr/>");
}

TEST(links_lead_where_they_led)
{
	struct node *link, *p;
	const char *text;

	add_article(m, "en", "Title");
	p = add(m, m->article, NODE_PARAGRAPH, "see ");
	link = add(m, p, NODE_LINK, "there");
	link->target = STR_LIT("https://example.org/?a=1&b=2");
	text = xhtml(m, NULL);
	assert_has(text, "<p>see <a href=\"https://example.org/?a=1&amp;b=2\">"
	                 "there</a></p>");
}

TEST(languages_and_directions_are_said)
{
	struct node *p;
	const char *text;

	add_article(m, "ar", "عنوان");
	p = add(m, m->article, NODE_PARAGRAPH, "Some English words.");
	p->language = STR_LIT("en");
	text = xhtml(m, NULL);
	assert_has(text, "lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">");
	assert_has(text, "<p lang=\"en\" xml:lang=\"en\" dir=\"ltr\">Some");
	assert_has(text, "<p class=\"reading-time\">مدة القراءة: 1 د</p>");
}

TEST(words_in_another_language_than_the_article_are_marked)
{
	add_article(m, "sw", "Habari");
	assert_has(xhtml(m, NULL), "<p class=\"reading-time\" lang=\"en\" "
	                           "xml:lang=\"en\" dir=\"ltr\">1 min read</p>");
}

TEST(a_right_to_left_book_turns_its_pages_so)
{
	const char *text;

	add_article(m, "he", "כותרת");
	document_analyse(m->job, &m->doc);
	text = package_document(m->job, plan_new(m->job, &m->doc, NULL)).ptr;
	assert_has(text, "page-progression-direction=\"rtl\"");
	assert_has(text, "xml:lang=\"he\" dir=\"rtl\"");
}

/* ---- contents ---- */

TEST(contents_nest_as_headings_do)
{
	struct plan *plan;
	const char *text;

	add_article(m, "en", "  A \n title ");
	add_heading(m, 1, "One");
	add_heading(m, 2, "One below");
	add_heading(m, 1, "Two");
	add_article(m, "it", "Altro");
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	text = nav_document(m->job, plan).ptr;
	assert_has(text, ">A title</a><ol class=\"entries\">\n<li>");
	assert_has(text, ">One</a><ol class=\"entries\">\n<li>");
	assert_has(text, ">One below</a></li></ol></li>\n<li>");
	assert_has(text, ">Two</a></li></ol></li>\n<li>");
	assert_has(text, "lang=\"it\" xml:lang=\"it\" dir=\"ltr\">Altro</a>"
	                 "</li></ol>");
	text = nav_ncx(m->job, plan).ptr;
	assert_has(text, "name=\"dtb:depth\" content=\"3\"");
	assert_has(text, "playOrder=\"7\">\n<navLabel><text>Altro<");
}

TEST(a_section_stands_over_its_articles)
{
	struct node *section;
	const char *text;

	add_article(m, "en", "Inside");
	node_remove(m->article);
	section = add(m, m->doc.book, NODE_SECTION, NULL);
	section->text = STR_LIT("Science");
	node_append(section, m->article);
	document_analyse(m->job, &m->doc);
	text = nav_document(m->job, plan_new(m->job, &m->doc, NULL)).ptr;
	assert_has(text, ".xhtml\">Science</a><ol class=\"entries\">\n<li><a href=");
}

TEST(links_lead_to_articles_of_the_same_book)
{
	struct node *link, *p;
	const char *text;

	add_article(m, "en", "One");
	p = add(m, m->article, NODE_PARAGRAPH, "see ");
	link = add(m, p, NODE_LINK, "there");
	link->target = STR_LIT("https://example.org/two");
	add_article(m, "fr", "Deux");
	m->article->article->meta.source = STR_LIT("https://example.org/two");
	text = xhtml(m, NULL);
	assert_has(text, job_format(m->job, "see <a href=\"%s.xhtml\">there</a>",
	                            m->doc.articles[1]->name.ptr).ptr);
	assert_has(text, "rel=\"next\">Next</a>");
	assert_has(text, "rel=\"prev\">Précédent</a>");
	m->doc.options.no_article_links = true;
	assert_lacks(xhtml(m, NULL), "rel=\"next\"");
}

TEST(labels_have_an_end)
{
	struct str s = STR_LIT(" one\n two three ");

	add_article(m, "en", "Title");
	assert_string_equal(plan_label(m->job, s).ptr, "one two three");
	assert_string_equal(plan_shorten(m->job, s, 11).ptr, "one two three");
	assert_string_equal(plan_shorten(m->job, s, 8).ptr, "one two…");
	assert_string_equal(plan_shorten(m->job, s, 2).ptr, "on…");
	assert_string_equal(plan_label(m->job, STR_LIT(" \n")).ptr, "…");
}

TEST(contents_can_be_cut_off)
{
	struct plan *plan;

	add_article(m, "en", "Title");
	add_heading(m, 1, "One");
	add_heading(m, 2, "One below");
	m->doc.options.toc_depth = 2;
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	assert_int_equal(plan->n_entries, 2);
}

TEST(a_page_of_contents_lists_what_an_article_is_about)
{
	const char *text;
	struct plan *plan;

	add_article(m, "it", "Uno & due");
	add(m, m->article, NODE_DEK, "Di che si tratta.");
	add_article(m, "ar", "عنوان");
	m->doc.options.language = "it";
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	assert_int_equal(plan->parts[0].kind, PART_CONTENTS);
	text = front_document(m->job, plan, &plan->parts[0]).ptr;
	assert_has(text, ">Indice</h1>");
	assert_has(text, ">Uno &amp; due</a></p>\n"
	                 "<p class=\"about\">Di che si tratta.</p>\n"
	                 "<p class=\"about\"><span>1 min di lettura</span>");
	assert_has(text, "<li class=\"article\" lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">");
	assert_lacks(text, "book-subtitle");
}

TEST(long_lists_of_articles_go_over_several_pages)
{
	struct plan *plan;
	const char *text;

	for (int i = 0; i < 301; i++)
		add_article(m, "en", job_format(m->job, "Article %d", i).ptr);
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	assert_int_equal(plan->parts[1].kind, PART_CONTENTS);
	text = front_document(m->job, plan, &plan->parts[1]).ptr;
	assert_has(text, ">Article 300</a>");
	assert_lacks(text, ">Article 299</a>");
}

/* ---- metadata ---- */

static const char *package(struct making *m)
{
	document_analyse(m->job, &m->doc);
	return package_document(m->job, plan_new(m->job, &m->doc, NULL)).ptr;
}

TEST(conformance_is_claimed_by_somebody)
{
	const char *text;

	add_article(m, "en", "Title");
	assert_lacks(package(m), "conformsTo");
	m->doc.options.certified_by = "Ann";
	text = package(m);
	assert_has(text, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
	assert_has(text, "refines=\"#conformance\">Ann</meta>");
}

TEST(conformance_is_not_claimed_where_a_language_is_not_known)
{
	add_article(m, NULL, "Title");
	m->doc.options.certified_by = "Ann";
	assert_lacks(package(m), "conformsTo");
}

/* ---- long articles ---- */

static void add_long(struct making *m, size_t bytes)
{
	char *text = job_keep(m->job, bytes + 1);

	memset(text, 'x', bytes);
	add(m, m->article, NODE_PARAGRAPH, text);
}

TEST(long_articles_are_parted_at_headings)
{
	struct plan *plan;

	add_article(m, "en", "Long");
	add_long(m, 100 * 1000);
	for (int i = 0; i < 4; i++) {
		add_heading(m, 1, "Section");
		add_long(m, 100 * 1000);
	}
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	assert_int_equal(plan->n_parts, 3);
	assert_int_equal(plan->parts[1].begin->kind, NODE_HEADING);
	assert_ptr_equal(plan->parts[1].begin, plan->parts[0].end);
	assert_has(plan->entries[3].href.ptr, "-part-2.xhtml#s3");
	assert_has(article_document(m->job, plan, &plan->parts[1]).ptr,
	           "<section aria-label=\"Long\">\n<h2 id=\"s2\">");
}

TEST(a_section_without_headings_is_parted_too)
{
	struct plan *plan;

	add_article(m, "en", "Long");
	for (int i = 0; i < 60; i++)
		add_long(m, 10 * 1000);
	document_analyse(m->job, &m->doc);
	plan = plan_new(m->job, &m->doc, NULL);
	assert_int_equal(plan->n_parts, 3);
}

/* ---- the cover ---- */

TEST(each_book_has_its_own_cover)
{
	struct cover one, again, other;

	add_article(m, "en", "Title");
	m->doc.options.no_cover = false;
	document_analyse(m->job, &m->doc);
	one = cover_of(m->job, &m->doc);
	again = cover_of(m->job, &m->doc);
	m->doc.uuid = STR_LIT("another");
	other = cover_of(m->job, &m->doc);
	assert_true(str_equal(one.bytes, again.bytes));
	assert_false(str_equal(one.bytes, other.bytes));
	assert_memory_equal(one.bytes.ptr, "\x89PNG\r\n\x1a\n", 8);
	assert_memory_equal(one.bytes.ptr + 16, "\0\0\x06\x40\0\0\x0a\0", 8);
	assert_true(one.bytes.len < 300 * 1000);
	m->doc.options.no_cover = true;
	assert_null(cover_of(m->job, &m->doc).bytes.ptr);
}

TEST(titles_of_any_length_have_a_cover)
{
	static char words[20000], letters[20000];

	for (size_t i = 0; i + 1 < sizeof(words); i++) {
		words[i] = i % 7 ? 'a' : ' ';
		letters[i] = 'W';
	}
	m->doc.options.no_cover = false;
	add_article(m, "en", words);
	document_analyse(m->job, &m->doc);
	assert_non_null(cover_of(m->job, &m->doc).bytes.ptr);
	m->doc.meta.title = str_of(letters);
	assert_non_null(cover_of(m->job, &m->doc).bytes.ptr);
	m->doc.meta.title = STR_LIT("");
	assert_non_null(cover_of(m->job, &m->doc).bytes.ptr);
}

TEST(a_book_without_a_cover_says_nothing_of_one)
{
	add_article(m, "en", "Title");
	m->doc.options.no_cover = false;
	assert_has(package(m), "properties=\"cover-image\"");
	assert_has(package(m), "<itemref idref=\"cover\" linear=\"no\"/>");
	m->doc.options.no_cover = true;
	assert_lacks(package(m), "cover");
}

/* ---- pages of the PDF ---- */

TEST(pages_are_marked_where_they_begin)
{
	struct page page[4] = {{.label = STR_LIT("i")}, {.label = STR_LIT("1")},
	                       {.label = STR_LIT("2")}, {.label = STR_LIT("3")}};
	struct page_start starts[4] = {{.page = 0}, {.page = 1, .offset = 4},
	                               {.page = 2, .offset = 8}, {.page = 3}};
	struct node *list;
	const char *text;

	add_article(m, "en", "Title");
	starts[0].node = m->article->first;
	starts[1].node = starts[2].node =
		add(m, m->article, NODE_PARAGRAPH, "One two three.");
	list = add(m, m->article, NODE_LIST, NULL);
	add_item(m, list, "-", 0, "item");
	starts[3].node = list;
	m->pages = (struct pages){.page = page, .n_pages = 4,
	                          .starts = starts, .n_starts = 4};
	text = xhtml(m, &m->pages);
	assert_has(text, "<h1 id=\"title\"><span epub:type=\"pagebreak\" "
	                 "role=\"doc-pagebreak\" id=\"page-1\" "
	                 "aria-label=\"i\"/>Title</h1>");
	assert_has(text, "<p>One <span");
	assert_has(text, "aria-label=\"1\"/>two <span");
	assert_has(text, "aria-label=\"2\"/>three.</p>");
	assert_has(text, "<li><span");
	assert_has(text, "#page-4\">3</a>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_that_xml_forbids_are_left_out),
		cmocka_unit_test(a_title_is_h1_and_headings_follow),
		cmocka_unit_test(without_a_title_headings_begin_at_h1),
		cmocka_unit_test(a_heading_in_a_quote_is_none_of_the_article),
		cmocka_unit_test(numbers_of_lists_are_kept),
		cmocka_unit_test(
			markers_that_readers_would_not_show_are_kept_as_text),
		cmocka_unit_test(quotes_stand_in_quotes),
		cmocka_unit_test(verse_code_and_rules_keep_their_text),
		cmocka_unit_test(links_lead_where_they_led),
		cmocka_unit_test(languages_and_directions_are_said),
		cmocka_unit_test(
			words_in_another_language_than_the_article_are_marked),
		cmocka_unit_test(a_right_to_left_book_turns_its_pages_so),
		cmocka_unit_test(contents_nest_as_headings_do),
		cmocka_unit_test(a_section_stands_over_its_articles),
		cmocka_unit_test(links_lead_to_articles_of_the_same_book),
		cmocka_unit_test(labels_have_an_end),
		cmocka_unit_test(contents_can_be_cut_off),
		cmocka_unit_test(
			a_page_of_contents_lists_what_an_article_is_about),
		cmocka_unit_test(
			long_lists_of_articles_go_over_several_pages),
		cmocka_unit_test(conformance_is_claimed_by_somebody),
		cmocka_unit_test(
			conformance_is_not_claimed_where_a_language_is_not_known),
		cmocka_unit_test(long_articles_are_parted_at_headings),
		cmocka_unit_test(a_section_without_headings_is_parted_too),
		cmocka_unit_test(each_book_has_its_own_cover),
		cmocka_unit_test(titles_of_any_length_have_a_cover),
		cmocka_unit_test(a_book_without_a_cover_says_nothing_of_one),
		cmocka_unit_test(pages_are_marked_where_they_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
