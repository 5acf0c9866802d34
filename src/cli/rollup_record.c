/* Lines of a roll-up as records: CSV for a sheet, JSON Lines with every fact and reason. */
#include "rollup.h"

#include <string.h>

static const char *const fields[] = {
    "indicator", "year",        "code",          "name",          "level",      "value",
    "unit",      "qualifier",   "covered",       "expected",      "barred",     "notes",
    "relaxed",   "own",         "own_qualifier", "own_barred",    "difference", "change_percent",
    "change_of", "change_now",  "change_before", "change_barred", "rank",       "rank_last",
    "ranked",    "rank_barred", "missing"};
#define FIELDS (sizeof fields / sizeof fields[0])

static const char *dec_text(jb_arena *arena, jb_dec value)
{
    char *text = jb_arena_alloc(arena, JB_DEC_TEXT);
    jb_dec_text(value, text);
    return text;
}

static const char *size_text(jb_arena *arena, size_t value)
{
    return jb_arena_printf(arena, "%zu", value);
}

static void own_fill(jb_arena *arena, const jb_rollup_line *line, const char **values)
{
    const jb_total *own = line->own;
    if (own != NULL && own->given) {
        values[13] = dec_text(arena, own->value);
        values[14] = jb_qualifier_code(own->qualifier);
    }
    values[15] = own != NULL && !own->given ? jb_reasons_codes(arena, own->barred) : "";
    values[16] = line->has_difference ? dec_text(arena, line->difference) : "";
}

static void change_fill(jb_arena *arena, const jb_rollup_line *line, const char **values)
{
    const jb_like_change *like = line->change;
    if (like == NULL) {
        return;
    }
    values[17] = like->change.has_percent ? dec_text(arena, like->change.percent) : "";
    values[18] = size_text(arena, like->now.covered);
    values[19] = like->now.given ? dec_text(arena, like->now.value) : "";
    values[20] = like->before.given ? dec_text(arena, like->before.value) : "";
    values[21] = jb_reasons_codes(arena, like->change.barred);
}

static void rank_fill(jb_arena *arena, const jb_rollup_line *line, const char **values)
{
    const jb_rank *rank = line->rank;
    if (rank == NULL) {
        return;
    }
    bool placed = line->ranking->given && rank->ranked;
    values[22] = placed ? size_text(arena, rank->first) : "";
    values[23] = placed ? size_text(arena, rank->last) : "";
    values[24] = size_text(arena, line->ranking->ranked);
    values[25] = placed ? "" : jb_reasons_codes(arena, rank->reasons | line->ranking->barred);
}

static const char *missing_codes(jb_arena *arena, const jb_total *total)
{
    jb_str text = {0};
    for (size_t i = 0; i < total->missing_count; i++) {
        jb_str_addf(&text, "%s%s", i > 0 ? " " : "", total->missing[i].expected->code);
    }
    const char *kept = jb_arena_strdup(arena, jb_str_text(&text));
    jb_str_free(&text);
    return kept;
}

static void values_fill(const cli *c, jb_arena *arena, const jb_rollup_line *line,
                        const char **values)
{
    line_value v = line_value_of(line);
    for (size_t i = 0; i < FIELDS; i++) {
        values[i] = "";
    }
    values[0] = line->indicator->code;
    values[1] = jb_arena_printf(arena, "%d", line->year);
    values[2] = line->code;
    values[3] = c->lang == JB_LANG_ZH ? line->name_zh : line->name_en;
    values[4] = line->level < JB_LEVELS ? jb_level_code(line->level) : "group";
    values[5] = v.given ? dec_text(arena, v.value) : "";
    values[6] =
        jb_unit_code(line->total->addend_count > 0 ? jb_measured_unit(line->total->addends[0])
                                                   : line->indicator->unit);
    values[6] = line->ratio != NULL ? jb_unit_code(line->indicator->unit) : values[6];
    values[7] = v.given ? jb_qualifier_code(v.qualifier) : "";
    values[8] = size_text(arena, line->total->covered);
    values[9] = size_text(arena, line->total->expected);
    values[10] = v.given ? "" : jb_reasons_codes(arena, v.barred);
    values[11] = jb_reasons_codes(arena, line->total->notes);
    values[12] = jb_reasons_codes(arena, line->total->relaxed);
    own_fill(arena, line, values);
    change_fill(arena, line, values);
    rank_fill(arena, line, values);
}

void rollup_csv_head(const jb_rollup_ask *ask)
{
    for (size_t i = 0; i < FIELDS; i++) {
        printf("%s%s", i > 0 ? "," : "", fields[i]);
    }
    for (size_t i = 0; i < ask->per_count; i++) {
        const char *kind = jb_per_code(ask->per[i]);
        printf(",per_%s,per_%s_divisor,per_%s_reason", kind, kind, kind);
    }
    putchar('\n');
}

void rollup_csv_line(const cli *c, jb_arena *arena, const jb_rollup_line *line)
{
    const char *values[FIELDS];
    values_fill(c, arena, line, values);
    values[26] = missing_codes(arena, line->total);
    for (size_t i = 0; i < FIELDS; i++) {
        fputs(i > 0 ? "," : "", stdout);
        csv_field(values[i], stdout);
    }
    for (size_t i = 0; i < line->per_count; i++) {
        const jb_per_value *per = &line->per[i];
        printf(",%s,%s,", per->given ? dec_text(arena, per->value) : "",
               per->given ? dec_text(arena, per->divisor) : "");
        csv_field(jb_per_text(arena, per, c->lang), stdout);
    }
    putchar('\n');
}

/* ---- JSON Lines -------------------------------------------------------------------------------
 */

static void addends_add(jb_str *out, const jb_total *total)
{
    jb_str_add(out, ",\"fact_ids\":[");
    for (size_t i = 0; i < total->addend_count; i++) {
        jb_str_addf(out, "%s%lld", i > 0 ? "," : "", (long long)total->addends[i]->fact->id);
    }
    jb_str_add(out, "],\"zeros\":[");
    for (size_t i = 0; i < total->zero_count; i++) {
        jb_str_addf(out, "%s\"%s\"", i > 0 ? "," : "", total->zeros[i]->code);
    }
    jb_str_add(out, "]");
}

static void missing_add(jb_str *out, jb_arena *arena, const jb_total *total)
{
    jb_str_add(out, ",\"missing\":[");
    for (size_t i = 0; i < total->missing_count; i++) {
        const jb_missing *m = &total->missing[i];
        jb_str_addf(out, "%s{\"agency_code\":\"%s\",", i > 0 ? "," : "", m->expected->code);
        if (m->figure != NULL) {
            jb_str_addf(out, "\"reasons\":\"%s\"}", jb_reasons_codes(arena, m->reasons));
        } else {
            jb_str_addf(out, "\"absence\":\"%s\"}", jb_absence_code(m->expected->absence));
        }
    }
    jb_str_add(out, "],\"left_out\":[");
    for (size_t i = 0; i < total->left_out_count; i++) {
        const jb_left_out *l = &total->left_out[i];
        jb_str_addf(out, "%s{\"fact_id\":%lld,\"agency_code\":\"%s\",\"reasons\":\"%s\"}",
                    i > 0 ? "," : "", (long long)l->figure->fact->id, l->figure->fact->agency_code,
                    jb_reasons_codes(arena, l->reasons));
    }
    jb_str_add(out, "]");
}

static void pers_add(jb_str *out, const cli *c, jb_arena *arena, const jb_rollup_line *line)
{
    for (size_t i = 0; i < line->per_count; i++) {
        const jb_per_value *per = &line->per[i];
        jb_str_addf(out, "%s{\"kind\":\"%s\",\"value\":", i > 0 ? "," : ",\"per\":[",
                    jb_per_code(per->kind));
        jb_json_quote(out, per->given ? dec_text(arena, per->value) : "");
        jb_str_add(out, ",\"divisor\":");
        jb_json_quote(out, per->given ? dec_text(arena, per->divisor) : "");
        jb_str_add(out, ",\"reason\":");
        jb_json_quote(out, jb_per_text(arena, per, c->lang));
        jb_str_add(out, "}");
    }
    jb_str_add(out, line->per_count > 0 ? "]" : "");
}

void rollup_json_line(const cli *c, jb_arena *arena, const jb_rollup_line *line)
{
    static const size_t numbers[] = {1, 8, 9};
    const char *values[FIELDS];
    jb_str out = {0};
    values_fill(c, arena, line, values);
    for (size_t i = 0; i + 1 < FIELDS; i++) {
        jb_str_addf(&out, "%s\"%s\":", i > 0 ? "," : "{", fields[i]);
        bool number = i == numbers[0] || i == numbers[1] || i == numbers[2];
        if (number) {
            jb_str_add(&out, values[i]);
        } else {
            jb_json_quote(&out, values[i]);
        }
    }
    pers_add(&out, c, arena, line);
    addends_add(&out, line->total);
    missing_add(&out, arena, line->total);
    printf("%s}\n", jb_str_text(&out));
    jb_str_free(&out);
}
