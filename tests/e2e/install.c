/* SPDX-License-Identifier: MIT */

/* The example of the public header, as a program that install.sh builds. */

#include <art2book.h>

int main(int argc, char **argv)
{
	struct a2b_options options;
	struct a2b_document *doc;
	struct a2b_output book = {0};
	const struct a2b_format *epub = a2b_format_lookup("epub");
	bool made;

	if (argc != 3)
		return 2;
	a2b_options_init(&options);
	made = a2b_document_new(&options, &doc) == A2B_OK
	    && a2b_read_path(doc, argv[1]) == A2B_OK
	    && a2b_document_render(doc, &epub, 1, &book) == A2B_OK
	    && a2b_write_files(doc, (const char *[]){argv[2]}, &book, 1)
	       == A2B_OK;
	a2b_output_free(&book);
	a2b_document_free(doc);
	return made ? 0 : 1;
}
