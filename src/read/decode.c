/* SPDX-License-Identifier: MIT */

/*
 * From bytes to text: byte order mark, then strict UTF-8, then a guess. The
 * check for UTF-8 comes before the guess, since a detector takes a text with one
 * curly quote for a legacy charset, and text that is valid UTF-8 by chance is
 * as good as never seen.
 */
#include "read/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
	MAGIC_BYTES = 4096,  /* where what is no text has shown it */
	DIGEST_BYTES = 8000, /* as much as ICU's detector looks at */
	BINARY_SHARE = 10,   /* more control characters than one in this many
	                        bytes, and some: no text */
};

static const struct {
	struct str magic;
	const char *what;
	bool letters; /* the mark is letters that a text may begin with */
	const char *inside; /* what such a file has even if it is all letters */
} binaries[] = {
	{{"\x89PNG\r\n", 6}, "a PNG image", false, NULL},
	{{"\xff\xd8\xff", 3}, "a JPEG image", false, NULL},
	{{"GIF8", 4}, "a GIF image", true, NULL},
	{{"%PDF-1.", 7}, "a PDF file", true, " obj"},
	{{"%PDF-2.", 7}, "a PDF file", true, " obj"},
	{{"PK\3\4", 4}, "a ZIP file (or EPUB, DOCX, ODT)", false, NULL},
	{{"\x7f" "ELF", 4}, "a program", false, NULL},
	{{"\x1f\x8b", 2}, "gzip-compressed data", false, NULL},
	{{"\xd0\xcf\x11\xe0", 4}, "an old Office file", false, NULL},
	{{"{\\rtf", 5}, "an RTF file", false, NULL},
	{{"7z\xbc\xaf", 4}, "a 7z archive", false, NULL},
	{{"RIFF", 4}, "sound or video", true, NULL},
	{{"OggS", 4}, "sound or video", true, NULL},
};

static bool is_control(unsigned char c)
{
	return (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7f;
}

static size_t count_controls(struct str bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes.len; i++)
		n += is_control((unsigned char)bytes.ptr[i]);
	return n;
}

static size_t line_of(struct str bytes, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && i < bytes.len; i++)
		line += bytes.ptr[i] == '\n'
		     || (bytes.ptr[i] == '\r'
		      && (i + 1 == bytes.len || bytes.ptr[i + 1] != '\n'));
	return line;
}

/*
 * Some marks are letters that a text may begin with: "RIFF, the format of
 * sound". What is no text has more than letters soon, or, as a PDF may, lines
 * that are nothing but its own.
 */
static bool is_text_so_far(struct str bytes)
{
	if (bytes.len > MAGIC_BYTES)
		bytes.len = MAGIC_BYTES;
	while (bytes.len && ((unsigned char)bytes.ptr[bytes.len - 1] & 0x80))
		bytes.len--; /* a character may be cut there */
	return !count_controls(bytes) && utf8_first_invalid(bytes) == bytes.len;
}

/* Does a line begin with a number and hold `part` ("12 0 obj")? */
static bool has_line_with(struct str bytes, const char *part)
{
	size_t len = strlen(part);
	bool number = false;

	if (bytes.len > MAGIC_BYTES)
		bytes.len = MAGIC_BYTES;
	for (size_t i = 1; i + len <= bytes.len; i++) {
		if (bytes.ptr[i - 1] == '\n' || bytes.ptr[i - 1] == '\r')
			number = bytes.ptr[i] >= '0' && bytes.ptr[i] <= '9';
		if (number && !memcmp(bytes.ptr + i, part, len))
			return true;
	}
	return false;
}

static void refuse_binary(struct job *job, struct str file, struct str bytes)
{
	bool text = is_text_so_far(bytes);

	for (size_t i = 0; i < sizeof(binaries) / sizeof(*binaries); i++) {
		const char *inside = binaries[i].inside;

		if (!str_starts(bytes, binaries[i].magic)
		 || (text && binaries[i].letters
		  && !(inside && has_line_with(bytes, inside))))
			continue;
		job_fail(job, A2B_BAD_INPUT, input_binary, file.ptr, 0,
		         binaries[i].what);
	}
}

static void close_converter(void *converter)
{
	ucnv_close(converter);
}

/* Converts by ICU; what is malformed becomes U+FFFD. */
static struct str convert(struct job *job, struct str bytes, const char *charset)
{
	struct cleanup *from_slot = job_reserve(job);
	struct cleanup *to_slot = job_reserve(job);
	UErrorCode error = U_ZERO_ERROR;
	UConverter *from = ucnv_open(charset, &error);
	UConverter *to = ucnv_open("UTF-8", &error);
	const char *source = bytes.ptr, *end = bytes.ptr + bytes.len;
	UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
	struct buf out;
	bool first = true;

	job_own(job, from_slot, close_converter, from);
	job_own(job, to_slot, close_converter, to);
	if (U_FAILURE(error))
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "ICU",
		         u_errorName(error));
	buf_init(&out, job);
	do {
		char *target;

		buf_reserve(&out, 4096 + (size_t)(end - source));
		target = out.ptr + out.len;
		error = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &target, out.ptr + out.room - 1,
		               &source, end, pivot, &pivot_source,
		               &pivot_target, pivot + 1024, first, true,
		               &error);
		out.len = (size_t)(target - out.ptr);
		out.ptr[out.len] = '\0';
		first = false;
	} while (error == U_BUFFER_OVERFLOW_ERROR);
	job_release(job, to_slot);
	job_release(job, from_slot);
	if (U_FAILURE(error))
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "ICU",
		         u_errorName(error));
	return buf_str(&out);
}

/* UTF-16 without a mark, as some editors save it: each Latin letter has a zero
   byte on the same side. */
static const char *bare_utf16(struct str bytes)
{
	size_t zeros[2] = {0, 0}, pairs = bytes.len / 2;

	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i & 1] += bytes.ptr[i] == 0;
	if (zeros[1] > pairs / 3 && zeros[0] < pairs / 50 + 1)
		return "UTF-16LE";
	if (zeros[0] > pairs / 3 && zeros[1] < pairs / 50 + 1)
		return "UTF-16BE";
	return NULL;
}

/* Lines that are not plain ASCII, from all over the file, in few bytes: an
   English text may have its one accent in the last line. */
static struct str digest(struct job *job, struct str bytes)
{
	struct buf out;
	size_t high = 0, skip, n = 0;

	for (size_t i = 0; i < bytes.len; i++)
		high += (unsigned char)bytes.ptr[i] >= 0x80;
	skip = high * 8 / DIGEST_BYTES; /* pieces of some 64 bytes each */
	buf_init(&out, job);
	for (size_t i = 0; i < bytes.len && out.len < DIGEST_BYTES; i++) {
		size_t begin = i > 32 ? i - 32 : 0;
		size_t end = i + 64 < bytes.len ? i + 64 : bytes.len;

		if ((unsigned char)bytes.ptr[i] < 0x80 || n++ % (skip + 1))
			continue;
		while (begin > 0 && i - begin < 64 && bytes.ptr[begin - 1] != ' '
		    && bytes.ptr[begin - 1] != '\n')
			begin--;
		buf_add_str(&out, str_range(bytes.ptr + begin, bytes.ptr + end));
		buf_add_char(&out, '\n');
		i = end;
	}
	return buf_str(&out);
}

static void close_detector(void *detector)
{
	ucsdet_close(detector);
}

static const char *guess_charset(struct job *job, struct str bytes)
{
	struct cleanup *slot = job_reserve(job);
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&error);
	struct str sample = digest(job, bytes);
	const char *name = NULL;
	const UCharsetMatch *match;

	job_own(job, slot, close_detector, detector);
	ucsdet_setText(detector, sample.ptr, (int32_t)sample.len, &error);
	match = ucsdet_detect(detector, &error);
	if (match)
		name = job_copy(job, str_of(ucsdet_getName(match, &error))).ptr;
	job_release(job, slot);
	if (U_FAILURE(error) || !name || !strcmp(name, "ISO-8859-1")
	 || !strcmp(name, "UTF-8"))
		return "windows-1252";
	if (!strcmp(name, "GB2312"))
		return "GB18030";
	return name;
}

/* Is this UTF-8 that was damaged somewhere, and no other charset? */
static bool mostly_utf8(struct str bytes)
{
	size_t good = 0, bad = 0, impossible = 0;

	for (size_t at = 0; at < bytes.len;) {
		unsigned char lead = (unsigned char)bytes.ptr[at];

		if (utf8_next(bytes, &at) == UTF8_INVALID) {
			bad++;
			impossible += lead == 0xc0 || lead == 0xc1
			           || lead >= 0xf5;
		} else {
			good += lead >= 0x80;
		}
	}
	return good > 2 * bad || (impossible == bad && bad < bytes.len / 50 + 1);
}

/* Replaces what is no UTF-8 and leaves out control characters. */
static struct str clean(struct job *job, struct str file, struct str text)
{
	struct buf out;
	size_t invalid = 0, invalid_at = 0, controls = 0, control_at = 0;

	if (utf8_first_invalid(text) == text.len && !count_controls(text))
		return text;
	buf_init(&out, job);
	buf_reserve(&out, text.len + text.len / 8);
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t c = utf8_next(text, &at);

		if (c == UTF8_INVALID) {
			if (!invalid)
				invalid_at = here;
			invalid += at - here;
			buf_add_utf8(&out, 0xfffd);
		} else if (c < 0x80 && is_control((unsigned char)c)) {
			if (!controls++)
				control_at = here;
		} else {
			buf_add(&out, text.ptr + here, at - here);
		}
	}
	if (invalid)
		diag(job, bad_utf8, file.ptr, line_of(text, invalid_at), invalid);
	if (controls)
		diag(job, control, file.ptr, line_of(text, control_at), controls);
	return buf_str(&out);
}

static struct str without_mark(struct str text)
{
	struct str mark = STR_LIT("\xef\xbb\xbf");

	while (str_starts(text, mark))
		text = str_range(text.ptr + mark.len, text.ptr + text.len);
	return text;
}

static const char *marked_charset(struct str bytes)
{
	if (str_starts(bytes, (struct str){"\xff\xfe\0\0", 4}))
		return "UTF-32LE";
	if (str_starts(bytes, (struct str){"\0\0\xfe\xff", 4}))
		return "UTF-32BE";
	if (str_starts(bytes, STR_LIT("\xff\xfe")))
		return "UTF-16LE";
	if (str_starts(bytes, STR_LIT("\xfe\xff")))
		return "UTF-16BE";
	return NULL;
}

struct str decode(struct job *job, struct str file, struct str bytes)
{
	const char *charset = marked_charset(bytes);

	refuse_binary(job, file, bytes);
	if (!charset)
		charset = bare_utf16(bytes);
	if (!charset && count_controls(bytes) > bytes.len / BINARY_SHARE + 8)
		job_fail(job, A2B_BAD_INPUT, input_binary, file.ptr, 0,
		         "it is full of control characters");
	if (!charset && utf8_first_invalid(bytes) < bytes.len
	 && !mostly_utf8(bytes))
		charset = guess_charset(job, bytes);
	if (charset) {
		diag(job, charset_guessed, file.ptr, 0, charset);
		bytes = convert(job, bytes, charset);
	}
	return clean(job, file, without_mark(bytes));
}
