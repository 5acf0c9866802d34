/* A table about the rows of a comparison: what arithmetic said of their figures when it was last
 * worked out. Decides nothing of it: verdicts are the store's. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

const char *const verdict_names[] = {"holds", "fails", "untestable", NULL};

typedef struct court {
    listing *to;
    const block *from;
    size_t counts[JB_OUTCOME_UNTESTABLE + 1]; /* of these rows, by verdict; all that fail */
    size_t unlikely;                          /* of those that fail */
    size_t stale;                             /* of figures that no longer count */
    size_t all;                               /* in the store */
} court;

static const jb_row *row_of(const block *from, const jb_testimony *t)
{
    for (size_t i = 0; i < from->ref_count; i++) {
        const jb_dataset *data = from->refs[i].data->bound;
        for (size_t k = 0; k < data->row_count; k++) {
            const jb_row *row = &data->rows[k];
            if (row->year == t->year && strcmp(row->agency->code, t->agency_code) == 0) {
                return row;
            }
        }
    }
    return NULL;
}

static unsigned verdict_number(const char *code)
{
    unsigned i = 0;
    while (i < JB_OUTCOME_UNTESTABLE && strcmp(verdict_names[i], code) != 0) {
        i++;
    }
    return i;
}

/* The facts that the verdict speaks of, as a reader knows them; without them the bare numbers. */
static jb_status cells_of(const court *c, const jb_testimony *t, jb_outcome outcome,
                          const char **stated, const char **against, jb_error *err)
{
    const jb_brief *brief = c->to->brief;
    jb_arena *arena = c->to->arena;
    jb_measured *figures = jb_arena_array(arena, t->fact_count + 1, sizeof *figures);
    jb_fact *facts = jb_arena_array(arena, t->fact_count + 1, sizeof *facts);
    jb_standing standing;
    bool known = t->fact_count > 0;
    for (size_t i = 0; i < t->fact_count; i++) {
        jb_status st = jb_store_fact(brief->store, t->facts[i], arena, &facts[i], &standing, err);
        if (st != JB_OK) {
            return st;
        }
        figures[i].fact = &facts[i];
        figures[i].indicator = jb_catalogue_find(brief->catalogue, facts[i].indicator);
        known = known && figures[i].indicator != NULL;
    }
    jb_hearing h = {arena,         brief->catalogue, t->check, outcome,    figures,
                    t->fact_count, t->stated,        t->found, brief->lang};
    *stated = known ? jb_hearing_stated(&h) : t->stated;
    *against = known ? jb_hearing_against(&h) : t->found;
    return JB_OK;
}

static jb_status hear(const jb_testimony *t, void *context, jb_error *err)
{
    court *c = context;
    jb_lang lang = c->to->brief->lang;
    const jb_row *row = row_of(c->from, t);
    unsigned verdict = verdict_number(t->verdict);
    const char *stated = NULL;
    const char *against = NULL;
    c->all++;
    if (row == NULL) {
        return JB_OK;
    }
    if (!t->current) {
        c->stale++;
        return JB_OK;
    }
    c->counts[verdict]++;
    c->unlikely += verdict == JB_OUTCOME_FAILS && jb_check_is_likelihood(t->check);
    if (c->from->verdicts != 0 && (c->from->verdicts & 1U << verdict) == 0) {
        return JB_OK;
    }
    jb_status st = cells_of(c, t, (jb_outcome)verdict, &stated, &against, err);
    if (st != JB_OK) {
        return st;
    }
    listing_row_keys(c->to, row);
    listing_text(c->to, jb_verdict_name(t->check, (jb_outcome)verdict, lang));
    listing_text(c->to, *stated != '\0' ? stated : "—");
    listing_text(c->to, *against != '\0' ? against : "—");
    listing_text(c->to, lang == JB_LANG_ZH ? t->zh : t->en);
    return JB_OK;
}

/* How many there are of each, be they listed or not. */
static const jb_list_item *court_notes(const court *c, size_t *count)
{
    jb_arena *arena = c->to->arena;
    bool zh = c->to->brief->lang == JB_LANG_ZH;
    jb_list_item *items = jb_arena_array(arena, 2, sizeof *items);
    items[0].text = text_plain(
        arena,
        jb_arena_printf(
            arena,
            zh ? "所涉机构和年度的算术核对：成立 %zu 项，不成立 %zu 项，存疑 %zu 项，"
                 "无法核对 %zu 项。不成立只说明数字之间不相符，不说明哪一个有误；存疑只说明数字"
                 "少见。“报告所载”照报告的写法，“对照”是报告的其他数字、核算结果或常见范围。"
               : "Checks of these agencies and years: %zu hold, %zu do not, %zu are "
                 "doubtful, %zu cannot be tested. What does not hold says that figures do "
                 "not agree, not which of them is wrong; doubtful ones are only unusual. "
                 "Stated figures stand as reported, beside other figures of the reports, "
                 "what was worked out, or what is usual.",
            c->counts[JB_OUTCOME_HOLDS], c->counts[JB_OUTCOME_FAILS] - c->unlikely, c->unlikely,
            c->counts[JB_OUTCOME_UNTESTABLE]));
    *count = 1;
    if (c->stale > 0) {
        items[(*count)++].text = text_plain(
            arena, jb_arena_printf(
                       arena,
                       zh ? "另有 %zu 项结论所依据的数字已更正或替换，未列入，须重新核对。"
                          : "%zu more are of figures corrected or replaced since; they are left "
                            "out and to be worked out anew.",
                       c->stale));
    }
    return items;
}

static jb_status witnesses_bind(listing *to, jb_block *out, jb_error *err)
{
    static const listing_column columns[] = {
        {"机构", "Agency", 90},      {"报告年度", "Report year", 85}, {"结论", "Verdict", 85},
        {"报告所载", "Stated", 120}, {"对照", "Held against", 170},   {"说明", "What it says", 450},
    };
    bool zh = to->brief->lang == JB_LANG_ZH;
    court c = {.to = to, .from = to->from};
    to->columns = columns;
    to->column_count = sizeof columns / sizeof *columns;
    jb_status st = jb_store_testimonies(to->brief->store, hear, &c, err);
    to->notes = court_notes(&c, &to->note_count);
    const char *none = zh ? "所涉机构和年度没有这类核对结论。"
                          : "There is no such verdict on these agencies and years.";
    if (c.all == 0) {
        none = zh ? "本库尚未作数字核对。" : "The figures held have not been checked yet.";
        *to->brief->untested = true;
    }
    if (st != JB_OK) {
        free(to->cells);
        return st;
    }
    return listing_close(to, none, out, err);
}

jb_status verdicts_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err)
{
    listing to = {.brief = brief, .arena = arena, .from = from};
    return witnesses_bind(&to, out, err);
}
