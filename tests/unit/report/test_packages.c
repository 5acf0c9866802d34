/* Word documents and PDFs, made here: their text and tables, and every way they can be wrong. */
#include "sample.h"

#include <zip.h>

/* ---- Word documents ------------------------------------------------------------------------ */

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P(text) "</w:tc>"

/* A package with one part; the caller frees. */
static char *packed(const char *name, const char *part, size_t part_len, const char *password,
                    size_t *len)
{
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &fault);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &fault);
    assert_non_null(archive);
    zip_source_t *source = zip_source_buffer(archive, part, part_len, 0);
    zip_int64_t index = zip_file_add(archive, name, source, 0);
    assert_true(index >= 0);
    if (password) {
        zip_uint64_t at = (zip_uint64_t)index;
        assert_int_equal(zip_file_set_encryption(archive, at, ZIP_EM_AES_256, password), 0);
    }
    assert_int_equal(zip_close(archive), 0);
    assert_int_equal(zip_source_open(target), 0);
    zip_stat_t stat;
    assert_int_equal(zip_source_stat(target, &stat), 0);
    *len = (size_t)stat.size;
    char *bytes = jb_xmalloc(*len);
    assert_int_equal(zip_source_read(target, bytes, stat.size), (zip_int64_t)stat.size);
    (void)zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&fault);
    return bytes;
}

static char *document(const char *body, size_t *len)
{
    jb_str s = {0};
    jb_str_addf(&s,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
                "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
                "<w:body>%s</w:body></w:document>",
                body);
    char *bytes = packed("word/document.xml", s.data, s.len, NULL, len);
    jb_str_free(&s);
    return bytes;
}

static jb_original *parse_document(const char *body)
{
    size_t len = 0;
    char *bytes = document(body, &len);
    jb_original *o = parse_with(bytes, len, NULL);
    assert_int_equal(o->kind, JB_ORIGINAL_DOCX);
    free(bytes);
    return o;
}

static void refuse_document(const char *body, const char *part)
{
    size_t len = 0;
    char *bytes = document(body, &len);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, part);
    free(bytes);
}

static void test_docx_paragraphs_tabs_and_breaks(void **state)
{
    (void)state;
    jb_original *o = parse_document(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一、</w:t>"
        "<w:tab/><w:t xml:space=\"preserve\">成效 </w:t></w:r><w:r><w:t>显著</w:t><w:br/>"
        "<w:t>立案</w:t></w:r></w:p><w:p/>" P("办结 &lt;3&gt; 件"));
    assert_string_equal(o->text, "一、\t成效 显著\n立案\n办结 <3> 件\n");
    assert_int_equal(o->lines[0].level, 1);
    jb_original_free(o);
}

static void test_docx_deleted_and_doubled_text_is_left_out(void **state)
{
    (void)state;
    jb_original *o = parse_document(
        "<w:p><w:r><w:t>立案</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>件</w:t></w:r></mc:Choice><mc:Fallback>"
        "<w:r><w:t>件</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>");
    assert_string_equal(o->text, "立案9件\n");
    jb_original_free(o);
}

static void test_docx_table_with_merged_cells(void **state)
{
    (void)state;
    jb_original *o = parse_document(
        P("附表") "<w:tbl><w:tr>" TC("<w:vMerge w:val=\"restart\"/>", "项目")
            TC("<w:gridSpan w:val=\"2\"/>", "数量") "</w:tr><w:tr>" TC("<w:vMerge/>", "")
                TC("", "本年") TC("", "上年") "</w:tr><w:tr>" TC("", "立案")
                    TC("", "12") "<w:tc>" P("11") P("（件）") "</w:tc></w:tr></w:tbl>" P("完"));
    assert_string_equal(o->text, "附表\n项目\t数量\n本年\t上年\n立案\t12\t11 （件）\n完\n");
    assert_int_equal(o->table_count, 1);
    const jb_text_table *t = &o->tables[0];
    assert_int_equal(t->rows, 3);
    assert_int_equal(t->columns, 3);
    assert_int_equal(t->count, 7);
    assert_int_equal(t->cells[0].rowspan, 2);
    assert_int_equal(t->cells[1].colspan, 2);
    assert_int_equal(t->cells[2].column, 1);
    assert_true(t->cells[0].header);
    assert_false(t->cells[6].header);
    check_text(o, t->cells[6].span, "11 （件）");
    assert_true(line_of(o, "立案")->in_table);
    assert_false(line_of(o, "完")->in_table);
    jb_original_free(o);
}

static void test_docx_faults(void **state)
{
    (void)state;
    refuse_document("<w:p><w:t>立案", "damaged (XML line 1)");
    refuse_document("<w:p/>", "no text");
    size_t len = 0;
    char *bytes = packed("word/styles.xml", "<a/>", 4, NULL, &len);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, "no part word/document.xml");
    free(bytes);
    bytes = packed("word/document.xml", "<a/>", 4, "secret", &len);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, "password");
    free(bytes);
    const char *entity = "<!DOCTYPE a [<!ENTITY b \"立案\">]><a>&b;</a>";
    bytes = packed("word/document.xml", entity, strlen(entity), NULL, &len);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, "document type");
    free(bytes);
    const jb_original_options docx = {.kind = "docx"};
    check_refused(sample, strlen(sample), &docx, JB_ERR_INPUT, "damaged");
}

static void test_docx_damaged_packages(void **state)
{
    (void)state;
    size_t len = 0;
    char *bytes = document(P("立案12件，办结11件。") P("处罚3件。"), &len);
    check_refused(bytes, len - 20, NULL, JB_ERR_INPUT, "damaged");
    bytes[70] = (char)(bytes[70] ^ 0x55);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, "damaged");
    free(bytes);
}

static void test_docx_bomb(void **state)
{
    (void)state;
    size_t size = (size_t)20 * 1024 * 1024, len = 0;
    char *part = jb_xmalloc(size);
    memset(part, 'a', size);
    char *bytes = packed("word/document.xml", part, size, NULL, &len);
    check_refused(bytes, len, NULL, JB_ERR_INPUT, "zip bomb");
    free(bytes);
    free(part);
}

static void test_docx_nested_too_deep(void **state)
{
    (void)state;
    jb_str s = {0};
    for (unsigned i = 0; i < 100000; i++) {
        jb_str_add(&s, "<w:p>");
    }
    refuse_document(s.data, "nests");
    jb_str_free(&s);
}

/* ---- PDF --------------------------------------------------------------------------------- */

/* The page's text as UTF-16 in hexadecimal digits, 29 points between lines. */
static void add_content(jb_str *out, const char *const *lines, size_t count)
{
    jb_str_add(out, "BT /F 16 Tf ");
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(out, "1 0 0 1 79 %zu Tm <", 760 - 29 * i);
        size_t len = strlen(lines[i]);
        for (size_t pos = 0; pos < len;) {
            jb_str_addf(out, "%04X", (unsigned)jb_utf8_next(lines[i], len, &pos));
        }
        jb_str_add(out, "> Tj ");
    }
    jb_str_add(out, "ET");
}

static void add_object(jb_str *pdf, size_t *places, unsigned number, const char *text)
{
    places[number] = pdf->len;
    jb_str_addf(pdf, "%u 0 obj\n%s\nendobj\n", number, text);
}

static void add_stream(jb_str *pdf, size_t *places, unsigned number, const char *text)
{
    places[number] = pdf->len;
    jb_str_addf(pdf, "%u 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n", number,
                strlen(text), text);
}

/* A PDF of two pages with the same lines. */
static void make_pdf(jb_str *pdf, const char *const *lines, size_t count)
{
    size_t places[9] = {0};
    jb_str content = {0};
    add_content(&content, lines, count);
    jb_str_add(pdf, "%PDF-1.4\n");
    add_object(pdf, places, 1, "<< /Type /Catalog /Pages 2 0 R >>");
    add_object(pdf, places, 2, "<< /Type /Pages /Kids [6 0 R 7 0 R] /Count 2 >>");
    add_object(pdf, places, 3,
               "<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H "
               "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>");
    add_object(pdf, places, 4,
               "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry "
               "(Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>");
    add_stream(pdf, places, 5,
               "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> "
               "<FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap "
               "end");
    const char *page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 8 0 R "
                       "/Resources << /Font << /F 3 0 R >> >> >>";
    add_object(pdf, places, 6, page);
    add_object(pdf, places, 7, page);
    add_stream(pdf, places, 8, content.data);
    size_t table = pdf->len;
    jb_str_add(pdf, "xref\n0 9\n0000000000 65535 f \n");
    for (unsigned i = 1; i < 9; i++) {
        jb_str_addf(pdf, "%010zu 00000 n \n", places[i]);
    }
    jb_str_addf(pdf, "trailer << /Size 9 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", table);
    jb_str_free(&content);
}

static void test_pdf_lines_without_page_numbers(void **state)
{
    (void)state;
    const char *const lines[] = {"一、工作成效", "立案12件，", "办结11件。", "— 1 —"};
    jb_str pdf = {0};
    make_pdf(&pdf, lines, 4);
    jb_original *o = parse_with(pdf.data, pdf.len, NULL);
    assert_int_equal(o->kind, JB_ORIGINAL_PDF);
    assert_string_equal(o->text, "一、工作成效\n立案12件，\n办结11件。\n"
                                 "一、工作成效\n立案12件，\n办结11件。\n");
    assert_int_equal(o->lines[0].level, 1);
    assert_true(o->lines[1].joins);
    jb_str_free(&pdf);
    jb_original_free(o);
}

static void test_pdf_scan_and_damaged(void **state)
{
    (void)state;
    jb_str pdf = {0};
    make_pdf(&pdf, NULL, 0);
    check_refused(pdf.data, pdf.len, NULL, JB_ERR_INPUT, "scan");
    check_refused(pdf.data, 300, NULL, JB_ERR_INPUT, "cannot be read");
    jb_str_free(&pdf);
}

static void test_pdf_without_the_program(void **state)
{
    (void)state;
    const char *old = getenv("PATH");
    char *path = strdup(old ? old : "");
    assert_non_null(path);
    jb_str pdf = {0};
    make_pdf(&pdf, NULL, 0);
    (void)setenv("PATH", "/nonexistent", 1);
    check_refused(pdf.data, pdf.len, NULL, JB_ERR_IO, "poppler-utils");
    (void)setenv("PATH", path, 1);
    jb_str_free(&pdf);
    free(path);
}

/* A program of that name that does something else. */
static void run_with(const char *script, const char *part)
{
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    const char *program = jb_test_path(dir, "pdftotext");
    jb_test_write(program, script);
    assert_int_equal(chmod(program, 0700), 0);
    const char *old = getenv("PATH");
    char *path = strdup(old ? old : "");
    (void)setenv("PATH", dir, 1);
    check_refused("%PDF-1.4", 8, NULL, JB_ERR_INPUT, part);
    (void)setenv("PATH", path, 1);
    free(path);
    jb_test_dir_remove(dir);
}

static void test_pdf_the_program_fails(void **state)
{
    (void)state;
    run_with("#!/bin/sh\necho 'Command Line Error: Incorrect password' >&2\nexit 1\n", "password");
    run_with("#!/bin/sh\nkill -9 $$\n", "cannot be read");
    run_with("#!/bin/sh\nprintf '\\377\\376'\n", "not UTF-8");
    run_with("#!/bin/sh\nwhile :; do printf '%065536d' 1; done\n", "more than");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_docx_paragraphs_tabs_and_breaks),
        cmocka_unit_test(test_docx_deleted_and_doubled_text_is_left_out),
        cmocka_unit_test(test_docx_table_with_merged_cells),
        cmocka_unit_test(test_docx_faults),
        cmocka_unit_test(test_docx_damaged_packages),
        cmocka_unit_test(test_docx_bomb),
        cmocka_unit_test(test_docx_nested_too_deep),
        cmocka_unit_test(test_pdf_lines_without_page_numbers),
        cmocka_unit_test(test_pdf_scan_and_damaged),
        cmocka_unit_test(test_pdf_without_the_program),
        cmocka_unit_test(test_pdf_the_program_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
