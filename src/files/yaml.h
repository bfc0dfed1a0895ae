/* SPDX-License-Identifier: MIT */
#ifndef A2B_YAML_H
#define A2B_YAML_H

#include "base/job.h"

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAPPING };

/*
 * A value of a YAML file. Anchors and aliases are refused: a file with them can
 * stand for far more than its size.
 */
struct yaml_value {
	enum yaml_kind kind;
	struct str text;         /* of YAML_TEXT; "" for null */
	struct yaml_value *parent, *next, *first, *last; /* first, last: in it */
	struct str key;          /* of a value in a mapping */
	size_t line, column;     /* from 1; in a mapping those of the key */
};

/*
 * Reads the one document of a YAML text, in the job's memory. Fails the job with
 * the line and column where it is wrong; NULL when there is nothing in it.
 */
struct yaml_value *yaml_read(struct job *job, const char *file,
                             struct str text);

const char *yaml_kind_name(enum yaml_kind kind);

#endif
