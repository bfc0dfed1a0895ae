/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "layout/shaped.h"

#define LINE_SEPARATOR 0x2028
#define SOFT_HYPHEN 0xad
#define ZERO_WIDTH_SPACE 0x200b

/*
 * One text of all spans. What is not drawn but says where a line may end, soft
 * hyphens and zero-width spaces, becomes a flag; white space becomes a space or
 * a U+2028; what is neither (other controls, byte order marks) is left out.
 */

struct preparing {
	struct typesetter *typesetter;
	struct shaped *shaped;
	char *out;
	uint32_t length;
	uint32_t removed;
	size_t removals_room;
};

static void note_removal(struct preparing *p, size_t bytes)
{
	struct shaped *shaped = p->shaped;

	p->removed += (uint32_t)bytes;
	shaped->removals = shaped_grow(p->typesetter, shaped, shaped->removals,
	                               &p->removals_room,
	                               shaped->n_removals + 1,
	                               sizeof(*shaped->removals));
	shaped->removals[shaped->n_removals++] =
		(struct removal){p->length, p->removed};
}

/* What stands in the text for a character; 0: nothing. */
static uint32_t stand_in(uint32_t c)
{
	if (c == 0x2029)
		return LINE_SEPARATOR;
	if ((c >= 0x09 && c <= 0x0d) || c == 0x85)
		return ' ';
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == SOFT_HYPHEN
	 || c == ZERO_WIDTH_SPACE || c == 0xfeff)
		return 0;
	return c;
}

static uint32_t space_flags(uint32_t c)
{
	if (c == ' ')
		return AT_SPACE | AT_BLANK;
	if (c == 0xa0)
		return AT_SPACE;
	if (c == LINE_SEPARATOR || c == 0x1680 || c == 0x3000 || c == 0x205f
	 || (c >= 0x2000 && c <= 0x200a && c != 0x2007))
		return AT_BLANK;
	return 0;
}

static void add_span(struct preparing *p, struct str text)
{
	uint32_t *flags = p->shaped->at;
	size_t at = 0;

	while (at < text.len) {
		size_t begin = at;
		uint32_t c = utf8_next(text, &at);
		uint32_t kept = stand_in(c);
		size_t length;

		if (c == SOFT_HYPHEN)
			flags[p->length] |= AT_SOFT;
		if (c == ZERO_WIDTH_SPACE)
			flags[p->length] |= AT_BREAK;
		if (!kept) {
			note_removal(p, at - begin);
			continue;
		}
		flags[p->length] |= space_flags(kept);
		length = utf8_put(p->out + p->length, kept);
		p->length += (uint32_t)length;
		if (length != at - begin)
			note_removal(p, at - begin - length);
	}
}

void text_prepare(struct typesetter *typesetter, struct shaped *shaped)
{
	const struct paragraph *paragraph = &shaped->paragraph;
	struct preparing p = {.typesetter = typesetter, .shaped = shaped};
	size_t bytes = 0;

	for (size_t i = 0; i < paragraph->n_spans; i++)
		bytes += paragraph->spans[i].text.len;
	p.out = job_alloc(typesetter->job, bytes + 1);
	shaped->at = shaped_alloc(typesetter, shaped, bytes + 1,
	                          sizeof(*shaped->at));
	shaped->span_begin = shaped_alloc(typesetter, shaped,
	                                  paragraph->n_spans + 1,
	                                  sizeof(*shaped->span_begin));
	for (size_t i = 0; i < paragraph->n_spans; i++) {
		shaped->span_begin[i] = p.length;
		add_span(&p, paragraph->spans[i].text);
	}
	shaped->span_begin[paragraph->n_spans] = p.length;
	shaped->text = (struct str){p.out, p.length};
}

size_t text_offset(const struct shaped *shaped, size_t at)
{
	size_t low = 0, high = shaped->n_removals;

	/* the last removal at or before this byte */
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (shaped->removals[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? at + shaped->removals[low - 1].bytes : at;
}
