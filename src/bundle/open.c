/* open.c - a PDF of somebody else is opened, and what its user must know of it.
 *
 * Decides which faults are told apart. libqpdf repairs what it can and says so.
 */
#include "bundle_private.h"

#include <stdlib.h>
#include <string.h>

qpdf_oh pdf_key(const jb_bundle *b, qpdf_oh dict, const char *key)
{
    if (qpdf_oh_is_stream(b->pdf, dict)) {
        dict = qpdf_oh_get_dict(b->pdf, dict);
    }
    return qpdf_oh_is_dictionary(b->pdf, dict) ? qpdf_oh_get_key(b->pdf, dict, key)
                                               : qpdf_oh_new_null(b->pdf);
}

long long pdf_int(const jb_bundle *b, qpdf_oh value, long long fallback)
{
    return qpdf_oh_is_integer(b->pdf, value) ? qpdf_oh_get_int_value(b->pdf, value) : fallback;
}

qpdf_oh pdf_dict_under(const jb_bundle *b, qpdf_oh parent, const char *key)
{
    qpdf_oh found = pdf_key(b, parent, key);
    if (qpdf_oh_is_dictionary(b->pdf, found)) {
        return found;
    }
    found = qpdf_make_indirect_object(b->pdf, qpdf_oh_new_dictionary(b->pdf));
    qpdf_oh_replace_key(b->pdf, parent, key, found);
    return found;
}

static jb_status password_wanted(const jb_loc *loc, jb_error *err)
{
    return jb_fail(err, JB_ERR_INPUT, loc,
                   "the PDF is encrypted and opens only with a password; save a copy without one",
                   "PDF 已加密，须有口令才能打开；请另存一份不加密的");
}

jb_status bundle_check(jb_bundle *b, jb_error *err)
{
    if (!qpdf_has_error(b->pdf)) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(b->source, 0, 0, NULL);
    qpdf_error fault = qpdf_get_error(b->pdf);
    if (qpdf_get_error_code(b->pdf, fault) == qpdf_e_password) {
        return password_wanted(&loc, err);
    }
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "the PDF is damaged beyond repair (%s); export it anew from the program that "
                   "made it",
                   "PDF 已损坏且无法修复（%s）；请用原程序重新导出",
                   qpdf_get_error_message_detail(b->pdf, fault));
}

static const char *text_under(const jb_bundle *b, qpdf_oh dict, const char *key)
{
    qpdf_oh value = pdf_key(b, dict, key);
    const char *text =
        qpdf_oh_is_string(b->pdf, value) ? qpdf_oh_get_utf8_value(b->pdf, value) : "";
    return jb_arena_strdup(b->arena, jb_utf8_check(text, strlen(text)) == strlen(text) ? text : "");
}

/* ---- what is said of it */

static bool holds(const char *bytes, size_t len, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= len; i++) {
        if (bytes[i] == word[0] && memcmp(bytes + i, word, size) == 0) {
            return true;
        }
    }
    return false;
}

/* Fields hang below one another; one with a value of type Sig is a signature. */
static bool field_signed(const jb_bundle *b, qpdf_oh fields, unsigned *budget)
{
    int count = qpdf_oh_is_array(b->pdf, fields) ? qpdf_oh_get_array_n_items(b->pdf, fields) : 0;
    for (int i = 0; i<count && * budget> 0; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(b->pdf, fields, i);
        (*budget)--;
        if (qpdf_oh_is_name_and_equals(b->pdf, pdf_key(b, field, "/FT"), "/Sig") &&
            qpdf_oh_is_dictionary(b->pdf, pdf_key(b, field, "/V"))) {
            return true;
        }
        if (field_signed(b, pdf_key(b, field, "/Kids"), budget)) {
            return true;
        }
    }
    return false;
}

static bool has_signature(const jb_bundle *b, qpdf_oh root)
{
    qpdf_oh form = pdf_key(b, root, "/AcroForm");
    unsigned budget = 100000;
    return (pdf_int(b, pdf_key(b, form, "/SigFlags"), 0) & 1) != 0 ||
           qpdf_oh_is_dictionary(b->pdf, pdf_key(b, root, "/Perms")) ||
           field_signed(b, pdf_key(b, form, "/Fields"), &budget);
}

static bool says_archival(const jb_bundle *b, qpdf_oh root)
{
    qpdf_oh metadata = pdf_key(b, root, "/Metadata");
    unsigned char *bytes = NULL;
    size_t len = 0;
    bool found = false;
    if (!qpdf_oh_is_stream(b->pdf, metadata)) {
        return false;
    }
    (void)qpdf_oh_get_stream_data(b->pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &len);
    if (bytes != NULL) {
        found = holds((const char *)bytes, len, "pdfaid:part");
    }
    free(bytes);
    return found;
}

static jb_status traits_read(jb_bundle *b, jb_error *err)
{
    int pages = qpdf_get_num_pages(b->pdf);
    jb_status st = bundle_check(b, err);
    if (st == JB_OK && pages <= 0) {
        jb_loc loc = jb_loc_make(b->source, 0, 0, NULL);
        st = jb_fail(err, JB_ERR_INPUT, &loc, "the PDF has no pages", "PDF 中没有页面");
    }
    if (st != JB_OK) {
        return st;
    }
    qpdf_oh root = qpdf_get_root(b->pdf);
    qpdf_oh marked = pdf_key(b, pdf_key(b, root, "/MarkInfo"), "/Marked");
    b->traits.pages = (size_t)pages;
    b->traits.restricted = qpdf_is_encrypted(b->pdf);
    b->traits.is_signed = has_signature(b, root);
    b->traits.archival = says_archival(b, root);
    b->traits.tagged = qpdf_oh_is_bool(b->pdf, marked) && qpdf_oh_get_bool_value(b->pdf, marked) &&
                       qpdf_oh_is_dictionary(b->pdf, pdf_key(b, root, "/StructTreeRoot"));
    b->traits.producer = text_under(b, pdf_key(b, qpdf_get_trailer(b->pdf), "/Info"), "/Producer");
    return bundle_check(b, err);
}

/* ---- opening */

/* Readers look for the mark in the first kilobyte. */
static bool is_pdf(const char *bytes, size_t len)
{
    return holds(bytes, len < 1024 ? len : 1024, "%PDF-");
}

static jb_status bundle_read(jb_bundle *b, const char *bytes, size_t len, jb_error *err)
{
    jb_loc loc = jb_loc_make(b->source, 0, 0, NULL);
    if (len == 0) {
        return jb_fail(err, JB_ERR_INPUT, &loc, "the file is empty", "文件是空的");
    }
    if (!is_pdf(bytes, len)) {
        return jb_fail(err, JB_ERR_INPUT, &loc, "this is no PDF; export the document as PDF first",
                       "这不是 PDF 文件；请先将文件导出为 PDF");
    }
    (void)qpdf_read_memory(b->pdf, b->source, bytes, len, "");
    jb_status st = bundle_check(b, err);
    if (st == JB_OK) {
        st = traits_read(b, err);
    }
    b->traits.repaired = qpdf_more_warnings(b->pdf);
    return st;
}

jb_status jb_bundle_open(const char *source, const char *bytes, size_t len, jb_bundle **out,
                         jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_bundle *b = jb_arena_alloc(arena, sizeof *b);
    b->arena = arena;
    b->source = jb_arena_strdup(arena, source);
    b->traits.producer = "";
    b->pdf = qpdf_init();
    qpdf_silence_errors(b->pdf);
    qpdf_set_suppress_warnings(b->pdf, QPDF_TRUE);
    jb_status st = bundle_read(b, bytes, len, err);
    if (st != JB_OK) {
        jb_bundle_close(b);
        b = NULL;
    }
    *out = b;
    return st;
}

void jb_bundle_close(jb_bundle *bundle)
{
    if (bundle != NULL) {
        qpdf_cleanup(&bundle->pdf);
        jb_arena_free(bundle->arena);
    }
}

const jb_bundle_traits *jb_bundle_about(const jb_bundle *bundle)
{
    return &bundle->traits;
}
