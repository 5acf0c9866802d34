/* test_figures.c - which indicator each figure states: wordings, frames, lists, parts, tables,
 * what is no figure, what is said in words, figures said twice; and that every span holds its raw
 * text, whatever the text.
 */
#include "run.h"

/* ---- wordings ----------------------------------------------------------------------------------
 */

/* A line of tests/data/extract/phrases.tsv: code, tab, clause with {the figure}. */
static bool states(const char *code, const char *clause, char *got, size_t size)
{
    char text[512];
    char raw[128] = "";
    const char *open = strchr(clause, '{');
    const char *close = strchr(clause, '}');
    (void)snprintf(raw, sizeof raw, "%.*s", (int)(close - open - 1), open + 1);
    (void)snprintf(text, sizeof text, "2023年，%.*s%s%s。", (int)(open - clause), clause, raw,
                   close + 1);
    run r = run_passage(text);
    bool right = false;
    got[0] = '\0';
    for (size_t i = 0; i < r.extraction->found_count && !right; i++) {
        const jb_fact *f = &r.extraction->found[i].fact;
        if (strstr(raw, f->raw) != NULL) {
            right = strcmp(f->indicator, code) == 0;
            (void)snprintf(got, size, "%s", f->indicator);
        }
    }
    run_free(&r);
    return right;
}

static void test_match_all_wordings(void **state)
{
    (void)state;
    char *all = jb_test_read("tests/data/extract/phrases.tsv");
    size_t count = 0;
    for (char *line = all; *line != '\0'; count++) {
        char *end = strchr(line, '\n');
        char *tab = strchr(line, '\t');
        *end = *tab = '\0';
        char got[64];
        if (!states(line, tab + 1, got, sizeof got)) {
            fail_msg("%s: wanted %s, found %s", tab + 1, line, got);
        }
        line = end + 1;
    }
    assert_true(count > 200);
    free(all);
}

/* ---- frames, lists, parts
 * ------------------------------------------------------------------------ */

static void test_match_all_frames(void **state)
{
    (void)state;
    run_expect("为2261名农民工解决工资2604万元。",
               "wage_workers=2261名; wage_recovered_amount=26040000万元");
    run_expect("追回426名农民工工资478万元。",
               "wage_workers=426名; wage_recovered_amount=4780000万元");
    run_expect("涉及的1宗行政复议、2宗行政诉讼均已应诉。", "rev_cases=1宗; lit_cases=2宗");
    run_expect("检查在建项目212个、用人单位506户。",
               "enf_site_inspections=212个; enf_inspections=506户");
    run_expect("为9327名劳动者（其中农民工8865名）追回工资1.13亿元（其中农民工工资1.08亿元）。",
               "wage_workers=9327名; wage_workers=8865名; wage_recovered_amount=113000000亿元; "
               "wage_recovered_amount=108000000亿元");
    run_expect("动用欠薪保障基金垫付4宗、213人、184.6万元。",
               "wage_emergency_workers=213人; wage_emergency_fund_used=1846000万元");
}

static void test_variants_read_like_the_common_word(void **state)
{
    (void)state;
    run_expect("劳动监察大队巡察企业212户，接办投诉86件，结办84件。",
               "enf_inspections=212户; enf_complaints_received=86件; enf_complaints_closed=84件");
    run_expect("为46名劳务工追回薪资58万元。",
               "wage_workers=46名; wage_recovered_amount=580000万元");
    run_expect("为46名农民工追回被拖欠58万元工资。",
               "wage_workers=46名; wage_recovered_amount=580000万元");
    run_expect("仲裁院裁决终局案件31件。", "arb_final_awards=31件");
    run_expect("加强衔接办法，直接处罚企业3家。", "enf_penalties=3家");
    run_expect("对照检视问题12个，接受巡察整改5项。", "");
}

static void test_match_all_times_stand_between(void **state)
{
    (void)state;
    run_expect("仲裁结案率连续三年保持在98%以上。", "arb_close_rate=98%");
    run_expect("仲裁结案率2023年98%。", "arb_close_rate=98%");
}

static void test_match_all_lists(void **state)
{
    (void)state;
    run_expect("仲裁结案率、调解成功率分别为98.8%和68.3%。",
               "arb_close_rate=98.8%; arb_mediation_rate=68.3%");
    run_expect("劳动监察检查单位、受理举报、责令改正、行政处罚分别为3300户、1956件、872户、46户。",
               "enf_inspections=3300户; enf_complaints_received=1956件; enf_rectify_orders=872户; "
               "enf_penalties=46户");
}

static void test_match_all_subject_carries_over(void **state)
{
    (void)state;
    run_expect("受理投诉举报948件、办结948件，办结率100%；立案33件、结案31件。",
               "enf_complaints_received=948件; enf_complaints_closed=948件; "
               "enf_complaint_close_rate=100%; enf_cases_filed=33件; enf_cases_closed=31件");
    run_expect("劳动仲裁。受理275件、结案248件、调解131件、裁决96件。",
               "arb_accepted=275件; arb_closed=248件; arb_mediated=131件; arb_awards=96件");
    run_expect("接收欠薪线索1007条，办结率96.55%。",
               "wage_clues_received=1007条; wage_clue_close_rate=96.55%");
}

static void test_parts_settle_whole(void **state)
{
    (void)state;
    run_expect("仲裁院共受理争议案件1590件。其中，调解组织受理案件62件；仲裁机构受理案件1528件。",
               "disp_accepted_all=1590件; med_accepted=62件; arb_accepted=1528件");
    run_expect("仲裁院共受理争议案件1600件。其中，调解组织受理案件62件；仲裁机构受理案件1528件。",
               "arb_accepted=1600件; med_accepted=62件; arb_accepted=1528件");
}

static void test_match_all_units_stay_apart(void **state)
{
    (void)state;
    run_expect("开展“双随机”检查4次，检查企业136家。",
               "enf_random_campaigns=4次; enf_random_entities=136家");
    run_rejects("追发工资35件。", "35件", "unit");
}

/* ---- tables
 * -------------------------------------------------------------------------------------- */

static void test_tables_read_typed(void **state)
{
    (void)state;
    run r = run_passage("劳动争议仲裁情况\n指标  2023年  2022年  同比\n"
                        "受理案件数（件）  1806  1692  6.7%\n结案数（件）  1779  1684  -5.6%\n");
    assert_string_equal(run_found(&r), "arb_accepted=1806件; arb_closed=1779件");
    const jb_fact *f = run_fact(&r, "arb_closed");
    char text[JB_DEC_TEXT];
    jb_dec_text(f->yoy_percent, text);
    assert_string_equal(text, "-5.6");
    assert_string_equal(run_why(&r, "1692"), "earlier");
    run_free(&r);
    run_expect("项目 | 数量\n立案（件） | 42\n检查用人单位（户） | 860\n追发工资（万元） | 1360",
               "enf_cases_filed=42件; enf_inspections=860户; wage_recovered_amount=13600000万元");
}

static void test_tables_read_turned(void **state)
{
    (void)state;
    run r =
        run_passage("劳动争议仲裁情况\n年度    受理案件数（件）    结案率（%）\n"
                    "2023年    1806    98.5\n2022年    1692    97.9\n同比（%）    6.7    0.6\n");
    assert_string_equal(run_found(&r), "arb_accepted=1806件; arb_close_rate=98.5%");
    const jb_fact *f = run_fact(&r, "arb_accepted");
    char text[JB_DEC_TEXT];
    jb_dec_text(f->yoy_percent, text);
    assert_string_equal(text, "6.7");
    assert_false(run_fact(&r, "arb_close_rate")->has_yoy_percent);
    assert_string_equal(run_why(&r, "1692"), "earlier");
    run_free(&r);
}

static void test_tables_read_unit_column(void **state)
{
    (void)state;
    run_expect("劳动监察统计\n指标名称 计量单位 2023年 2022年\n检查用人单位 户 1260 1100\n"
               "追发工资 万元 563.2 600\n",
               "enf_inspections=1260户; wage_recovered_amount=5632000万元");
}

static void test_tables_read_html(void **state)
{
    (void)state;
    static const char page[] =
        "<html><body><h1>海珠区2023年仲裁情况</h1><table>"
        "<tr><th>地区</th><th>受理案件数（件）</th><th>结案率（%）</th></tr>"
        "<tr><td>合计</td><td>1806</td><td>98.5</td></tr>"
        "<tr><td>天河区</td><td>100</td><td>90</td></tr></table></body></html>";
    jb_error err = {0};
    run r = {.arena = jb_arena_new()};
    jb_extract_options options = {.agency_code = "440105", .year = 2023};
    assert_jb_ok(jb_original_parse("t.html", page, sizeof page - 1, NULL, &r.original, &err), &err);
    assert_jb_ok(jb_extract_run(run_extractor, r.original, &options, &r.extraction, &err), &err);
    assert_string_equal(run_found(&r), "arb_accepted=1806件; arb_close_rate=98.5%");
    assert_string_equal(run_why(&r, "100"), "elsewhere");
    run_free(&r);
}

/* ---- what is no figure
 * --------------------------------------------------------------------------- */

static void test_reject_all_reasons(void **state)
{
    (void)state;
    run_rejects("处置30人以上劳资纠纷12宗。", "30人以上", "threshold");
    run_rejects("公示期不低于15个工作日。", "不低于15个工作日", "threshold");
    run_rejects("每季度随机抽查6家用人单位。", "6家", "threshold");
    run_rejects("考核居全区第3名。", "3名", "ordinal");
    run_rejects("根据《条例》第三十条处理。", "三十条", "ordinal");
    run_rejects("依据穗人社发〔2023〕6号文件。", "6", "document");
    run_rejects("举报电话：020-85722422。", "85722422", "document");
    run_rejects("推进“1院1站3中心”建设。", "3", "slogan");
    run_rejects("力争结案率达到98%。", "98%", "target");
    run_rejects("明年目标：检查用人单位400户。", "400户", "target");
    run_rejects("某公司拖欠15名工人工资23万元。", "23万元", "story");
    run_rejects("2023年全市共受理仲裁案件5900件。", "5900件", "elsewhere");
    run_rejects("全省查处欠薪案件2800件。", "2800件", "elsewhere");
    run_rejects("移送公安3件，公安机关立案2件。", "2件", "elsewhere");
    run_rejects("天河区立案50件。", "50件", "elsewhere");
    run_rejects("全局现有车辆3台。", "3台", "no_indicator");
    run_rejects("2023年11月18日召开会议。", "2023年11月18日", "date");
}

/* A quotation with clauses is somebody's report, read like any other text. */
static void test_reject_all_speech_is_text(void **state)
{
    (void)state;
    run_expect("“专项行动以来，我们共查处欠薪案件87件，为461名农民工追回工资571.3万元。”负责人说。",
               "wage_cases=87件; wage_workers=461名; wage_recovered_amount=5713000万元");
}

static void test_reject_all_single_events(void **state)
{
    (void)state;
    run_rejects("近期，区劳动监察大队连续奋战，为28位外地农民工讨回19万元工资。", "28位", "story");
    run_rejects("3月5日，该建筑公司现场发放了6万元工资。", "6万元", "story");
    run_rejects("这43名农民工终于拿到了工资27万元。", "27万元", "story");
    run_expect("近日，记者从区人社局获悉，今年为280名农民工追回工资190万元。",
               "wage_workers=280名; wage_recovered_amount=1900000万元");
}

static void test_reject_all_other_bodies(void **state)
{
    (void)state;
    run_rejects("全区人社部门移送公安机关6件；公安机关已立案查处5件。", "5件", "elsewhere");
    run_rejects("去年全区法院共受理劳动争议案件320件，审结308件。", "308件", "elsewhere");
    run_rejects("共办理农民工法律援助案件112件，受援农民工147名。", "147名", "elsewhere");
    run_expect("公安机关立案2件，公布重大欠薪违法行为13件。", "enf_violations_published=13件");
    run_expect("人社部门查处欠薪案件86件。", "wage_cases=86件");
}

static void test_reject_all_owed_and_pending(void **state)
{
    (void)state;
    run_rejects("查实存在拖欠工资的用人单位53户，涉及职工820人。", "820人", "owed");
    run_rejects("欠薪案件办结9件。正在查处6件，涉及拖欠农民工134人、工资436万元。", "436万元",
                "owed");
    run_rejects("欠薪案件办结9件。正在查处6件。", "6件", "owed");
    run_expect("经协调，为46名农民工追回被拖欠的58万元工资。",
               "wage_workers=46名; wage_recovered_amount=580000万元");
    run_expect("专项行动中，农民工被拖欠的1540万元工资全部兑付到位。",
               "wage_recovered_amount=15400000万元");
}

static void test_reject_all_structure(void **state)
{
    (void)state;
    run_rejects("检查分自查、抽查、总结三个阶段。", "三个", "no_indicator");
    run_rejects("派出5个督查组开展欠薪案件督查。", "5个", "unit");
    run_rejects("率先完成仲裁结案率93%的考核任务。", "93%", "target");
    run_expect("建成16个街道劳动争议调解中心。", "med_orgs=16个");
}

/* 5家单位和1名个人被列入 share the verb, 对86个用人单位和62个在建项目 have nouns of their own. */
static void test_match_all_shared_verbs(void **state)
{
    (void)state;
    run_expect("共有5家单位和1名个人被列入失信联合惩戒对象名单。",
               "enf_dishonest_listed=5家; enf_dishonest_listed=1名");
    run_expect("对86个用人单位和62个在建工程项目进行了督查。",
               "enf_inspections=86个; enf_site_inspections=62个");
    run_expect("检查工程建设项目31个、加工制造企业56家、餐饮企业86家。",
               "enf_site_inspections=31个; enf_inspections=56家; enf_inspections=86家");
}

static void test_match_all_bare_scales(void **state)
{
    (void)state;
    run_expect("今年已帮9.5万农民工讨薪3.1亿元。",
               "wage_workers=95000万; wage_recovered_amount=310000000亿元");
    run_expect("为562名农民工追回工资832.53万。",
               "wage_workers=562名; wage_recovered_amount=8325300万");
    run_expect("从县内外单位清回欠款近百万元。", "wage_recovered_amount=1000000万元");
}

/* What a case of arbitration saved the worker is no wage that inspection recovered. */
static void test_match_all_losses(void **state)
{
    (void)state;
    run_expect("仲裁院结案率98%，为112名劳动者挽回经济损失321万元。",
               "arb_close_rate=98%; arb_workers=112名; arb_amount=3210000万元");
    run_expect("前三季度发生拖欠工资引起的突发事件32起。", "disp_mass_incidents=32起");
}

static void test_reject_all_names_are_no_scope(void **state)
{
    (void)state;
    run_expect("办理全国根治欠薪线索反映平台线索1007条，居全省前列。",
               "wage_clues_received=1007条");
}

static void test_reject_all_unclosed_quote(void **state)
{
    (void)state;
    run_expect("发挥“两个平台作用，解决欠薪线索64件。", "wage_clues_closed=64件");
}

static void test_reject_all_plan_section(void **state)
{
    (void)state;
    run r =
        run_passage("一、主要工作\n劳动监察立案35件。\n二、2024年工作计划\n检查用人单位400户。\n");
    assert_string_equal(run_found(&r), "enf_cases_filed=35件");
    assert_string_equal(run_why(&r, "400户"), "target");
    run_free(&r);
}

static void test_reject_codes_and_texts(void **state)
{
    (void)state;
    for (unsigned i = 0; i < JB_REJECTS; i++) {
        assert_true(jb_reject_code((jb_reject)i)[0] != '\0');
        assert_true(jb_reject_text((jb_reject)i, JB_LANG_ZH)[0] != '\0');
        assert_true(jb_reject_text((jb_reject)i, JB_LANG_EN)[0] != '\0');
    }
}

/* ---- said in words, said twice
 * -------------------------------------------------------------------- */

static const jb_absent *absent_of(const run *r, const char *indicator)
{
    for (size_t i = 0; i < r->extraction->absent_count; i++) {
        if (strcmp(r->extraction->absents[i].indicator, indicator) == 0) {
            return &r->extraction->absents[i];
        }
    }
    return NULL;
}

static void test_absents_zero_in_words(void **state)
{
    (void)state;
    run r = run_passage("行政诉讼3件，未有败诉案件，没有发生一起群体性事件。");
    assert_string_equal(run_found(&r), "lit_cases=3件");
    assert_non_null(absent_of(&r, "lit_lost"));
    assert_int_equal(absent_of(&r, "lit_lost")->kind, JB_ABSENT_ZERO_STATED);
    assert_non_null(absent_of(&r, "disp_mass_incidents"));
    run_free(&r);
}

static void test_absents_no_number(void **state)
{
    (void)state;
    run r = run_passage("依法办理了一批行政复议案件。");
    assert_non_null(absent_of(&r, "rev_cases"));
    assert_int_equal(absent_of(&r, "rev_cases")->kind, JB_ABSENT_NO_NUMBER);
    run_free(&r);
}

static void test_facts_said_twice(void **state)
{
    (void)state;
    run r = run_passage("行政处罚41宗。开展检查。实施行政许可235宗、行政处罚41宗。");
    assert_true(r.extraction->found_count > 0);
    const jb_found *found = &r.extraction->found[0];
    size_t count = 0;
    for (size_t i = 0; i < r.extraction->found_count; i++) {
        if (strcmp(r.extraction->found[i].fact.indicator, "enf_penalties") == 0) {
            found = &r.extraction->found[i];
            count++;
        }
    }
    assert_int_equal(count, 1);
    assert_int_equal(found->place_count, 2);
    assert_true(found->places[0].start < found->places[1].start);
    run_free(&r);
}

static void test_facts_fields(void **state)
{
    (void)state;
    run r =
        run_passage("办理全国根治欠薪线索反映平台线索130条，为4054名农民工讨要工资8803.294万元。"
                    "仲裁受理10人以上集体争议12件。");
    const jb_fact *f = run_fact(&r, "wage_recovered_amount");
    assert_string_equal(f->raw, "8803.294万元");
    assert_string_equal(f->unit, "万元");
    assert_string_equal(f->scope_population, "农民工");
    assert_string_equal(f->scope_channel, "全国根治欠薪线索反映平台");
    assert_string_equal(f->agency_code, "440105");
    assert_int_equal(f->year, 2023);
    assert_non_null(strstr(f->sentence, f->raw));
    assert_true(f->rule[0] != '\0');
    assert_true(f->confidence.coef > 0);
    assert_string_equal(run_fact(&r, "disp_collective")->scope_coverage, "10人以上");
    assert_string_equal(run_fact(&r, "wage_clues_received")->term, "办理");
    run_free(&r);
}

static void test_facts_pass_the_models_check(void **state)
{
    (void)state;
    char *text = jb_test_read("tests/data/extract/phrases.tsv");
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)(*c == '{' || *c == '}' || *c == '\t' ? ' ' : *c);
    }
    run r = run_with(run_extractor, text, "440105", 2023);
    assert_true(r.extraction->found_count > 100);
    for (size_t i = 0; i < r.extraction->found_count; i++) {
        jb_error err = {0};
        const jb_fact *f = &r.extraction->found[i].fact;
        assert_jb_ok(jb_fact_check(f, run_catalogue, NULL, &err), &err);
    }
    run_free(&r);
    free(text);
}

static void test_fact_line_reads_back(void **state)
{
    (void)state;
    run r = run_passage("劳动监察立案35件。");
    jb_str line = {0};
    jb_fact_line(&line, r.arena, &r.extraction->found[0].fact);
    jb_error err = {0};
    const jb_json *json = NULL;
    assert_jb_ok(jb_json_parse(r.arena, "line", line.data, line.len, 1, &json, &err), &err);
    const char *value = "";
    assert_jb_ok(jb_json_text(jb_json_find(json, "value"), &value, &err), &err);
    assert_string_equal(value, "35");
    assert_int_equal(line.data[line.len - 1], '\n');
    jb_str_free(&line);
    run_free(&r);
}

/* ---- the catalogue's language
 * --------------------------------------------------------------------- */

#define MADE_UP                                                                                       \
    "{\"format\": 1, \"families\": [{\"code\": \"oth\", \"zh\": \"其他\", \"en\": \"Other\"}],\n"   \
    "\"topics\": [{\"name\": \"花\", \"words\": [\"花卉\"]}],\n"                                   \
    "\"synonyms\": [{\"name\": \"种\", \"words\": [\"种\", \"栽\"]}],\n"                           \
    "\"variants\": [%s],\n"                                                                           \
    "\"indicators\": [{\"code\": \"oth_flowers\", \"family\": \"oth\", \"unit\": \"item\",\n"         \
    "\"kind\": \"count\", \"agg\": \"sum\", \"direction\": \"neutral\", \"zh\": \"种花\",\n"        \
    "\"en\": \"Flowers\", \"short_zh\": \"种花\", \"short_en\": \"Flowers\",\n"                     \
    "\"definition_zh\": \"种的花\", \"definition_en\": \"flowers planted\", \"band\": [0, 100],\n" \
    "\"phrases\": [%s], \"anti_phrases\": [\"计划种(花|草)…{n}\"]}]}\n"

static jb_status open_made_up(const char *variants, const char *phrases, jb_catalogue **catalogue,
                              jb_extractor **extractor, jb_error *err)
{
    char dir[JB_TEST_DIR];
    char text[2048];
    const char *path = jb_test_path(jb_test_dir(dir), "catalogue.json");
    *catalogue = NULL;
    *extractor = NULL;
    (void)snprintf(text, sizeof text, MADE_UP, variants, phrases);
    jb_test_write(path, text);
    jb_status status = jb_catalogue_load(path, catalogue, err);
    if (status == JB_OK) {
        status = jb_extractor_open(*catalogue, extractor, err);
    }
    jb_test_dir_remove(dir);
    return status;
}

static void test_extractor_open_made_up_indicator(void **state)
{
    (void)state;
    jb_catalogue *catalogue = NULL;
    jb_extractor *extractor = NULL;
    jb_error err = {0};
    assert_jb_ok(open_made_up("{\"as\": \"草\", \"words\": [\"绿茵\"], \"not\": [\"绿茵场\"]}",
                              "\"种(花|草)…{n}\", \"浇水(共)?{n} @花\"", &catalogue, &extractor,
                              &err),
                 &err);
    run r = run_with(extractor,
                     "2023年，种花木35份；计划种花12份；栽草9份；种绿茵5份；种绿茵场8份；"
                     "花卉园里浇水7份，立案3件。\n",
                     "440105", 2023);
    assert_string_equal(run_found(&r),
                        "oth_flowers=35份; oth_flowers=9份; oth_flowers=5份; oth_flowers=7份");
    run_free(&r);
    jb_extractor_free(extractor);
    jb_catalogue_free(catalogue);
}

static void test_extractor_open_bad_phrases(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"\"种花\"", "{n}, is missing"},
        {"\"种{n}花{n}\"", "written {n}, once"},
        {"\"种(花|草{n}\"", "bracket is not closed"},
        {"\"种()花{n}\"", "empty or too long choice"},
        {"\"种{n} @树\"", "unknown topic"},
        {"\"(花)?{n}\"", "no word that must be there"},
        {"\"种|{n}\"", "stray sign"},
        {"\"种{n} @花 好\"", "topics come last"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        jb_catalogue *catalogue = NULL;
        jb_extractor *extractor = NULL;
        jb_error err = {0};
        jb_status status = open_made_up("", bad[i][0], &catalogue, &extractor, &err);
        assert_jb_fails(status, &err, JB_ERR_INPUT, bad[i][1]);
        assert_non_null(strstr(err.loc.path, "phrases[0]"));
        jb_catalogue_free(catalogue);
    }
}

static void test_extractor_open_bad_variants(void **state)
{
    (void)state;
    static const char *const bad[][3] = {
        {"{\"as\": \"花草\", \"words\": [\"卉\"], \"not\": []}", "shorter than the word",
         "variants[0].words[0]"},
        {"{\"as\": \"花\", \"words\": [\"卉\"], \"not\": []}, "
         "{\"as\": \"草\", \"words\": [\"卉\"], \"not\": []}",
         "occurs twice", "variants[1].words[0]"},
        {"{\"as\": \"\", \"words\": [\"卉\"], \"not\": []}", "which word they stand for",
         "variants[0].as"},
        {"{\"as\": \"花\", \"words\": [\"卉\"]}", "not", "variants[0]"},
        {"{\"as\": \"花\", \"words\": [7], \"not\": []}", "expected string",
         "variants[0].words[0]"},
        {"{\"as\": \"花\", \"word\": [], \"words\": [], \"not\": []}", "word", "variants[0]"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        jb_catalogue *catalogue = NULL;
        jb_extractor *extractor = NULL;
        jb_error err = {0};
        jb_status status = open_made_up(bad[i][0], "\"种花{n}\"", &catalogue, &extractor, &err);
        assert_jb_fails(status, &err, JB_ERR_INPUT, bad[i][1]);
        assert_non_null(strstr(err.loc.path, bad[i][2]));
        jb_catalogue_free(catalogue);
    }
}

/* ---- whatever the text
 * ----------------------------------------------------------------------------- */

static const char *const scraps[] = {
    "立案",   "35件",     "，",     "。", "受理",   "仲裁", "1,806",  "万元", "（",   "）",
    "2023年", "其中",     "分别",   "为", "、",     "和",   "“",      "”",    "同比", "增长",
    "8.2%",   "追回工资", "农民工", "近", "余",     "以上", "1-10月", "截至", "11月", "14日",
    "未发生", "零",       "败诉",   "\n", " ",      "二十", "亿",     "第",   "号",   "%",
    "个",     "春节前",   "自",     "起", "全市",   "某",   "目标：", "《",   "》",   "2022年",
    "上年",   "的",       "-",      "+",  "结案率",
};

static void check_spans(const run *r)
{
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        const jb_found *found = &r->extraction->found[i];
        assert_true(found->place_count > 0);
        for (size_t k = 0; k < found->place_count; k++) {
            assert_true(found->places[k].start < found->places[k].end);
            assert_true(found->places[k].end <= r->original->count);
        }
        jb_span span = {(size_t)found->fact.char_start, (size_t)found->fact.char_end};
        assert_string_equal(jb_original_slice(r->arena, r->original, span), found->fact.raw);
        assert_non_null(strstr(found->fact.sentence, found->fact.raw));
    }
    size_t last = 0;
    for (size_t i = 0; i < r->extraction->number_count; i++) {
        assert_true(r->extraction->numbers[i].span.start >= last);
        last = r->extraction->numbers[i].span.start;
    }
}

static void test_extract_run_any_text(void **state)
{
    (void)state;
    uint64_t seed = 20231118;
    for (unsigned round = 0; round < 1000; round++) {
        jb_str text = {0};
        size_t pieces = 5 + jb_test_random(&seed) % 120;
        jb_str_add(&text, "海珠区人社局2023年工作情况\n");
        for (size_t i = 0; i < pieces; i++) {
            jb_str_add(&text, scraps[jb_test_random(&seed) % (sizeof scraps / sizeof *scraps)]);
        }
        run r = run_with(run_extractor, jb_str_text(&text), "440105", 2023);
        check_spans(&r);
        run_free(&r);
        jb_str_free(&text);
    }
}

static void test_extract_run_joined_lines(void **state)
{
    (void)state;
    run r = run_with(run_extractor,
                     "海珠区人社局2023年工作情况\n"
                     "二〇二三年，全区劳动保障监察机构认真履行职责，全年共检查用人单位1260户、\n"
                     "涉及劳动者4.8万人，立案35件。\n",
                     "440105", 2023);
    assert_string_equal(
        run_found(&r), "enf_inspections=1260户; enf_workers_covered=48000人; enf_cases_filed=35件");
    check_spans(&r);
    run_free(&r);
}

/* 仲 | 裁机构, 涉 | 及: a word broken over two lines is read whole, and every span stays in its
 * place.
 */
static void test_extract_run_broken_words(void **state)
{
    (void)state;
    run times = run_with(run_extractor,
                         "海珠区人社局2023年工作总结\n"
                         "二〇二三年，全区劳动关系总体和谐稳定，各部门协同配合、扎实推进工作\n"
                         "去年同期立案35件，今年劳动监察立案41件，各项工作有序推进、总体稳定\n"
                         "上半年劳动监察检查企业260户，各项任务按照年初的计划全部如期完成。\n",
                         "440105", 2023);
    assert_string_equal(run_found(&times), "enf_cases_filed=41件; enf_inspections=260户");
    run_free(&times);
    run r = run_with(run_extractor,
                     "海珠区人社局2023年工作总结\n"
                     "二〇二三年，全区劳动保障监察机构认真履行职责，全年立案35件；仲\n"
                     "裁机构共受理案件8115件，审结案件7960件，结案率达到98.1%，涉\n"
                     "及劳动者12407人，全区没有发生因处置不当引发的群体性事件，各项\n"
                     "工作有序推进。\n",
                     "440105", 2023);
    assert_string_equal(run_found(&r),
                        "enf_cases_filed=35件; arb_accepted=8115件; "
                        "arb_closed=7960件; arb_close_rate=98.1%; arb_workers=12407人");
    check_spans(&r);
    run_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match_all_wordings),
        cmocka_unit_test(test_match_all_frames),
        cmocka_unit_test(test_variants_read_like_the_common_word),
        cmocka_unit_test(test_match_all_times_stand_between),
        cmocka_unit_test(test_match_all_lists),
        cmocka_unit_test(test_match_all_subject_carries_over),
        cmocka_unit_test(test_parts_settle_whole),
        cmocka_unit_test(test_match_all_units_stay_apart),
        cmocka_unit_test(test_tables_read_typed),
        cmocka_unit_test(test_tables_read_turned),
        cmocka_unit_test(test_tables_read_unit_column),
        cmocka_unit_test(test_tables_read_html),
        cmocka_unit_test(test_reject_all_reasons),
        cmocka_unit_test(test_reject_all_speech_is_text),
        cmocka_unit_test(test_reject_all_single_events),
        cmocka_unit_test(test_reject_all_other_bodies),
        cmocka_unit_test(test_reject_all_owed_and_pending),
        cmocka_unit_test(test_reject_all_structure),
        cmocka_unit_test(test_match_all_shared_verbs),
        cmocka_unit_test(test_match_all_bare_scales),
        cmocka_unit_test(test_match_all_losses),
        cmocka_unit_test(test_reject_all_names_are_no_scope),
        cmocka_unit_test(test_reject_all_unclosed_quote),
        cmocka_unit_test(test_reject_all_plan_section),
        cmocka_unit_test(test_reject_codes_and_texts),
        cmocka_unit_test(test_absents_zero_in_words),
        cmocka_unit_test(test_absents_no_number),
        cmocka_unit_test(test_facts_said_twice),
        cmocka_unit_test(test_facts_fields),
        cmocka_unit_test(test_facts_pass_the_models_check),
        cmocka_unit_test(test_fact_line_reads_back),
        cmocka_unit_test(test_extractor_open_made_up_indicator),
        cmocka_unit_test(test_extractor_open_bad_phrases),
        cmocka_unit_test(test_extractor_open_bad_variants),
        cmocka_unit_test(test_extract_run_any_text),
        cmocka_unit_test(test_extract_run_joined_lines),
        cmocka_unit_test(test_extract_run_broken_words),
    };
    return cmocka_run_group_tests_name("extract_figures", tests, run_setup, run_teardown);
}
