/* SPDX-License-Identifier: MIT */
#include "layout/patterns.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unicode/ucnv.h>

#include "base/utf8.h"

/* The fewest letters before and after a hyphen, unless a language wants more. */
#define LEAST_LETTERS 2
/* Letters of a pattern: the longest known have under 20. */
#define PATTERN_MAX 32
/* A pattern file; the largest has 1.1 MB. */
#define FILE_MAX ((size_t)16 * 1024 * 1024)

/*
 * The beginning of a pattern, or a whole one, which then has values: the hash of
 * its letters stands for them (64 bits; of two hundred thousand, two are alike
 * once in a billion dictionaries).
 */
struct state {
	uint64_t hash;   /* 0: an empty place */
	uint32_t values; /* where they begin, one more than letters; 0: none */
	uint8_t n;       /* letters */
	bool respells;
};

struct level {
	struct state *table; /* open addressing; a power of two, never full */
	size_t places, used;
	size_t left, right;  /* letters before and after a hyphen */
};

struct patterns {
	struct level level[2]; /* words of a compound, then syllables */
	size_t levels;
	uint8_t *values;
	size_t n_values;
};

/* ---- the table ---- */

/* FNV-1a, letter by letter; never 0 for at least one letter, in practice. */
#define HASH_START UINT64_C(0xcbf29ce484222325)

static uint64_t hash_letter(uint64_t hash, uint32_t letter)
{
	for (int i = 0; i < 3; i++, letter >>= 8)
		hash = (hash ^ (letter & 0xff)) * UINT64_C(0x100000001b3);
	return hash;
}

static struct state *place_of(const struct level *level, uint64_t hash)
{
	size_t mask = level->places - 1, at = (hash ^ hash >> 32) & mask;

	while (level->table[at].hash && level->table[at].hash != hash)
		at = (at + 1) & mask;
	return &level->table[at];
}

static void make_table(struct job *job, struct level *level, size_t places)
{
	struct state *old = level->table;
	size_t n = level->places;

	level->places = places;
	level->table = job_alloc_array(job, places, sizeof(*old));
	for (size_t i = 0; i < n; i++)
		if (old[i].hash)
			*place_of(level, old[i].hash) = old[i];
}

/* The state of these letters, made with all that begin it. */
static struct state *add_state(struct job *job, struct level *level,
                               const uint32_t *letters, size_t n)
{
	uint64_t hashes[PATTERN_MAX + 1] = {HASH_START};

	if (level->used + n > level->places / 4 * 3)
		make_table(job, level, level->places * 2);
	for (size_t i = 0; i < n; i++)
		hashes[i + 1] = hash_letter(hashes[i], letters[i]);
	for (size_t i = n; i > 0; i--) {
		struct state *state = place_of(level, hashes[i]);
		if (state->hash)
			break; /* then so are those before it */
		*state = (struct state){hashes[i], 0, (uint8_t)i, false};
		level->used++;
	}
	return place_of(level, hashes[n]);
}

/* ---- reading a file ---- */

/* The number behind a word of the file's head; false: it is another line. */
static bool read_setting(struct str line, const char *word, size_t *value)
{
	size_t n = strlen(word), number = 0;

	if (!str_starts(line, str_of(word)))
		return false;
	for (size_t i = n; i < line.len && number < HYPHENATE_MAX; i++)
		if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
			number = number * 10 + (size_t)(line.ptr[i] - '0');
	if (number > *value)
		*value = number;
	return true;
}

/* "NOHYPHEN -,'" forbids divisions beside marks that no word of ours has. */
static bool read_settings(struct level *compounds, struct level *syllables,
                          struct str line)
{
	if (line.ptr[0] < 'A' || line.ptr[0] > 'Z')
		return false; /* as nearly all lines */
	return read_setting(line, "LEFTHYPHENMIN", &compounds->left)
	    || read_setting(line, "RIGHTHYPHENMIN", &compounds->right)
	    || read_setting(line, "COMPOUNDLEFTHYPHENMIN", &syllables->left)
	    || read_setting(line, "COMPOUNDRIGHTHYPHENMIN", &syllables->right)
	    || str_starts(line, STR_LIT("NOHYPHEN"));
}

static void add_pattern(struct job *job, struct patterns *patterns,
                        struct level *level, struct str line)
{
	uint32_t letters[PATTERN_MAX];
	uint8_t values[PATTERN_MAX + 1] = {0};
	struct state *state;
	bool respells = false;
	size_t n = 0;

	for (size_t at = 0; at < line.len && !respells;) {
		uint32_t c = utf8_next(line, &at);
		if (c >= '0' && c <= '9')
			values[n] = (uint8_t)(c - '0');
		else if (c == '/')
			respells = true;
		else if (n == PATTERN_MAX)
			return;
		else
			letters[n++] = c;
	}
	if (n == 0)
		return;
	state = add_state(job, level, letters, n);
	state->values = (uint32_t)patterns->n_values;
	state->respells = respells;
	memcpy(patterns->values + patterns->n_values, values, n + 1);
	patterns->n_values += n + 1;
}

/* The next line, without its end; `rest` moves behind it. */
static struct str take_line(struct str *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	size_t n = end ? (size_t)(end - rest->ptr) : rest->len;
	struct str line = {rest->ptr, n};

	*rest = (struct str){rest->ptr + n + (end != NULL),
	                     rest->len - n - (end != NULL)};
	while (line.len && (line.ptr[line.len - 1] == '\r'
	                 || line.ptr[line.len - 1] == ' '))
		line.len--;
	return line;
}

/* How many lines stand before NEXTLEVEL; SIZE_MAX: it does not come. */
static size_t lines_of_compounds(struct str text, size_t *all)
{
	size_t n = 0, found = SIZE_MAX;

	for (; text.len; n++)
		if (str_starts(take_line(&text), STR_LIT("NEXTLEVEL"))
		 && found == SIZE_MAX)
			found = n;
	*all = n;
	return found;
}

/* A table that most often need not grow: a pattern brings up to three states. */
static size_t places_for(size_t lines)
{
	size_t places = 16;

	while (places / 4 * 3 < lines * 3)
		places *= 2;
	return places;
}

/* Reads what is behind the charset's line. */
static struct patterns *read_patterns(struct job *job, struct str text)
{
	struct patterns *patterns = job_alloc(job, sizeof(*patterns));
	size_t all, compounds = lines_of_compounds(text, &all);
	struct level *first = &patterns->level[0], *second = first + 1;

	patterns->levels = compounds == SIZE_MAX ? 1 : 2;
	make_table(job, first, places_for(patterns->levels == 1 ? all
	                                                        : compounds));
	make_table(job, second,
	           places_for(patterns->levels == 1 ? 0 : all - compounds));
	/* a line has no more values than bytes and one; 0 stands for none */
	patterns->values = job_alloc(job, text.len + all + 1);
	patterns->n_values = 1;
	for (size_t at = 0; text.len; at++) {
		struct str line = take_line(&text);
		if (str_empty(line) || line.ptr[0] == '#' || line.ptr[0] == '%'
		 || at == compounds || read_settings(first, second, line))
			continue;
		add_pattern(job, patterns,
		            patterns->levels == 1 || at < compounds ? first
		                                                    : second,
		            line);
	}
	return patterns;
}

/* A whole file in the job's memory; STR_NONE: it cannot be read. */
static struct str read_file(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY);
	struct str text = STR_NONE;
	struct stat info;

	if (fd < 0)
		return STR_NONE;
	if (fstat(fd, &info) == 0 && info.st_size > 0
	 && (size_t)info.st_size < FILE_MAX) {
		size_t size = (size_t)info.st_size;
		char *bytes = arena_alloc(&job->arena, size + 1);
		ssize_t n = bytes ? read(fd, bytes, size) : -1;
		if (n > 0)
			text = (struct str){bytes, (size_t)n};
	}
	close(fd);
	return text;
}

/* As valid UTF-8; STR_NONE: not in a charset that is known. */
static struct str to_utf8(struct job *job, struct str text, struct str charset)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t room = (int32_t)text.len * 3 + 1, n;
	char *utf8;

	if (str_equal(charset, STR_LIT("UTF-8")))
		return utf8_first_invalid(text) == text.len ? text : STR_NONE;
	utf8 = job_alloc(job, (size_t)room);
	n = ucnv_convert("UTF-8", job_copy(job, charset).ptr, utf8, room,
	                 text.ptr, (int32_t)text.len, &error);
	return U_SUCCESS(error) ? (struct str){utf8, (size_t)n} : STR_NONE;
}

const struct patterns *patterns_load(struct job *job, const char *path)
{
	struct str text = read_file(job, path), charset;

	if (!text.ptr)
		return NULL;
	charset = take_line(&text);
	text = to_utf8(job, text, charset);
	return text.ptr ? read_patterns(job, text) : NULL;
}

/* ---- dividing ---- */

/* Lays a pattern that ends at letter `end`; the highest value counts. */
static void lay(const struct patterns *patterns, const struct state *state,
                size_t end, uint8_t *values, bool *respelt)
{
	size_t begin = end + 1 - state->n;

	for (size_t i = 0; state->values && i <= state->n; i++) {
		uint8_t v = patterns->values[state->values + i];
		if (v > values[begin + i]) {
			values[begin + i] = v;
			respelt[begin + i] = state->respells;
		}
	}
}

/*
 * Lays the patterns of a level over a word. At each letter only one counts: the
 * longest run of letters up to it that begins a pattern, and only if it is a
 * whole one. So it is in libhyphen, and files are made for it: with all that
 * fit, as in TeX, German would divide "Fa-rben".
 */
static void lay_all(const struct patterns *patterns, const struct level *level,
                    const uint32_t *letters, size_t n, uint8_t *values,
                    bool *respelt)
{
	uint64_t hash = HASH_START;
	size_t begin = 0;

	for (size_t end = 0; end < n; end++) {
		const struct state *state;

		hash = hash_letter(hash, letters[end]);
		while (!(state = place_of(level, hash))->hash && begin <= end) {
			begin++;
			hash = HASH_START;
			for (size_t i = begin; i <= end; i++)
				hash = hash_letter(hash, letters[i]);
		}
		if (state->hash)
			lay(patterns, state, end, values, respelt);
	}
}

/* Divides letters `begin` to `end` as a word by one level. */
static void divide(const struct patterns *patterns, const struct level *level,
                   const uint32_t *letters, size_t begin, size_t end,
                   bool *after)
{
	uint32_t word[HYPHENATE_MAX + 2];
	uint8_t values[HYPHENATE_MAX + 3] = {0};
	bool respelt[HYPHENATE_MAX + 3] = {0};
	size_t n = end - begin;

	word[0] = word[n + 1] = '.';
	memcpy(word + 1, letters + begin, n * sizeof(*word));
	lay_all(patterns, level, word, n + 2, values, respelt);
	for (size_t i = 0; i + 1 < n; i++)
		after[begin + i] = (values[i + 2] & 1) && !respelt[i + 2];
}

/* No hyphen with fewer letters than these at the ends of a word. */
static void clear_ends(size_t begin, size_t end, size_t left, size_t right,
                       bool *after)
{
	for (size_t i = begin; i + 1 < end; i++)
		if (i - begin + 1 < left || end - i - 1 < right)
			after[i] = false;
}

/* Divides each word of a compound whose own divisions stand in `after`. */
static void divide_parts(const struct patterns *patterns,
                         const uint32_t *letters, size_t n, bool *after)
{
	const struct level *level = &patterns->level[1];
	bool bound[HYPHENATE_MAX];
	size_t begin = 0;

	memcpy(bound, after, n * sizeof(*bound));
	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && !bound[i])
			continue;
		divide(patterns, level, letters, begin, i + 1, after);
		/* the ends of the whole word have a rule of their own */
		clear_ends(begin, i + 1, begin ? level->left : 1,
		           i + 1 < n ? level->right : 1, after);
		begin = i + 1;
	}
}

void patterns_divide(const struct patterns *patterns, const uint32_t *letters,
                     size_t n, bool *after)
{
	size_t left = patterns->level[0].left, right = patterns->level[0].right;

	memset(after, 0, n * sizeof(*after));
	if (n == 0 || n > HYPHENATE_MAX)
		return;
	divide(patterns, &patterns->level[0], letters, 0, n, after);
	if (patterns->levels == 2)
		divide_parts(patterns, letters, n, after);
	clear_ends(0, n, left > LEAST_LETTERS ? left : LEAST_LETTERS,
	           right > LEAST_LETTERS ? right : LEAST_LETTERS, after);
}
