/* make_tables.c - runs when the program is built: a catalogue's JSON to C tables.
 *
 * Decides nothing about catalogues: it prints what catalogue.c read and found whole, so that the
 * program need not read it again at each start.
 */
#include "tables.h"

#include <stdio.h>

/* The program that reads the catalogue for the first time has none of its own. */
const jb_embedded jb_model_embedded[] = {{0}};
const catalogue_tables jb_model_tables = {0};

static void text_print(const char *text)
{
    if (text == NULL) {
        printf("0, ");
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?';
        printf(plain ? "%c" : "\\%03o", c);
    }
    printf("\", ");
}

static void texts_print(const char *name, size_t index, const char *const *list)
{
    printf("static const char *const %s_%zu[] = {", name, index);
    while (*list != NULL) {
        text_print(*list++);
    }
    printf("0};\n");
}

static void indicators_print(const char *name, size_t index, const jb_indicator *const *list)
{
    printf("static const jb_indicator *const %s_%zu[] = {", name, index);
    while (*list != NULL) {
        printf("&indicators[%u], ", (*list++)->order);
    }
    printf("0};\n");
}

static void indicator_print(size_t i, const jb_indicator *it)
{
    printf("    {");
    text_print(it->code);
    text_print(it->family);
    text_print(it->zh);
    text_print(it->en);
    text_print(it->short_zh);
    text_print(it->short_en);
    printf("%d, units_%zu, %d, %d, %d, ", (int)it->unit, i, (int)it->kind, (int)it->agg,
           (int)it->direction);
    text_print(it->numerator);
    text_print(it->denominator);
    text_print(it->part_of);
    printf("whole_of_%zu, never_with_%zu, overlaps_%zu, ", i, i, i);
    text_print(it->definition_zh);
    text_print(it->definition_en);
    text_print(it->source);
    text_print(it->pitfall_zh);
    text_print(it->pitfall_en);
    printf("%d, {%lldLL, %u}, {%lldLL, %u}, %u},\n", it->base_unclear, (long long)it->band_min.coef,
           it->band_min.scale, (long long)it->band_max.coef, it->band_max.scale, it->order);
}

static void lists_print(const catalogue_tables *t)
{
    printf("static const jb_indicator indicators[%zu];\n", t->count);
    for (size_t i = 0; i < t->count; i++) {
        texts_print("units", i, t->indicators[i].units);
        texts_print("whole_of", i, t->indicators[i].whole_of);
        texts_print("never_with", i, t->indicators[i].never_with);
        indicators_print("overlaps", i, t->indicators[i].overlaps);
    }
    for (size_t i = 0; i < t->check_count; i++) {
        indicators_print("plus", i, t->checks[i].plus);
        indicators_print("minus", i, t->checks[i].minus);
        indicators_print("over", i, t->checks[i].over);
    }
}

static void tables_print(const catalogue_tables *t)
{
    printf("static const jb_family families[] = {\n");
    for (size_t i = 0; i < t->family_count; i++) {
        printf("    {");
        text_print(t->families[i].code);
        text_print(t->families[i].zh);
        text_print(t->families[i].en);
        printf("},\n");
    }
    printf("};\nstatic const jb_indicator indicators[%zu] = {\n", t->count);
    for (size_t i = 0; i < t->count; i++) {
        indicator_print(i, &t->indicators[i]);
    }
    printf("};\nstatic const jb_indicator *const by_code[] = {\n");
    for (size_t i = 0; i < t->count; i++) {
        printf("    &indicators[%u],\n", t->by_code[i]->order);
    }
    printf("};\nstatic const char *const codes[] = {\n");
    for (size_t i = 0; i < t->count; i++) {
        printf("    ");
        text_print(t->codes[i]);
        putchar('\n');
    }
    printf("    0};\nstatic const jb_check checks[] = {\n");
    for (size_t i = 0; i < t->check_count; i++) {
        printf("    {%d, &indicators[%u], plus_%zu, minus_%zu, over_%zu},\n",
               (int)t->checks[i].kind, t->checks[i].of->order, i, i, i);
    }
    /* An array needs an element. */
    printf("    {0}};\nstatic const scope_name scopes[] = {\n");
    for (size_t i = 0; i < t->scope_count; i++) {
        printf("    {");
        text_print(t->scopes[i].zh);
        text_print(t->scopes[i].en);
        printf("},\n");
    }
    printf("    {0}};\nconst catalogue_tables jb_model_tables = {families, %zu, indicators, "
           "by_code, codes, %zu, checks, %zu, scopes, %zu};\n",
           t->family_count, t->count, t->check_count, t->scope_count);
}

int main(int argc, char **argv)
{
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    if (argc != 3) {
        fprintf(stderr, "usage: make_tables CATALOGUE.json FILE.c\n");
        return 2;
    }
    if (jb_catalogue_load(argv[1], &catalogue, &err) != JB_OK) {
        char line[1024];
        jb_error_format(&err, JB_LANG_EN, line, sizeof line);
        fprintf(stderr, "%s\n", line);
        return 1;
    }
    if (freopen(argv[2], "w", stdout) == NULL) {
        perror(argv[2]);
        return 1;
    }
    printf("/* Made by make_tables.c. */\n#include \"tables.h\"\n\n");
    lists_print(jb_catalogue_tables(catalogue));
    tables_print(jb_catalogue_tables(catalogue));
    jb_catalogue_free(catalogue);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
