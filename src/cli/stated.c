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

const char *one_line(jb_arena *arena, const char *text)
{
    char *copy = jb_arena_strdup(arena, text);
    for (char *p = copy; *p != '\0'; p++) {
        if (strchr("\n\r\t", *p) != NULL) {
            *p = ' ';
        }
    }
    return copy;
}

/* 762余万元 names its unit though 万元 does not stand in it. */
static bool names_unit(const char *raw, const char *unit)
{
    static const char *const percents[] = {"%", "％", "百分"};
    const char *word = "";
    int power = 0;
    if (!jb_unit_split(unit, &power, &word) || !jb_number_any(raw) || *word == '\0' ||
        strstr(raw, word) != NULL) {
        return true;
    }
    bool named = false;
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        named = named || (strcmp(word, "%") == 0 && strstr(raw, percents[i]) != NULL);
    }
    return named;
}

const char *figure_quoted(const cli *c, jb_arena *arena, const jb_fact *fact)
{
    if (*fact->raw == '\0') {
        return figure_stated(arena, fact);
    }
    const char *raw = one_line(arena, fact->raw);
    return names_unit(raw, fact->unit)
               ? raw
               : jb_arena_printf(arena, SAY(c, "%s（%s）", "%s (%s)"), raw, fact->unit);
}
