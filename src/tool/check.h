/* SPDX-License-Identifier: MIT */
#ifndef TOOL_CHECK_H
#define TOOL_CHECK_H

/* The command "check", which is argv[0]; returns the status to exit with. */
int check_command(int argc, char **argv);

#endif
