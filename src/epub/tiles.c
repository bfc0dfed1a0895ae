/* SPDX-License-Identifier: MIT */
#include "epub/tiles.h"

/* Inks of grounds and figures, apart enough for sixteen greys. */
static const int grounds[] = {238, 204, 164, 120, 72, 24};
enum { N_GROUNDS = sizeof(grounds) / sizeof(grounds[0]) };

/* How far a Bezier curve's handles stand out to make a quarter of a circle. */
#define KAPPA(r) ((int32_t)((int64_t)(r) * 5523 / 10000))

/* xorshift64*: any numbers do that are the same everywhere. */
static unsigned pick(uint64_t *state, unsigned n)
{
	uint64_t x = *state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return (unsigned)(x * UINT64_C(2685821657736338717) >> 33) % n;
}

static void disc(struct surface *s, int32_t x, int32_t y, int32_t r, int ink)
{
	int32_t k = KAPPA(r);

	surface_move(s, x + r, y);
	surface_curve(s, x + r, y + k, x + k, y + r, x, y + r);
	surface_curve(s, x - k, y + r, x - r, y + k, x - r, y);
	surface_curve(s, x - r, y - k, x - k, y - r, x, y - r);
	surface_curve(s, x + k, y - r, x + r, y - k, x + r, y);
	surface_fill(s, ink);
}

/* A quarter of a disc whose middle is x, y; `dx` and `dy` say by their signs
   where it lies from there. */
static void quarter(struct surface *s, int32_t x, int32_t y, int32_t dx,
                    int32_t dy, int ink)
{
	surface_move(s, x, y);
	surface_line(s, x + dx, y);
	surface_curve(s, x + dx, y + KAPPA(dy), x + KAPPA(dx), y + dy,
	              x, y + dy);
	surface_fill(s, ink);
}

static void triangle(struct surface *s, int32_t x, int32_t y, int32_t dx,
                     int32_t dy, int ink)
{
	surface_move(s, x, y);
	surface_line(s, x + dx, y);
	surface_line(s, x, y + dy);
	surface_fill(s, ink);
}

static void stripes(struct surface *s, int32_t x, int32_t y, int32_t side,
                    int ink)
{
	for (int i = 0; i < 4; i++)
		surface_box(s, x, y + side * (2 * i + 1) / 8, side, side / 8,
		            ink);
}

/* A figure in a tile, seen from one of its four corners. */
static void figure(struct surface *s, int32_t x, int32_t y, int32_t side,
                   unsigned what, unsigned corner, int ink, int ground)
{
	int32_t cx = corner & 1 ? x + side : x, cy = corner & 2 ? y + side : y;
	int32_t dx = corner & 1 ? -side : side, dy = corner & 2 ? -side : side;

	switch (what) {
	case 0:
	case 1:
		quarter(s, cx, cy, dx, dy, ink);
		break;
	case 2:
		quarter(s, cx, cy, dx, dy, ink);
		quarter(s, cx, cy, dx / 2, dy / 2, ground);
		break;
	case 3:
		disc(s, x + side / 2, y + side / 2, side * 2 / 5, ink);
		break;
	case 4:
		disc(s, x + side / 2, y + side / 2, side * 2 / 5, ink);
		disc(s, x + side / 2, y + side / 2, side / 5, ground);
		break;
	case 5: /* half a disc */
		quarter(s, x + side / 2, cy, side / 2, dy / 2, ink);
		quarter(s, x + side / 2, cy, -side / 2, dy / 2, ink);
		break;
	case 6:
		triangle(s, cx, cy, dx, dy, ink);
		break;
	case 7:
		stripes(s, x, y, side, ink);
		break;
	}
}

void tiles_draw(struct surface *surface, uint64_t seed, int columns, int rows,
                int side)
{
	uint64_t state = seed | 1;
	int32_t step = side * PT;

	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns; column++) {
			unsigned ground = pick(&state, N_GROUNDS);
			unsigned other = (ground + 2
				+ pick(&state, N_GROUNDS - 3)) % N_GROUNDS;

			surface_box(surface, column * step, row * step, step,
			            step, grounds[ground]);
			figure(surface, column * step, row * step, step,
			       pick(&state, 8), pick(&state, 4),
			       grounds[other], grounds[ground]);
		}
}
