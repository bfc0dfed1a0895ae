/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/utf8.h"
#include "layout/paragraph.h"

/* Lines of text as a reader sees them. The texts are set in the book's
   serif. */

#define MEASURE (300 * PT)

static const char italian[] =
	"Il battello delle sette portava soprattutto operai, qualche "
	"studente e le ceste del mercato. D\u2019inverno la nebbia saliva "
	"dall\u2019acqua "
	"e il capitano rallentava, suonando la campana a intervalli regolari. "
	"Nessuno se ne lamentava: era il tempo in cui si raccontavano le "
	"storie del paese, si commentavano le notizie arrivate "
	"dall\u2019amministratore del porto, si organizzavano i matrimoni. "
	"Quando finalmente costruirono il ponte, l\u2019attraversamento "
	"divent\u00f2 una questione di minuti, e le conversazioni, "
	"improvvisamente, finirono prima di cominciare.";

struct scene {
	struct job *job;
	struct typesetter *typesetter;
	struct lines *lines;
	struct str text; /* what the runs say, all together */
	size_t warnings;
};

static struct span span_of(const char *text, const char *language)
{
	static struct element element = {.role = ROLE_P};

	return (struct span){
		.text = str_of(text), .size = 10 * PT,
		.language = str_of(language), .hyphenate = true,
		.element = &element, .file = "test", .source_line = 7,
	};
}

static struct lines *set_span(struct job *job, struct span span,
                              enum align align, bool rtl, int32_t measure)
{
	struct typesetter *typesetter = typesetter_new(job, NULL);
	struct paragraph paragraph = {
		.spans = &span, .n_spans = 1, .align = align, .rtl = rtl,
	};
	struct lines *lines = paragraph_break(
		typesetter, paragraph_shape(typesetter, &paragraph), measure,
		0);

	typesetter_report(typesetter);
	return lines;
}

static struct lines *set(struct job *job, const char *text,
                         const char *language, int32_t measure)
{
	return set_span(job, span_of(text, language), ALIGN_JUSTIFY, false,
	                measure);
}

/* The text of a line in reading order, for lines of one direction. */
static struct str line_text(struct job *job, const struct line *line)
{
	struct str text = STR_LIT("");

	for (const struct run *run = line->runs; run; run = run->next)
		text = job_format(job, "%.*s%.*s", STR_ARG(text),
		                  STR_ARG(run->text));
	return text;
}

static bool is_blank(struct str text)
{
	size_t at = 0;

	return text.len > 0 && utf8_is_space(utf8_next(text, &at));
}

/* Where the last glyph that is seen ends. */
static int32_t right_edge(const struct line *line)
{
	int32_t right = 0;

	for (const struct run *run = line->runs; run; run = run->next) {
		right = run->x + run->width;
		for (size_t i = 0; i < run->n_glyphs; i++) {
			struct str own = {run->text.ptr + run->glyphs[i].text,
			                  run->glyphs[i].text_len};
			if (!run->rtl && i + 1 == run->n_glyphs
			 && is_blank(own))
				right = run->x + run->glyphs[i].x;
		}
	}
	return right;
}

static struct str all_text(struct job *job, const struct lines *lines)
{
	struct str text = STR_LIT("");

	for (size_t i = 0; i < lines->n; i++)
		text = job_format(job, "%.*s%.*s", STR_ARG(text),
		                  STR_ARG(line_text(job, &lines->line[i])));
	return text;
}

static void assert_text(struct str text, const char *wanted)
{
	assert_string_equal(text.ptr, wanted);
}

/* ---- */

static void lines_are_full_and_never_over(struct job *job)
{
	struct lines *lines = set(job, italian, "it", MEASURE);

	assert_true(lines->n > 5);
	for (size_t i = 0; i + 1 < lines->n; i++) {
		/* marks hang over by less than a hyphen's width */
		int32_t right = right_edge(&lines->line[i]);
		assert_true(right >= MEASURE - 1);
		assert_true(right < MEASURE + 3 * PT);
		assert_in_range(lines->line[i].width, MEASURE - 1, MEASURE + 1);
	}
	assert_true(right_edge(&lines->line[lines->n - 1]) <= MEASURE);
}

static void edges_agree_where_nothing_hangs(struct job *job)
{
	struct lines *lines = set(job, italian, "it", MEASURE);

	for (size_t i = 0; i + 1 < lines->n; i++) {
		struct str text = str_trim(line_text(job, &lines->line[i]));
		char last = text.ptr[text.len - 1];
		if (last >= 'a' && last <= 'z')
			assert_in_range(right_edge(&lines->line[i]),
			                MEASURE - 2, MEASURE + 2);
	}
}

static void text_comes_out_as_it_went_in(struct job *job)
{
	struct lines *lines = set(job, italian, "it", 90 * PT);
	struct str text = all_text(job, lines);
	char *joined = job_alloc(job, text.len + 1);
	size_t n = 0;
	bool hyphen = false;

	for (size_t i = 0; i < text.len; i++) {
		if (!memcmp(text.ptr + i, "\u00ad", 2)) {
			hyphen = true;
			i++;
			continue;
		}
		joined[n++] = text.ptr[i];
	}
	assert_true(hyphen);
	assert_string_equal(joined, italian);
}

static void hyphens_make_no_ladder(struct job *job)
{
	for (int32_t measure = 120 * PT; measure < 320 * PT;
	     measure += 10 * PT) {
		struct lines *lines = set(job, italian, "it", measure);
		int ladder = 0;

		for (size_t i = 0; i < lines->n; i++) {
			ladder = lines->line[i].hyphenated ? ladder + 1 : 0;
			assert_true(ladder <= 2);
		}
		assert_false(lines->line[lines->n - 1].hyphenated);
	}
}

static void words_behind_an_apostrophe_are_divided(struct job *job)
{
	struct lines *lines = set(job,
		"dell\u2019amministratore, l\u2019amministrazione, "
		"un\u2019amministratrice.", "it", 60 * PT);
	size_t divided = 0;

	for (size_t i = 0; i < lines->n; i++) {
		struct str text = line_text(job, &lines->line[i]);
		const char *mark = strstr(text.ptr, "\u2019");
		divided += mark && strstr(mark, "\u00ad");
	}
	assert_true(divided >= 2);
}

static void no_hyphen_in_headings_addresses_or_names(struct job *job)
{
	const char *text = "Vedi https://example.org/amministrazione/"
		"comunicazione/infrastruttura e MacAmministrazione";
	struct span plain = span_of(italian, "it");
	struct lines *lines = set(job, text, "it", 80 * PT);

	for (size_t i = 0; i < lines->n; i++)
		assert_false(lines->line[i].hyphenated);
	plain.hyphenate = false;
	lines = set_span(job, plain, ALIGN_START, false, 100 * PT);
	for (size_t i = 0; i < lines->n; i++)
		assert_false(lines->line[i].hyphenated);
	lines = set(job, "words of REMARKABLE TYPOGRAPHICAL INDEPENDENCE here",
	            "en", 90 * PT);
	for (size_t i = 0; i < lines->n; i++)
		assert_false(lines->line[i].hyphenated);
}

static void an_address_breaks_at_its_joints(struct job *job)
{
	struct lines *lines = set(job,
		"https://example.org/harbour/ferries/winter/timetable.html",
		"en", 110 * PT);

	assert_true(lines->n > 1);
	for (size_t i = 0; i + 1 < lines->n; i++) {
		struct str text = line_text(job, &lines->line[i]);
		char last = text.ptr[text.len - 1];
		assert_true(last == '/' || last == '.');
	}
}

static void an_endless_word_stays_inside_the_measure(struct job *job)
{
	char *text = job_alloc(job, 3001);
	struct lines *lines;

	memset(text, 'm', 3000);
	lines = set(job, text, "en", MEASURE);
	assert_true(lines->n > 50);
	for (size_t i = 0; i < lines->n; i++)
		assert_true(right_edge(&lines->line[i]) <= MEASURE + 1);
}

static void a_soft_hyphen_is_drawn_only_at_a_line_end(struct job *job)
{
	struct lines *wide = set(job, "Zwetschgen\u00admus", "de", MEASURE);
	struct lines *narrow = set(job, "Zwetschgen\u00admus und Brot", "de",
	                           65 * PT);

	assert_text(all_text(job, wide), "Zwetschgenmus");
	assert_text(line_text(job, &narrow->line[0]), "Zwetschgen\u00ad");
	assert_true(narrow->line[0].hyphenated);
	/* offsets count the soft hyphen of the text */
	assert_int_equal(narrow->line[1].offset, strlen("Zwetschgen\u00ad"));
}

static void a_line_separator_ends_the_line(struct job *job)
{
	struct lines *lines = set(job, "uno\u2028  due\u2028tre", "it",
	                          MEASURE);

	assert_int_equal(lines->n, 3);
	assert_text(line_text(job, &lines->line[0]), "uno ");
	assert_text(line_text(job, &lines->line[1]), "  due ");
	assert_text(line_text(job, &lines->line[2]), "tre");
	assert_true(right_edge(&lines->line[0]) < MEASURE / 2);
}

static void arabic_runs_from_right_to_left(struct job *job)
{
	struct lines *lines = set_span(job,
		span_of("البحر هادئ 12 والقارب صغير.", "ar"), ALIGN_JUSTIFY,
		true, MEASURE);
	const struct run *run = lines->line[0].runs;
	bool figures = false;
	int32_t right = 0;

	for (; run; run = run->next) {
		figures |= !run->rtl;
		for (size_t i = 1; run->rtl && i < run->n_glyphs; i++)
			assert_true(run->glyphs[i].text
			            <= run->glyphs[i - 1].text);
		if (run->x + run->width > right)
			right = run->x + run->width;
	}
	assert_true(figures);
	assert_in_range(right, MEASURE - 1, MEASURE + 1);
}

static uint32_t first_letter(struct str text)
{
	size_t at = 0;

	return utf8_next(text, &at);
}

static void no_mark_begins_a_japanese_line(struct job *job)
{
	const char *text = "朝の港には、まだ誰もいなかった。「今日は風が強い」と、"
		"老いた船長は言った。しゃっきりした声だった。船は、ゆっくりと、"
		"岸を離れていった。";

	for (int32_t measure = 80 * PT; measure < 130 * PT; measure += PT) {
		struct lines *lines = set(job, text, "ja", measure);
		for (size_t i = 1; i < lines->n; i++) {
			uint32_t c = first_letter(
				line_text(job, &lines->line[i]));
			assert_true(c != 0x3001 && c != 0x3002 && c != 0x300d
			            && c != 0x3083 && c != 0x3063);
		}
	}
}

static void thai_breaks_between_words(struct job *job)
{
	/* "the sea", "beautiful", "very", "in the morning" */
	const char *text = "ทะเลสวยงามมากตอนเช้า";
	struct lines *lines = set(job, text, "th", 60 * PT);

	assert_true(lines->n > 1);
	for (size_t i = 1; i < lines->n; i++) {
		const char *begin = text + lines->line[i].offset;
		assert_true(!strncmp(begin, "สวยงาม", 18)
		            || !strncmp(begin, "มาก", 9)
		            || !strncmp(begin, "ตอน", 9)
		            || !strncmp(begin, "เช้า", 9));
	}
}

static void count_warning(void *user, const struct a2b_diag *diag)
{
	struct scene *scene = user;

	assert_string_equal(diag->name, "glyph-missing");
	assert_string_equal(diag->text,
		"no font has U+F8FFD (2 times), set as U+FFFD");
	assert_int_equal(diag->line, 7);
	scene->warnings++;
}

static void set_missing(struct job *job, void *arg)
{
	struct lines *lines = set(job, "a \U000f8ffd b \U000f8ffd", "en",
	                          MEASURE);
	const struct run *run = lines->line[0].runs;

	(void)arg;
	assert_text(all_text(job, lines), "a \U000f8ffd b \U000f8ffd");
	for (; run; run = run->next)
		for (size_t i = 0; i < run->n_glyphs; i++)
			assert_int_not_equal(run->glyphs[i].id, 0);
}

static void what_no_font_has_is_reported_once(struct job *job)
{
	struct scene scene = {0};
	struct reporter reporter = {count_warning, &scene};

	(void)job;
	assert_int_equal(job_run(&reporter, NULL, set_missing, NULL), A2B_OK);
	assert_int_equal(scene.warnings, 1);
}

static void a_paragraph_may_have_a_line_more(struct job *job)
{
	struct span span = span_of(italian, "it");
	struct paragraph paragraph = {.spans = &span, .n_spans = 1};
	struct typesetter *typesetter = typesetter_new(job, NULL);
	struct shaped *shaped = paragraph_shape(typesetter, &paragraph);
	bool found = false;

	for (int32_t measure = 200 * PT; measure < 320 * PT;
	     measure += 5 * PT) {
		size_t best = paragraph_try(typesetter, shaped, measure, 0)->n;
		size_t more = paragraph_try(typesetter, shaped, measure, 1)->n;

		assert_true(more == best || more == best + 1);
		found |= more == best + 1;
	}
	assert_true(found);
}

static void a_paragraph_ends_in_more_than_a_scrap(struct job *job)
{
	size_t runts = 0;

	for (int32_t measure = 200 * PT; measure < 320 * PT; measure += PT) {
		struct lines *lines = set(job, italian, "it", measure);
		runts += lines->line[lines->n - 1].runt;
	}
	assert_int_equal(runts, 0);
}

static void links_have_a_box_on_each_line(struct job *job)
{
	static const struct span_link link;
	struct span span = span_of(italian, "it");
	struct lines *lines;

	span.link = &link;
	lines = set_span(job, span, ALIGN_JUSTIFY, false, MEASURE);
	for (size_t i = 0; i < lines->n; i++) {
		const struct line_link *box = lines->line[i].links;
		assert_non_null(box);
		assert_null(box->next);
		assert_true(box->width > 0 && box->link == &link);
	}
}

/* ---- running them as jobs ---- */

static void body(struct job *job, void *arg)
{
	void (*const *test)(struct job *) = arg;

	(*test)(job);
}

static void run(void **state)
{
	struct reporter reporter = {NULL, NULL};

	assert_int_equal(job_run(&reporter, NULL, body, state), A2B_OK);
}

#define TEST(name) {#name, run, NULL, NULL, (void *)(uintptr_t)(name)}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_are_full_and_never_over),
		TEST(edges_agree_where_nothing_hangs),
		TEST(text_comes_out_as_it_went_in),
		TEST(hyphens_make_no_ladder),
		TEST(words_behind_an_apostrophe_are_divided),
		TEST(no_hyphen_in_headings_addresses_or_names),
		TEST(an_address_breaks_at_its_joints),
		TEST(an_endless_word_stays_inside_the_measure),
		TEST(a_soft_hyphen_is_drawn_only_at_a_line_end),
		TEST(a_line_separator_ends_the_line),
		TEST(arabic_runs_from_right_to_left),
		TEST(no_mark_begins_a_japanese_line),
		TEST(thai_breaks_between_words),
		TEST(what_no_font_has_is_reported_once),
		TEST(a_paragraph_may_have_a_line_more),
		TEST(a_paragraph_ends_in_more_than_a_scrap),
		TEST(links_have_a_box_on_each_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
