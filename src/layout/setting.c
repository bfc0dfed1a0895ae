/* SPDX-License-Identifier: MIT */
#include "layout/setting.h"

struct span look_span(const struct look *look)
{
	return (struct span){
		.family = look->family,
		.bold = look->bold,
		.italic = look->italic,
		.size = look->size,
		.gray = look->gray,
		.hyphenate = look->hyphenate,
	};
}

struct paragraph *text_new(const struct setting *setting,
                           const struct look *look, struct str text,
                           struct str language, struct element *element,
                           const struct span_link *link, bool rtl)
{
	struct paragraph *paragraph = job_alloc(setting->job,
	                                        sizeof(*paragraph));
	struct span *span = job_alloc(setting->job, sizeof(*span));

	*span = look_span(look);
	span->text = text;
	span->language = language;
	span->element = element;
	span->link = link;
	*paragraph = (struct paragraph){span, 1, look->align, rtl, 0};
	return paragraph;
}

const struct lines *text_set(const struct setting *setting,
                             const struct paragraph *text, int32_t measure)
{
	struct shaped *shaped = paragraph_shape(setting->typesetter, text);
	struct lines *lines = paragraph_break(setting->typesetter, shaped,
	                                      measure, 0);

	paragraph_release(setting->typesetter, shaped);
	return lines;
}

int32_t text_width(const struct setting *setting, const struct paragraph *text)
{
	struct shaped *shaped = paragraph_shape(setting->typesetter, text);
	int32_t width = paragraph_width(setting->typesetter, shaped);

	paragraph_release(setting->typesetter, shaped);
	return width;
}
