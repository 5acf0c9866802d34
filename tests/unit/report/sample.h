/* sample.h - what the tests of this room share: a small report in our own words, parsing from
 * memory, slices as text. Header only.
 */
#ifndef JIANBAO_TEST_REPORT_SAMPLE_H
#define JIANBAO_TEST_REPORT_SAMPLE_H

#include <jianbao/report.h>

#include <jbtest.h>

static const char sample[] = "青河县人力资源和社会保障局关于2023年度法治政府建设情况的报告\n"
                             "发布日期：2024-01-15 来源：县人社局\n"
                             "\n"
                             "　　2023年，我局依法履职，现将情况报告如下：\n"
                             "　　一、主要工作成效\n"
                             "　　（一）规范执法。全年立案查处劳动保障案件36件，办结35件。\n"
                             "　　（二）化解争议。受理仲裁案件1,204件，结案率97.5%。\n"
                             "　　二、存在的问题\n"
                             "　　执法人员只有5名，力量不足。\n"
                             "　　三、主要负责人履行推进法治建设第一责任人职责情况\n"
                             "　　主持专题会议4次。\n"
                             "　　四、2024年工作安排\n"
                             "　　检查用人单位200户以上。\n"
                             "\n"
                             "青河县人力资源和社会保障局\n"
                             "2024年1月10日\n"
                             "打印本页 关闭窗口\n";

/* Every product holds these, whatever it was made from. */
static inline void check_original(const jb_original *o)
{
    assert_int_equal(jb_utf8_check(o->text, o->len), o->len);
    assert_int_equal(jb_utf8_count(o->text, o->len), o->count);
    assert_int_equal(o->bytes[o->count], o->len);
    size_t pos = 0;
    for (size_t i = 0; i < o->count; i++) {
        assert_int_equal(o->bytes[i], pos);
        assert_int_equal(o->points[i], jb_utf8_next(o->text, o->len, &pos));
    }
    char sha[JB_SHA256_TEXT];
    jb_sha256(o->text, o->len, sha);
    assert_string_equal(o->sha256, sha);
    size_t last = 0;
    for (size_t i = 0; i < o->line_count; i++) {
        const jb_span span = o->lines[i].span;
        assert_true(span.start >= last && span.start <= span.end && span.end <= o->count);
        assert_true(o->lines[i].section < JB_SECTIONS);
        assert_int_equal(jb_original_line(o, span.start), i);
        last = span.end;
    }
    for (size_t t = 0; t < o->table_count; t++) {
        const jb_text_table *table = &o->tables[t];
        for (size_t i = 0; i < table->count; i++) {
            const jb_text_cell *cell = &table->cells[i];
            assert_true(cell->span.start >= table->span.start);
            assert_true(cell->span.end <= table->span.end);
            assert_true(cell->column + cell->colspan <= table->columns);
            assert_true(cell->row + cell->rowspan <= table->rows);
        }
    }
}

static inline jb_original *parse_with(const void *bytes, size_t len,
                                      const jb_original_options *options)
{
    jb_error err = {0};
    jb_original *o = NULL;
    jb_status status = jb_original_parse("report", bytes, len, options, &o, &err);
    assert_jb_ok(status, &err);
    check_original(o);
    return o;
}

static inline jb_original *parse(const char *text)
{
    return parse_with(text, strlen(text), NULL);
}

static inline void check_refused(const void *bytes, size_t len, const jb_original_options *options,
                                 jb_status want, const char *part)
{
    jb_error err = {0};
    jb_original *o = NULL;
    jb_status status = jb_original_parse("report", bytes, len, options, &o, &err);
    assert_jb_fails(status, &err, want, part);
    assert_null(o);
    jb_original_free(o);
}

static inline void check_text(const jb_original *o, jb_span span, const char *want)
{
    assert_string_equal(jb_original_slice(o->arena, o, span), want);
}

/* The line that is or begins with these characters, blanks in front left out. */
static inline const jb_text_line *line_of(const jb_original *o, const char *begins)
{
    for (size_t i = 0; i < o->line_count; i++) {
        const char *text = jb_original_slice(o->arena, o, o->lines[i].span);
        while (*text == ' ' || strncmp(text, "　", 3) == 0) {
            text += *text == ' ' ? 1 : 3;
        }
        if (strncmp(text, begins, strlen(begins)) == 0) {
            return &o->lines[i];
        }
    }
    fail_msg("no line begins with %s", begins);
    return NULL;
}

static inline jb_section section_of(const jb_original *o, const char *begins)
{
    return line_of(o, begins)->section;
}

static inline jb_span find_span(const jb_original *o, const char *text)
{
    const char *at = strstr(o->text, text);
    if (!at) {
        fail_msg("no %s in the text", text);
    }
    size_t start = jb_utf8_count(o->text, (size_t)(at - o->text));
    return (jb_span){start, start + jb_utf8_count(text, strlen(text))};
}

/* The plain text as UTF-8, in the original's arena. */
static inline const char *plain_of(const jb_original *o)
{
    jb_str s = {0};
    jb_str_add(&s, "");
    for (size_t i = 0; i < o->count; i++) {
        jb_str_add_utf8(&s, o->plain[i]);
    }
    const char *copy = jb_arena_strdup(o->arena, s.data);
    jb_str_free(&s);
    return copy;
}

#endif
