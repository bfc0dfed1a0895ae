/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>

#include "art2book.h"
#include "base/buf.h"
#include "model/document.h"
#include "read/block.h"
#include "read/lexicon.h"
#include "read/look.h"
#include "read/marker.h"
#include "read/model.h"
#include "read/read.h"

/* ---- helpers ---- */

struct result {
	struct a2b_document doc;
	struct article *article;
	struct str bytes;
	char diags[1024];
};

static void remember(void *user, const struct a2b_diag *diag)
{
	struct result *result = user;

	strncat(result->diags, diag->name,
	        sizeof(result->diags) - strlen(result->diags) - 2);
	strcat(result->diags, " ");
}

static void read_it(struct job *job, void *arg)
{
	struct result *result = arg;

	result->article = read_article(job, &result->doc, STR_LIT("test.txt"),
	                               result->bytes)->article;
}

static enum a2b_status read_bytes(struct result *result, const char *bytes,
                                  size_t size)
{
	struct reporter reporter = {remember, result};

	memset(result, 0, sizeof(*result));
	result->bytes = (struct str){bytes, size};
	return job_run(&reporter, &result->doc.arena, read_it, result);
}

static enum a2b_status read_text(struct result *result, const char *text)
{
	return read_bytes(result, text, strlen(text));
}

static bool reported(const struct result *result, const char *name)
{
	return strstr(result->diags, name) != NULL;
}

static const struct finding *finding_at(const struct result *result, size_t line)
{
	for (size_t i = 0; i < result->article->n_findings; i++)
		if (result->article->findings[i].first_line == line)
			return &result->article->findings[i];
	return NULL;
}

static void release(struct result *result)
{
	arena_release(&result->doc.arena);
}

#define PROSE \
	"The ferry has crossed here for a hundred and forty years, in all " \
	"weathers, with sheep and brides and once with a piano on its deck. " \
	"Nobody on board would have it otherwise, they say, and mean it."

/* ---- bytes ---- */

static void charsets_are_read(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_bytes(&r, "\xff\xfeH\0i\0 \0y\0o\0u\0", 14), A2B_OK);
	assert_true(reported(&r, "charset-guessed"));
	assert_true(str_equal(r.article->findings[0].text, STR_LIT("Hi you")));
	release(&r);
	assert_int_equal(read_text(&r, "It\x92s caf\xe9 time, don\x92t you "
		"think so? The caf\xe9 on the corner is open."), A2B_OK);
	assert_true(reported(&r, "charset-guessed"));
	assert_true(strstr(r.article->findings[0].text.ptr, "It’s café") != NULL);
	release(&r);
	assert_int_equal(read_text(&r, "\xef\xbb\xbf" "Grüße"), A2B_OK);
	assert_true(str_equal(r.article->findings[0].text, STR_LIT("Grüße")));
	assert_false(reported(&r, "charset-guessed"));
	release(&r);
}

static void damage_is_reported(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_bytes(&r, "one\0two three", 13), A2B_OK);
	assert_true(reported(&r, "control"));
	release(&r);
	assert_int_equal(read_text(&r, "Größe und Süße \xff\xfe und Käse"), A2B_OK);
	assert_true(reported(&r, "bad-utf8"));
	release(&r);
	assert_int_equal(read_bytes(&r, "\x89PNG\r\n\x1a\n....", 12),
	                 A2B_BAD_INPUT);
	assert_true(reported(&r, "input-binary"));
	release(&r);
	assert_int_equal(read_bytes(&r, "RIFF\x24\0\0\0WAVEfmt ", 16),
	                 A2B_BAD_INPUT);
	assert_true(reported(&r, "input-binary"));
	release(&r);
	assert_int_equal(read_text(&r, "RIFF, the sound format\n\n" PROSE), A2B_OK);
	release(&r);
	assert_int_equal(read_text(&r, "%PDF-1.4 at the begin\n\n" PROSE), A2B_OK);
	release(&r);
	assert_int_equal(read_text(&r, "%PDF-1.4\n1 0 obj\n<< /Type /Catalog "
		">>\nendobj\n"), A2B_BAD_INPUT);
	assert_true(reported(&r, "input-binary"));
	release(&r);
	assert_int_equal(read_text(&r, " \n\t \xc2\xa0\n"), A2B_BAD_INPUT);
	assert_true(reported(&r, "input-empty"));
	release(&r);
	assert_int_equal(read_text(&r, ""), A2B_BAD_INPUT);
	assert_true(reported(&r, "input-empty"));
	release(&r);
}

static void line_ends_are_alike(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	struct result r;
	char text[256];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		snprintf(text, sizeof(text), "One%sTwo%s%sFour", ends[i], ends[i],
		         ends[i]);
		assert_int_equal(read_text(&r, text), A2B_OK);
		assert_int_equal(r.article->n_findings, 3);
		assert_int_equal(r.article->findings[2].first_line, 4);
		release(&r);
	}
}

/* ---- forms ---- */

static void marks_of_lists_are_told_from_text(void **state)
{
	(void)state;
	assert_int_equal(marker_find(STR_LIT("- one")).len, 1);
	assert_int_equal(marker_find(STR_LIT("12. one")).number, 12);
	assert_int_equal(marker_find(STR_LIT("(3) one")).len, 3);
	assert_int_equal(marker_find(STR_LIT("1984. one")).len, 0);
	assert_int_equal(marker_find(STR_LIT("-one")).len, 0);
	assert_int_equal(marker_find(STR_LIT("3.5 metres")).len, 0);
	assert_true(is_rule(STR_LIT("* * *")));
	assert_false(is_rule(STR_LIT("--")));
}

static void wrapped_lines_are_joined(void **state)
{
	static const char text[] =
		"The old bell on the lower wharf is struck three times at ten\n"
		"past six, and the sound carries over the water to the baker\n"
		"on the far side, who then puts the first loaves on his long-\n"
		"suffering counter and opens the blue door for his customers.\n"
		"\n"
		"Next year the engine will be replaced by an electric one and\n"
		"the bell will have work to do again.\n";
	struct result r;

	(void)state;
	assert_int_equal(read_text(&r, text), A2B_OK);
	assert_int_equal(r.article->n_findings, 2);
	assert_true(strstr(r.article->findings[0].text.ptr, "long-suffering")
	            != NULL);
	assert_int_equal(r.article->findings[0].last_line, 4);
	release(&r);
}

static void text_that_looks_like_marks_stays(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_text(&r, "A title\n\n# of copies\n\n2 * 3 * 4 is 24. "
	                               PROSE "\n"), A2B_OK);
	assert_true(str_equal(finding_at(&r, 3)->text, STR_LIT("# of copies")));
	assert_true(str_starts(finding_at(&r, 5)->text, STR_LIT("2 * 3 * 4 is")));
	release(&r);
}

static void marked_headings_are_understood(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_text(&r, "# The ferry\n\n" PROSE "\n\n## A bridge\n\n"
	                               PROSE "\n\n## The cost\n\n" PROSE "\n"),
	                 A2B_OK);
	assert_string_equal(finding_at(&r, 1)->kind, "title");
	assert_string_equal(finding_at(&r, 5)->kind, "heading");
	assert_true(str_equal(finding_at(&r, 9)->text, STR_LIT("The cost")));
	release(&r);
}

static void front_matter_wins(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_text(&r, "---\ntitle: \"Bells: a story\"\n"
		"author: [Ann, Bo]\nlanguage: pt_BR\ntags: [river, boats]\n"
		"---\n" PROSE "\n"), A2B_OK);
	assert_true(str_equal(r.article->meta.title, STR_LIT("Bells: a story")));
	assert_true(str_equal(r.article->meta.author, STR_LIT("Ann, Bo")));
	assert_true(str_equal(r.article->meta.language, STR_LIT("pt-BR")));
	assert_int_equal(r.article->meta.n_tags, 2);
	assert_int_equal(r.article->n_findings, 1);
	release(&r);
}

static void all_tags_are_read(void **state)
{
	char text[1024] = "---\ntags: [a";
	struct result r;

	(void)state;
	for (int i = 1; i < 100; i++)
		strcat(text, ", b");
	strcat(text, "]\n---\n" PROSE);
	assert_int_equal(read_text(&r, text), A2B_OK);
	assert_int_equal(r.article->meta.n_tags, 100);
	release(&r);
}

static void damaged_front_matter_stays_text(void **state)
{
	struct result r;

	(void)state;
	assert_int_equal(read_text(&r, "---\ntitle: [open\n---\n" PROSE "\n"),
	                 A2B_OK);
	assert_true(reported(&r, "front-matter"));
	assert_non_null(finding_at(&r, 2));
	release(&r);
}

static void front_matter_of_brackets_stays_text(void **state)
{
	enum { N = 40000 };
	static const char begin[] = "---\na:\n", end[] = "\n---\n" PROSE;
	char *text = calloc(1, sizeof(begin) + N + sizeof(end));
	struct result r;

	(void)state;
	assert_non_null(text);
	strcpy(text, begin);
	memset(text + strlen(text), '[', N);
	strcat(text, end);
	assert_int_equal(read_text(&r, text), A2B_OK);
	assert_true(reported(&r, "front-matter"));
	assert_non_null(finding_at(&r, 2));
	release(&r);
	free(text);
}

static void check_byline(const char *text, size_t line, const char *author,
                         const char *date)
{
	struct result r;

	assert_int_equal(read_text(&r, text), A2B_OK);
	assert_string_equal(finding_at(&r, line)->kind, "byline");
	assert_true(str_equal(r.article->meta.author, str_of(author)));
	assert_true(str_equal(r.article->meta.date, str_of(date)));
	release(&r);
}

static void bylines_are_found_in_many_scripts(void **state)
{
	(void)state;
	check_byline(
		"Το τελευταίο φανάρι του λιμανιού\n"
		"Πώς ένας γέρος ναυτικός κρατά αναμμένο ένα φως που "
		"δεν χρειάζεται πια κανείς\n"
		"Του Νίκου Αρβανίτη\n"
		"8 Μαρτίου 2023\n"
		"Κάθε βράδυ, λίγο πριν σβήσει ο ήλιος πίσω από τον "
		"μόλο, ο κυρ Στάθης ανεβαίνει τα σαράντα σκαλιά με "
		"ένα μπουκάλι λάδι στο χέρι. Δεν τον πληρώνει "
		"κανείς και δεν τον περιμένει κανένα καράβι.\n",
		3, "Νίκου Αρβανίτη", "2023-03-08");
	check_byline(
		"नाव वाला और पुराना घाट\n"
		"नदी के किनारे एक आदमी चालीस साल से लोगों को पार "
		"उतार रहा है, और अब पुल बन रहा है।\n"
		"लेखक: सुरेश पांडे\n"
		"सुबह की पहली नाव पाँच बजे छूटती है। रामदीन चप्पू "
		"उठाता है, पानी को छूकर माथे से लगाता है और बिना "
		"कुछ कहे नाव को किनारे से दूर धकेल देता है।\n"
		"उस पार बाज़ार है, स्कूल है और अस्पताल भी। इस पार "
		"सिर्फ़ खेत हैं और वह पेड़ जिसके नीचे लोग नाव का "
		"इंतज़ार करते हैं, चाहे धूप हो या बारिश।\n",
		3, "सुरेश पांडे", NULL);
	check_byline(
		"הספר האחרון ברחוב הנמל\n"
		"במספרה קטנה עם שני כיסאות יושב אדם שמכיר כל ראש "
		"בשכונה, וגם את מה שיש בתוכו.\n"
		"מאת יעל שחר\n"
		"בשבע בבוקר הוא מרים את התריס ומדליק את הרדיו. "
		"הלקוח הראשון כבר מחכה על המדרגה עם עיתון מקופל, "
		"והם אינם אומרים דבר עד שהמים חמים.\n"
		"לפני שלושים שנה היו כאן חמש מספרות. היום נשארה "
		"אחת, והיא פתוחה גם בימים שבהם איש אינו בא, כי "
		"מישהו צריך לשמור על המראות.\n",
		3, "יעל שחר", NULL);
}

/* ---- nothing is lost ---- */

/* Every line with text is in one finding, whatever the text. */
static void check_lines(const char *bytes, size_t size)
{
	struct result r;
	size_t line = 1, at = 0;

	if (read_bytes(&r, bytes, size) != A2B_OK) {
		release(&r);
		return;
	}
	for (size_t i = 0; i <= size; i++) {
		bool found = false, text = false;

		if (i < size && bytes[i] != '\n')
			continue;
		for (size_t k = at; k < i; k++)
			text |= bytes[k] > ' ' && bytes[k] != '>';
		for (size_t k = 0; text && k < r.article->n_findings; k++)
			found |= r.article->findings[k].first_line <= line
			      && r.article->findings[k].last_line >= line;
		if (text && !found)
			fail_msg("line %zu is in no block", line);
		at = i + 1;
		line++;
	}
	release(&r);
}

static void every_line_is_accounted_for(void **state)
{
	static const char alphabet[] = "aB .\n\n->#*1)|:\"{};= \t\"éx?!";
	char text[3000];
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 10 + (size_t)round * 14;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			text[i] = alphabet[seed / 65536 % (sizeof(alphabet) - 1)];
			text[i] = text[i] < 0 ? 'e' : text[i];
		}
		check_lines(text, n);
	}
}

static void any_bytes_are_survived(void **state)
{
	char bytes[2000];
	unsigned seed = 7;
	struct result r;

	(void)state;
	for (int round = 0; round < 300; round++) {
		size_t n = (size_t)round * 6 + 1;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16);
			if (round % 3 && seed >> 24 & 3)
				bytes[i] = " \nab.>-"[seed >> 20 & 7];
		}
		read_bytes(&r, bytes, n);
		release(&r);
	}
}

/* An address at the very end of memory that holds nothing behind it. */
static void an_escape_ends_the_text(void **state)
{
	static const char text[] = PROSE " http://a.example/%41";
	size_t size = sizeof(text) - 1;
	char *exact = malloc(size);
	const struct node *link;
	struct result r;

	(void)state;
	assert_non_null(exact);
	memcpy(exact, text, size);
	assert_int_equal(read_bytes(&r, exact, size), A2B_OK);
	link = r.article->node;
	while (link && link->kind != NODE_LINK)
		link = node_following(r.article->node, link, false);
	assert_non_null(link);
	assert_true(str_ends(link->target, STR_LIT("/%41")));
	release(&r);
	free(exact);
}

static void deep_and_wide_texts_are_read(void **state)
{
	enum { N = 50000 };
	char *text = malloc(N * 20 + 8);
	struct result r;

	(void)state;
	memset(text, '>', N);
	memcpy(text + N, " deep", 5);
	assert_int_equal(read_bytes(&r, text, N + 5), A2B_OK);
	release(&r);
	for (size_t i = 0; i < (size_t)N * 20; i += 5)
		memcpy(text + i, "word ", 5);
	assert_int_equal(read_bytes(&r, text, (size_t)N * 20), A2B_OK);
	assert_int_equal(r.article->n_findings, 1);
	release(&r);
	free(text);
}

/* `n` times `part`: such a text takes hours where time grows with its square. */
static void check_repeated(const char *part, size_t n)
{
	size_t len = strlen(part);
	char *text = malloc(n * len);
	struct result r;

	assert_non_null(text);
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, part, len);
	assert_int_equal(read_bytes(&r, text, n * len), A2B_OK);
	release(&r);
	free(text);
}

static void what_repeats_is_read(void **state)
{
	(void)state;
	check_repeated("x = (yy);\nsome plain words here\n", 100000);
	check_repeated("www.", 200000);
	check_repeated("http://a.example/))))))))))))))))))) ", 20000);
	check_repeated("yes a\n", 100000);
}

/* What is too small to tell a page from an article is all article. */
static void nothing_of_a_note_is_left_out(void **state)
{
	static const char *const notes[] = {
		"One\n\nThe first text.\n",
		"Milk\n\nBread and eggs\n\nCall Anna\n",
		"Notes\n\nHello\n\nThanks\n",
	};
	struct result r;

	(void)state;
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		assert_int_equal(read_text(&r, notes[i]), A2B_OK);
		assert_false(reported(&r, "furniture"));
		release(&r);
	}
}

/* The words that the lexicon is asked for, parted by "|". */
static const char *words_of_text(const char *normal)
{
	static char out[1024];
	struct lexeme words[MAX_LEXEMES];
	int n = lexicon_words(str_of(normal), words);
	size_t len = 0;

	out[0] = '\0';
	for (int i = 0; i < n; i++)
		len += (size_t)snprintf(out + len, sizeof(out) - len,
			"%s%s%.*s%s", i ? "|" : "",
			words[i].before ? "^" : "", STR_ARG(words[i].text),
			words[i].behind ? "$" : "");
	return out;
}

static void words_are_told_by_their_place(void **state)
{
	(void)state;
	assert_string_equal(words_of_text(""), "");
	assert_string_equal(words_of_text("2026 12"), "");
	assert_string_equal(words_of_text("share"), "share|^share|share$");
	assert_string_equal(words_of_text("by ann 2026"),
		"by|ann|^by|ann$|^by ann|by ann$");
	assert_string_equal(words_of_text("版权所"),
		"版权|权所|^版权|权所$|^版权所|版权所$");
	assert_string_equal(words_of_text("苹果iphone发布 会"),
		"苹果|iphone|发布|会|^苹果|会$|^苹果iphone|发布 会$");
	assert_string_equal(words_of_text("5月1日"), "月|日|^月|日$");
	assert_string_equal(
		words_of_text("a b c d e f g h i j k l m n o p q r s t"),
		"a|b|c|d|e|f|g|h|i|j|k|l|o|p|q|r|s|t|^a|t$|^a b|s t$");
}

/* Reasons are found for many blocks at once: what speaks for one need not speak
   for its neighbour. */
static void reasons_are_of_their_block(void **state)
{
	static const char *const lines[] = {
		"The council decided that the ferry will stay.\n\n",
		"And who, they asked, would have thought that of the council, "
		"or of the ferry, a year ago! It was late. It rained on.\n\n",
	};
	static char text[8000];
	struct result result;
	bool differ = false;

	(void)state;
	strcpy(text, "The ferry stays\n\n");
	for (int i = 0; i < 40; i++)
		strcat(text, lines[i % 2]);
	assert_int_equal(read_text(&result, text), A2B_OK);
	for (size_t i = 10; i < 30; i++) {
		const struct finding *f = &result.article->findings[i];

		assert_true(f->reasons.len > 0);
		/* "At first prose" is no reason to take it for prose. */
		assert_false(str_starts(f->reasons, STR_LIT("at first "))
		          || strstr(f->reasons.ptr, "; at first "));
		differ |= !str_equal(f[0].reasons, f[1].reasons);
	}
	assert_true(differ);
	release(&result);
}

static void blocks_are_weighed_alike_alone_and_together(void **state)
{
	static struct features features[MODEL_TOGETHER];
	static struct belief together[MODEL_TOGETHER];
	static struct effects effects, alone;
	const struct features *of[MODEL_TOGETHER];

	(void)state;
	for (int i = 0; i < MODEL_TOGETHER; i++) {
		of[i] = &features[i];
		for (int f = 0; f < N_FEATURES; f++)
			features[i].answer[f] =
				(unsigned char)((i * 7 + f * (i + 3)) % 5);
	}
	for (int look = LOOK_FIRST; look <= LOOK_SECOND; look++) {
		model_believe((enum look)look, features, MODEL_TOGETHER, together);
		for (int i = 0; i < MODEL_TOGETHER; i++) {
			struct belief belief;

			model_believe((enum look)look, &features[i], 1, &belief);
			for (int s = 0; s < STATE_COUNT; s++)
				assert_true(belief.of[s] == together[i].of[s]);
		}
	}
	for (int s = 0; s < STATE_COUNT; s++) {
		model_effects(of, MODEL_TOGETHER, (enum state)s, &effects);
		for (int i = 0; i < MODEL_TOGETHER; i++) {
			model_effects(&of[i], 1, (enum state)s, &alone);
			for (int f = 0; f < N_FEATURES; f++)
				assert_int_equal(effects.of[f][i], alone.of[f][0]);
		}
	}
}

static void look_at(struct job *job, void *arg)
{
	enum { N = 3 };
	struct facts facts[N] = {{{0}}}, alone = {{0}};
	struct features *features;

	(void)arg;
	facts[2].answer[DIM_END] = 1;
	features = look_first(job, facts, N);
	/* Nothing stands before the first and behind the last. */
	assert_int_equal(facts[0].answer[DIM_NEAR_BEFORE_PAGE], 0);
	assert_int_not_equal(facts[0].answer[DIM_NEAR_BEHIND_PAGE], 0);
	assert_int_equal(facts[2].answer[DIM_ALL_BEHIND_PAGE], 0);
	assert_int_equal(facts[2].answer[DIM_ALL_BEFORE_PAGE],
	                 facts[0].answer[DIM_FIRST_PAGE]);
	/* Two blocks look alike, the third has a form of its own. */
	assert_int_equal(facts[0].answer[DIM_FORM_OTHERS], 1);
	assert_int_equal(facts[0].answer[DIM_FORM_PAGE],
	                 facts[1].answer[DIM_FIRST_PAGE]);
	assert_int_equal(facts[2].answer[DIM_FORM_OTHERS], 0);
	assert_int_equal(facts[2].answer[DIM_FORM_PAGE], 0);
	/* What is seen of a neighbour is its answer and 1. */
	assert_int_equal(features[1].answer[FEATURE_BEFORE_FIRST_PAGE],
	                 facts[0].answer[DIM_FIRST_PAGE] + 1);
	assert_int_equal(features[0].answer[FEATURE_BEFORE_FIRST_PAGE], 0);

	look_first(job, &alone, 1);
	assert_int_equal(alone.answer[DIM_ALL_BEFORE_PAGE], 0);
	assert_int_equal(alone.answer[DIM_ALL_BEHIND_PAGE], 0);
	assert_int_not_equal(alone.answer[DIM_FIRST_PAGE], 0);
}

static void a_second_look_knows_what_the_first_found(void **state)
{
	struct reporter nobody = {NULL, NULL};
	struct arena arena = {NULL};

	(void)state;
	assert_int_equal(job_run(&nobody, &arena, look_at, NULL), A2B_OK);
	arena_release(&arena);
}

/* ---- a small labelled set: NAME.txt with the kind of each line in NAME.kinds */

static const char *const labelled[] = {
	"ar-line", "de-blank", "de-page", "en-blank", "en-page", "es-blank",
	"fr-wrap", "it-line", "ja-line", "pl-blank", "ru-wrap",
};

static size_t load(const char *name, const char *suffix, char *bytes, size_t room)
{
	char path[128];
	size_t n;
	FILE *file;

	snprintf(path, sizeof(path), "tests/read/%s%s", name, suffix);
	file = fopen(path, "rb");
	assert_non_null(file);
	n = fread(bytes, 1, room - 1, file);
	fclose(file);
	bytes[n] = '\0';
	return n;
}

static void labelled_texts_are_understood(void **state)
{
	enum { FLOOR = 92 }; /* percent of all blocks */
	static char text[1 << 16], kinds[1 << 12];
	int right = 0, all = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(labelled) / sizeof(*labelled); i++) {
		struct result r;
		char kind[32], *p = kinds;
		size_t line;
		int used;

		load(labelled[i], ".kinds", kinds, sizeof(kinds));
		assert_int_equal(read_bytes(&r, text, load(labelled[i], ".txt",
			text, sizeof(text))), A2B_OK);
		assert_true(r.article->meta.language.len >= 2
		         && !memcmp(r.article->meta.language.ptr, labelled[i], 2));
		for (; sscanf(p, "%zu %31s%n", &line, kind, &used) == 2; p += used) {
			const struct finding *f = finding_at(&r, line);

			assert_non_null(f);
			right += !strcmp(f->kind, kind);
			all++;
			if (f->dropped && strcmp(kind, "furniture"))
				fail_msg("%s:%zu: text was left out", labelled[i],
				         line);
		}
		release(&r);
	}
	if (right * 100 < all * FLOOR)
		fail_msg("%d of %d blocks are right", right, all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(charsets_are_read),
		cmocka_unit_test(damage_is_reported),
		cmocka_unit_test(line_ends_are_alike),
		cmocka_unit_test(marks_of_lists_are_told_from_text),
		cmocka_unit_test(wrapped_lines_are_joined),
		cmocka_unit_test(text_that_looks_like_marks_stays),
		cmocka_unit_test(marked_headings_are_understood),
		cmocka_unit_test(front_matter_wins),
		cmocka_unit_test(all_tags_are_read),
		cmocka_unit_test(damaged_front_matter_stays_text),
		cmocka_unit_test(front_matter_of_brackets_stays_text),
		cmocka_unit_test(bylines_are_found_in_many_scripts),
		cmocka_unit_test(every_line_is_accounted_for),
		cmocka_unit_test(any_bytes_are_survived),
		cmocka_unit_test(an_escape_ends_the_text),
		cmocka_unit_test(deep_and_wide_texts_are_read),
		cmocka_unit_test(what_repeats_is_read),
		cmocka_unit_test(nothing_of_a_note_is_left_out),
		cmocka_unit_test(words_are_told_by_their_place),
		cmocka_unit_test(reasons_are_of_their_block),
		cmocka_unit_test(blocks_are_weighed_alike_alone_and_together),
		cmocka_unit_test(a_second_look_knows_what_the_first_found),
		cmocka_unit_test(labelled_texts_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
