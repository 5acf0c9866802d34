/* The five published reports: every cell of the main comparison, what has to be said of it, and
 * that nothing in it may be added, ranked or turned into a change.
 */
#include <bound.h>

#define AGENCIES 5
#define TABLES 3
#define NBSP "\xC2\xA0"

/* Rows by division code: 滨海新区, 上城区, 南昌县, 海珠区, 光明区; the unit in brackets stands in
 * the head. */
static const char *const cells[TABLES][4][AGENCIES] = {
    {{"未披露", "未披露", "未披露", "140", "未披露"},
     {"未披露", "未披露", "未披露", "41", "未披露"},
     {"未披露", "未披露", "未披露", "5", "未披露"},
     {"未披露", "未披露", "未披露", "1", "未披露"}},
    {{"未披露", "未披露", "受理争议 1590", "未披露", "仲裁受理 2448"},
     {"未披露", "未披露", "调处 1361", "未披露", "审结 2216"},
     {"未披露", "未披露", "100", "未披露", "89.25"},
     {"案前化解 80%以上", "未披露", "调解受理 62件；调解成功 54起", "未披露",
      "劳资纠纷 9545宗；纠纷化解 9510宗；化解率 99.63%"}},
    {{"解决 6424件", "未披露", "接收处理 130条", "未披露", "办理 1007条"},
     {"未披露", "未披露", "100", "未披露", "96.55"},
     {"2261", "未披露", "4054", "未披露", "未披露"},
     {"解决 2604", "未披露", "讨要 8803.294", "未披露", "未披露"}},
};
static const char *const units[TABLES][4] = {
    {"宗", "宗", "宗", "家"}, {"件", "件", "%", ""}, {"", "%", "名", "万元"}};
static const int years[AGENCIES] = {2023, 2023, 2024, 2024, 2021};

static void bind(bound *f)
{
    assert_jb_ok(jb_brief_bind(f->brief, f->store, &f->doc, &f->err), &f->err);
}

static const char *plain_spaces(jb_arena *arena, const char *text)
{
    const char *at = strstr(text, NBSP);
    if (at == NULL) {
        return text;
    }
    return jb_arena_printf(arena, "%.*s %s", (int)(at - text), text,
                           plain_spaces(arena, at + strlen(NBSP)));
}

static void test_every_cell_is_what_the_reports_say(void **state)
{
    bound *f = *state;
    bind(f);
    for (size_t t = 0; t < TABLES; t++) {
        const jb_dataset *d = jb_brief_data(f->brief, t);
        assert_int_equal(d->row_count, AGENCIES);
        assert_int_equal(d->column_count, 4);
        for (size_t r = 0; r < AGENCIES; r++) {
            assert_int_equal(d->rows[r].year, years[r]);
            for (size_t c = 0; c < 4; c++) {
                const char *text = jb_cell_text(f->arena, d, r, c, JB_LANG_ZH);
                assert_string_equal(plain_spaces(f->arena, text), cells[t][c][r]);
                assert_string_equal(d->columns[c].unit_zh, units[t][c]);
            }
        }
    }
}

/* What a reader has to be told, by table: part of a note, in the order of the tables. */
static const struct {
    size_t table;
    const char *text;
} said[] = {
    {0, "检查在建项目540次、整改建议书52份"},
    {0, "双随机检查28家次"},
    {0, "该报告未给出本表任何数字；未披露不等于零"},
    {0, "未写明起止日期，按2024年度理解"},
    {0, "41宗，是同一数字，只计一次"},
    {1, "1590件为调解组织62件与仲裁机构1528件之和（核对相符），两部分不得另加"},
    {1, "同比增加46.54%"},
    {1, "“调处”与“审结”"},
    {1, "涉案金额2200.8万元是争议规模，不是追回的工资"},
    {1, "未说明率的分母"},
    {1, "90.52%，与此不一致"},
    {1, "2021年1月1日至10月31日，不是全年"},
    {1, "3466人，同比下降7.65%"},
    {1, "“80%以上”，是下限"},
    {1, "行政复议58宗、一审行政诉讼39宗"},
    {1, "9510除以9545为99.63%"},
    {1, "两者不得相加"},
    {1, "落款于2021年11月18日"},
    {2, "仅限“全国根治欠薪线索反映平台”"},
    {2, "计量对象是线索"},
    {2, "审核通过率97.13%，不是办结率"},
    {2, "专项行动口径（2024年11月1日至2025年1月28日），跨出报告年度"},
    {2, "市级下发的线索"},
    {2, "与冬季行动的130条不是同一口径"},
    {2, "1000余万元是否包含在内，报告未说明，不得相加"},
    {2, "下降80%（无基数）"},
    {2, "以1007为分母，任何整数都得不到96.55%"},
};

static bool has_note(const jb_dataset *d, const char *text)
{
    for (size_t i = 0; i < d->note_count; i++) {
        if (strstr(d->notes[i].zh, text) != NULL) {
            return true;
        }
    }
    return false;
}

static void test_every_caution_stands_under_its_table(void **state)
{
    bound *f = *state;
    bind(f);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!has_note(jb_brief_data(f->brief, said[i].table), said[i].text)) {
            fail_msg("table %zu has no note with \"%s\"", said[i].table + 1, said[i].text);
        }
    }
}

/* Whatever is asked for, the reports allow none of it; the one thing printed is what a report says
 * of its own year before. */
static void test_nothing_is_added_ranked_or_worked_out(void **state)
{
    bound *f = *state;
    jb_brief_derive(f->brief, JB_TOTALS_PARENTS,
                    1U << JB_DERIVE_CHANGE | 1U << JB_DERIVE_RANK | 1U << JB_DERIVE_SHARE, 0);
    bind(f);
    size_t derived = 0;
    for (size_t t = 0; t < TABLES; t++) {
        const jb_dataset *d = jb_brief_data(f->brief, t);
        for (size_t i = 0; i < d->row_count * d->column_count; i++) {
            const jb_derived *one = d->cells[i].derived;
            derived += one != NULL;
            assert_true(one == NULL || !one->given || strcmp(one->rule, "stated") == 0);
        }
        for (size_t i = 0; i < d->summary_count * d->column_count; i++) {
            const jb_derived *one =
                d->summaries[i / d->column_count].cells[i % d->column_count].derived;
            assert_false(one->given);
            assert_true(one->reasons != 0);
        }
    }
    assert_true(derived > 100);
}

/* Such a question leaves the paragraph without a number that no report states. */
static void test_findings_add_nothing(void **state)
{
    bound *f = *state;
    jb_brief_derive(f->brief, JB_TOTALS_ALL, 1U << JB_DERIVE_RANK, 0);
    bind(f);
    const jb_text *text = &f->doc->blocks[1].text;
    for (size_t i = 0; i < text->count; i++) {
        assert_null(strstr(text->items[i].text, "合计："));
        assert_null(strstr(text->items[i].text, "最大"));
    }
}

/* None of these figures has its place on record: no column of dashes, but a note. */
static void test_ledger_without_places_has_no_column_for_them(void **state)
{
    bound *f = *state;
    jb_brief_free(f->brief);
    f->brief = NULL;
    assert_jb_ok(jb_brief_load("source_ledger", f->catalogue, &f->brief, &f->err), &f->err);
    bind(f);
    const jb_block *last = &f->doc->blocks[f->doc->block_count - 1];
    assert_int_equal(last->kind, JB_BLOCK_TABLE);
    const jb_table_block *table = last->table;
    unsigned width = 0;
    assert_int_equal(table->column_count, 8);
    for (size_t i = 0; i < table->column_count; i++) {
        assert_string_not_equal(table->head[i].text.items[0].text, "位置与校验码");
        width += table->columns[i].fraction;
    }
    assert_int_equal(width, 1000);
    for (size_t i = 0; i < table->body_rows; i++) {
        assert_non_null(strstr(table->body[i * 8 + 7].text.items[0].text, "随导入"));
    }
    assert_non_null(strstr(table->notes[0].text.items[0].text, "都没有记载，未列出"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_cell_is_what_the_reports_say, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_every_caution_stands_under_its_table, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_added_ranked_or_worked_out, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_findings_add_nothing, five_setup, bound_close),
        cmocka_unit_test_setup_teardown(test_ledger_without_places_has_no_column_for_them,
                                        five_setup, bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
