/* What holds for any text: every record's span is its raw text, spans are in order, numbers point
 * at figures that exist; and the same text in another encoding gives the same records.
 */
#include "run.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { TEXTS = 1000, POINTS_MAX = 2048, SENTENCES_MAX = 64 };

static const char base_text[] =
    "广州市海珠区人力资源和社会保障局2023年法治政府建设年度报告\n"
    "2023年，我局依法履职，现将情况报告如下。\n"
    "一、主要工作成效\n"
    "（一）规范执法。1-10月，劳动保障监察立案320件、结案298件，同比增加12.55%。"
    "对86宗重大行政执法决定开展法制审核。主动检查用人单位近500家。\n"
    "（二）根治欠薪。为54名农民工追讨工资12.5万元；全区追回工资8803.294万元。"
    "处理欠薪线索1,234条，其中办结1,200条。\n"
    "（三）化解争议。仲裁院受理、审结案件分别为412件、398件，结案率百分之九十五，"
    "下降3.2个百分点。截至11月14日，调解成功二十余件，成功率80%以上。\n"
    "行政诉讼案件12件，其中败诉1件。全区未发生群体性事件。\n"
    "对30人以上劳资纠纷实行包案。全省立案3200件。某公司拖欠35名工人工资60万元。\n"
    "二、存在的问题\n人员不足。\n"
    "三、2024年工作计划\n力争立案300件以上。\n"
    "2024年1月10日\n";

/* xorshift: the same texts on every machine. */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static size_t random_below(uint32_t *seed, size_t n)
{
    return n > 0 ? next_random(seed) % n : 0;
}

typedef struct draft {
    uint32_t points[POINTS_MAX];
    size_t count;
} draft;

static const uint32_t tempting[] = {
    U'0',  U'1',  U'9',  U'一', U'十', U'百', U'万', U'亿', U'余', U'件', U'宗', U'人', U'元',
    U'%',  U'年', U'月', U'日', U'，', U'。', U'、', U'；', U'（', U'）', U'\n', U' ',  U'　',
    U'近', U'约', U'无', U'零', U'-',  U'.',  U',',  U'〇', U'１', U'至', U'“',  U'为', 0x20000,
};

static void mutate_point(draft *t, uint32_t *seed)
{
    size_t at = random_below(seed, t->count);
    uint32_t other = random_below(seed, 3)
                         ? tempting[random_below(seed, sizeof tempting / sizeof *tempting)]
                         : t->points[random_below(seed, t->count)];
    size_t rest = (t->count - at - 1) * sizeof *t->points;
    switch (random_below(seed, 3)) {
    case 0:
        t->points[at] = other;
        break;
    case 1:
        if (t->count > 1) {
            memmove(t->points + at, t->points + at + 1, rest);
            t->count--;
        }
        break;
    default:
        if (t->count < POINTS_MAX) {
            memmove(t->points + at + 1, t->points + at, rest + sizeof *t->points);
            t->points[at] = other;
            t->count++;
        }
    }
}

/* Sentences in another order. */
static void shuffle(draft *t, uint32_t *seed)
{
    jb_span spans[SENTENCES_MAX];
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i < t->count; i++) {
        bool ends = t->points[i] == U'。' || t->points[i] == U'\n';
        if (i + 1 == t->count || (ends && count + 1 < SENTENCES_MAX)) {
            spans[count++] = (jb_span){start, i + 1};
            start = i + 1;
        }
    }
    draft out = {.count = 0};
    for (size_t i = 0; i < count; i++) {
        size_t other = i + random_below(seed, count - i);
        jb_span span = spans[other];
        spans[other] = spans[i];
        memcpy(out.points + out.count, t->points + span.start,
               (span.end - span.start) * sizeof *t->points);
        out.count += span.end - span.start;
    }
    *t = out;
}

static draft base_points(void)
{
    draft t = {.count = 0};
    size_t len = strlen(base_text);
    for (size_t at = 0; at < len;) {
        assert_true(t.count < POINTS_MAX);
        t.points[t.count++] = jb_utf8_next(base_text, len, &at);
    }
    return t;
}

static jb_str random_text(uint32_t *seed)
{
    draft t = base_points();
    if (random_below(seed, 3) == 0) {
        shuffle(&t, seed);
    }
    for (size_t i = 1 + random_below(seed, 40); i > 0; i--) {
        mutate_point(&t, seed);
    }
    jb_str out = {0};
    jb_str_add(&out, "");
    for (size_t i = 0; i < t.count; i++) {
        jb_str_add_utf8(&out, t.points[i]);
    }
    return out;
}

static void test_records_of_random_texts_keep_the_rules(void **state)
{
    (void)state;
    uint32_t seed = 20230107;
    size_t found = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        jb_str s = random_text(&seed);
        run r = run_text(s.data);
        const char *broken = broken_rule(&r);
        if (broken) {
            fail_msg("text %zu: %s does not hold:\n%s", i, broken, s.data);
        }
        found += r.extraction->found_count;
        run_free(&r);
        jb_str_free(&s);
    }
    assert_true(found > (size_t)TEXTS * 5); /* the texts still say something */
}

/* The text in another encoding, without a mark in front; the caller frees. */
static char *encode(const char *text, const char *encoding, size_t *len)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t room = strlen(text) * 4 + 4;
    UChar *wide = malloc(room * sizeof *wide);
    char *out = malloc(room);
    assert_true(wide && out);
    int32_t count = 0;
    u_strFromUTF8(wide, (int32_t)room, &count, text, -1, &status);
    UConverter *converter = ucnv_open(encoding, &status);
    int32_t bytes = ucnv_fromUChars(converter, out, (int32_t)room, wide, count, &status);
    assert_true(U_SUCCESS(status));
    ucnv_close(converter);
    free(wide);
    *len = (size_t)bytes;
    return out;
}

/* All records as JSON Lines, and the numbers with their reasons. */
static jb_str records_of(const run *r)
{
    jb_str out = {0};
    jb_str_add(&out, "");
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        jb_fact_line(&out, r->extraction->arena, &r->extraction->found[i].fact);
    }
    for (size_t i = 0; i < r->extraction->number_count; i++) {
        const jb_number_seen *n = &r->extraction->numbers[i];
        jb_str_addf(&out, "%zu..%zu %s\n", n->span.start, n->span.end, jb_reject_code(n->why));
    }
    return out;
}

static void check_same(const char *text, const char *icu, const char *encoding)
{
    const jb_extract_options options = {.agency_code = "440105", .year = 2023};
    size_t len = 0;
    char *bytes = encode(text, icu, &len);
    run plain = run_text(text);
    run other = run_bytes(run_extractor, bytes, len, encoding, &options);
    assert_string_equal(other.original->encoding, encoding);
    assert_true(plain.extraction->number_count > 0);
    jb_str want = records_of(&plain);
    jb_str seen = records_of(&other);
    assert_string_equal(seen.data, want.data);
    jb_str_free(&want);
    jb_str_free(&seen);
    run_free(&plain);
    run_free(&other);
    free(bytes);
}

static void test_encodings_give_the_same_records(void **state)
{
    (void)state;
    check_same(base_text, "gb18030", "GB18030");
    check_same(base_text, "UTF-16LE", "UTF-16LE");
    uint32_t seed = 77;
    for (size_t i = 0; i < 20; i++) {
        jb_str s = random_text(&seed);
        check_same(s.data, "gb18030", "GB18030");
        check_same(s.data, "UTF-16LE", "UTF-16LE");
        jb_str_free(&s);
    }
}

/* Reading twice with one extractor leaves nothing behind. */
static void test_reading_again_gives_the_same_records(void **state)
{
    (void)state;
    run first = run_text(base_text);
    run between = run_text("仲裁院审结案件5件。");
    run second = run_text(base_text);
    jb_str want = records_of(&first);
    jb_str seen = records_of(&second);
    assert_string_equal(seen.data, want.data);
    jb_str_free(&want);
    jb_str_free(&seen);
    run_free(&first);
    run_free(&between);
    run_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records_of_random_texts_keep_the_rules),
        cmocka_unit_test(test_encodings_give_the_same_records),
        cmocka_unit_test(test_reading_again_gives_the_same_records),
    };
    return cmocka_run_group_tests(tests, run_setup, run_teardown);
}
