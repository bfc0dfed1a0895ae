/* SPDX-License-Identifier: MIT */
#ifndef TOOL_OPTIONS_H
#define TOOL_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "art2book.h"
#include "tool/report.h"

enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1, /* an input or an output */
	EXIT_USAGE = 2,
	GO_ON = -1
};

/* What the command line asks for; its texts belong to argv. */
struct command {
	struct a2b_options options; /* for the library */
	struct report report;
	char **inputs;
	size_t n_inputs;
	/* paths[i] is written in formats[i] */
	const char **paths;
	const struct a2b_format **formats;
	size_t n_outputs;
	const struct a2b_format *explain; /* NULL: write books */
};

/*
 * Reads the command line and SOURCE_DATE_EPOCH. GO_ON, or the status to exit
 * with: after --help, or after a message on what is wrong.
 */
int command_parse(struct command *command, int argc, char **argv);
void command_release(struct command *command);

#endif
