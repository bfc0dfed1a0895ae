/* SPDX-License-Identifier: MIT */

/*
 * The language of a text. The script settles it for many; where a script serves
 * several languages, their little words are counted, and where those do not
 * settle it (Danish and Norwegian, very short texts) libexttextcat compares the
 * sample with its models of the languages that are left. Loading a model costs
 * more than all the rest, so none is loaded without need.
 */
#include "read/language.h"

#include <fingerprint.h>
#include <limits.h>
#include <textcat.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/buf.h"
#include "base/utf8.h"

#define MODELS "/usr/share/libexttextcat/"

enum {
	SAMPLE_LETTERS = 1000,
	PROSE_LETTERS = 60,   /* shorter blocks are menus as often as prose */
	MIN_LETTERS = 12,     /* of any text that has a language */
	NGRAMS = 400,
	SLOTS = 1024,         /* a power of two, over twice a sample's words */
	WORD_BYTES = 32,
};

static const struct language {
	struct str tag;
	UScriptCode script;
	const char *model;
	struct str words;
} languages[] = {
#define LANGUAGE(tag, script, model, words) \
	{{tag, sizeof(tag) - 1}, USCRIPT_##script, model, \
	 {words, sizeof(words) - 1}},
#include "read/language.def"
#undef LANGUAGE
};

enum { N_LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

struct sample {
	struct buf text;
	size_t letters;
	size_t scripts[USCRIPT_CODE_LIMIT];
	size_t traditional, simplified; /* Chinese signs of one kind alone */
	struct slot {
		char word[WORD_BYTES];
		size_t len, count;
	} slots[SLOTS];
	size_t words;
};

/* ---- the sample ---- */

static UScriptCode script_of(uint32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script;

	if (c < 0x80)
		return USCRIPT_LATIN;
	script = uscript_getScript((UChar32)c, &error);
	if (U_FAILURE(error) || script < 0 || script >= USCRIPT_CODE_LIMIT)
		return USCRIPT_COMMON;
	if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
		return USCRIPT_KATAKANA_OR_HIRAGANA;
	return script;
}

/* Signs that were simplified in one way only, with their old forms. */
static void count_chinese(struct sample *sample, struct str sign)
{
	static const char simplified[] =
		"们这来说国对时会为个学过没还发后经动问进从产长两关业东车见书";
	static const char traditional[] =
		"們這來說國對時會為個學過沒還發後經動問進從產長兩關業東車見書";

	for (size_t i = 0; i + 3 < sizeof(simplified); i += 3) {
		sample->simplified += !memcmp(simplified + i, sign.ptr, 3);
		sample->traditional += !memcmp(traditional + i, sign.ptr, 3);
	}
}

static void sample_text(struct sample *sample, struct str text)
{
	for (size_t at = 0; at < text.len && sample->letters < SAMPLE_LETTERS;) {
		size_t here = at;
		uint32_t c = utf8_next(text, &at);

		if (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK)) {
			buf_add_utf8(&sample->text, c); /* a vowel, most often */
			continue;
		}
		if (!u_isalpha((UChar32)c)) {
			buf_add_char(&sample->text, c == '\'' || c == 0x2019
			                            ? '\'' : ' ');
			continue;
		}
		buf_add_utf8(&sample->text, (uint32_t)u_tolower((UChar32)c));
		sample->letters++;
		sample->scripts[script_of(c)]++;
		if (c >= 0x4e00 && c < 0xa000)
			count_chinese(sample, str_range(text.ptr + here,
			                                text.ptr + at));
	}
	buf_add_char(&sample->text, ' ');
}

/* The longest blocks are prose; where there are none, all will do. */
static void take_sample(struct sample *sample, const struct blocks *blocks)
{
	for (int least = PROSE_LETTERS; least >= 0; least -= PROSE_LETTERS) {
		for (size_t i = 0; i < blocks->n; i++) {
			struct str text = blocks->items[i].text;

			if (sample->letters < SAMPLE_LETTERS
			 && utf8_count(text) >= (size_t)least)
				sample_text(sample, text);
		}
		if (sample->letters >= PROSE_LETTERS)
			return;
	}
}

/* ---- little words ---- */

static struct slot *find_slot(struct sample *sample, struct str word)
{
	size_t hash = 5381;

	for (size_t i = 0; i < word.len; i++)
		hash = hash * 33 + (unsigned char)word.ptr[i];
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *slot = &sample->slots[(hash + i) % SLOTS];

		if (!slot->len || str_equal(word, (struct str){slot->word,
		                                               slot->len}))
			return slot;
	}
	return NULL;
}

static struct str next_word(struct str *rest)
{
	const char *p = rest->ptr, *end = p + rest->len, *begin;

	while (p < end && *p == ' ')
		p++;
	begin = p;
	while (p < end && *p != ' ')
		p++;
	*rest = str_range(p, end);
	return str_range(begin, p);
}

static void count_words(struct sample *sample)
{
	struct str rest = buf_str(&sample->text), word;

	while ((word = next_word(&rest)).len) {
		struct slot *slot;

		sample->words++;
		if (word.len > WORD_BYTES || sample->words > SLOTS / 2)
			continue;
		slot = find_slot(sample, word);
		memcpy(slot->word, word.ptr, word.len);
		slot->len = word.len;
		slot->count++;
	}
}

static size_t little_words(struct sample *sample, const struct language *language)
{
	struct str rest = language->words, word;
	size_t n = 0;

	while ((word = next_word(&rest)).len) {
		struct slot *slot = find_slot(sample, word);

		n += slot && slot->len ? slot->count : 0;
	}
	return n;
}

/* ---- models ---- */

static void free_fingerprint(void *fingerprint)
{
	fp_Done(fingerprint);
}

static void *new_fingerprint(struct job *job)
{
	struct cleanup *slot = job_reserve(job);
	void *fingerprint = fp_Init("");

	if (!fingerprint)
		job_fail_memory(job);
	job_own(job, slot, free_fingerprint, fingerprint);
	fp_SetProperty(fingerprint, TCPROP_UTF8AWARE, TC_TRUE);
	return fingerprint;
}

/* Of the languages in `left` the one whose model is nearest; NULL: no model. */
static const struct language *nearest_model(struct job *job,
                                            struct sample *sample,
                                            const bool *left)
{
	void *text = new_fingerprint(job);
	const struct language *best = NULL;
	int distance = INT_MAX;

	if (!fp_Create(text, sample->text.ptr, (uint4)sample->text.len, NGRAMS))
		return NULL;
	for (size_t i = 0; i < N_LANGUAGES; i++) {
		void *model;
		int d;

		if (!left[i] || !*languages[i].model)
			continue;
		model = new_fingerprint(job);
		if (!fp_Read(model, job_format(job, MODELS "%s.lm",
		                               languages[i].model).ptr, NGRAMS))
			continue;
		d = fp_Compare(model, text, INT_MAX);
		if (d < distance) {
			distance = d;
			best = &languages[i];
		}
	}
	return best;
}

/* ---- the decision ---- */

static UScriptCode main_script(const struct sample *sample)
{
	UScriptCode best = USCRIPT_COMMON;

	for (int i = 0; i < USCRIPT_CODE_LIMIT; i++)
		if (i != USCRIPT_COMMON && i != USCRIPT_INHERITED
		 && sample->scripts[i] > (best == USCRIPT_COMMON
		                          ? 0 : sample->scripts[best]))
			best = (UScriptCode)i;
	/* Japanese is known by its Kana, which are fewer than its Han. */
	if (sample->scripts[USCRIPT_KATAKANA_OR_HIRAGANA] * 10
	    > sample->scripts[USCRIPT_HAN] && best == USCRIPT_HAN)
		best = USCRIPT_KATAKANA_OR_HIRAGANA;
	return best;
}

static struct str settle(struct job *job, struct sample *sample,
                         UScriptCode script)
{
	bool left[N_LANGUAGES] = {false};
	size_t found[N_LANGUAGES] = {0}, most = 0, second = 0;
	const struct language *best = NULL, *model;

	for (size_t i = 0; i < N_LANGUAGES; i++) {
		if (languages[i].script != script)
			continue;
		found[i] = little_words(sample, &languages[i]);
		if (!best || found[i] > most) {
			second = most;
			most = found[i];
			best = &languages[i];
		} else if (found[i] > second) {
			second = found[i];
		}
	}
	if (!best)
		return STR_LIT("und");
	if (str_empty(best->words)
	 || (most * 10 > sample->words && most * 4 > second * 5 + 8))
		return best->tag;
	for (size_t i = 0; i < N_LANGUAGES; i++)
		left[i] = languages[i].script == script
		       && found[i] * 2 >= most;
	model = nearest_model(job, sample, left);
	return model ? model->tag : best->tag;
}

struct str language_find(struct job *job, const struct blocks *blocks)
{
	struct sample *sample = job_alloc(job, sizeof(*sample));
	UScriptCode script;

	buf_init(&sample->text, job);
	take_sample(sample, blocks);
	if (sample->letters == 0)
		return STR_LIT("und");
	script = main_script(sample);
	if (script == USCRIPT_HAN)
		return sample->traditional > sample->simplified
			? STR_LIT("zh-Hant") : STR_LIT("zh-Hans");
	if (sample->letters < MIN_LETTERS && script == USCRIPT_LATIN)
		return STR_LIT("und");
	count_words(sample);
	return settle(job, sample, script);
}
