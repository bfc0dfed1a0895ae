/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buf.h"
#include "model/count.h"
#include "model/date.h"
#include "model/document.h"
#include "model/words.h"

/* ---- dates ---- */

static void dates_are_read_or_refused(void **state)
{
	struct date d;

	(void)state;
	assert_true(date_parse(STR_LIT("2024-02-29"), &d));
	assert_int_equal(d.day, 29);
	assert_true(date_parse(STR_LIT("2024-02-29T10:00:00Z"), &d));
	assert_true(date_parse(STR_LIT("1999-12"), &d));
	assert_int_equal(d.day, 0);
	assert_true(date_parse(STR_LIT("1999"), &d));
	assert_false(date_parse(STR_LIT("2023-02-29"), &d));
	assert_false(date_parse(STR_LIT("2024-13-01"), &d));
	assert_false(date_parse(STR_LIT("2024-1-1"), &d));
	assert_false(date_parse(STR_LIT("today"), &d));
	assert_false(date_parse(STR_LIT(""), &d));
}

static void format_dates(struct job *job, void *arg)
{
	(void)arg;
	assert_string_equal(date_utc(job, 0).ptr, "1970-01-01T00:00:00Z");
	assert_string_equal(date_utc(job, 951782399).ptr,
	                    "2000-02-28T23:59:59Z");
	assert_string_equal(date_utc(job, -1).ptr, "1969-12-31T23:59:59Z");
	assert_string_equal(date_utc(job, INT64_MAX).ptr,
	                    "1980-01-01T00:00:00Z");
	for (int year = 1800; year < 2200; year += 7) {
		struct date d = {year, 3, 1};
		assert_string_equal(
			date_utc(job, date_seconds(d)).ptr,
			job_format(job, "%d-03-01T00:00:00Z", year).ptr);
	}
	assert_string_equal(date_words(job, (struct date){2026, 11, 22},
	                               STR_LIT("it")).ptr, "22 novembre 2026");
	assert_string_equal(date_words(job, (struct date){2026, 11, 0},
	                               STR_LIT("en")).ptr, "November 2026");
	assert_string_equal(date_words(job, (struct date){2026, 0, 0},
	                               STR_NONE).ptr, "2026");
}

static void dates_are_written(void **state)
{
	struct reporter silent = {0};

	(void)state;
	assert_int_equal(job_run(&silent, NULL, format_dates, NULL), A2B_OK);
}

/* ---- counting ---- */

static void words_and_signs_are_counted(void **state)
{
	struct amount a = {0}, b = {0};

	(void)state;
	count_text(STR_LIT("L’alba, 2 volte — e poi…"), &a);
	assert_int_equal(a.words, 5);
	assert_int_equal(a.signs, 0);
	count_text(STR_LIT("豆腐は白い。"), &b);
	assert_int_equal(b.signs, 5);
	assert_int_equal(amount_minutes(b), 1);
	assert_int_equal(amount_minutes((struct amount){2300, 0}), 10);
}

static void a_language_without_words_gets_english(void **state)
{
	(void)state;
	assert_string_equal(words_lookup(STR_LIT("it-CH"))->contents, "Indice");
	assert_string_equal(words_lookup(STR_LIT("nn"))->language, "nb");
	assert_string_equal(words_lookup(STR_LIT("eu"))->language, "en");
	assert_string_equal(words_lookup(STR_NONE)->language, "en");
}

/* ---- analysis ---- */

/* An article of blocks "kind level text", in a document without options. */
struct block {
	enum node_kind kind;
	int level;
	const char *text;
};

static struct article *add(struct job *job, struct a2b_document *doc,
                           const struct block *blocks)
{
	struct node *node = node_new(job, NODE_ARTICLE);

	node->article = job_keep(job, sizeof(*node->article));
	node->article->node = node;
	for (; blocks->text; blocks++) {
		struct node *block = node_new(job, blocks->kind);
		block->level = blocks->level;
		node_append_text(job, block, str_of(blocks->text));
		node_append(node, block);
	}
	node_append(doc->book, node);
	return node->article;
}

static void in_document(void (*body)(struct job *job, void *doc))
{
	struct a2b_document *doc;
	struct a2b_options options;

	a2b_options_init(&options);
	assert_int_equal(a2b_document_new(&options, &doc), A2B_OK);
	assert_int_equal(job_run(&doc->reporter, &doc->arena, body, doc), A2B_OK);
	a2b_document_free(doc);
}

static void analyse_levels(struct job *job, void *arg)
{
	struct a2b_document *doc = arg;
	struct article *article = add(job, doc, (struct block[]){
		{NODE_TITLE, 0, "Pane"},
		{NODE_HEADING, 2, "Farina"},
		{NODE_HEADING, 4, "Acqua"},
		{NODE_HEADING, 1, "Forno"},
		{0}});
	static const int levels[] = {1, 2, 1};
	int i = 0;

	document_analyse(job, doc);
	for (struct node *n = article->node->first; n; n = n->next)
		if (n->kind == NODE_HEADING)
			assert_int_equal(n->level, levels[i++]);
	assert_int_equal(i, 3);
	assert_string_equal(article->node->last->id.ptr, "s3");
}

static void heading_levels_have_no_gap(void **state)
{
	(void)state;
	in_document(analyse_levels);
}

static void analyse_without_title(struct job *job, void *arg)
{
	struct a2b_document *doc = arg;
	struct article *article = add(job, doc, (struct block[]){
		{NODE_PARAGRAPH, 0, "Chi va piano va sano e va lontano, dice un "
		 "proverbio che in paese conoscono tutti."}, {0}});

	document_analyse(job, doc);
	assert_string_equal(article->meta.title.ptr,
	                    "Chi va piano va sano e va lontano, dice un proverbio che in…");
	assert_int_equal(article->node->first->kind, NODE_PARAGRAPH);
	assert_true(str_equal(doc->meta.title, article->meta.title));
}

static void an_untitled_article_is_called_by_its_first_words(void **state)
{
	(void)state;
	in_document(analyse_without_title);
}

static void analyse_given_title(struct job *job, void *arg)
{
	struct a2b_document *doc = arg;
	struct article *article;

	doc->options.title = "Il pane";
	doc->options.author = "Ada Neri";
	doc->options.source = "https://www.example.org/pane?x=1";
	doc->options.tags = "cibo, , mani ";
	article = add(job, doc, (struct block[]){
		{NODE_TITLE, 0, "Pane di casa"}, {NODE_PARAGRAPH, 0, "Testo."},
		{0}});
	article->meta.language = STR_LIT("it");
	document_analyse(job, doc);
	assert_string_equal(node_plain_text(job, article->node->first).ptr,
	                    "Il pane");
	/* what the text said stays in the book */
	assert_int_equal(article->node->first->next->kind, NODE_DEK);
	assert_string_equal(
		node_plain_text(job, article->node->first->next->next).ptr,
		"Ada Neri · example.org");
	assert_int_equal(doc->meta.n_tags, 2);
	assert_true(str_equal(doc->meta.tags[1], STR_LIT("mani")));
}

static void options_win_and_lose_no_text(void **state)
{
	(void)state;
	in_document(analyse_given_title);
}

static void analyse_several(struct job *job, void *arg)
{
	struct a2b_document *doc = arg;
	struct article *a, *b, *c;
	struct block block[] = {{NODE_TITLE, 0, "Uno"}, {0}};
	struct str before;

	a = add(job, doc, block);
	a->meta.language = STR_LIT("it");
	a->meta.date = STR_LIT("2024-05-06");
	before = (document_analyse(job, doc), a->name);
	b = add(job, doc, block); /* the same identity again */
	block[0].text = "Something rather longer, written in another language";
	c = add(job, doc, block);
	b->meta.language = STR_LIT("it");
	c->meta.language = STR_LIT("en");
	document_analyse(job, doc);
	assert_int_equal(doc->n_articles, 3);
	assert_true(str_equal(a->name, before));
	assert_false(str_equal(a->name, b->name));
	assert_true(str_equal(doc->meta.language, STR_LIT("en")));
	assert_string_equal(doc->meta.title.ptr, "Uno + 2");
	assert_int_equal(doc->modified,
	                 date_seconds((struct date){2024, 5, 6}));
	assert_false(str_equal(doc->uuid, a->uuid));
}

static void several_articles_make_one_book(void **state)
{
	(void)state;
	in_document(analyse_several);
}

static void a_rendered_document_is_closed(void **state)
{
	const struct a2b_format *tree = a2b_format_lookup("tree");
	const char text[] = "The ferry\n\nIt left at seven, as ever, and "
	                    "nobody on the quay looked after it.\n";
	struct a2b_document *doc;
	struct a2b_options options;
	struct a2b_output book;

	(void)state;
	a2b_options_init(&options);
	assert_int_equal(a2b_document_new(&options, &doc), A2B_OK);
	assert_int_equal(a2b_document_render(doc, &tree, 1, &book),
	                 A2B_BAD_INPUT); /* nothing in it yet */
	for (int i = 0; i < 2; i++)
		assert_int_equal(a2b_document_add_article(doc, "a", text,
			sizeof(text) - 1), A2B_OK);
	assert_int_equal(a2b_document_render(doc, &tree, 1, &book), A2B_OK);
	a2b_output_free(&book);
	assert_int_equal(a2b_document_add_article(doc, "b", text,
		sizeof(text) - 1), A2B_BAD_INPUT);
	assert_int_equal(a2b_document_render(doc, &tree, 1, &book), A2B_OK);
	a2b_output_free(&book);
	a2b_document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rendered_document_is_closed),
		cmocka_unit_test(dates_are_read_or_refused),
		cmocka_unit_test(dates_are_written),
		cmocka_unit_test(words_and_signs_are_counted),
		cmocka_unit_test(a_language_without_words_gets_english),
		cmocka_unit_test(heading_levels_have_no_gap),
		cmocka_unit_test(an_untitled_article_is_called_by_its_first_words),
		cmocka_unit_test(options_win_and_lose_no_text),
		cmocka_unit_test(several_articles_make_one_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
