/* SPDX-License-Identifier: MIT */

/*
 * For developers: the blocks of texts with their features, for train.py. For
 * each file a line "file NAME", for each block a line of marker, text, the
 * answers of its features and the words that the lexicon is asked for, parted
 * by tabs; with --names the names of features. The reader's own code finds
 * them.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "read/decide.h"
#include "read/decode.h"
#include "read/features.h"
#include "read/front.h"
#include "read/lexicon.h"
#include "read/look.h"

static void read_whole(struct job *job, const char *path, struct buf *bytes)
{
	FILE *file = fopen(path, "rb");
	size_t n;

	buf_init(bytes, job);
	if (!file)
		job_fail(job, A2B_BAD_INPUT, input_open, path, 0, "");
	do {
		buf_reserve(bytes, 1 << 16);
		n = fread(bytes->ptr + bytes->len, 1, 1 << 16, file);
		bytes->len += n;
	} while (n);
	fclose(file);
}

static void print_words(struct str normal)
{
	struct lexeme words[MAX_LEXEMES];
	int n = lexicon_words(normal, words);

	for (int i = 0; i < n; i++)
		printf("%s%s%.*s%s", i ? "|" : "",
		       words[i].before ? "^" : "", STR_ARG(words[i].text),
		       words[i].behind ? "$" : "");
	putchar('\n');
}

static void dump(struct job *job, void *arg)
{
	struct buf bytes;
	struct meta meta = {0};
	struct str name = str_of(arg);
	struct lines lines;
	struct blocks blocks;
	struct evidence evidence;
	struct features *features;
	size_t front;

	read_whole(job, arg, &bytes);
	lines = lines_split(job, decode(job, name, buf_str(&bytes)));
	front = front_read(job, name, &lines, &meta);
	lines.items += front;
	lines.n -= front;
	blocks = blocks_find(job, &lines);
	evidence = evidence_find(job, &blocks, &meta);
	features = look_first(job, evidence.facts, blocks.n);
	printf("file %s\n", name.ptr);
	for (size_t i = 0; i < blocks.n; i++) {
		printf("%.*s\t%.*s\t", STR_ARG(blocks.items[i].marker),
		       STR_ARG(blocks.items[i].text));
		for (int f = 0; f < N_FEATURES; f++)
			printf("%d%c", features[i].answer[f],
			       f + 1 < N_FEATURES ? ' ' : '\t');
		print_words(evidence.shapes[i].normal);
	}
}

static const char *const names[] = {
#define FEATURE(id, ...) #id,
#include "read/features.def"
#undef FEATURE
};

int main(int argc, char **argv)
{
	struct reporter nobody = {NULL, NULL};
	struct arena arena = {NULL};

	for (int f = 0; argc > 1 && !strcmp(argv[1], "--names")
	     && f < N_FEATURES; f++)
		printf("%s\n", names[f]);
	if (argc > 1 && !strcmp(argv[1], "--names"))
		return 0;
	for (int i = 1; i < argc; i++)
		if (job_run(&nobody, &arena, dump, argv[i]) != A2B_OK)
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
	arena_release(&arena);
	return 0;
}
