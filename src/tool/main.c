/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "art2book.h"

static void report(void *user, const struct a2b_diag *diag)
{
	(void)user;
	fprintf(stderr, "art2book: %s:%zu: %s [%s]\n",
	        diag->file ? diag->file : "", diag->line, diag->text, diag->name);
}

int main(int argc, char **argv)
{
	struct a2b_options options;
	struct a2b_document *doc;
	const struct a2b_format *formats[8];
	const char *paths[8];
	struct a2b_output outputs[8];
	size_t n = 0;
	int status = 0;

	a2b_options_init(&options);
	options.report = report;
	if (a2b_document_new(&options, &doc) != A2B_OK)
		return 1;
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "-o") && i + 1 < argc) {
			paths[n] = argv[++i];
			formats[n] = a2b_format_lookup_path(paths[n]);
			n += formats[n] != NULL;
		} else if (!strcmp(argv[i], "-t") && i + 1 < argc) {
			paths[n] = "-";
			formats[n] = a2b_format_lookup(argv[++i]);
			n += formats[n] != NULL;
		} else {
			status |= a2b_read_path(doc, argv[i]) != A2B_OK;
		}
	}
	if (a2b_document_render(doc, formats, n, outputs) == A2B_OK) {
		status |= a2b_write_files(doc, paths, outputs, n) != A2B_OK;
		for (size_t i = 0; i < n; i++)
			a2b_output_free(&outputs[i]);
	} else {
		status = 1;
	}
	a2b_document_free(doc);
	return status;
}
