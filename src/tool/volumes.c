/* SPDX-License-Identifier: MIT */
#include "tool/volumes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct volumes {
	const struct command *command;
	struct a2b_document **docs; /* the first is the caller's */
	size_t n;
	/* by volume, and in it as the command's outputs are */
	struct a2b_output *books;
	char **paths;
};

static enum a2b_status out_of_memory(void)
{
	fputs("art2book: out of memory [no-memory]\n", stderr);
	return A2B_NO_MEMORY;
}

static enum a2b_status add_volume(struct volumes *v, struct a2b_document *doc)
{
	struct a2b_document **docs = realloc(v->docs,
	                                     (v->n + 1) * sizeof(*docs));

	if (!docs) {
		if (v->n) /* the first is not ours */
			a2b_document_free(doc);
		return out_of_memory();
	}
	v->docs = docs;
	v->docs[v->n++] = doc;
	return A2B_OK;
}

static enum a2b_status split_off(struct volumes *v, struct a2b_document *doc)
{
	enum a2b_status status = add_volume(v, doc);

	while (status == A2B_OK && !v->command->explain) {
		struct a2b_document *part;

		status = a2b_document_split_off(doc, &part);
		if (status != A2B_OK || !part)
			break;
		status = add_volume(v, part);
	}
	return status;
}

/* A pipe or a device can take one book only. */
static bool is_file(const char *path)
{
	struct stat st;

	return strcmp(path, "-") && (stat(path, &st) || S_ISREG(st.st_mode));
}

static enum a2b_status want_files(const struct volumes *v)
{
	for (size_t k = 0; v->n > 1 && k < v->command->n_outputs; k++)
		if (!is_file(v->command->paths[k])) {
			report_usage("%s: no place for the %zu books of "
			             "--split-over", v->command->paths[k],
			             v->n);
			return A2B_BAD_OPTION;
		}
	return A2B_OK;
}

/* "week.epub" is "week-2.epub" for the second. */
static char *path_of(const char *path, size_t volume)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - path) : strlen(path);
	size_t room = strlen(path) + 32;
	char *numbered = malloc(room);

	if (!numbered)
		return NULL;
	if (volume == 1)
		snprintf(numbered, room, "%s", path);
	else
		snprintf(numbered, room, "%.*s-%zu%s", (int)stem, path, volume,
		         path + stem);
	return numbered;
}

static enum a2b_status render(struct volumes *v)
{
	const struct command *command = v->command;
	size_t n = command->n_outputs;

	v->books = calloc(v->n * n, sizeof(*v->books));
	v->paths = calloc(v->n * n, sizeof(*v->paths));
	if (!v->books || !v->paths)
		return out_of_memory();
	for (size_t i = 0; i < v->n; i++) {
		enum a2b_status status = a2b_document_render(v->docs[i],
			command->formats, n, &v->books[i * n]);

		if (status != A2B_OK)
			return status;
		for (size_t k = 0; k < n; k++) {
			char *path = path_of(command->paths[k], i + 1);

			v->paths[i * n + k] = path;
			if (!path)
				return out_of_memory();
		}
	}
	return A2B_OK;
}

static void release(struct volumes *v)
{
	size_t n = v->n * v->command->n_outputs;

	for (size_t i = 0; v->books && i < n; i++)
		a2b_output_free(&v->books[i]);
	for (size_t i = 0; v->paths && i < n; i++)
		free(v->paths[i]);
	for (size_t i = 1; i < v->n; i++)
		a2b_document_free(v->docs[i]);
	free(v->books);
	free(v->paths);
	free(v->docs);
}

enum a2b_status volumes_write(const struct command *command,
                              struct a2b_document *doc)
{
	struct volumes v = {.command = command};
	enum a2b_status status = split_off(&v, doc);

	if (status == A2B_OK)
		status = want_files(&v);
	if (status == A2B_OK)
		status = render(&v);
	if (status == A2B_OK)
		status = a2b_write_files(doc, (const char *const *)v.paths,
		                         v.books, v.n * command->n_outputs);
	release(&v);
	return status;
}
