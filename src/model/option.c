/* SPDX-License-Identifier: MIT */
#include "model/option.h"

#include "base/utf8.h"
#include "model/date.h"
#include "model/tag.h"

#define FIELD(name) offsetof(struct a2b_options, name)
#define TEXT(name, field) {name, OPTION_TEXT, FIELD(field), NULL}
#define DATE(name, field) {name, OPTION_DATE, FIELD(field), NULL}
#define FILE_(name, field) {name, OPTION_FILE, FIELD(field), NULL}
#define CHOICE(name, field, choices) \
	{name, OPTION_CHOICE, FIELD(field), choices}
#define NUMBER(name, field) {name, OPTION_NUMBER, FIELD(field), NULL}
#define FLAG(name, field) {name, OPTION_FLAG, FIELD(field), NULL}

static const struct option table[] = {
	TEXT("title", title),
	TEXT("author", author),
	DATE("date", date),
	{"language", OPTION_LANGUAGE, FIELD(language), NULL},
	TEXT("source", source),
	TEXT("tags", tags),
	TEXT("id", id),
	TEXT("subtitle", subtitle),
	TEXT("series", series),
	TEXT("issue", issue),
	CHOICE("sort", sort, "title, date, source, length, none"),
	CHOICE("group-by", group_by,
	       "section, source, date, language, tag, none"),
	DATE("since", since),
	NUMBER("split-over", split_over),
	FLAG("split", split),
	FLAG("keep-duplicates", keep_duplicates),
	FILE_("cover", cover),
	FILE_("css", css),
	FILE_("template-dir", template_dir),
	TEXT("certified-by", certified_by),
	NUMBER("toc-depth", toc_depth),
	FLAG("no-cover", no_cover),
	FLAG("no-article-links", no_article_links),
	FLAG("embed-fonts", embed_fonts),
	CHOICE("style", style, "book, digest, screen"),
	TEXT("paper", paper),
	TEXT("margins", margins),
	TEXT("font", font),
	TEXT("font-heading", font_heading),
	FILE_("font-dir", font_dir),
	TEXT("font-size", font_size),
	TEXT("leading", leading),
	NUMBER("columns", columns),
	TEXT("column-gap", column_gap),
	TEXT("gutter", gutter),
	CHOICE("links", links, "notes, inline, none"),
	FLAG("booklet", booklet),
	{"signature", OPTION_PAGES, FIELD(signature), NULL},
	FLAG("qr", qr),
	FLAG("keep-furniture", keep_furniture),
	FLAG("strict", strict),
};

enum { N_OPTIONS = sizeof(table) / sizeof(table[0]) };

const struct option *option_lookup(struct str name)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (str_equal(str_of(table[i].name), name))
			return &table[i];
	return NULL;
}

const struct option *option_next(const struct option *option)
{
	size_t i = option ? (size_t)(option - table) + 1 : 0;

	return i < N_OPTIONS ? &table[i] : NULL;
}

/* Is a word one of "a, b, c"? */
static bool is_choice(const char *choices, struct str value)
{
	while (*choices) {
		size_t len = strcspn(choices, ",");

		if (str_equal((struct str){choices, len}, value))
			return true;
		choices += len;
		choices += strspn(choices, ", ");
	}
	return false;
}

/* 0: no number, or one of more than nine digits. */
static size_t parse_number(struct str value)
{
	size_t number = 0;

	if (value.len > 9)
		return 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return 0;
		number = number * 10 + (size_t)(value.ptr[i] - '0');
	}
	return number;
}

/* What cannot stand in a book. */
static const char *refuse_text(struct str value)
{
	if (str_empty(str_trim(value)))
		return "is empty";
	if (utf8_first_invalid(value) < value.len)
		return "is not valid UTF-8";
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 0x7f)
			return "has control characters";
	return NULL;
}

const char *option_refuse(struct job *job, const struct option *option,
                          struct str value)
{
	struct date date;

	switch (option->kind) {
	case OPTION_TEXT:
		return refuse_text(value);
	case OPTION_LANGUAGE:
		return language_tag(job, value).ptr
			? NULL : "no language tag like it or pt-BR";
	case OPTION_FILE:
		return NULL;
	case OPTION_DATE:
		return date_parse(value, &date)
			? NULL : "no date like 2026, 2026-11 or 2026-11-22";
	case OPTION_CHOICE:
		return is_choice(option->choices, value)
			? NULL : job_format(job, "not one of %s",
			                    option->choices).ptr;
	case OPTION_NUMBER:
		return parse_number(value) ? NULL : "no number from 1";
	case OPTION_PAGES:
		return parse_number(value) && parse_number(value) % 4 == 0
			? NULL : "no multiple of 4";
	case OPTION_FLAG:
		return is_choice("true, false, yes, no", value)
			? NULL : "neither true nor false";
	}
	return NULL;
}

struct str option_value(struct job *job, const struct a2b_options *options,
                        const struct option *option)
{
	const void *field = (const char *)options + option->field;

	switch (option->kind) {
	case OPTION_TEXT:
	case OPTION_LANGUAGE:
	case OPTION_FILE:
	case OPTION_DATE:
	case OPTION_CHOICE:
		return str_of(*(const char *const *)field);
	case OPTION_NUMBER:
	case OPTION_PAGES:
		return *(const size_t *)field == 0 ? STR_NONE
			: job_format(job, "%zu", *(const size_t *)field);
	case OPTION_FLAG:
		return *(const bool *)field ? STR_LIT("true") : STR_NONE;
	}
	return STR_NONE;
}

void option_set(struct job *job, struct a2b_options *options,
                const struct option *option, struct str value)
{
	char *field = (char *)options + option->field;

	switch (option->kind) {
	case OPTION_LANGUAGE:
	case OPTION_DATE:
		value = option->kind == OPTION_DATE ? date_part(value)
			: language_tag(job, value);
		/* fall through */
	case OPTION_TEXT:
	case OPTION_FILE:
	case OPTION_CHOICE:
		*(const char **)(void *)field = job_keep_copy(job, value).ptr;
		break;
	case OPTION_NUMBER:
	case OPTION_PAGES:
		*(size_t *)(void *)field = parse_number(value);
		break;
	case OPTION_FLAG:
		*(bool *)field = is_choice("true, yes", value);
		break;
	}
}
