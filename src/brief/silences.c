/* A table of the figures that there are not, and why: agencies of which the same is missing for the
 * same reason stand in one line. Decides nothing of absences: they are the dataset's. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

/* One line: its agencies, and what is missing. */
typedef struct silence {
    int year;
    jb_absence kind;
    const char *measures, *remarks;
    jb_str agencies;
    size_t agency_count;
} silence;

typedef struct silences {
    listing *to;
    const jb_dataset *data;
    silence *items;
    size_t count, cap;
    bool joined; /* a line has several agencies */
} silences;

static bool is_gap(const jb_cell *cell, jb_absence kind)
{
    return cell->figure_count == 0 && cell->derived == NULL && cell->absence == kind;
}

static bool is_zh(const silences *s)
{
    return s->to->brief->lang == JB_LANG_ZH;
}

/* What was recorded about the silence: the notes of such cells, each once. */
static void remarks_add(const silences *s, size_t row, jb_absence kind, jb_str *out)
{
    const jb_dataset *data = s->data;
    bool zh = is_zh(s);
    for (size_t n = 0; n < data->note_count; n++) {
        bool here = false;
        for (size_t i = 0; i < data->column_count && !here; i++) {
            const jb_cell *cell = jb_dataset_cell(data, row, i);
            for (size_t k = 0; is_gap(cell, kind) && k < cell->note_count; k++) {
                here = here || cell->notes[k] == n;
            }
        }
        if (here) {
            jb_str_add(out, zh || out->len == 0 ? "" : " ");
            jb_str_add(out, zh ? data->notes[n].zh : data->notes[n].en);
        }
    }
}

static void measures_add(const silences *s, size_t row, jb_absence kind, jb_str *out)
{
    for (size_t i = 0; i < s->data->column_count; i++) {
        const jb_column *column = &s->data->columns[i];
        if (is_gap(jb_dataset_cell(s->data, row, i), kind)) {
            jb_str_add(out, out->len == 0 ? "" : is_zh(s) ? "、" : ", ");
            jb_str_add(out, jb_column_name(s->to->arena, s->data, column, s->to->brief->lang));
        }
    }
}

/* The line that says the same, or a new one. */
static silence *line_for(silences *s, const silence *like)
{
    for (size_t i = 0; i < s->count; i++) {
        silence *it = &s->items[i];
        if (it->year == like->year && it->kind == like->kind &&
            strcmp(it->measures, like->measures) == 0 && strcmp(it->remarks, like->remarks) == 0) {
            return it;
        }
    }
    silence made = *like;
    made.measures = jb_arena_strdup(s->to->arena, like->measures);
    made.remarks = jb_arena_strdup(s->to->arena, like->remarks);
    JB_PUSH(s->items, s->count, s->cap, made);
    return &s->items[s->count - 1];
}

static void gap_add(silences *s, size_t row, jb_absence kind)
{
    const jb_row *of = &s->data->rows[row];
    jb_str measures = {0};
    jb_str remarks = {0};
    measures_add(s, row, kind, &measures);
    if (measures.len > 0) {
        const char *label = jb_agency_label(of->agency, s->to->brief->lang);
        remarks_add(s, row, kind, &remarks);
        silence like = {of->year, kind, jb_str_text(&measures), jb_str_text(&remarks), {0}, 0};
        silence *line = line_for(s, &like);
        jb_str_add(&line->agencies, line->agency_count == 0 ? "" : is_zh(s) ? "、" : ", ");
        jb_str_add(&line->agencies, label);
        s->joined = s->joined || line->agency_count++ > 0;
    }
    jb_str_free(&measures);
    jb_str_free(&remarks);
}

/* The column of agencies is as wide as what stands in it asks for. */
static void columns_choose(listing *to, bool joined)
{
    static const listing_column single[] = {
        {"机构", "Agency", 120},   {"报告年度", "Report year", 100}, {"情况", "Why", 150},
        {"指标", "Measures", 370}, {"说明", "Remarks", 260},
    };
    static const listing_column several[] = {
        {"机构", "Agency", 200},   {"报告年度", "Report year", 95}, {"情况", "Why", 140},
        {"指标", "Measures", 305}, {"说明", "Remarks", 260},
    };
    to->columns = joined ? several : single;
    to->column_count = sizeof single / sizeof *single;
}

static void lines_put(const silences *s)
{
    listing *to = s->to;
    for (size_t i = 0; i < s->count; i++) {
        silence *it = &s->items[i];
        listing_text(to, jb_arena_strdup(to->arena, jb_str_text(&it->agencies)));
        jb_str_free(&it->agencies);
        listing_text(to, it->year != 0 ? jb_arena_printf(to->arena, "%d", it->year) : "—");
        listing_text(to, jb_absence_text(it->kind, to->brief->lang));
        listing_text(to, it->measures);
        listing_text(to, *it->remarks != '\0' ? it->remarks : "—");
    }
}

/* Whether a line has several agencies. */
static bool silences_find(listing *to, const jb_dataset *data)
{
    silences s = {.to = to, .data = data};
    for (size_t row = 0; row < data->row_count; row++) {
        for (unsigned kind = 0; kind < JB_ABSENCES; kind++) {
            if (kind != JB_ABSENT_ZERO_STATED) { /* which is a figure */
                gap_add(&s, row, (jb_absence)kind);
            }
        }
    }
    lines_put(&s);
    free(s.items);
    return s.joined;
}

jb_status silences_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err)
{
    listing to = {.brief = brief, .arena = arena, .from = from};
    bool zh = brief->lang == JB_LANG_ZH;
    bool joined = false;
    columns_choose(&to, joined);
    for (size_t i = 0; i < from->ref_count; i++) {
        joined = silences_find(&to, from->refs[i].data->bound) || joined;
    }
    columns_choose(&to, joined);
    return listing_close(&to, zh ? "所列指标均有数字。" : "Every measure has its figure.", out,
                         err);
}
