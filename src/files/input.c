/* SPDX-License-Identifier: MIT */

/* The bytes of a file, and what stands at a path. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "art2book.h"
#include "base/limits.h"
#include "files/article.h"
#include "files/collection.h"
#include "files/folder.h"

enum { CHUNK_BYTES = 64 * 1024 };

/* Slots own pointers, not numbers. */
struct open_file {
	int fd;
};

static void close_file(void *file)
{
	close(((struct open_file *)file)->fd);
}

static noreturn void fail_open(struct job *job, const char *path,
                               const char *why)
{
	job_fail(job, A2B_BAD_INPUT, input_open, path, 0, why);
}

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

static int open_input(struct job *job, const char *name, const char *real)
{
	struct cleanup *slot = job_reserve(job);
	struct open_file *file = job_alloc(job, sizeof(*file));

	if (!real && !strcmp(name, "-"))
		return STDIN_FILENO;
	if (!real)
		refuse_device(job, name);
	/* a pipe that was found in a folder must not be waited for */
	file->fd = real ? open(real, O_RDONLY | O_CLOEXEC | O_NOCTTY
	                             | O_NOFOLLOW | O_NONBLOCK)
	                : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->fd < 0)
		fail_open(job, name, strerror(errno));
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

void input_read(struct job *job, struct a2b_document *doc, const char *name,
                const char *real, struct buf *bytes)
{
	int fd = open_input(job, name, real);
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st))
		fail_open(job, name, strerror(errno));
	if (S_ISREG(st.st_mode)) {
		remember_input(job, doc, &st);
		if (st.st_size > 0 && (size_t)st.st_size <= INPUT_MAX_BYTES)
			buf_reserve(bytes, (size_t)st.st_size + CHUNK_BYTES);
	} else if (real) {
		fail_open(job, name, "not a file");
	}
	for (;;) {
		buf_reserve(bytes, CHUNK_BYTES);
		n = read(fd, bytes->ptr + bytes->len, CHUNK_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			fail_open(job, name, strerror(errno));
		if (n == 0)
			return;
		bytes->len += (size_t)n;
		if (bytes->len > INPUT_MAX_BYTES)
			job_fail(job, A2B_BAD_INPUT, input_large, name, 0,
			         INPUT_MAX_BYTES >> 20);
	}
}

/* ---- what stands at a path ---- */

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_collection(const char *path)
{
	return str_ends(str_of(path), STR_LIT(".yaml"))
	    || str_ends(str_of(path), STR_LIT(".yml"));
}

static enum a2b_status read_path(struct a2b_document *doc, const char *path)
{
	if (is_folder(path))
		return folder_read(doc, path);
	if (is_collection(path))
		return collection_read(doc, path);
	return article_add_file(doc, doc->book, path, NULL, NULL);
}

enum a2b_status a2b_read_path(struct a2b_document *doc, const char *path)
{
	enum a2b_status status = read_path(doc, path);

	/* a folder only names the book when it is all that was read */
	if (doc->n_paths++)
		doc->folder = STR_NONE;
	if (status != A2B_OK)
		doc->incomplete = true;
	return status;
}
