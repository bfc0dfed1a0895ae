/* SPDX-License-Identifier: MIT */
#include "pdf/fonts.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <hb-ot.h>
#include <hpdf_encrypt.h>

#include "base/utf8.h"
#include "pdf/cmap.h"
#include "pdf/subset.h"

/* A text that a character map can give: 256 units of UTF-16 (Adobe Technical
   Note 5014), which 256 bytes of UTF-8 cannot exceed. */
enum { MAX_TEXT = 256 };

/* Places differ by a unit of layout's or two, 1/64 pt, at 8 pt: 1/256 em. */
enum { NEAR = 256 };

/* A second font for the hyphen of line ends, others for what comes up. */
enum { MAX_SECONDS = 4 };

/* Codes have 16 bits; 0 is .notdef, which is never drawn. */
enum { MAX_CODES = 65536 };

struct code {
	struct str text;
	struct composed glyph; /* of one part, or more */
	int32_t width;        /* 1/1000 of the size */
	uint32_t other;       /* another code with the same first part; 0: none */
	bool private_use;     /* its text has characters without a meaning */
};

struct pdf_font {
	struct job *job;
	const struct face *face;
	char name[24];
	struct pdf_font *second; /* CFF only: for further texts of its glyphs */
	struct code *codes;
	size_t n_codes, room;
	uint32_t *by_glyph;   /* the newest code with this first part; 0: none */
	uint32_t n_glyphs;    /* of the face */
	uint32_t n_used;      /* of them, those that are some code's first */
	uint32_t n_composed;
	uint32_t number;      /* of its object, once that is written */
};

struct fonts {
	struct job *job;
	struct pdf_font **by_face; /* by the face's number */
	struct pdf_font **fonts;   /* in order of use */
	size_t n;
};

struct fonts *fonts_new(struct job *job, size_t max_faces)
{
	struct fonts *fonts = job_alloc(job, sizeof(*fonts));

	fonts->job = job;
	fonts->by_face = job_alloc_array(job, max_faces + 1,
	                                 sizeof(struct pdf_font *));
	fonts->fonts = job_alloc_array(job, max_faces + 1,
	                               sizeof(struct pdf_font *));
	return fonts;
}

static struct code *add_code(struct pdf_font *font, struct code code)
{
	if (font->n_codes == font->room)
		font->codes = job_grow(font->job, font->codes, &font->room,
		                       font->n_codes + 1, sizeof(code));
	font->codes[font->n_codes] = code;
	return &font->codes[font->n_codes++];
}

static struct pdf_font *new_font(struct job *job, const struct face *face)
{
	struct pdf_font *font = job_alloc(job, sizeof(*font));

	font->job = job;
	font->face = face;
	font->n_glyphs = hb_face_get_glyph_count(face->hb_face);
	font->by_glyph = job_alloc_array(job, (size_t)font->n_glyphs + 1,
	                                 sizeof(uint32_t));
	add_code(font, (struct code){0});
	return font;
}

struct pdf_font *fonts_use(struct fonts *fonts, const struct face *face)
{
	struct pdf_font *font = fonts->by_face[face->number];

	if (font)
		return font;
	font = new_font(fonts->job, face);
	fonts->by_face[face->number] = font;
	fonts->fonts[fonts->n++] = font;
	snprintf(font->name, sizeof(font->name), "F%zu", fonts->n);
	return font;
}

const char *font_name(const struct pdf_font *font)
{
	return font->name;
}

/* ---- codes ---- */

/* Font units to 1/1000 of the size. */
static int32_t thousandths(const struct face *face, int64_t units)
{
	int64_t em = face->units_per_em;

	return (int32_t)((units * 1000 + (units < 0 ? -em : em) / 2) / em);
}

static bool is_private_use(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

static bool has_private_use(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (is_private_use(utf8_next(text, &at)))
			return true;
	return false;
}

/* A glyph's first code is for certain: others are given only while there are
   codes for all glyphs that have none yet. */
static bool has_room(const struct pdf_font *font,
                     const struct composed *composed)
{
	bool first = composed->n_parts == 1
	          && !font->by_glyph[composed->parts[0].glyph];

	return first
	    || MAX_CODES - font->n_codes > font->n_glyphs - font->n_used;
}

static struct code *new_code(struct pdf_font *font,
                             const struct composed *composed, struct str text)
{
	uint32_t *newest = &font->by_glyph[composed->parts[0].glyph];
	struct code code = {.glyph = *composed, .other = *newest};
	struct part *parts = job_alloc_array(font->job, composed->n_parts,
	                                     sizeof(*parts));

	memcpy(parts, composed->parts, composed->n_parts * sizeof(*parts));
	code.glyph.parts = parts;
	font->n_used += !*newest;
	font->n_composed += composed->n_parts > 1;
	*newest = (uint32_t)font->n_codes;
	code.text = job_copy(font->job, text);
	code.private_use = has_private_use(text);
	if (composed->n_parts == 1)
		code.glyph.advance = hb_font_get_glyph_h_advance(
			font->face->hb_font, parts[0].glyph);
	code.width = thousandths(font->face, code.glyph.advance);
	return add_code(font, code);
}

static bool is_near(const struct pdf_font *font, int32_t a, int32_t b)
{
	return (int64_t)abs(a - b) * NEAR <= font->face->units_per_em;
}

static bool same_glyph(const struct pdf_font *font, const struct composed *a,
                       const struct composed *b)
{
	if (a->n_parts != b->n_parts)
		return false;
	for (size_t i = 0; i < a->n_parts; i++)
		if (a->parts[i].glyph != b->parts[i].glyph
		 || !is_near(font, a->parts[i].x, b->parts[i].x)
		 || !is_near(font, a->parts[i].y, b->parts[i].y))
			return false;
	return a->n_parts == 1 || is_near(font, a->advance, b->advance);
}

/* The code of the glyph with this text; else one that has at least the glyph,
   in *other. */
static struct code *find_code(struct pdf_font *font,
                              const struct composed *composed,
                              struct str text, struct code **other)
{
	uint32_t at = font->by_glyph[composed->parts[0].glyph];

	*other = NULL;
	for (; at; at = font->codes[at].other) {
		struct code *code = &font->codes[at];

		if (!same_glyph(font, &code->glyph, composed))
			continue;
		if (str_equal(code->text, text))
			return code;
		*other = code;
	}
	return NULL;
}

/*
 * With TrueType a glyph has as many codes as it has texts. In CFF a glyph has one
 * number, by which some readers look up its text; so further texts go to a few
 * further fonts, which share the font file.
 */
static struct glyph_code get_code(struct pdf_font *font,
                                  const struct composed *composed,
                                  struct str text)
{
	struct code *code, *other;
	bool spoken = true;
	int more = font->face->cff ? MAX_SECONDS : 0;

	code = find_code(font, composed, text, &other);
	while (!code && other && more-- > 0) {
		if (!font->second) {
			font->second = new_font(font->job, font->face);
			snprintf(font->second->name, sizeof(font->name),
			         "%.20sb", font->name);
		}
		font = font->second;
		code = find_code(font, composed, text, &other);
	}
	if (!code && has_room(font, composed)) {
		code = new_code(font, composed, text);
	} else if (!code) {
		code = other ? other : &font->codes[0];
		spoken = false;
	}
	return (struct glyph_code){
		font, (uint32_t)(code - font->codes), code->width,
		spoken && !code->private_use,
	};
}

static struct str first_character(struct str text)
{
	size_t at = 0;

	utf8_next(text, &at);
	return str_range(text.ptr, text.ptr + at);
}

struct glyph_code font_code(struct pdf_font *font, uint32_t glyph,
                            struct str text)
{
	struct part part = {glyph, 0, 0};
	struct composed composed = {&part, 1, 0};
	struct glyph_code code;

	assert(glyph < font->n_glyphs);
	if (text.len <= MAX_TEXT)
		return get_code(font, &composed, text);
	code = get_code(font, &composed, first_character(text));
	code.spoken = false;
	return code;
}

struct glyph_code font_composed_code(struct pdf_font *font,
                                     const struct composed *composed,
                                     struct str text)
{
	if (font->face->cff || text.len > MAX_TEXT
	 || font->n_glyphs + font->n_composed >= MAX_CODES)
		return (struct glyph_code){0};
	return get_code(font, composed, text);
}

/* ---- embedding ---- */

/* What the file of a face says beside struct face. */
struct facts {
	struct str name;      /* PostScript's */
	int32_t box[4];       /* 1/1000: left, bottom, right, top of all glyphs */
	int weight;           /* 400 regular, 700 bold */
};

static int16_t table_int16(const unsigned char *bytes, unsigned len,
                           unsigned at)
{
	return at + 2 > len ? 0 : (int16_t)(bytes[at] << 8 | bytes[at + 1]);
}

static void read_tables(const struct face *face, struct facts *facts)
{
	hb_blob_t *head = hb_face_reference_table(face->hb_face,
	                                          HB_TAG('h','e','a','d'));
	hb_blob_t *os2 = hb_face_reference_table(face->hb_face,
	                                         HB_TAG('O','S','/','2'));
	unsigned len;
	const unsigned char *bytes;

	bytes = (const unsigned char *)hb_blob_get_data(head, &len);
	for (unsigned i = 0; i < 4; i++)
		facts->box[i] = thousandths(face, table_int16(bytes, len,
		                                              36 + 2 * i));
	bytes = (const unsigned char *)hb_blob_get_data(os2, &len);
	facts->weight = table_int16(bytes, len, 4);
	hb_blob_destroy(os2);
	hb_blob_destroy(head);
}

/* The PostScript name, of letters that need no escape, with six letters before
   it that say which subset it is (ISO 32000-1, 9.6.4): its digest. */
static struct str subset_name(struct job *job, const struct face *face,
                              struct str file)
{
	static const char plain_letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-_";
	char name[64] = "", plain[64], tag[7] = "";
	unsigned len = sizeof(name), n = 0;
	unsigned char digest[16];
	HPDF_MD5_CTX md5;

	HPDF_MD5Init(&md5);
	HPDF_MD5Update(&md5, (const HPDF_BYTE *)file.ptr,
	               (HPDF_UINT32)file.len);
	HPDF_MD5Final(digest, &md5);
	for (int i = 0; i < 6; i++)
		tag[i] = (char)('A' + digest[i] % 26);
	hb_ot_name_get_utf8(face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
	                    HB_LANGUAGE_INVALID, &len, name);
	for (unsigned i = 0; name[i]; i++)
		if (strchr(plain_letters, name[i]))
			plain[n++] = name[i];
	plain[n] = '\0';
	return job_format(job, "%s+%s", tag, n ? plain : "Font");
}

static uint32_t write_descriptor(struct writer *w, const struct face *face,
                                 const struct facts *facts, uint32_t file)
{
	enum { FIXED = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
	HPDF_Dict dict = pdf_dict(w, "FontDescriptor");
	HPDF_Array box = pdf_array(w, 4);
	int flags = SYMBOLIC | (face->monospaced ? FIXED : 0)
	          | (face->serif ? SERIF : 0) | (face->italic ? ITALIC : 0);

	for (int i = 0; i < 4; i++)
		pdf_push(w, box, pdf_number(w, facts->box[i]));
	pdf_set(w, dict, "FontName", pdf_name(w, facts->name.ptr));
	pdf_set(w, dict, "Flags", pdf_number(w, flags));
	pdf_set(w, dict, "FontBBox", box);
	pdf_set(w, dict, "ItalicAngle", pdf_real(w, face->italic_angle));
	pdf_set(w, dict, "Ascent", pdf_number(w, thousandths(face,
		face->ascent)));
	pdf_set(w, dict, "Descent", pdf_number(w, thousandths(face,
		-face->descent)));
	pdf_set(w, dict, "CapHeight", pdf_number(w, thousandths(face,
		face->cap_height)));
	/* nobody measures stems: a line through those of common faces */
	pdf_set(w, dict, "StemV", pdf_number(w, facts->weight / 5 + 8));
	pdf_set(w, dict, face->cff ? "FontFile3" : "FontFile2",
	        pdf_ref(w, file));
	return writer_add(w, dict);
}

static uint32_t write_file(struct writer *w, const struct face *face,
                           struct str bytes)
{
	HPDF_Dict dict = pdf_dict(w, NULL);

	if (face->cff)
		pdf_set(w, dict, "Subtype", pdf_name(w, "CIDFontType0C"));
	else
		pdf_set(w, dict, "Length1", pdf_number(w, (int64_t)bytes.len));
	return writer_add_stream(w, dict, bytes);
}

/* A CID and its width, for the list of widths. */
struct width {
	uint32_t cid;
	int32_t width;
};

static int compare_widths(const void *a, const void *b)
{
	const struct width *x = a, *y = b;

	return (x->cid > y->cid) - (x->cid < y->cid);
}

/* "[first [width width ...] first [...]]": ISO 32000-1, 9.7.4.3. */
static HPDF_Array width_list(struct writer *w, struct width *widths, size_t n)
{
	HPDF_Array list = pdf_array(w, 64);
	size_t end;

	qsort(widths, n, sizeof(*widths), compare_widths);
	for (size_t i = 0; i < n; i = end) {
		HPDF_Array some;

		for (end = i + 1; end < n; end++)
			if (widths[end].cid > widths[end - 1].cid + 1)
				break;
		some = pdf_array(w, end - i);
		for (size_t k = i; k < end; k++)
			if (k == i || widths[k].cid != widths[k - 1].cid)
				pdf_push(w, some, pdf_number(w,
					widths[k].width));
		pdf_push(w, list, pdf_number(w, widths[i].cid));
		pdf_push(w, list, some);
	}
	return list;
}

static HPDF_Dict identity(struct writer *w)
{
	HPDF_Dict info = pdf_dict(w, NULL);

	pdf_set(w, info, "Registry", pdf_text(w, STR_LIT("Adobe")));
	pdf_set(w, info, "Ordering", pdf_text(w, STR_LIT("Identity")));
	pdf_set(w, info, "Supplement", pdf_number(w, 0));
	return info;
}

/* A font's parts: numbers of objects that are written already. */
struct parts {
	struct facts facts;
	uint32_t descriptor, descendant;
	uint32_t to_unicode;  /* this and the next of each font its own */
	uint32_t map;         /* TrueType: of CIDs to glyphs; CFF: of codes to
	                         CIDs */
};

/*
 * Codes become glyphs in two steps, by way of CIDs. TrueType has a free choice
 * in the second, where the CID is the code; CFF, whose glyphs have CIDs, in the
 * first.
 */
static uint32_t write_map(struct writer *w, struct pdf_font *font,
                          const uint32_t *cids)
{
	HPDF_Dict dict;
	struct buf map;

	buf_init(&map, font->job);
	if (!font->face->cff) {
		for (size_t i = 0; i < font->n_codes; i++) {
			buf_add_char(&map, (char)(cids[i] >> 8));
			buf_add_char(&map, (char)cids[i]);
		}
		return writer_add_stream(w, pdf_dict(w, NULL), buf_str(&map));
	}
	cmap_to_cid(&map, cids + 1, font->n_codes - 1);
	dict = pdf_dict(w, "CMap");
	pdf_set(w, dict, "CMapName", pdf_name(w, CMAP_NAME));
	pdf_set(w, dict, "CIDSystemInfo", identity(w));
	pdf_set(w, dict, "WMode", pdf_number(w, 0));
	return writer_add_stream(w, dict, buf_str(&map));
}

static uint32_t code_cid(const struct subset *subset, const struct code *code)
{
	return subset_cid(subset, code->glyph.parts[0].glyph);
}

static uint32_t write_to_unicode(struct writer *w, struct pdf_font *font)
{
	struct str *texts = job_alloc_array(font->job, font->n_codes,
	                                    sizeof(*texts));
	struct buf map;

	buf_init(&map, font->job);
	for (size_t i = 1; i < font->n_codes; i++)
		texts[i - 1] = font->codes[i].text;
	cmap_to_unicode(&map, texts, font->n_codes - 1);
	return writer_add_stream(w, pdf_dict(w, NULL), buf_str(&map));
}

/* The part that the second fonts of a CFF face share. */
static uint32_t write_descendant(struct writer *w, struct pdf_font *first,
                                 const struct parts *parts,
                                 const struct subset *subset)
{
	struct width *widths;
	size_t n = 0, room = 0;
	HPDF_Dict dict;
	bool cff = first->face->cff;

	for (const struct pdf_font *font = first; font; font = font->second)
		room += font->n_codes;
	widths = job_alloc_array(first->job, room, sizeof(*widths));
	for (const struct pdf_font *font = first; font; font = font->second)
		for (size_t i = 1; i < font->n_codes; i++)
			widths[n++] = (struct width){
				cff ? code_cid(subset, &font->codes[i]) :
				      (uint32_t)i,
				font->codes[i].width,
			};
	dict = pdf_dict(w, "Font");
	pdf_set(w, dict, "Subtype", pdf_name(w, cff ? "CIDFontType0" :
	                                              "CIDFontType2"));
	pdf_set(w, dict, "BaseFont", pdf_name(w, parts->facts.name.ptr));
	pdf_set(w, dict, "CIDSystemInfo", identity(w));
	pdf_set(w, dict, "FontDescriptor", pdf_ref(w, parts->descriptor));
	pdf_set(w, dict, "W", width_list(w, widths, n));
	if (!cff)
		pdf_set(w, dict, "CIDToGIDMap", pdf_ref(w, parts->map));
	return writer_add(w, dict);
}

static uint32_t write_parent(struct writer *w, const struct pdf_font *font,
                             const struct parts *parts)
{
	HPDF_Dict dict = pdf_dict(w, "Font");
	HPDF_Array descendants = pdf_array(w, 1);

	pdf_push(w, descendants, pdf_ref(w, parts->descendant));
	pdf_set(w, dict, "Subtype", pdf_name(w, "Type0"));
	pdf_set(w, dict, "BaseFont", pdf_name(w, parts->facts.name.ptr));
	pdf_set(w, dict, "Encoding", font->face->cff ?
	        pdf_ref(w, parts->map) : pdf_name(w, "Identity-H"));
	pdf_set(w, dict, "DescendantFonts", descendants);
	pdf_set(w, dict, "ToUnicode", pdf_ref(w, parts->to_unicode));
	return writer_add(w, dict);
}

static void free_set(void *set)
{
	hb_set_destroy(set);
}

static void add_glyphs(const struct pdf_font *font, hb_set_t *glyphs)
{
	for (size_t i = 1; i < font->n_codes; i++)
		for (size_t k = 0; k < font->codes[i].glyph.n_parts; k++)
			hb_set_add(glyphs, font->codes[i].glyph.parts[k].glyph);
}

static struct subset *make_subset(struct pdf_font *first)
{
	struct job *job = first->job;
	struct cleanup *slot = job_reserve(job);
	hb_set_t *glyphs = hb_set_create();
	struct composed *composed;
	size_t n = 0;

	job_own(job, slot, free_set, glyphs);
	for (const struct pdf_font *font = first; font; font = font->second)
		add_glyphs(font, glyphs);
	if (!hb_set_allocation_successful(glyphs))
		job_fail_memory(job);
	composed = job_alloc_array(job, first->n_composed + 1,
	                           sizeof(*composed));
	for (size_t i = 1; i < first->n_codes; i++)
		if (first->codes[i].glyph.n_parts > 1)
			composed[n++] = first->codes[i].glyph;
	return subset_make(job, first->face, glyphs, composed, n);
}

static void write_one(struct writer *w, struct pdf_font *font,
                      struct parts *parts, const struct subset *subset)
{
	uint32_t *cids = job_alloc_array(font->job, font->n_codes,
	                                 sizeof(*cids));
	uint32_t next = subset->first_composed;

	for (size_t i = 1; i < font->n_codes; i++)
		cids[i] = font->codes[i].glyph.n_parts > 1 ? next++ :
		          code_cid(subset, &font->codes[i]);
	parts->map = write_map(w, font, cids);
	parts->to_unicode = write_to_unicode(w, font);
}

static void write_face(struct writer *w, struct pdf_font *first)
{
	struct subset *subset = make_subset(first);
	struct parts parts = {0};

	parts.facts.name = subset_name(first->job, first->face, subset->file);
	read_tables(first->face, &parts.facts);
	parts.descriptor = write_descriptor(w, first->face, &parts.facts,
		write_file(w, first->face, subset->file));
	for (struct pdf_font *font = first; font; font = font->second) {
		write_one(w, font, &parts, subset);
		if (font == first)
			parts.descendant = write_descendant(w, first, &parts,
			                                    subset);
		font->number = write_parent(w, font, &parts);
	}
}

uint32_t fonts_write(struct fonts *fonts, struct writer *w)
{
	HPDF_Dict dict;

	for (size_t i = 0; i < fonts->n; i++)
		write_face(w, fonts->fonts[i]);
	dict = pdf_dict(w, NULL);
	for (size_t i = 0; i < fonts->n; i++)
		for (const struct pdf_font *font = fonts->fonts[i]; font;
		     font = font->second)
			pdf_set(w, dict, font->name, pdf_ref(w, font->number));
	return writer_add(w, dict);
}
