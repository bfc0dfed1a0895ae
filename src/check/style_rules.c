/* SPDX-License-Identifier: MIT */

/* Style sheets: what old readers stumble over, and what hides text. */

#include "check/book.h"
#include "check/style.h"

/* Where a piece of style stands. */
struct place {
	struct book *book;
	const char *file;
	const struct style_piece *piece;
	bool is_body; /* the rule is for the whole text */
};

#define style_found(place, id) \
	found((place)->book->findings, id, (place)->file, (place)->piece->line)
#define style_found_with(place, id, ...) \
	found_with((place)->book->findings, id, (place)->file, \
	           (place)->piece->line, __VA_ARGS__)

/* ---- addresses ---- */

static void check_address(const struct place *place, struct str address)
{
	struct book *book = place->book;
	struct path path = path_resolve(&book->name, str_of(place->file), address);

	/* fonts may lie elsewhere, by EPUB 3.3; nothing else may */
	if (path.kind == PATH_REMOTE
	 && !style_has_word(place->piece->selector, "font-face"))
		style_found_with(place, remote, STR_ARG(address));
	else if (path.kind == PATH_LOCAL && !str_empty(address)
	      && address.ptr[0] != '#'
	      && archive_lookup(&book->archive, path.file) == NAME_NONE)
		style_found_with(place, resource_missing, path.file.ptr);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The address that begins at `*at`: in quotes, or up to a space or bracket.
   Moves `*at` behind it. */
static struct str address_at(struct str s, size_t *at)
{
	size_t begin;
	char quote;

	while (*at < s.len && is_space(s.ptr[*at]))
		++*at;
	quote = *at < s.len ? s.ptr[*at] : 0;
	if (quote != '"' && quote != '\'')
		quote = 0;
	*at += quote != 0;
	for (begin = *at; *at < s.len; ++*at)
		if (quote ? s.ptr[*at] == quote
		          : s.ptr[*at] == ')' || is_space(s.ptr[*at]))
			break;
	return str_range(s.ptr + begin, s.ptr + *at);
}

static void check_addresses(const struct place *place)
{
	struct str value = place->piece->value;
	size_t at = 0;

	if (style_is(place->piece->name, "@import")
	 && !style_has_call(value, "url"))
		check_address(place, address_at(value, &at));
	while (at + 4 < value.len) {
		if (style_is((struct str){value.ptr + at, 4}, "url(")) {
			at += 4;
			check_address(place, address_at(value, &at));
		} else {
			at++;
		}
	}
}

/* ---- declarations ---- */

static bool is_any(struct str s, const char *const *words)
{
	while (*words && !style_is(s, *words))
		words++;
	return *words;
}

static bool has_any(struct str s, const char *const *words)
{
	while (*words && !style_has_word(s, *words))
		words++;
	return *words;
}

static void check_display(const struct place *place)
{
	static const char *const flex[] = {
		"flex", "inline-flex", "-webkit-flex", "-webkit-box", NULL};
	static const char *const grid[] = {"grid", "inline-grid", NULL};
	struct str value = place->piece->value;

	if (has_any(value, flex))
		style_found_with(place, css_flex, STR_ARG(value));
	if (has_any(value, grid))
		style_found_with(place, css_grid, STR_ARG(value));
}

static void check_background(const struct place *place)
{
	static const char *const harmless[] = {
		"none", "transparent", "inherit", "initial", "unset", "revert",
		NULL};
	const struct style_piece *piece = place->piece;

	if (!style_is(piece->name, "background-color")
	 && !style_is(piece->name, "background"))
		return;
	if (!has_any(piece->value, harmless)
	 && !style_has_call(piece->value, "url"))
		style_found(place, css_background);
}

static void check_functions(const struct place *place)
{
	static const char *const functions[] = {"min", "max", "clamp"};
	const struct style_piece *piece = place->piece;

	for (size_t i = 0; i < 3; i++)
		if (style_has_call(piece->value, functions[i]))
			style_found_with(place, css_function, functions[i]);
	if (str_starts(piece->name, STR_LIT("--")))
		style_found_with(place, css_variable, STR_ARG(piece->name));
	else if (style_has_call(piece->value, "var"))
		style_found_with(place, css_variable, STR_ARG(STR_LIT("var()")));
}

/* ---- the whole text: body and html ---- */

/* The n-th of the words that spaces part; empty where there are fewer. */
static struct str word_at(struct str s, size_t n)
{
	size_t at = 0, begin;

	do {
		while (at < s.len && is_space(s.ptr[at]))
			at++;
		begin = at;
		while (at < s.len && !is_space(s.ptr[at]))
			at++;
	} while (n-- && at > begin);
	return str_range(s.ptr + begin, s.ptr + at);
}

static bool is_zero(struct str length)
{
	size_t i = 0;

	while (i < length.len && (length.ptr[i] == '0' || length.ptr[i] == '.'))
		i++;
	return i == length.len || length.ptr[i] < '0' || length.ptr[i] > '9';
}

/* Are there margins at the sides? */
static bool has_sides(struct str margin)
{
	struct str right = word_at(margin, 1), left = word_at(margin, 3);

	if (str_empty(right))
		right = word_at(margin, 0);
	return !is_zero(right) || !is_zero(left);
}

/* Does a property of the whole text take something from the reader? */
static bool takes_over(struct str name, struct str value)
{
	static const char *const plain[] = {
		"inherit", "initial", "unset", "normal", "medium", "1em",
		"100%", "1rem", "start", "auto", NULL};

	if (is_any(value, plain))
		return false;
	if (style_is(name, "margin"))
		return has_sides(value);
	if (style_is(name, "margin-left") || style_is(name, "margin-right"))
		return !is_zero(value);
	return style_is(name, "color") || style_is(name, "font-size")
	    || style_is(name, "line-height") || style_is(name, "text-align");
}

/* The next of the selectors that commas part; false after the last. */
static bool next_selector(struct str *rest, struct str *selector)
{
	size_t n = 0;

	if (rest->len == 0)
		return false;
	while (n < rest->len && rest->ptr[n] != ',')
		n++;
	*selector = str_trim((struct str){rest->ptr, n});
	n += n < rest->len;
	*rest = str_range(rest->ptr + n, rest->ptr + rest->len);
	return true;
}

static bool is_for_body(struct str selectors)
{
	struct str selector;

	while (next_selector(&selectors, &selector))
		if (style_is(selector, "body") || style_is(selector, "html"))
			return true;
	return false;
}

static void check_body(const struct place *place)
{
	const struct style_piece *piece = place->piece;

	if (place->is_body && piece->depth == 1
	 && takes_over(piece->name, piece->value))
		style_found_with(place, css_body, STR_ARG(piece->name));
}

static void check_at_rule(const struct place *place)
{
	static const char *const widths[] = {
		"width", "min-width", "max-width", "device-width",
		"min-device-width", "max-device-width", NULL};

	if (style_is(place->piece->name, "@media")
	 && has_any(place->piece->value, widths))
		style_found(place, css_media);
}

static void check_pieces(struct book *book, const char *file,
                         struct style *style)
{
	struct style_piece piece;
	struct place place = {book, file, &piece, false};
	const char *selector = NULL; /* of the rule that is_body speaks of */

	while (style_next(style, &piece)) {
		if (piece.selector.ptr != selector)
			place.is_body = is_for_body(piece.selector);
		selector = piece.selector.ptr;
		check_addresses(&place);
		if (piece.kind == STYLE_AT_RULE) {
			check_at_rule(&place);
			continue;
		}
		if (style_is(piece.name, "display"))
			check_display(&place);
		check_background(&place);
		check_functions(&place);
		check_body(&place);
	}
}

void check_style(struct book *book, const char *file, struct str text,
                 size_t line)
{
	struct style style;

	style_init(&style, text, line);
	check_pieces(book, file, &style);
}

void check_style_attribute(struct book *book, const char *file,
                           const char *text, size_t line)
{
	struct style style;

	style_init_attribute(&style, str_of(text), line);
	check_pieces(book, file, &style);
}

/* ---- what is hidden ---- */

/* One element, class or id; what depends on others is left out, for hidden text
   must not be counted by mistake. */
static bool is_simple(struct str selector)
{
	for (size_t i = 0; i < selector.len; i++)
		if (strchr(" \t\r\n>+~:[*|(", selector.ptr[i]))
			return false;
	return selector.len > 0;
}

static void set_hidden(struct job *job, struct hidden *hidden,
                       struct str selector, bool on)
{
	size_t i = 0;

	while (i < hidden->n && !str_equal(hidden->selectors[i], selector))
		i++;
	if (i < hidden->n && !on)
		hidden->selectors[i] = hidden->selectors[--hidden->n];
	else if (i == hidden->n && on && hidden->n < HIDDEN_MAX)
		hidden->selectors[hidden->n++] = job_copy(job, selector);
}

/* What a rule says in the end; each list of selectors is read once. */
static void set_all_hidden(struct job *job, struct hidden *hidden,
                           struct str selectors, bool on)
{
	struct str selector;

	while (next_selector(&selectors, &selector))
		if (is_simple(selector))
			set_hidden(job, hidden, selector, on);
}

void hidden_collect(struct job *job, struct hidden *hidden, struct str text)
{
	struct str selectors = STR_NONE;
	struct style_piece piece;
	struct style style;
	bool on = false;

	style_init(&style, text, 1);
	while (style_next(&style, &piece)) {
		if (piece.depth != 1 || !style_is(piece.name, "display"))
			continue;
		if (piece.selector.ptr != selectors.ptr)
			set_all_hidden(job, hidden, selectors, on);
		selectors = piece.selector;
		on = style_has_word(piece.value, "none");
	}
	set_all_hidden(job, hidden, selectors, on);
}

void hidden_merge(struct hidden *hidden, const struct hidden *more)
{
	for (size_t i = 0; i < more->n && hidden->n < HIDDEN_MAX; i++)
		hidden->selectors[hidden->n++] = more->selectors[i];
}

/* Does a part of a selector, "p", ".note" or "#n1", fit the element? */
static bool part_fits(const struct element *element, struct str part)
{
	struct str name = str_range(part.ptr + 1, part.ptr + part.len);
	const char *value;

	switch (part.ptr[0]) {
	case '.':
		value = element_attribute(element, "class");
		return value && has_word(str_of(value), name);
	case '#':
		value = element_attribute(element, "id");
		return value && str_equal(str_of(value), name);
	}
	return str_equal(str_of(element_name(element)), part);
}

static bool fits(const struct element *element, struct str selector)
{
	while (selector.len) {
		size_t n = 1;
		while (n < selector.len && selector.ptr[n] != '.'
		    && selector.ptr[n] != '#')
			n++;
		if (!part_fits(element, (struct str){selector.ptr, n}))
			return false;
		selector = str_range(selector.ptr + n,
		                     selector.ptr + selector.len);
	}
	return true;
}

static bool hides_itself(const char *text)
{
	struct style_piece piece;
	struct style style;

	style_init_attribute(&style, str_of(text), 1);
	while (style_next(&style, &piece))
		if (style_is(piece.name, "display")
		 && style_has_word(piece.value, "none"))
			return true;
	return false;
}

bool hidden_has(const struct hidden *hidden, const struct element *element)
{
	const char *style = element_attribute(element, "style");

	if (style && hides_itself(style))
		return true;
	for (size_t i = 0; i < hidden->n; i++)
		if (fits(element, hidden->selectors[i]))
			return true;
	return false;
}
