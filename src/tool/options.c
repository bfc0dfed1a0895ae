/* SPDX-License-Identifier: MIT */
#include "tool/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the table ---- */

/*
 * An option, and all that is known of it: a new one is a row. It sets a text,
 * a flag or a number somewhere in struct command, or calls a function, which returns what
 * command_parse does.
 */
struct row {
	const char *name;  /* NULL: a line in --help over those that follow */
	char letter;       /* 0: none */
	const char *value; /* what --help calls it; NULL: takes none */
	const char *about;
	enum { TEXT, FLAG, NUMBER, CALL } kind;
	size_t field;
	int (*call)(struct command *command, const char *value);
	bool optional; /* the value */
};

static int add_output(struct command *command, const char *path);
static int set_format(struct command *command, const char *name);
static int set_explain(struct command *command, const char *form);
static int print_help(struct command *command, const char *value);
static int print_version(struct command *command, const char *value);

#define SETS_TEXT(name) TEXT, offsetof(struct command, name), NULL, false
#define SETS_FLAG(name) FLAG, offsetof(struct command, name), NULL, false
#define SETS_NUMBER(name) NUMBER, offsetof(struct command, name), NULL, false
#define CALLS(function) CALL, 0, function, false

#define GROUP(about) {NULL, 0, NULL, about, FLAG, 0, NULL, false}

static const struct row rows[] = {
	{"output", 'o', "FILE", "write a book; may be given several times",
	 CALLS(add_output)},
	{"to", 't', "FORMAT", "format of the -o before it, whatever its suffix",
	 CALLS(set_format)},
	{"explain", 0, "json", "print what was found and why; write no book",
	 CALL, 0, set_explain, true},
	{"quiet", 'q', NULL, "no notes, only warnings and errors",
	 SETS_FLAG(report.quiet)},
	{"verbose", 'v', NULL, "say what was left out of each article",
	 SETS_FLAG(report.verbose)},
	{"help", 'h', NULL, "print this", CALLS(print_help)},
	{"version", 0, NULL, "print the version", CALLS(print_version)},

	GROUP("What the book says of itself, in place of what its text says"),
	{"title", 0, "TEXT", "title", SETS_TEXT(options.title)},
	{"subtitle", 0, "TEXT", "subtitle", SETS_TEXT(options.subtitle)},
	{"author", 0, "TEXT", "who wrote it", SETS_TEXT(options.author)},
	{"date", 0, "DATE", "when: 2026, 2026-11 or 2026-11-22",
	 SETS_TEXT(options.date)},
	{"language", 0, "TAG", "language: it, pt-BR...",
	 SETS_TEXT(options.language)},
	{"source", 0, "URL", "where the text came from",
	 SETS_TEXT(options.source)},
	{"tags", 0, "LIST", "subjects, separated by commas",
	 SETS_TEXT(options.tags)},
	{"series", 0, "TEXT", "what it is an issue of",
	 SETS_TEXT(options.series)},
	{"issue", 0, "TEXT", "which issue", SETS_TEXT(options.issue)},
	{"id", 0, "TEXT", "what stays with it in every edition",
	 SETS_TEXT(options.id)},

	GROUP("What is taken from the text"),
	{"keep-furniture", 0, NULL,
	 "keep what looks like no part of the article",
	 SETS_FLAG(options.keep_furniture)},
	{"split", 0, NULL, "several articles may stand in one file",
	 SETS_FLAG(options.split)},
	{"strict", 0, NULL, "one bad input among several fails them all",
	 SETS_FLAG(options.strict)},

	GROUP("Several articles"),
	{"sort", 0, "KEY", "title, date, source, length, or none: as given",
	 SETS_TEXT(options.sort)},
	{"group-by", 0, "KEY", "source, date, language, tag, none, or section",
	 SETS_TEXT(options.group_by)},
	{"since", 0, "DATE", "leave out those that are older",
	 SETS_TEXT(options.since)},
	{"keep-duplicates", 0, NULL, "keep those that are the same text",
	 SETS_FLAG(options.keep_duplicates)},
	{"split-over", 0, "WORDS", "longer ones go to OUT-2.epub and so on",
	 SETS_NUMBER(options.split_over)},

	GROUP("EPUB"),
	{"cover", 0, "FILE", "PNG or JPEG for its front",
	 SETS_TEXT(options.cover)},
	{"no-cover", 0, NULL, "nothing at its front",
	 SETS_FLAG(options.no_cover)},
	{"css", 0, "FILE", "style sheet in place of ours",
	 SETS_TEXT(options.css)},
	{"template-dir", 0, "FOLDER", "pages in place of ours",
	 SETS_TEXT(options.template_dir)},
	{"toc-depth", 0, "N", "levels of the contents",
	 SETS_NUMBER(options.toc_depth)},
	{"no-article-links", 0, NULL, "no links from article to article",
	 SETS_FLAG(options.no_article_links)},
	{"embed-fonts", 0, NULL, "put the fonts in that the text needs",
	 SETS_FLAG(options.embed_fonts)},
	{"certified-by", 0, "NAME", "who says that it is accessible",
	 SETS_TEXT(options.certified_by)},

	GROUP("PDF; lengths are 18mm, 1.5cm, 0.75in or 14pt"),
	{"style", 0, "NAME", "book, digest or screen",
	 SETS_TEXT(options.style)},
	{"paper", 0, "SIZE", "a4, a5, a6, letter or \"120mm x 180mm\"",
	 SETS_TEXT(options.paper)},
	{"margins", 0, "LENGTHS", "one, or top, outer, bottom, inner",
	 SETS_TEXT(options.margins)},
	{"gutter", 0, "LENGTH", "added to the inner margin, for binding",
	 SETS_TEXT(options.gutter)},
	{"font", 0, "FAMILY", "of the text, in place of ours",
	 SETS_TEXT(options.font)},
	{"font-heading", 0, "FAMILY", "of the headings",
	 SETS_TEXT(options.font_heading)},
	{"font-dir", 0, "FOLDER", "font files of your own",
	 SETS_TEXT(options.font_dir)},
	{"font-size", 0, "LENGTH", "size of the text: 10pt",
	 SETS_TEXT(options.font_size)},
	{"leading", 0, "LENGTH", "from line to line: 14pt",
	 SETS_TEXT(options.leading)},
	{"columns", 0, "N", "on a page, 1 to 3", SETS_NUMBER(options.columns)},
	{"column-gap", 0, "LENGTH", "between columns: 6mm",
	 SETS_TEXT(options.column_gap)},
	{"links", 0, "WAY", "addresses of links: notes, inline or none",
	 SETS_TEXT(options.links)},
	{"qr", 0, NULL, "the source of each article as a QR code",
	 SETS_FLAG(options.qr)},
	{"booklet", 0, NULL, "two pages on each side of a sheet, to be folded",
	 SETS_FLAG(options.booklet)},
	{"signature", 0, "PAGES", "of a booklet, folded into each other",
	 SETS_NUMBER(options.signature)},
};

enum { N_ROWS = sizeof(rows) / sizeof(rows[0]) };

/* ---- --help and --version ---- */

static int finish_printing(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	fprintf(stderr, "art2book: -: cannot write: %s [output-write]\n",
	        strerror(errno));
	return EXIT_FAILED;
}

static void print_row(const struct row *row)
{
	char left[64];

	snprintf(left, sizeof(left), "%c%c%c --%s%s%s%s",
	         row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
	         row->letter ? ',' : ' ', row->name,
	         row->optional ? "[" : "", row->value ? "=" : "",
	         row->value ? row->value : "");
	printf("  %s%-*s  %s\n", left,
	       24 - (int)strlen(left) > 0 ? 24 - (int)strlen(left) : 0,
	       row->optional ? "]" : "", row->about);
}

static int print_help(struct command *command, const char *value)
{
	(void)command, (void)value;
	puts("Usage: art2book [OPTION]... INPUT... -o OUTPUT...\n"
	     "       art2book check BOOK.epub...\n"
	     "Turns the bare text of saved articles into books.\n"
	     "\n"
	     "INPUT is a text, a folder of texts (.txt), a collection file "
	     "(.yaml),\nor - for standard input.\n"
	     "OUTPUT is a file whose suffix says its format, or - with -t.\n"
	     "All outputs of one run come from the one text, read once.\n");
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].name)
			print_row(&rows[i]);
		else
			printf("\n%s:\n", rows[i].about);
	puts("\nFormats:");
	for (const struct a2b_format *f = NULL; (f = a2b_format_next(f));)
		printf("  %-22s  %s\n", f->name, f->about);
	puts("\nExit status: 0 done, 1 an input or an output failed, "
	     "2 wrong usage.");
	return finish_printing();
}

static int print_version(struct command *command, const char *value)
{
	(void)command, (void)value;
	printf("art2book %s\n", a2b_version());
	return finish_printing();
}

/* ---- single options ---- */

static int add_output(struct command *command, const char *path)
{
	command->paths[command->n_outputs] = path;
	command->formats[command->n_outputs] = NULL;
	command->n_outputs++;
	return GO_ON;
}

static int set_format(struct command *command, const char *name)
{
	const struct a2b_format *format = a2b_format_lookup(name);

	if (!command->n_outputs) {
		report_usage("-t %s belongs behind an -o", name);
		return EXIT_USAGE;
	}
	if (!format) {
		report_usage("unknown format %s; --help lists them", name);
		return EXIT_USAGE;
	}
	command->formats[command->n_outputs - 1] = format;
	return GO_ON;
}

static int set_explain(struct command *command, const char *form)
{
	char name[32];

	snprintf(name, sizeof(name), "explain%s%s", form ? "-" : "",
	         form ? form : "");
	command->explain = a2b_format_lookup(name);
	if (command->explain)
		return GO_ON;
	report_usage("--explain=%s: only json is known", form);
	return EXIT_USAGE;
}

/* A count that an option can have: up to nine digits, from 1. */
static int set_number(size_t *field, const struct row *row, const char *value)
{
	size_t digits = strspn(value, "0123456789");

	*field = digits <= 9 && !value[digits] ? strtoul(value, NULL, 10) : 0;
	if (*field)
		return GO_ON;
	report_usage("--%s=%s: no number from 1", row->name, value);
	return EXIT_USAGE;
}

static int apply(struct command *command, const struct row *row,
                 const char *value)
{
	char *field = (char *)command + row->field;

	switch (row->kind) {
	case TEXT:
		*(const char **)(void *)field = value;
		return GO_ON;
	case FLAG:
		*(bool *)field = true;
		return GO_ON;
	case NUMBER:
		return set_number((size_t *)(void *)field, row, value);
	case CALL:
		break;
	}
	return row->call(command, value);
}

/* ---- what is wrong ---- */

/* Insertions, deletions and changes that make `b` of `a`, whose length is
   `len`; both are cut to a few letters. */
static int distance(const char *a, size_t len, const char *b)
{
	enum { LONGEST = 32 };
	int row[LONGEST + 1];

	if (len > LONGEST)
		len = LONGEST;
	for (size_t i = 0; i <= len; i++)
		row[i] = (int)i;
	for (; *b; b++) {
		int diagonal = row[0]++;

		for (size_t i = 0; i < len; i++) {
			int best = diagonal + (a[i] != *b);

			diagonal = row[i + 1];
			if (best > row[i] + 1)
				best = row[i] + 1;
			if (best > diagonal + 1)
				best = diagonal + 1;
			row[i + 1] = best;
		}
	}
	return row[len];
}

static const struct row *most_like(const char *name, size_t len)
{
	const struct row *like = NULL;
	int least = len > 4 ? 3 : 2; /* more changes make another word */

	for (size_t i = 0; i < N_ROWS; i++) {
		int d = rows[i].name ? distance(name, len, rows[i].name)
		                     : least;

		if (d < least) {
			least = d;
			like = &rows[i];
		}
	}
	return like;
}

static void report_unknown(const char *argument)
{
	size_t len = strcspn(argument, "=");
	const struct row *like = len > 2 ? most_like(argument + 2, len - 2)
	                                 : NULL;

	if (like)
		report_usage("unknown option %.*s, did you mean --%s?",
		             (int)len, argument, like->name);
	else
		report_usage("unknown option %.*s; --help lists them",
		             (int)len, argument);
}

/* ---- the whole command line ---- */

/* Options without a letter get numbers that no letter has. */
enum { FIRST_NUMBER = 256 };

static int number_of(const struct row *row)
{
	return row->letter ? row->letter : FIRST_NUMBER + (int)(row - rows);
}

static const struct row *row_of(int number)
{
	for (size_t i = 0; i < N_ROWS; i++)
		if (number_of(&rows[i]) == number)
			return &rows[i];
	return NULL;
}

static int report_wrong(int what, const char *argument)
{
	const struct row *row = row_of(optopt);

	if (what == ':')
		report_usage("%s wants a value: %s", argument, row->value);
	else if (row)
		report_usage("--%s takes no value", row->name);
	else if (optopt)
		report_usage("unknown option -%c; --help lists them", optopt);
	else
		report_unknown(argument);
	return EXIT_USAGE;
}

static int parse_options(struct command *command, int argc, char **argv)
{
	struct option names[N_ROWS + 1] = {{0}};
	char letters[3 * N_ROWS + 2] = ":"; /* ":": tell what is missing */
	int number, status = GO_ON;
	size_t n = 0;

	for (size_t i = 0; i < N_ROWS; i++) {
		const struct row *row = &rows[i];
		const char letter[] = {row->letter, row->value ? ':' : '\0', 0};

		if (!row->name)
			continue;
		names[n].name = row->name;
		names[n].val = number_of(row);
		names[n++].has_arg = !row->value ? no_argument
		                   : row->optional ? optional_argument
		                   : required_argument;
		strcat(letters, letter);
	}
	opterr = 0;
	while (status == GO_ON
	    && (number = getopt_long(argc, argv, letters, names, NULL)) != -1) {
		if (number == '?' || number == ':')
			return report_wrong(number, argv[optind - 1]);
		status = apply(command, row_of(number), optarg);
	}
	return status;
}

/* The formats that were not given, by suffix. */
static int complete_formats(struct command *command)
{
	for (size_t i = 0; i < command->n_outputs; i++) {
		const char *path = command->paths[i];

		if (!command->formats[i])
			command->formats[i] = a2b_format_lookup_path(path);
		if (command->formats[i])
			continue;
		report_usage("%s: no suffix of a book (.epub, .pdf) and no -t "
		             "behind it", path);
		return EXIT_USAGE;
	}
	return GO_ON;
}

/* https://reproducible-builds.org/specs/source-date-epoch */
static int read_epoch(struct command *command)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	size_t digits = epoch ? strspn(epoch, "0123456789") : 0;

	if (!epoch || !*epoch)
		return GO_ON;
	if (epoch[digits] || digits > 11) {
		report_usage("SOURCE_DATE_EPOCH is no number of seconds: %s",
		             epoch);
		return EXIT_USAGE;
	}
	command->options.modified = strtoll(epoch, NULL, 10);
	return GO_ON;
}

int command_parse(struct command *command, int argc, char **argv)
{
	int status;

	*command = (struct command){0};
	a2b_options_init(&command->options);
	command->options.report = report_message;
	command->options.report_user = &command->report;
	/* there are fewer outputs than arguments, and always room for one */
	command->paths = calloc((size_t)argc + 1, sizeof(*command->paths));
	command->formats = calloc((size_t)argc + 1, sizeof(*command->formats));
	if (!command->paths || !command->formats) {
		fputs("art2book: out of memory [no-memory]\n", stderr);
		return EXIT_FAILED;
	}
	status = parse_options(command, argc, argv);
	if (status != GO_ON)
		return status;
	command->inputs = argv + optind;
	command->n_inputs = (size_t)(argc - optind);
	if (!command->n_inputs) {
		report_usage("no input given; see art2book --help");
		return EXIT_USAGE;
	}
	if (!command->n_outputs && !command->explain) {
		report_usage("no output given: -o FILE.epub, -o FILE.pdf or "
		             "--explain");
		return EXIT_USAGE;
	}
	status = complete_formats(command);
	return status == GO_ON ? read_epoch(command) : status;
}

void command_release(struct command *command)
{
	free(command->paths);
	free(command->formats);
}
