/* SPDX-License-Identifier: MIT */
#include "pdf/embed.h"

#include <stdlib.h>

#include <hb-ot.h>
#include <hpdf_encrypt.h>

#include "pdf/cmap.h"
#include "pdf/subset.h"

int32_t font_thousandths(const struct face *face, int64_t units)
{
	int64_t em = face->units_per_em;

	return (int32_t)((units * 1000 + (units < 0 ? -em : em) / 2) / em);
}

/* What the file of a face says beside struct face. */
struct facts {
	struct str name;      /* PostScript's */
	int32_t box[4];       /* of all glyphs, 1/1000: left, bottom... */
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
		facts->box[i] = font_thousandths(face, table_int16(bytes, len,
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
	pdf_set(w, dict, "Ascent", pdf_number(w, font_thousandths(face,
		face->ascent)));
	pdf_set(w, dict, "Descent", pdf_number(w, font_thousandths(face,
		-face->descent)));
	pdf_set(w, dict, "CapHeight", pdf_number(w, font_thousandths(face,
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

void font_embed(struct pdf_font *first, struct writer *w)
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
