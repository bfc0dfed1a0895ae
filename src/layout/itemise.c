/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "layout/shaped.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

/*
 * Cuts the text where HarfBuzz must be told something new: another span, face,
 * script or direction. A character stays with its marks.
 */

/* Items end near this size, at a space where there is one: HarfBuzz takes them
   one by one. */
#define ITEM_BYTES 16384

#define CLUSTER_MOST 32

/* ---- directions ---- */

/* Is it written from right to left, or a mark that turns the text around? */
static bool turns(uint32_t c)
{
	return (c >= 0x590 && c < 0x900) || c == 0x200f
	    || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
	    || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc)
	    || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

static bool wants_bidi(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (turns(utf8_next(text, &at)))
			return true;
	return false;
}

static void fail(struct typesetter *typesetter, UErrorCode error)
{
	job_fail(typesetter->job, A2B_INTERNAL, internal, NULL, 0, "ICU",
	         u_errorName(error));
}

static void close_bidi(void *bidi)
{
	ubidi_close(bidi);
}

/* The text in UTF-16, with the byte of each unit. */
static UChar *to_utf16(struct typesetter *typesetter, struct shaped *shaped,
                       int32_t *length)
{
	struct str text = shaped->text;
	UChar *units = shaped_alloc(typesetter, shaped, text.len + 1,
	                            sizeof(*units));
	int32_t n = 0;

	for (size_t at = 0; at < text.len;) {
		UChar32 c = (UChar32)utf8_next(text, &at);
		U16_APPEND_UNSAFE(units, n, c);
	}
	*length = n;
	return units;
}

static void find_levels(struct typesetter *typesetter, struct shaped *shaped)
{
	struct cleanup *slot = job_reserve(typesetter->job);
	struct str text = shaped->text;
	UErrorCode error = U_ZERO_ERROR;
	UBiDi *bidi = ubidi_open();
	int32_t length, unit = 0;
	const UBiDiLevel *levels;
	UChar *units;

	if (!bidi)
		job_fail_memory(typesetter->job);
	job_own(typesetter->job, slot, close_bidi, bidi);
	units = to_utf16(typesetter, shaped, &length);
	ubidi_setPara(bidi, units, length, shaped->paragraph.rtl, NULL, &error);
	levels = ubidi_getLevels(bidi, &error);
	if (U_FAILURE(error))
		fail(typesetter, error);
	shaped->levels = shaped_alloc(typesetter, shaped, text.len + 1, 1);
	for (size_t at = 0; at < text.len;) {
		size_t begin = at;
		uint32_t c = utf8_next(text, &at);
		memset(shaped->levels + begin, levels[unit], at - begin);
		unit += U16_LENGTH(c);
	}
	shaped->levels[text.len] = shaped->paragraph.rtl;
	job_release(typesetter->job, slot);
}

/* ---- scripts ---- */

/* Scripts whose words are found in a dictionary, for they have no spaces. */
static bool needs_dictionary(UScriptCode script)
{
	return script == USCRIPT_THAI || script == USCRIPT_LAO
	    || script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
}

static bool expands(UScriptCode script)
{
	return script == USCRIPT_LATIN || script == USCRIPT_GREEK
	    || script == USCRIPT_CYRILLIC || script == USCRIPT_HEBREW
	    || script == USCRIPT_ARMENIAN || script == USCRIPT_GEORGIAN;
}

static bool language_is(struct str language, const char *first)
{
	size_t n = strlen(first);

	return language.len >= n && !memcmp(language.ptr, first, n)
		&& (language.len == n || language.ptr[n] == '-');
}

/* The row of fonts/faces.def that a script asks for. */
static hb_tag_t script_key(UScriptCode script, struct str language)
{
	const char *name = uscript_getShortName(script);

	switch (script) {
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		return HB_TAG('J', 'p', 'a', 'n');
	case USCRIPT_HANGUL:
		return HB_TAG('K', 'o', 'r', 'e');
	case USCRIPT_BOPOMOFO:
		return HB_TAG('H', 'a', 'n', 't');
	case USCRIPT_HAN:
		if (language_is(language, "ja"))
			return HB_TAG('J', 'p', 'a', 'n');
		if (language_is(language, "ko"))
			return HB_TAG('K', 'o', 'r', 'e');
		if (language_is(language, "zh-Hant")
		 || language_is(language, "zh-TW")
		 || language_is(language, "zh-HK")
		 || language_is(language, "zh-MO"))
			return HB_TAG('H', 'a', 'n', 't');
		return HB_TAG('H', 'a', 'n', 's');
	default:
		return HB_TAG(name[0], name[1], name[2], name[3]);
	}
}

static bool is_eastern(UScriptCode script)
{
	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA
	    || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL
	    || script == USCRIPT_BOPOMOFO;
}

/* Characters that many scripts share take the one of the text around them. */
static UScriptCode script_after(UScriptCode before, uint32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script;

	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? USCRIPT_LATIN
		                                              : before;
	if (((c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff60))
	 && !is_eastern(before))
		return USCRIPT_HAN;
	script = uscript_getScript((UChar32)c, &error);
	if (U_FAILURE(error) || script == USCRIPT_COMMON
	 || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
		return before;
	return script;
}

/* The script of the first character that has one of its own. */
static UScriptCode first_script(struct str text)
{
	UScriptCode script = USCRIPT_COMMON;

	for (size_t at = 0; at < text.len && script == USCRIPT_COMMON;)
		script = script_after(script, utf8_next(text, &at));
	return script;
}

/* ---- characters ---- */

static bool is_mark(uint32_t c)
{
	return c >= 0x300 && (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK);
}

static bool is_joiner(uint32_t c)
{
	return c == 0x200c || c == 0x200d;
}

/* Emoji: skin tones and what else follows another one. */
static bool is_modifier(uint32_t c)
{
	return c >= 0x1f3fb && c <= 0x1f3ff;
}

/*
 * Reads a character and the marks on it from `*at`. An emoji that U+200D ties
 * to another one goes with it.
 */
static size_t next_cluster(struct str text, size_t *at,
                           uint32_t code[CLUSTER_MOST])
{
	size_t n = 0;
	bool tied = false;

	while (*at < text.len && n < CLUSTER_MOST) {
		size_t here = *at;
		uint32_t c = utf8_next(text, &here);

		if (n > 0 && !tied && !is_mark(c) && !is_joiner(c)
		 && !is_modifier(c))
			break;
		tied = c == 0x200d && n > 0 && code[0] >= 0x2190;
		code[n++] = c;
		*at = here;
	}
	return n;
}

static bool is_wide(UScriptCode script, uint32_t c)
{
	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA
	    || script == USCRIPT_KATAKANA || (c >= 0x3001 && c <= 0x303f)
	    || (c >= 0xff01 && c <= 0xff60);
}

/* ---- items ---- */

struct itemising {
	struct typesetter *typesetter;
	struct shaped *shaped;
	size_t span;
	UScriptCode script;
	struct item now;   /* begun, not yet added */
	bool begun;
	bool wide;         /* the character just before */
};

static void add_item(struct itemising *it, size_t end)
{
	struct shaped *shaped = it->shaped;

	if (!it->begun)
		return;
	it->now.end = (uint32_t)end;
	shaped->items = shaped_grow(it->typesetter, shaped, shaped->items,
	                            &shaped->items_room, shaped->n_items + 1,
	                            sizeof(*shaped->items));
	shaped->items[shaped->n_items++] = it->now;
	it->begun = false;
}

/* Does the cluster that begins here go with the item that is open? */
static bool continues(const struct itemising *it, const struct item *next,
                      size_t begin)
{
	const struct item *now = &it->now;

	if (!it->begun || now->span != next->span || now->face != next->face
	 || now->script != next->script || now->level != next->level
	 || now->missing != next->missing)
		return false;
	return begin - now->begin < ITEM_BYTES
		|| (begin - now->begin < 2 * ITEM_BYTES
		    && !(it->shaped->at[begin - 1] & AT_SPACE));
}

/* Japanese mixes three scripts in a word; its fonts do not part them. */
static hb_tag_t harfbuzz_script(UScriptCode script)
{
	const char *name = uscript_getShortName(script);

	if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
		return HB_SCRIPT_HAN;
	return HB_TAG(name[0], name[1], name[2], name[3]);
}

static struct item describe(struct itemising *it, size_t begin,
                            struct cluster cluster)
{
	struct shaped *shaped = it->shaped;
	const struct span *span = &shaped->paragraph.spans[it->span];
	struct faces *faces = it->typesetter->faces;
	struct look look = {span->family, span->bold, span->italic};
	hb_tag_t key = script_key(it->script, span->language);
	struct item item = {
		.begin = (uint32_t)begin,
		.span = span,
		.script = harfbuzz_script(it->script),
		.level = shaped->levels ? shaped->levels[begin] : 0,
		.expand = expands(it->script) && span->family != FAMILY_MONO,
	};

	/* white space belongs to what stands before it */
	if (it->begun && it->now.span == span && !it->now.missing
	 && (cluster.code[0] == ' ' || cluster.code[0] == 0x2028)
	 && it->now.level == item.level && font_glyph(it->now.face, ' ')) {
		item.face = it->now.face;
		item.script = it->now.script;
		return item;
	}
	if (cluster.code[0] == 0x2028) {
		item.face = faces_book(faces, look);
		return item;
	}
	item.face = faces_choose(faces, look, key, cluster);
	if (!item.face) {
		item.missing = true;
		item.face = faces_replacement(faces, look);
		missing_count(it->typesetter, cluster.code[0], span,
		              faces_wanted(faces, key));
	}
	return item;
}

static void flag_cluster(struct itemising *it, size_t begin, uint32_t c)
{
	uint32_t *flags = &it->shaped->at[begin];
	bool wide_before = it->wide;

	*flags |= AT_CLUSTER;
	it->wide = is_wide(script_after(USCRIPT_COMMON, c), c);
	if (it->wide)
		*flags |= AT_WIDE;
	if (it->wide && wide_before)
		*flags |= AT_GAP;
	if (it->now.expand && !(*flags & AT_SPACE))
		*flags |= AT_EXPAND;
	if (needs_dictionary(it->script))
		*flags |= AT_DICTIONARY;
}

void itemise(struct typesetter *typesetter, struct shaped *shaped)
{
	struct itemising it = {.typesetter = typesetter, .shaped = shaped};
	struct str text = shaped->text;

	if (shaped->paragraph.rtl || wants_bidi(text))
		find_levels(typesetter, shaped);
	it.script = first_script(text);
	for (size_t at = 0; at < text.len;) {
		uint32_t code[CLUSTER_MOST];
		size_t begin = at, n;
		struct item next;

		while (begin >= shaped->span_begin[it.span + 1])
			it.span++;
		n = next_cluster(text, &at, code);
		it.script = script_after(it.script, code[0]);
		next = describe(&it, begin, (struct cluster){code, n});
		if (!continues(&it, &next, begin)) {
			add_item(&it, begin);
			it.now = next;
			it.begun = true;
		}
		flag_cluster(&it, begin, code[0]);
	}
	add_item(&it, text.len);
}
