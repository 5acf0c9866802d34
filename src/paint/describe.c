/* describe.c - document information, XMP metadata, output intent and catalog.
 *
 * Decides what the file claims to be: PDF/UA-1 and PDF/A-2a, or PDF/A-3a when files are attached,
 * coloured in sRGB. Everything said
 * twice (Info and XMP) is made from one place, because PDF/A forbids a difference.
 */
#include "describe.h"

#include "attach.h"
#include "navigate.h"
#include "xml.h"

#include <string.h>
#include <time.h>

extern const jb_embedded jb_paint_files[]; /* the sRGB profile */

typedef struct facts {
    const char *title, *author, *subject, *lang, *producer;
    int part; /* of PDF/A */
    struct tm date;
} facts;

/* XML has no control characters, and Info must say what XMP says: both get blanks instead. */
static const char *plain(jb_arena *arena, const char *text)
{
    char *copy = jb_arena_strdup(arena, text == NULL ? "" : text);

    for (char *p = copy; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20) {
            *p = ' ';
        }
    }
    return copy;
}

/* PDF/UA wants a title; a document without one is called by its first bookmark. */
static const char *title_of(const jb_pages *pages)
{
    if (pages->title != NULL && *pages->title != '\0') {
        return pages->title;
    }
    if (pages->bookmark_count > 0 && *pages->bookmarks[0].title != '\0') {
        return pages->bookmarks[0].title;
    }
    return "jianbao";
}

static jb_status gather(jb_arena *arena, const jb_pages *pages, const jb_pdf_options *options,
                        facts *out, jb_error *err)
{
    time_t seconds = (time_t)options->date;

    out->title = plain(arena, title_of(pages));
    out->author = plain(arena, pages->author);
    out->subject = plain(arena, pages->subject);
    out->lang = pages->lang_tag == NULL ? "zh-CN" : pages->lang_tag;
    out->part = pages->attachment_count > 0 ? 3 : 2; /* 2 allows no attachments but PDF/A */
    out->producer = jb_arena_printf(arena, "jianbao %s (libharu)", plain(arena, options->version));
    if (gmtime_r(&seconds, &out->date) == NULL || out->date.tm_year < -1899 ||
        out->date.tm_year > 9999 - 1900) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "the document date %lld is outside the years 1 to 9999",
                       "文件日期 %lld 不在公元 1 年至 9999 年之间", (long long)options->date);
    }
    return JB_OK;
}

/* ---- Info -------------------------------------------------------------------------------- */

static void add_entry(jb_str *out, const char *key, const char *text)
{
    if (*text != '\0') {
        jb_str_add(out, key);
        jb_pdf_add_text(out, text);
    }
}

/* As PDF spells it, without the parentheses. */
static void spell_date(char date[32], const facts *f)
{
    (void)strftime(date, 32, "D:%Y%m%d%H%M%SZ", &f->date);
}

static void fill_info(jb_pdf *pdf, const facts *f)
{
    jb_str body = {0};
    char date[32];

    spell_date(date, f);
    add_entry(&body, "/Title", f->title);
    add_entry(&body, "/Author", f->author);
    add_entry(&body, "/Subject", f->subject);
    add_entry(&body, "/Creator", "jianbao");
    add_entry(&body, "/Producer", f->producer);
    jb_str_addf(&body, "/CreationDate(%s)/ModDate(%s)\n", date, date);
    jb_pdf_fill(pdf, jb_pdf_info(pdf), jb_str_text(&body));
    jb_str_free(&body);
}

/* ---- XMP --------------------------------------------------------------------------------- */

/* <name><kind><rdf:li ...>text</rdf:li></kind></name>, or nothing for an empty text. */
static void add_property(jb_str *out, const char *name, const char *kind, const char *text)
{
    if (*text != '\0') {
        jb_str_addf(out, "<%s><rdf:%s><rdf:li%s>", name, kind,
                    strcmp(kind, "Alt") == 0 ? " xml:lang=\"x-default\"" : "");
        jb_xml_add(out, text);
        jb_str_addf(out, "</rdf:li></rdf:%s></%s>\n", kind, name);
    }
}

/* PDF/A knows the properties of PDF/UA only when they are described to it. */
static const char UA_SCHEMA[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 this file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void add_packet(jb_str *out, const facts *f)
{
    char date[32];

    (void)strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &f->date);
    jb_str_add(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "<rdf:Description rdf:about=\"\"\n"
                    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                    "<dc:format>application/pdf</dc:format>\n");
    add_property(out, "dc:title", "Alt", f->title);
    add_property(out, "dc:creator", "Seq", f->author);
    add_property(out, "dc:description", "Alt", f->subject);
    add_property(out, "dc:language", "Bag", f->lang);
    jb_str_addf(out,
                "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
                "<xmp:MetadataDate>%s</xmp:MetadataDate>\n"
                "<xmp:CreatorTool>jianbao</xmp:CreatorTool>\n<pdf:Producer>",
                date, date, date);
    jb_xml_add(out, f->producer);
    jb_str_addf(out,
                "</pdf:Producer>\n<pdfaid:part>%d</pdfaid:part>\n"
                "<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
                "</rdf:Description>\n%s</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
                f->part, UA_SCHEMA);
}

static jb_obj write_packet(jb_pdf *pdf, const facts *f)
{
    jb_str packet = {0};
    jb_obj object;

    add_packet(&packet, f);
    object = jb_pdf_stream(pdf, "/Type/Metadata/Subtype/XML", packet.data, packet.len, false);
    jb_str_free(&packet);
    return object;
}

/* ---- catalog ----------------------------------------------------------------------------- */

static void fill_catalog(jb_pdf *pdf, const jb_pages *pages, const facts *f, jb_obj structure)
{
    jb_obj metadata = write_packet(pdf, f);
    jb_obj profile =
        jb_pdf_stream(pdf, "/N 3", jb_paint_files[0].bytes, jb_paint_files[0].len, false);
    jb_str body = {0};
    char date[32];

    jb_str_addf(&body,
                "/Version/1.7/Lang(%s)/MarkInfo<</Marked true>>\n"
                "/ViewerPreferences<</DisplayDocTitle true>>%s\n"
                "/Metadata %u 0 R/StructTreeRoot %u 0 R\n"
                "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                "/DestOutputProfile %u 0 R>>]\n",
                f->lang, pages->bookmark_count > 0 ? "/PageMode/UseOutlines" : "",
                (unsigned)metadata, (unsigned)structure, (unsigned)profile);
    jb_labels_add(&body, pages);
    spell_date(date, f);
    jb_attachments_write(pdf, pages, date, &body);
    jb_pdf_fill(pdf, jb_pdf_catalog(pdf), jb_str_text(&body));
    jb_str_free(&body);
}

jb_status jb_document_describe(jb_pdf *pdf, const jb_pages *pages, const jb_pdf_options *options,
                               jb_obj structure, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    facts f;
    jb_status status = gather(arena, pages, options, &f, err);

    if (status == JB_OK) {
        fill_info(pdf, &f);
        fill_catalog(pdf, pages, &f, structure);
    }
    jb_arena_free(arena);
    return status;
}
