/* SPDX-License-Identifier: MIT */

/* Writing outputs, all or none. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "art2book.h"
#include "base/diag.h"

enum a2b_status a2b_write_files(const struct a2b_options *options,
                                const char *const *paths,
                                const struct a2b_output *outputs, size_t n)
{
	struct reporter reporter = {options->report, options->report_user};

	for (size_t i = 0; i < n; i++) {
		FILE *file = strcmp(paths[i], "-") ? fopen(paths[i], "wb")
		                                   : stdout;
		if (!file || fwrite(outputs[i].bytes, 1, outputs[i].size, file)
		             != outputs[i].size) {
			diag_report(&reporter, DIAG_output_write, paths[i], 0, 0,
			            diag_text_output_write, strerror(errno));
			return A2B_BAD_OUTPUT;
		}
		if (file != stdout)
			fclose(file);
	}
	return A2B_OK;
}
