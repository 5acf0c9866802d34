/* record.c - a record as a line of JSON: the form in which figures leave the extraction. */
#include <jianbao/extract.h>

#include <string.h>

static bool is_whole_number(const char *field)
{
    return strcmp(field, "year") == 0 || strcmp(field, "char_start") == 0 ||
           strcmp(field, "char_end") == 0;
}

void jb_fact_line(jb_str *out, jb_arena *scratch, const jb_fact *fact)
{
    const char *glue = "{";
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        const char *text = jb_fact_field(scratch, fact, i);
        if (text[0] == '\0') {
            continue;
        }
        jb_str_addf(out, "%s\"%s\":", glue, jb_fact_fields[i]);
        glue = ",";
        if (is_whole_number(jb_fact_fields[i])) {
            jb_str_add(out, text);
        } else {
            jb_json_quote(out, text);
        }
    }
    jb_str_add(out, "}\n");
}
