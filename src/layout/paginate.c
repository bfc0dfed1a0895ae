/* SPDX-License-Identifier: MIT */

/*
 * A chapter is made up as Knuth and Plass break a paragraph, with columns for
 * lines: a stop is a place where a column may begin, at the cheapest chain of
 * columns that leads to it. From each stop, in the order of the text, one column
 * is filled in all ways that reach its foot, and each way ends in a later stop.
 *
 * Inside a column the ways differ in the versions of blocks: what counts is only
 * which row a block begins on, so a column is a table of blocks by rows. It is
 * small, is filled anew for each stop, and filled once more for the columns that
 * were chosen, to say how.
 *
 * Where something stands above the columns of the first page they are lower
 * than all others. Then a stop's way has to know how many of them are behind it:
 * the stops lie in layers, one for each of these columns and one for the rest.
 *
 * Every line may end a column, at a price; so there is always a way, also for a
 * heading longer than a page or for a thousand headings on end.
 */

#include "layout/paginate.h"

#include <assert.h>

enum {
	SLACK = 5,            /* rows that a column may end short at will */
	SHORT = 3,            /* rows that a column may nearly be full without */
	LAST_ROWS = 6,        /* fewer on the last column look lost */
	MIN_COLUMN = 3,       /* rows of the columns that end level */
	MAX_COLUMNS = 3,
	MAX_LAYERS = MAX_COLUMNS + 1
};

/* Costs. A widow is never worth less than what it would take to avoid it. */
static const int64_t COST_NEVER = 100000000;
static const int64_t COST_HYPHEN = 200000;
static const int64_t COST_SHORT = 20000; /* one row; grows with the square */
static const int64_t COST_SHORTER = 1000; /* each row over SHORT */
static const int64_t COST_LEAD = 15000;  /* a list apart from what leads to it */
static const int64_t COST_LOST = 5000;   /* each row under LAST_ROWS */
static const int64_t COST_UNEVEN = 8000; /* each row but one that the last of
                                            the level columns is shorter */
static const int64_t UNREACHED = INT64_MAX;

struct stop {
	size_t slug;
	int version;
	size_t line;          /* 0: before the slug, in any version */
	int layer;            /* low columns before it */
	int64_t cost;
	const struct stop *from;
	int row;              /* that the last slug of that column begins at */
};

/* A slug's stops: one before it, and one behind each line of each version. */
struct stops {
	struct stop *before;
	struct stop **inside[MAX_VERSIONS];
};

struct cell {
	int64_t cost;
	int row, version;     /* that led here */
};

struct maker {
	struct job *job;
	struct arena *scratch; /* what is only needed to find the way */
	const struct slug *slugs;
	size_t first, n;      /* from the first on, to before n */
	const struct grid *grid;
	int full, low;        /* rows of columns, and of the first ones, */
	int n_low;            /* if they are lower: so many; else 0 */
	int rows;             /* of the column at hand */
	int layer;            /* of the stops behind it */
	bool level;           /* columns are to end level */
	struct stops *stops[MAX_LAYERS]; /* by slugs from the first on */
	struct stop end;
	struct cell *cells;   /* by slugs from the stop's on, and rows */
};

int slug_rows(const struct slug *slug, const struct grid *grid, size_t n)
{
	int64_t height = (int64_t)n * slug->leading;

	height = (height + grid->leading - 1) / grid->leading;
	return height < 1 ? 1 : height > 1000000 ? 1000000 : (int)height;
}

/* The most lines that stand on so many rows. */
static size_t lines_on(const struct maker *m, const struct slug *slug, int rows)
{
	return rows <= 0 ? 0 : (size_t)((int64_t)rows * m->grid->leading
	                                / slug->leading);
}

static size_t count_lines(const struct slug *slug, int version)
{
	size_t n = slug->version[version].lines->n;

	return n ? n : 1; /* an ornament */
}

/* A column that has to end early may as well end where it does: space spread
   inside it would only hide that. */
static int64_t short_cost(const struct maker *m, int row)
{
	int64_t left = m->rows - row, more = left > SHORT ? left - SHORT : 0;

	left -= more;
	return left <= 0 ? 0 : left * left * COST_SHORT + more * COST_SHORTER;
}

/* What it costs to end a column behind line `k` of those from `from` on. */
static int64_t inside_cost(const struct slug *slug, int version, size_t from,
                           size_t k)
{
	const struct lines *lines = slug->version[version].lines;
	int64_t cost = 0;

	if (slug->whole || (from == 0 && k < 2) || lines->n - k < 2)
		cost += COST_NEVER;
	if (lines->line[k - 1].hyphenated)
		cost += COST_HYPHEN;
	return cost;
}

/* ---- stops ---- */

static void *scratch_alloc(struct maker *m, size_t n, size_t size)
{
	void *memory = arena_alloc(m->scratch, n * size);

	if (!memory)
		job_fail_memory(m->job);
	return memory;
}

static struct stop *new_stop(struct maker *m, size_t slug, int version,
                             size_t line)
{
	struct stop *stop = scratch_alloc(m, 1, sizeof(*stop));

	*stop = (struct stop){slug, version, line, m->layer, UNREACHED, NULL,
	                      0};
	return stop;
}

/* A stop of the layer at hand. */
static struct stop *find_stop(struct maker *m, size_t slug, int version,
                              size_t line)
{
	struct stops *stops;
	struct stop ***inside;

	if (slug == m->n)
		return &m->end;
	stops = &m->stops[m->layer][slug - m->first];
	inside = &stops->inside[version];
	if (line == 0) {
		if (!stops->before)
			stops->before = new_stop(m, slug, 0, 0);
		return stops->before;
	}
	if (!*inside)
		*inside = scratch_alloc(m,
		                        count_lines(&m->slugs[slug], version),
		                        sizeof(**inside));
	if (!(*inside)[line])
		(*inside)[line] = new_stop(m, slug, version, line);
	return (*inside)[line];
}

static void reach(struct stop *stop, int64_t cost, const struct stop *from,
                  int row)
{
	if (cost >= stop->cost)
		return;
	stop->cost = cost;
	stop->from = from;
	stop->row = row;
}

/* ---- one column ---- */

static struct cell *cell_at(struct maker *m, size_t level, int row)
{
	return &m->cells[level * (size_t)(m->rows + 1) + (size_t)row];
}

static void clear_level(struct maker *m, size_t level)
{
	for (int row = 0; row <= m->rows; row++)
		cell_at(m, level, row)->cost = UNREACHED;
}

static bool is_level_reached(struct maker *m, size_t level)
{
	for (int row = 0; row <= m->rows; row++)
		if (cell_at(m, level, row)->cost != UNREACHED)
			return true;
	return false;
}

/*
 * Ends the column inside a slug, of which the lines from `from` on would begin
 * on `row`. False: not a line of it fits.
 */
static bool break_inside(struct maker *m, const struct stop *stop, size_t index,
                         int version, size_t from, int row, int start,
                         int64_t cost)
{
	const struct slug *slug = &m->slugs[index];
	size_t n = count_lines(slug, version);
	size_t most = from + lines_on(m, slug, m->rows - start);

	if (start >= m->rows)
		return false;
	if (most == from && start == 0)
		most = from + 1; /* a line higher than the page */
	if (most >= n)
		most = n - 1;
	for (size_t k = most; k > from && k + SLACK >= most; k--) {
		int used = start + slug_rows(slug, m->grid, k - from);

		reach(find_stop(m, index, version, k),
		      cost + short_cost(m, used)
		      + inside_cost(slug, version, from, k), stop, row);
	}
	return most > from;
}

/* Where a slug's lines begin that comes after `row` rows of the column. */
static int start_row(const struct slug *slug, int version, int row)
{
	return row || slug->keep_before
	     ? row + slug->before + slug->version[version].extra : 0;
}

/* Sets a slug from `row` on, in each version, whole or in part. */
static void fill_slug(struct maker *m, const struct stop *stop, size_t level,
                      int row, int64_t cost)
{
	size_t index = stop->slug + level;
	const struct slug *slug = &m->slugs[index];
	bool set = false;

	for (int v = 0; v < slug->n_versions; v++) {
		int64_t with = cost + slug->version[v].cost;
		int start = start_row(slug, v, row);
		int end = start + slug_rows(slug, m->grid, count_lines(slug, v));

		if (end <= m->rows) {
			struct cell *cell = cell_at(m, level + 1, end);

			set = true;
			if (with < cell->cost)
				*cell = (struct cell){with, row, v};
		}
		if (end > m->rows - SLACK
		 && break_inside(m, stop, index, v, 0, row, start, with))
			set = true;
	}
	if (row > 0 && (!set || row >= m->rows - SLACK || slug->keep_next
	             || slug->whole)) {
		cost += short_cost(m, row);
		if (index > 0 && m->slugs[index - 1].keep_next)
			cost += COST_NEVER;
		if (index > 0 && m->slugs[index - 1].leads)
			cost += COST_LEAD;
		reach(find_stop(m, index, 0, 0), cost, stop, row);
	}
}

static int64_t end_cost(const struct maker *m, const struct stop *stop, int row)
{
	int left = m->rows - row;

	if (m->level)
		return left > 1 ? (left - 1) * COST_UNEVEN : 0;
	return stop->from && row < LAST_ROWS ? (LAST_ROWS - row) * COST_LOST : 0;
}

/* Fills the column that begins at a stop, in all ways. */
static void fill_column(struct maker *m, const struct stop *stop)
{
	const struct slug *slug = &m->slugs[stop->slug];
	size_t level = 0;

	m->rows = stop->layer < m->n_low ? m->low : m->full;
	m->layer = stop->layer < m->n_low ? stop->layer + 1 : m->n_low;
	clear_level(m, 0);
	if (stop->line) {
		size_t rest = count_lines(slug, stop->version) - stop->line;
		int rows = slug_rows(slug, m->grid, rest);

		if (rows > m->rows - SLACK)
			break_inside(m, stop, stop->slug, stop->version,
			             stop->line, 0, 0, stop->cost);
		if (rows > m->rows)
			return;
		level = 1;
		clear_level(m, 1);
		*cell_at(m, 1, rows) = (struct cell){stop->cost, 0,
		                                     stop->version};
	} else {
		*cell_at(m, 0, 0) = (struct cell){stop->cost, 0, 0};
	}
	while (stop->slug + level < m->n && is_level_reached(m, level)) {
		clear_level(m, level + 1);
		for (int row = 0; row <= m->rows; row++) {
			int64_t cost = cell_at(m, level, row)->cost;

			if (cost != UNREACHED)
				fill_slug(m, stop, level, row, cost);
		}
		level++;
	}
	if (stop->slug + level < m->n)
		return;
	for (int row = 0; row <= m->rows; row++) {
		int64_t cost = cell_at(m, level, row)->cost;

		if (cost != UNREACHED)
			reach(&m->end, cost + end_cost(m, stop, row), stop,
			      row);
	}
}

/* Fills the columns that begin at the stops of a layer. */
static void fill_columns(struct maker *m, int layer)
{
	for (size_t i = m->first; i < m->n; i++) {
		const struct stops *stops = &m->stops[layer][i - m->first];

		if (stops->before)
			fill_column(m, stops->before);
		for (int v = 0; v < m->slugs[i].n_versions; v++) {
			size_t n = stops->inside[v]
			         ? count_lines(&m->slugs[i], v) : 0;

			for (size_t k = 1; k < n; k++)
				if (stops->inside[v][k])
					fill_column(m, stops->inside[v][k]);
		}
	}
}

/* ---- the way that was chosen ---- */

static void add_piece(struct maker *m, struct pieces *pieces,
                      struct piece piece)
{
	if (pieces->n == pieces->room)
		pieces->piece = job_grow(m->job, pieces->piece, &pieces->room,
		                         pieces->n + 1, sizeof(piece));
	pieces->piece[pieces->n++] = piece;
}

/* The pieces of the column from `stop` to `next`: first the way back through the
   table, from the foot up, then turned over. */
static void add_column(struct maker *m, struct pieces *pieces,
                       const struct stop *stop, const struct stop *next,
                       size_t column)
{
	size_t level = next->slug - stop->slug, first = pieces->n;
	bool same = level == 0; /* the column lies inside of one slug */
	int row = next->row;

	fill_column(m, stop);
	if (next->line)
		add_piece(m, pieces, (struct piece){next->slug, next->version,
			same ? stop->line : 0, next->line, column,
			same && stop->line ? 0
			: start_row(&m->slugs[next->slug],
			                    next->version, row)});
	while (level > (size_t)(stop->line > 0)) {
		const struct cell *cell = cell_at(m, level--, row);
		size_t slug = stop->slug + level;

		row = cell->row;
		add_piece(m, pieces, (struct piece){slug, cell->version, 0,
			count_lines(&m->slugs[slug], cell->version), column,
			start_row(&m->slugs[slug], cell->version, row)});
	}
	if (level == 1)
		add_piece(m, pieces, (struct piece){stop->slug, stop->version,
			stop->line,
			count_lines(&m->slugs[stop->slug], stop->version),
			column, 0});
	for (size_t a = first, b = pieces->n; a + 1 < b; a++, b--) {
		struct piece piece = pieces->piece[a];

		pieces->piece[a] = pieces->piece[b - 1];
		pieces->piece[b - 1] = piece;
	}
}

static size_t count_columns(const struct maker *m)
{
	size_t n = 0;

	for (const struct stop *stop = &m->end; stop->from; stop = stop->from)
		n++;
	return n;
}

/* The stops of the cheapest way, the end last; how many columns it has. */
static size_t trace(struct maker *m, const struct stop ***stops)
{
	size_t columns = count_columns(m), at;

	*stops = scratch_alloc(m, columns + 1, sizeof(**stops));
	(*stops)[columns] = &m->end;
	for (at = columns; at > 0; at--)
		(*stops)[at - 1] = (*stops)[at]->from;
	return columns;
}

/* Finds the ways from a place to the end, in columns of `full` rows, of which
   the first `n_low` have only `low`. There is none where a line is higher than
   they are. */
static void run(struct maker *m, struct position from, int full, int n_low,
                int low)
{
	m->full = full;
	m->n_low = n_low;
	m->low = low;
	m->first = from.slug;
	for (int i = 0; i <= n_low; i++)
		m->stops[i] = scratch_alloc(m, m->n - m->first,
		                            sizeof(*m->stops[i]));
	m->end = (struct stop){m->n, 0, 0, 0, UNREACHED, NULL, 0};
	m->layer = 0;
	find_stop(m, from.slug, from.version, from.line)->cost = 0;
	for (int i = 0; i <= n_low; i++)
		fill_columns(m, i);
}

/* Rows that all from a place on takes, roughly: at its best, without breaks. */
static int64_t rows_from(const struct maker *m, struct position from)
{
	int64_t rows = -slug_rows(&m->slugs[from.slug], m->grid, from.line);

	for (size_t i = from.slug; i < m->n; i++)
		rows += m->slugs[i].before
		      + slug_rows(&m->slugs[i], m->grid,
		                  count_lines(&m->slugs[i], 0));
	return rows;
}

/* Sets the columns of a page anew, as low as they can be without breaking what
   should not be, and at most `full` rows: then they end level. Returns how many
   rows they have. */
static int level_columns(struct maker *m, struct position from, size_t columns,
                         int full)
{
	int64_t least = rows_from(m, from) / m->grid->columns - SLACK;
	int rows = least < MIN_COLUMN ? MIN_COLUMN : (int)least, best = full;
	int64_t cost = UNREACHED;

	for (; rows < full && rows < best + SLACK; rows++) {
		size_t n;

		run(m, from, rows, 0, 0);
		n = count_columns(m);
		if (n == 0 || n > columns || m->end.cost >= cost)
			continue;
		best = rows;
		cost = m->end.cost;
		if (cost < COST_NEVER)
			return best;
	}
	run(m, from, best, 0, 0);
	return best;
}

/* The page from a stop to another, or to the end, with columns that end level,
   `full` rows at most. Returns their rows. */
static int add_level(const struct maker *whole, struct pieces *pieces,
                     const struct stop *from, const struct stop *to, int full,
                     size_t first_column)
{
	struct maker m = *whole;
	const struct stop **stops;
	size_t n;
	int rows;

	m.n = to->slug;
	m.level = true;
	rows = level_columns(&m, (struct position){from->slug, from->version,
	                                           from->line},
	                     (size_t)m.grid->columns, full);
	n = trace(&m, &stops);
	for (size_t i = 0; i < n; i++)
		add_column(&m, pieces, stops[i], stops[i + 1],
		           first_column + i);
	pieces->cost += m.end.cost;
	return rows;
}

/* Does a column of the page, whose pieces begin with one, stay far from its
   foot? */
static bool is_ragged(const struct maker *m, const struct pieces *pieces,
                      size_t first, int full)
{
	for (size_t i = first; i < pieces->n; i++) {
		const struct piece *piece = &pieces->piece[i];
		int end = piece->row + slug_rows(&m->slugs[piece->slug],
		                                 m->grid,
		                                 piece->to - piece->from);

		if ((i + 1 == pieces->n || piece[1].column != piece->column)
		 && full - end > SHORT)
			return true;
	}
	return false;
}

/* The pages but for the last. One that cannot be filled ends level if it ends
   with a slug. */
static void add_pages(struct maker *m, struct pieces *pieces,
                      const struct stop **stops, size_t last)
{
	size_t of_page = (size_t)m->grid->columns;

	for (size_t i = 0; i < last; i += of_page) {
		int full = m->grid->rows - (i == 0 ? m->grid->top : 0);
		size_t first = pieces->n, end = i + of_page;

		for (size_t k = i; k < end && k < last; k++)
			add_column(m, pieces, stops[k], stops[k + 1], k);
		if (of_page == 1 || end > last || stops[end]->line > 0
		 || !is_ragged(m, pieces, first, full))
			continue;
		pieces->n = first;
		add_level(m, pieces, stops[i], stops[end], full, i);
	}
}

/* Columns of the first page begin below what stands there. */
static void move_down(const struct grid *grid, struct pieces *pieces)
{
	for (size_t i = 0; i < pieces->n; i++)
		if (pieces->piece[i].column < (size_t)grid->columns)
			pieces->piece[i].row += grid->top;
}

static void find_pieces(struct maker *m, struct position begin, bool more,
                        struct pieces *pieces)
{
	const struct grid *grid = m->grid;
	const struct stop **stops;
	size_t columns, last, of_page = (size_t)grid->columns;
	size_t rows = (size_t)grid->rows;

	m->cells = scratch_alloc(m, (rows + 2) * (rows + 1), sizeof(*m->cells));
	run(m, begin, grid->rows, grid->top ? grid->columns : 0,
	    grid->rows - grid->top);
	assert(m->end.from);
	columns = trace(m, &stops);
	last = of_page > 1 && !more ? (columns - 1) / of_page * of_page
	                            : columns;
	add_pages(m, pieces, stops, last);
	pieces->cost = stops[last]->cost;
	pieces->foot = grid->rows;
	if (last < columns) {
		int top = last == 0 ? grid->top : 0;

		pieces->foot = top + add_level(m, pieces, stops[last], &m->end,
		                               grid->rows - top, last);
	}
	pieces->forced = pieces->cost >= COST_NEVER;
	move_down(grid, pieces);
}

static void release_arena(void *arena)
{
	arena_release(arena);
}

struct pieces paginate(struct job *job, const struct slug *slugs,
                       struct position begin, size_t n, bool more,
                       const struct grid *grid)
{
	struct cleanup *slot = job_reserve(job);
	struct maker m = {.job = job, .slugs = slugs, .n = n, .grid = grid};
	struct pieces pieces = {0};

	m.scratch = job_alloc(job, sizeof(*m.scratch));
	job_own(job, slot, release_arena, m.scratch);
	if (begin.slug < n)
		find_pieces(&m, begin, more, &pieces);
	job_release(job, slot);
	return pieces;
}
