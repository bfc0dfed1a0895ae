/* SPDX-License-Identifier: MIT */
#ifndef A2B_PACKAGE_H
#define A2B_PACKAGE_H

#include "base/job.h"
#include "base/str.h"
#include "epub/plan.h"

/* The package document: metadata, manifest, spine. */
struct str package_document(struct job *job, const struct plan *plan);

/* META-INF/container.xml, which leads to it. */
struct str package_container(struct job *job);

#endif
