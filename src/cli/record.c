/* Facts as records for other programs: JSON Lines and CSV, written the same by every command. */
#include "cli.h"

#include <string.h>
#include <threads.h>

static bool listed(const char *const *names, const char *name)
{
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
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

/* How a field stands in a line: its name with what goes around it. */
typedef struct form {
    char key[40];
    size_t len;
    bool number, nullable;
} form;

enum { FORMS = 40 };

static form forms[FORMS];
static once_flag forms_once = ONCE_FLAG_INIT;

static void forms_make(void)
{
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        const char *field = jb_fact_fields[i];
        int len = i < FORMS ? snprintf(forms[i].key, sizeof forms[i].key, ",\"%s\":", field) : 0;
        if (len <= 0 || (size_t)len >= sizeof forms[i].key) {
            jb_panic("field %u of a fact, \"%s\", does not fit", i, field);
        }
        forms[i].len = (size_t)len;
        forms[i].number = is_number(field);
        forms[i].nullable = is_nullable(field);
    }
}

void fact_json(jb_arena *arena, const jb_fact *fact, int64_t id, FILE *to)
{
    call_once(&forms_once, forms_make);
    jb_str line = {0};
    jb_str_addc(&line, '{');
    if (id != 0) {
        jb_str_addf(&line, "\"id\":%lld", (long long)id);
    }
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        const char *text = jb_fact_field(arena, fact, i);
        const form *f = &forms[i];
        size_t comma = line.len == 1; /* none before the first */
        jb_str_addn(&line, f->key + comma, f->len - comma);
        if (*text == '\0' && f->nullable) {
            jb_str_add(&line, "null");
        } else if (f->number) {
            jb_str_add(&line, text);
        } else {
            jb_json_quote(&line, text);
        }
    }
    jb_str_add(&line, "}\n");
    fputs(jb_str_text(&line), to);
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
