/* test_breaks.c - where a line may end, shown as text with | at each such place. */
#include "jbtest.h"

#include <jianbao/typeset.h>

typedef struct sample {
    jb_lang lang;
    const char *marked; /* || is a forced end */
} sample;

/* The text of `marked` without its bars, cut again by the function under test. */
static void check(jb_lang lang, const char *marked)
{
    jb_arena *arena = jb_arena_new();
    jb_error err = {0};
    jb_str plain = {0};
    for (const char *c = marked; *c; c++) {
        if (*c != '|') {
            jb_str_addc(&plain, *c);
        }
    }
    uint8_t *breaks = NULL;
    size_t count = 0;
    const char *text = jb_str_text(&plain);
    assert_jb_ok(jb_breaks_find(arena, text, lang, &breaks, &count, &err), &err);
    assert_int_equal(count, jb_utf8_count(text, strlen(text)));
    jb_str got = {0};
    size_t pos = 0;
    for (size_t i = 0; i < count; i++) {
        jb_str_add(&got, breaks[i] == JB_BREAK_MUST ? "||" : breaks[i] == JB_BREAK_MAY ? "|" : "");
        jb_str_add_utf8(&got, jb_utf8_next(text, strlen(text), &pos));
    }
    assert_string_equal(jb_str_text(&got), marked);
    assert_int_equal(breaks[count], JB_BREAK_MUST);
    jb_str_free(&plain);
    jb_str_free(&got);
    jb_arena_free(arena);
}

static void check_all(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check(samples[i].lang, samples[i].marked);
    }
}

#define CHECK(samples) check_all((samples), sizeof(samples) / sizeof *(samples))

static void test_breaks_find_between_han_characters(void **state)
{
    (void)state;
    static const sample samples[] = {
        {JB_LANG_ZH, "劳|动|保|障|监|察"},
        {JB_LANG_ZH, "立|案，|结|案。|办|理"},
        {JB_LANG_ZH, "𠅤|𡎚|镕"},
        {JB_LANG_ZH, "AI|智|能|应|用|COVID-19期|间"},
    };
    CHECK(samples);
}

static void test_breaks_find_keeps_marks_from_edges(void **state)
{
    (void)state;
    static const sample samples[] = {
        {JB_LANG_ZH, "他|说：|“好。”|然|后|走|了"},
        {JB_LANG_ZH, "打|造|“海|纳|职|通”|平|台"},
        {JB_LANG_ZH, "（一）|坚|持|《劳|动|法》、|《条|例》；|其|他"},
        {JB_LANG_ZH, "“‘职’|通|海|珠|‘就’|在|身|边”|项|目"},
        {JB_LANG_ZH, "办|法|〔2024〕5号|文"},
        {JB_LANG_ZH, "增|加……|减|少"},
        {JB_LANG_ZH, "目|标——|根|治|欠|薪"},
        {JB_LANG_ZH, "真|的？！|好"},
        {JB_LANG_ZH, "阿·|凡|提 ·|甲"},
        {JB_LANG_ZH, "和/或"},
        {JB_LANG_ZH, "甲 |（乙 ） |丙"},
        {JB_LANG_ZH, "AI|“技|术”|AI"},
        {JB_LANG_ZH, "don’t |stop"},
    };
    CHECK(samples);
}

static void test_breaks_find_keeps_numbers_whole(void **state)
{
    (void)state;
    static const sample samples[] = {
        {JB_LANG_ZH, "追|回|2604.50万元|工|资"},
        {JB_LANG_ZH, "共|1,234,567件，|占|98.5%|的|案|件"},
        {JB_LANG_ZH, "涉|及|1.2万余人次|及|500多家次"},
        {JB_LANG_ZH, "增|长|-3.2%，|提|高|5个百分点"},
        {JB_LANG_ZH, "2024年|11月|14日|发|布"},
        {JB_LANG_ZH, "2021—2025年|规|划|和|1-10月|数|据"},
        {JB_LANG_ZH, "增|幅|3%～5%|之|间"},
        {JB_LANG_ZH, "第12期、|第 3 季度、|第一批|名|单"},
        {JB_LANG_ZH, "见|表1、|图 2|和|附件3"},
        {JB_LANG_ZH, "￥5000元|和|$20|及|CNY 300"},
        {JB_LANG_ZH, "共 |26 件 |案|件"},
        {JB_LANG_ZH, "上|午|10:30|开|会"},
        {JB_LANG_ZH, "2 604 500元"},
        {JB_LANG_ZH, "2\u2009604\u2009500|的"},
        {JB_LANG_ZH, "≥10人|的|企|业"},
        {JB_LANG_ZH, "１２３件|案|子，|５％"},
        {JB_LANG_ZH, "2024/11/14|前"},
        {JB_LANG_ZH, "由|3-|甲"},
    };
    CHECK(samples);
}

static void test_breaks_find_in_english(void **state)
{
    (void)state;
    static const sample samples[] = {
        {JB_LANG_EN, "The |bureaux |closed |1,234 |cases"},
        {JB_LANG_EN, "CNY 26.04 million |was |recovered, |up |5 per cent"},
        {JB_LANG_EN, "“quoted” |text |isn’t |well-|known"},
        {JB_LANG_EN, "2024-11-14 |(see |note)"},
        {JB_LANG_EN, "劳|动 |inspection"},
        {JB_LANG_EN, "up |5 % |or |so ) |and |a ” |done · |on"},
        {JB_LANG_EN, "the |old |way |– |’tis |’98 |№ 5 |( so"},
    };
    CHECK(samples);
}

static void test_breaks_find_obeys_forced_ends_and_glue(void **state)
{
    (void)state;
    static const sample samples[] = {
        {JB_LANG_ZH, "甲\n||乙"},
        {JB_LANG_ZH, "甲\r\n||乙"},
        {JB_LANG_ZH, "甲\u2060乙|丙"},
        {JB_LANG_ZH, "好”\u2060丙"},
        {JB_LANG_ZH, "甲\u00A0（乙）|丙"},
        {JB_LANG_ZH, "甲\u200B|乙"},
        {JB_LANG_ZH, "50\u200B件\u00AD，|共"},
        {JB_LANG_EN, "no\u00A0break |here"},
        {JB_LANG_EN, "soft\u00ADhyphen"},
        {JB_LANG_ZH, "u\u0308|好"},
        {JB_LANG_ZH, ""},
        {JB_LANG_ZH, "1234.5"},
    };
    CHECK(samples);
}

static void test_breaks_find_bad_utf8(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_error err = {0};
    uint8_t *breaks = NULL;
    size_t count = 0;
    assert_jb_fails(jb_breaks_find(arena, "a\xFF", JB_LANG_ZH, &breaks, &count, &err), &err,
                    JB_ERR_INPUT, "UTF-8");
    jb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_find_between_han_characters),
        cmocka_unit_test(test_breaks_find_keeps_marks_from_edges),
        cmocka_unit_test(test_breaks_find_keeps_numbers_whole),
        cmocka_unit_test(test_breaks_find_in_english),
        cmocka_unit_test(test_breaks_find_obeys_forced_ends_and_glue),
        cmocka_unit_test(test_breaks_find_bad_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
