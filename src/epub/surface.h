/* SPDX-License-Identifier: MIT */
#ifndef A2B_SURFACE_H
#define A2B_SURFACE_H

#include <stdint.h>

#include "base/job.h"
#include "layout/pages.h"

/*
 * A picture in grey, drawn by FreeType's rasteriser, which HarfBuzz has loaded
 * anyway: cairo would bring twelve libraries more into each run of the program.
 * Lengths are in 1/64 dot, so that a run of layout can be drawn as it is, a point
 * being a dot; x runs to the right and y down. Ink is 0 for white to 255.
 */
struct surface;

/* White, in the job's memory; `width` and `height` in dots. */
struct surface *surface_new(struct job *job, int width, int height);

/* ---- shapes: begin, move and draw, end with fill ---- */

void surface_move(struct surface *s, int32_t x, int32_t y);
void surface_line(struct surface *s, int32_t x, int32_t y);
void surface_curve(struct surface *s, int32_t x1, int32_t y1, int32_t x2,
                   int32_t y2, int32_t x, int32_t y);
/* Fills what was drawn since the last fill, and forgets it. */
void surface_fill(struct surface *s, int ink);

void surface_box(struct surface *s, int32_t x, int32_t y, int32_t width,
                 int32_t height, int ink);

/* Draws the runs of a line with its origin at x, y. */
void surface_runs(struct surface *s, const struct run *runs, int32_t x,
                  int32_t y, int ink);

/* The picture as a PNG file. */
struct str surface_png(struct surface *s);

#endif
