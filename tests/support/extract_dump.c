/* extract_dump.c - what the extraction finds in reports, as JSON Lines; for measuring.
 *
 *   extract_dump [--context FILE] [--zeros] [--numbers] FILE...
 *
 * The context has a line {"doc", "agency_code", "report_year"} for each report that does not say
 * whose it is. --zeros prints a zero said in words as a record of value 0, as the corpus counts it.
 * --numbers lists every number and why it became none.
 */
#include <jianbao/extract.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct context {
    jb_arena *arena;
    const jb_json **lines;
    size_t count, cap;
} context;

static void fail_on(jb_status status, const jb_error *err)
{
    if (status != JB_OK) {
        char line[4096];
        jb_error_format(err, JB_LANG_EN, line, sizeof line);
        fprintf(stderr, "%s\n", line);
        exit(1);
    }
}

static void read_context(context *c, const char *path)
{
    jb_error err = {0};
    const char *text = NULL;
    size_t len = 0;
    fail_on(jb_file_read(c->arena, path, (size_t)1 << 24, &text, &len, &err), &err);
    unsigned number = 1;
    for (size_t at = 0; at < len; number++) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t size = end ? (size_t)(end - text) - at : len - at;
        const jb_json *json = NULL;
        if (size > 0) {
            fail_on(jb_json_parse(c->arena, path, text + at, size, number, &json, &err), &err);
            JB_PUSH(c->lines, c->count, c->cap, json);
        }
        at += size + 1;
    }
}

static jb_extract_options options_for(const context *c, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    jb_extract_options options = {0};
    for (size_t i = 0; i < c->count; i++) {
        const char *doc = "";
        int64_t year = 0;
        jb_error err = {0};
        fail_on(jb_json_text(jb_json_find(c->lines[i], "doc"), &doc, &err), &err);
        if (strcmp(doc, name) == 0) {
            const jb_json *code = jb_json_find(c->lines[i], "agency_code");
            const jb_json *of = jb_json_find(c->lines[i], "report_year");
            fail_on(jb_json_text(code, &options.agency_code, &err), &err);
            fail_on(jb_json_int(of, 1990, 2100, &year, &err), &err);
            options.year = (int)year;
        }
    }
    return options;
}

static void print_zeros(const jb_extraction *e, const char *path, jb_str *out, jb_arena *arena,
                        const jb_original *original)
{
    for (size_t i = 0; i < e->absent_count; i++) {
        if (e->absents[i].kind == JB_ABSENT_ZERO_STATED) {
            jb_fact fact;
            jb_fact_init(&fact);
            fact.indicator = e->absents[i].indicator;
            fact.value = jb_dec_int(0);
            fact.source = path;
            fact.char_start = (int64_t)e->absent_places[i].start;
            fact.char_end = (int64_t)e->absent_places[i].end;
            fact.raw = jb_original_slice(arena, original, e->absent_places[i]);
            fact.period = e->absent_periods[i];
            fact.rule = "zero in words";
            jb_fact_line(out, arena, &fact);
        }
    }
}

static void print_numbers(const jb_extraction *e, jb_arena *arena, const jb_original *original)
{
    const jb_identity *id = &e->identity;
    char signed_on[JB_DATE_TEXT];
    char published_on[JB_DATE_TEXT];
    jb_date_text(id->signed_on, signed_on);
    jb_date_text(id->published_on, published_on);
    printf("# %s: %s %s (%s) %d %s signed %s published %s\n", original->source, id->agency_code,
           id->agency, id->short_name, id->year, id->title, signed_on, published_on);
    for (size_t i = 0; i < e->number_count; i++) {
        const jb_number_seen *n = &e->numbers[i];
        const char *found = n->found == SIZE_MAX ? "" : e->found[n->found].fact.indicator;
        const char *rule = n->found == SIZE_MAX ? "" : e->found[n->found].fact.rule;
        printf("[%zu:%zu] %s %s %s near=%s rule=%s\n", n->span.start, n->span.end,
               jb_original_slice(arena, original, n->span), jb_reject_code(n->why), found, n->near,
               rule);
    }
}

static void dump(jb_extractor *extractor, const context *c, const char *path, bool numbers,
                 bool zeros)
{
    jb_error err = {0};
    jb_original *original = NULL;
    jb_extraction *e = NULL;
    jb_str out = {0};
    jb_extract_options options = options_for(c, path);
    fail_on(jb_original_read(path, NULL, &original, &err), &err);
    fail_on(jb_extract_run(extractor, original, &options, &e, &err), &err);
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < e->found_count && !numbers; i++) {
        jb_fact_line(&out, arena, &e->found[i].fact);
    }
    if (numbers) {
        print_numbers(e, arena, original);
    } else if (zeros) {
        print_zeros(e, path, &out, arena, original);
    }
    fputs(jb_str_text(&out), stdout);
    jb_str_free(&out);
    jb_arena_free(arena);
    jb_extraction_free(e);
    jb_original_free(original);
}

int main(int argc, char **argv)
{
    jb_error err = {0};
    jb_catalogue *catalogue = NULL;
    jb_extractor *extractor = NULL;
    context c = {.arena = jb_arena_new()};
    bool numbers = false;
    bool zeros = false;
    fail_on(jb_catalogue_load(NULL, &catalogue, &err), &err);
    fail_on(jb_extractor_open(catalogue, &extractor, &err), &err);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--context") == 0 && i + 1 < argc) {
            read_context(&c, argv[++i]);
        } else if (strcmp(argv[i], "--numbers") == 0) {
            numbers = true;
        } else if (strcmp(argv[i], "--zeros") == 0) {
            zeros = true;
        } else {
            dump(extractor, &c, argv[i], numbers, zeros);
        }
    }
    free(c.lines);
    jb_arena_free(c.arena);
    jb_extractor_free(extractor);
    jb_catalogue_free(catalogue);
    return 0;
}
