/* test_numbers.c - numbers with their qualifiers, scales, units and bounds; numerals. */
#include <extract/hans.h>
#include <extract/numbers.h>
#include <jbtest.h>

typedef struct row {
    const char *text; /* one number in it */
    const char *raw;  /* NULL: there is none */
    const char *value;
    const char *qualifier;
    const char *unit;
} row;

static const row rows[] = {
    {"立案140宗", "140宗", "140", "exact", "宗"},
    {"启用应急资金1000余万元", "1000余万元", "10000000", "at_least", "元"},
    {"追回129万余元", "129万余元", "1290000", "at_least", "元"},
    {"消除预警2100余条次", "2100余条次", "2100", "at_least", "条次"},
    {"活动40余场", "40余场", "40", "at_least", "场"},
    {"覆盖近500家企业", "近500家", "500", "nearly", "家"},
    {"近5万从业人员", "近5万", "50000", "nearly", ""},
    {"约210万人", "约210万人", "2100000", "about", "人"},
    {"逾2300万元", "逾2300万元", "23000000", "more_than", "元"},
    {"超过96%", "超过96%", "96", "more_than", "%"},
    {"不足30件", "不足30件", "30", "less_than", "件"},
    {"不超过5%", "不超过5%", "5", "at_most", "%"},
    {"至少12家", "至少12家", "12", "at_least", "家"},
    {"80%以上矛盾", "80%以上", "80", "at_least", "%"},
    {"2100件左右", "2100件左右", "2100", "about", "件"},
    {"工资8803.294万元", "8803.294万元", "88032940", "exact", "元"},
    {"2.22亿元", "2.22亿元", "222000000", "exact", "元"},
    {"3亿5000万元", "3亿5000万元", "350000000", "exact", "元"},
    {"2.88万家次", "2.88万家次", "28800", "exact", "家次"},
    {"拖欠工资额约65万，", "约65万", "650000", "about", ""},
    {"1,234件", "1,234件", "1234", "exact", "件"},
    {"12,345,678元", "12,345,678元", "12345678", "exact", "元"},
    {"审结2，251件", "2，251件", "2251", "exact", "件"},
    {"举报１，２３４件", "１，２３４件", "1234", "exact", "件"},
    {"立案12８件", "12８件", "128", "exact", "件"},
    {"共4 182 名", "4 182 名", "4182", "exact", "名"},
    {"项目 306 个", "306 个", "306", "exact", "个"},
    {"１５．６％", "１５．６％", "15.6", "exact", "%"},
    {"八十六起", "八十六起", "86", "exact", "起"},
    {"二十余件", "二十余件", "20", "at_least", "件"},
    {"一千二百多名", "一千二百多名", "1200", "at_least", "名"},
    {"近一千万元", "近一千万元", "10000000", "nearly", "元"},
    {"1530多万元", "1530多万元", "15300000", "at_least", "元"},
    {"百分之九十五", "百分之九十五", "95", "exact", "%"},
    {"百分之九十五点五", "百分之九十五点五", "95.5", "exact", "%"},
    {"九成争议", "九成", "90", "about", "%"},
    {"八成以上", "八成以上", "80", "at_least", "%"},
    {"两起", "两起", "2", "exact", "起"},
    {"提高3.1个百分点", "3.1个百分点", "3.1", "exact", "个百分点"},
    {"4.1千名", "4.1千名", "4100", "exact", "名"},
    {"检查136家(次)", "136家(次)", "136", "exact", "家次"},
    {"受理案件数（件） 1806", "1806", "1806", "exact", "件"},
    {"涉案金额（万元） 3961.5", "3961.5", "39615000", "exact", "元"},
    {"零工市场", NULL, NULL, NULL, NULL},
    {"万家企业", NULL, NULL, NULL, NULL},
    {"成立三年", NULL, NULL, NULL, NULL}, /* a time: 三年 alone is a unit of time */
    {"一体化", NULL, NULL, NULL, NULL},
    {"九成立", NULL, NULL, NULL, NULL},
};

typedef struct parsed {
    jb_original *original;
    jb_quantity *list;
    size_t count;
} parsed;

static parsed parse(const char *text)
{
    parsed p = {0};
    jb_error err = {0};
    jb_original_options kind = {.kind = "text"};
    assert_jb_ok(jb_original_parse("t.txt", text, strlen(text), &kind, &p.original, &err), &err);
    jb_points t = {p.original->plain, p.original->count};
    p.list = jb_quantities_find(t, p.original->points, NULL, 0, &p.count);
    return p;
}

static void check(const row *want)
{
    parsed p = parse(want->text);
    jb_arena *arena = jb_arena_new();
    bool none = want->raw == NULL;
    if (none) {
        bool time_only = p.count == 1 && p.list[0].unit->class == JB_CLASS_TIME;
        if (p.count != 0 && !time_only) {
            fail_msg("%s: a number was seen", want->text);
        }
    } else {
        char value[JB_DEC_TEXT] = "";
        const char *raw = "";
        if (p.count == 1) {
            jb_dec_text(p.list[0].value, value);
            raw = jb_original_slice(arena, p.original, p.list[0].span);
        }
        if (p.count != 1 || strcmp(raw, want->raw) != 0 || strcmp(value, want->value) != 0 ||
            strcmp(jb_qualifier_code(p.list[0].qualifier), want->qualifier) != 0 ||
            strcmp(p.list[0].unit->utf8, want->unit) != 0) {
            fail_msg("%s: %zu numbers, raw %s, value %s, qualifier %s, unit %s", want->text,
                     p.count, raw, value, p.count ? jb_qualifier_code(p.list[0].qualifier) : "",
                     p.count ? p.list[0].unit->utf8 : "");
        }
    }
    jb_arena_free(arena);
    free(p.list);
    jb_original_free(p.original);
}

static void test_quantity_read_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(&rows[i]);
    }
}

static void test_quantity_read_wide_comma_parts(void **state)
{
    (void)state;
    static const char *const texts[] = {"受理123，45件", "受理1234，567件", "受理12.5，567件",
                                        "受理123，456。"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        parsed p = parse(texts[i]);
        assert_int_equal(p.count, 2);
        free(p.list);
        jb_original_free(p.original);
    }
}

static void test_quantity_read_too_long(void **state)
{
    (void)state;
    parsed p = parse("1234567890123456789012345678901234567890件");
    assert_int_equal(p.count, 0);
    free(p.list);
    jb_original_free(p.original);
}

static void test_quantity_read_range(void **state)
{
    (void)state;
    parsed p = parse("20至30家");
    assert_int_equal(p.count, 1);
    assert_true(p.list[0].ranged);
    free(p.list);
    jb_original_free(p.original);
}

static void test_words_of_none_and_some(void **state)
{
    (void)state;
    parsed p = parse("没有发生一起群体性事件，查处一批案件");
    assert_int_equal(p.count, 2);
    assert_int_equal(p.list[0].kind, JB_QUANTITY_ZERO);
    assert_int_equal(p.list[0].span.end - p.list[0].span.start, 6);
    assert_int_equal(p.list[1].kind, JB_QUANTITY_VAGUE);
    free(p.list);
    jb_original_free(p.original);
}

static void check_han(const char32_t *text, int64_t want, size_t length)
{
    jb_points t = {(const uint32_t *)text, jb_points_len(text)};
    int64_t value = 0;
    size_t len = jb_han_read(t, 0, &value);
    assert_int_equal(len, length);
    if (length > 0) {
        assert_int_equal(value, want);
    }
}

static void test_han_read(void **state)
{
    (void)state;
    check_han(U"十二", 12, 2);
    check_han(U"二十", 20, 2);
    check_han(U"一百零三", 103, 4);
    check_han(U"一千二百三十四", 1234, 7);
    check_han(U"三万五千", 35000, 4);
    check_han(U"一亿二千万", 120000000, 5);
    check_han(U"二〇二四", 2024, 4);
    check_han(U"两百", 200, 2);
    check_han(U"廿三", 23, 2);
    check_han(U"百", 0, 0);
    check_han(U"万", 0, 0);
    check_han(U"件", 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantity_read_forms),
        cmocka_unit_test(test_quantity_read_wide_comma_parts),
        cmocka_unit_test(test_quantity_read_too_long),
        cmocka_unit_test(test_quantity_read_range),
        cmocka_unit_test(test_words_of_none_and_some),
        cmocka_unit_test(test_han_read),
    };
    return cmocka_run_group_tests_name("extract_numbers", tests, NULL, NULL);
}
