/* A table on the terminal. */
#include "cli.h"

#include <string.h>

typedef struct row {
    const char **cells;
    bool rule;
} row;

struct term_table {
    jb_arena *arena;
    size_t columns;
    bool *right;
    row *rows;
    size_t count, cap, filled;
};

term_table *term_table_new(jb_arena *arena, size_t columns)
{
    term_table *t = jb_arena_alloc(arena, sizeof *t);
    t->arena = arena;
    t->columns = columns;
    t->right = jb_arena_array(arena, columns, sizeof *t->right);
    return t;
}

void term_table_right(term_table *t, size_t column)
{
    t->right[column] = true;
}

static void row_add(term_table *t)
{
    t->rows = jb_arena_grow(t->arena, t->rows, &t->cap, t->count + 1, sizeof *t->rows);
    t->rows[t->count].cells = jb_arena_array(t->arena, t->columns, sizeof(char *));
    t->rows[t->count++].rule = false;
    t->filled = 0;
}

void term_table_cell(term_table *t, const char *text)
{
    if (t->count == 0 || t->filled == t->columns) {
        row_add(t);
    }
    t->rows[t->count - 1].cells[t->filled++] = jb_arena_strdup(t->arena, text);
}

void term_table_rule(term_table *t)
{
    if (t->count > 0) {
        t->rows[t->count - 1].rule = true;
    }
}

/* The n-th line of a cell, "" beyond its end. */
static const char *cell_line(jb_arena *arena, const char *text, size_t n, bool *more)
{
    if (text == NULL) {
        return "";
    }
    for (; n > 0 && text != NULL; n--) {
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    if (text == NULL) {
        return "";
    }
    size_t len = strcspn(text, "\n");
    *more = *more || text[len] == '\n';
    return jb_arena_strndup(arena, text, len);
}

static void widths_find(const term_table *t, unsigned *widths)
{
    for (size_t r = 0; r < t->count; r++) {
        for (size_t i = 0; i < t->columns; i++) {
            bool more = true;
            for (size_t n = 0; more; n++) {
                more = false;
                const char *line = cell_line(t->arena, t->rows[r].cells[i], n, &more);
                unsigned columns = jb_utf8_columns(line);
                widths[i] = columns > widths[i] ? columns : widths[i];
            }
        }
    }
}

static void pad(FILE *to, unsigned count)
{
    for (; count > 0; count--) {
        fputc(' ', to);
    }
}

static bool line_print(const term_table *t, const row *from, size_t n, const unsigned *widths,
                       FILE *to)
{
    bool more = false;
    for (size_t i = 0; i < t->columns; i++) {
        const char *line = cell_line(t->arena, from->cells[i], n, &more);
        unsigned space = widths[i] - jb_utf8_columns(line);
        bool last = i + 1 == t->columns;
        if (i > 0) {
            fputs("  ", to);
        }
        pad(to, t->right[i] ? space : 0);
        fputs(line, to);
        pad(to, t->right[i] || last ? 0 : space);
    }
    fputc('\n', to);
    return more;
}

void term_table_print(const term_table *t, FILE *to)
{
    unsigned *widths = jb_arena_array(t->arena, t->columns, sizeof *widths);
    widths_find(t, widths);
    for (size_t r = 0; r < t->count; r++) {
        size_t n = 0;
        while (line_print(t, &t->rows[r], n, widths, to)) {
            n++;
        }
        for (size_t i = 0; t->rows[r].rule && i < t->columns; i++) {
            for (unsigned k = 0; k < widths[i] + (i > 0 ? 2 : 0); k++) {
                fputc('-', to);
            }
        }
        if (t->rows[r].rule) {
            fputc('\n', to);
        }
    }
}
