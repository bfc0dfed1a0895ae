/* SPDX-License-Identifier: MIT */
#include "layout/paragraph.h"

#include "layout/shaped.h"
#include "model/document.h"

/* ---- the typesetter ---- */

/* A character that no face has. */
struct missing {
	struct missing *next;
	uint32_t code_point;
	size_t count;     /* in the text, not in running heads */
	const char *file; /* its first place */
	size_t line;
	const char *package; /* that has fonts for it, or NULL */
};

static void destroy_buffer(void *buffer)
{
	hb_buffer_destroy(buffer);
}

static void release(void *arena)
{
	arena_release(arena);
}

struct typesetter *typesetter_new(struct job *job,
                                  const struct a2b_document *doc)
{
	struct cleanup *slot = job_reserve(job);
	struct cleanup *scratch_slot = job_reserve(job);
	struct typesetter *typesetter = job_alloc(job, sizeof(*typesetter));

	job_own(job, scratch_slot, release, &typesetter->scratch);
	typesetter->job = job;
	typesetter->faces = faces_new(job, doc ? &doc->options : NULL);
	typesetter->hyphenators.job = job;
	typesetter->buffer = hb_buffer_create();
	job_own(job, slot, destroy_buffer, typesetter->buffer);
	return typesetter;
}

void missing_count(struct typesetter *typesetter, uint32_t code_point,
                   const struct span *span, const char *package)
{
	struct missing *at = typesetter->missing;

	while (at && at->code_point != code_point)
		at = at->next;
	if (!at) {
		at = job_alloc(typesetter->job, sizeof(*at));
		at->code_point = code_point;
		at->file = span->file;
		at->line = span->source_line;
		at->package = package;
		if (typesetter->missing_last)
			typesetter->missing_last->next = at;
		else
			typesetter->missing = at;
		typesetter->missing_last = at;
	}
	at->count += span->element != NULL;
}

void typesetter_report(struct typesetter *typesetter)
{
	struct job *job = typesetter->job;

	for (struct missing *at = typesetter->missing; at; at = at->next) {
		unsigned code = (unsigned)at->code_point;
		diag(job, glyph_missing, at->file, at->line, code,
		     at->count ? at->count : 1);
		if (at->package)
			diag(job, font_wanted, at->file, at->line,
			     at->package, code);
	}
}

const struct face **typesetter_faces(const struct typesetter *typesetter,
                                     size_t *n)
{
	return faces_opened(typesetter->faces, n);
}

const struct face *typesetter_face(struct typesetter *typesetter,
                                   enum family family, bool bold, bool italic)
{
	return faces_book(typesetter->faces,
	                  (struct look){family, bold, italic});
}

/* ---- memory ---- */

void *shaped_alloc(struct typesetter *typesetter, struct shaped *shaped,
                   size_t n, size_t size)
{
	void *piece = NULL;

	if (n <= SIZE_MAX / size)
		piece = arena_alloc(&shaped->arena, n * size);
	if (!piece)
		job_fail_memory(typesetter->job);
	return piece;
}

void *shaped_grow(struct typesetter *typesetter, struct shaped *shaped,
                  void *items, size_t *room, size_t need, size_t size)
{
	size_t wish = *room < 8 ? 16 : *room * 2;
	void *grown;

	if (need <= *room)
		return items;
	if (wish < need)
		wish = need;
	grown = shaped_alloc(typesetter, shaped, wish, size);
	if (*room)
		memcpy(grown, items, *room * size);
	*room = wish;
	return grown;
}

void paragraph_release(struct typesetter *typesetter, struct shaped *shaped)
{
	job_release(typesetter->job, shaped->slot);
}

/* ---- paragraphs ---- */

struct shaped *paragraph_shape(struct typesetter *typesetter,
                               const struct paragraph *paragraph)
{
	struct job *job = typesetter->job;
	struct cleanup *slot = job_reserve(job);
	struct shaped *shaped = job_alloc(job, sizeof(*shaped));

	shaped->paragraph = *paragraph;
	shaped->slot = slot;
	job_own(job, slot, release, &shaped->arena);
	text_prepare(typesetter, shaped);
	itemise(typesetter, shaped);
	shape_items(typesetter, shaped);
	breaks_find(typesetter, shaped);
	return shaped;
}

/* The size of most of a paragraph: that of its longest span. */
static int32_t main_size(const struct paragraph *paragraph)
{
	const struct span *main = NULL;

	for (size_t i = 0; i < paragraph->n_spans; i++)
		if (!main || paragraph->spans[i].text.len > main->text.len)
			main = &paragraph->spans[i];
	return main ? main->size : PT;
}

struct breaking {
	struct typesetter *typesetter;
	struct shaped *shaped;
	struct places places;
	struct lines *lines;
	size_t lines_room;
	int ladder;
};

static struct cut *new_cut(struct breaking *b)
{
	struct lines *lines = b->lines;
	size_t room = b->lines_room;

	lines->line = job_grow(b->typesetter->job, lines->line,
	                       &b->lines_room, lines->n + 1,
	                       sizeof(*lines->line));
	lines->cuts = job_grow(b->typesetter->job, lines->cuts, &room,
	                       lines->n + 1, sizeof(*lines->cuts));
	return &lines->cuts[lines->n++];
}

static void add_line(struct breaking *b, const struct place *begin,
                     const struct place *end, bool first)
{
	const struct shaped *shaped = b->shaped;
	struct cut *cut = new_cut(b);
	struct line *line = &b->lines->line[b->lines->n - 1];
	bool last = end->kind == PLACE_FORCED;
	int64_t measure = (int64_t)b->lines->measure * FINE;
	int64_t width = end->before.width - begin->after.width
		- begin->hang_begin - end->hang_end;

	cut->begin = begin->next;
	cut->end = end->end > begin->next ? end->end : begin->next;
	cut->next = end->next;
	cut->hyphen = end->kind == PLACE_HYPHEN;
	cut->indent = first ? shaped->paragraph.first_indent : 0;
	cut->hang_begin = begin->hang_begin;
	/* a last line is as long as it is, but it may be full */
	cut->justify = shaped->paragraph.align == ALIGN_JUSTIFY
		&& (!last || width + (int64_t)cut->indent * FINE > measure);
	cut->hang_end = cut->justify ? end->hang_end : 0;
	line->offset = text_offset(shaped, cut->begin);
	line->end = text_offset(shaped, cut->next);
	line->hyphenated = cut->hyphen;
	line->runt = last && !first && linebreak_is_runt(begin, end);
}

/* Breaks what the places cover; returns the byte that comes next. */
static uint32_t break_places(struct breaking *b, bool first, int looseness)
{
	const struct paragraph *paragraph = &b->shaped->paragraph;
	struct break_task task = {
		.places = b->places.place,
		.n = b->places.n,
		.more = b->places.more,
		.measure = (int64_t)b->lines->measure * FINE,
		.first_indent = first ? (int64_t)paragraph->first_indent * FINE
		                      : 0,
		.em = (int64_t)main_size(paragraph) * FINE,
		.elastic = EXPAND_MOST,
		.justify = paragraph->align == ALIGN_JUSTIFY,
		.ladder = b->ladder,
		.looseness = looseness,
	};
	struct break_result result = linebreak(b->typesetter->job,
	                                       &b->typesetter->scratch,
	                                       &task);
	const struct place *begin = task.places;

	for (size_t i = 0; i < result.n; i++) {
		const struct place *end = &task.places[result.chosen[i]];
		add_line(b, begin, end, first && i == 0);
		begin = end;
	}
	if (result.n == 0 && task.n > 1) {
		/* thousands of characters without a width */
		begin = &task.places[task.n - 1];
		add_line(b, task.places, begin, first);
	}
	b->ladder = begin->kind == PLACE_FORCED ? 0 : result.ladder;
	b->lines->demerits += result.demerits < 1e15
		? (int64_t)result.demerits : (int64_t)1e15;
	arena_release(&b->typesetter->scratch);
	return begin->next;
}

struct lines *paragraph_try(struct typesetter *typesetter,
                            struct shaped *shaped, int32_t measure,
                            int looseness)
{
	struct breaking b = {.typesetter = typesetter, .shaped = shaped};
	uint32_t at = 0;

	b.lines = job_alloc(typesetter->job, sizeof(*b.lines));
	b.lines->measure = measure;
	do {
		bool whole;
		places_find(typesetter, shaped, at, measure, &b.places);
		whole = at == 0 && !b.places.more
			&& b.places.place[b.places.n - 1].next
			   == shaped->text.len;
		at = break_places(&b, at == 0, whole ? looseness : 0);
	} while (at < shaped->text.len);
	return b.lines;
}

void paragraph_set(struct typesetter *typesetter, struct shaped *shaped,
                   struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		line_set(typesetter, shaped, &lines->cuts[i], lines->measure,
		         &lines->line[i]);
}

struct lines *paragraph_break(struct typesetter *typesetter,
                              struct shaped *shaped, int32_t measure,
                              int looseness)
{
	struct lines *lines = paragraph_try(typesetter, shaped, measure,
	                                    looseness);

	paragraph_set(typesetter, shaped, lines);
	return lines;
}

int32_t paragraph_width(struct typesetter *typesetter, struct shaped *shaped)
{
	int64_t width = 0, blank = 0;

	(void)typesetter;
	for (size_t at = 0; at < shaped->text.len; at++) {
		width += shaped->advance[at];
		if (!(shaped->at[at] & AT_CLUSTER))
			continue;
		blank = shaped->at[at] & AT_BLANK
			? blank + shaped->advance[at] : 0;
	}
	return (int32_t)((width - blank + FINE - 1) / FINE)
		+ shaped->paragraph.first_indent;
}
