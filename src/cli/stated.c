/* A figure as its report would write it. */
#include "cli.h"

#include <string.h>

const char *figure_stated(jb_arena *arena, const jb_fact *fact)
{
    char text[JB_DEC_TEXT];
    const char *word = "";
    int power = 0;
    jb_dec value = fact->value;
    if (!jb_unit_split(fact->unit, &power, &word) || !jb_dec_shift(value, -power, &value)) {
        value = fact->value;
    }
    (void)jb_dec_text(jb_dec_trim(value), text);
    return jb_arena_printf(arena, "%s%s", text, fact->unit);
}
