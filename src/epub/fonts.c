/* SPDX-License-Identifier: MIT */

/*
 * Fonts for readers that have none for the book's script. Layout says which
 * faces the text needs: each block is set on one line, and the characters of its
 * runs are noted for their faces.
 */

#include "epub/fonts.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "epub/xml.h"
#include "layout/paragraph.h"

enum { FACES_MAX = 64, NAME_BYTES = 128 };

struct collecting {
	struct job *job;
	struct typesetter *typesetter;
	const struct face *faces[FACES_MAX]; /* in the order of the text */
	enum family family[FACES_MAX];
	hb_set_t *chars[FACES_MAX];
	size_t n;
};

static void free_set(void *set)
{
	hb_set_destroy(set);
}

static hb_set_t *chars_of(struct collecting *c, const struct face *face,
                          enum family family)
{
	struct cleanup *slot;
	size_t i = 0;

	while (i < c->n && c->faces[i] != face)
		i++;
	if (i == FACES_MAX)
		return NULL;
	if (i == c->n) {
		slot = job_reserve(c->job);
		c->faces[i] = face;
		c->family[i] = family;
		c->chars[i] = hb_set_create();
		job_own(c->job, slot, free_set, c->chars[i]);
		c->n++;
	}
	return c->chars[i];
}

static void collect_runs(struct collecting *c, const struct run *run,
                         enum family family)
{
	for (; run; run = run->next) {
		hb_set_t *chars = chars_of(c, run->face, family);
		size_t at = 0;

		while (chars && at < run->text.len)
			hb_set_add(chars, utf8_next(run->text, &at));
	}
}

static void collect_text(struct collecting *c, struct span span)
{
	struct paragraph paragraph = {&span, 1, ALIGN_START, false, 0};
	struct shaped *shaped;
	struct lines *lines;

	if (str_empty(span.text))
		return;
	span.size = 10 * PT;
	shaped = paragraph_shape(c->typesetter, &paragraph);
	lines = paragraph_break(c->typesetter, shaped, 500 * PT, 0);
	for (size_t i = 0; i < lines->n; i++)
		collect_runs(c, lines->line[i].runs, span.family);
	paragraph_release(c->typesetter, shaped);
}

/* As book.css sets them. */
static void collect_block(struct collecting *c, const struct node *block,
                          struct str language)
{
	struct span span = {
		.text = node_plain_text(c->job, block),
		.family = block->kind == NODE_CODE ? FAMILY_MONO : FAMILY_SERIF,
		.bold = block->kind == NODE_TITLE || block->kind == NODE_HEADING,
		.italic = block->kind == NODE_DEK,
		.language = language,
	};

	collect_text(c, span);
}

static bool holds_text(const struct node *node)
{
	return node->kind == NODE_CODE || node->kind == NODE_RULE
	    || (node->first
	        && node_class(node->first->kind) == CLASS_INLINE);
}

static void collect_article(struct collecting *c, const struct article *article)
{
	const struct node *top = article->node;
	bool text;

	for (const struct node *n = top; n; n = node_following(top, n, text)) {
		text = holds_text(n);
		if (text)
			collect_block(c, n, article->meta.language);
	}
}

/* ---- subsets ---- */

static void free_input(void *input)
{
	hb_subset_input_destroy(input);
}

static void free_face(void *face)
{
	hb_face_destroy(face);
}

static void free_blob(void *blob)
{
	hb_blob_destroy(blob);
}

static void *owned(struct job *job, struct cleanup *slot,
                   void (*release)(void *), void *object)
{
	if (!object)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "HarfBuzz",
		         "cannot make a subset of a font");
	job_own(job, slot, release, object);
	return object;
}

static struct str subset(struct job *job, const struct face *face,
                         const hb_set_t *chars)
{
	struct cleanup *of_input = job_reserve(job), *of_face = job_reserve(job);
	struct cleanup *of_blob = job_reserve(job);
	hb_subset_input_t *input = owned(job, of_input, free_input,
	                                 hb_subset_input_create_or_fail());
	hb_face_t *small;
	hb_blob_t *blob;
	struct str bytes;
	unsigned len;

	hb_set_union(hb_subset_input_unicode_set(input), chars);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	small = owned(job, of_face, free_face,
	              hb_subset_or_fail(face->hb_face, input));
	blob = owned(job, of_blob, free_blob, hb_face_reference_blob(small));
	bytes.ptr = hb_blob_get_data(blob, &len);
	bytes.len = len;
	bytes = job_copy(job, bytes);
	job_release(job, of_blob);
	job_release(job, of_face);
	job_release(job, of_input);
	return bytes;
}

/* ---- the style sheet's part ---- */

/* Its family as CSS can quote it. */
static void family_name(const struct face *face, char name[NAME_BYTES])
{
	unsigned size = NAME_BYTES;

	hb_ot_name_get_utf8(face->hb_face, HB_OT_NAME_ID_FONT_FAMILY,
	                    HB_LANGUAGE_INVALID, &size, name);
	name[strcspn(name, "\"\\\n")] = '\0';
}

static void add_face_rule(struct buf *css, const struct face *face,
                          const char *file)
{
	char name[NAME_BYTES];

	family_name(face, name);
	buf_printf(css, "@font-face {\n\tfont-family: \"%s\";\n"
	           "\tfont-weight: %s;\n\tfont-style: %s;\n"
	           "\tsrc: url(%s);\n}\n\n", name,
	           face->bold ? "bold" : "normal",
	           face->italic ? "italic" : "normal", file);
}

static void add_family(struct buf *css, size_t begin, const struct face *face)
{
	char name[NAME_BYTES];

	family_name(face, name);
	if (!strstr(css->ptr + begin,
	            job_format(css->job, "\"%s\"", name).ptr))
		buf_printf(css, "\"%s\", ", name);
}

/* The families of one kind, each once. The book's own comes first: faces of other
   scripts have quotes and digits too, which fit no Latin text. */
static void add_family_rule(struct buf *css, const struct collecting *c,
                            const char *selector, enum family family,
                            const char *generic)
{
	const struct face *own = typesetter_face(c->typesetter, family, false,
	                                         false);
	size_t begin = css->len;

	buf_printf(css, "%s { font-family: ", selector);
	for (size_t i = 0; i < c->n; i++)
		if (c->faces[i] == own)
			add_family(css, begin, own);
	for (size_t i = 0; i < c->n; i++)
		if (c->family[i] == family)
			add_family(css, begin, c->faces[i]);
	buf_printf(css, "%s; }\n", generic);
}

struct book_fonts fonts_of(struct job *job, const struct a2b_document *doc)
{
	struct collecting c = {.job = job};
	struct book_fonts fonts = {0};
	struct buf css;

	if (!doc->options.embed_fonts)
		return fonts;
	c.typesetter = typesetter_new(job, doc);
	for (size_t i = 0; i < doc->n_articles; i++)
		collect_article(&c, doc->articles[i]);
	buf_init(&css, job);
	fonts.font = job_alloc_array(job, c.n, sizeof(*fonts.font));
	for (fonts.n = 0; fonts.n < c.n; fonts.n++) {
		const struct face *face = c.faces[fonts.n];
		struct book_font *font = &fonts.font[fonts.n];

		font->id = job_format(job, "font-%zu", fonts.n + 1).ptr;
		font->file = job_format(job, "%s.%s", font->id,
		                        face->cff ? "otf" : "ttf").ptr;
		font->type = face->cff ? "font/otf" : "font/ttf";
		font->bytes = subset(job, face, c.chars[fonts.n]);
		add_face_rule(&css, face, font->file);
	}
	add_family_rule(&css, &c, "body", FAMILY_SERIF, "serif");
	add_family_rule(&css, &c, "code", FAMILY_MONO, "monospace");
	buf_add_char(&css, '\n');
	fonts.css = buf_str(&css);
	return fonts;
}

struct str fonts_apple_options(struct job *job)
{
	struct xml *xml = xml_new(job);

	xml_open(xml, "display_options");
	xml_newline(xml);
	xml_open(xml, "platform");
	xml_attribute(xml, "name", STR_LIT("*"));
	xml_open(xml, "option");
	xml_attribute(xml, "name", STR_LIT("specified-fonts"));
	xml_text(xml, STR_LIT("true"));
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
	return xml_finish(xml);
}
