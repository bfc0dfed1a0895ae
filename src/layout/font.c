/* SPDX-License-Identifier: MIT */
#include "layout/font.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hb-ot.h>

/* Where Linux systems keep fonts for all users. A user's own folder is not
   among them: the same text gives the same book to everybody. */
static const char *const folders[] = {
	"/usr/share/fonts", "/usr/local/share/fonts",
};

/* ---- opening ---- */

static void destroy_face(void *face)
{
	hb_face_destroy(face);
}

static void destroy_font(void *font)
{
	hb_font_destroy(font);
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
	hb_position_t value = 0;

	hb_ot_metrics_get_position_with_fallback(font, tag, &value);
	return value;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return has;
}

#define POST HB_TAG('p', 'o', 's', 't')
#define OS2 HB_TAG('O', 'S', '/', '2')

/* Is it monospaced? The post table says so at byte 12. */
static bool is_monospaced(hb_face_t *face)
{
	hb_blob_t *blob = hb_face_reference_table(face, POST);
	unsigned length;
	const char *post = hb_blob_get_data(blob, &length);
	bool monospaced = length >= 16
		&& (post[12] | post[13] | post[14] | post[15]);

	hb_blob_destroy(blob);
	return monospaced;
}

/* The family class of OS/2, byte 30: 1 to 5 and 7 are serif faces. */
static bool is_serif(hb_face_t *face)
{
	hb_blob_t *blob = hb_face_reference_table(face, OS2);
	unsigned length;
	const char *os2 = hb_blob_get_data(blob, &length);
	int family = length >= 34 ? os2[30] : 0;
	int panose = length >= 34 ? os2[33] : 0; /* serif style */

	hb_blob_destroy(blob);
	if (family)
		return (family >= 1 && family <= 5) || family == 7;
	return panose >= 2 && panose <= 10;
}

static void measure(struct face *face)
{
	hb_font_t *font = face->hb_font;

	face->ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
	face->descent = -metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
	face->cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
	face->x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT);
	face->italic_angle = hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
	face->italic = hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0.5f
		|| face->italic_angle < -0.5f || face->italic_angle > 0.5f;
	face->bold = hb_style_get_value(font, HB_STYLE_TAG_WEIGHT) >= 600;
	face->monospaced = is_monospaced(face->hb_face);
	face->serif = is_serif(face->hb_face);
	face->cff = has_table(face->hb_face, HB_TAG('C', 'F', 'F', ' '))
		|| has_table(face->hb_face, HB_TAG('C', 'F', 'F', '2'));
}

struct face *font_open(struct job *job, const char *path, unsigned index)
{
	struct cleanup *face_slot = job_reserve(job);
	struct cleanup *font_slot = job_reserve(job);
	struct face *face = job_alloc(job, sizeof(*face));
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);

	if (!blob)
		return NULL;
	face->hb_face = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	job_own(job, face_slot, destroy_face, face->hb_face);
	if (hb_face_get_glyph_count(face->hb_face) == 0)
		return NULL;
	face->hb_font = hb_font_create(face->hb_face);
	job_own(job, font_slot, destroy_font, face->hb_font);
	face->path = job_copy(job, str_of(path)).ptr;
	face->index = index;
	face->units_per_em = (int)hb_face_get_upem(face->hb_face);
	measure(face);
	return face;
}

uint32_t font_glyph(const struct face *face, uint32_t code_point)
{
	hb_codepoint_t glyph;

	if (!hb_font_get_nominal_glyph(face->hb_font, code_point, &glyph))
		return 0;
	return glyph;
}

/* ---- finding ---- */

struct font_file {
	struct font_file *next;
	const char *path;
};

static void close_folder(void *folder)
{
	closedir(folder);
}

static const char *join(struct job *job, const char *folder, const char *name)
{
	return job_format(job, "%s/%s", folder, name).ptr;
}

/* Lists one folder: its files to `files`, its folders to `pending`. */
static void list_folder(struct font_folders *found, const char *path,
                        struct font_file **pending)
{
	struct job *job = found->job;
	struct cleanup *slot = job_reserve(job);
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		return;
	job_own(job, slot, close_folder, folder);
	while ((entry = readdir(folder))) {
		struct font_file *file;
		struct stat about;

		if (entry->d_name[0] == '.')
			continue;
		file = job_alloc(job, sizeof(*file));
		file->path = join(job, path, entry->d_name);
		if (lstat(file->path, &about) != 0)
			continue;
		if (S_ISDIR(about.st_mode)) {
			file->next = *pending;
			*pending = file;
		} else {
			file->next = found->files;
			found->files = file;
		}
	}
	job_release(job, slot);
}

static void search_folders(struct font_folders *found)
{
	struct font_file *pending = NULL;

	found->searched = true;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct font_file top = {.next = pending, .path = folders[i]};

		for (struct font_file *at = &top; at != NULL;) {
			pending = at->next;
			list_folder(found, at->path, &pending);
			at = pending;
		}
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *font_find(struct font_folders *found, const char *file)
{
	const char *best = NULL, *name = last_part(file);

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		const char *path = join(found->job, folders[i], file);
		if (access(path, R_OK) == 0)
			return path;
	}
	if (!found->searched)
		search_folders(found);
	/* of several the first by name: folders list in any order */
	for (struct font_file *f = found->files; f; f = f->next)
		if (!strcmp(last_part(f->path), name)
		 && (!best || strcmp(f->path, best) < 0))
			best = f->path;
	return best;
}
