/* SPDX-License-Identifier: MIT */
#include "pdf/metadata.h"

#include <lcms2.h>

#include "base/utf8.h"
#include "model/date.h"

#define CREATOR "art2book " A2B_VERSION
#define PRODUCER "libharu " HPDF_VERSION_TEXT

/* ---- XMP ---- */

/* Text for XML 1.0, without what it has no characters for. */
static void add_xml(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t cp = utf8_next(text, &at);

		if (cp == '&')
			buf_add_str(out, STR_LIT("&amp;"));
		else if (cp == '<')
			buf_add_str(out, STR_LIT("&lt;"));
		else if (cp == '>')
			buf_add_str(out, STR_LIT("&gt;"));
		else if (cp < ' ' || cp == 0xFFFE || cp == 0xFFFF)
			buf_add_char(out, ' ');
		else
			buf_add_utf8(out, cp);
	}
}

static void add_simple(struct buf *out, const char *name, struct str text)
{
	if (str_empty(text))
		return;
	buf_printf(out, "<%s>", name);
	add_xml(out, text);
	buf_printf(out, "</%s>\n", name);
}

/* A property of several values: kind is "Seq", "Bag" or "Alt". */
static void add_list(struct buf *out, const char *name, const char *kind,
                     const struct str *texts, size_t n)
{
	if (n == 0 || str_empty(texts[0]))
		return;
	buf_printf(out, "<%s><rdf:%s>", name, kind);
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "<rdf:li%s>", *kind == 'A' ?
		           " xml:lang=\"x-default\"" : "");
		add_xml(out, texts[i]);
		buf_add_str(out, STR_LIT("</rdf:li>"));
	}
	buf_printf(out, "</rdf:%s></%s>\n", kind, name);
}

/* PDF/A wants schemas that it does not know to be described: PDF/UA's. */
static const char extension[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
	"</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
	"</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static const char packet_begin[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF"
	" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\"\n"
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

static const char claimed[] =
	"<pdfaid:part>2</pdfaid:part>\n"
	"<pdfaid:conformance>A</pdfaid:conformance>\n"
	"<pdfuaid:part>1</pdfuaid:part>\n";

static const char packet_end[] =
	"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
	"<?xpacket end=\"r\"?>\n";

/* Tags as one text, "a, b". */
static struct str keywords(struct job *job, const struct meta *meta)
{
	struct buf out;

	buf_init(&out, job);
	for (size_t i = 0; i < meta->n_tags; i++) {
		if (i)
			buf_add_str(&out, STR_LIT(", "));
		buf_add_str(&out, meta->tags[i]);
	}
	return buf_str(&out);
}

uint32_t metadata_write_xmp(struct job *job, struct writer *w,
                            const struct a2b_document *doc, bool claims)
{
	const struct meta *meta = &doc->meta;
	struct str date = date_utc(job, doc->modified);
	uint32_t number = writer_reserve(w);
	HPDF_Dict dict;
	struct buf out;

	buf_init(&out, job);
	buf_add_str(&out, str_of(packet_begin));
	if (claims)
		buf_add_str(&out, str_of(claimed));
	add_list(&out, "dc:title", "Alt", &meta->title, 1);
	add_list(&out, "dc:creator", "Seq", &meta->author, 1);
	add_list(&out, "dc:language", "Bag", &meta->language, 1);
	add_list(&out, "dc:date", "Seq", &meta->date, 1);
	add_list(&out, "dc:subject", "Bag", meta->tags, meta->n_tags);
	add_simple(&out, "dc:source", meta->source);
	add_simple(&out, "dc:format", STR_LIT("application/pdf"));
	add_simple(&out, "pdf:Keywords", keywords(job, meta));
	add_simple(&out, "pdf:Producer", STR_LIT(PRODUCER));
	add_simple(&out, "xmp:CreatorTool", STR_LIT(CREATOR));
	add_simple(&out, "xmp:CreateDate", date);
	add_simple(&out, "xmp:ModifyDate", date);
	add_simple(&out, "xmp:MetadataDate", date);
	add_simple(&out, "xmpMM:DocumentID",
	           job_format(job, "uuid:%.*s", STR_ARG(doc->uuid)));
	if (claims)
		buf_add_str(&out, str_of(extension));
	buf_add_str(&out, str_of(packet_end));
	dict = pdf_dict(w, "Metadata");
	pdf_set(w, dict, "Subtype", pdf_name(w, "XML"));
	/* not compressed, so that programs that know no PDF can read it */
	writer_put_stream(w, number, dict, buf_str(&out), false);
	return number;
}

/* ---- Info ---- */

static void set_info(struct writer *w, HPDF_Dict dict, const char *key,
                     struct str text)
{
	if (!str_empty(text))
		pdf_set(w, dict, key, pdf_text(w, text));
}

/* "2026-11-22T00:00:00Z" as "D:20261122000000Z". */
static struct str info_date(struct job *job, int64_t seconds)
{
	struct str utc = date_utc(job, seconds);
	struct buf out;

	buf_init(&out, job);
	buf_add_str(&out, STR_LIT("D:"));
	for (size_t i = 0; i < utc.len; i++)
		if (!strchr("-:T", utc.ptr[i]))
			buf_add_char(&out, utc.ptr[i]);
	return buf_str(&out);
}

uint32_t metadata_write_info(struct job *job, struct writer *w,
                             const struct a2b_document *doc)
{
	struct str date = info_date(job, doc->modified);
	HPDF_Dict dict = pdf_dict(w, NULL);

	set_info(w, dict, "Title", doc->meta.title);
	set_info(w, dict, "Author", doc->meta.author);
	set_info(w, dict, "Keywords", keywords(job, &doc->meta));
	set_info(w, dict, "Creator", STR_LIT(CREATOR));
	set_info(w, dict, "Producer", STR_LIT(PRODUCER));
	set_info(w, dict, "CreationDate", date);
	set_info(w, dict, "ModDate", date);
	return writer_add(w, dict);
}

/* ---- output intent ---- */

static void close_profile(void *profile)
{
	cmsCloseProfile(profile);
}

/* LittleCMS's own sRGB, with the clock's time in its head (bytes 24 to 35 of
   ICC.1:2010, table 15) set to the year of the standard. */
static struct str srgb_profile(struct job *job)
{
	enum { DATE = 24, DATE_BYTES = 12 };
	static const unsigned char date[DATE_BYTES] = {
		1999 >> 8, 1999 & 0xFF, 0, 1, 0, 1,
	};
	struct cleanup *slot = job_reserve(job);
	cmsHPROFILE profile = cmsCreate_sRGBProfile();
	cmsUInt32Number len = 0;
	char *bytes;

	if (!profile)
		job_fail_memory(job);
	job_own(job, slot, close_profile, profile);
	if (!cmsSaveProfileToMem(profile, NULL, &len))
		job_fail_memory(job);
	bytes = job_alloc(job, len);
	if (!cmsSaveProfileToMem(profile, bytes, &len))
		job_fail_memory(job);
	memcpy(bytes + DATE, date, DATE_BYTES);
	job_release(job, slot);
	return (struct str){bytes, len};
}

uint32_t metadata_write_intent(struct job *job, struct writer *w)
{
	static const struct str name = {"sRGB IEC61966-2.1", 17};
	HPDF_Dict dict = pdf_dict(w, NULL);
	uint32_t profile;

	pdf_set(w, dict, "N", pdf_number(w, 3));
	profile = writer_add_stream(w, dict, srgb_profile(job));
	dict = pdf_dict(w, "OutputIntent");
	pdf_set(w, dict, "S", pdf_name(w, "GTS_PDFA1"));
	pdf_set(w, dict, "OutputConditionIdentifier", pdf_text(w, name));
	pdf_set(w, dict, "Info", pdf_text(w, name));
	pdf_set(w, dict, "DestOutputProfile", pdf_ref(w, profile));
	return writer_add(w, dict);
}

void metadata_uuid(struct str uuid, unsigned char bytes[16])
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;

	memset(bytes, 0, 16);
	for (size_t i = 0; i < uuid.len && n < 32; i++) {
		const char *digit = strchr(digits, uuid.ptr[i]);

		if (!digit || !*digit)
			continue;
		bytes[n / 2] |= (unsigned char)((digit - digits)
		                                << (n % 2 ? 0 : 4));
		n++;
	}
}
