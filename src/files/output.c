/* SPDX-License-Identifier: MIT */

/*
 * Writing outputs, all or none. The order is what keeps the promise: first
 * everything is looked at that can be wrong without writing; then what cannot
 * be taken back goes out (pipes, devices); then a temporary file beside each
 * target, complete and on disk; then all are renamed. While temporary files
 * exist the signals that end a program wait, so that none is left behind; one
 * that comes before the first is renamed still finds everything as it was.
 */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "art2book.h"
#include "base/job.h"
#include "base/limits.h"
#include "model/document.h"

enum how {
	STANDARD, /* to standard output */
	DIRECT,   /* into a pipe or a device */
	REPLACE   /* in place of a file, or as a new one */
};

struct target {
	const char *path; /* as the caller called it */
	const struct a2b_output *output;
	enum how how;
	struct stat st;  /* only of DIRECT */
	/* only of REPLACE */
	const char *place, *folder, *name; /* place = folder / name, no link */
	struct stat folder_st;
	const char *temporary;
	struct cleanup *slot; /* owns the temporary file */
};

struct writing {
	const struct a2b_document *doc;
	const char *const *paths;
	const struct a2b_output *outputs;
	size_t n;
};

static noreturn void fail_write(struct job *job, const char *path,
                                const char *why)
{
	job_fail(job, A2B_BAD_OUTPUT, output_write, path, 0, why);
}

/* ---- looking ---- */

/* Splits at the last slash; the folder of "name" is ".". */
static void split_place(struct job *job, struct target *target)
{
	const char *slash = strrchr(target->place, '/');

	target->name = slash ? slash + 1 : target->place;
	if (!slash)
		target->folder = ".";
	else if (slash == target->place)
		target->folder = "/";
	else
		target->folder = job_copy(job, str_range(target->place,
		                                         slash)).ptr;
}

/* Sets the place: what the path names once symbolic links are followed, which
   stay as they are. The file itself need not exist. */
static void follow_links(struct job *job, struct target *target)
{
	target->place = target->path;
	for (int hops = 0; hops < LINKS_MAX; hops++) {
		char link[PATH_MAX];
		ssize_t n = readlink(target->place, link, sizeof(link));

		split_place(job, target);
		if (n < 0)
			return; /* no link, or nothing there */
		target->place = link[0] == '/'
			? job_format(job, "%.*s", (int)n, link).ptr
			: job_format(job, "%s/%.*s", target->folder, (int)n,
			             link).ptr;
	}
	fail_write(job, target->path, strerror(ELOOP));
}

static void refuse_input(struct job *job, const struct a2b_document *doc,
                         const char *path, const struct stat *st)
{
	for (const struct input *in = doc->inputs; in; in = in->next)
		if (in->device == st->st_dev && in->inode == st->st_ino)
			job_fail(job, A2B_BAD_OUTPUT, output_same, path, 0, "");
}

static void look_at_folder(struct job *job, struct target *target)
{
	if (stat(target->folder, &target->folder_st)) {
		if (errno == ENOENT)
			fail_write(job, target->path, "no such folder");
		fail_write(job, target->path, strerror(errno));
	}
	if (!S_ISDIR(target->folder_st.st_mode))
		fail_write(job, target->path, strerror(ENOTDIR));
}

static void look(struct job *job, const struct a2b_document *doc,
                 struct target *target)
{
	const char *path = target->path;
	struct stat st;

	if (!strcmp(path, "-")) {
		target->how = STANDARD;
		return;
	}
	target->how = REPLACE;
	if (stat(path, &st) == 0) {
		refuse_input(job, doc, path, &st);
		if (S_ISDIR(st.st_mode))
			fail_write(job, path, "it is a folder");
		if (S_ISBLK(st.st_mode))
			fail_write(job, path, "it is a disk");
		if (!S_ISREG(st.st_mode)) {
			target->how = DIRECT;
			target->st = st;
			return;
		}
		/* a rename would not ask whether the old file may be changed */
		if (access(path, W_OK))
			fail_write(job, path, strerror(errno));
	}
	follow_links(job, target);
	look_at_folder(job, target);
}

static bool same_place(const struct target *a, const struct target *b)
{
	if (a->how == STANDARD || b->how == STANDARD)
		return a->how == b->how;
	if (a->how != b->how)
		return false;
	if (a->how == DIRECT) /* /dev/null may well be given twice */
		return S_ISFIFO(a->st.st_mode)
		    && a->st.st_dev == b->st.st_dev
		    && a->st.st_ino == b->st.st_ino;
	return a->folder_st.st_dev == b->folder_st.st_dev
	    && a->folder_st.st_ino == b->folder_st.st_ino
	    && !strcmp(a->name, b->name);
}

static void refuse_twice(struct job *job, const struct target *targets,
                         size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (same_place(&targets[i], &targets[k]))
				job_fail(job, A2B_BAD_OPTION, output_twice,
				         targets[i].path, 0, "");
}

/* ---- writing ---- */

/* 0, or errno. */
static int write_bytes(int fd, const struct a2b_output *output)
{
	size_t done = 0;

	while (done < output->size) {
		ssize_t n = write(fd, output->bytes + done,
		                  output->size - done);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0)
			done += (size_t)n;
	}
	return 0;
}

/* Some file systems cannot sync, which is no reason not to write there. */
static int sync_file(int fd)
{
	return fsync(fd) && errno != EINVAL && errno != ENOTSUP ? errno : 0;
}

static void write_direct(struct job *job, const struct target *target)
{
	int error, fd = STDOUT_FILENO;

	if (target->how == DIRECT)
		fd = open(target->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		fail_write(job, target->path, strerror(errno));
	error = write_bytes(fd, target->output);
	if (target->how == DIRECT && close(fd) && !error)
		error = errno;
	if (error)
		fail_write(job, target->path, strerror(error));
}

static void remove_temporary(void *path)
{
	unlink(path);
}

/* Opens a new file beside the target, with the mode that the umask leaves. */
static int open_temporary(struct job *job, struct target *target)
{
	int fd = -1;

	target->slot = job_reserve(job);
	for (int i = 0; i < TEMPORARY_TRIES && fd < 0; i++) {
		struct str name = job_format(job, "%s/.art2book-%ld-%d",
		                             target->folder, (long)getpid(), i);

		fd = open(name.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		          0666);
		if (fd < 0 && errno != EEXIST)
			break;
		target->temporary = name.ptr;
	}
	if (fd < 0)
		fail_write(job, target->path, strerror(errno));
	job_own(job, target->slot, remove_temporary, (void *)target->temporary);
	return fd;
}

static void write_temporary(struct job *job, struct target *target)
{
	int fd = open_temporary(job, target);
	int error = write_bytes(fd, target->output);

	if (!error)
		error = sync_file(fd);
	if (close(fd) && !error)
		error = errno;
	if (error)
		fail_write(job, target->path, strerror(error));
}

static void rename_temporary(struct job *job, struct target *target)
{
	if (rename(target->temporary, target->place))
		fail_write(job, target->path, strerror(errno));
	job_disown(job, target->slot);
}

/* ---- signals that end a program ---- */

static const int deadly_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

enum { N_DEADLY = sizeof(deadly_signals) / sizeof(deadly_signals[0]) };

struct deadly {
	sigset_t signals; /* those that are not ignored */
	sigset_t before;  /* what was blocked */
};

static void unblock_signals(void *deadly)
{
	pthread_sigmask(SIG_SETMASK, &((struct deadly *)deadly)->before, NULL);
}

/* Until the job ends, and then those that came are delivered. */
static const struct deadly *block_signals(struct job *job)
{
	struct cleanup *slot = job_reserve(job);
	struct deadly *deadly = job_alloc(job, sizeof(*deadly));

	sigemptyset(&deadly->signals);
	for (size_t i = 0; i < N_DEADLY; i++) {
		struct sigaction action;

		if (sigaction(deadly_signals[i], NULL, &action) == 0
		 && action.sa_handler != SIG_IGN)
			sigaddset(&deadly->signals, deadly_signals[i]);
	}
	pthread_sigmask(SIG_BLOCK, &deadly->signals, &deadly->before);
	job_own(job, slot, unblock_signals, deadly);
	return deadly;
}

/* One that came before any target was replaced: then none is. */
static void stop_if_told(struct job *job, const struct deadly *deadly,
                         const struct target *target)
{
	sigset_t came;

	if (sigpending(&came))
		return;
	for (size_t i = 0; i < N_DEADLY; i++)
		if (sigismember(&came, deadly_signals[i]) == 1
		 && sigismember(&deadly->signals, deadly_signals[i]) == 1)
			fail_write(job, target->path, "stopped by a signal");
}

static void write_all(struct job *job, void *arg)
{
	const struct writing *w = arg;
	struct target *targets = job_alloc_array(job, w->n, sizeof(*targets));
	const struct deadly *deadly;

	for (size_t i = 0; i < w->n; i++) {
		targets[i].path = w->paths[i];
		targets[i].output = &w->outputs[i];
		look(job, w->doc, &targets[i]);
	}
	refuse_twice(job, targets, w->n);
	for (size_t i = 0; i < w->n; i++)
		if (targets[i].how != REPLACE)
			write_direct(job, &targets[i]);
	deadly = block_signals(job);
	for (size_t i = 0; i < w->n; i++) {
		if (targets[i].how != REPLACE)
			continue;
		write_temporary(job, &targets[i]);
		stop_if_told(job, deadly, &targets[i]);
	}
	for (size_t i = 0; i < w->n; i++)
		if (targets[i].how == REPLACE)
			rename_temporary(job, &targets[i]);
}

enum a2b_status a2b_write_files(const struct a2b_document *doc,
                                const char *const *paths,
                                const struct a2b_output *outputs, size_t n)
{
	struct writing writing = {doc, paths, outputs, n};

	return job_run(&doc->reporter, NULL, write_all, &writing);
}
