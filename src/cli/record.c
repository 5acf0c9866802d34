/* Facts as records for other programs: JSON Lines and CSV, written the same by every command. */
#include "cli.h"

#include <string.h>

static bool listed(const char *const *names, const char *name)
{
    for (; *names != NULL; names++) {
        if (**names == *name && strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Amounts stay text, so that no reader turns them into binary fractions. */
static bool is_number(const char *field)
{
    static const char *const names[] = {"year",       "char_start", "char_end", "yoy_percent",
                                        "yoy_points", "confidence", NULL};
    return listed(names, field);
}

static bool is_nullable(const char *field)
{
    static const char *const names[] = {"value", "period_start", "period_end", NULL};
    return is_number(field) || listed(names, field);
}

void fact_json(jb_arena *arena, const jb_fact *fact, int64_t id, FILE *to)
{
    jb_str line = {0};
    const char *glue = "{\"";
    if (id != 0) {
        jb_str_addf(&line, "{\"id\":%lld", (long long)id);
        glue = ",\"";
    }
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        const char *text = jb_fact_field(arena, fact, i);
        jb_str_add(&line, glue);
        jb_str_add(&line, jb_fact_fields[i]);
        jb_str_add(&line, "\":");
        glue = ",\"";
        if (*text == '\0' && is_nullable(jb_fact_fields[i])) {
            jb_str_add(&line, "null");
        } else if (is_number(jb_fact_fields[i])) {
            jb_str_add(&line, text);
        } else {
            jb_json_quote(&line, text);
        }
    }
    fputs(jb_str_text(&line), to);
    fputs("}\n", to);
    jb_str_free(&line);
}

void csv_field(const char *text, FILE *to)
{
    if (strpbrk(text, ",\"\n\r") == NULL) {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', to);
        }
        fputc(*text, to);
    }
    fputc('"', to);
}

void fact_csv_head(FILE *to)
{
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        fprintf(to, "%s%s", i > 0 ? "," : "", jb_fact_fields[i]);
    }
    fputc('\n', to);
}

void fact_csv(jb_arena *arena, const jb_fact *fact, FILE *to)
{
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        fputs(i > 0 ? "," : "", to);
        csv_field(jb_fact_field(arena, fact, i), to);
    }
    fputc('\n', to);
}
