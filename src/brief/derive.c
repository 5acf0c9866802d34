/* What a layout, or the user, wants worked out from stated figures: totals, columns of changes,
 * ranks and shares, and which reasons against it may be passed over. Whether it can be worked out
 * is the dataset's affair. */
#include "brief_private.h"

#include <string.h>

static const char *const derives[] = {"change", "rank", "share", "before", "remark", NULL};

/* ---- columns that derive */

static bool is_stated(const jb_json *column)
{
    return jb_json_kind(column) == JB_JSON_OBJECT && jb_json_find(column, "derive") == NULL;
}

static const char *name_of(const jb_json *column)
{
    const jb_json *name =
        jb_json_kind(column) == JB_JSON_OBJECT ? jb_json_find(column, "name") : NULL;
    const char *text = NULL;
    jb_error ignored = {0};
    return name != NULL && jb_json_text(name, &text, &ignored) == JB_OK ? text : NULL;
}

static jb_status unknown_column(const jb_brief *brief, const jb_json *list, const jb_json *of,
                                const char *name, jb_error *err)
{
    const char **names = jb_arena_array(brief->arena, jb_json_count(list), sizeof *names);
    size_t count = 0;
    for (const jb_json *j = jb_json_first(list); j != NULL; j = jb_json_next(j)) {
        if (is_stated(j) && name_of(j) != NULL) {
            names[count++] = name_of(j);
        }
    }
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(of, err, "no column of stated figures is named \"%s\"%s%.0s",
                        "没有名为“%s”的列数列%.0s%s", name, near.en, near.zh);
}

jb_status stated_column_find(const jb_brief *brief, const jb_json *list, const jb_json *name,
                             size_t *out, jb_error *err)
{
    const char *wanted = NULL;
    size_t index = 0;
    jb_status st = jb_json_text(name, &wanted, err);
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK;
         j = jb_json_next(j), index++) {
        if (is_stated(j) && name_of(j) != NULL && strcmp(name_of(j), wanted) == 0) {
            *out = index;
            return JB_OK;
        }
    }
    return st == JB_OK ? unknown_column(brief, list, name, wanted, err) : st;
}

/* The column named, else the nearest stated one to the left. */
static jb_status of_read(const jb_brief *brief, const jb_json *list, const jb_json *json,
                         size_t *out, jb_error *err)
{
    const jb_json *of = jb_json_find(json, "of");
    const char *name = NULL;
    jb_status st = of != NULL ? jb_json_text(of, &name, err) : JB_OK;
    if (st != JB_OK) {
        return st;
    }
    bool found = false;
    size_t index = 0;
    for (const jb_json *j = jb_json_first(list); j != NULL && (of != NULL || j != json);
         j = jb_json_next(j), index++) {
        const char *own = name_of(j);
        if (is_stated(j) && (of == NULL || (own != NULL && strcmp(own, name) == 0))) {
            *out = index;
            found = true;
        }
    }
    if (found) {
        return JB_OK;
    }
    if (of != NULL) {
        return unknown_column(brief, list, of, name, err);
    }
    return jb_json_fail(json, err,
                        "no column of stated figures stands before this one; say which it derives "
                        "from: \"of\": \"name\"",
                        "此列之前没有列数的列；请写明由哪一列推算：\"of\": \"列名\"");
}

jb_status derived_column_read(const jb_brief *brief, const jb_json *list, const jb_json *json,
                              jb_query_column *out, jb_error *err)
{
    static const char *const keys[] = {"name", "head", "group", "derive", "of", NULL};
    unsigned choice = 0;
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK) {
        st = jb_json_choice(jb_json_find(json, "derive"), derives, &choice, err);
    }
    out->derive = (jb_derive)(JB_DERIVE_CHANGE + choice);
    return st == JB_OK ? of_read(brief, list, json, &out->of, err) : st;
}

static jb_status name_check(const jb_json *list, const jb_json *json, jb_error *err)
{
    const jb_json *value = jb_json_find(json, "name");
    const char *name = NULL;
    if (value == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_text(value, &name, err);
    if (st == JB_OK && *name == '\0') {
        return jb_json_fail(value, err, "the name of a column cannot be empty", "列名不能为空");
    }
    for (const jb_json *j = jb_json_first(list); j != json && st == JB_OK; j = jb_json_next(j)) {
        if (name_of(j) != NULL && strcmp(name_of(j), name) == 0) {
            return jb_json_fail(value, err, "another column is named \"%s\" already",
                                "已有一列名为“%s”", name);
        }
    }
    return st;
}

jb_status column_names_check(const jb_brief *brief, const jb_json *list, jb_error *err)
{
    (void)brief;
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = name_check(list, j, err);
    }
    return st;
}

/* ---- order, totals, reasons passed over */

jb_status order_read(const jb_brief *brief, const jb_json *value, const jb_json *list,
                     data_set *out, jb_error *err)
{
    out->ordered = value != NULL;
    return value != NULL ? stated_column_find(brief, list, value, &out->order, err) : JB_OK;
}

jb_status total_read(const jb_json *value, jb_totals *out, jb_error *err)
{
    static const char *const words[] = {"parents", NULL};
    bool on = false;
    unsigned choice = 0;
    if (value == NULL) {
        return JB_OK;
    }
    if (jb_json_kind(value) == JB_JSON_STRING) {
        *out = JB_TOTALS_PARENTS;
        return jb_json_choice(value, words, &choice, err);
    }
    jb_status st = jb_json_bool(value, &on, err);
    *out = on ? JB_TOTALS_ALL : JB_TOTALS_NONE;
    return st;
}

/* One reason; whether it may be passed over is the measure's affair, the place is ours. */
static jb_status reason_read(const jb_brief *brief, const jb_json *value, unsigned *out,
                             jb_error *err)
{
    const char *name = NULL;
    unsigned bits = 0;
    jb_error why = {0};
    jb_status st = jb_json_text(value, &name, err);
    if (st != JB_OK) {
        return st;
    }
    if (jb_relax_parse(name, &bits, &why) != JB_OK) {
        return jb_json_fail(value, err, "%s%.0s", "%.0s%s", jb_arena_strdup(brief->arena, why.en),
                            jb_arena_strdup(brief->arena, why.zh));
    }
    if (bits == 0) {
        return jb_json_fail(value, err, "write the name of a reason", "请写明理由的名称");
    }
    *out |= bits;
    return JB_OK;
}

jb_status relax_read(const jb_brief *brief, const jb_json *value, unsigned *out, jb_error *err)
{
    if (value == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(value, JB_JSON_ARRAY, err);
    for (const jb_json *j = st == JB_OK ? jb_json_first(value) : NULL; j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        st = reason_read(brief, j, out, err);
    }
    return st;
}

/* ---- what the user asks for beyond the layout */

static bool has_column(const data_set *set, size_t of, jb_derive derive)
{
    for (size_t i = 0; i < set->column_count; i++) {
        if (set->columns[i].derive == derive && set->columns[i].of == of) {
            return true;
        }
    }
    return false;
}

static bool derivable(const jb_query_column *column)
{
    return column->derive == JB_DERIVE_NONE && column->pick == JB_PICK_FIRST;
}

static void columns_add(jb_brief *brief, data_set *set, unsigned wanted)
{
    size_t most = set->column_count * JB_DERIVES;
    jb_query_column *columns = jb_arena_array(brief->arena, most, sizeof *columns);
    size_t *moved = jb_arena_array(brief->arena, set->column_count, sizeof *moved);
    size_t count = 0;
    for (size_t i = 0; i < set->column_count; i++) {
        const jb_query_column *own = &set->columns[i];
        moved[i] = count;
        columns[count++] = *own;
        for (unsigned d = JB_DERIVE_CHANGE; d < JB_DERIVES && derivable(own); d++) {
            if ((wanted & 1U << d) != 0 && !has_column(set, i, (jb_derive)d)) {
                columns[count++] = (jb_query_column){.derive = (jb_derive)d,
                                                     .of = i,
                                                     .group_zh = own->group_zh,
                                                     .group_en = own->group_en};
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        columns[i].of = columns[i].derive != JB_DERIVE_NONE ? moved[columns[i].of] : 0;
    }
    set->order = moved[set->order];
    set->columns = columns;
    set->column_count = count;
}

static bool is_derived(const data_set *set)
{
    bool any = set->totals != JB_TOTALS_NONE || set->ordered;
    for (size_t i = 0; i < set->column_count && !any; i++) {
        any = set->columns[i].derive != JB_DERIVE_NONE;
    }
    return any;
}

bool jb_brief_derive(jb_brief *brief, jb_totals totals, unsigned derives_wanted, unsigned relax)
{
    bool any = false;
    for (size_t i = 0; i < brief->data_count; i++) {
        data_set *set = &brief->data[i];
        set->totals = totals > set->totals ? totals : set->totals;
        set->relax |= relax;
        if (derives_wanted != 0) {
            columns_add(brief, set, derives_wanted);
        }
        any = any || is_derived(set);
    }
    return any;
}
