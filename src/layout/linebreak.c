/* SPDX-License-Identifier: MIT */
#include "layout/linebreak.h"

#include <float.h>

/*
 * The search. Each way to reach a place is a node: the place, the node of the
 * line before, what it all cost. Of the ways to one place only the cheapest is
 * kept, but for what the next line must know of the last one: how loose it was
 * and whether it ends in a hyphen. A node is active while a line may still
 * begin there, which is a line's length of text, so that time grows with the
 * text.
 *
 * A line's looseness u is 0 where its spaces are natural, 1 where they take all
 * their stretch, -1 where they give all their shrink. Glyphs change before
 * spaces do: two hundredths of their width are not seen, a wide space is.
 *
 * Costs have the form of TeX's (Knuth, "The TeXbook", chapter 14). They are
 * made so that few lines have spaces that a reader sees, over 1.3 times the
 * natural one; of two such lines, or of two that he does not see, the hyphens
 * decide.
 */
#define LINE_COST 10.0
#define ELASTIC_COST 4.0          /* badness of glyphs changed all the way */
#define LOOSE_BADNESS 60.0        /* of spaces stretched all the way, u = 1 */
#define TIGHT_BADNESS 30.0        /* of spaces shrunk all the way, u = -1 */
#define SEEN 0.598                /* u from which wide spaces are seen */
#define SEEN_BADNESS 140.0
#define LADDER_COST 10000.0       /* two lines that end in hyphens */
#define LAST_HYPHEN_COST 5000.0   /* the last line but one ends in a hyphen */
#define JUMP_COST 1000.0          /* a tight line beside a loose one */
#define RUNT_COST 4000000.0
#define LADDER_MOST 2
#define RUNT_LETTERS 5

/* How loose lines may be: each in turn until there is a way through. In the
   last two all is allowed, and in the very last also breaks inside words.
   Before a runt is taken lines may become a little ugly. */
static const double looseness[] = {1, 1.1, 2, 5, DBL_MAX, DBL_MAX};
#define PASSES 6
#define RUNT_PASS 2

/* What follows cannot change lines further back than this. */
#define LINES_AHEAD 12

enum fitness {TIGHT, DECENT, LOOSE, VERY_LOOSE};

#define NO_NODE UINT32_MAX

struct node {
	double demerits;
	uint32_t place;
	uint32_t before;  /* node of the line before */
	uint32_t line;    /* how many lines end here */
	uint8_t fitness;
	uint8_t ladder;   /* hyphens that end the lines up to here */
	bool runt;
};

struct search {
	struct job *job;
	struct arena *scratch;
	const struct break_task *task;
	int pass;
	struct node *nodes;
	size_t n_nodes, nodes_room;
	uint32_t *active;
	size_t n_active, active_room;
	struct node *fresh;   /* that end at the place being looked at */
	size_t n_fresh, fresh_room;
};

static void *grow(struct search *s, void *items, size_t *room, size_t need,
                  size_t size)
{
	size_t wish = *room ? *room * 2 : 64;
	void *grown;

	if (need <= *room)
		return items;
	if (wish < need)
		wish = need;
	grown = arena_alloc(s->scratch, wish * size);
	if (!grown)
		job_fail_memory(s->job);
	if (*room)
		memcpy(grown, items, *room * size);
	*room = wish;
	return grown;
}

/* ---- one line ---- */

struct measured {
	double badness;
	bool too_long, too_loose;
	enum fitness fitness;
};

static double badness_of(double u)
{
	if (u < 0)
		return TIGHT_BADNESS * -(u * u * u);
	return LOOSE_BADNESS * u * u * u + (u > SEEN ? SEEN_BADNESS : 0);
}

static enum fitness fitness_of(double u)
{
	if (u <= 0.5)
		return u < -0.5 ? TIGHT : DECENT;
	return u <= 1 ? LOOSE : VERY_LOOSE;
}

static int64_t line_width(const struct break_task *task,
                          const struct place *begin, const struct place *end)
{
	int64_t indent = begin == task->places ? task->first_indent : 0;

	return end->before.width - begin->after.width + end->hyphen
		- end->hang_end - begin->hang_begin + indent;
}

static struct measured measure_ragged(const struct search *s, int64_t slack,
                                      bool last)
{
	struct measured m = {.fitness = DECENT};
	double u = (double)slack / (double)(4 * s->task->em);

	m.too_long = slack < 0;
	m.badness = last ? 0 : 100 * u * u;
	return m;
}

/*
 * `last` lines keep their natural spaces. Sums are rounded, so a line may be
 * over the measure by a trifle.
 */
static struct measured measure_justified(const struct search *s,
                                         const struct place *begin,
                                         const struct place *end,
                                         int64_t slack, bool last)
{
	const struct break_task *task = s->task;
	struct measured m = {.fitness = DECENT};
	double give = (double)(end->before.elastic - begin->after.elastic)
		* task->elastic / 1000;
	double rest = (double)slack, u, used;
	double space = slack > 0
		? (double)(end->before.stretch - begin->after.stretch)
		: (double)(end->before.shrink - begin->after.shrink);

	if (last && slack >= 0)
		return m;
	used = rest > give ? give : rest < -give ? -give : rest;
	rest -= used;
	if (rest < 0 && -rest > space) {
		m.too_long = -rest > space + (double)task->em / 512;
		u = -1;
	} else if (rest > 0) {
		double least = (double)task->em / 8;
		u = rest / (space > least ? space : least);
	} else {
		u = rest < 0 ? rest / space : 0;
	}
	m.badness = badness_of(u);
	if (give > 0)
		m.badness += ELASTIC_COST * (used / give) * (used / give);
	m.too_loose = u > looseness[s->pass];
	m.fitness = fitness_of(u);
	return m;
}

static struct measured measure_line(const struct search *s,
                                    const struct place *begin,
                                    const struct place *end)
{
	int64_t slack = s->task->measure - line_width(s->task, begin, end);
	bool last = end->kind == PLACE_FORCED;


	/* a word that is broken anywhere fills the line first */
	if (end->kind == PLACE_CLUSTER && slack > s->task->measure / 8
	 && slack > 4 * s->task->em)
		return (struct measured){.too_loose = true};
	if (!s->task->justify)
		return measure_ragged(s, slack, last);
	return measure_justified(s, begin, end, slack, last);
}

static bool ends_in_hyphen(const struct place *place)
{
	return place->kind == PLACE_HYPHEN || place->kind == PLACE_OWN_HYPHEN;
}

bool linebreak_is_runt(const struct place *begin, const struct place *end)
{
	return end->before.letters - begin->after.letters < RUNT_LETTERS
	    || (ends_in_hyphen(begin)
	        && end->before.spaces == begin->after.spaces);
}

/* ---- nodes ---- */

static bool is_end(const struct search *s, size_t place)
{
	return place + 1 == s->task->n && !s->task->more;
}

/* What a line from a node to a place adds. */
static double line_demerits(const struct search *s, const struct node *from,
                            size_t place, const struct measured *m,
                            bool runt)
{
	const struct place *end = &s->task->places[place];
	const struct place *begin = &s->task->places[from->place];
	double cost = LINE_COST + m->badness, penalty = end->penalty;
	double demerits = cost * cost + penalty * penalty;
	int jump = (int)m->fitness - from->fitness;

	if (jump > 1 || jump < -1)
		demerits += JUMP_COST;
	if (ends_in_hyphen(end) && from->ladder > 0)
		demerits += LADDER_COST;
	if (is_end(s, place) && ends_in_hyphen(begin))
		demerits += LAST_HYPHEN_COST;
	if (runt)
		demerits += RUNT_COST;
	return demerits;
}

/* Keeps the cheapest node of each kind that ends at a place. */
static void offer(struct search *s, const struct node *node)
{
	bool count = s->task->looseness != 0;

	for (size_t i = 0; i < s->n_fresh; i++) {
		struct node *other = &s->fresh[i];
		if (other->fitness != node->fitness
		 || other->ladder != node->ladder
		 || (count && other->line != node->line))
			continue;
		if (node->demerits < other->demerits)
			*other = *node;
		return;
	}
	s->fresh = grow(s, s->fresh, &s->fresh_room, s->n_fresh + 1,
	                sizeof(*s->fresh));
	s->fresh[s->n_fresh++] = *node;
}

static void try_line(struct search *s, uint32_t from, size_t place,
                     const struct measured *m, bool at_any_price)
{
	const struct node *before = &s->nodes[from];
	const struct place *end = &s->task->places[place];
	struct node node = {
		.place = (uint32_t)place,
		.before = from,
		.line = before->line + 1,
		.fitness = (uint8_t)m->fitness,
		.ladder = ends_in_hyphen(end) ? before->ladder + 1 : 0,
	};

	if (node.ladder > LADDER_MOST) {
		if (!at_any_price)
			return;
		node.ladder = LADDER_MOST;
	}
	node.runt = is_end(s, place) && before->before != NO_NODE
		&& linebreak_is_runt(&s->task->places[before->place], end);
	node.demerits = before->demerits
		+ line_demerits(s, before, place, m, node.runt);
	offer(s, &node);
}

/* Nodes that no way through them can make good are not kept. */
static void keep_fresh(struct search *s, bool is_last)
{
	double best = DBL_MAX;
	bool count = s->task->looseness != 0;
	double more = s->pass < PASSES - 1
		? JUMP_COST + LADDER_COST + LAST_HYPHEN_COST : 0;

	for (size_t i = 0; i < s->n_fresh; i++)
		if (s->fresh[i].demerits < best)
			best = s->fresh[i].demerits;
	for (size_t i = 0; i < s->n_fresh; i++) {
		if (!is_last && !count
		 && s->fresh[i].demerits > best + more)
			continue;
		s->nodes = grow(s, s->nodes, &s->nodes_room, s->n_nodes + 1,
		                sizeof(*s->nodes));
		s->active = grow(s, s->active, &s->active_room,
		                 s->n_active + 1, sizeof(*s->active));
		s->nodes[s->n_nodes] = s->fresh[i];
		s->active[s->n_active++] = (uint32_t)s->n_nodes++;
	}
	s->n_fresh = 0;
}

/*
 * Tries all lines that end at a place, and leaves out for good where a line has
 * grown too long. When nothing is left, in the last pass, the shortest of the
 * lines that are too long is taken: a letter may be wider than the measure.
 */
static void look_at(struct search *s, size_t place)
{
	const struct place *end = &s->task->places[place];
	size_t kept = 0;
	uint32_t shortest = NO_NODE;

	for (size_t i = 0; i < s->n_active; i++) {
		uint32_t from = s->active[i];
		const struct place *begin =
			&s->task->places[s->nodes[from].place];
		struct measured m = measure_line(s, begin, end);

		if (!m.too_long && !m.too_loose)
			try_line(s, from, place, &m, false);
		if (m.too_long)
			shortest = from;
		if (end->kind == PLACE_FORCED)
			continue;
		/* a hyphen less, and the line might fit again */
		if (!m.too_long || end->hyphen > 0)
			s->active[kept++] = from;
	}
	s->n_active = kept;
	if (kept == 0 && s->n_fresh == 0 && s->pass == PASSES - 1
	 && shortest != NO_NODE) {
		struct measured m = {.badness = 10000, .fitness = TIGHT};
		try_line(s, shortest, place, &m, true);
	}
	keep_fresh(s, is_end(s, place));
}

/*
 * Where the paragraph goes on behind the last place, a line may still begin at
 * a node if what follows it there could be the beginning of one.
 */
static void drop_far_nodes(struct search *s)
{
	const struct place *end = &s->task->places[s->task->n - 1];
	size_t kept = 0;

	for (size_t i = 0; i < s->n_active; i++) {
		uint32_t node = s->active[i];
		const struct place *begin =
			&s->task->places[s->nodes[node].place];
		if (line_width(s->task, begin, end) <= 2 * s->task->measure)
			s->active[kept++] = node;
	}
	s->n_active = kept;
}

static bool run_pass(struct search *s)
{
	const struct break_task *task = s->task;
	struct node first = {
		.before = NO_NODE, .fitness = DECENT,
		.ladder = (uint8_t)task->ladder,
	};

	s->n_nodes = s->n_active = s->n_fresh = 0;
	s->fresh = grow(s, s->fresh, &s->fresh_room, 1, sizeof(first));
	s->fresh[s->n_fresh++] = first;
	keep_fresh(s, true);
	for (size_t i = 1; i < task->n; i++) {
		if (task->places[i].kind == PLACE_CLUSTER
		 && s->pass < PASSES - 1)
			continue;
		look_at(s, i);
		if (s->n_active == 0)
			return false;
	}
	if (task->more && s->pass < PASSES - 1)
		drop_far_nodes(s);
	return s->n_active > 0;
}

/* ---- the way back ---- */

static uint32_t best_node(const struct search *s, int line)
{
	uint32_t best = NO_NODE;

	for (size_t i = 0; i < s->n_active; i++) {
		const struct node *node = &s->nodes[s->active[i]];
		if ((line < 0 || (uint32_t)line == node->line)
		 && (best == NO_NODE
		     || node->demerits < s->nodes[best].demerits))
			best = s->active[i];
	}
	return best;
}

/* The cheapest end; or the one with so many lines more, where there is one. */
static uint32_t choose_end(const struct search *s)
{
	uint32_t best = best_node(s, -1), other = NO_NODE;
	int line = (int)s->nodes[best].line + s->task->looseness;

	/* for a line more no line may become ugly */
	if (s->task->looseness != 0 && line > 0 && s->pass < RUNT_PASS)
		other = best_node(s, line);
	return other != NO_NODE && !s->nodes[other].runt ? other : best;
}

static struct break_result way_to(struct search *s, uint32_t end)
{
	struct break_result result = {.demerits = s->nodes[end].demerits};
	size_t n = s->nodes[end].line;

	if (s->task->more)
		for (int i = 0; i < LINES_AHEAD && n > 1; i++, n--)
			end = s->nodes[end].before;
	result.n = n;
	result.ladder = s->nodes[end].ladder;
	result.chosen = arena_alloc(s->scratch, n * sizeof(*result.chosen));
	if (!result.chosen)
		job_fail_memory(s->job);
	for (; n > 0; end = s->nodes[end].before)
		result.chosen[--n] = s->nodes[end].place;
	return result;
}

struct break_result linebreak(struct job *job, struct arena *scratch,
                              const struct break_task *task)
{
	struct search s = {.job = job, .scratch = scratch, .task = task};
	bool found = false;
	uint32_t end;

	for (s.pass = 0; !found; s.pass++) {
		bool last = s.pass == PASSES - 1;
		found = run_pass(&s) || last;
		if (!found)
			continue;
		end = choose_end(&s);
		found = !s.nodes[end].runt || s.pass >= RUNT_PASS || last;
	}
	return way_to(&s, end);
}
