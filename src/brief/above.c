/* above.c - which agencies of a comparison stand above others of it.
 *
 * A division drawn beside its own districts would set their scale and look as if it could be
 * compared with them. Decides who is above whom, by what the records and the codes of GB/T 2260
 * say; what follows for a chart is bind_chart.c's.
 */
#include "brief_private.h"

#include <string.h>

/* "990100" covers "9901..": pairs of zeros at its end stand for all below. */
static bool code_covers(const char *upper, const char *lower)
{
    size_t length = strlen(upper);
    if (length != 6 || strlen(lower) != 6) {
        return false;
    }
    while (length > 0 && upper[length - 1] == '0' && upper[length - 2] == '0') {
        length -= 2;
    }
    return strncmp(upper, lower, length) == 0;
}

static bool stands_above(const jb_agency *upper, const jb_agency *lower)
{
    if (strcmp(upper->code, lower->code) == 0) {
        return false;
    }
    return strcmp(lower->parent, upper->code) == 0 ||
           (upper->level < lower->level && code_covers(upper->code, lower->code));
}

static bool first_of_agency(const jb_dataset *data, size_t row)
{
    return row == 0 || strcmp(data->rows[row].agency->code, data->rows[row - 1].agency->code) != 0;
}

static bool above_any(const jb_dataset *data, size_t row)
{
    for (size_t i = 0; i < data->row_count; i++) {
        if (stands_above(data->rows[row].agency, data->rows[i].agency)) {
            return true;
        }
    }
    return false;
}

const bool *rows_above(jb_arena *arena, const jb_dataset *data, jb_lang lang, const char **said)
{
    bool zh = lang == JB_LANG_ZH;
    bool *above = jb_arena_array(arena, data->row_count + 1, sizeof *above);
    const char *names = "";
    for (size_t i = 0; i < data->row_count; i++) {
        bool first = first_of_agency(data, i);
        above[i] = first ? above_any(data, i) : above[i - 1];
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
