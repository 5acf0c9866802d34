/* layout_help.h - documents made by hand, pages as readable text, and what must hold of any pages.
 */
#ifndef JIANBAO_LAYOUT_HELP_H
#define JIANBAO_LAYOUT_HELP_H

#include <jianbao/layout.h>

typedef struct made {
    jb_arena *arena;
    jb_doc doc;
    jb_block *blocks;
    size_t count, cap;
} made;

/* An A4 page as GB/T 9704-2012 wants it: type area 156 x 225 mm, 22 lines, numbers at the foot. */
void made_open(made *m);
void made_close(made *m);
const jb_doc *made_doc(made *m);

jb_text words(made *m, const char *text);
/* Pieces; a text that begins with '^' is a raised call of the note of that number. */
jb_text words_of(made *m, const char *const *parts);
jb_style body_style(void);

jb_block *add_text(made *m, jb_block_kind kind, const char *text);
jb_block *add_heading(made *m, unsigned level, const char *text);
jb_block *add_space(made *m, jb_len height);
jb_block *add_break(made *m);
jb_block *add_block(made *m, jb_block_kind kind);
/* The page that shows these words, from 1; 0 when none does. */
size_t page_with(made *m, const jb_pages *pages, const char *text);
/* The first mark of text on the page, from 0, that begins with these words. */
const jb_mark *mark_with(const jb_pages *pages, size_t page, const char *text);
jb_block *add_list(made *m, size_t count, const char *const *labels, const char *const *texts,
                   bool notes);

/* A table whose cells can still be written; the block points to the same. */
typedef struct made_table {
    jb_table_block *src;
    jb_table_column *columns;
    jb_table_cell *head, *body;
    jb_list_item *notes;
} made_table;
made_table add_table(made *m, size_t cols, size_t head_rows, size_t body_rows);
void set_cell(made *m, jb_table_cell *cell, const char *text);
/* A figure: the axis stands at its point or end. */
void set_figure(made *m, jb_table_cell *cell, const char *text);
void span_cell(jb_table_cell *cells, size_t cols, size_t row, size_t col, unsigned rowspan,
               unsigned colspan);
void set_notes(made *m, made_table *t, size_t count, const char *const *texts);

/* "1 P x,y text" a line and mark; lengths in points with one decimal. */
char *dump_pages(made *m, const jb_pages *pages);
char *page_text(made *m, const jb_pages *pages, size_t page, bool artifacts);
/* Everything that must hold of any document; fails the running test otherwise. */
void check_pages(const made *m, const jb_pages *pages);
/* The marks of an element, in order. */
size_t marks_of_tag(const jb_pages *pages, uint32_t tag, const jb_mark **out, size_t most);
size_t count_tags(const jb_pages *pages, jb_tag_kind kind);

#endif
