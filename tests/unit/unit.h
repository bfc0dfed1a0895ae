/* SPDX-License-Identifier: MIT */
#ifndef A2B_UNIT_H
#define A2B_UNIT_H

/* What cmocka wants before its own header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
