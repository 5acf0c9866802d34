/* What a person gives of a figure: value, unit, qualifier, period, term and scopes. */
#include "review.h"

#include <string.h>

/* ---- value ---------------------------------------------------------------------------------- */

/* The number is given in the figure's unit, as the report would write it: 万元 scales it. */
jb_status value_read(const given *g, jb_fact *fact, jb_error *err)
{
    const char *text = option(&cmd_review, g, "value");
    const char *word = "";
    int power = 0;
    if (!jb_unit_split(fact->unit, &power, &word)) {
        power = 0;
    }
    if (!jb_dec_parse(text, strlen(text), &fact->value) ||
        !jb_dec_shift(fact->value, power, &fact->value)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "--value: \"%s\" is no plain number; write digits and at most one point",
                       "--value：“%s”不是纯数字；只写数字和至多一个小数点", text);
    }
    return JB_OK;
}

void band_tell(const cli *c, const jb_catalogue *catalogue, const jb_fact *fact)
{
    const jb_indicator *in = jb_catalogue_find(catalogue, fact->indicator);
    if (in == NULL || (jb_dec_cmp(fact->value, in->band_min) >= 0 &&
                       jb_dec_cmp(fact->value, in->band_max) <= 0)) {
        return;
    }
    fprintf(stderr,
            SAY(c, "注意：%s 超出%s的常见范围，请再核对单位\n",
                "note: %s is beyond what is usual for %s; look at the unit again\n"),
            figure_stated(c->arena, fact), c->lang == JB_LANG_ZH ? in->zh : in->en);
}

/* ---- what counts it ------------------------------------------------------------------------- */

static size_t longest_of(const char *text, const char *const *list)
{
    size_t longest = 0;
    for (; *list != NULL; list++) {
        size_t len = strlen(*list);
        longest = len > longest && strncmp(text, *list, len) == 0 ? len : longest;
    }
    return longest;
}

/* The longest unit that begins there, in bytes. */
static size_t known_unit(jb_arena *arena, const char *text, jb_unit prefer)
{
    enum { POINTS = 4 };
    size_t len = strlen(text);
    size_t longest = 0;
    size_t at = 0;
    for (int i = 0; i < POINTS && at < len; i++) {
        jb_unit unit;
        (void)jb_utf8_next(text, len, &at);
        if (jb_unit_of(jb_arena_strndup(arena, text, at), prefer, &unit)) {
            longest = at;
        }
    }
    return longest;
}

const char *unit_foreign(jb_arena *arena, const jb_indicator *indicator, const char *behind)
{
    /* Times, growth and what no indicator is counted in. */
    static const char *const others[] = {
        "个百分点", "百分点", "个工作日", "工作日", "个小时", "小时", "分钟", "个季度",
        "个月",     "年",     "月",       "天",     "日",     "周岁", "岁",   "倍",
        "件次",     "笔",     "台",       "辆",     "平方米", "公里", "级",   NULL};
    static const char *const blanks[] = {" ", "\u00A0", "\u3000", NULL};
    int power = 0;
    const char *word = behind;
    for (size_t gap = longest_of(behind, blanks); gap > 0; gap = longest_of(behind, blanks)) {
        behind += gap;
    }
    if (!jb_unit_split(behind, &power, &word)) {
        return NULL;
    }
    size_t known = known_unit(arena, word, indicator->unit);
    size_t other = longest_of(word, others);
    if (known < other) {
        return jb_arena_strndup(arena, word, other);
    }
    const char *unit = jb_arena_strndup(arena, word, known);
    for (size_t i = 0; indicator->units[i] != NULL; i++) {
        if (strcmp(indicator->units[i], unit) == 0) {
            return NULL;
        }
    }
    return known > 0 && indicator->units[0] != NULL ? unit : NULL;
}

/* ---- period --------------------------------------------------------------------------------- */

static jb_status period_fail(const char *text, jb_error *err)
{
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "--period: \"%s\"; write full_year, part_year, as_of, campaign, cumulative or "
                   "unstated, with days where they are known: part_year:2024-01-01..2024-10-31, "
                   "as_of:2024-12-31",
                   "--period：“%s”；请写 full_year、part_year、as_of、campaign、cumulative 或 "
                   "unstated，知道日期时加上：part_year:2024-01-01..2024-10-31、as_of:2024-12-31",
                   text);
}

/* "2024-01-01..2024-10-31" or one day, which is an end. */
static bool days_read(jb_arena *arena, const char *text, jb_period *out)
{
    const char *dots = strstr(text, "..");
    if (dots == NULL) {
        return jb_date_parse(text, &out->end);
    }
    const char *first = jb_arena_strndup(arena, text, (size_t)(dots - text));
    return jb_date_parse(first, &out->start) && jb_date_parse(dots + 2, &out->end);
}

static jb_status period_read(cli *c, const char *text, int year, jb_period *out, jb_error *err)
{
    size_t len = strcspn(text, ":");
    jb_period period = {.kind = JB_PERIOD_UNSTATED};
    if (!jb_period_kind_parse(jb_arena_strndup(c->arena, text, len), &period.kind) ||
        (text[len] == ':' && !days_read(c->arena, text + len + 1, &period))) {
        return period_fail(text, err);
    }
    if (period.kind == JB_PERIOD_FULL_YEAR && text[len] == '\0') {
        period.start = (jb_date){(int16_t)year, 1, 1};
        period.end = (jb_date){(int16_t)year, 12, 31};
    }
    *out = period;
    return JB_OK;
}

/* ---- the rest ------------------------------------------------------------------------------- */

static jb_status qualifier_read(const char *text, jb_fact *fact, jb_error *err)
{
    const char *codes[JB_QUALIFIERS + 1] = {NULL};
    unsigned choice = 0;
    for (unsigned i = 0; i < JB_QUALIFIERS; i++) {
        codes[i] = jb_qualifier_code((jb_qualifier)i);
    }
    jb_status st = choose("--qualifier", text, codes, &choice, err);
    if (st == JB_OK) {
        fact->qualifier = (jb_qualifier)choice;
    }
    return st;
}

jb_status details_read(cli *c, const given *g, jb_fact *fact, bool *some, jb_error *err)
{
    const char **const texts[] = {&fact->term, &fact->scope_population, &fact->scope_channel,
                                  &fact->scope_coverage};
    static const char *const names[] = {"term", "population", "channel", "coverage"};
    const char *qualifier = option(&cmd_review, g, "qualifier");
    const char *period = option(&cmd_review, g, "period");
    jb_status st = JB_OK;
    *some = qualifier != NULL || period != NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = option(&cmd_review, g, names[i]);
        if (text != NULL) {
            *texts[i] = strcmp(text, "-") == 0 ? "" : text;
            *some = true;
        }
    }
    if (qualifier != NULL) {
        st = qualifier_read(qualifier, fact, err);
    }
    return st == JB_OK && period != NULL ? period_read(c, period, fact->year, &fact->period, err)
                                         : st;
}
