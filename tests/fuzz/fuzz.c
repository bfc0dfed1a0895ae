/* SPDX-License-Identifier: MIT */

/*
 * For libFuzzer (make fuzz): the first byte chooses options, the rest is an
 * article that goes through every format. What crashes it is replayed by
 *
 *	tail -c +2 CRASH | art2book - -o /dev/null -t epub -o /dev/null -t pdf
 */

#include <stdlib.h>

#include "art2book.h"

enum { MAX_FORMATS = 16 };

static void hear(void *user, const struct a2b_diag *diag)
{
	*(size_t *)user += diag->severity == A2B_ERROR;
}

static struct a2b_options choose_options(uint8_t byte, size_t *errors)
{
	static const char *const papers[] = {NULL, "a4", "a5", "letter"};
	struct a2b_options options;

	a2b_options_init(&options);
	options.keep_furniture = byte & 1;
	options.split = byte & 2;
	options.title = byte & 4 ? "A given title" : NULL;
	options.date = byte & 8 ? "2026-11" : NULL;
	options.language = byte & 16 ? "ar" : NULL;
	options.paper = papers[byte >> 5 & 3];
	options.report = hear;
	options.report_user = errors;
	return options;
}

/* A failure says why once; a success leaves nothing to complain about. */
static void expect(enum a2b_status status, size_t errors)
{
	if ((status != A2B_OK) != (errors == 1))
		abort();
}

static enum a2b_status render(struct a2b_document *doc)
{
	const struct a2b_format *formats[MAX_FORMATS];
	struct a2b_output outputs[MAX_FORMATS];
	enum a2b_status status;
	size_t n = 0;

	for (const struct a2b_format *f = NULL; (f = a2b_format_next(f));)
		if (n < MAX_FORMATS)
			formats[n++] = f;
	status = a2b_document_render(doc, formats, n, outputs);
	for (size_t i = 0; i < n; i++)
		a2b_output_free(&outputs[i]);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t errors = 0;
	struct a2b_options options;
	struct a2b_document *doc;
	enum a2b_status status;

	if (size == 0)
		return 0;
	options = choose_options(data[0], &errors);
	if (a2b_document_new(&options, &doc) != A2B_OK)
		abort();
	status = a2b_document_add_article(doc, "fuzz", (const char *)data + 1,
	                                  size - 1);
	expect(status, errors);
	if (status == A2B_OK)
		expect(render(doc), errors);
	a2b_document_free(doc);
	return 0;
}
