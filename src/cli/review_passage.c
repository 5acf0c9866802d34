/* Where a report states a figure that the program missed: the passage, and the number in it. */
#include "review_add.h"

#include <string.h>

/* ---- the passage in the report -------------------------------------------------------------- */

static bool is_gap(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

/* The length of the passage at `from`, blanks and line ends aside, or 0. */
static size_t match_at(const char *text, size_t len, size_t from, const char *passage)
{
    size_t want = strlen(passage);
    size_t at = from;
    for (size_t p = 0; p < want;) {
        size_t next = p;
        uint32_t c = jb_utf8_next(passage, want, &next);
        if (is_gap(c)) {
            p = next;
            continue;
        }
        size_t there = at;
        uint32_t d = at < len ? jb_utf8_next(text, len, &there) : 0;
        if (d != c && (at == from || !is_gap(d) || at >= len)) {
            return 0;
        }
        at = there;
        p = d == c ? next : p;
    }
    return at - from;
}

typedef struct passages {
    size_t first, length; /* bytes of the one that is meant */
    size_t count;
    const char *where; /* offsets of all, for a message */
} passages;

/* All places, or the one that begins at --at. */
static passages passages_find(jb_arena *arena, const char *text, const char *passage, int64_t at)
{
    passages out = {.where = ""};
    size_t len = strlen(text);
    int64_t point = 0;
    for (size_t i = 0; i < len; point++) {
        size_t length = match_at(text, len, i, passage);
        if (length > 0) {
            out.where = jb_arena_printf(arena, "%s%s%lld", out.where,
                                        *out.where != '\0' ? ", " : "", (long long)point);
        }
        if (length > 0 && (at < 0 || at == point)) {
            out.first = out.count == 0 ? i : out.first;
            out.length = out.count == 0 ? length : out.length;
            out.count++;
        }
        (void)jb_utf8_next(text, len, &i);
    }
    return out;
}

static jb_status at_read(const given *g, int64_t *out, jb_error *err)
{
    const char *text = option(&cmd_review, g, "at");
    jb_dec number;
    *out = -1;
    if (text == NULL) {
        return JB_OK;
    }
    if (!jb_dec_parse(text, strlen(text), &number) || number.scale != 0 || number.coef < 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--at: \"%s\" is no place in a text; count from 0",
                       "--at：“%s”不是原文中的位置；从 0 起计字符", text);
    }
    *out = number.coef;
    return JB_OK;
}

static jb_status passage_fail(const addition *a, const passages *found, int64_t at, jb_error *err)
{
    jb_loc loc = jb_loc_make(a->report->source, 0, 0, NULL);
    if (*found->where == '\0') {
        return jb_fail(
            err, JB_ERR_INPUT, &loc,
            "the report's text does not have \"%.300s\"; copy it from the report, blanks "
            "do not matter",
            "报告原文中没有“%.300s”；请照抄原文，空格和换行不计", a->passage);
    }
    if (at >= 0) {
        return jb_fail(
            err, JB_ERR_INPUT, &loc, "\"%.300s\" does not begin at character %lld, but at: %s",
            "“%.300s”不始于第 %lld 个字符，而始于：%s", a->passage, (long long)at, found->where);
    }
    return jb_fail(
        err, JB_ERR_INPUT, &loc,
        "\"%.300s\" stands in %zu places, at characters %s; give more of the sentence, or "
        "say which with --at",
        "“%.300s”在原文中有 %zu 处（字符位置 %s）；请多抄几个字，或用 --at 指明", a->passage,
        found->count, found->where);
}

jb_status passage_find(addition *a, jb_error *err)
{
    const jb_held *held = NULL;
    int64_t at = -1;
    a->passage = option(&cmd_review, a->g, "text");
    if (a->passage == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "quote the passage that says it: --text 'PASSAGE'",
                       "请照抄写明该数字的原文：--text '原文片段'");
    }
    jb_status st = at_read(a->g, &at, err);
    if (st == JB_OK && *a->report->sha256 != '\0') {
        st = jb_store_original(a->store, a->report->sha256, a->c->arena, &held, err);
    }
    if (st != JB_OK || held == NULL) {
        return st;
    }
    passages found = passages_find(a->c->arena, held->text, a->passage, at);
    if (found.count != 1) {
        return passage_fail(a, &found, at, err);
    }
    a->text = held->text;
    a->passage_from = found.first;
    a->passage_at = found.first;
    a->passage = jb_arena_strndup(a->c->arena, held->text + found.first, found.length);
    return JB_OK;
}

/* ---- how exactly ---------------------------------------------------------------------------- */

typedef struct hedge {
    const char *word;
    jb_qualifier qualifier;
} hedge;

/* Longest first where one ends with another. */
static const hedge hedges_before[] = {
    {"不低于", JB_QUAL_AT_LEAST}, {"不少于", JB_QUAL_AT_LEAST}, {"至少", JB_QUAL_AT_LEAST},
    {"不超过", JB_QUAL_AT_MOST},  {"不高于", JB_QUAL_AT_MOST},  {"至多", JB_QUAL_AT_MOST},
    {"最多", JB_QUAL_AT_MOST},    {"超过", JB_QUAL_MORE_THAN},  {"突破", JB_QUAL_MORE_THAN},
    {"逾", JB_QUAL_MORE_THAN},    {"超", JB_QUAL_MORE_THAN},    {"不足", JB_QUAL_LESS_THAN},
    {"不到", JB_QUAL_LESS_THAN},  {"将近", JB_QUAL_NEARLY},     {"接近", JB_QUAL_NEARLY},
    {"近", JB_QUAL_NEARLY},       {"大约", JB_QUAL_ABOUT},      {"约", JB_QUAL_ABOUT},
};
static const hedge hedges_behind[] = {
    {"及以上", JB_QUAL_AT_LEAST}, {"以上", JB_QUAL_AT_LEAST}, {"及以下", JB_QUAL_AT_MOST},
    {"以下", JB_QUAL_AT_MOST},    {"以内", JB_QUAL_AT_MOST},  {"左右", JB_QUAL_ABOUT},
    {"余", JB_QUAL_AT_LEAST},     {"多", JB_QUAL_AT_LEAST},
};

/* What stands right before or behind the number bounds it, and is quoted with it; --qualifier
 * decides all the same. `text` holds the passage. */
static void hedge_read(addition *a, const char *text, size_t start, size_t end)
{
    jb_fact *fact = &a->fact;
    size_t from = start;
    for (size_t i = 0; i < sizeof hedges_before / sizeof *hedges_before && from == start; i++) {
        size_t len = strlen(hedges_before[i].word);
        if (start >= len && strncmp(text + start - len, hedges_before[i].word, len) == 0) {
            fact->qualifier = hedges_before[i].qualifier;
            from = start - len;
        }
    }
    for (size_t i = 0; i < sizeof hedges_behind / sizeof *hedges_behind; i++) {
        size_t len = strlen(hedges_behind[i].word);
        if (strncmp(text + end, hedges_behind[i].word, len) == 0) {
            fact->qualifier = hedges_behind[i].qualifier;
            end += len;
            break;
        }
    }
    fact->raw = jb_arena_strndup(a->c->arena, text + from, end - from);
    a->passage_at -= start - from;
    if (fact->qualifier == JB_QUAL_EXACT &&
        (strstr(fact->raw, "余") != NULL || strstr(fact->raw, "多") != NULL)) {
        fact->qualifier = JB_QUAL_AT_LEAST;
    }
}

/* ---- the number in the passage -------------------------------------------------------------- */

/* As the report writes it behind the number; the unit looked for where it does not. */
static const char *unit_written(const addition *a, const jb_number_place *place, const char *unit)
{
    size_t len = place->end - place->unit;
    int power = 0;
    const char *word = "";
    const char *there = jb_arena_strndup(a->c->arena, a->passage + place->unit, len);
    return len > 0 && jb_unit_split(there, &power, &word) && *word != '\0' ? there : unit;
}

/* Which of the units that count the indicator makes the number one of the passage. */
static bool unit_guess(addition *a, const char *value, jb_number_place *place, size_t *count)
{
    static const char *const scales[] = {"", "万", "亿", "百", "千", "百万", "千万"};
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        for (size_t u = 0; a->indicator->units[u] != NULL; u++) {
            const char *word = a->indicator->units[u];
            const char *unit = jb_arena_printf(a->c->arena, "%s%s", scales[s], word);
            const char *split = "";
            int power = 0;
            jb_dec number;
            if (!jb_unit_split(unit, &power, &split) ||
                !jb_dec_parse(value, strlen(value), &number) ||
                !jb_dec_shift(number, power, &number)) {
                continue;
            }
            *count = jb_number_find(a->passage, unit, number, place, 1);
            bool named = *count > 0 && place->unit < place->end;
            if (named) {
                a->fact.unit = unit_written(a, place, unit);
                a->fact.value = number;
                return true;
            }
        }
    }
    return false;
}

static jb_status number_fail(const addition *a, size_t count, jb_error *err)
{
    const char *stated = figure_stated(a->c->arena, &a->fact);
    if (count > 1) {
        return jb_fail(err, JB_ERR_INPUT, NULL,
                       "the passage has %s %zu times; quote less of it, so that one is left",
                       "片段中“%s”出现 %zu 次；请少抄一些，只留其中一处", stated, count);
    }
    return jb_fail(
        err, JB_ERR_INPUT, NULL,
        "the passage \"%.300s\" has no number that is %s; --value is in the unit of the "
        "report, which --unit can name",
        "片段“%.300s”中没有等于 %s 的数字；--value 以报告所用单位计，可用 --unit 写明单位",
        a->passage, stated);
}

/* 执法人员21名 are no 21 inspections, though the number is the same. */
static jb_status unit_check(const addition *a, const jb_number_place *place, jb_error *err)
{
    jb_arena *arena = a->c->arena;
    const char *text = a->text != NULL ? a->text + a->passage_at : a->passage;
    const char *word = unit_foreign(arena, a->indicator, text + place->unit);
    if (word == NULL || a->insisted) {
        return JB_OK;
    }
    size_t until = (size_t)(strstr(text + place->unit, word) - text) + strlen(word);
    const char *stated = jb_arena_strndup(arena, text + place->start, until - place->start);
    const char *units = "";
    for (size_t i = 0; a->indicator->units[i] != NULL; i++) {
        units = jb_arena_printf(arena, "%s%s%s", units, i > 0 ? " " : "", a->indicator->units[i]);
    }
    bool zh = a->c->lang == JB_LANG_ZH;
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "the report says \"%s\" here, but \"%s\" is counted in %s; add --yes if that is "
                   "meant",
                   "原文此处作“%s”，而“%s”以 %s 计；确认无误请加 --yes", stated,
                   zh ? a->indicator->zh : a->indicator->en, units);
}

/* Words such as 未发生 may stand for the number: then the passage is what is quoted. */
jb_status number_find(addition *a, jb_error *err)
{
    const char *value = option(&cmd_review, a->g, "value");
    const char *unit = option(&cmd_review, a->g, "unit");
    jb_number_place place = {.end = strlen(a->passage)};
    size_t count = 0;
    if (value == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "say the number: --value VALUE",
                       "请给出数值：--value 数值");
    }
    if (unit != NULL || !unit_guess(a, value, &place, &count)) {
        a->fact.unit = unit != NULL                     ? unit
                       : a->indicator->units[0] != NULL ? a->indicator->units[0]
                                                        : "";
        jb_status st = value_read(a->g, &a->fact, err);
        if (st != JB_OK) {
            return st;
        }
        count = jb_number_find(a->passage, a->fact.unit, a->fact.value, &place, 1);
    }
    bool worded = count == 0 && !jb_number_any(a->passage);
    if (count != 1 && !worded) {
        return number_fail(a, count, err);
    }
    jb_status fits = worded ? JB_OK : unit_check(a, &place, err);
    if (fits != JB_OK) {
        return fits;
    }
    if (worded) {
        place = (jb_number_place){.end = strlen(a->passage)};
    }
    size_t base = a->passage_at;
    a->passage_at = base + place.start;
    if (worded) {
        a->fact.raw = a->passage;
    } else if (a->text != NULL) {
        hedge_read(a, a->text, base + place.start, base + place.end);
    } else {
        hedge_read(a, a->passage, place.start, place.end);
    }
    return JB_OK;
}
