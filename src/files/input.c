/* SPDX-License-Identifier: MIT */

/* Reading what stands at a path: a file, a folder of files, standard input. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "art2book.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "files/natural.h"
#include "model/document.h"

enum { CHUNK_BYTES = 64 * 1024 };

/* One public call at work. */
struct reading {
	struct a2b_document *doc;
	const char *path;
	enum a2b_status status; /* of what was read so far */
};

/* Slots own pointers, not numbers. */
struct open_file {
	int fd;
};

static void close_file(void *file)
{
	close(((struct open_file *)file)->fd);
}

static void close_folder(void *folder)
{
	closedir(folder);
}

static noreturn void fail_open(struct job *job, const char *path,
                               const char *why)
{
	job_fail(job, A2B_BAD_INPUT, input_open, path, 0, why);
}

/* ---- one file ---- */

/* A device may never end, or do something when it is only opened. */
static void refuse_device(struct job *job, const char *path)
{
	struct stat st;

	if (stat(path, &st))
		fail_open(job, path, strerror(errno));
	if (S_ISBLK(st.st_mode) || (S_ISCHR(st.st_mode)
	 && strcmp(path, "/dev/stdin") && strcmp(path, "/dev/tty")))
		fail_open(job, path, "a device, not a file");
}

static int open_input(struct job *job, const char *path)
{
	struct cleanup *slot = job_reserve(job);
	struct open_file *file = job_alloc(job, sizeof(*file));

	if (!strcmp(path, "-"))
		return STDIN_FILENO;
	refuse_device(job, path);
	file->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->fd < 0)
		fail_open(job, path, strerror(errno));
	job_own(job, slot, close_file, file);
	return file->fd;
}

/* So that no output may replace it. */
static void remember_input(struct job *job, struct a2b_document *doc,
                           const struct stat *st)
{
	struct input *input = job_keep(job, sizeof(*input));

	input->device = st->st_dev;
	input->inode = st->st_ino;
	input->next = doc->inputs;
	doc->inputs = input;
}

static void read_bytes(struct job *job, struct reading *reading,
                       struct buf *bytes)
{
	const char *path = reading->path;
	int fd = open_input(job, path);
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st))
		fail_open(job, path, strerror(errno));
	if (S_ISREG(st.st_mode)) {
		remember_input(job, reading->doc, &st);
		if (st.st_size > 0 && (size_t)st.st_size <= INPUT_MAX_BYTES)
			buf_reserve(bytes, (size_t)st.st_size + CHUNK_BYTES);
	}
	for (;;) {
		buf_reserve(bytes, CHUNK_BYTES);
		n = read(fd, bytes->ptr + bytes->len, CHUNK_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			fail_open(job, path, strerror(errno));
		if (n == 0)
			return;
		bytes->len += (size_t)n;
		if (bytes->len > INPUT_MAX_BYTES)
			job_fail(job, A2B_BAD_INPUT, input_large, path, 0,
			         INPUT_MAX_BYTES >> 20);
	}
}

static void read_file(struct job *job, void *arg)
{
	struct reading *reading = arg;
	struct buf bytes;

	buf_init(&bytes, job);
	read_bytes(job, reading, &bytes);
	reading->status = a2b_document_add_article(reading->doc, reading->path,
	                                           bytes.ptr, bytes.len);
}

static enum a2b_status read_one(struct a2b_document *doc, const char *path)
{
	struct reading reading = {doc, path, A2B_OK};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena, read_file,
	                                 &reading);

	return status == A2B_OK ? reading.status : status;
}

/* ---- a folder ---- */

static bool is_article_name(const char *name)
{
	static const char *const suffixes[] = {".txt", ".text", ".TXT", ".TEXT"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (name[0] != '.' && str_ends(str_of(name),
		                               str_of(suffixes[i])))
			return true;
	return false;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int compare_paths(const void *a, const void *b)
{
	return natural_compare(*(const char *const *)a,
	                       *(const char *const *)b);
}

/* The paths of the articles in a folder, in natural order. */
static const char **list_articles(struct job *job, const char *folder,
                                  size_t *n)
{
	struct cleanup *slot = job_reserve(job);
	DIR *dir = opendir(folder);
	struct str base = str_of(folder);
	const char **paths = NULL;
	struct dirent *entry;
	size_t room = 0;

	if (!dir)
		fail_open(job, folder, strerror(errno));
	job_own(job, slot, close_folder, dir);
	while (base.len > 1 && base.ptr[base.len - 1] == '/')
		base.len--;
	for (*n = 0; errno = 0, (entry = readdir(dir)) != NULL;) {
		const char *path;

		if (!is_article_name(entry->d_name))
			continue;
		path = job_format(job, "%.*s/%s", STR_ARG(base),
		                  entry->d_name).ptr;
		if (is_folder(path))
			continue;
		paths = job_grow(job, paths, &room, *n + 1, sizeof(*paths));
		paths[(*n)++] = path;
	}
	if (errno)
		fail_open(job, folder, strerror(errno));
	if (*n)
		qsort(paths, *n, sizeof(*paths), compare_paths);
	return paths;
}

/* What people call the folder: the last part of its real path. */
static struct str folder_name(struct job *job, const char *path)
{
	struct cleanup *slot = job_reserve(job);
	char *real = realpath(path, NULL);
	struct str name;

	if (!real)
		return STR_NONE;
	job_own(job, slot, free, real);
	name = str_of(strrchr(real, '/') + 1);
	if (str_empty(name) || utf8_first_invalid(name) < name.len)
		return STR_NONE;
	return job_keep_copy(job, name);
}

static void read_folder(struct job *job, void *arg)
{
	struct reading *reading = arg;
	size_t n;
	const char **paths = list_articles(job, reading->path, &n);

	if (n == 0)
		job_fail(job, A2B_BAD_INPUT, no_articles, reading->path, 0,
		         ": the folder has no .txt or .text file");
	for (size_t i = 0; i < n; i++) {
		enum a2b_status status = read_one(reading->doc, paths[i]);

		if (status == A2B_OK)
			continue;
		reading->status = status;
		if (status != A2B_BAD_INPUT)
			return;
	}
	if (!reading->doc->n_paths)
		reading->doc->folder = folder_name(job, reading->path);
}

enum a2b_status a2b_read_path(struct a2b_document *doc, const char *path)
{
	struct reading reading = {doc, path, A2B_OK};
	enum a2b_status status;

	if (is_folder(path)) {
		status = job_run(&doc->reporter, &doc->arena, read_folder,
		                 &reading);
		if (status == A2B_OK)
			status = reading.status;
	} else {
		status = read_one(doc, path);
	}
	/* a folder only names the book when it is all that was read */
	if (doc->n_paths++)
		doc->folder = STR_NONE;
	return status;
}
