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
    if (*d->fields != '\0') {
        printf(SAY(c, "（%s）", " (%s)"), d->fields);
    }
    putchar('\n');
}

/* "合计 1、次序 2", of those whose printed value differs. */
static void counts_show(const cli *c, const jb_difference *list, size_t count)
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
    puts(any ? "" : SAY(c, "印出的值都不变", "every printed value would be the same"));
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
    for (size_t i = 0; i < count; i++) {
        difference_show(c, &list[i]);
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
