/* SPDX-License-Identifier: MIT */

/*
 * The PDF's own parts, and pages made by hand whose text poppler must give back
 * as it was: each case is one that readers are known to get wrong.
 */

#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include <hb-ot.h>

#include "base/buf.h"
#include "pdf/cff.h"
#include "pdf/cmap.h"
#include "pdf/numbers.h"
#include "pdf/pdf.h"
#include "pdf/writer.h"

#define FONTS "/usr/share/fonts/"
#define GENTIUM FONTS "truetype/gentiumplus/GentiumPlus-Regular.ttf"
#define DEJAVU FONTS "truetype/dejavu/DejaVuSans.ttf"
#define NASKH FONTS "truetype/noto/NotoNaskhArabic-Regular.ttf"
#define HEBREW FONTS "truetype/noto/NotoSerifHebrew-Regular.ttf"
#define THAI FONTS "truetype/noto/NotoSerifThai-Regular.ttf"
#define TAMIL FONTS "truetype/noto/NotoSerifTamil-Regular.ttf"
#define CJK FONTS "opentype/noto/NotoSerifCJK-Regular.ttc"

/* ---- jobs ---- */

static void in_a_job(void (*body)(struct job *job, void *arg), void *arg)
{
	struct reporter silent = {0};
	struct arena keep = {0};

	assert_int_equal(job_run(&silent, &keep, body, arg), A2B_OK);
	arena_release(&keep);
}

#define JOB_TEST(name) \
	static void name##_body(struct job *job, void *arg); \
	static void name(void **state) \
	{ \
		(void)state; \
		in_a_job(name##_body, NULL); \
	} \
	static void name##_body(struct job *job, void *arg)

/* ---- parts ---- */

static const char *number(struct job *job, int64_t value, int decimals)
{
	struct buf out;

	buf_init(&out, job);
	number_add(&out, value, decimals);
	return out.ptr;
}

JOB_TEST(numbers_are_short)
{
	(void)arg;
	assert_string_equal(number(job, 0, 3), "0");
	assert_string_equal(number(job, 12500, 3), "12.5");
	assert_string_equal(number(job, -250, 3), "-.25");
	assert_string_equal(number(job, 1000, 3), "1");
	assert_string_equal(number(job, 10015625, 6), "10.015625");
	assert_string_equal(number(job, -7, 0), "-7");
	assert_string_equal(number(job, INT64_MIN, 0), "-9223372036854775808");
}

static struct buf to_unicode(struct job *job, const char *const *texts,
                             size_t n)
{
	struct str *strs = job_alloc_array(job, n, sizeof(*strs));
	struct buf out;

	for (size_t i = 0; i < n; i++)
		strs[i] = str_of(texts[i]);
	buf_init(&out, job);
	cmap_to_unicode(&out, strs, n);
	return out;
}

JOB_TEST(maps_give_a_text_to_each_code)
{
	static const char *const texts[] = {
		"a", "b", "c", "ffi", "\U0001F600", "\u00ad", "\ufeff", "x",
	};
	struct buf map = to_unicode(job, texts, 8);

	(void)arg;
	assert_non_null(strstr(map.ptr, "<0001><0003><0061>\n"));
	assert_non_null(strstr(map.ptr, "<0004><006600660069>\n"));
	assert_non_null(strstr(map.ptr, "<0005><D83DDE00>\n"));
	assert_non_null(strstr(map.ptr, "<0006><00AD>\n"));
	/* a byte order mark is forbidden here */
	assert_non_null(strstr(map.ptr, "<0007><200B>\n"));
	assert_null(strstr(map.ptr, "FEFF"));
}

/* Ranges that cross a row of 256, in code or text, are read wrong. */
JOB_TEST(ranges_stay_in_their_rows)
{
	enum { N = 600 };
	struct str texts[N];
	struct buf map;

	(void)arg;
	for (size_t i = 0; i < N; i++) {
		struct buf one;

		buf_init(&one, job);
		buf_add_utf8(&one, 0x4E80 + (uint32_t)i);
		texts[i] = buf_str(&one);
	}
	buf_init(&map, job);
	cmap_to_unicode(&map, texts, N);
	assert_non_null(strstr(map.ptr, "<0001><0080><4E80>\n"));
	assert_non_null(strstr(map.ptr, "<0081><00FF><4F00>\n"));
	assert_non_null(strstr(map.ptr, "<0100><0180><4F7F>\n"));
	assert_non_null(strstr(map.ptr, "<0181><01FF><5000>\n"));
}

JOB_TEST(maps_have_blocks_of_a_hundred)
{
	static const char *const text[] = {"xy"};
	const char *texts[250];
	struct buf map;

	(void)arg;
	for (size_t i = 0; i < 250; i++)
		texts[i] = text[0];
	map = to_unicode(job, texts, 250);
	assert_non_null(strstr(map.ptr, "100 beginbfchar"));
	assert_non_null(strstr(map.ptr, "50 beginbfchar"));
	assert_null(strstr(map.ptr, "250"));
}

/* ---- a CFF table ---- */

/* Name-keyed, with nothing in it: header, the index of names ("A"), the index
   of top dictionaries (operators 15 charset and 17 glyphs, both at 0). */
static const char cff[] =
	"\1\0\4\1" "\0\1\1\1\2" "A"
	"\0\1\1\1\5" "\x8b\x0f\x8b\x11";

static void cff_is_read(struct job *job, void *arg)
{
	const struct str *table = arg;
	uint32_t n;

	cff_cids(job, *table, &n);
}

static void a_damaged_cff_table_is_an_error(void **state)
{
	struct reporter silent = {0};

	(void)state;
	for (size_t len = 0; len < sizeof(cff) - 1; len++) {
		/* a copy of its own, so that reading on is seen */
		char *copy = malloc(len + 1);
		struct str table = {copy, len};
		enum a2b_status status;

		memcpy(copy, cff, len);
		status = job_run(&silent, NULL, cff_is_read, &table);
		assert_true(status == A2B_OK || status == A2B_INTERNAL);
		free(copy);
	}
}

JOB_TEST(a_cff_font_without_cids_goes_by_glyphs)
{
	uint32_t n = 7;

	(void)arg;
	assert_null(cff_cids(job, (struct str){cff, sizeof(cff) - 1}, &n));
	assert_int_equal(n, 0);
}

/* ---- pages by hand ---- */

struct hand {
	struct job *job;
	struct pages pages;
	const struct face *faces[8];
	struct element *paragraph;
	int32_t y;
};

static void release_font(void *font)
{
	hb_font_destroy(font);
}

static void release_face(void *face)
{
	hb_face_destroy(face);
}

static const struct face *face_of(struct hand *h, const char *path)
{
	struct face *face = job_alloc(h->job, sizeof(*face));
	struct cleanup *face_slot = job_reserve(h->job);
	struct cleanup *font_slot = job_reserve(h->job);
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);

	assert_non_null(blob);
	face->hb_face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	job_own(h->job, face_slot, release_face, face->hb_face);
	face->hb_font = hb_font_create(face->hb_face);
	job_own(h->job, font_slot, release_font, face->hb_font);
	face->path = path;
	face->units_per_em = (int)hb_face_get_upem(face->hb_face);
	face->ascent = face->units_per_em * 4 / 5;
	face->descent = face->units_per_em / 5;
	face->cff = strstr(path, "opentype") != NULL;
	face->number = (int)h->pages.n_faces;
	h->faces[h->pages.n_faces++] = face;
	return face;
}

static struct element *add_element(struct hand *h, struct element *parent,
                                   enum role role)
{
	struct element *e = job_alloc(h->job, sizeof(*e));

	e->role = role;
	e->level = 1;
	e->parent = parent;
	if (!parent)
		return e;
	if (parent->last)
		parent->last->next = e;
	else
		parent->first = e;
	parent->last = e;
	return e;
}

static void begin_hand(struct hand *h, struct job *job)
{
	*h = (struct hand){.job = job, .y = 50 * PT};
	h->pages.width = 300 * PT;
	h->pages.height = 400 * PT;
	h->pages.page = job_alloc(job, sizeof(struct page));
	h->pages.page->label = STR_LIT("1");
	h->pages.n_pages = 1;
	h->pages.faces = h->faces;
	h->pages.root = add_element(h, NULL, ROLE_DOCUMENT);
	h->paragraph = add_element(h, h->pages.root, ROLE_P);
}

/* Bytes of the text to the next cluster. */
static uint32_t cluster_end(const hb_glyph_info_t *info, unsigned n,
                            uint32_t from, uint32_t end)
{
	for (unsigned i = 0; i < n; i++)
		if (info[i].cluster > from && info[i].cluster < end)
			end = info[i].cluster;
	return end;
}

/* A line of 10 pt as HarfBuzz shapes it. `said` is what it stands for, its
   bytes at the places of the shaped text's. */
static struct run *put_line(struct hand *h, const struct face *face, bool rtl,
                            const char *shaped, const char *said)
{
	hb_buffer_t *buffer = hb_buffer_create();
	struct run *run = job_alloc(h->job, sizeof(*run));
	struct page *page = h->pages.page;
	struct glyph *glyphs;
	hb_glyph_info_t *info;
	hb_glyph_position_t *at;
	int64_t pen = 0, em = face->units_per_em, size = 10 * PT;
	unsigned n;

	hb_buffer_add_utf8(buffer, shaped, -1, 0, -1);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(face->hb_font, buffer, NULL, 0);
	info = hb_buffer_get_glyph_infos(buffer, &n);
	at = hb_buffer_get_glyph_positions(buffer, &n);
	glyphs = job_alloc_array(h->job, n, sizeof(*glyphs));
	for (unsigned i = 0; i < n; i++) {
		uint32_t from = info[i].cluster;

		glyphs[i].id = info[i].codepoint;
		glyphs[i].x = (int32_t)((pen + at[i].x_offset) * size / em);
		glyphs[i].y = (int32_t)(-at[i].y_offset * size / em);
		pen += at[i].x_advance;
		if (i && info[i - 1].cluster == from)
			continue;
		glyphs[i].text = from;
		glyphs[i].text_len = cluster_end(info, n, from,
			(uint32_t)strlen(shaped)) - from;
	}
	hb_buffer_destroy(buffer);
	*run = (struct run){
		.face = face, .size = (int32_t)size, .x = 30 * PT, .y = h->y,
		.width = (int32_t)(pen * size / em), .expand = 1000,
		.glyphs = glyphs, .n_glyphs = n, .rtl = rtl,
		.text = job_copy(h->job, str_of(said)),
		.element = h->paragraph,
	};
	h->y += 14 * PT;
	if (page->last_run)
		page->last_run->next = run;
	else
		page->runs = run;
	page->last_run = run;
	return run;
}

static struct buf hand_pdf(struct hand *h)
{
	struct a2b_document doc = {
		.meta = {.title = STR_LIT("By hand"),
		         .language = STR_LIT("en")},
		.uuid = STR_LIT("00000000-0000-4000-8000-000000000000"),
	};
	struct buf out;

	buf_init(&out, h->job);
	pdf_write(h->job, &doc, &h->pages, &out);
	return out;
}

/* What a command prints for the PDF, whose name stands for the %s. */
static struct str printed(struct hand *h, const char *command)
{
	char path[] = "/tmp/a2b-pdf-XXXXXX";
	struct buf pdf = hand_pdf(h), out;
	int fd = mkstemp(path);
	char bytes[4096];
	size_t n;
	FILE *pipe;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, pdf.ptr, pdf.len), pdf.len);
	close(fd);
	buf_init(&out, h->job);
	pipe = popen(job_format(h->job, command, path).ptr, "r");
	assert_non_null(pipe);
	while ((n = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
		buf_add(&out, bytes, n);
	buf_add_char(&out, '\0');
	n = (size_t)pclose(pipe);
	unlink(path);
	if (n)
		fail_msg("%s: %s", command, out.ptr);
	return buf_str(&out);
}

static void assert_prints(struct hand *h, const char *command,
                          const char *wanted)
{
	struct str text = printed(h, command);

	if (!strstr(text.ptr, wanted))
		fail_msg("no '%s' in: %s", wanted, text.ptr);
}

#define TEXT "pdftotext -enc UTF-8 %s -"
#define TREE "pdfinfo -enc UTF-8 -struct-text %s"
#define OBJECTS "qpdf --qdf --object-streams=disable %s - | tr -d '\\0'"
#define CHECK "qpdf --check %s 2>&1"

/* One glyph of the font, three texts. */
JOB_TEST(hyphens_keep_their_meaning)
{
	struct hand h;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, GENTIUM), false, "re-use or con-",
	         "re-use or con-");
	h.pages.page->last_run->text = STR_LIT("re-use or con\u00ad");
	((struct glyph *)h.pages.page->last_run->glyphs)[13].text_len = 2;
	put_line(&h, h.faces[0], false, "tinue", "tinue");
	assert_prints(&h, "pdftotext -raw -enc UTF-8 %s -",
	              "re-use or con\u00ad\ntinue");
	assert_prints(&h, CHECK, "No syntax or stream encoding errors");
}

JOB_TEST(ligatures_are_their_letters)
{
	struct hand h;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, DEJAVU), false, "office fin", "office fin");
	assert_prints(&h, TEXT, "office fin");
}

/* Marks that no letter of the font has: readers put spaces where they jump. */
JOB_TEST(marks_stay_with_their_letters)
{
	static const char text[] = "q\u0303\u0323w x\u0301y";
	struct hand h;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, DEJAVU), false, text, text);
	assert_prints(&h, TEXT, text);
	assert_prints(&h, TREE, text);
}

/* More glyphs than characters, and glyphs in front of what they follow. */
JOB_TEST(split_vowels_are_one)
{
	static const char thai[] = "น้ำตก คำนี้";
	static const char tamil[] = "மொழி பௌர்ணமி";
	struct hand h;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, THAI), false, thai, thai);
	put_line(&h, face_of(&h, TAMIL), false, tamil, tamil);
	assert_prints(&h, TEXT, thai);
	assert_prints(&h, TEXT, tamil);
	assert_prints(&h, CHECK, "No syntax or stream encoding errors");
}

/* Poppler turns right-to-left glyphs round; the tree has the text as it is. */
JOB_TEST(right_to_left_text_is_read_as_written)
{
	static const char arabic[] = "السلام لا قَهْوَةٌ";
	static const char hebrew[] = "בְּרֵאשִׁית";
	struct hand h;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, NASKH), true, arabic, arabic);
	put_line(&h, face_of(&h, HEBREW), true, hebrew, hebrew);
	assert_prints(&h, TEXT, "السلام لا قَهْوَة");
	assert_prints(&h, TEXT, hebrew);
	assert_prints(&h, OBJECTS, "/ActualText <feff05d105b005bc05e8");
}

/* A CFF glyph has one number: its second text is in a second font. */
JOB_TEST(cff_glyphs_have_their_texts)
{
	static const char text[] = "東京-大阪-";
	struct hand h;
	struct run *run;

	(void)arg;
	begin_hand(&h, job);
	run = put_line(&h, face_of(&h, CJK), false, text, text);
	run->text = STR_LIT("東京-大阪\u00ad");
	((struct glyph *)run->glyphs)[5].text_len = 2;
	assert_prints(&h, TEXT, "東京-大阪\u00ad");
	assert_prints(&h, CHECK, "No syntax or stream encoding errors");
	assert_prints(&h, "pdffonts %s", "CID Type 0C");
}

/* Characters beyond 16 bits, and private ones, which PDF/A wants said twice. */
JOB_TEST(any_character_can_be_said)
{
	struct hand h;
	struct run *run;

	(void)arg;
	begin_hand(&h, job);
	run = put_line(&h, face_of(&h, DEJAVU), false, "xxxx yy", "");
	run->text = STR_LIT("\U0001F600 \uf8ff");
	for (size_t i = 0; i < run->n_glyphs; i++)
		((struct glyph *)run->glyphs)[i].text_len = 0;
	((struct glyph *)run->glyphs)[0].text_len = 4;
	((struct glyph *)run->glyphs)[4].text = 4;
	((struct glyph *)run->glyphs)[4].text_len = 1;
	((struct glyph *)run->glyphs)[5].text = 5;
	((struct glyph *)run->glyphs)[5].text_len = 3;
	assert_prints(&h, TEXT, "\U0001F600");
	assert_prints(&h, TEXT, "\uf8ff");
	assert_prints(&h, OBJECTS, "/ActualText<fefff8ff>");
}

/* A letter with more marks than anybody writes, and a text that is longer than
   a character map can hold. */
JOB_TEST(endless_clusters_do_no_harm)
{
	struct hand h;
	struct buf text;

	(void)arg;
	begin_hand(&h, job);
	buf_init(&text, job);
	buf_add_char(&text, 'e');
	for (int i = 0; i < 20000; i++)
		buf_add_utf8(&text, 0x300 + (uint32_t)i % 3);
	put_line(&h, face_of(&h, DEJAVU), false, text.ptr, text.ptr);
	put_line(&h, h.faces[0], false, "e", text.ptr);
	((struct glyph *)h.pages.page->last_run->glyphs)->text_len =
		(uint32_t)text.len;
	assert_prints(&h, CHECK, "No syntax or stream encoding errors");
}

/* Over libharu's 32,767 items of an array, and over an object stream. */
JOB_TEST(an_element_may_have_any_number_of_children)
{
	enum { N = 40000 };
	struct hand h;
	struct run *run;

	(void)arg;
	begin_hand(&h, job);
	run = put_line(&h, face_of(&h, DEJAVU), false, "x", "x");
	for (int i = 0; i < N; i++) {
		struct run *copy = job_alloc(job, sizeof(*copy));

		*copy = *run;
		copy->element = add_element(&h, h.pages.root, ROLE_P);
		copy->next = NULL;
		h.pages.page->last_run->next = copy;
		h.pages.page->last_run = copy;
	}
	assert_prints(&h, CHECK, "No syntax or stream encoding errors");
}

JOB_TEST(the_same_pages_give_the_same_bytes)
{
	struct hand h;
	struct buf first, second;

	(void)arg;
	begin_hand(&h, job);
	put_line(&h, face_of(&h, THAI), false, "น้ำ", "น้ำ");
	first = hand_pdf(&h);
	second = hand_pdf(&h);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.ptr, second.ptr, first.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(maps_give_a_text_to_each_code),
		cmocka_unit_test(ranges_stay_in_their_rows),
		cmocka_unit_test(maps_have_blocks_of_a_hundred),
		cmocka_unit_test(a_damaged_cff_table_is_an_error),
		cmocka_unit_test(a_cff_font_without_cids_goes_by_glyphs),
		cmocka_unit_test(hyphens_keep_their_meaning),
		cmocka_unit_test(ligatures_are_their_letters),
		cmocka_unit_test(marks_stay_with_their_letters),
		cmocka_unit_test(split_vowels_are_one),
		cmocka_unit_test(right_to_left_text_is_read_as_written),
		cmocka_unit_test(cff_glyphs_have_their_texts),
		cmocka_unit_test(any_character_can_be_said),
		cmocka_unit_test(endless_clusters_do_no_harm),
		cmocka_unit_test(an_element_may_have_any_number_of_children),
		cmocka_unit_test(the_same_pages_give_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
