/* SPDX-License-Identifier: MIT */
#ifndef A2B_BYLINES_H
#define A2B_BYLINES_H

#include "model/date.h"
#include "model/node.h"

/* The lines in which an article tells of itself, in small letters, terminated. */
struct str bylines_text(struct job *job, const struct node *article);

/* Are all of these names, which commas divide, in those lines? */
bool bylines_name(struct job *job, struct str lines, struct str names);

/* Is the date there, in whatever language? Its month is taken on trust. */
bool bylines_date(struct str lines, struct date date);

#endif
