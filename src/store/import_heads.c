/* import_heads.c - which table a file belongs to, by the names of its columns.
 *
 * Decides by the most names in common, and tells of the likeliest table what it needs. Refuses to
 * know how the file is written.
 */
#include "import.h"

#include <string.h>

static size_t matches(const char *const *names, size_t count, const char *const *fields)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += jb_names_find(fields, names[i]) >= 0;
    }
    return found;
}

static bool has(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool complete(const char *const *names, size_t count, const jb_row_kind *kind)
{
    for (size_t i = 0; kind->required[i]; i++) {
        if (!has(names, count, kind->required[i])) {
            return false;
        }
    }
    return true;
}

/* The table with the most of the names; of equals one that lacks nothing. A misspelt name then
 * still finds its table, and the message its neighbour. */
static jb_table guess(const char *const *names, size_t count)
{
    static const jb_table tables[] = {JB_TABLE_FACTS, JB_TABLE_ABSENCES, JB_TABLE_AGENCIES,
                                      JB_TABLE_REPORTS, JB_TABLE_DENOMINATORS};
    jb_table best = JB_TABLE_AUTO;
    size_t best_score = 3; /* two names at least */
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        const jb_row_kind *kind = jb_row_kind_of(tables[i]);
        size_t score = 2 * matches(names, count, kind->fields) + complete(names, count, kind);
        if (score > best_score) {
            best = tables[i];
            best_score = score;
        }
    }
    return best;
}

/* ---- what is needed -------------------------------------------------------------------------- */

/* The values of a column that takes only some. */
static void choices_add(jb_str *out, const char *table, const char *column, jb_lang lang)
{
    bool level = strcmp(column, "level") == 0;
    bool absence = strcmp(table, "absences") == 0 && strcmp(column, "kind") == 0;
    bool per = strcmp(table, "denominators") == 0 && strcmp(column, "kind") == 0;
    unsigned count = level ? JB_LEVELS : absence ? JB_ABSENCES : per ? JB_PER_KINDS : 0;
    for (unsigned i = 0; i < count; i++) {
        const char *code = level     ? jb_level_code((jb_level)i)
                           : absence ? jb_absence_code((jb_absence)i)
                                     : jb_per_code((jb_per)i);
        const char *gap = lang == JB_LANG_ZH ? (i == 0 ? "（" : "、") : (i == 0 ? " (" : ", ");
        jb_str_addf(out, "%s%s", gap, code);
    }
    jb_str_add(out, count == 0 ? "" : lang == JB_LANG_ZH ? "）" : ")");
}

const char *jb_importer_needs(jb_arena *arena, const jb_row_kind *kind, jb_lang lang)
{
    jb_str out = {0};
    for (size_t i = 0; kind->required[i]; i++) {
        jb_str_addf(&out, "%s%s",
                    i == 0               ? ""
                    : lang == JB_LANG_ZH ? "、"
                                         : ", ",
                    kind->required[i]);
        choices_add(&out, kind->name, kind->required[i], lang);
    }
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

static bool holds_any(const char *name, const char *const *words)
{
    bool held = false;
    for (size_t i = 0; words[i]; i++) {
        held = held || strstr(name, words[i]);
    }
    return held;
}

/* Columns in words of one's own say what is meant all the same. */
static jb_table hinted(const char *const *names, size_t count)
{
    static const struct {
        jb_table table;
        const char *words[6];
    } hints[] = {
        {JB_TABLE_FACTS, {"指标", "原文数字", "indicator", NULL}},
        {JB_TABLE_REPORTS, {"标题", "来源", "title", "source", NULL}},
        {JB_TABLE_AGENCIES, {"级", "名称", "上级", "name", "level", NULL}},
    };
    for (size_t h = 0; h < sizeof hints / sizeof hints[0]; h++) {
        for (size_t i = 0; i < count; i++) {
            if (holds_any(names[i], hints[h].words)) {
                return hints[h].table;
            }
        }
    }
    return JB_TABLE_AUTO;
}

static jb_status fail_unknown(const jb_importer *run, const char *const *names, size_t count,
                              const jb_loc *loc, jb_error *err)
{
    const jb_row_kind *kind = jb_row_kind_of(hinted(names, count));
    if (!kind) {
        return jb_fail(err, JB_ERR_INPUT, loc,
                       "the column names fit none of the tables agencies, reports, facts, "
                       "absences and denominators; the first line must hold the names",
                       "栏名与 agencies、reports、facts、absences、denominators "
                       "各表都不相符；首行须为栏名");
    }
    /* Both languages take both lists; each leaves out the other's. */
    return jb_fail(err, JB_ERR_INPUT, loc,
                   "the column names fit no table; if these are %s, the first line must name at "
                   "least: %s%.0s (docs/formats.md)",
                   "栏名与各表都不相符；如是 %s 表，首行须有英文栏名：%.0s%s（见 docs/formats.md）",
                   kind->name, jb_importer_needs(run->arena, kind, JB_LANG_EN),
                   jb_importer_needs(run->arena, kind, JB_LANG_ZH));
}

jb_status jb_importer_choose(jb_importer *run, const char *const *names, size_t count,
                             const jb_loc *loc, jb_error *err)
{
    jb_table table = run->options->table;
    table = table == JB_TABLE_AUTO ? guess(names, count) : table;
    if (table == JB_TABLE_AUTO && count == 1 && strpbrk(names[0], ";\t")) {
        return jb_fail(err, JB_ERR_INPUT, loc,
                       "the columns are not separated by commas; save the file as CSV with commas",
                       "各栏不是以逗号分隔；请另存为以逗号分隔的 CSV");
    }
    if (table == JB_TABLE_AUTO) {
        return fail_unknown(run, names, count, loc, err);
    }
    run->result->table = table;
    run->kind = jb_row_kind_of(table);
    return JB_OK;
}

jb_status jb_importer_find(const jb_importer *run, const char *name, const jb_loc *loc,
                           unsigned *field, jb_error *err)
{
    int found = jb_names_find(run->kind->fields, name);
    if (found >= 0) {
        *field = (unsigned)found;
        return JB_OK;
    }
    const char *near = jb_nearest(name, run->kind->fields, jb_names_count(run->kind->fields));
    if (near) {
        return jb_fail(err, JB_ERR_INPUT, loc, "%s have no column \"%s\"; did you mean \"%s\"?",
                       "%s 表没有“%s”栏；是否应为“%s”？", run->kind->name, name, near);
    }
    return jb_fail(err, JB_ERR_INPUT, loc, "%s have no column \"%s\"", "%s 表没有“%s”栏",
                   run->kind->name, name);
}
