/* What jianbao verify says. */
#include "verify.h"

#include <string.h>

static const words kinds[JB_PROOF_KINDS] = {
    [JB_PROOF_FIGURE] = {"数字", "figure"}, [JB_PROOF_TOTAL] = {"合计", "total"},
    [JB_PROOF_CHANGE] = {"变动", "change"}, [JB_PROOF_RANK] = {"次序", "rank"},
    [JB_PROOF_SHARE] = {"占比", "share"},   [JB_PROOF_ROW] = {"机构年度", "row"},
    [JB_PROOF_SOURCE] = {"报告", "report"}, [JB_PROOF_NOTE] = {"表头或表注", "heads or notes"},
};

void verify_show_head(const cli *c, const char *path, const jb_proof *proof)
{
    const jb_proof_made *made = jb_proof_how(proof);
    size_t facts = jb_proof_facts(proof);
    if (c->lang == JB_LANG_ZH) {
        printf("%s：jianbao %s 按版式 %s 制作，所据数字 %zu 个\n", path, made->program,
               made->layout, facts);
    } else {
        printf("%s: made by jianbao %s after layout %s, from %zu figure%s\n", path, made->program,
               made->layout, facts, PLURAL(facts));
    }
}

void verify_show_seal(const cli *c, jb_seal_state seal, size_t behind)
{
    switch (seal) {
    case JB_SEAL_WHOLE:
        puts(SAY(c, "文件：制成以来未改动", "file: unchanged since it was made"));
        break;
    case JB_SEAL_APPENDED:
        printf(SAY(c, "文件：原有内容未动，其后由其他程序添加了 %zu 字节（如签名、批注）\n",
                   "file: what was made is unchanged; another program added %zu bytes behind it (a "
                   "signature, a note)\n"),
               behind);
        break;
    case JB_SEAL_BROKEN:
        puts(SAY(c, "文件：制成以后被改动过（或由其他程序重新存过）",
                 "file: changed since it was made, or saved anew by another program"));
        break;
    }
}

/* ---- fields of a fact ----------------------------------------------------------------------- */

static const struct {
    const char *field;
    words name;
} fields[] = {
    {"agency_code", {"机构代码", "agency code"}},
    {"agency", {"机构", "agency"}},
    {"year", {"年度", "year"}},
    {"indicator", {"指标", "indicator"}},
    {"term", {"用语", "term"}},
    {"value", {"数值", "value"}},
    {"unit", {"单位", "unit"}},
    {"qualifier", {"限定", "qualifier"}},
    {"period_start", {"期间起", "start of the period"}},
    {"period_end", {"期间止", "end of the period"}},
    {"period_kind", {"期间类别", "kind of period"}},
    {"scope_population", {"对象", "population"}},
    {"scope_channel", {"渠道", "channel"}},
    {"scope_coverage", {"覆盖", "coverage"}},
    {"yoy_percent", {"同比", "change on the year"}},
    {"yoy_points", {"同比百分点", "change in points"}},
    {"basis", {"数据来历", "basis"}},
    {"status", {"审核状态", "review"}},
    {"source", {"来源", "source"}},
    {"source_sha256", {"原文版本", "version of the text"}},
    {"char_start", {"原文位置", "place in the text"}},
    {"char_end", {"", ""}}, /* said by its start */
    {"raw", {"原文数字", "words of the number"}},
    {"sentence", {"原句", "sentence"}},
    {"rule", {"由谁读出", "what read it"}},
    {"confidence", {"可信度", "confidence"}},
    {"note", {"说明", "note"}},
};

static const char *field_name(const cli *c, const char *field)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i].field, field) == 0) {
            return wording(c, fields[i].name);
        }
    }
    return field;
}

/* What changes with any value, and what only the store needs: no news where a value changed. */
static bool is_minor(const char *field)
{
    static const char *const minor[] = {"status", "char_start", "char_end",
                                        "raw",    "rule",       "confidence"};
    for (size_t i = 0; i < sizeof minor / sizeof *minor; i++) {
        if (strcmp(minor[i], field) == 0) {
            return true;
        }
    }
    return false;
}

/* "value, raw" as the reader calls them. */
static const char *fields_named(const cli *c, const char *list, bool all)
{
    const char *out = "";
    while (*list != '\0') {
        size_t len = strcspn(list, ",");
        const char *field = jb_arena_strndup(c->arena, list, len);
        const char *name = field_name(c, field);
        if (*name != '\0' && (all || !is_minor(field))) {
            out = jb_arena_printf(c->arena, "%s%s%s", out, *out != '\0' ? SAY(c, "、", ", ") : "",
                                  name);
        }
        list += len;
        list += strspn(list, ", ");
    }
    return out;
}

/* ---- differences ---------------------------------------------------------------------------- */

/* What a reader of the paper looks for first. */
typedef enum weight {
    PRINTED, /* another value, or another row */
    RESTS,   /* the same value, resting on something else */
    REVIEWED /* nothing but that somebody has looked at it */
} weight;

static weight weigh(const jb_difference *d)
{
    if (d->kind == JB_PROOF_ROW || strcmp(d->before, d->after) != 0) {
        return PRINTED;
    }
    return strcmp(d->fields, "status") == 0 ? REVIEWED : RESTS;
}

static void difference_show(const cli *c, const jb_difference *d)
{
    const char *gap = SAY(c, "", ", ");
    printf("  [%s] %s", wording(c, kinds[d->kind]), d->table);
    printf("%s%s%s%s%s%s", *d->who != '\0' ? " " : "", d->who, *d->year != '\0' ? " " : "", d->year,
           *d->column != '\0' ? SAY(c, "　", ", ")
           : gap[0] != '\0'   ? ""
                              : gap,
           d->column);
    if (d->kind == JB_PROOF_ROW) {
        printf("%s", *d->before != '\0' ? SAY(c, "：库中已无", ": no longer in the store")
                                        : SAY(c, "：新增", ": new in the store"));
    } else if (strcmp(d->before, d->after) != 0) {
        printf(SAY(c, "：%s → %s", ": %s -> %s"), d->before, d->after);
    } else if (*d->before != '\0') {
        printf(SAY(c, "：仍为 %s，所据有变", ": still %s, what it rests on differs"), d->before);
    }
    if (d->kind == JB_PROOF_SOURCE) {
        printf("%s", SAY(c, "：来源、标题或通读情况有变",
                         ": its source, its title or whether it was read"));
    } else if (d->kind == JB_PROOF_NOTE) {
        printf("%s", SAY(c, "：表头、单位或表注有变", ": heads, units or notes"));
    }
    const char *named = fields_named(c, d->fields, weigh(d) != PRINTED);
    if (*named != '\0') {
        printf(SAY(c, "（%s）", " (%s)"), named);
    }
    putchar('\n');
}

/* "印出的值会变：合计 1、次序 2", of those whose printed value differs; false when there are none.
 */
static bool values_show(const cli *c, const jb_difference *list, size_t count)
{
    bool any = false;
    for (unsigned kind = JB_PROOF_FIGURE; kind <= JB_PROOF_SHARE; kind++) {
        size_t other = 0;
        for (size_t i = 0; i < count; i++) {
            other += list[i].kind == kind && strcmp(list[i].before, list[i].after) != 0;
        }
        if (other > 0) {
            printf("%s%s %zu",
                   any ? SAY(c, "、", ", ")
                       : SAY(c, "印出的值会变：", "would print another value: "),
                   wording(c, kinds[kind]), other);
            any = true;
        }
    }
    if (any) {
        putchar('\n');
    }
    return any;
}

/* Rows that the paper has and the store has not, and the other way round; false when none are. */
static bool rows_show(const cli *c, const jb_difference *list, size_t count)
{
    size_t gone = 0;
    size_t gone_rows = 0;
    size_t fresh = 0;
    for (size_t i = 0; i < count; i++) {
        bool row = list[i].kind == JB_PROOF_ROW;
        bool left = row && *list[i].before != '\0';
        gone += left ? list[i].figures : 0;
        gone_rows += left;
        fresh += row && !left;
    }
    if (gone_rows > 0) {
        printf(SAY(c, "印出的数字中 %zu 个库中已无（%.0s%zu 行%.0s）\n",
                   "of the figures printed %zu %s no longer in the store (%zu row%s)\n"),
               gone, gone == 1 ? "is" : "are", gone_rows, PLURAL(gone_rows));
    }
    if (fresh > 0) {
        printf(SAY(c, "会多印 %zu 行%.0s\n", "would print %zu more row%s\n"), fresh, PLURAL(fresh));
    }
    return gone_rows > 0 || fresh > 0;
}

static void counts_show(const cli *c, const jb_difference *list, size_t count)
{
    bool rows = rows_show(c, list, count);
    bool values = values_show(c, list, count);
    if (!rows && !values) {
        puts(SAY(c, "印出的值都不变", "every printed value would be the same"));
    }
}

void verify_show_differences(const cli *c, const jb_difference *list, size_t count)
{
    if (count == 0) {
        printf(SAY(c, "数字：与库 %s 一致\n", "figures: as in the store %s\n"), c->store);
        return;
    }
    if (c->lang == JB_LANG_ZH) {
        printf("数字：与库 %s 有 %zu 处不同\n", c->store, count);
    } else {
        printf("figures: %zu difference%s from the store %s\n", count, PLURAL(count), c->store);
    }
    size_t reviewed = 0;
    for (unsigned w = PRINTED; w <= RESTS; w++) {
        for (size_t i = 0; i < count; i++) {
            if (weigh(&list[i]) == (weight)w) {
                difference_show(c, &list[i]);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        reviewed += weigh(&list[i]) == REVIEWED;
    }
    if (reviewed > 0) {
        printf(SAY(c, "  另有 %zu 处%.0s只是审核状态有变，印出的值不变\n",
                   "  %zu more figure%s: only the review differs, what is printed is the same\n"),
               reviewed, PLURAL(reviewed));
    }
    counts_show(c, list, count);
}

void verify_show_remake(const cli *c, remake outcome, const jb_proof_made *made)
{
    switch (outcome) {
    case REMAKE_SKIPPED:
        break;
    case REMAKE_SAME:
        puts(SAY(c, "重制：逐字节相同", "made again: byte for byte the same"));
        break;
    case REMAKE_OTHER:
        puts(SAY(c, "重制：数字相同而字节不同，此文件不是 jianbao 由这些数字制成的原样",
                 "made again: the same figures but other bytes; this is not what jianbao makes of "
                 "them"));
        break;
    case REMAKE_ASKED:
        puts(SAY(c, "重制：对照中的数字相同而字节不同；版式中有自行查询，其结果可能已变",
                 "made again: the same figures in comparisons but other bytes; its layout holds "
                 "queries, whose answers may have changed"));
        break;
    case REMAKE_UNSURE:
        if (strcmp(made->program, JB_VERSION) != 0) {
            printf(SAY(c, "重制：数字相同；字节不同，原由 %s 版制作，本程序为 %s 版\n",
                       "made again: the same figures; other bytes, for it was made by version %s "
                       "and this is %s\n"),
                   made->program, JB_VERSION);
        } else {
            puts(SAY(c, "重制：数字相同；原用本单位字体，请用 --font-dir 指明后再比字节",
                     "made again: the same figures; it was set in an office's own fonts, name them "
                     "with --font-dir to compare the bytes"));
        }
        break;
    }
}
