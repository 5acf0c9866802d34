/* A table about the rows of a comparison: what arithmetic said of their figures when it was last
 * worked out. Decides nothing of it: verdicts are the store's. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

const char *const verdict_names[] = {"holds", "fails", "untestable", NULL};

typedef struct court {
    listing *to;
    const block *from;
    size_t counts[JB_OUTCOME_UNTESTABLE + 1]; /* of these rows, by verdict */
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

static jb_status hear(const jb_testimony *t, void *context, jb_error *err)
{
    court *c = context;
    jb_lang lang = c->to->brief->lang;
    const jb_row *row = row_of(c->from, t);
    unsigned verdict = verdict_number(t->verdict);
    (void)err;
    c->all++;
    if (row == NULL) {
        return JB_OK;
    }
    if (!t->current) {
        c->stale++;
        return JB_OK;
    }
    c->counts[verdict]++;
    if (c->from->verdicts != 0 && (c->from->verdicts & 1U << verdict) == 0) {
        return JB_OK;
    }
    listing_row_keys(c->to, row);
    listing_text(c->to, jb_outcome_name((jb_outcome)verdict, lang));
    listing_text(c->to, *t->stated != '\0' ? t->stated : "—");
    listing_text(c->to, *t->found != '\0' ? t->found : "—");
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
        arena, jb_arena_printf(
                   arena,
                   zh ? "所涉机构和年度的算术核对：成立 %zu 项，不成立 %zu 项，无法核对 %zu 项。"
                        "不成立只说明数字之间不相符，不说明哪一个有误；表中数字均照报告所载。"
                      : "Checks of these agencies and years: %zu hold, %zu do not, %zu "
                        "cannot be tested. What does not hold says that figures do not "
                        "agree, not which of them is wrong; figures stand as reported.",
                   c->counts[0], c->counts[1], c->counts[2]));
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
        {"机构", "Agency", 110},     {"报告年度", "Report year", 95}, {"结论", "Verdict", 95},
        {"报告所载", "Stated", 105}, {"核算所得", "Worked out", 105}, {"说明", "What it says", 490},
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
