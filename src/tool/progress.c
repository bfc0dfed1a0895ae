/* SPDX-License-Identifier: MIT */
#include "tool/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 1000, /* shorter runs show nothing */
	STEP_MS = 100,   /* between two drawings */
	BAR = 24         /* characters */
};

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_init(struct progress *progress, bool wanted)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){
		.wanted = wanted && isatty(STDERR_FILENO) && terminal
		          && strcmp(terminal, "dumb"),
		.begin = now(),
	};
	progress->stage_begin = progress->begin;
}

static void draw_bar(const struct a2b_progress *at)
{
	char bar[BAR + 1];
	size_t full = at->done < at->total ? BAR * at->done / at->total : BAR;

	memset(bar, ' ', BAR);
	memset(bar, '#', full);
	bar[BAR] = '\0';
	fprintf(stderr, "[%s]  %zu of %zu", bar, at->done, at->total);
}

/* As fast as the stage went until now. */
static void draw_time(const struct progress *p, const struct a2b_progress *at,
                      int64_t time)
{
	int64_t left = at->done ? (time - p->stage_begin)
	                          * (int64_t)(at->total - at->done)
	                          / (int64_t)at->done / 1000 : 0;

	if (at->done && at->done < at->total)
		fprintf(stderr, ", %lld:%02d left", (long long)(left / 60),
		        (int)(left % 60));
}

static void draw(struct progress *p, const struct a2b_progress *at,
                 int64_t time)
{
	static const char *const names[] = {
		[A2B_READING] = "Reading",
		[A2B_SETTING] = "Setting",
		[A2B_WRITING] = "Writing",
	};

	fprintf(stderr, "\r\033[K%s  ", names[at->stage]);
	draw_bar(at);
	fputs(at->stage == A2B_WRITING ? "" : " articles", stderr);
	if (at->pages)
		fprintf(stderr, ", %zu pages", at->pages);
	draw_time(p, at, time);
	fflush(stderr);
	p->shown = true;
}

void progress_show(void *user, const struct a2b_progress *at)
{
	struct progress *p = user;
	int64_t time;

	if (!p->wanted)
		return;
	time = now();
	if (at->stage != p->stage || at->done <= 1) {
		p->stage = at->stage;
		p->stage_begin = time;
	}
	if (time - p->begin < QUIET_MS || time - p->last < STEP_MS)
		return;
	p->last = time;
	draw(p, at, time);
}

void progress_clear(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
