/* SPDX-License-Identifier: MIT */

/* The archive and what stands in its META-INF: where the package is, and
   whether any of the book is encrypted. */

#include "base/limits.h"
#include "base/utf8.h"
#include "check/book.h"

#define MIMETYPE "application/epub+zip"

/* ---- the file "mimetype", by the archive's first bytes ---- */

static size_t number(struct str s, size_t at, size_t n)
{
	size_t value = 0;

	while (n--)
		value = value << 8 | (unsigned char)s.ptr[at + n];
	return value;
}

/* The header of a file in a ZIP archive: 30 bytes, its name, extra fields. */
static void check_mimetype(struct book *book)
{
	struct str head = book->archive.head;
	struct str name = STR_LIT("mimetype"), text = STR_LIT(MIMETYPE);
	size_t extra, content;

	if (head.len < 38 || number(head, 0, 4) != 0x04034b50
	 || number(head, 26, 2) != name.len
	 || memcmp(head.ptr + 30, name.ptr, name.len)) {
		found(book->findings, mimetype_first, NULL, 0);
		return;
	}
	extra = number(head, 28, 2);
	if (extra)
		found_with(book->findings, mimetype_extra, NULL, 0, extra);
	if (number(head, 8, 2) != 0) {
		found(book->findings, mimetype_packed, NULL, 0);
		return;
	}
	content = 30 + name.len + extra;
	if (head.len < content + text.len
	 || memcmp(head.ptr + content, text.ptr, text.len))
		found(book->findings, mimetype_content, NULL, 0);
}

/* How long it is, which its header need not say; and its bytes once more where
   extra fields hid them. */
static void check_mimetype_size(struct book *book)
{
	size_t file = archive_lookup(&book->archive, STR_LIT("mimetype"));
	uint64_t size;

	if (file != NAME_NONE && book_read(book, file, 64, &size)
	 && !str_equal(buf_str(&book->bytes), STR_LIT(MIMETYPE))
	 && !book->findings->of[RULE_mimetype_content].n)
		found(book->findings, mimetype_content, NULL, 0);
}

/* ---- sizes and names ---- */

static void check_size(struct book *book)
{
	size_t mb = (size_t)(book->archive.bytes >> 20);

	if (mb >= 2048)
		found_with(book->findings, size_apple, NULL, 0, mb);
	if (mb >= 1024)
		found_with(book->findings, size_kobo, NULL, 0, mb);
	if (mb >= 200)
		found_with(book->findings, size_web, NULL, 0, mb);
	else if (mb >= 50)
		found_with(book->findings, size_email, NULL, 0, mb);
}

static bool leads_outside(struct str name)
{
	bool drive = name.len > 1 && name.ptr[1] == ':';

	if (drive || str_starts(name, STR_LIT("/"))
	 || str_equal(name, STR_LIT("..")) || str_ends(name, STR_LIT("/..")))
		return true;
	for (size_t i = 0; i + 3 <= name.len; i++)
		if ((i == 0 || name.ptr[i - 1] == '/')
		 && !memcmp(name.ptr + i, "../", 3))
			return true;
	return false;
}

/* What EPUB 3.3 forbids in file names; NULL: nothing. */
static const char *forbidden(struct str name)
{
	if (memchr(name.ptr, '\\', name.len))
		return "a backslash";
	if (str_ends(name, STR_LIT(".")))
		return "a full stop at its end";
	for (size_t at = 0; at < name.len;) {
		uint32_t c = utf8_next(name, &at);
		if (c < 0x20 || c == 0x7f)
			return "a control character";
		if (c < 0x80 && strchr("\"*:<>?|", (int)c))
			return "one of \" * : < > ? |";
		if (c == 0xfffd)
			return "letters that are not UTF-8";
	}
	return NULL;
}

/* What Kobo's guide advises against; NULL: nothing. */
static const char *special(struct str name)
{
	for (size_t at = 0; at < name.len;) {
		uint32_t c = utf8_next(name, &at);
		if (utf8_is_space(c))
			return "a space";
		if (c >= 0x80)
			return "letters beyond ASCII";
		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')
		 && !(c >= '0' && c <= '9') && !strchr("/._-", (int)c))
			return "special characters";
	}
	return NULL;
}

static void check_name(struct book *book, struct str name)
{
	const char *what = forbidden(name);

	if (leads_outside(name))
		found(book->findings, name_outside, name.ptr, 0);
	else if (what)
		found_with(book->findings, name_forbidden, name.ptr, 0, what);
	else if ((what = special(name)) != NULL)
		found_with(book->findings, name_special, name.ptr, 0, what);
}

/* Readers on other systems do not tell capitals apart; beyond ASCII names are
   reported anyway. */
static struct str folded(struct job *job, struct str name)
{
	char *copy = job_alloc(job, name.len + 1);

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		copy[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	return (struct str){copy, name.len};
}

static void check_names(struct book *book)
{
	struct archive *archive = &book->archive;
	struct names all = {0};

	for (size_t i = 0; i < archive->n; i++) {
		check_name(book, archive->files[i].name);
		names_add(book->job, &all,
		          folded(book->job, archive->files[i].name), i);
	}
	names_sort(&all);
	for (size_t i = 1; i < all.n; i++)
		if (str_equal(all.items[i - 1].name, all.items[i].name))
			found(book->findings, name_clash,
			      archive->files[all.items[i].value].name.ptr, 0);
}

/* ---- META-INF ---- */

enum { OPTIONS_BYTES = 64 * 1024 }; /* a few lines in truth */

static void check_container(struct book *book)
{
	struct str name = STR_LIT("META-INF/container.xml");
	size_t file = archive_lookup(&book->archive, name);
	const struct element *e;
	const char *path = NULL;
	struct markup markup;

	if (file == NAME_NONE) {
		found(book->findings, container_missing, NULL, 0);
		return;
	}
	if (!book_parse(book, file, &markup))
		return;
	for (e = markup.root; e && !path; e = element_next(markup.root, e))
		if (!strcmp(element_name(e), "rootfile"))
			path = element_attribute(e, "full-path");
	if (path && *path)
		book->package = job_copy(book->job, str_of(path));
	else
		found(book->findings, container_rootfile, name.ptr, 0);
	markup_free(book->job, &markup);
}

/* Fonts that are only made unreadable outside the book open everywhere. */
static bool is_obfuscation(const char *algorithm)
{
	return !strcmp(algorithm, "http://www.idpf.org/2008/embedding")
	    || !strcmp(algorithm, "http://ns.adobe.com/pdf/enc#RC");
}

static void check_encrypted(struct book *book, const char *file,
                            const struct element *data)
{
	const char *algorithm = "", *address = NULL;
	const struct element *e;

	for (e = data; e; e = element_next(data, e)) {
		const char *name = element_name(e);
		if (!strcmp(name, "CipherReference"))
			address = element_attribute(e, "URI");
		else if (!strcmp(name, "EncryptionMethod")
		      && element_attribute(e, "Algorithm"))
			algorithm = element_attribute(e, "Algorithm");
	}
	if (!is_obfuscation(algorithm))
		found_with(book->findings, drm, file, element_line(data),
		           address ? address : "something",
		           *algorithm ? algorithm : "no method named");
}

static void check_encryption(struct book *book)
{
	struct str name = STR_LIT("META-INF/encryption.xml");
	size_t file = archive_lookup(&book->archive, name);
	const struct element *e;
	struct markup markup;

	if (file == NAME_NONE || !book_parse(book, file, &markup))
		return;
	e = markup.root;
	while (e) {
		bool is_data = !strcmp(element_name(e), "EncryptedData");
		if (is_data)
			check_encrypted(book, name.ptr, e);
		e = is_data ? element_skip(markup.root, e)
		            : element_next(markup.root, e);
	}
	markup_free(book->job, &markup);
}

static void look_at_display_options(struct book *book)
{
	size_t file = archive_lookup(&book->archive, STR_LIT(
		"META-INF/com.apple.ibooks.display-options.xml"));
	uint64_t size;

	if (file == NAME_NONE || !book_read(book, file, OPTIONS_BYTES, &size))
		return;
	book->fonts_told = strstr(book->bytes.ptr, "specified-fonts") != NULL;
}

void check_archive(struct book *book)
{
	check_size(book);
	check_mimetype(book);
	check_mimetype_size(book);
	if (archive_comment(&book->archive) > 0)
		found(book->findings, zip_comment, NULL, 0);
	check_names(book);
	check_encryption(book);
	look_at_display_options(book);
	check_container(book);
}
