/* SPDX-License-Identifier: MIT */
#include "layout/contents.h"

#include "layout/element.h"
#include "model/words.h"

enum { LEADER_STEP = 5 * PT }; /* from dot to dot, on all lines the same */

static bool is_listed(const struct setting *setting, const struct entry *entry)
{
	return setting->doc->n_articles > 1 || entry->node->kind == NODE_HEADING;
}

static size_t count_listed(const struct setting *setting)
{
	size_t n = 0;

	for (size_t i = 0; i < setting->outline->n; i++)
		n += is_listed(setting, &setting->outline->entry[i]);
	return n;
}

static struct block *add_heading(const struct setting *setting,
                                 struct element *parent, int level,
                                 enum look_kind kind, struct str text,
                                 struct str language, struct chain *chain)
{
	struct element *h = element_new(setting->job, parent, ROLE_H);
	struct block *block = chain_add(setting->job, chain, kind,
	                                setting->style);

	h->level = level;
	element_set_language(h, language);
	block->element = h;
	block->rtl = setting->rtl;
	block->before = block->look->before;
	block->shaped = shape_text(setting, kind, text, language, h, NULL,
	                           setting->rtl);
	return block;
}

/* The lists that entries of each level stand in; one inside another where the
   levels go down. */
struct lists {
	struct element *toc[8];
	int top;
};

static struct element *list_for(struct job *job, struct lists *lists, int level,
                                int least)
{
	int depth = level - least < 7 ? level - least : 7;

	while (lists->top < depth) {
		struct element *up = lists->toc[lists->top];

		lists->toc[++lists->top] = element_new(job, up, ROLE_TOC);
	}
	lists->top = depth;
	return lists->toc[depth];
}

static struct block *add_entry(const struct setting *setting,
                               struct element *list, const struct entry *entry,
                               int depth, struct chain *chain)
{
	struct job *job = setting->job;
	const struct style *style = setting->style;
	enum look_kind kind = entry->node->kind == NODE_HEADING ? LOOK_ENTRY2
	                                                        : LOOK_ENTRY1;
	struct span_link *link = job_alloc(job, sizeof(*link));
	struct element *item = element_new(job, list, ROLE_TOCI);
	struct element *reference = element_new(job, item, ROLE_REFERENCE);
	struct block *block = chain_add(job, chain, kind, style);

	link->element = element_new(job, reference, ROLE_LINK);
	link->target = &entry->target;
	link->contents = entry->label;
	element_set_language(item, entry->language);
	block->element = link->element;
	block->rtl = setting->rtl;
	block->start = depth * style->size * 3 / 2;
	block->end = 3 * style->size;
	block->shaped = shape_text(setting, kind, entry->label,
	                           entry->language, link->element, link,
	                           setting->rtl);
	return block;
}

void contents_add(const struct setting *setting, struct element *root,
                  struct contents *contents)
{
	struct job *job = setting->job;
	const struct meta *meta = &setting->doc->meta;
	const struct words *words = words_lookup(meta->language);
	const struct outline *outline = setting->outline;
	bool several = setting->doc->n_articles > 1;
	struct element *sect;
	struct lists lists = {0};
	int after;
	size_t n = count_listed(setting);

	if (n < 2)
		return;
	sect = element_new(job, root, ROLE_SECT);
	if (several)
		add_heading(setting, sect, 1, LOOK_TITLE, meta->title,
		            meta->language, &contents->chain);
	add_heading(setting, sect, several ? 2 : 1, LOOK_CONTENTS,
	            str_of(words->contents), str_of(words->language),
	            &contents->chain);
	lists.toc[0] = element_new(job, sect, ROLE_TOC);
	after = setting->style->look[LOOK_CONTENTS].after;
	contents->leads_to = job_alloc_array(job, n + 2,
	                                     sizeof(*contents->leads_to));
	for (size_t i = 0; i < outline->n; i++) {
		const struct entry *entry = &outline->entry[i];
		int least = several ? 1 : 2;
		struct element *list;

		if (!is_listed(setting, entry))
			continue;
		list = list_for(job, &lists, entry->level, least);
		contents->leads_to[contents->chain.n] = entry;
		add_entry(setting, list, entry, lists.top, &contents->chain)
			->before = after;
		after = 0;
	}
}

/* ---- page numbers and leaders ---- */

/* Dots between the text and its number, on places that are the same on all
   lines, with a dot's room at both ends. */
static void add_leader(struct press *press, size_t page, int32_t from,
                       int32_t to, int32_t y)
{
	const struct setting *setting = press->setting;
	struct shaped *dot = shape_text(setting, LOOK_ENTRY2, STR_LIT("."),
	                                setting->doc->meta.language, NULL, NULL,
	                                false);
	struct lines *lines;
	struct run *run;
	struct glyph *glyphs;
	struct buf text;
	int32_t first = (from + 2 * LEADER_STEP - 1) / LEADER_STEP;
	int32_t n = to / LEADER_STEP - first;

	lines = paragraph_break(setting->typesetter, dot,
	                        setting->style->measure, 0);
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

static void fill_entry(struct press *press, const struct block *block,
                       const struct entry *entry)
{
	const struct setting *setting = press->setting;
	struct job *job = setting->job;
	int32_t left = page_left(setting, block->end_page);
	int32_t right = left + setting->style->measure;
	struct span_link *link = job_alloc(job, sizeof(*link));
	struct shaped *number;
	struct lines *lines;
	int32_t x;

	link->target = &entry->target;
	link->element = block->element;
	link->contents = entry->label;
	number = shape_text(setting, LOOK_ENTRY1,
	                    press->pages->page[entry->target.page].label,
	                    setting->doc->meta.language, block->element, link,
	                    false);
	lines = paragraph_break(setting->typesetter, number,
	                        setting->style->measure, 0);
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
		if (contents->leads_to[i])
			fill_entry(press, &contents->chain.block[i],
			           contents->leads_to[i]);
}
