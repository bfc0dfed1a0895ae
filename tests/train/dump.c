/* SPDX-License-Identifier: MIT */

/*
 * For developers: the blocks of texts with their features, for train.py. For
 * each file a line "file NAME", for each block a line of marker, text and the
 * numbers of its features, parted by tabs, and then what the model that it was
 * built with believes of it, in thousandths; with --names the names of all
 * features. The features are found by the reader's own code.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "read/decide.h"
#include "read/decode.h"
#include "read/features.h"
#include "read/front.h"
#include "read/model.h"

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

static void dump(struct job *job, void *arg)
{
	struct buf bytes;
	struct meta meta = {0};
	struct str name = str_of(arg);
	struct lines lines;
	struct blocks blocks;
	struct evidence evidence;
	struct belief *belief;
	size_t front;

	read_whole(job, arg, &bytes);
	lines = lines_split(job, decode(job, name, buf_str(&bytes)));
	front = front_read(job, name, &lines, &meta);
	lines.items += front;
	lines.n -= front;
	blocks = blocks_find(job, &lines);
	evidence = evidence_find(job, &blocks, &meta);
	belief = model_believe(job, evidence.facts, blocks.n);
	printf("file %s\n", name.ptr);
	for (size_t i = 0; i < blocks.n; i++) {
		int features[N_GROUPS];

		printf("%.*s\t%.*s\t", STR_ARG(blocks.items[i].marker),
		       STR_ARG(blocks.items[i].text));
		features_of(evidence.facts, blocks.n, i, features);
		for (int g = 0; g < N_GROUPS; g++)
			printf("%d%c", features[g], g + 1 < N_GROUPS ? ' ' : '\t');
		for (int s = 0; s < STATE_COUNT; s++)
			printf("%d%c", (int)(belief[i].of[s] * 1000),
			       s + 1 < STATE_COUNT ? ' ' : '\n');
	}
}

static void dump_names(struct job *job, void *arg)
{
	(void)arg;
	for (int i = 0; i < features_count(); i++) {
		struct buf name;

		buf_init(&name, job);
		features_name(i, &name);
		printf("%s\n", name.ptr);
	}
}

int main(int argc, char **argv)
{
	struct reporter nobody = {NULL, NULL};
	struct arena arena = {NULL};

	if (argc > 1 && !strcmp(argv[1], "--names"))
		return job_run(&nobody, &arena, dump_names, NULL);
	for (int i = 1; i < argc; i++)
		if (job_run(&nobody, &arena, dump, argv[i]) != A2B_OK)
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
	arena_release(&arena);
	return 0;
}
