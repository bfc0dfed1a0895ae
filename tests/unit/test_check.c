/* SPDX-License-Identifier: MIT */

/*
 * `art2book check`: a sound book gets no finding, and the same book with one
 * fault gets the findings of that fault and no others.
 */

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>
#include <zip.h>

#include "art2book.h"

/* ---- a sound book ---- */

struct part {
	const char *name;
	const char *text;
	size_t size; /* 0: as long as the text */
};

#define PNG(width, height) \
	"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" width height "\x08\x02\0\0\0"

#define PAGE(body) \
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n" \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\"" \
	" xmlns:epub=\"http://www.idpf.org/2007/ops\" xml:lang=\"en\">\n" \
	"<head><title>Page</title>" \
	"<link rel=\"stylesheet\" href=\"book.css\"/></head>\n" \
	"<body>" body "</body>\n</html>\n"

static const char container[] =
	"<?xml version=\"1.0\"?>\n<container version=\"1.0\""
	" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">"
	"<rootfiles><rootfile full-path=\"EPUB/book.opf\""
	" media-type=\"application/oebps-package+xml\"/></rootfiles>"
	"</container>\n";

static const char package[] =
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	"<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\""
	" unique-identifier=\"uid\">\n"
	"<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
	"<dc:identifier id=\"uid\">urn:x:1</dc:identifier>\n"
	"<dc:title>Tide tables</dc:title>\n"
	"<dc:language>en</dc:language>\n"
	"<meta property=\"dcterms:modified\">2026-11-22T10:00:00Z</meta>\n"
	"<meta name=\"cover\" content=\"cover-image\"/>\n"
	"</metadata>\n<manifest>\n"
	"<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\""
	" media-type=\"application/xhtml+xml\"/>\n"
	"<item id=\"ncx\" href=\"toc.ncx\""
	" media-type=\"application/x-dtbncx+xml\"/>\n"
	"<item id=\"css\" href=\"book.css\" media-type=\"text/css\"/>\n"
	"<item id=\"cover-image\" href=\"cover.png\" properties=\"cover-image\""
	" media-type=\"image/png\"/>\n"
	"<item id=\"cover\" href=\"cover.xhtml\""
	" media-type=\"application/xhtml+xml\"/>\n"
	"<item id=\"one\" href=\"one.xhtml\""
	" media-type=\"application/xhtml+xml\"/>\n"
	"<item id=\"two\" href=\"two.xhtml\""
	" media-type=\"application/xhtml+xml\"/>\n"
	"<item id=\"pic\" href=\"pic.png\" media-type=\"image/png\"/>\n"
	"</manifest>\n<spine toc=\"ncx\">\n"
	"<itemref idref=\"cover\" linear=\"no\"/>\n"
	"<itemref idref=\"one\"/>\n<itemref idref=\"two\"/>\n"
	"</spine>\n</package>\n";

static const char nav[] = PAGE(
	"\n<nav epub:type=\"toc\"><h1>Contents</h1><ol>\n"
	"<li><a href=\"one.xhtml#ebb\">Ebb</a></li>\n"
	"<li><a href=\"two.xhtml\">Flood</a></li>\n</ol></nav>\n"
	"<nav epub:type=\"landmarks\" hidden=\"\"><ol>"
	"<li><a epub:type=\"cover\" href=\"cover.xhtml\">Cover</a></li>"
	"</ol></nav>\n");

static const char ncx[] =
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	"<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\">"
	"<head><meta name=\"dtb:uid\" content=\"urn:x:1\"/></head>"
	"<docTitle><text>Tide tables</text></docTitle>\n<navMap>\n"
	"<navPoint id=\"n1\" playOrder=\"1\"><navLabel><text>Ebb</text>"
	"</navLabel><content src=\"one.xhtml#ebb\"/></navPoint>\n"
	"<navPoint id=\"n2\" playOrder=\"2\"><navLabel><text>Flood</text>"
	"</navLabel><content src=\"two.xhtml\"/></navPoint>\n"
	"</navMap></ncx>\n";

static const char style[] =
	"/* display: flex is not meant here */\n"
	"body { margin: 0; }\n"
	"h1 { text-align: left; }\n"
	"p { margin: 0 0 1em 0; }\n";

static const char one[] = PAGE(
	"<h1 id=\"ebb\">Ebb</h1>\n"
	"<p>The water leaves the harbour twice a day — see"
	" <a href=\"two.xhtml#sea\">the flood</a>.</p>\n"
	"<p><img src=\"pic.png\" alt=\"A tide gauge\"/></p>\n"
	"<table><tr><td>1</td><td>2</td></tr></table>");

static const char two[] = PAGE(
	"<h1 id=\"sea\">Flood</h1>\n<p>It comes back.</p>\n"
	"<p>Home: <a href=\"https://example.org/\">example.org</a></p>");

#define IMAGE(bytes) bytes, sizeof(bytes) - 1

static const struct part sound[] = {
	{"mimetype", "application/epub+zip", 0},
	{"META-INF/container.xml", container, 0},
	{"EPUB/book.opf", package, 0},
	{"EPUB/nav.xhtml", nav, 0},
	{"EPUB/toc.ncx", ncx, 0},
	{"EPUB/book.css", style, 0},
	{"EPUB/cover.png", IMAGE(PNG("\0\0\x06\x40", "\0\0\x0a\0"))},
	{"EPUB/cover.xhtml",
	 PAGE("<div><img src=\"cover.png\" alt=\"Cover\"/></div>"), 0},
	{"EPUB/one.xhtml", one, 0},
	{"EPUB/two.xhtml", two, 0},
	{"EPUB/pic.png", IMAGE(PNG("\0\0\0\x20", "\0\0\0\x20"))},
};

enum { N_SOUND = sizeof(sound) / sizeof(sound[0]), N_PARTS = 32 };

/* ---- a book on its way to the test ---- */

struct bench {
	struct part parts[N_PARTS];
	size_t n;
	char path[64];
	char *made[16]; /* texts that the test owns */
	size_t n_made;
	void (*spoil)(zip_t *zip); /* the archive, before it is written */
	char rules[2048];          /* that were found, each with a space */
	char texts[8192];
	size_t findings, more;
};

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	int file;

	assert_non_null(b);
	memcpy(b->parts, sound, sizeof(sound));
	b->n = N_SOUND;
	strcpy(b->path, "/tmp/art2book-check-XXXXXX");
	file = mkstemp(b->path);
	assert_true(file >= 0);
	close(file);
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	remove(b->path);
	while (b->n_made)
		free(b->made[--b->n_made]);
	free(b);
	return 0;
}

static char *own(struct bench *b, size_t size)
{
	char *text = calloc(1, size + 1);

	assert_non_null(text);
	assert_true(b->n_made < 16);
	b->made[b->n_made++] = text;
	return text;
}

static struct part *part_of(struct bench *b, const char *name)
{
	for (size_t i = 0; i < b->n; i++)
		if (!strcmp(b->parts[i].name, name))
			return &b->parts[i];
	return NULL;
}

static void add_part(struct bench *b, const char *name, const char *text,
                     size_t size)
{
	assert_true(b->n < N_PARTS);
	b->parts[b->n++] = (struct part){name, text, size};
}

static void remove_part(struct bench *b, const char *name)
{
	struct part *part = part_of(b, name);

	assert_non_null(part);
	memmove(part, part + 1,
	        (size_t)(b->parts + b->n - (part + 1)) * sizeof(*part));
	b->n--;
}

/* Puts `to` in the place of the first `from`; without `from`, of all. */
static void edit(struct bench *b, const char *name, const char *from,
                 const char *to)
{
	struct part *part = part_of(b, name);
	const char *at;
	char *text;

	if (!part) {
		add_part(b, name, to, 0);
		return;
	}
	if (!from) {
		part->text = to;
		part->size = 0;
		return;
	}
	at = strstr(part->text, from);
	assert_non_null(at);
	text = own(b, strlen(part->text) + strlen(to));
	memcpy(text, part->text, (size_t)(at - part->text));
	strcat(text, to);
	strcat(text, at + strlen(from));
	part->text = text;
}

static void write_book(struct bench *b)
{
	zip_t *zip = zip_open(b->path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	for (size_t i = 0; i < b->n; i++) {
		const struct part *part = &b->parts[i];
		size_t size = part->size ? part->size : strlen(part->text);
		zip_source_t *source = zip_source_buffer(zip, part->text, size,
		                                         0);
		zip_int64_t n = zip_file_add(zip, part->name, source,
		                             ZIP_FL_ENC_GUESS);
		assert_true(n >= 0);
		zip_file_set_dostime(zip, (zip_uint64_t)n, 0, 33, 0);
		zip_set_file_compression(zip, (zip_uint64_t)n,
		                         i ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 1);
	}
	if (b->spoil)
		b->spoil(zip);
	assert_int_equal(zip_close(zip), 0);
}

static void note(void *user, const struct a2b_finding *finding)
{
	struct bench *b = user;
	char word[80];

	assert_non_null(finding->source);
	assert_true(finding->refused || finding->doubtful);
	b->findings++;
	b->more += finding->more;
	snprintf(word, sizeof(word), "%s ", finding->rule);
	if (!strstr(b->rules, word))
		strcat(b->rules, word);
	snprintf(b->texts + strlen(b->texts),
	         sizeof(b->texts) - strlen(b->texts), "%s:%zu: %s\n",
	         finding->file ? finding->file : "-", finding->line,
	         finding->text);
}

static enum a2b_status check(struct bench *b)
{
	struct a2b_options options;

	a2b_options_init(&options);
	b->rules[0] = b->texts[0] = '\0';
	b->findings = b->more = 0;
	return a2b_check_epub(&options, b->path, note, b);
}

/* The book as it is now has findings of exactly these rules. */
static void expect(struct bench *b, const char *rules)
{
	write_book(b);
	assert_int_equal(check(b), A2B_OK);
	if (strcmp(b->rules, rules))
		print_message("%s", b->texts);
	assert_string_equal(b->rules, rules);
}

/* ---- one fault each ---- */

static const struct fault {
	const char *rules;
	/* up to three: name, from, to; without `to` the file is taken away */
	const char *edits[9];
} faults[] = {
	/* the container */
	{"container-missing ", {"META-INF/container.xml", NULL, NULL}},
	{"container-rootfile ", {"META-INF/container.xml",
	 "full-path=\"EPUB/book.opf\"", ""}},
	{"package-missing ", {"META-INF/container.xml", "book.opf", "x.opf"}},
	{"xml-malformed ", {"META-INF/container.xml", "</rootfiles>", ""}},
	{"xml-malformed ", {"META-INF/container.xml", NULL, " "}},
	{"drm ", {"META-INF/encryption.xml", NULL,
	 "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
	 "<EncryptedData xmlns='http://www.w3.org/2001/04/xmlenc#'>"
	 "<EncryptionMethod Algorithm="
	 "'http://www.w3.org/2001/04/xmlenc#aes128-cbc'/><CipherData>"
	 "<CipherReference URI='EPUB/one.xhtml'/></CipherData>"
	 "</EncryptedData></encryption>"}},
	{"", {"META-INF/encryption.xml", NULL,
	 "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
	 "<EncryptedData xmlns='http://www.w3.org/2001/04/xmlenc#'>"
	 "<EncryptionMethod Algorithm="
	 "'http://www.idpf.org/2008/embedding'/></EncryptedData></encryption>"}},
	{"mimetype-content ", {"mimetype", NULL, "application/epub+zip\n"}},
	{"mimetype-content ", {"mimetype", NULL, "application/zip"}},
	{"mimetype-first ", {"mimetype", NULL, NULL}},

	/* names */
	{"name-special ", {"EPUB/a b.txt", NULL, "x"}},
	{"name-special ", {"EPUB/caf\xc3\xa9.txt", NULL, "x"}},
	{"name-special ", {"EPUB/a&b.txt", NULL, "x"}},
	{"name-forbidden ", {"EPUB\\a.txt", NULL, "x"}},
	{"name-forbidden ", {"EPUB/a?.txt", NULL, "x"}},
	{"name-outside ", {"../../etc/passwd", NULL, "x"}},
	{"name-outside ", {"/etc/passwd", NULL, "x"}},
	{"name-outside ", {"EPUB/../../x", NULL, "x"}},
	{"name-clash ", {"EPUB/ONE.xhtml", NULL, "x"}},

	/* XML */
	{"xml-malformed ", {"EPUB/one.xhtml", "</h1>", ""}},
	{"xml-malformed ", {"EPUB/toc.ncx", "</navMap>", ""}},
	{"xml-malformed ", {"EPUB/book.opf", "</manifest>", ""}},
	{"comment-dashes ", {"EPUB/one.xhtml", "<h1", "<!-- a -- b --><h1"}},
	{"entity-unknown ", {"EPUB/one.xhtml", "twice", "twice&nbsp;"}},
	{"doctype-old ", {"EPUB/one.xhtml", "<!DOCTYPE html>",
	 "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\""
	 " \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">",
	 "EPUB/one.xhtml", "twice", "twice&nbsp;a&eacute;"}},
	{"entity-unknown doctype-old ", {"EPUB/one.xhtml", "<!DOCTYPE html>",
	 "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\""
	 " \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">",
	 "EPUB/one.xhtml", "twice", "twice&nosuch;"}},
	{"entity-external ", {"EPUB/one.xhtml", "<!DOCTYPE html>",
	 "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
	 "EPUB/one.xhtml", "twice", "twice&x;"}},
	{"", {"EPUB/one.xhtml", "<!DOCTYPE html>",
	 "<!DOCTYPE html [<!ENTITY x \"y]>\">]>",
	 "EPUB/one.xhtml", "twice", "twice&x;"}},
	{"encoding-missing ", {"EPUB/one.xhtml", " encoding=\"utf-8\"", ""}},
	{"encoding-meta ", {"EPUB/one.xhtml", " encoding=\"utf-8\"", "",
	 "EPUB/one.xhtml", "<head>", "<head><meta charset=\"utf-8\"/>"}},
	{"", {"EPUB/two.xhtml", " encoding=\"utf-8\"", ""}}, /* is ASCII */
	{"encoding-other ", {"EPUB/two.xhtml", "utf-8", "windows-1252"}},
	{"xml-malformed ", {"EPUB/two.xhtml", "back", "\xff back"}},

	/* the package */
	{"title-missing ", {"EPUB/book.opf", "<dc:title>Tide tables</dc:title>",
	 ""}},
	{"title-twice ", {"EPUB/book.opf", "</dc:title>",
	 "</dc:title><dc:title>And maps</dc:title>"}},
	{"title-refined ", {"EPUB/book.opf", "</dc:title>",
	 "</dc:title><dc:title>And maps</dc:title>"
	 "<meta refines=\"#t\" property=\"title-type\">main</meta>"}},
	{"language-missing ", {"EPUB/book.opf", "<dc:language>en</dc:language>",
	 ""}},
	{"language-missing ", {"EPUB/book.opf", ">en<", "> <"}},
	{"language-form ", {"EPUB/book.opf", ">en<", ">C<"}},
	{"language-form ", {"EPUB/book.opf", ">en<", ">en_US<"}},
	{"language-unknown ", {"EPUB/book.opf", ">en<", ">us<"}},
	{"language-unknown ", {"EPUB/book.opf", ">en<", ">english<"}},
	{"language-kindle ", {"EPUB/book.opf", ">en<", ">el<"}},
	{"", {"EPUB/book.opf", ">en<", ">pt-BR<"}},
	{"", {"EPUB/book.opf", ">en<", ">zh-Hant-TW<"}},
	{"identifier-mismatch ", {"EPUB/book.opf", "unique-identifier=\"uid\"",
	 "unique-identifier=\"id\""}},
	{"modified-wrong ", {"EPUB/book.opf", "T10:00:00Z", ""}},
	{"modified-wrong ", {"EPUB/book.opf", "</metadata>",
	 "<meta property=\"dcterms:modified\">2026-11-22T10:00:00Z</meta>"
	 "</metadata>"}},
	{"manifest-missing ", {"EPUB/book.opf", "</manifest>",
	 "<item id=\"x\" href=\"x.png\" media-type=\"image/png\"/></manifest>"}},
	{"manifest-metainf ", {"EPUB/book.opf", "</manifest>",
	 "<item id=\"x\" href=\"../META-INF/container.xml\""
	 " media-type=\"text/xml\"/></manifest>"}},
	{"link-outside ", {"EPUB/book.opf", "</manifest>",
	 "<item id=\"x\" href=\"../../x.png\""
	 " media-type=\"image/png\"/></manifest>"}},
	{"spine-missing ", {"EPUB/book.opf", "</spine>",
	 "<itemref idref=\"three\"/></spine>"}},
	{"spine-type ", {"EPUB/book.opf", "</spine>",
	 "<itemref idref=\"pic\"/></spine>"}},
	{"spine-empty ", {"EPUB/book.opf",
	 "<itemref idref=\"one\"/>\n<itemref idref=\"two\"/>", ""}},
	{"link-missing ", {"EPUB/book.opf", "</spine>",
	 "</spine><guide><reference href=\"no.xhtml\"/></guide>"}},

	/* contents */
	{"nav-missing ", {"EPUB/book.opf", " properties=\"nav\"", ""}},
	{"nav-toc-missing ", {"EPUB/nav.xhtml", "epub:type=\"toc\"", ""}},
	{"ncx-missing ", {"EPUB/book.opf",
	 "media-type=\"application/x-dtbncx+xml\"", "media-type=\"text/x\""}},
	{"ncx-unlinked ", {"EPUB/book.opf", " toc=\"ncx\"", ""}},
	{"toc-missing ", {"EPUB/book.opf", "version=\"3.0\"", "version=\"2.0\"",
	 "EPUB/book.opf", "properties=\"nav\"", "",
	 "EPUB/book.opf", "application/x-dtbncx+xml", "text/x"}},
	{"toc-empty ", {"EPUB/nav.xhtml",
	 "<li><a href=\"one.xhtml#ebb\">Ebb</a></li>\n"
	 "<li><a href=\"two.xhtml\">Flood</a></li>\n", ""}},
	{"label-empty ", {"EPUB/nav.xhtml", ">Ebb<", "> <"}},
	{"ncx-label ", {"EPUB/toc.ncx", ">Ebb<", "><"}},
	{"toc-target ", {"EPUB/nav.xhtml", "two.xhtml", "three.xhtml"}},
	{"toc-target ", {"EPUB/toc.ncx", "two.xhtml", "three.xhtml"}},
	{"toc-anchor ", {"EPUB/nav.xhtml", "#ebb", "#ebbe"}},
	{"toc-anchor ", {"EPUB/toc.ncx", "#ebb", "#ebbe"}},
	{"toc-table ", {"EPUB/nav.xhtml", "<h1>Contents</h1>",
	 "<table><tr><td>Contents</td></tr></table>"}},
	{"toc-deep-kindle ", {"EPUB/nav.xhtml", "Ebb</a>",
	 "Ebb</a><ol><li><a href=\"two.xhtml\">a</a><ol>"
	 "<li><a href=\"two.xhtml\">b</a></li></ol></li></ol>"}},
	{"toc-deep-kindle toc-deep-kobo ", {"EPUB/nav.xhtml", "Ebb</a>",
	 "Ebb</a><ol><li><a href=\"two.xhtml\">a</a><ol>"
	 "<li><a href=\"two.xhtml\">b</a><ol>"
	 "<li><a href=\"two.xhtml\">c</a></li></ol></li></ol></li></ol>"}},
	{"landmarks-empty ", {"EPUB/nav.xhtml",
	 "<li><a epub:type=\"cover\" href=\"cover.xhtml\">Cover</a></li>", ""}},
	{"ncx-uid ", {"EPUB/toc.ncx", "urn:x:1", "urn:x:2"}},
	{"ncx-play-order ", {"EPUB/toc.ncx", "playOrder=\"2\"",
	 "playOrder=\"3\""}},
	{"ncx-play-order ", {"EPUB/toc.ncx", "playOrder=\"2\"",
	 "playOrder=\"1\""}},
	{"ncx-play-order ", {"EPUB/toc.ncx", "playOrder=\"2\"",
	 "playOrder=\"99999999999999999999\""}},
	{"", {"EPUB/toc.ncx", "playOrder=\"2\"", "playOrder=\"1\"",
	 "EPUB/toc.ncx", "two.xhtml", "one.xhtml#ebb"}},
	{"ncx-id-empty ", {"EPUB/toc.ncx", "id=\"n2\"", "id=\"\""}},

	/* the cover */
	{"cover-missing image-pixels ", {"EPUB/book.opf", " properties=\"cover-image\"", "",
	 "EPUB/book.opf", "<meta name=\"cover\" content=\"cover-image\"/>", ""}},
	{"cover-meta ", {"EPUB/book.opf",
	 "<meta name=\"cover\" content=\"cover-image\"/>", ""}},
	{"cover-twice ", {"EPUB/book.opf", " linear=\"no\"", ""}},
	{"cover-text ", {"EPUB/cover.xhtml", "<div>", "<div>Tide tables"}},
	{"cover-vector ", {"EPUB/cover.png", NULL, "<svg/>",
	 "EPUB/book.opf", "cover-image\"\x20media-type=\"image/png",
	 "cover-image\" media-type=\"image/svg+xml"}},
	{"cover-page ", {"EPUB/cover.xhtml",
	 "<img src=\"cover.png\" alt=\"Cover\"/>", "Tide tables"}},
	{"cover-webp ", {"EPUB/cover.png", NULL,
	 "RIFF\x20\x20\x20\x20WEBPVP8 \x20\x20\x20\x20......\x40\x06\x40\x06",
	 "EPUB/book.opf", "cover-image\"\x20media-type=\"image/png",
	 "cover-image\" media-type=\"image/webp"}},
	{"cover-gif ", {"EPUB/cover.png", NULL, "GIF89a\x40\x06\x40\x06....",
	 "EPUB/book.opf", "cover-image\"\x20media-type=\"image/png",
	 "cover-image\" media-type=\"image/gif"}},

	/* pages */
	{"page-wrapper ", {"EPUB/two.xhtml", NULL, "<p id=\"sea\">Back.</p>"}},
	{"page-wrapper ", {"EPUB/two.xhtml",
	 "xmlns=\"http://www.w3.org/1999/xhtml\"", ""}},
	{"link-missing ", {"EPUB/two.xhtml", "https://example.org/",
	 "four.xhtml"}},
	{"link-anchor ", {"EPUB/one.xhtml", "#sea", "#see"}},
	{"", {"EPUB/one.xhtml", "two.xhtml#sea", "./two%2Exhtml#s%65a"}},
	{"", {"EPUB/one.xhtml", "two.xhtml#sea", "#ebb"}},
	{"link-body ", {"EPUB/two.xhtml", "<body>", "<body id=\"sea\">",
	 "EPUB/two.xhtml", " id=\"sea\">Flood", ">Flood"}},
	{"link-outside ", {"EPUB/two.xhtml", "https://example.org/",
	 "../../x.xhtml"}},
	{"link-outside ", {"EPUB/two.xhtml", "https://example.org/",
	 "file:///etc/passwd"}},
	{"remote ", {"EPUB/one.xhtml", "pic.png", "http://example.org/a.png"}},
	{"remote ", {"EPUB/book.css", "body",
	 "@import url(\"//example.org/a.css\"); body"}},
	{"resource-missing ", {"EPUB/one.xhtml", "pic.png", "pics.png"}},
	{"resource-missing ", {"EPUB/book.css", "body",
	 "@font-face { src: url(a.ttf) } body"}},
	{"resource-unlisted ", {"EPUB/one.xhtml", "pic.png", "hid.png",
	 "EPUB/hid.png", NULL, "x"}},
	{"img-src ", {"EPUB/one.xhtml", "src=\"pic.png\"", ""}},
	{"img-src ", {"EPUB/one.xhtml", "pic.png", ""}},
	{"img-alt ", {"EPUB/one.xhtml", "alt=\"A tide gauge\"", ""}},
	{"img-alt-empty ", {"EPUB/one.xhtml", "A tide gauge", ""}},
	{"script ", {"EPUB/one.xhtml", "<h1", "<script>tide()</script><h1"}},
	{"", {"EPUB/one.xhtml", "<h1",
	 "<script type=\"application/ld+json\">{}</script><h1"}},
	{"epub-attribute ", {"EPUB/one.xhtml", "<h1", "<h1 epub:foo=\"x\""}},
	{"", {"EPUB/one.xhtml", "<h1", "<h1 epub:type=\"title\""}},
	{"table-wide ", {"EPUB/one.xhtml", "<td>1</td>",
	 "<td colspan=\"4\">1</td>"}},

	/* pictures and fonts */
	{"image-damaged ", {"EPUB/pic.png", NULL, "no picture at all"}},
	{"image-type ", {"EPUB/pic.png", NULL, "GIF89a\x40\x06\x40\x06...."}},
	{"image-webp ", {"EPUB/pic.png", NULL,
	 "RIFF\x20\x20\x20\x20WEBPVP8 \x20\x20\x20\x20......\x20\x01\x20\x01",
	 "EPUB/book.opf", "pic.png\" media-type=\"image/png",
	 "pic.png\" media-type=\"image/webp"}},
	{"font-apple ", {"EPUB/book.opf", "</manifest>",
	 "<item id=\"f\" href=\"f.ttf\" media-type=\"font/ttf\"/></manifest>",
	 "EPUB/f.ttf", NULL, "x"}},
	{"font-apple font-woff2 ", {"EPUB/book.opf", "</manifest>",
	 "<item id=\"f\" href=\"f.w\" media-type=\"font/woff2\"/></manifest>",
	 "EPUB/f.w", NULL, "x"}},

	/* style */
	{"css-flex ", {"EPUB/book.css", "margin: 0;", "DISPLAY:flex;"}},
	{"css-grid ", {"EPUB/book.css", "margin: 0;", "display: inline-grid"}},
	{"css-function ", {"EPUB/book.css", "0 0 1em 0", "0 0 min(1em, 5%)"}},
	{"css-function ", {"EPUB/book.css", "h1 {",
	 "h1 { font-size: clamp(1em, 2em, 3em);"}},
	{"", {"EPUB/book.css", "h1 {", "h1 { content: \"min(1em)\";"}},
	{"css-media ", {"EPUB/book.css", "h1 {",
	 "@media (min-width: 20em) { h2 { margin: 0 } } h1 {"}},
	{"", {"EPUB/book.css", "h1 {", "@media print { h2 { margin: 0 } } h1 {"}},
	{"css-variable ", {"EPUB/book.css", "h1 {", "h1 { --gap: 1em;"}},
	{"css-variable ", {"EPUB/book.css", "h1 {", "h1 { margin: var(--g);"}},
	{"css-background ", {"EPUB/book.css", "h1 {", "h1 { background: #eee;"}},
	{"", {"EPUB/book.css", "h1 {", "h1 { background: none;"}},
	{"css-body ", {"EPUB/book.css", "margin: 0;", "color: black"}},
	{"css-body ", {"EPUB/book.css", "margin: 0;", "margin: 0 5%"}},
	{"css-body ", {"EPUB/book.css", "margin: 0;", "line-height: 1.4"}},
	{"", {"EPUB/book.css", "margin: 0;", "margin: 1em 0"}},
	{"css-inline ", {"EPUB/one.xhtml", "<h1", "<h1 style=\"margin: 0\""}},
	{"css-flex css-inline ", {"EPUB/one.xhtml", "<h1",
	 "<h1 style=\"display: flex\""}},
	{"css-flex ", {"EPUB/one.xhtml", "</title>",
	 "</title><style>h1 { display: flex }</style>"}},
};

static void apply(struct bench *b, const char *const edits[3])
{
	if (edits[0] && edits[2])
		edit(b, edits[0], edits[1], edits[2]);
	else if (edits[0])
		remove_part(b, edits[0]);
}

static void test_faults(void **state)
{
	size_t n = sizeof(faults) / sizeof(faults[0]);

	for (size_t i = 0; i < n; i++) {
		const struct fault *fault = &faults[i];
		struct bench *b = *state;
		apply(b, fault->edits);
		apply(b, fault->edits + 3);
		apply(b, fault->edits + 6);
		write_book(b);
		assert_int_equal(check(b), A2B_OK);
		if (strcmp(b->rules, fault->rules))
			fail_msg("%s: %s: expected '%s', found '%s'\n%s",
			         fault->edits[0], fault->edits[2], fault->rules,
			         b->rules, b->texts);
		tear_down(state);
		set_up(state);
	}
}

static void test_sound(void **state)
{
	expect(*state, "");
}

/* ---- faults that take more than an edit ---- */

static void comment(zip_t *zip)
{
	zip_set_archive_comment(zip, "made by hand", 12);
}

static void pack_mimetype(zip_t *zip)
{
	/* long enough that packing it pays */
	zip_set_file_compression(zip, 0, ZIP_CM_DEFLATE, 9);
}

static void add_extra(zip_t *zip)
{
	zip_file_extra_field_set(zip, 0, 0x7855, ZIP_EXTRA_FIELD_NEW,
	                         (const zip_uint8_t *)"abcd", 4, ZIP_FL_LOCAL);
}

static void pack_by_bzip2(zip_t *zip)
{
	if (zip_compression_method_supported(ZIP_CM_BZIP2, 1))
		zip_set_file_compression(zip, 4, ZIP_CM_BZIP2, 1);
}

static void lock_page(zip_t *zip)
{
	zip_file_set_encryption(zip, (zip_uint64_t)zip_name_locate(zip,
	                        "EPUB/two.xhtml", 0), ZIP_EM_AES_256, "sea");
}

static void test_archive(void **state)
{
	struct bench *b = *state;

	b->spoil = comment;
	expect(b, "zip-comment ");
	b->spoil = add_extra;
	expect(b, "mimetype-extra ");
	b->spoil = pack_by_bzip2;
	expect(b, "file-method ");
	b->spoil = lock_page;
	expect(b, "file-encrypted ");
	b->spoil = pack_mimetype;
	edit(b, "mimetype", NULL, "application/epub+zip"
	     "                                                          ");
	expect(b, "mimetype-packed mimetype-content ");
}

/* A text of n letters between two others. */
static const char *long_text(struct bench *b, const char *before, size_t n,
                             const char *after)
{
	char *text = own(b, strlen(before) + n + strlen(after));
	size_t at = strlen(before);

	strcpy(text, before);
	for (size_t i = 0; i < n; i++)
		text[at++] = i % 80 ? 'x' : '\n';
	strcpy(text + at, after);
	return text;
}

static void test_hidden(void **state)
{
	struct bench *b = *state;
	const char *text = long_text(b, "<div class=\"note deep\">", 12000,
	                             "</div><h1");

	edit(b, "EPUB/one.xhtml", "<h1", text);
	expect(b, "");
	edit(b, "EPUB/book.css", "h1 {", "h2, .deep { display: none } h1 {");
	expect(b, "hidden-text ");
	edit(b, "EPUB/book.css", "h1 {", ".deep { display: block } h1 {");
	expect(b, "");
	edit(b, "EPUB/book.css", "h1 {", ".x .deep { display: none } h1 {");
	expect(b, "");
	edit(b, "EPUB/one.xhtml", "<body>",
	     "<body><div style=\"display:none\">");
	edit(b, "EPUB/one.xhtml", "</body>", "</div></body>");
	expect(b, "hidden-text css-inline ");
}

static void test_large(void **state)
{
	struct bench *b = *state;

	edit(b, "EPUB/two.xhtml", "<p>", long_text(b, "<p>", 310 * 1024, ""));
	expect(b, "page-large ");
	edit(b, "EPUB/two.xhtml", "<p>", long_text(b, "<p>", 11 << 20, ""));
	expect(b, "xml-large ");
}

static void store_last(zip_t *zip)
{
	zip_set_file_compression(zip, N_SOUND, ZIP_CM_STORE, 0);
}

static void test_sizes(void **state)
{
	struct bench *b = *state;

	b->spoil = store_last;
	add_part(b, "EPUB/sound.bin", own(b, 201 << 20), 51 << 20);
	expect(b, "size-email ");
	b->parts[N_SOUND].size = 201 << 20;
	expect(b, "size-web ");
}

static void test_pictures(void **state)
{
	struct bench *b = *state;
	struct part *pic = part_of(b, "EPUB/pic.png");
	struct part *cover = part_of(b, "EPUB/cover.png");

	*pic = (struct part){pic->name, IMAGE(PNG("\0\0\x10\0", "\0\0\x10\0"))};
	expect(b, "image-pixels ");
	*pic = (struct part){pic->name, IMAGE(PNG("\0\0\0\x20", "\0\0\0\0"))};
	expect(b, "image-damaged ");
	*pic = (struct part){pic->name, IMAGE(
		"\xff\xd8\xff\xe0\0\x04..\xff\xc0\0\x11\x08\0\x20\0\x20\x04")};
	expect(b, "image-type image-cmyk ");
	*pic = sound[N_SOUND - 1];
	*cover = (struct part){cover->name,
		IMAGE(PNG("\0\0\x01\x40", "\0\0\x02\0"))};
	expect(b, "cover-small ");
	*cover = (struct part){cover->name,
		IMAGE(PNG("\0\0\x02\x40", "\0\0\x03\xe8"))};
	expect(b, "cover-low ");
}

/* The same in UTF-16, which is read as it should. */
static void test_utf16(void **state)
{
	struct bench *b = *state;
	struct part *page = part_of(b, "EPUB/two.xhtml");
	size_t n = strlen(page->text);
	char *wide = own(b, 2 * n + 2);

	memcpy(wide, "\xff\xfe", 2);
	for (size_t i = 0; i < n; i++)
		wide[2 + 2 * i] = page->text[i];
	page->text = wide;
	page->size = 2 * n + 2;
	expect(b, "");
}

/* ---- many findings, and what they say ---- */

static void test_more(void **state)
{
	struct bench *b = *state;

	edit(b, "EPUB/one.xhtml", "<h1", "<img alt=\"x\"/><img alt=\"x\"/>"
	     "<img alt=\"x\"/><img alt=\"x\"/><img alt=\"x\"/>"
	     "<img alt=\"x\"/>\n<img alt=\"x\"/><h1");
	expect(b, "img-src ");
	assert_int_equal(b->findings, 5);
	assert_int_equal(b->more, 2);
	assert_non_null(strstr(b->texts, "EPUB/one.xhtml:5: "));
}

/* A name from the book must not get at the terminal. */
static void test_escapes(void **state)
{
	struct bench *b = *state;

	add_part(b, "EPUB/a\x1b[2J\n.txt", "x", 0);
	expect(b, "name-forbidden ");
	assert_null(strchr(b->texts, '\x1b'));
	assert_non_null(strstr(b->texts, "EPUB/a?[2J?.txt"));
}

/* ---- hostile books ---- */

static void test_entities(void **state)
{
	struct bench *b = *state;

	edit(b, "EPUB/two.xhtml", "<!DOCTYPE html>", "<!DOCTYPE html [\n"
	     "<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
	     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
	     "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">"
	     "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">"
	     "<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">"
	     "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;\">"
	     "<!ATTLIST p a CDATA \"&g;\">]>");
	edit(b, "EPUB/two.xhtml", "back", "&g;<b title=\"&g;\">&g;</b>");
	expect(b, "");
}

static void test_depth(void **state)
{
	struct bench *b = *state;
	size_t n = 100 * 1000;
	char *deep = own(b, 4 * n + 3);

	for (size_t i = 0; i < n; i++)
		memcpy(deep + 3 * i, "<b>", 3);
	strcpy(deep + 3 * n, "<p>");
	edit(b, "EPUB/two.xhtml", "<p>", deep);
	expect(b, "xml-malformed ");
}

/* Attributes that libxml2 would compare two by two. */
static void test_attributes(void **state)
{
	struct bench *b = *state;
	size_t n = 300 * 1000, at = 0;
	char *many = own(b, 12 * n + 4);

	at += (size_t)sprintf(many, "<p");
	for (size_t i = 0; i < n; i++)
		at += (size_t)sprintf(many + at, " a%zx=''", i);
	strcpy(many + at, ">");
	edit(b, "EPUB/two.xhtml", "<p>", many);
	expect(b, "xml-large ");
}

/* Unpacks to far more than anybody would want to read. */
static void test_bomb(void **state)
{
	struct bench *b = *state;
	size_t n = 513 << 20;

	add_part(b, "EPUB/a.bin", own(b, n), n);
	expect(b, "unpacked-large ");
}

static size_t read_book(struct bench *b, char *bytes, size_t room)
{
	FILE *file = fopen(b->path, "rb");
	size_t n;

	assert_non_null(file);
	n = fread(bytes, 1, room, file);
	fclose(file);
	return n;
}

static void replace_book(struct bench *b, const char *bytes, size_t n)
{
	FILE *file = fopen(b->path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	fclose(file);
}

static void test_truncated(void **state)
{
	struct bench *b = *state;
	char bytes[16384];
	size_t n;

	write_book(b);
	n = read_book(b, bytes, sizeof(bytes));
	assert_true(n < sizeof(bytes));
	for (size_t size = 0; size < n; size += 37) {
		replace_book(b, bytes, size);
		assert_int_equal(check(b), A2B_OK);
		assert_true(!strcmp(b->rules, "zip-damaged ")
		         || !strcmp(b->rules, "not-epub "));
	}
}

/* Whatever bit is wrong: findings, and no crash. */
static void test_flipped(void **state)
{
	struct bench *b = *state;
	char bytes[16384];
	size_t n, found = 0, tried = 0;
	bool damaged = false;

	write_book(b);
	n = read_book(b, bytes, sizeof(bytes));
	for (size_t at = 0; at < n; at += 3, tried++) {
		bytes[at] ^= (char)(1 << at % 8);
		replace_book(b, bytes, n);
		assert_int_equal(check(b), A2B_OK);
		found += b->findings > 0;
		damaged |= strstr(b->rules, "file-damaged ") != NULL;
		bytes[at] ^= (char)(1 << at % 8);
	}
	assert_true(found > tried / 2);
	assert_true(damaged);
}

static void test_other_files(void **state)
{
	struct bench *b = *state;

	replace_book(b, "", 0);
	assert_int_equal(check(b), A2B_OK);
	assert_string_equal(b->rules, "not-epub ");
	replace_book(b, "%PDF-1.7\n", 9);
	assert_int_equal(check(b), A2B_OK);
	assert_string_equal(b->rules, "not-epub ");
	replace_book(b, "PK\3\4 and no more", 16);
	assert_int_equal(check(b), A2B_OK);
	assert_string_equal(b->rules, "zip-damaged ");
	remove(b->path);
	assert_int_equal(check(b), A2B_BAD_INPUT);
	assert_string_equal(b->rules, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_sound),
		TEST(test_faults),
		TEST(test_archive),
		TEST(test_hidden),
		TEST(test_large),
		TEST(test_sizes),
		TEST(test_pictures),
		TEST(test_utf16),
		TEST(test_more),
		TEST(test_escapes),
		TEST(test_entities),
		TEST(test_depth),
		TEST(test_attributes),
		TEST(test_bomb),
		TEST(test_truncated),
		TEST(test_flipped),
		TEST(test_other_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
