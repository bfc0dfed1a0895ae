/* SPDX-License-Identifier: MIT */
#include "model/colophon.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "model/collate.h"
#include "model/date.h"
#include "model/source.h"
#include "model/words.h"

enum {
	MOST_LINES = 8,
	MOST_SOURCES = 40 /* named; a page should hold them */
};

struct lines {
	struct job *job;
	struct colophon_line *items;
	size_t n;
};

static void add(struct lines *lines, struct str text, bool ours)
{
	if (!str_empty(text))
		lines->items[lines->n++] = (struct colophon_line){text, ours};
}

static void add_number(struct lines *lines, const char *what, size_t number)
{
	add(lines, job_format(lines->job, "%s: %zu", what, number), true);
}

/* ---- where the articles come from ---- */

struct origin {
	struct str name, key;
	size_t articles;
};

static int compare_origins(const void *a, const void *b)
{
	const struct origin *x = a, *y = b;
	int order;

	if (x->articles != y->articles)
		return x->articles > y->articles ? -1 : 1;
	order = str_compare(x->key, y->key);
	return order ? order : str_compare(x->name, y->name);
}

static struct origin *count_origins(struct job *job,
                                    const struct a2b_document *doc, size_t *n)
{
	struct origin *origins = job_alloc_array(job, doc->n_articles,
	                                         sizeof(*origins));
	struct collator *collator = collator_new(job, doc->meta.language);
	struct map map = {.job = job};

	*n = 0;
	for (size_t i = 0; i < doc->n_articles; i++) {
		struct str name = source_name(doc->articles[i]->meta.source);
		struct origin *origin;
		void **known;

		if (str_empty(name))
			continue;
		known = map_at(&map, name);
		if (!*known) {
			*known = origin = &origins[(*n)++];
			origin->name = name;
			origin->key = collator_key(collator, name);
		}
		origin = *known;
		origin->articles++;
	}
	qsort(origins, *n, sizeof(*origins), compare_origins);
	return origins;
}

static void add_origins(struct lines *lines, const struct a2b_document *doc,
                        const char *what)
{
	struct job *job = lines->job;
	struct buf text;
	size_t n;
	struct origin *origins = count_origins(job, doc, &n);

	if (!n)
		return;
	buf_init(&text, job);
	buf_printf(&text, "%s: ", what);
	for (size_t i = 0; i < n && i < MOST_SOURCES; i++)
		buf_printf(&text, "%s%.*s (%zu)", i ? ", " : "",
		           STR_ARG(origins[i].name), origins[i].articles);
	if (n > MOST_SOURCES)
		buf_printf(&text, ", …");
	add(lines, job_copy(job, buf_str(&text)), true);
}

/* ---- the lines ---- */

static struct str series_line(struct job *job, const struct meta *meta)
{
	if (str_empty(meta->series) || str_empty(meta->issue))
		return str_empty(meta->series) ? meta->issue : meta->series;
	return job_format(job, "%.*s · %.*s", STR_ARG(meta->series),
	                  STR_ARG(meta->issue));
}

static struct str date_line(struct job *job, const struct meta *meta)
{
	struct date date;

	return date_parse(meta->date, &date)
		? date_words(job, date, meta->language) : STR_NONE;
}

static void add_amounts(struct lines *lines, const struct a2b_document *doc,
                        const struct words *words)
{
	size_t all_words = 0;
	int minutes = 0;

	for (size_t i = 0; i < doc->n_articles; i++) {
		all_words += doc->articles[i]->words;
		minutes += doc->articles[i]->minutes;
	}
	add_number(lines, words->articles, doc->n_articles);
	add_number(lines, words->words, all_words);
	add(lines, words_minutes(lines->job, words, minutes), true);
}

struct colophon_line *colophon_lines(struct job *job,
                                     const struct a2b_document *doc, size_t *n)
{
	const struct words *words = words_lookup(doc->meta.language);
	struct lines lines = {
		job, job_alloc_array(job, MOST_LINES, sizeof(*lines.items)), 0,
	};

	add(&lines, doc->meta.subtitle, false);
	add(&lines, series_line(job, &doc->meta), false);
	add(&lines, date_line(job, &doc->meta), false);
	add_amounts(&lines, doc, words);
	add_origins(&lines, doc, words->sources);
	*n = lines.n;
	return lines.items;
}
