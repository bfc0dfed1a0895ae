/* SPDX-License-Identifier: MIT */
#include "epub/surface.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "epub/png.h"

/* An outline is built inside HarfBuzz's callbacks, where no job may fail; so its
   room is fixed. The most intricate Han glyphs have a few hundred points. */
enum { POINTS_MAX = 8192, CONTOURS_MAX = 1024 };

struct surface {
	struct job *job;
	struct picture picture;
	FT_Library library;
	/* the outline that is being drawn, as FreeType wants it: y up */
	FT_Vector points[POINTS_MAX];
	char tags[POINTS_MAX];
	short contours[CONTOURS_MAX];
	size_t n_points, n_contours;
	int grey;  /* that it is filled with */
	hb_draw_funcs_t *funcs; /* NULL: no glyph was drawn yet */
};

static void close_library(void *library)
{
	FT_Done_FreeType(library);
}

struct surface *surface_new(struct job *job, int width, int height)
{
	struct surface *s = job_alloc(job, sizeof(*s));
	struct cleanup *slot = job_reserve(job);

	s->job = job;
	s->picture = png_picture(job, width, height);
	if (FT_Init_FreeType(&s->library))
		job_fail_memory(job);
	job_own(job, slot, close_library, s->library);
	return s;
}

/* ---- outlines ---- */

static void add_point(struct surface *s, int32_t x, int32_t y, char tag)
{
	if (s->n_points == POINTS_MAX)
		return;
	s->points[s->n_points].x = x;
	s->points[s->n_points].y = s->picture.height * PT - y;
	s->tags[s->n_points++] = tag;
}

static void end_contour(struct surface *s)
{
	size_t begun = s->n_contours
	             ? (size_t)s->contours[s->n_contours - 1] + 1 : 0;

	if (s->n_points == begun || s->n_contours == CONTOURS_MAX)
		return;
	s->contours[s->n_contours++] = (short)(s->n_points - 1);
}

void surface_move(struct surface *s, int32_t x, int32_t y)
{
	end_contour(s);
	add_point(s, x, y, FT_CURVE_TAG_ON);
}

void surface_line(struct surface *s, int32_t x, int32_t y)
{
	add_point(s, x, y, FT_CURVE_TAG_ON);
}

void surface_curve(struct surface *s, int32_t x1, int32_t y1, int32_t x2,
                   int32_t y2, int32_t x, int32_t y)
{
	add_point(s, x1, y1, FT_CURVE_TAG_CUBIC);
	add_point(s, x2, y2, FT_CURVE_TAG_CUBIC);
	add_point(s, x, y, FT_CURVE_TAG_ON);
}

/* A piece of a row with one coverage: as much of the ink goes on it. */
static void on_spans(int y, int count, const FT_Span *spans, void *user)
{
	struct surface *s = user;
	unsigned char *row = png_row(&s->picture, s->picture.height - 1 - y);

	for (int i = 0; i < count; i++) {
		unsigned char *dot = row + spans[i].x;
		unsigned char *end = dot + spans[i].len;
		int cover = spans[i].coverage;

		if (cover == 255) {
			memset(dot, s->grey, spans[i].len);
			continue;
		}
		for (; dot < end; dot++)
			*dot = (unsigned char)(*dot + (s->grey - *dot) * cover
			                              / 255);
	}
}

void surface_fill(struct surface *s, int ink)
{
	FT_Outline outline = {0};
	FT_Raster_Params params = {0};
	FT_Error error = 0;

	end_contour(s);
	outline.n_contours = (short)s->n_contours;
	outline.points = s->points;
	outline.tags = s->tags;
	outline.contours = s->contours;
	params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT
	             | FT_RASTER_FLAG_CLIP;
	params.gray_spans = on_spans;
	params.user = s;
	params.clip_box = (FT_BBox){0, 0, s->picture.width, s->picture.height};
	s->grey = 255 - ink;
	if (s->n_contours) {
		outline.n_points = (short)(s->contours[s->n_contours - 1] + 1);
		error = FT_Outline_Render(s->library, &outline, &params);
	}
	if (error)
		job_fail(s->job, A2B_INTERNAL, internal, NULL, 0, "FreeType",
		         "a shape could not be drawn");
	s->n_points = s->n_contours = 0;
}

void surface_box(struct surface *s, int32_t x, int32_t y, int32_t width,
                 int32_t height, int ink)
{
	surface_move(s, x, y);
	surface_line(s, x + width, y);
	surface_line(s, x + width, y + height);
	surface_line(s, x, y + height);
	surface_fill(s, ink);
}

/* ---- glyphs ---- */

/* Where a glyph stands, and how many font units a dot has. */
struct pen {
	struct surface *surface;
	float x, y, scale_x, scale_y;
};

static int32_t at_x(const struct pen *pen, float x)
{
	return (int32_t)(pen->x + x * pen->scale_x);
}

static int32_t at_y(const struct pen *pen, float y)
{
	return (int32_t)(pen->y - y * pen->scale_y);
}

static void on_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                    float x, float y, void *user)
{
	struct pen *pen = data;

	(void)funcs, (void)state, (void)user;
	surface_move(pen->surface, at_x(pen, x), at_y(pen, y));
}

static void on_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                    float x, float y, void *user)
{
	struct pen *pen = data;

	(void)funcs, (void)state, (void)user;
	surface_line(pen->surface, at_x(pen, x), at_y(pen, y));
}

static void on_conic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                     float x1, float y1, float x, float y, void *user)
{
	struct pen *pen = data;

	(void)funcs, (void)state, (void)user;
	add_point(pen->surface, at_x(pen, x1), at_y(pen, y1),
	          FT_CURVE_TAG_CONIC);
	add_point(pen->surface, at_x(pen, x), at_y(pen, y), FT_CURVE_TAG_ON);
}

static void on_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                     float x1, float y1, float x2, float y2, float x, float y,
                     void *user)
{
	struct pen *pen = data;

	(void)funcs, (void)state, (void)user;
	surface_curve(pen->surface, at_x(pen, x1), at_y(pen, y1),
	              at_x(pen, x2), at_y(pen, y2), at_x(pen, x), at_y(pen, y));
}

static void free_funcs(void *funcs)
{
	hb_draw_funcs_destroy(funcs);
}

static hb_draw_funcs_t *draw_funcs(struct job *job)
{
	struct cleanup *slot = job_reserve(job);
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();

	job_own(job, slot, free_funcs, funcs);
	hb_draw_funcs_set_move_to_func(funcs, on_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, on_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(funcs, on_conic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, on_cubic, NULL, NULL);
	return funcs;
}

/* FreeType knows no coordinates that are far off the picture. */
static bool is_near(const struct surface *s, const struct pen *pen,
                    const struct run *run)
{
	float room = (float)run->size * 8;

	return pen->x > -room && pen->y > -room
	    && pen->x < (float)(s->picture.width * PT) + room
	    && pen->y < (float)(s->picture.height * PT) + room;
}

void surface_runs(struct surface *s, const struct run *runs, int32_t x,
                  int32_t y, int ink)
{
	if (!s->funcs)
		s->funcs = draw_funcs(s->job);
	for (const struct run *run = runs; run; run = run->next)
		for (size_t i = 0; i < run->n_glyphs; i++) {
			const struct glyph *glyph = &run->glyphs[i];
			float scale = (float)run->size
			            / (float)run->face->units_per_em;
			struct pen pen = {s,
				(float)(x + run->x + glyph->x),
				(float)(y + run->y + glyph->y),
				scale * (float)run->expand / 1000, scale};

			if (!is_near(s, &pen, run))
				continue;
			hb_font_get_glyph_shape(run->face->hb_font, glyph->id,
			                        s->funcs, &pen);
			surface_fill(s, ink);
		}
}

struct str surface_png(struct surface *s)
{
	return png_write(s->job, &s->picture);
}
