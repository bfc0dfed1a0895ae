/* SPDX-License-Identifier: MIT */
#include "check/defuse.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>

#include "base/utf8.h"

/* ---- parsing ---- */

struct parse {
	struct markup *markup;
	bool own_entities; /* blanked: an unknown name may be one of them */
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
	 && !(parse->markup->old_doctype && htmlEntityLookup(name)))
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
	parse->markup->old_doctype = public_id
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
	parse.own_entities = markup_defuse(markup, bytes, &text);
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
