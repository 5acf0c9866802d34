/* Whose a report is, where its title or a line of its own bears the exact name of an agency that
 * the store holds: offices may be named there that no table of divisions has. */
#include "reports.h"

#include <stdlib.h>
#include <string.h>

typedef struct named_agency {
    const char *code, *name;
} named_agency;

typedef struct search {
    jb_arena *arena;
    const char *title;  /* without blanks */
    const char **lines; /* so are these; with them the title is not looked at */
    size_t line_count, line_cap;
    named_agency *items;
    size_t count, cap;
} search;

static const char *without_blanks(jb_arena *arena, const char *text)
{
    size_t len = strlen(text);
    char *out = jb_arena_alloc(arena, len + 1);
    char *to = out;
    for (size_t i = 0; i < len;) {
        size_t from = i;
        uint32_t c = jb_utf8_next(text, len, &i);
        if (c > ' ' && c != 0xA0 && c != 0x3000) {
            memcpy(to, text + from, i - from);
            to += i - from;
        }
    }
    *to = '\0';
    return out;
}

/* 大石县人社局 does not bear the name of 石县人社局; 2024年度石县人社局 and 关于石县人社局 do. */
static bool may_begin(const char *text, const char *at)
{
    uint32_t c = ' ';
    for (size_t i = 0; text + i < at;) {
        c = jb_utf8_next(text, strlen(text), &i);
    }
    bool han = c >= 0x3400 && c <= 0x9FFF;
    return !han || c == U'年' || c == U'度' || c == U'于';
}

static bool title_bears(const char *title, const char *name)
{
    for (const char *at = strstr(title, name); at != NULL; at = strstr(at + 1, name)) {
        if (may_begin(title, at)) {
            return true;
        }
    }
    return false;
}

/* Those that are short enough to be a name alone. */
static void lines_take(search *s, const jb_original *original)
{
    enum { NAME_MAX = 60 };
    for (size_t i = 0; i < original->line_count; i++) {
        const jb_span span = original->lines[i].span;
        if (span.end > span.start && span.end - span.start <= NAME_MAX) {
            const char *line = jb_original_slice(s->arena, original, span);
            JB_PUSH(s->lines, s->line_count, s->line_cap, without_blanks(s->arena, line));
        }
    }
}

static bool line_bears(const search *s, const char *name)
{
    for (size_t i = 0; i < s->line_count; i++) {
        if (strcmp(s->lines[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static jb_status agency_look(const jb_agency *agency, void *context, jb_error *err)
{
    search *s = context;
    (void)err;
    bool borne =
        s->line_count > 0 ? line_bears(s, agency->name) : title_bears(s->title, agency->name);
    if (borne && *agency->name != '\0') {
        named_agency found = {jb_arena_strdup(s->arena, agency->code),
                              jb_arena_strdup(s->arena, agency->name)};
        JB_PUSH(s->items, s->count, s->cap, found);
    }
    return JB_OK;
}

/* The agency that all names are of, those aside that are only the beginning of another; NULL when
 * there is none, or several. */
static const char *only_code(const search *s)
{
    const char *code = NULL;
    for (size_t i = 0; i < s->count; i++) {
        bool part = false;
        for (size_t k = 0; k < s->count && !part; k++) {
            part = strcmp(s->items[i].name, s->items[k].name) != 0 &&
                   strstr(s->items[k].name, s->items[i].name) != NULL;
        }
        if (!part && code != NULL && strcmp(code, s->items[i].code) != 0) {
            return NULL;
        }
        code = part ? code : s->items[i].code;
    }
    return code;
}

jb_status report_agency(jb_store *store, const jb_original *original,
                        const jb_extraction *extraction, const char **code, jb_error *err)
{
    const jb_identity *identity = &extraction->identity;
    bool sure = *identity->agency != '\0' && (strcmp(identity->agency_by.how, "title") == 0 ||
                                              strcmp(identity->agency_by.how, "signature") == 0);
    search s = {.arena = extraction->arena};
    jb_filter all = {0};
    *code = NULL;
    if (sure) {
        return JB_OK;
    }
    s.title = without_blanks(s.arena, identity->title);
    jb_status st = jb_store_agencies(store, &all, agency_look, &s, err);
    if (st == JB_OK && s.count == 0 && *identity->agency_code == '\0') {
        lines_take(&s, original);
        st = s.line_count > 0 ? jb_store_agencies(store, &all, agency_look, &s, err) : JB_OK;
    }
    *code = only_code(&s);
    free(s.items);
    free(s.lines);
    return st;
}
