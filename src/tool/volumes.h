/* SPDX-License-Identifier: MIT */
#ifndef TOOL_VOLUMES_H
#define TOOL_VOLUMES_H

#include "tool/options.h"

/*
 * Makes the books of a document and writes them all at once: OUT.epub and, with
 * --split-over, OUT-2.epub and so on for each long article.
 */
enum a2b_status volumes_write(const struct command *command,
                              struct a2b_document *doc);

#endif
