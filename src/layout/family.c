/* SPDX-License-Identifier: MIT */
#include "layout/family.h"

#include <dirent.h>

#include <fontconfig/fontconfig.h>

#include <fontconfig/fcfreetype.h> /* wants the other before it */

static void destroy_config(void *config)
{
	FcConfigDestroy(config);
}

static void destroy_fonts(void *fonts)
{
	FcFontSetDestroy(fonts);
}

static void destroy_pattern(void *pattern)
{
	FcPatternDestroy(pattern);
}

static void destroy_objects(void *objects)
{
	FcObjectSetDestroy(objects);
}

static void *owned(struct job *job, struct cleanup *slot,
                   void (*release)(void *), void *object)
{
	if (!object)
		job_fail_memory(job);
	job_own(job, slot, release, object);
	return object;
}

/* All faces of a family that a configuration knows, in any order. */
static FcFontSet *list_family(struct job *job, FcConfig *config,
                              const char *name)
{
	struct cleanup *pattern_slot = job_reserve(job);
	struct cleanup *objects_slot = job_reserve(job);
	struct cleanup *fonts_slot = job_reserve(job);
	FcPattern *pattern = owned(job, pattern_slot, destroy_pattern,
		FcPatternBuild(NULL, FC_FAMILY, FcTypeString, name,
		               FC_OUTLINE, FcTypeBool, FcTrue,
		               FC_SCALABLE, FcTypeBool, FcTrue, NULL));
	FcObjectSet *objects = owned(job, objects_slot, destroy_objects,
		FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT,
		                 FC_WIDTH, FC_FONTFORMAT, NULL));

	return owned(job, fonts_slot, destroy_fonts,
	             FcFontList(config, pattern, objects));
}

/* ---- choosing ---- */

static int number_of(const FcPattern *font, const char *object, int otherwise)
{
	int value;

	return FcPatternGetInteger(font, object, 0, &value) == FcResultMatch
		? value : otherwise;
}

static const char *string_of(const FcPattern *font, const char *object)
{
	FcChar8 *value;

	return FcPatternGetString(font, object, 0, &value) == FcResultMatch
		? (const char *)value : "";
}

/* A PDF takes TrueType and OpenType outlines. A variable font stands for itself
   as it is by default; its other instances have more in their index. */
static bool is_usable(const FcPattern *font)
{
	const char *format = string_of(font, FC_FONTFORMAT);
	int index = number_of(font, FC_INDEX, 0);

	return (!strcmp(format, "TrueType") || !strcmp(format, "CFF"))
		&& index >= 0 && index <= 0xffff;
}

/* How far a face is from what is wanted: slant first, then width, then
   weight. Of the same face in two formats the TrueType one is nearer. */
static int distance(const FcPattern *font, bool bold, bool italic)
{
	int weight = number_of(font, FC_WEIGHT, FC_WEIGHT_REGULAR);
	int width = number_of(font, FC_WIDTH, FC_WIDTH_NORMAL);
	int slant = number_of(font, FC_SLANT, FC_SLANT_ROMAN);
	int off = weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
	int wide = width - FC_WIDTH_NORMAL;

	return ((slant != FC_SLANT_ROMAN) != italic) * 100000
		+ (wide < 0 ? -wide : wide) * 600 + (off < 0 ? -off : off) * 2
		+ (string_of(font, FC_FONTFORMAT)[0] != 'T');
}

/* Of two that are as near the first by name: fontconfig has no order. */
static bool is_better(const FcPattern *font, const FcPattern *best, bool bold,
                      bool italic)
{
	int here = distance(font, bold, italic), there;
	int order;

	if (!best)
		return true;
	there = distance(best, bold, italic);
	if (here != there)
		return here < there;
	order = strcmp(string_of(font, FC_FILE), string_of(best, FC_FILE));
	return order < 0 || (order == 0 && number_of(font, FC_INDEX, 0)
	                     < number_of(best, FC_INDEX, 0));
}

static struct family_file file_of(struct job *job, const FcPattern *font)
{
	struct str path = job_copy(job, str_of(string_of(font, FC_FILE)));

	return (struct family_file){path.ptr,
	                            (unsigned)number_of(font, FC_INDEX, 0)};
}

static bool choose(struct job *job, const FcFontSet *fonts,
                   struct family_files *files)
{
	for (int bold = 0; bold < 2; bold++)
		for (int italic = 0; italic < 2; italic++) {
			const FcPattern *best = NULL;
			for (int i = 0; i < fonts->nfont; i++)
				if (is_usable(fonts->fonts[i])
				 && is_better(fonts->fonts[i], best, bold,
				              italic))
					best = fonts->fonts[i];
			if (!best)
				return false;
			files->file[bold][italic] = file_of(job, best);
		}
	return true;
}

/* ---- where ---- */

static void close_folder(void *folder)
{
	closedir(folder);
}

static bool is_of_family(const FcPattern *font, const char *name)
{
	FcChar8 *family;

	for (int i = 0; FcPatternGetString(font, FC_FAMILY, i, &family)
	     == FcResultMatch; i++)
		if (FcStrCmpIgnoreCase(family, (const FcChar8 *)name) == 0)
			return true;
	return false;
}

/* Asks each file of the folder itself: fontconfig would keep notes of a folder,
   in a place that it may not have. */
static bool find_in_folder(struct job *job, const char *name,
                           const char *path, struct family_files *files)
{
	struct cleanup *folder_slot = job_reserve(job);
	struct cleanup *all_slot = job_reserve(job);
	FcFontSet *all = owned(job, all_slot, destroy_fonts, FcFontSetCreate());
	DIR *folder = opendir(path);
	struct dirent *entry;
	int n = 0;

	if (!folder)
		job_fail(job, A2B_BAD_OPTION, bad_option, NULL, 0, path,
		         "cannot read this folder of fonts");
	job_own(job, folder_slot, close_folder, folder);
	while ((entry = readdir(folder))) {
		const char *file = job_format(job, "%s/%s", path,
		                              entry->d_name).ptr;
		int faces;
		if (entry->d_name[0] != '.')
			FcFreeTypeQueryAll((const FcChar8 *)file, (unsigned)-1,
			                   NULL, &faces, all);
	}
	for (int i = 0; i < all->nfont; i++) {
		if (is_of_family(all->fonts[i], name))
			all->fonts[n++] = all->fonts[i];
		else
			FcPatternDestroy(all->fonts[i]);
	}
	all->nfont = n;
	return choose(job, all, files);
}

static bool find_installed(struct job *job, const char *name,
                           struct family_files *files)
{
	struct cleanup *slot = job_reserve(job);
	FcConfig *config = owned(job, slot, destroy_config,
	                         FcInitLoadConfigAndFonts());

	return choose(job, list_family(job, config, name), files);
}

struct family_files family_find(struct job *job, const char *name,
                                const char *folder)
{
	struct family_files files;

	if ((folder && find_in_folder(job, name, folder, &files))
	 || find_installed(job, name, &files))
		return files;
	job_fail(job, A2B_BAD_OPTION, bad_option, NULL, 0, name,
	         "no font family has this name");
}
