/* SPDX-License-Identifier: MIT */
#include "tool/progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 1000, /* shorter runs show nothing */
	STEP_MS = 100,   /* between two drawings */
	NAME = 9,        /* characters: "Reading  " */
	BAR = 24,
	BAR_BYTES = BAR + 5
};

/* To the begin of the line, and nothing behind it. */
#define CLEAR "\r\033[K"

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- where it ends early ---- */

/* Nobody wants half a bar beside the next prompt. */
static void clear_and_die(int number)
{
	ssize_t n = write(STDERR_FILENO, CLEAR, sizeof(CLEAR) - 1);

	(void)n;
	signal(number, SIG_DFL);
	raise(number);
}

static void clear_when_killed(int number)
{
	struct sigaction before;

	if (sigaction(number, NULL, &before) == 0
	 && before.sa_handler != SIG_IGN)
		signal(number, clear_and_die);
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
	if (progress->wanted) {
		clear_when_killed(SIGINT);
		clear_when_killed(SIGTERM);
	}
}

/* ---- the line ---- */

/* Without two at the end, for the "^C" that a terminal adds. */
static size_t terminal_columns(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col < 3)
		return 78;
	return size.ws_col - 2U;
}

static void put_bar(char bar[BAR_BYTES], const struct a2b_progress *at)
{
	size_t full = at->done < at->total ? BAR * at->done / at->total : BAR;

	memset(bar, ' ', BAR_BYTES);
	bar[0] = '[';
	memset(bar + 1, '#', full);
	bar[BAR + 1] = ']';
	bar[BAR_BYTES - 1] = '\0';
}

/* As fast as the stage went until now. */
static void put_time(char *text, size_t room, const struct progress *p,
                     const struct a2b_progress *at, int64_t time)
{
	int64_t left;

	text[0] = '\0';
	if (!at->done || at->done >= at->total)
		return;
	left = (time - p->stage_begin) * (int64_t)(at->total - at->done)
	     / (int64_t)at->done / 1000;
	snprintf(text, room, ", %lld:%02d left", (long long)(left / 60),
	         (int)(left % 60));
}

/* A line that the terminal breaks in two cannot be taken back: where there is
   no room for the bar, the numbers stand alone. */
static void draw(struct progress *p, const struct a2b_progress *at,
                 int64_t time)
{
	static const char *const names[] = {
		[A2B_READING] = "Reading",
		[A2B_SETTING] = "Setting",
		[A2B_WRITING] = "Writing",
	};
	char bar[BAR_BYTES], pages[32] = "", left[48], text[160];
	size_t columns = terminal_columns();
	int n;

	put_bar(bar, at);
	put_time(left, sizeof(left), p, at, time);
	if (at->pages)
		snprintf(pages, sizeof(pages), ", %zu pages", at->pages);
	n = snprintf(text, sizeof(text), "%zu of %zu%s%s%s", at->done,
	             at->total, at->stage == A2B_WRITING ? "" : " articles",
	             pages, left);
	if (NAME + strlen(bar) + (size_t)n >= columns)
		bar[0] = '\0';
	fprintf(stderr, CLEAR "%s  %s%.*s", names[at->stage], bar,
	        columns > NAME ? (int)(columns - NAME - strlen(bar)) : 0, text);
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
		fputs(CLEAR, stderr);
	progress->shown = false;
}
