/* SPDX-License-Identifier: MIT */
#include "layout/faces.h"

#include "layout/family.h"
#include "model/document.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/* fonts/faces.def as a table. Book faces come first, in the order of looks. */
struct row {
	hb_tag_t script; /* 0: a face of the book */
	enum family family;
	bool bold, italic;
	const char *file;
	unsigned index;
	const char *package;
};

#define TAG(s) HB_TAG((s)[0], (s)[1], (s)[2], (s)[3])
static const struct row rows[] = {
#define BOOK(family, bold, italic, file, package) \
	{0, FAMILY_##family, bold, italic, file, 0, package},
#define FALLBACK(script, family, bold, file, index, package) \
	{TAG(script), FAMILY_##family, bold, 0, file, index, package},
#include "../fonts/faces.def"
#undef FALLBACK
#undef BOOK
};
#define N_ROWS (sizeof(rows) / sizeof(*rows))
#define SYMBOLS HB_TAG('Z', 'y', 'y', 'y')

struct slot {
	bool tried;
	const struct face *face; /* NULL after a try: not installed */
};

/* The last answers, since a text asks for the same characters again. */
struct answer {
	uint32_t code;
	hb_tag_t script;
	struct look look;
	const struct face *face;
	bool known;
};
#define ANSWERS 512

/* A family that the user named. */
struct custom {
	const char *name;   /* NULL: none */
	bool found;
	struct family_files files;
	struct face *faces[2][2];
};

struct faces {
	struct job *job;
	struct font_folders folders;
	const char *custom_folder;
	struct custom text, headings;
	struct slot slots[N_ROWS];
	struct face **opened;
	size_t n_opened, room;
	const UNormalizer2 *nfc;
	struct answer answers[ANSWERS];
};

struct faces *faces_new(struct job *job, const struct a2b_options *options)
{
	struct faces *faces = job_alloc(job, sizeof(*faces));
	UErrorCode error = U_ZERO_ERROR;

	faces->job = job;
	faces->folders.job = job;
	if (options) {
		faces->custom_folder = options->font_dir;
		faces->text.name = options->font;
		faces->headings.name = options->font_heading
			? options->font_heading : options->font;
	}
	faces->nfc = unorm2_getNFCInstance(&error);
	if (U_FAILURE(error))
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "ICU",
		         u_errorName(error));
	return faces;
}

/* Opens a face, or finds it among those that are open; NULL: it is no font. */
static struct face *open_face(struct faces *faces, const char *path,
                              unsigned index)
{
	struct face *face;

	for (size_t i = 0; i < faces->n_opened; i++)
		if (faces->opened[i]->index == index
		 && !strcmp(faces->opened[i]->path, path))
			return faces->opened[i];
	face = font_open(faces->job, path, index);
	if (!face)
		return NULL;
	face->number = (int)faces->n_opened;
	faces->opened = job_grow(faces->job, faces->opened, &faces->room,
	                         faces->n_opened + 1, sizeof(*faces->opened));
	faces->opened[faces->n_opened++] = face;
	return face;
}

static const struct face *row_face(struct faces *faces, size_t i)
{
	struct slot *slot = &faces->slots[i];
	const char *path;

	if (slot->tried)
		return slot->face;
	slot->tried = true;
	path = font_find(&faces->folders, rows[i].file);
	if (path)
		slot->face = open_face(faces, path, rows[i].index);
	return slot->face;
}

/* The face of a family that the user named. */
static const struct face *custom_face(struct faces *faces,
                                      struct custom *custom, struct look look)
{
	struct family_file *file = &custom->files.file[look.bold][look.italic];
	struct face **face = &custom->faces[look.bold][look.italic];

	if (!custom->found)
		custom->files = family_find(faces->job, custom->name,
		                            faces->custom_folder);
	custom->found = true;
	if (!*face)
		*face = open_face(faces, file->path, file->index);
	if (!*face)
		job_fail(faces->job, A2B_BAD_OPTION, bad_option, NULL, 0,
		         file->path, "is no font that can be read");
	return *face;
}

const struct face **faces_opened(const struct faces *faces, size_t *n)
{
	*n = faces->n_opened;
	return (const struct face **)faces->opened;
}

const struct face *faces_book(struct faces *faces, struct look look)
{
	size_t i = 0;
	const struct face *face;

	if (look.family == FAMILY_SERIF && faces->text.name)
		return custom_face(faces, &faces->text, look);
	if (look.family == FAMILY_HEADING && faces->headings.name)
		return custom_face(faces, &faces->headings, look);
	if (look.family == FAMILY_HEADING)
		look.family = FAMILY_SERIF;
	while (rows[i].script || rows[i].family != look.family
	    || rows[i].bold != look.bold || rows[i].italic != look.italic)
		i++;
	face = row_face(faces, i);
	if (!face)
		job_fail(faces->job, A2B_INTERNAL, font_missing,
		         rows[i].file, 0, rows[i].package);
	return face;
}

/* ---- choosing ---- */

/* Does the face draw each character, on its own or composed with its marks? */
static bool has_all(const struct face *face, struct cluster cluster)
{
	for (size_t i = 0; i < cluster.n; i++)
		if (!font_glyph(face, cluster.code[i])
		 && !u_hasBinaryProperty((UChar32)cluster.code[i],
		                         UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			return false;
	return true;
}

static bool has_composed(const struct faces *faces, const struct face *face,
                         struct cluster cluster)
{
	UChar text[32], composed[32];
	int32_t length = 0, at = 0, n;
	UErrorCode error = U_ZERO_ERROR;

	if (cluster.n < 2 || cluster.n > 16)
		return false;
	for (size_t i = 0; i < cluster.n; i++)
		U16_APPEND_UNSAFE(text, length, (UChar32)cluster.code[i]);
	n = unorm2_normalize(faces->nfc, text, length, composed, 32, &error);
	if (U_FAILURE(error) || n >= length)
		return false;
	while (at < n) {
		UChar32 c;
		U16_NEXT(composed, at, n, c);
		if (!font_glyph(face, (uint32_t)c))
			return false;
	}
	return true;
}

static bool draws(const struct faces *faces, const struct face *face,
                  struct cluster cluster)
{
	return face && (has_all(face, cluster)
	                || has_composed(faces, face, cluster));
}

/* How well a row suits a look: 0 best. Never opens a face. */
static int distance(const struct row *row, struct look look)
{
	bool serif = look.family == FAMILY_SERIF
		|| look.family == FAMILY_HEADING;

	return (row->bold != look.bold) + 2 * ((row->family == FAMILY_SERIF)
	                                       != serif);
}

static const struct face *of_script(struct faces *faces, struct look look,
                                    hb_tag_t script, struct cluster cluster)
{
	for (int wanted = 0; wanted <= 3; wanted++)
		for (size_t i = 0; i < N_ROWS; i++)
			if (rows[i].script
			 && (rows[i].script == script || !script)
			 && distance(&rows[i], look) == wanted
			 && draws(faces, row_face(faces, i), cluster))
				return faces->slots[i].face;
	return NULL;
}

static bool is_book_script(hb_tag_t script)
{
	return script == HB_TAG('L', 'a', 't', 'n')
	    || script == HB_TAG('G', 'r', 'e', 'k')
	    || script == HB_TAG('C', 'y', 'r', 'l') || script == SYMBOLS;
}

/*
 * Marks and figures that scripts share look best in the face of the text around
 * them; but Chinese and Japanese take European ones from the book's face.
 */
static bool book_first(hb_tag_t script, uint32_t code)
{
	if (is_book_script(script))
		return true;
	return code < 0x80 && (script == HB_TAG('H', 'a', 'n', 's')
	                       || script == HB_TAG('H', 'a', 'n', 't')
	                       || script == HB_TAG('J', 'p', 'a', 'n'));
}

static const struct face *search(struct faces *faces, struct look look,
                                 hb_tag_t script, struct cluster cluster)
{
	const struct face *book, *face = NULL;

	/* scripts without italics: figures among them stand upright too */
	if (!is_book_script(script))
		look.italic = false;
	book = faces_book(faces, look);
	if (book_first(script, cluster.code[0])) {
		if (draws(faces, book, cluster))
			return book;
		face = of_script(faces, look, script, cluster);
	} else {
		face = of_script(faces, look, script, cluster);
		if (!face && draws(faces, book, cluster))
			return book;
	}
	if (!face)
		face = of_script(faces, look, SYMBOLS, cluster);
	if (!face)
		face = of_script(faces, look, 0, cluster);
	return face;
}

static bool same_look(struct look a, struct look b)
{
	return a.family == b.family && a.bold == b.bold && a.italic == b.italic;
}

const struct face *faces_choose(struct faces *faces, struct look look,
                                hb_tag_t script, struct cluster cluster)
{
	uint32_t code = cluster.code[0];
	struct answer *answer = &faces->answers[(code ^ code >> 9) % ANSWERS];

	if (cluster.n > 1)
		return search(faces, look, script, cluster);
	if (!answer->known || answer->code != code || answer->script != script
	 || !same_look(answer->look, look))
		*answer = (struct answer){
			code, script, look,
			search(faces, look, script, cluster), true,
		};
	return answer->face;
}

const char *faces_wanted(const struct faces *faces, hb_tag_t script)
{
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].script == script && faces->slots[i].tried
		 && !faces->slots[i].face)
			return rows[i].package;
	return script == SYMBOLS ? NULL : faces_wanted(faces, SYMBOLS);
}

const struct face *faces_replacement(struct faces *faces, struct look look)
{
	static const uint32_t replacement = 0xfffd;
	struct cluster cluster = {&replacement, 1};
	const struct face *face = search(faces, look, SYMBOLS, cluster);

	return face ? face : faces_book(faces, look);
}
