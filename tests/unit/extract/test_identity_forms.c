/* test_identity.c - whose report it is, of which year, and when it was written. */
#include "run.h"

typedef struct row {
    const char *text;
    const char *code, *agency;
    int year;
    const char *signed_on, *published_on;
} row;

static const row rows[] = {
    {"广州市海珠区人力资源和社会保障局关于2024年度法治政府建设情况的报告\n开展工作。\n", "440105",
     "广州市海珠区人力资源和社会保障局", 2024, "", ""},
    {"天津市滨海新区人社局2023年度法治政府建设情况报告\n发布日期: 2024-02-08 10:59  来源: "
     "区人社局\n"
     "今年以来，开展工作。\n",
     "120116", "天津市滨海新区人力资源和社会保障局", 2023, "", "2024-02-08"},
    {"2023年，我局开展工作。现将2023年度情况报告如下：\n一、主要工作\n开展工作。\n"
     "杭州市上城区人力资源和社会保障局\n2024年1月29日\n",
     "330102", "杭州市上城区人力资源和社会保障局", 2023, "2024-01-29", ""},
    {"光明区人力资源局关于2021年法治政府建设年度报告\n日期:2021年 11月 19日\n2021年，开展工作。\n"
     "深圳市光明区人力资源局\n2021年11月18日\n",
     "440311", "深圳市光明区人力资源局", 2021, "2021-11-18", "2021-11-19"},
    {"2024年，我局开展人社领域工作。根据省人社厅文件。\n贯彻《江西省条例》《南昌县人民政府办公室意"
     "见》"
     "《南昌县人民政府规则》。我局下属南昌县劳动人事争议仲裁院受理案件。\n",
     "360121", "南昌县人力资源和社会保障局", 2024, "", ""},
    {"朝阳区人社局2023年工作总结\n开展工作。\n", "", "", 2023, "", ""},
    {"朝阳区人社局2023年工作总结\n在北京市的指导下开展工作。\n", "110105",
     "北京市朝阳区人力资源和社会保障局", 2023, "", ""},
    {"唐山市2010年人力资源和社会保障事业发展统计公报\n开展工作。\n", "130200", "", 2010, "", ""},
    {"工作情况通报\n全年开展工作。\n", "", "", 0, "", ""},
};

static void test_identity_find_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run r = run_with(run_extractor, rows[i].text, NULL, 0);
        const jb_identity *id = &r.extraction->identity;
        char signed_on[JB_DATE_TEXT];
        char published_on[JB_DATE_TEXT];
        jb_date_text(id->signed_on, signed_on);
        jb_date_text(id->published_on, published_on);
        if (strcmp(id->agency_code, rows[i].code) != 0 || strcmp(id->agency, rows[i].agency) != 0 ||
            id->year != rows[i].year || strcmp(signed_on, rows[i].signed_on) != 0 ||
            strcmp(published_on, rows[i].published_on) != 0) {
            fail_msg("%.60s: %s %s %d signed %s published %s", rows[i].text, id->agency_code,
                     id->agency, id->year, signed_on, published_on);
        }
        run_free(&r);
    }
}

static void test_identity_find_given_wins(void **state)
{
    (void)state;
    run r = run_with(run_extractor, rows[0].text, "440311", 2020);
    assert_string_equal(r.extraction->identity.agency_code, "440311");
    assert_string_equal(r.extraction->identity.short_name, "光明区");
    assert_int_equal(r.extraction->identity.year, 2020);
    assert_string_equal(r.extraction->identity.agency_by.how, "given");
    run_free(&r);
}

static void test_identity_find_evidence(void **state)
{
    (void)state;
    run r = run_with(run_extractor, rows[0].text, NULL, 0);
    const jb_identity *id = &r.extraction->identity;
    assert_string_equal(id->agency_by.how, "title");
    assert_string_equal(jb_original_slice(r.arena, r.original, id->agency_by.span),
                        "广州市海珠区人力资源和社会保障局");
    assert_string_equal(jb_original_slice(r.arena, r.original, id->year_by.span), "2024年度");
    assert_string_equal(id->short_name, "海珠区");
    assert_non_null(strstr(id->title, "法治政府建设"));
    run_free(&r);
}

/* 全市 is a county-level city's own, a district's elsewhere. */
static void test_identity_decides_scope(void **state)
{
    (void)state;
    static const char passage[] = "工作情况\n2023年全市劳动监察立案86起。\n";
    run city = run_with(run_extractor, passage, "330782", 2023);
    assert_string_equal(run_found(&city), "enf_cases_filed=86起");
    run district = run_with(run_extractor, passage, "440105", 2023);
    assert_string_equal(run_found(&district), "");
    run_free(&city);
    run_free(&district);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identity_find_forms),
        cmocka_unit_test(test_identity_find_given_wins),
        cmocka_unit_test(test_identity_find_evidence),
        cmocka_unit_test(test_identity_decides_scope),
    };
    return cmocka_run_group_tests_name("extract_identity", tests, run_setup, run_teardown);
}
