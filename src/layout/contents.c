/* SPDX-License-Identifier: MIT */
#include "layout/contents.h"

#include "layout/element.h"
#include "model/colophon.h"
#include "model/date.h"
#include "model/source.h"
#include "model/words.h"

enum { LEADER_STEP = 5 * PT }; /* from dot to dot, on all lines the same */

/* The contents as they are being set. */
struct maker {
	const struct setting *setting;
	struct contents *contents;
	struct element *toc[8];    /* the list of each level, one in another */
	int depth;                 /* of the list that is open */
	bool several;              /* articles */
	bool headings;             /* are listed too */
	bool in_head;              /* above the list */
	int after;                 /* rows that the block before wants */
};

/* ---- what is listed ---- */

static const struct node *find_dek(const struct entry *entry)
{
	const struct node *node = entry->node;

	if (node->kind != NODE_ARTICLE)
		return NULL;
	for (node = node->first; node && node->kind != NODE_DEK;)
		node = node->next;
	return node;
}

/* Parts with points between them, without those that are empty. */
static struct str join(struct job *job, const struct str *parts, int n)
{
	struct buf out;

	buf_init(&out, job);
	for (int i = 0; i < n; i++) {
		if (out.len && !str_empty(parts[i]))
			buf_add_str(&out, STR_LIT(" · "));
		buf_add_str(&out, parts[i]);
	}
	return job_copy(job, buf_str(&out));
}

/* What stands below an article of several: its standfirst, where it came from. How
   long it takes to read goes behind that. */
static struct str blurb_of(struct job *job, const struct entry *entry)
{
	const struct article *article = entry->article;
	struct str parts[2] = {STR_NONE, STR_NONE};

	if (find_dek(entry))
		parts[0] = node_plain_text(job, find_dek(entry));
	if (article->meta.source.ptr)
		parts[1] = source_name(article->meta.source);
	return join(job, parts, 2);
}

static bool is_listed(const struct maker *m, const struct entry *entry)
{
	return entry->node->kind == NODE_HEADING ? m->headings : m->several;
}

/* An article alone has its headings listed; of several, only as long as the
   contents stay on two pages. */
static void choose_entries(struct maker *m)
{
	const struct outline *outline = m->setting->outline;
	const struct style *style = m->setting->style;
	size_t room = 2 * (size_t)(style->rows * style->columns);

	m->headings = !m->several || outline->n <= room;
}

static size_t count_listed(const struct maker *m)
{
	const struct outline *outline = m->setting->outline;
	size_t n = 0;

	for (size_t i = 0; i < outline->n; i++)
		n += is_listed(m, &outline->entry[i]);
	return n;
}

/* ---- blocks ---- */

static struct block *add_block(struct maker *m, enum look_kind kind,
                               struct element *element)
{
	const struct setting *setting = m->setting;
	struct block *block = chain_add(setting->job, &m->contents->chain, kind,
	                                setting->style);

	block->element = element;
	block->rtl = setting->rtl;
	block->spans = m->in_head;
	block->before = block->look->before > m->after ? block->look->before
	                                               : m->after;
	m->after = block->look->after;
	return block;
}

/* Text that runs otherwise than the book begins on the book's side too. */
static struct paragraph *new_line(const struct setting *setting,
                                  const struct look *look, struct str text,
                                  struct str language, struct element *element,
                                  const struct span_link *link, bool rtl)
{
	struct look turned = *look;

	turned.align = ALIGN_END;
	return text_new(setting, rtl == setting->rtl ? look : &turned, text,
	                language, element, link, rtl);
}

static bool is_rtl(const struct maker *m, const struct entry *entry)
{
	return entry->article ? entry->article->rtl : m->setting->rtl;
}

static void add_line(struct maker *m, struct element *element,
                     enum look_kind kind, struct str text,
                     struct str language, bool rtl)
{
	struct block *block;

	if (str_empty(text))
		return;
	element_set_language(element, language);
	block = add_block(m, kind, element);
	block->text = new_line(m->setting, block->look, text, language,
	                           element, NULL, rtl);
}

static void add_heading(struct maker *m, struct element *parent, int level,
                        enum look_kind kind, struct str text,
                        struct str language)
{
	struct element *h = element_new(m->setting->job, parent, ROLE_H);

	h->level = level;
	add_line(m, h, kind, text, language, m->setting->rtl);
}

/* "The Weekly 47 · Ann Arbour · 22 November 2026": what is known of a book. */
static struct str imprint(const struct setting *setting)
{
	struct job *job = setting->job;
	const struct meta *meta = &setting->doc->meta;
	struct str part[3] = {meta->series, meta->author, STR_NONE};
	struct date date;

	if (meta->issue.ptr)
		part[0] = job_format(job, "%.*s%s%.*s", STR_ARG(meta->series),
		                     meta->series.ptr ? " " : "",
		                     STR_ARG(meta->issue));
	if (date_parse(meta->date, &date))
		part[2] = date_words(job, date, meta->language);
	return join(job, part, 3);
}

/* What a book of several articles says of itself on its first page. */
static void add_front(struct maker *m, struct element *sect)
{
	struct job *job = m->setting->job;
	const struct meta *meta = &m->setting->doc->meta;
	struct str about = imprint(m->setting);

	add_heading(m, sect, 1, LOOK_TITLE, meta->title, meta->language);
	if (!str_empty(meta->subtitle))
		add_line(m, element_new(job, sect, ROLE_P), LOOK_DEK,
		         meta->subtitle, meta->language, m->setting->rtl);
	if (!str_empty(about))
		add_line(m, element_new(job, sect, ROLE_P), LOOK_BYLINE, about,
		         meta->language, m->setting->rtl);
}

/* The list that an entry of a level stands in: lists open as levels go down. */
static struct element *list_of(struct maker *m, int level)
{
	int depth = m->several ? level - 1 : level - 2, most = 7;

	depth = depth < most ? depth : most;
	for (; m->depth < depth; m->depth++)
		m->toc[m->depth + 1] = element_new(m->setting->job,
		                                   m->toc[m->depth], ROLE_TOC);
	m->depth = depth;
	return m->toc[depth];
}

static enum look_kind look_of(const struct entry *entry)
{
	return entry->node->kind == NODE_SECTION ? LOOK_ENTRY_PART
	     : entry->node->kind == NODE_ARTICLE ? LOOK_ENTRY : LOOK_ENTRY_INNER;
}

static struct span blurb_span(const struct maker *m, struct str text,
                              struct str language, struct element *element)
{
	struct span span = look_span(&m->setting->style->look[LOOK_BLURB]);

	span.text = text;
	span.language = language;
	span.element = element;
	return span;
}

/* The reading time may have to be told in another language than the rest. */
static void add_blurb(struct maker *m, struct element *item,
                      const struct entry *entry)
{
	struct job *job = m->setting->job;
	const struct words *words = words_lookup(entry->language);
	struct element *p, *own;
	struct str text;
	struct span *spans;
	struct paragraph *line;
	struct block *block, *above;

	if (!m->several || entry->node->kind != NODE_ARTICLE)
		return;
	text = blurb_of(job, entry);
	if (!str_empty(text))
		text = job_format(job, "%.*s · ", STR_ARG(text));
	p = element_new(job, item, ROLE_P);
	own = element_new(job, p, ROLE_SPAN);
	element_set_language(own, words_mark(words, entry->language));
	spans = job_alloc_array(job, 2, sizeof(*spans));
	spans[0] = blurb_span(m, text, entry->language, p);
	spans[1] = blurb_span(m, words_minutes(job, words,
	                                       entry->article->minutes),
	                      str_of(words->language), own);
	block = add_block(m, LOOK_BLURB, p);
	line = new_line(m->setting, block->look, text, entry->language, p,
	                NULL, is_rtl(m, entry));
	line->spans = spans + str_empty(text);
	line->n_spans = 2 - (size_t)str_empty(text);
	block->text = line;
	above = block - 1;
	above->keep_next = true;
	block->start = above->start;
	block->end = above->end;
}

static void add_entry(struct maker *m, struct entry *entry)
{
	struct job *job = m->setting->job;
	const struct style *style = m->setting->style;
	struct span_link *link = job_alloc(job, sizeof(*link));
	struct element *item = element_new(job, list_of(m, entry->level),
	                                   ROLE_TOCI);
	struct element *reference = element_new(job, item, ROLE_REFERENCE);
	struct block *block;

	link->element = element_new(job, reference, ROLE_LINK);
	link->target = &entry->target;
	link->contents = entry->label;
	element_set_language(item, entry->language);
	if (m->several && m->after == 0 && entry->node->kind != NODE_HEADING
	 && m->contents->chain.block[m->contents->chain.n - 1].look
	    != &style->look[LOOK_ENTRY_PART])
		m->after = 1;
	block = add_block(m, look_of(entry), link->element);
	block->start = m->depth * style->size * 3 / 2;
	block->end = 3 * style->size;
	block->leads_to = entry;
	block->text = new_line(m->setting, block->look, entry->label,
	                           entry->language, link->element, link,
	                           is_rtl(m, entry));
	add_blurb(m, item, entry);
}

/* What is in the book, in numbers; the front has told the rest. */
static void add_colophon(struct maker *m, struct element *sect)
{
	const struct setting *setting = m->setting;
	const struct words *words = words_lookup(setting->doc->meta.language);
	struct str language = str_of(words->language);
	size_t n;
	struct colophon_line *lines = colophon_lines(setting->job, setting->doc,
	                                             &n);

	add_heading(m, sect, 2, LOOK_HEADING1, str_of(words->about), language);
	for (size_t i = 0; i < n; i++) {
		if (!lines[i].ours)
			continue;
		add_line(m, element_new(setting->job, sect, ROLE_P),
		         LOOK_BYLINE, lines[i].text, language, setting->rtl);
		m->after = 0; /* they stand together */
	}
}

void contents_add(const struct setting *setting, struct element *root,
                  struct contents *contents)
{
	const struct words *words = words_lookup(setting->doc->meta.language);
	struct outline *outline = setting->outline;
	struct maker m = {.setting = setting, .contents = contents,
	                  .several = setting->doc->n_articles > 1,
	                  .in_head = true};
	struct element *sect;

	choose_entries(&m);
	if (count_listed(&m) < 2)
		return;
	sect = element_new(setting->job, root, ROLE_SECT);
	if (m.several)
		add_front(&m, sect);
	add_heading(&m, sect, m.several ? 2 : 1, LOOK_CONTENTS,
	            str_of(words->contents), str_of(words->language));
	m.in_head = false;
	m.toc[0] = element_new(setting->job, sect, ROLE_TOC);
	for (size_t i = 0; i < outline->n; i++)
		if (is_listed(&m, &outline->entry[i]))
			add_entry(&m, &outline->entry[i]);
	if (m.several)
		add_colophon(&m, sect);
}

/* ---- page numbers and leaders ---- */

/* Dots between the text and its number, on places that are the same on all
   lines, with a dot's room at both ends. */
static void add_leader(struct press *press, size_t page, int32_t from,
                       int32_t to, int32_t y)
{
	const struct setting *setting = press->setting;
	struct paragraph *dot = text_new(setting,
	                                &setting->style->look[LOOK_ENTRY_INNER],
	                                STR_LIT("."),
	                                setting->doc->meta.language, NULL, NULL,
	                                false);
	const struct lines *lines;
	struct run *run;
	struct glyph *glyphs;
	struct buf text;
	int32_t first = (from + 2 * LEADER_STEP - 1) / LEADER_STEP;
	int32_t n = to / LEADER_STEP - first;

	lines = text_set(setting, dot, setting->style->measure);
	if (n < 2 || lines->n == 0 || !lines->line[0].runs
	 || lines->line[0].runs->n_glyphs != 1)
		return;
	run = lines->line[0].runs;
	glyphs = job_alloc_array(setting->job, (size_t)n, sizeof(*glyphs));
	buf_init(&text, setting->job);
	for (int32_t i = 0; i < n; i++) {
		glyphs[i] = run->glyphs[0];
		glyphs[i].x = i * LEADER_STEP;
		glyphs[i].text = (uint32_t)i;
		buf_add_char(&text, '.');
	}
	run->glyphs = glyphs;
	run->n_glyphs = (size_t)n;
	run->text = job_copy(setting->job, buf_str(&text));
	run->width = n * LEADER_STEP;
	run->x = 0;
	press_line(press, page, &lines->line[0], first * LEADER_STEP, y);
}

static void fill_entry(struct press *press, const struct block *block)
{
	const struct entry *entry = block->leads_to;
	const struct setting *setting = press->setting;
	struct job *job = setting->job;
	int32_t left = block->column_x;
	int32_t right = left + setting->style->measure;
	struct span_link *link = job_alloc(job, sizeof(*link));
	struct paragraph *number;
	const struct lines *lines;
	int32_t x;

	link->target = &entry->target;
	link->element = block->element;
	link->contents = entry->label;
	number = text_new(setting, &setting->style->look[LOOK_ENTRY],
	                    press->pages->page[entry->target.page].label,
	                    setting->doc->meta.language, block->element, link,
	                    false);
	lines = text_set(setting, number, setting->style->measure);
	if (lines->n == 0)
		return;
	x = setting->rtl ? left : right - lines->line[0].width;
	press_line(press, block->end_page, &lines->line[0], x, block->end_y);
	if (setting->rtl)
		add_leader(press, block->end_page,
		           left + lines->line[0].width, block->end_x,
		           block->end_y);
	else
		add_leader(press, block->end_page, block->end_x, x,
		           block->end_y);
}

void contents_fill(struct press *press, const struct contents *contents)
{
	for (size_t i = 0; i < contents->chain.n; i++)
		if (contents->chain.block[i].leads_to)
			fill_entry(press, &contents->chain.block[i]);
}
