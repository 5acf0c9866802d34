/* test_cases.c - single cases told as stories, aims, and what others did or came to: no results;
 * and the sums beside them that are.
 */
#include "run.h"

static void test_cases_mark_people_who_came(void **state)
{
    (void)state;
    run_rejects("上周三，17名砌筑工人来到县劳动监察大队反映，他们在工地干了四个月，工钱没有着落。"
                "半个月后，17名工人拿到了全部工资。",
                "17名", "story");
    run_rejects(
        "接到52名农民工讨薪诉求后，县治欠办迅速行动，最终促成企业将120万元工资发到农民工手中。",
        "120万元", "story");
    run_rejects(
        "工人们多次讨要无果后到劳动监察大队求助。执法人员连夜赶到，终于帮工人讨回41万元工资。",
        "41万元", "story");
}

static void test_cases_mark_other_paragraph(void **state)
{
    (void)state;
    run_rejects(
        "临江县劳动监察大队为33名工人追回欠薪58万元\n本报讯　5月10日，监察大队接到33名工人投诉。"
        "\n接到投诉后，监察员约谈负责人，58万元工资全部发到工人手中。\n",
        "58万元", "story");
    run_rejects("“真快！”\n大队为33名工人追回欠薪58万元\n5月10日，监察大队接到33名工人集体投诉，"
                "三天后58万元工资全部付清。\n",
                "33名", "story");
}

static void test_cases_leave_sums(void **state)
{
    (void)state;
    run_expect(
        "陈某等8名工友给仲裁院送来感谢信。据统计，今年以来大队为612名农民工追回工资905万元。",
        "wage_workers=612名; wage_recovered_amount=9050000万元");
    run_expect("畅通维权渠道，接到投诉第一时间处置，为286名农民工追回工资413万元。",
               "wage_workers=286名; wage_recovered_amount=4130000万元");
    run_expect(
        "受理投诉56件，经过多方协调，最终为352人追回工资430万元。",
        "enf_complaints_received=56件; wage_workers=352人; wage_recovered_amount=4300000万元");
}

static void test_aims_by_a_term(void **state)
{
    (void)state;
    run_rejects("到2026年底，劳动人事争议调解成功率达到70%以上，仲裁结案率保持95%。", "95%",
                "target");
    run_rejects("通过两年努力，劳动争议调解成功率稳定在60%以上。", "60%以上", "target");
    run_rejects("考核指标为：仲裁结案率90%。", "90%", "target");
    run_expect("到2023年底，全区劳动人事争议仲裁结案率达98.6%。", "arb_close_rate=98.6%");
}

static void test_aims_of_a_plan_in_a_notice(void **state)
{
    (void)state;
    run_rejects("某市人民政府办公室\n关于印发《治理欠薪工作方案》的通知\n一、要求\n"
                "欠薪线索办结率98%。\n",
                "98%", "target");
}

static void test_aside_meetings_and_other_fields(void **state)
{
    (void)state;
    run_rejects("会议由副县长主持，25家施工企业、18个在建工程项目负责人参会。", "18个",
                "elsewhere");
    run_rejects("持续整治转包行为，检查在建工程310个。", "310个", "elsewhere");
    run_expect("县人社局联合住建局开展欠薪隐患排查，检查在建项目42个。",
               "enf_site_inspections=42个");
}

/* 一起 with what it was about is one that is told, with its persons and money. */
static void test_aside_one_told(void **state)
{
    (void)state;
    run_rejects("市仲裁院调解了一起牵涉38名员工加班费的劳动争议，涉及金额62万元。", "62万元",
                "story");
    run_rejects("通过联合调处化解一起历时两年的欠薪纠纷，涉及劳动者86人、金额210万元。", "86人",
                "story");
    run_rejects("做到曝光一家、警示一片。", "一家", "story");
    run_rejects("该中心是全市劳动争议调解室的一个缩影。", "一个", "story");
    run_rejects("日前，某项目37名工人被拖欠的78万元工资发放到手。", "37名", "story");
    run_expect("全年未发生一起欠薪引发的群体性事件；为86名农民工追回工资210万元。",
               "wage_workers=86名; wage_recovered_amount=2100000万元");
    run_expect("检查一户加工企业和九户建筑施工企业，为642名农民工追回工资409万元。",
               "enf_inspections=1户; wage_workers=642名; "
               "wage_recovered_amount=4090000万元");
}

static void test_aside_settled_one(void **state)
{
    (void)state;
    run_rejects("县人社局成功化解一起群体性讨薪事件，68名农民工拿到130万元工资。", "130万元",
                "story");
    run_rejects("大队妥善处置一起讨薪事件，帮45名民工要回工资78万元。", "45名", "story");
    run_rejects("申请人为环卫工，请求支付经济补偿120万元。", "120万元", "owed");
    run_expect("移送公安机关涉嫌犯罪案件一起，为86名农民工追回工资123万元。",
               "enf_crime_referrals=1起; wage_workers=86名; wage_recovered_amount=1230000万元");
    run_expect("化解欠薪纠纷21起，86名农民工拿到工资123万元。",
               "wage_cases=21起; wage_workers=86名; wage_recovered_amount=1230000万元");
}

/* 2022年为430名 is for them: the year holds for what follows. */
static void test_compared_for_people(void **state)
{
    (void)state;
    run_expect("今年为560名农民工讨回工资890万元；去年为430名农民工讨回650万元。",
               "wage_workers=560名; wage_recovered_amount=8900000万元");
}

static void test_aside_children_and_rooms(void **state)
{
    (void)state;
    run_rejects("检查用人单位320户，其中使用童工案2件，涉及童工3人。", "3人", "elsewhere");
    run_rejects("设有调解室、仲裁庭等9个功能室。", "9个", "elsewhere");
    run_expect("在园区成立调解组织3个。", "med_orgs=3个");
}

static void test_aims_conditions_and_lists(void **state)
{
    (void)state;
    run_rejects("此次评选要求仲裁机构近三年结案率均高于90%，终结率均高于60%。", "90%", "target");
    run_rejects("申报条件为仲裁结案率达到95%、调解成功率达到60%。", "60%", "target");
    run_rejects("主要任务包括：检查在建项目；处理线索，线索办结率达到98%以上。", "98%以上",
                "target");
    run_rejects("1.仲裁结案率达到95%以上，调解率达到60%以上。\n2.举报投诉案件结案率达到98%以上。\n",
                "95%以上", "target");
    run_expect("按照省厅要求，加大力度，仲裁结案率达到96.4%。", "arb_close_rate=96.4%");
    run_expect("围绕工作目标，全年仲裁结案率97.2%。", "arb_close_rate=97.2%");
    run_expect("1.劳动人事争议仲裁结案率为98.2%。\n2.举报投诉案件结案率100%。\n",
               "arb_close_rate=98.2%; enf_complaint_close_rate=100%");
}

static void test_elsewhere_made_known_above(void **state)
{
    (void)state;
    run_rejects("这是人社部向社会公布的第三批拖欠农民工工资“黑名单”，共62条。", "62条",
                "elsewhere");
    run_expect("省人社厅向我县交办欠薪线索52件，已办结51件。",
               "wage_clues_received=52件; wage_clues_closed=51件");
}

static void test_phrases_body_is_no_verb(void **state)
{
    (void)state;
    run_rejects("劳动监察机构完成用人单位网格化信息录入2300户。", "2300户", "no_indicator");
    run_expect("劳动监察大队监察各类用人单位230户。", "enf_inspections=230户");
}

/* 为1260名…讨薪 over the story of one worker is a sum. */
static void test_titles_over_a_story(void **state)
{
    (void)state;
    run_expect(
        "今年已为1260名农民工讨薪1890万元\n“谢谢！”近日，刚领到3.2万元工资的周师傅连声道谢。\n",
        "wage_workers=1260名; wage_recovered_amount=18900000万元");
}

static void test_topics_kinds_of_cases(void **state)
{
    (void)state;
    run_expect("仲裁委立案处理争议案件86件，其中调解解决52件，仲裁解决30件；工伤待遇案件26件，"
               "涉案金额480万元。",
               "arb_accepted=86件; arb_mediated=52件; arb_awards=30件; disp_amount=4800000万元");
    run_rejects("收到劳动仲裁申请书86份。", "86份", "no_indicator");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_mark_people_who_came),
        cmocka_unit_test(test_cases_mark_other_paragraph),
        cmocka_unit_test(test_cases_leave_sums),
        cmocka_unit_test(test_aims_by_a_term),
        cmocka_unit_test(test_aims_of_a_plan_in_a_notice),
        cmocka_unit_test(test_aside_meetings_and_other_fields),
        cmocka_unit_test(test_aside_one_told),
        cmocka_unit_test(test_aside_settled_one),
        cmocka_unit_test(test_compared_for_people),
        cmocka_unit_test(test_aside_children_and_rooms),
        cmocka_unit_test(test_aims_conditions_and_lists),
        cmocka_unit_test(test_elsewhere_made_known_above),
        cmocka_unit_test(test_phrases_body_is_no_verb),
        cmocka_unit_test(test_titles_over_a_story),
        cmocka_unit_test(test_topics_kinds_of_cases),
    };
    return cmocka_run_group_tests_name("extract_cases", tests, run_setup, run_teardown);
}
