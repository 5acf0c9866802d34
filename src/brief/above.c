/* above.c - which agencies of a comparison stand above others of it.
 *
 * A division drawn beside its own districts would set their scale and look as if it could be
 * compared with them. Decides who is above whom, by what the records and the codes of GB/T 2260
 * say; what follows for a chart is bind_chart.c's.
 */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

/* The agencies of the rows, to be asked who is below whom without comparing each with each. */
typedef struct roster {
    const jb_agency **by_code;
    const char **parents; /* in order */
    size_t count, parent_count;
} roster;

static int code_order(const void *left, const void *right)
{
    return strcmp((*(const jb_agency *const *)left)->code,
                  (*(const jb_agency *const *)right)->code);
}

static int text_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static roster roster_make(jb_arena *arena, const jb_dataset *data)
{
    roster r = {0};
    r.by_code = jb_arena_array(arena, data->row_count + 1, sizeof(void *));
    r.parents = jb_arena_array(arena, data->row_count + 1, sizeof *r.parents);
    for (size_t i = 0; i < data->row_count; i++) {
        const jb_agency *agency = data->rows[i].agency;
        r.by_code[r.count++] = agency;
        if (strcmp(agency->parent, agency->code) != 0) {
            r.parents[r.parent_count++] = agency->parent;
        }
    }
    qsort(r.by_code, r.count, sizeof(void *), code_order);
    qsort(r.parents, r.parent_count, sizeof *r.parents, text_order);
    return r;
}

/* "990100" covers "9901..": pairs of zeros at its end stand for all below. */
static size_t covered_length(const char *code)
{
    size_t length = strlen(code);
    while (length > 0 && code[length - 1] == '0' && code[length - 2] == '0') {
        length -= 2;
    }
    return length;
}

typedef struct prefix {
    const char *code;
    size_t length;
} prefix;

static int prefix_order(const void *key, const void *item)
{
    const prefix *p = key;
    return strncmp(p->code, (*(const jb_agency *const *)item)->code, p->length);
}

static bool covers_any(const roster *r, const jb_agency *upper)
{
    if (strlen(upper->code) != 6) {
        return false;
    }
    prefix p = {upper->code, covered_length(upper->code)};
    size_t at = jb_sorted_from(&p, r->by_code, r->count, sizeof(void *), prefix_order);
    for (; at < r->count && prefix_order(&p, &r->by_code[at]) == 0; at++) {
        const jb_agency *lower = r->by_code[at];
        if (upper->level < lower->level && strlen(lower->code) == 6) {
            return true;
        }
    }
    return false;
}

static bool above_any(const roster *r, const jb_agency *upper)
{
    return bsearch(&upper->code, r->parents, r->parent_count, sizeof *r->parents, text_order) !=
               NULL ||
           (upper->level < JB_LEVEL_COUNTY && covers_any(r, upper));
}

static bool first_of_agency(const jb_dataset *data, size_t row)
{
    return row == 0 || strcmp(data->rows[row].agency->code, data->rows[row - 1].agency->code) != 0;
}

const bool *rows_above(jb_arena *arena, const jb_dataset *data, jb_lang lang, const char **said)
{
    bool zh = lang == JB_LANG_ZH;
    bool *above = jb_arena_array(arena, data->row_count + 1, sizeof *above);
    roster all = roster_make(arena, data);
    const char *names = "";
    for (size_t i = 0; i < data->row_count; i++) {
        bool first = first_of_agency(data, i);
        above[i] = first ? above_any(&all, data->rows[i].agency) : above[i - 1];
        if (above[i] && first) {
            const char *gap = *names == '\0' ? "" : zh ? "、" : ", ";
            names = jb_arena_printf(arena, "%s%s%s", names, gap,
                                    jb_agency_label(data->rows[i].agency, lang));
        }
    }
    *said = *names == '\0' ? NULL
            : zh ? jb_arena_printf(arena, "%s为所列单位的上级，未画入。", names)
                 : jb_arena_printf(arena, "%s: above others shown, and not drawn.", names);
    return above;
}
