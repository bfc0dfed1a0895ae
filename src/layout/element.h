/* SPDX-License-Identifier: MIT */
#ifndef A2B_ELEMENT_H
#define A2B_ELEMENT_H

#include "layout/pages.h"

/* A new last child of `parent`, which is NULL for the root. */
struct element *element_new(struct job *job, struct element *parent,
                            enum role role);

/* Gives an element its language, where that is not its parent's already. */
void element_set_language(struct element *element, struct str language);

/* The language that an element is in: its own or the nearest above. */
struct str element_language(const struct element *element);

#endif
