/* SPDX-License-Identifier: MIT */
#include "pdf/subset.h"

#include <stdbool.h>

#include <hb-ot.h>
#include <hb-subset.h>

#include "pdf/cff.h"

/* A PDF places glyphs by itself and names them by number, so of the tables only
   those that hold outlines are of use (ISO 32000-1, 9.9). */
static const hb_tag_t useless[] = {
	HB_TAG('B','A','S','E'), HB_TAG('D','S','I','G'),
	HB_TAG('G','D','E','F'), HB_TAG('G','P','O','S'),
	HB_TAG('G','S','U','B'), HB_TAG('H','V','A','R'),
	HB_TAG('L','T','S','H'), HB_TAG('M','A','T','H'),
	HB_TAG('M','V','A','R'), HB_TAG('O','S','/','2'),
	HB_TAG('P','C','L','T'), HB_TAG('S','T','A','T'),
	HB_TAG('V','D','M','X'), HB_TAG('V','O','R','G'),
	HB_TAG('V','V','A','R'), HB_TAG('a','v','a','r'),
	HB_TAG('c','m','a','p'), HB_TAG('c','v','a','r'),
	HB_TAG('f','v','a','r'), HB_TAG('g','a','s','p'),
	HB_TAG('g','v','a','r'), HB_TAG('h','d','m','x'),
	HB_TAG('k','e','r','n'), HB_TAG('m','e','t','a'),
	HB_TAG('n','a','m','e'), HB_TAG('p','o','s','t'),
	HB_TAG('v','h','e','a'), HB_TAG('v','m','t','x'),
};

static void free_input(void *input)
{
	hb_subset_input_destroy(input);
}

static void free_plan(void *plan)
{
	hb_subset_plan_destroy(plan);
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

static hb_subset_input_t *subset_input(struct job *job, const hb_set_t *glyphs)
{
	struct cleanup *slot = job_reserve(job);
	hb_subset_input_t *input = owned(job, slot, free_input,
	                                 hb_subset_input_create_or_fail());
	hb_set_t *drop = hb_subset_input_set(input,
	                                     HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < sizeof(useless) / sizeof(useless[0]); i++)
		hb_set_add(drop, useless[i]);
	hb_set_union(hb_subset_input_glyph_set(input), glyphs);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	return input;
}

static struct str blob_bytes(struct job *job, struct cleanup *slot,
                             hb_blob_t *blob)
{
	unsigned len;
	const char *bytes;

	owned(job, slot, free_blob, blob);
	bytes = hb_blob_get_data(blob, &len);
	return (struct str){bytes, len};
}

/* The face with the composed glyphs, their parts named as the subset does. */
static hb_face_t *add_composed(struct job *job, const struct subset *subset,
                               hb_face_t *face,
                               const struct composed *composed, size_t n)
{
	struct cleanup *slot = job_reserve(job);
	struct composed *copies = job_alloc_array(job, n, sizeof(*copies));

	for (size_t i = 0; i < n; i++) {
		struct part *parts = job_alloc_array(job, composed[i].n_parts,
		                                     sizeof(*parts));

		copies[i] = composed[i];
		copies[i].parts = parts;
		for (size_t k = 0; k < composed[i].n_parts; k++) {
			parts[k] = composed[i].parts[k];
			parts[k].glyph = subset_cid(subset, parts[k].glyph);
		}
	}
	return owned(job, slot, free_face,
	             compose_glyphs(job, face, copies, n));
}

static hb_face_t *subset_face(struct job *job, const struct face *face,
                              const hb_set_t *glyphs, struct subset *subset)
{
	hb_subset_input_t *input = subset_input(job, glyphs);
	struct cleanup *plan_slot = job_reserve(job);
	struct cleanup *face_slot = job_reserve(job);
	hb_subset_plan_t *plan = owned(job, plan_slot, free_plan,
		hb_subset_plan_create_or_fail(face->hb_face, input));

	subset->glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
	return owned(job, face_slot, free_face,
	             hb_subset_plan_execute_or_fail(plan));
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return has;
}

/* Out of memory, HarfBuzz leaves tables or glyphs out and says nothing. */
static bool is_complete(hb_face_t *made, const struct subset *subset,
                        const hb_set_t *glyphs, bool cff)
{
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

	while (hb_set_next(glyphs, &glyph))
		if (!hb_map_has(subset->glyphs, glyph))
			return false;
	if (cff)
		return has_table(made, HB_TAG('C','F','F',' '));
	return has_table(made, HB_TAG('h','e','a','d'))
	    && has_table(made, HB_TAG('h','h','e','a'))
	    && has_table(made, HB_TAG('h','m','t','x'))
	    && has_table(made, HB_TAG('m','a','x','p'))
	    && has_table(made, HB_TAG('l','o','c','a'));
}

struct subset *subset_make(struct job *job, const struct face *face,
                           const hb_set_t *glyphs,
                           const struct composed *composed, size_t n_composed)
{
	struct subset *subset = job_alloc(job, sizeof(*subset));
	hb_face_t *made = subset_face(job, face, glyphs, subset);
	struct cleanup *blob_slot;

	if (!is_complete(made, subset, glyphs, face->cff))
		job_fail(job, A2B_INTERNAL, internal, face->path, 0,
		         "HarfBuzz", "a subset of the font is not whole");
	subset->first_composed = hb_face_get_glyph_count(made);
	if (n_composed)
		made = add_composed(job, subset, made, composed, n_composed);
	blob_slot = job_reserve(job);
	subset->file = blob_bytes(job, blob_slot, face->cff ?
		hb_face_reference_table(made, HB_TAG('C','F','F',' ')) :
		hb_face_reference_blob(made));
	if (face->cff)
		subset->cids = cff_cids(job, subset->file, &subset->n_cids);
	return subset;
}

uint32_t subset_cid(const struct subset *subset, uint32_t glyph)
{
	hb_codepoint_t mapped = hb_map_get(subset->glyphs, glyph);

	if (mapped == HB_MAP_VALUE_INVALID)
		return 0;
	if (!subset->cids)
		return mapped;
	return mapped < subset->n_cids ? subset->cids[mapped] : 0;
}
