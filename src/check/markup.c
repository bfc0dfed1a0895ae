/* SPDX-License-Identifier: MIT */
#include "check/markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/utf8.h"

/* ---- bytes to UTF-8 ---- */

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
	    || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static struct str find_in(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (!memcmp(s.ptr + i, word, n))
			return str_range(s.ptr + i + n, s.ptr + s.len);
	return STR_NONE;
}

/* What an XML declaration names as the encoding; STR_NONE without one. */
static struct str declared_encoding(struct str s)
{
	struct str declaration, name;

	if (!str_starts(s, STR_LIT("<?xml")))
		return STR_NONE;
	declaration = s;
	name = find_in(s, "?>");
	if (name.ptr)
		declaration.len = (size_t)(name.ptr - s.ptr);
	name = find_in(declaration, "encoding");
	while (name.len && (*name.ptr == ' ' || *name.ptr == '='
	    || *name.ptr == '"' || *name.ptr == '\''))
		name = str_range(name.ptr + 1, name.ptr + name.len);
	declaration = name;
	for (name.len = 0; name.len < declaration.len
	     && is_name_char(name.ptr[name.len]);)
		name.len++;
	return name.len ? name : STR_NONE;
}

static bool same_word(struct str a, const char *lower)
{
	size_t n = strlen(lower);

	if (a.len != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = a.ptr[i];
		if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower[i])
			return false;
	}
	return true;
}

static void from_utf16(struct str s, bool big, struct buf *out)
{
	for (size_t i = 0; i + 1 < s.len; i += 2) {
		unsigned char a = (unsigned char)s.ptr[i + !big];
		unsigned char b = (unsigned char)s.ptr[i + big];
		uint32_t c = (uint32_t)a << 8 | b;
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < s.len) {
			a = (unsigned char)s.ptr[i + 2 + !big];
			b = (unsigned char)s.ptr[i + 2 + big];
			c = 0x10000 + ((c - 0xd800) << 10)
			  + (((uint32_t)a << 8 | b) & 0x3ff);
			i += 2;
		}
		buf_add_utf8(out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
	}
}

/* Of an unknown 8-bit encoding only the ASCII matters here. */
static void from_bytes(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		buf_add_utf8(out, (unsigned char)s.ptr[i]);
}

static size_t line_of(struct str s, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += s.ptr[i] == '\n';
	return line;
}

/* Puts the markup into `out` as UTF-8 without a byte order mark. */
static void decode(struct markup *markup, struct str s, struct buf *out)
{
	bool marked = str_starts(s, STR_LIT("\xef\xbb\xbf"));
	struct str name;
	size_t ascii = 0, bad;

	if (str_starts(s, STR_LIT("\xfe\xff"))
	 || str_starts(s, STR_LIT("\xff\xfe"))) {
		from_utf16(str_range(s.ptr + 2, s.ptr + s.len),
		           s.ptr[0] == '\xfe', out);
		return;
	}
	if (marked)
		s = str_range(s.ptr + 3, s.ptr + s.len);
	name = declared_encoding(s);
	while (ascii < s.len && (unsigned char)s.ptr[ascii] < 0x80)
		ascii++;
	markup->encoding_missing = !marked && !name.ptr && ascii < s.len;
	if (name.ptr && !same_word(name, "utf-8") && !same_word(name, "utf8")
	 && !(same_word(name, "us-ascii") && ascii == s.len))
		markup->encoding = job_copy(out->job, name);
	bad = utf8_first_invalid(s);
	if (bad == s.len) {
		buf_add_str(out, s);
		return;
	}
	from_bytes(s, out);
	if (str_empty(markup->encoding)) {
		markup->faults[MARKUP_MALFORMED].is_there = true;
		markup->faults[MARKUP_MALFORMED].line = line_of(s, bad);
		markup->why = "a letter is not UTF-8";
	}
}

/* ---- what libxml2 is not shown ---- */

/* Moves `at` behind the next `end`, or to the end of all. */
static size_t past(struct str s, size_t at, const char *end)
{
	struct str rest = find_in(str_range(s.ptr + at, s.ptr + s.len), end);

	return rest.ptr ? (size_t)(rest.ptr - s.ptr) : s.len;
}

static bool at_word(struct str s, size_t at, const char *word)
{
	size_t n = strlen(word);

	return s.len - at >= n && !memcmp(s.ptr + at, word, n);
}

/* Where the document type declaration begins; s.len without one. */
static size_t find_doctype(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		if (at_word(s, at, "<!DOCTYPE"))
			return at;
		if (at_word(s, at, "<?"))
			at = past(s, at + 2, "?>");
		else if (at_word(s, at, "<!--"))
			at = past(s, at + 4, "-->");
		else if (strchr(" \t\r\n", s.ptr[at]) && s.ptr[at])
			at++;
		else
			break;
	}
	return s.len;
}

/* Moves over a quoted text, a comment or an instruction, else one byte. */
static size_t past_token(struct str s, size_t at)
{
	if (s.ptr[at] == '"')
		return past(s, at + 1, "\"");
	if (s.ptr[at] == '\'')
		return past(s, at + 1, "'");
	if (at_word(s, at, "<!--"))
		return past(s, at + 4, "-->");
	if (at_word(s, at, "<?"))
		return past(s, at + 2, "?>");
	return at + 1;
}

/* Its name and a word or two, up to the quotes. */
enum { ENTITY_HEAD_BYTES = 256 };

/* Is the entity declaration at `at` one of a file elsewhere? */
static bool is_external(struct str s, size_t at)
{
	struct str rest = str_range(s.ptr + at, s.ptr + s.len);
	size_t end = 0;

	while (end < rest.len && end < ENTITY_HEAD_BYTES
	    && rest.ptr[end] != '>' && rest.ptr[end] != '"'
	    && rest.ptr[end] != '\'')
		end++;
	rest.len = end;
	return find_in(rest, "SYSTEM").ptr || find_in(rest, "PUBLIC").ptr;
}

/*
 * Blanks the declarations that a file brings along (entities, attributes with
 * defaults): each can blow up without bound what is parsed later. Returns
 * whether entities were among them.
 */
static bool blank_declarations(struct markup *markup, struct buf *bytes)
{
	struct str s = buf_str(bytes);
	size_t at = find_doctype(s), begin, next;
	bool entities = false;

	while (at < s.len && s.ptr[at] != '[') {
		if (s.ptr[at] == '>')
			return false;
		at = past_token(s, at);
	}
	for (begin = ++at; at < s.len && s.ptr[at] != ']'; at = next) {
		next = past_token(s, at);
		if (at_word(s, at, "<!ENTITY")) {
			entities = true;
			markup->external_entity |= is_external(s, at);
		}
	}
	for (size_t i = begin; i < at && i < s.len; i++)
		if (s.ptr[i] != '\n')
			bytes->ptr[i] = ' ';
	return entities;
}

/* Does an attribute's value follow the "=" at `at`? */
static bool is_attribute(struct str s, size_t at)
{
	do
		at++;
	while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\n'));
	return at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'');
}

/*
 * Steps that libxml2 takes over the attributes of each tag, which it compares
 * two by two, and for each name over the namespaces in force, which it searches
 * one by one: those of the tags around, of which it takes 256. A tag lies
 * between two "<", for its values cannot hold one.
 */
static uint64_t estimate(struct str s)
{
	uint64_t steps = 0, names = 0, attributes = 0;
	uint64_t spaces = 0, most_spaces = 0, all_spaces = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '=' && is_attribute(s, i)) {
			attributes++;
			names++;
		} else if (s.ptr[i] == 'x' && at_word(s, i, "xmlns")) {
			spaces++;
			all_spaces++;
		} else if (s.ptr[i] == '<') {
			steps += attributes * attributes;
			if (most_spaces < spaces)
				most_spaces = spaces;
			attributes = spaces = 0;
			names++;
		}
	}
	if (most_spaces < spaces)
		most_spaces = spaces;
	if (all_spaces > most_spaces * 256)
		all_spaces = most_spaces * 256;
	return steps + attributes * attributes + names * all_spaces;
}

/* ---- parsing ---- */

struct parse {
	struct markup *markup;
	bool own_entities; /* blanked: an unknown name may be one of them */
	bool xhtml_names;  /* its DTD declares &nbsp; and the like */
	bool no_memory;
	char why[200];
	xmlEntity entity;
};

/* No entity of the file is known. HTML's are, to those who may use them: any
   one character will do, as nobody will read the text. */
static xmlEntityPtr get_entity(void *context, const xmlChar *name)
{
	struct parse *parse = ((xmlParserCtxtPtr)context)->_private;

	if (!parse->own_entities
	 && !(parse->xhtml_names && htmlEntityLookup(name)))
		return NULL;
	parse->entity = (xmlEntity){
		.type = XML_ENTITY_DECL,
		.name = name,
		.etype = XML_INTERNAL_PREDEFINED_ENTITY,
		.content = (xmlChar *)(xmlStrEqual(name, BAD_CAST "nbsp")
		                       ? " " : "?"),
		.length = 1,
	};
	return &parse->entity;
}

static void internal_subset(void *context, const xmlChar *name,
                            const xmlChar *public_id, const xmlChar *system_id)
{
	struct parse *parse = ((xmlParserCtxtPtr)context)->_private;

	(void)name, (void)system_id;
	parse->xhtml_names = public_id
		&& strstr((const char *)public_id, "DTD XHTML");
}

static enum markup_fault fault_of(int code)
{
	switch (code) {
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		return MARKUP_ENTITY;
	case XML_ERR_HYPHEN_IN_COMMENT:
		return MARKUP_DASHES;
	}
	return MARKUP_MALFORMED;
}

/* libxml2 tells of its memory in several ways, and then goes on. */
static bool is_memory(const xmlError *error)
{
	return error->code == XML_ERR_NO_MEMORY || !error->message;
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct parse *parse = context;
	enum markup_fault fault = fault_of(error->code);
	struct markup *markup = parse->markup;
	size_t len;

	parse->no_memory |= is_memory(error);
	if (error->level < XML_ERR_ERROR || markup->faults[fault].is_there)
		return;
	markup->faults[fault].is_there = true;
	markup->faults[fault].line = error->line > 0 ? (size_t)error->line : 0;
	if (fault != MARKUP_MALFORMED)
		return;
	snprintf(parse->why, sizeof(parse->why), "%s",
	         error->message ? error->message : "");
	len = strlen(parse->why);
	while (len && (parse->why[len - 1] == '\n' || parse->why[len - 1] == ' '))
		parse->why[--len] = '\0';
}

static void free_tree(void *tree)
{
	xmlFreeDoc(tree);
}

static xmlDocPtr parse_bytes(struct parse *parse, struct str bytes)
{
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	xmlDocPtr tree = NULL;

	parse->no_memory |= !parser;
	if (!parser)
		return NULL;
	parser->_private = parse;
	parser->sax->getEntity = get_entity;
	parser->sax->internalSubset = internal_subset;
	/* without an encoder: the bytes are UTF-8, whatever they say */
	tree = xmlCtxtReadMemory(parser, bytes.ptr, (int)bytes.len, NULL, NULL,
	                         XML_PARSE_IGNORE_ENC | XML_PARSE_NONET
	                         | XML_PARSE_RECOVER | XML_PARSE_NOENT
	                         | XML_PARSE_BIG_LINES);
	xmlFreeParserCtxt(parser);
	return tree;
}

/* The handler of the thread's errors hears those of memory, too. */
static xmlDocPtr parse_recorded(struct parse *parse, struct str bytes)
{
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlDocPtr tree;

	xmlSetStructuredErrorFunc(parse, on_error);
	tree = parse_bytes(parse, bytes);
	xmlSetStructuredErrorFunc(context, handler);
	return tree;
}

void markup_parse(struct job *job, struct str bytes, uint64_t steps,
                  struct markup *markup)
{
	struct parse parse = {.markup = markup};
	struct buf text;
	xmlDocPtr tree;

	*markup = (struct markup){.slot = job_reserve(job), .why = "empty"};
	buf_init(&text, job);
	decode(markup, bytes, &text);
	parse.own_entities = blank_declarations(markup, &text);
	markup->effort = estimate(buf_str(&text));
	if (markup->effort > steps) {
		markup->is_tangled = true;
	} else {
		tree = parse_recorded(&parse, buf_str(&text));
		if (tree)
			job_own(job, markup->slot, free_tree, tree);
		if (parse.no_memory)
			job_fail_memory(job);
		markup->root = tree ? (const struct element *)
		                      xmlDocGetRootElement(tree) : NULL;
		markup->faults[MARKUP_MALFORMED].is_there |= !markup->root;
		if (*parse.why)
			markup->why = job_copy(job, str_of(parse.why)).ptr;
	}
	job_release(job, text.slot);
}

void markup_free(struct job *job, struct markup *markup)
{
	markup->root = NULL;
	job_release(job, markup->slot);
}

/* ---- the tree ---- */

static const xmlNode *node_of(const struct element *element)
{
	return (const xmlNode *)element;
}

/* The next element among `node` and those after it. */
static const struct element *first_element(const xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return (const struct element *)node;
}

const char *element_name(const struct element *element)
{
	return (const char *)node_of(element)->name;
}

bool element_in(const struct element *element, const char *ns)
{
	const xmlNs *space = node_of(element)->ns;

	return space && space->href && !strcmp((const char *)space->href, ns);
}

bool element_is(const struct element *element, const char *ns,
                const char *name)
{
	return !strcmp(element_name(element), name) && element_in(element, ns);
}

size_t element_line(const struct element *element)
{
	long line = xmlGetLineNo(node_of(element));

	return line > 0 ? (size_t)line : 0;
}

const struct element *element_child(const struct element *element)
{
	return first_element(node_of(element)->children);
}

const struct element *element_sibling(const struct element *element)
{
	return first_element(node_of(element)->next);
}

const struct element *element_parent(const struct element *element)
{
	const xmlNode *parent = node_of(element)->parent;

	return parent && parent->type == XML_ELEMENT_NODE
		? (const struct element *)parent : NULL;
}

const struct element *element_skip(const struct element *root,
                                   const struct element *element)
{
	while (element && element != root) {
		const struct element *sibling = element_sibling(element);
		if (sibling)
			return sibling;
		element = element_parent(element);
	}
	return NULL;
}

const struct element *element_next(const struct element *root,
                                   const struct element *element)
{
	const struct element *child = element_child(element);

	return child ? child : element_skip(root, element);
}

const struct element *element_find(const struct element *root, const char *ns,
                                   const char *name)
{
	const struct element *e = root;

	while (e && !element_is(e, ns, name))
		e = element_next(root, e);
	return e;
}

const char *attribute_name(const struct attribute *attribute)
{
	return (const char *)((const xmlAttr *)attribute)->name;
}

const char *attribute_value(const struct attribute *attribute)
{
	const xmlNode *text = ((const xmlAttr *)attribute)->children;

	return text && text->content ? (const char *)text->content : "";
}

bool attribute_in(const struct attribute *attribute, const char *ns)
{
	const xmlNs *space = ((const xmlAttr *)attribute)->ns;

	return space && space->href && !strcmp((const char *)space->href, ns);
}

const struct attribute *attribute_first(const struct element *element)
{
	return (const struct attribute *)node_of(element)->properties;
}

const struct attribute *attribute_next(const struct attribute *attribute)
{
	return (const struct attribute *)((const xmlAttr *)attribute)->next;
}

const char *element_attribute(const struct element *element, const char *name)
{
	const struct attribute *a = attribute_first(element);

	while (a && (((const xmlAttr *)a)->ns || strcmp(attribute_name(a), name)))
		a = attribute_next(a);
	return a ? attribute_value(a) : NULL;
}

const char *element_attribute_ns(const struct element *element,
                                 const char *ns, const char *name)
{
	const struct attribute *a = attribute_first(element);

	while (a && (!attribute_in(a, ns) || strcmp(attribute_name(a), name)))
		a = attribute_next(a);
	return a ? attribute_value(a) : NULL;
}

/* ---- text ---- */

/* The node after this one inside `root`; `inside`: its children first. */
static const xmlNode *next_node(const xmlNode *root, const xmlNode *node,
                                bool inside)
{
	if (inside && node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node != root && !node->next)
		node = node->parent;
	return node && node != root ? node->next : NULL;
}

static bool is_silent(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE
	    && (xmlStrEqual(node->name, BAD_CAST "style")
	     || xmlStrEqual(node->name, BAD_CAST "script"));
}

static bool is_text(const xmlNode *node)
{
	return (node->type == XML_TEXT_NODE
	     || node->type == XML_CDATA_SECTION_NODE) && node->content;
}

void element_text(const struct element *element, size_t most, struct buf *out)
{
	const xmlNode *root = node_of(element);

	for (const xmlNode *node = root; node && out->len < most;
	     node = next_node(root, node, !is_silent(node)))
		if (is_text(node))
			buf_add(out, node->content, strnlen(
				(const char *)node->content, most));
}

void element_own_text(const struct element *element, struct buf *out)
{
	for (const xmlNode *node = node_of(element)->children; node;
	     node = node->next)
		if (is_text(node))
			buf_add_str(out, str_of((const char *)node->content));
}

static size_t count_letters(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len;)
		n += !utf8_is_space(utf8_next(s, &at));
	return n;
}

bool element_has_letters(const struct element *element)
{
	const xmlNode *root = node_of(element);

	for (const xmlNode *node = root; node;
	     node = next_node(root, node, !is_silent(node)))
		if (is_text(node)
		 && !str_empty(str_trim(str_of((const char *)node->content))))
			return true;
	return false;
}

size_t element_letters(const struct element *element)
{
	const xmlNode *root = node_of(element);
	size_t n = 0;

	for (const xmlNode *node = root; node;
	     node = next_node(root, node, !is_silent(node)))
		if (is_text(node))
			n += count_letters(str_of((const char *)node->content));
	return n;
}
