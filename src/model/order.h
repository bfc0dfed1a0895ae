/* SPDX-License-Identifier: MIT */
#ifndef A2B_ORDER_H
#define A2B_ORDER_H

#include "model/document.h"

/*
 * Puts the articles into the order that --sort names and the sections that
 * --group-by names. Articles have their titles by now, and the book its
 * language, in which names are sorted. What is equal stays as it was given.
 */
void order_articles(struct job *job, struct a2b_document *doc,
                    struct str language);

#endif
