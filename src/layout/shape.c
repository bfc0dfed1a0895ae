/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "layout/shaped.h"

/*
 * HarfBuzz at work. A paragraph is shaped once; a part of an item is shaped
 * again where a line begins or ends inside a word, for letters that kern, join
 * or form ligatures must not do so over a line's end.
 */

#define LINE_SEPARATOR 0x2028

static const hb_feature_t typewriter[] = {
	{HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
	{HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
};

hb_language_t shape_language(struct str language)
{
	return language.len ? hb_language_from_string(language.ptr,
	                                              (int)language.len)
	                    : HB_LANGUAGE_INVALID;
}

uint32_t shape_hyphen(const struct face *face)
{
	return font_glyph(face, 0x2010) ? 0x2010 : '-';
}

/* What no face has: a U+FFFD for each character. */
static void add_missing(hb_buffer_t *buffer, const struct shaped *shaped,
                        uint32_t begin, uint32_t end)
{
	for (size_t at = begin; at < end;) {
		size_t here = at;
		utf8_next(shaped->text, &at);
		if (shaped->at[here] & AT_CLUSTER)
			hb_buffer_add(buffer, 0xfffd, (unsigned)here);
	}
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

static void add_text(hb_buffer_t *buffer, const struct shaped *shaped,
                     uint32_t begin, uint32_t end, bool alone)
{
	struct str text = shaped->text;

	if (alone) {
		/* clusters still count from the paragraph's begin */
		for (size_t at = begin; at < end;) {
			unsigned here = (unsigned)at;
			hb_buffer_add(buffer, utf8_next(text, &at), here);
		}
		hb_buffer_set_content_type(buffer,
		                           HB_BUFFER_CONTENT_TYPE_UNICODE);
	} else {
		hb_buffer_add_utf8(buffer, text.ptr, (int)text.len, begin,
		                   (int)(end - begin));
	}
}

static void shape(struct typesetter *typesetter, const struct shaped *shaped,
                  const struct item *item, uint32_t begin, uint32_t end,
                  bool alone, bool hyphen)
{
	hb_buffer_t *buffer = typesetter->buffer;
	bool mono = item->span->family == FAMILY_MONO;

	hb_buffer_clear_contents(buffer);
	if (item->missing)
		add_missing(buffer, shaped, begin, end);
	else
		add_text(buffer, shaped, begin, end, alone);
	if (hyphen)
		hb_buffer_add(buffer, shape_hyphen(item->face), end);
	hb_buffer_set_direction(buffer, item->level & 1 ? HB_DIRECTION_RTL
	                                                : HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(item->script));
	hb_buffer_set_language(buffer, shape_language(item->span->language));
	hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_shape(item->face->hb_font, buffer, mono ? typewriter : NULL,
	         mono ? 2 : 0);
	if (!hb_buffer_allocation_successful(buffer))
		job_fail_memory(typesetter->job);
}

void shape_part(struct typesetter *typesetter, const struct shaped *shaped,
                const struct item *item, uint32_t begin, uint32_t end,
                bool hyphen)
{
	shape(typesetter, shaped, item, begin, end, true, hyphen);
}

static uint32_t code_at(const struct shaped *shaped, size_t at)
{
	return at < shaped->text.len ? utf8_next(shaped->text, &at) : 0;
}

/*
 * A face may know a character and still have no glyph for what it becomes; 0,
 * the box of a face without a glyph, must not stand in a PDF/A.
 */
uint32_t shape_glyph(const struct shaped *shaped, const struct item *item,
                     const hb_glyph_info_t *info)
{
	uint32_t glyph = info->codepoint;

	if (glyph == 0 && code_at(shaped, info->cluster) != LINE_SEPARATOR)
		glyph = font_glyph(item->face, 0xfffd);
	return glyph ? glyph : font_glyph(item->face, ' ');
}

static void count_missing(struct typesetter *typesetter,
                          const struct shaped *shaped,
                          const struct item *item,
                          const hb_glyph_info_t *info)
{
	uint32_t c = code_at(shaped, info->cluster);

	if (info->codepoint == 0 && c != LINE_SEPARATOR)
		missing_count(typesetter, c, item->span, NULL);
}

static void keep_glyphs(struct typesetter *typesetter, struct shaped *shaped,
                        struct item *item)
{
	unsigned n;
	const hb_glyph_info_t *info =
		hb_buffer_get_glyph_infos(typesetter->buffer, &n);
	const hb_glyph_position_t *position =
		hb_buffer_get_glyph_positions(typesetter->buffer, &n);
	struct shaped_glyph *glyph;

	shaped->glyphs = shaped_grow(typesetter, shaped, shaped->glyphs,
	                             &shaped->glyphs_room,
	                             shaped->n_glyphs + n,
	                             sizeof(*shaped->glyphs));
	item->glyph = (uint32_t)shaped->n_glyphs;
	item->n_glyphs = n;
	glyph = shaped->glyphs + shaped->n_glyphs;
	shaped->n_glyphs += n;
	for (unsigned i = 0; i < n; i++, glyph++) {
		count_missing(typesetter, shaped, item, &info[i]);
		glyph->id = (uint16_t)shape_glyph(shaped, item, &info[i]);
		glyph->cluster = info[i].cluster;
		glyph->advance = position[i].x_advance;
		if (code_at(shaped, glyph->cluster) == LINE_SEPARATOR)
			glyph->advance = 0;
		glyph->x = (int16_t)position[i].x_offset;
		glyph->y = (int16_t)position[i].y_offset;
		glyph->unsafe = hb_glyph_info_get_glyph_flags(&info[i])
			& HB_GLYPH_FLAG_UNSAFE_TO_BREAK;
		shaped->advance[glyph->cluster] +=
			(int32_t)shape_width(item, glyph->advance);
	}
}

void shape_items(struct typesetter *typesetter, struct shaped *shaped)
{
	shaped->advance = shaped_alloc(typesetter, shaped,
	                               shaped->text.len + 1,
	                               sizeof(*shaped->advance));
	/* most texts have a glyph a character: one growth is enough */
	shaped->glyphs = shaped_grow(typesetter, shaped, NULL,
	                             &shaped->glyphs_room,
	                             shaped->text.len + 1,
	                             sizeof(*shaped->glyphs));
	for (size_t i = 0; i < shaped->n_items; i++) {
		struct item *item = &shaped->items[i];

		shape(typesetter, shaped, item, item->begin, item->end, false,
		      false);
		keep_glyphs(typesetter, shaped, item);
	}
}
