/* compare.c - what differs between two papers of one layout.
 *
 * Decides by content: rows by agency and year, cells by column, facts by what they say. Nothing
 * that stands in the data is left out, so that no change goes unseen. Refuses to know why it
 * changed.
 */
#include "proof_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct job {
    jb_arena *arena;
    const jb_proof *before, *after;
    jb_difference *list;
    size_t count, cap;
    const char *table;
} job;

/* ---- one text for what a value says, with the facts in the place of their numbers */

static void canon(jb_str *out, const jb_proof *proof, const jb_json *value,
                  const char *const *without);

static bool listed(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

static const jb_json *fact_at(const jb_proof *proof, const jb_json *number)
{
    int64_t n = 0;
    jb_error ignored = {0};
    bool good = jb_json_int(number, 1, (int64_t)proof->fact_count, &n, &ignored) == JB_OK;
    return good ? proof->facts[n] : NULL;
}

static void canon_facts(jb_str *out, const jb_proof *proof, const jb_json *numbers)
{
    static const char *const without[] = {"n", NULL};
    for (const jb_json *j = jb_json_first(numbers); j != NULL; j = jb_json_next(j)) {
        const jb_json *fact = fact_at(proof, j);
        if (fact != NULL) {
            canon(out, proof, fact, without);
        }
        jb_str_addc(out, ';');
    }
}

static void canon_members(jb_str *out, const jb_proof *proof, const jb_json *value,
                          const char *const *without)
{
    static const char *const references[] = {"facts", "before", NULL};
    for (const jb_json *j = jb_json_first(value); j != NULL; j = jb_json_next(j)) {
        const char *key = jb_json_key(j);
        if (listed(without, key)) {
            continue;
        }
        jb_str_addf(out, "%s=", key);
        if (listed(references, key) && jb_json_kind(j) == JB_JSON_ARRAY) {
            canon_facts(out, proof, j);
        } else {
            canon(out, proof, j, NULL);
        }
        jb_str_addc(out, ',');
    }
}

static void canon(jb_str *out, const jb_proof *proof, const jb_json *value,
                  const char *const *without)
{
    jb_error ignored = {0};
    const char *text = "";
    bool on = false;
    int64_t number = 0;
    switch (jb_json_kind(value)) {
    case JB_JSON_STRING:
        (void)!jb_json_text(value, &text, &ignored);
        jb_json_quote(out, text);
        break;
    case JB_JSON_BOOL:
        (void)!jb_json_bool(value, &on, &ignored);
        jb_str_add(out, on ? "true" : "false");
        break;
    case JB_JSON_NUMBER:
        (void)!jb_json_int(value, INT32_MIN, INT32_MAX, &number, &ignored);
        jb_str_addf(out, "%lld", (long long)number);
        break;
    case JB_JSON_ARRAY:
    case JB_JSON_OBJECT:
        jb_str_addc(out, '{');
        canon_members(out, proof, value, without);
        jb_str_addc(out, '}');
        break;
    case JB_JSON_NULL:
        break;
    }
}

static bool same(const job *j, const jb_json *before, const jb_json *after,
                 const char *const *without)
{
    jb_str a = {0}, b = {0};
    canon(&a, j->before, before, without);
    canon(&b, j->after, after, without);
    bool equal = strcmp(jb_str_text(&a), jb_str_text(&b)) == 0;
    jb_str_free(&a);
    jb_str_free(&b);
    return equal;
}

static const jb_json *list_of(const jb_json *object, const char *key)
{
    const jb_json *list =
        object != NULL && jb_json_kind(object) == JB_JSON_OBJECT ? jb_json_find(object, key) : NULL;
    return list != NULL && jb_json_kind(list) == JB_JSON_ARRAY ? list : NULL;
}

static const jb_json *first_of(const jb_json *object, const char *key)
{
    const jb_json *list = list_of(object, key);
    return list != NULL ? jb_json_first(list) : NULL;
}

/* ---- cells */

static const jb_json *facts_of(const jb_json *cell)
{
    const jb_json *facts = list_of(cell, "facts");
    return facts != NULL ? facts : list_of(jb_json_find(cell, "derived"), "facts");
}

/* The names of the fields in which two facts differ. */
static void fields_add(jb_str *out, const jb_json *before, const jb_json *after)
{
    for (size_t i = 0; jb_fact_fields[i] != NULL; i++) {
        const char *name = jb_fact_fields[i];
        if (strcmp(text_of(before, name), text_of(after, name)) != 0 &&
            strstr(jb_str_text(out), name) == NULL) {
            jb_str_addf(out, "%s%s", out->len > 0 ? ", " : "", name);
        }
    }
}

static const char *fields_differing(const job *j, const jb_json *before, const jb_json *after)
{
    jb_str out = {0};
    const jb_json *a = facts_of(before);
    const jb_json *b = facts_of(after);
    if (a != NULL && b != NULL && jb_json_count(a) == jb_json_count(b)) {
        const jb_json *y = jb_json_first(b);
        for (const jb_json *x = jb_json_first(a); x != NULL; x = jb_json_next(x)) {
            fields_add(&out, fact_at(j->before, x), fact_at(j->after, y));
            y = jb_json_next(y);
        }
    }
    const char *text = jb_arena_strdup(j->arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

static jb_proof_kind kind_of(const jb_json *cell)
{
    static const char *const names[] = {"total", "change", "rank", "share"};
    const char *kind = text_of(jb_json_find(cell, "derived"), "kind");
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(kind, names[i]) == 0) {
            return (jb_proof_kind)(JB_PROOF_TOTAL + i);
        }
    }
    return JB_PROOF_FIGURE;
}

static void add(job *j, jb_difference found)
{
    found.table = j->table;
    found.before = found.before != NULL ? found.before : "";
    found.after = found.after != NULL ? found.after : "";
    found.column = found.column != NULL ? found.column : "";
    found.fields = found.fields != NULL ? found.fields : "";
    found.who = found.who != NULL ? found.who : "";
    found.year = found.year != NULL ? found.year : "";
    JB_PUSH(j->list, j->count, j->cap, found);
}

/* What a row is called; of a row of totals its label. */
static jb_difference named(const job *j, jb_proof_kind kind, const jb_json *row)
{
    const char *label = text_of(row, "label");
    const jb_json *year = jb_json_find(row, "year");
    int64_t number = 0;
    jb_error ignored = {0};
    jb_difference out = {.kind = kind, .year = ""};
    if (year != NULL && jb_json_int(year, 0, 9999, &number, &ignored) == JB_OK && number != 0) {
        out.year = jb_arena_printf(j->arena, "%d", (int)number);
    }
    out.who = *label != '\0' ? label : text_of(row, "short_name");
    return out;
}

static void cells_compare(job *j, const jb_json *columns, const jb_json *before,
                          const jb_json *after)
{
    const jb_json *x = first_of(before, "cells");
    const jb_json *y = first_of(after, "cells");
    const jb_json *column = columns;
    for (; x != NULL && y != NULL; x = jb_json_next(x), y = jb_json_next(y)) {
        if (jb_json_kind(x) == JB_JSON_OBJECT && !same(j, x, y, NULL)) {
            jb_difference found = named(j, kind_of(x), before);
            found.column = text_of(column, "head");
            found.before = text_of(x, "shown");
            found.after = text_of(y, "shown");
            found.fields = fields_differing(j, x, y);
            add(j, found);
        }
        column = column != NULL ? jb_json_next(column) : NULL;
    }
}

/* ---- rows */

typedef struct keyed {
    const char *key;
    const jb_json *row;
    bool met;
} keyed;

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const keyed *)a)->key, ((const keyed *)b)->key);
}

static const char *key_of(const job *j, const jb_json *row)
{
    jb_difference name = named(j, JB_PROOF_ROW, row);
    return jb_arena_printf(j->arena, "%s/%s/%s/%s", text_of(row, "agency_code"),
                           text_of(row, "parent"), text_of(row, "label"), name.year);
}

static keyed *rows_index(const job *j, const jb_json *rows, size_t *count)
{
    size_t room = rows != NULL ? jb_json_count(rows) : 0;
    keyed *index = jb_arena_array(j->arena, room, sizeof *index);
    *count = 0;
    for (const jb_json *r = rows != NULL ? jb_json_first(rows) : NULL; r != NULL;
         r = jb_json_next(r)) {
        if (jb_json_kind(r) == JB_JSON_OBJECT) {
            index[(*count)++] = (keyed){key_of(j, r), r, false};
        }
    }
    if (*count > 0) {
        qsort(index, *count, sizeof *index, compare_keys);
    }
    return index;
}

/* How many of its cells show a figure or what was worked out of some. */
static size_t figures_shown(const jb_json *row)
{
    size_t shown = 0;
    for (const jb_json *x = first_of(row, "cells"); x != NULL; x = jb_json_next(x)) {
        const jb_json *facts = jb_json_kind(x) == JB_JSON_OBJECT ? facts_of(x) : NULL;
        shown += facts != NULL && jb_json_first(facts) != NULL;
    }
    return shown;
}

static void row_gone(job *j, const jb_json *row)
{
    jb_difference gone = named(j, JB_PROOF_ROW, row);
    gone.before = gone.who;
    gone.figures = figures_shown(row);
    add(j, gone);
}

static void rows_compare(job *j, const jb_json *columns, const jb_json *before,
                         const jb_json *after)
{
    static const char *const without[] = {"cells", NULL};
    size_t count = 0;
    keyed *index = rows_index(j, after, &count);
    for (const jb_json *r = before != NULL ? jb_json_first(before) : NULL; r != NULL;
         r = jb_json_next(r)) {
        if (jb_json_kind(r) != JB_JSON_OBJECT) {
            continue;
        }
        keyed key = {key_of(j, r), NULL, false};
        keyed *found = bsearch(&key, index, count, sizeof key, compare_keys);
        if (found == NULL) {
            row_gone(j, r);
            continue;
        }
        found->met = true;
        if (!same(j, r, found->row, without)) {
            add(j, named(j, JB_PROOF_SOURCE, r));
        }
        cells_compare(j, columns, r, found->row);
    }
    for (size_t i = 0; i < count; i++) {
        if (!index[i].met) {
            jb_difference fresh = named(j, JB_PROOF_ROW, index[i].row);
            fresh.after = fresh.who;
            add(j, fresh);
        }
    }
}

/* ---- tables */

static const jb_json *table_find(const jb_proof *proof, const char *name)
{
    for (const jb_json *t = first_of(proof->root, "tables"); t != NULL; t = jb_json_next(t)) {
        if (strcmp(text_of(t, "name"), name) == 0) {
            return t;
        }
    }
    return NULL;
}

/* A table without a title is known by what stands over its columns: 立案、查处办结等. */
static const char *table_called(const job *j, const jb_json *table)
{
    enum { NAMED = 2 };
    const char *title = text_of(table, "title");
    bool zh = strcmp(text_of(j->before->root, "language"), "zh") == 0;
    const char *heads = "";
    size_t named = 0;
    bool more = false;
    if (*title != '\0' && strcmp(title, text_of(table, "name")) != 0) {
        return title;
    }
    for (const jb_json *c = first_of(table, "columns"); c != NULL; c = jb_json_next(c)) {
        const char *head = text_of(c, "head");
        const char *gap = named == 0 ? "" : zh ? "、" : ", ";
        if (*head == '\0' || strcmp(text_of(c, "derive"), jb_derive_code(JB_DERIVE_NONE)) != 0) {
            continue; /* 较上年 says nothing of the table */
        }
        more = named == NAMED;
        if (more) {
            break;
        }
        heads = jb_arena_printf(j->arena, "%s%s%s", heads, gap, head);
        named++;
    }
    const char *end = !more ? "" : zh ? "等" : " ...";
    return named > 0 ? jb_arena_printf(j->arena, "%s%s", heads, end) : text_of(table, "name");
}

static void table_compare(job *j, const jb_json *before)
{
    static const char *const without[] = {"rows", "totals", "fingerprint", NULL};
    const jb_json *after = table_find(j->after, text_of(before, "name"));
    size_t already = j->count;
    j->table = table_called(j, before);
    if (after == NULL) {
        add(j, (jb_difference){.kind = JB_PROOF_NOTE});
        return;
    }
    const jb_json *columns = first_of(before, "columns");
    rows_compare(j, columns, list_of(before, "rows"), list_of(after, "rows"));
    rows_compare(j, columns, list_of(before, "totals"), list_of(after, "totals"));
    bool other = !same(j, before, after, without);
    bool fingerprint = strcmp(text_of(before, "fingerprint"), text_of(after, "fingerprint")) != 0;
    if (other || (fingerprint && j->count == already)) {
        add(j, (jb_difference){.kind = JB_PROOF_NOTE});
    }
}

const jb_difference *jb_proof_compare(jb_arena *arena, const jb_proof *before,
                                      const jb_proof *after, size_t *count)
{
    job j = {.arena = arena, .before = before, .after = after};
    for (const jb_json *t = first_of(before->root, "tables"); t != NULL; t = jb_json_next(t)) {
        if (jb_json_kind(t) == JB_JSON_OBJECT) {
            table_compare(&j, t);
        }
    }
    jb_difference *kept = jb_arena_array(arena, j.count, sizeof *kept);
    for (size_t i = 0; i < j.count; i++) {
        kept[i] = j.list[i];
    }
    free(j.list);
    *count = j.count;
    return kept;
}
