/* derive_heads.c - what is said of a whole derived column, and of what the layout passed over. */
#include "heads.h"

#include <string.h>

static const remark nothing = {"", NULL, NULL};

/* "2023年17家、2024年19家": how many were put in order in each year. */
static const char *ranked_counts(const work *w, size_t column, jb_lang lang)
{
    const char *text = "";
    size_t counts[2200] = {0};
    for (size_t r = 0; r < w->row_count; r++) {
        int year = w->rows[r].year;
        counts[year > 0 && year < 2200 ? year : 0] += cell_at(w, r, column)->derived->given;
    }
    for (int year = 1; year < 2200; year++) {
        size_t count = counts[year];
        if (count > 0) {
            const char *gap = text[0] == '\0' ? "" : lang == JB_LANG_EN ? ", " : "、";
            text = lang == JB_LANG_EN
                       ? jb_arena_printf(w->arena, "%s%s%zu in %d", text, gap, count, year)
                       : jb_arena_printf(w->arena, "%s%s%d年%zu家", text, gap, year, count);
        }
    }
    return text;
}

static remark remark_rank(const work *w, size_t column)
{
    remark out = {.kind = "rank"};
    const char *zh = ranked_counts(w, column, JB_LANG_ZH);
    const char *en = ranked_counts(w, column, JB_LANG_EN);
    if (zh[0] == '\0') {
        return nothing;
    }
    out.zh = jb_arena_printf(w->arena, "同一年度内可比的数按大小排列（%s），不表示优劣。", zh);
    out.en = jb_arena_printf(w->arena,
                             "Comparable figures of one year in order of size (%s); it says "
                             "nothing about better or worse.",
                             en);
    return out;
}

static bool shows_rule(const work *w, size_t column, const char *rule)
{
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_derived *derived = cell_at(w, r, column)->derived;
        if (derived->given && strcmp(derived->rule, rule) == 0) {
            return true;
        }
    }
    return false;
}

static remark remark_change(const work *w, size_t column)
{
    static const remark both = {"change",
                                "标“称”的是报告自述的变动，其余由两年的报告所载的数算出。",
                                "What stands behind \"rep.\" is the report's own claim; the others "
                                "are worked out from the figures of two reports."};
    static const remark claims = {"change", "标“称”的是报告自述的变动。",
                                  "What stands behind \"rep.\" is the report's own claim."};
    static const remark computed = {"change", "由两年的报告所载的数算出。",
                                    "Worked out from the figures of two reports."};
    bool stated = shows_rule(w, column, "stated");
    bool two = shows_rule(w, column, "two_reports");
    if (stated) {
        return two ? both : claims;
    }
    return two ? computed : nothing;
}

remark remark_derived(const work *w, size_t column)
{
    switch (w->plan[column].derive) {
    case JB_DERIVE_RANK:
        return remark_rank(w, column);
    case JB_DERIVE_CHANGE:
        return remark_change(w, column);
    case JB_DERIVE_SHARE:
    case JB_DERIVE_BEFORE:
    case JB_DERIVE_REMARK:
    case JB_DERIVE_NONE:
    case JB_DERIVES:
        break;
    }
    return nothing;
}

remark remark_refused(const work *w, size_t column)
{
    const jb_derived *first = NULL;
    for (size_t r = 0; r < w->row_count && column_derives(w, column); r++) {
        const jb_derived *derived = cell_at(w, r, column)->derived;
        if (derived->given) {
            return nothing;
        }
        if (derived->note_zh == NULL) {
            continue;
        }
        if (first != NULL && strcmp(first->note_zh, derived->note_zh) != 0) {
            return nothing;
        }
        first = derived;
    }
    return first != NULL ? (remark){first->kind, first->note_zh, first->note_en} : nothing;
}

void remarks_relaxed(work *w)
{
    for (int use = 0; use < JB_USES; use++) {
        unsigned relaxed = w->relaxed[use];
        if (relaxed != 0) {
            w->general[w->general_count++] =
                (jb_note){"relaxed", jb_relax_text(w->arena, (jb_use)use, relaxed, JB_LANG_ZH),
                          jb_relax_text(w->arena, (jb_use)use, relaxed, JB_LANG_EN)};
        }
    }
}
