/* SPDX-License-Identifier: MIT */

/* The command: reads what it was given, writes what it was asked for. */

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "art2book.h"
#include "tool/check.h"
#include "tool/options.h"
#include "tool/volumes.h"

static int exit_status(enum a2b_status status)
{
	switch (status) {
	case A2B_OK:
		return EXIT_DONE;
	case A2B_BAD_OPTION:
		return EXIT_USAGE;
	case A2B_BAD_INPUT:
	case A2B_BAD_OUTPUT:
	case A2B_NO_MEMORY:
	case A2B_INTERNAL:
		break;
	}
	return EXIT_FAILED;
}

/* Reads all inputs; a bad one among several does not stop it. */
static enum a2b_status read_inputs(const struct command *command,
                                   struct a2b_document *doc)
{
	enum a2b_status worst = A2B_OK;

	for (size_t i = 0; i < command->n_inputs; i++) {
		enum a2b_status status = a2b_read_path(doc, command->inputs[i]);

		if (status != A2B_OK)
			worst = status;
		if (status != A2B_OK
		 && (status != A2B_BAD_INPUT || command->options.strict))
			break;
	}
	return worst;
}

/* --explain is a format that goes to standard output, in place of books. */
static void explain_instead(struct command *command)
{
	command->paths[0] = "-";
	command->formats[0] = command->explain;
	command->n_outputs = 1;
}

static int run(struct command *command)
{
	struct a2b_document *doc;
	enum a2b_status status, written = A2B_OK;
	size_t n;

	progress_init(&command->report.progress, !command->report.quiet);
	command->options.progress = progress_show;
	command->options.progress_user = &command->report.progress;
	status = a2b_document_new(&command->options, &doc);
	if (status != A2B_OK)
		return exit_status(status);
	if (command->explain)
		explain_instead(command);
	status = read_inputs(command, doc);
	n = a2b_document_articles(doc);
	report_furniture(&command->report, n);
	if (status == A2B_OK
	 || (status == A2B_BAD_INPUT && n && !command->options.strict))
		written = volumes_write(command, doc);
	progress_clear(&command->report.progress);
	a2b_document_free(doc);
	return exit_status(written == A2B_OK ? status : written);
}

int main(int argc, char **argv)
{
	struct command command;
	int status;

	/* a file that grows over its limit is an error to report, not a death
	   that leaves half of it behind */
	signal(SIGXFSZ, SIG_IGN);
	if (argc > 1 && !strcmp(argv[1], "check"))
		return check_command(argc - 1, argv + 1);
	status = command_parse(&command, argc, argv);
	if (status == GO_ON)
		status = run(&command);
	command_release(&command);
	return status;
}
