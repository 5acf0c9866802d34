/* The columns of a table that say what a row is: its number, the agency, the report year.
 *
 * The agency is always there, unless the layout leaves it out where there is one only; the year may
 * be left out of a table of one year.
 */
#include "brief_private.h"

#include <string.h>

static const char *const names[] = {"number", "agency", "year", NULL};

static jb_status head_read(const jb_json *json, const char *key, const char *usual,
                           const char **out, jb_error *err)
{
    const jb_json *value = jb_json_find(json, key);
    *out = usual;
    return value != NULL ? jb_json_text(value, out, err) : JB_OK;
}

static bool holds(const block *from, key_column key)
{
    for (size_t i = 0; i < from->key_count; i++) {
        if (from->keys[i] == key) {
            return true;
        }
    }
    return false;
}

static jb_status list_read(const jb_json *list, block *out, jb_error *err)
{
    jb_status st = jb_json_want(list, JB_JSON_ARRAY, err);
    out->key_count = 0;
    for (const jb_json *j = st == JB_OK ? jb_json_first(list) : NULL; j != NULL;
         j = jb_json_next(j)) {
        unsigned choice = 0;
        st = jb_json_choice(j, names, &choice, err);
        if (st != JB_OK) {
            return st;
        }
        if (holds(out, (key_column)choice)) {
            return jb_json_fail(j, err, "the column \"%s\" is there already", "已有“%s”一列",
                                names[choice]);
        }
        out->keys[out->key_count++] = (key_column)choice;
    }
    if (st == JB_OK && !holds(out, KEY_AGENCY)) {
        return jb_json_fail(list, err, "a row must say whose figures it holds: add \"agency\"",
                            "每行须写明是哪个机构的数字：请加上“agency”");
    }
    return st;
}

/* always, or auto: where there are several agencies. */
static jb_status agency_read(const jb_json *json, block *out, jb_error *err)
{
    static const char *const shows[] = {"always", "auto", NULL};
    const jb_json *value = jb_json_find(json, "agency_column");
    unsigned show = 0;
    jb_status st = value != NULL ? jb_json_choice(value, shows, &show, err) : JB_OK;
    out->agency_auto = show == 1;
    if (st == JB_OK && out->agency_auto && !holds(out, KEY_YEAR)) {
        return jb_json_fail(value, err, "rows need a name: add \"year\" to \"keys\"",
                            "每行须有名称：请在“keys”中加上“year”");
    }
    return st;
}

jb_status keys_read(const jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    bool zh = brief->lang == JB_LANG_ZH;
    const jb_json *list = jb_json_find(json, "keys");
    out->keys[0] = KEY_AGENCY;
    out->keys[1] = KEY_YEAR;
    out->key_count = 2;
    jb_status st =
        head_read(json, "row_head", zh ? "机构" : "Agency", &out->key_heads[KEY_AGENCY], err);
    if (st == JB_OK) {
        st = head_read(json, "year_head", zh ? "报告年度" : "Report year",
                       &out->key_heads[KEY_YEAR], err);
    }
    if (st == JB_OK) {
        st = head_read(json, "number_head", zh ? "序号" : "No.", &out->key_heads[KEY_NUMBER], err);
    }
    if (st == JB_OK && list != NULL) {
        st = list_read(list, out, err);
    }
    return st == JB_OK ? agency_read(json, out, err) : st;
}

/* Rows of totals need a place for their words. */
static bool one_agency(const jb_dataset *data)
{
    bool one = data->summary_count == 0;
    for (size_t i = 1; i < data->row_count && one; i++) {
        one = strcmp(data->rows[0].agency->code, data->rows[i].agency->code) == 0;
    }
    return one;
}

void keys_settle(block *of, const jb_dataset *data)
{
    size_t kept = 0;
    if (!of->agency_auto || !one_agency(data)) {
        return;
    }
    for (size_t i = 0; i < of->key_count; i++) {
        if (of->keys[i] != KEY_AGENCY) {
            of->keys[kept++] = of->keys[i];
        }
    }
    of->key_count = kept;
}

jb_status keys_check(const block *from, const jb_dataset *data, jb_error *err)
{
    if (holds(from, KEY_YEAR)) {
        return JB_OK;
    }
    int year = 0;
    for (size_t i = 0; i < data->row_count; i++) {
        int own = data->rows[i].year;
        if (own != 0 && year != 0 && own != year) {
            return jb_json_fail(from->json, err,
                                "this table leaves out the year, but holds figures of %d and %d; "
                                "add \"year\" to \"keys\", or ask for one year",
                                "此表不列年度，却有%d年和%d年的数字；请在“keys”中加上“year”，"
                                "或只取一年",
                                year < own ? year : own, year < own ? own : year);
        }
        year = own != 0 ? own : year;
    }
    return JB_OK;
}

void keys_columns(const block *from, jb_table_column *columns)
{
    for (size_t i = 0; i < from->key_count; i++) {
        columns[i].align = from->keys[i] == KEY_AGENCY ? JB_ALIGN_LEFT : JB_ALIGN_CENTER;
    }
}

void keys_heads(const block *from, jb_arena *arena, jb_table_cell *cells)
{
    for (size_t i = 0; i < from->key_count; i++) {
        cells[i].text = text_plain(arena, from->key_heads[from->keys[i]]);
    }
}

/* Marks of the row's notes stand with the year, else with the agency. */
void keys_row(const block *from, jb_arena *arena, const jb_dataset *data, size_t row, jb_lang lang,
              jb_text marks, jb_table_cell *cells)
{
    const jb_row *of = &data->rows[row];
    key_column marked = holds(from, KEY_YEAR) ? KEY_YEAR : KEY_AGENCY;
    for (size_t i = 0; i < from->key_count; i++) {
        key_column key = from->keys[i];
        if (key == KEY_NUMBER) {
            cells[i].text = text_plain(arena, jb_arena_printf(arena, "%zu", row + 1));
        } else if (key == KEY_AGENCY) {
            cells[i].text = text_plain(arena, jb_agency_label(of->agency, lang));
            cells[i].header = true;
        } else {
            cells[i].text =
                text_plain(arena, of->year != 0 ? jb_arena_printf(arena, "%d", of->year) : "—");
        }
        cells[i].marks = key == marked ? marks : (jb_text){0};
    }
}

void keys_label(const block *from, jb_arena *arena, const char *label, int year, bool bold,
                jb_table_cell *cells)
{
    for (size_t i = 0; i < from->key_count; i++) {
        const char *text = NULL;
        if (from->keys[i] == KEY_AGENCY) {
            text = label;
            cells[i].header = true;
        } else if (from->keys[i] == KEY_YEAR && year != 0) {
            text = jb_arena_printf(arena, "%d", year);
        }
        if (text != NULL) {
            cells[i].text = bold ? text_bold(arena, text) : text_plain(arena, text);
        }
    }
}
