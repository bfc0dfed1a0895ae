/* SPDX-License-Identifier: MIT */
#include "files/folder.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "files/named.h"
#include "files/natural.h"

/* ---- what stands in a folder ---- */

static void close_folder(void *folder)
{
	closedir(folder);
}

static int compare_paths(const void *a, const void *b)
{
	return natural_compare(*(const char *const *)a,
	                       *(const char *const *)b);
}

static const char *join(struct job *job, const char *folder, const char *name)
{
	struct str base = str_of(folder);

	while (base.len > 1 && base.ptr[base.len - 1] == '/')
		base.len--;
	return job_format(job, "%.*s%s%s", STR_ARG(base),
	                  base.ptr[base.len - 1] == '/' ? "" : "/", name).ptr;
}

static void add_path(struct job *job, struct paths *paths, const char *path)
{
	paths->items = job_grow(job, paths->items, &paths->room, paths->n + 1,
	                        sizeof(*paths->items));
	paths->items[paths->n++] = path;
}

static void sort_paths(struct paths *paths)
{
	if (paths->n)
		qsort(paths->items, paths->n, sizeof(*paths->items),
		      compare_paths);
}

const char *folder_list(struct job *job, const char *path,
                        struct listing *list)
{
	struct cleanup *slot = job_reserve(job);
	DIR *dir = opendir(path);
	struct dirent *entry;
	struct stat st;
	int error;

	*list = (struct listing){0};
	if (!dir)
		return strerror(errno);
	job_own(job, slot, close_folder, dir);
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		const char *item;

		if (entry->d_name[0] == '.')
			continue;
		item = join(job, path, entry->d_name);
		if (stat(item, &st) == 0 && S_ISDIR(st.st_mode))
			add_path(job, &list->folders, item);
		else
			add_path(job, &list->files, item);
	}
	error = errno;
	job_release(job, slot);
	sort_paths(&list->files);
	sort_paths(&list->folders);
	return error ? strerror(error) : NULL;
}

bool folder_is_article(const char *path)
{
	static const char *const suffixes[] = {".txt", ".text", ".TXT", ".TEXT"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (str_ends(str_of(path), str_of(suffixes[i])))
			return true;
	return false;
}

/* ---- reading it ---- */

/* A folder on the way down, with those in it that are still to be read. */
struct level {
	struct level *above;
	struct node *node;     /* where its articles go */
	struct paths folders;
	size_t at;
};

struct reading {
	struct a2b_document *doc;
	struct node *parent;
	const char *path;
	size_t found;
	enum a2b_status status;
};

static void add_articles(struct job *job, struct reading *reading,
                         struct node *node, const struct listing *list)
{
	struct a2b_document *doc = reading->doc;

	for (size_t i = 0; i < list->files.n; i++)
		doc->n_found += folder_is_article(list->files.items[i]);
	for (size_t i = 0; i < list->files.n; i++) {
		enum a2b_status status = A2B_BAD_INPUT;
		const char *why, *path = list->files.items[i];
		const char *real;

		if (!folder_is_article(path))
			continue;
		reading->found++;
		real = named_real(job, doc, path, &why);
		if (real)
			status = article_add_file(doc, node, path, real, NULL);
		else
			diag(job, input_refused, path, 0, why);
		reading->status = worse_status(reading->status, status);
		if (status_ends_reading(doc, reading->status))
			return;
	}
}

/* Links to folders are not followed: what they lead to is read where it stands,
   or does not belong to what the user named. */
static bool is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static struct str last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash ? slash + 1 : path);
}

/* Bytes that are no UTF-8 can be in a file's name. */
static struct str printable(struct job *job, struct str name)
{
	struct buf text;

	buf_init(&text, job);
	for (size_t at = 0; at < name.len;) {
		uint32_t c = utf8_next(name, &at);

		buf_add_utf8(&text, c == UTF8_INVALID || c < ' ' ? 0xfffd : c);
	}
	return job_keep_copy(job, buf_str(&text));
}

static struct level *enter(struct job *job, struct reading *reading,
                           struct level *above, struct node *node,
                           const char *path)
{
	struct level *level = job_alloc(job, sizeof(*level));
	struct listing list;
	const char *why = folder_list(job, path, &list);

	level->above = above;
	level->node = node;
	level->folders = list.folders;
	if (why) {
		diag(job, input_open, path, 0, why);
		reading->status = A2B_BAD_INPUT;
	}
	add_articles(job, reading, node, &list);
	return level;
}

static struct node *new_section(struct job *job, struct node *parent,
                                const char *path)
{
	struct node *section = node_new(job, NODE_SECTION);

	section->text = printable(job, last_part(path));
	node_append(parent, section);
	return section;
}

/* Up again; a section without an article is none. */
static struct level *leave(const struct level *level)
{
	if (level->above && !level->node->first)
		node_remove(level->node);
	return level->above;
}

static void read_tree(struct job *job, void *arg)
{
	struct reading *reading = arg;
	struct level *level = enter(job, reading, NULL, reading->parent,
	                            reading->path);

	while (level) {
		const char *path;

		if (level->at == level->folders.n
		 || status_ends_reading(reading->doc, reading->status)) {
			level = leave(level);
			continue;
		}
		path = level->folders.items[level->at++];
		if (is_link(path))
			continue;
		level = enter(job, reading, level,
		              new_section(job, level->node, path), path);
	}
}

enum a2b_status folder_add(struct a2b_document *doc, struct node *parent,
                           const char *path, size_t *found)
{
	struct reading reading = {.doc = doc, .parent = parent, .path = path};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena, read_tree,
	                                 &reading);

	*found += reading.found;
	return worse_status(status, reading.status);
}

/* What people call the folder: the last part of its real path. */
static struct str folder_name(struct job *job, const char *path)
{
	char real[PATH_MAX];

	if (!realpath(path, real) || !strcmp(real, "/"))
		return STR_NONE;
	return printable(job, last_part(real));
}

static void read_named(struct job *job, void *arg)
{
	struct reading *reading = arg;

	named_add(job, reading->doc, reading->path);
	reading->status = folder_add(reading->doc, reading->parent,
	                             reading->path, &reading->found);
	if (!reading->found && reading->status == A2B_OK)
		job_fail(job, A2B_BAD_INPUT, no_articles, reading->path, 0,
		         ": the folder has no .txt or .text file");
	if (!reading->doc->n_paths)
		reading->doc->folder = folder_name(job, reading->path);
}

enum a2b_status folder_read(struct a2b_document *doc, const char *path)
{
	struct reading reading = {
		.doc = doc, .parent = doc->book, .path = path,
	};
	enum a2b_status status = job_run(&doc->reporter, &doc->arena,
	                                 read_named, &reading);

	return worse_status(status, reading.status);
}
