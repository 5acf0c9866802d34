/* sample.h - page lists made by hand for the painters' tests: a builder and a small report. */
#ifndef JB_TEST_PAINT_SAMPLE_H
#define JB_TEST_PAINT_SAMPLE_H

#include <jianbao/paint.h>

/* Fixed room; a test that needs more is too large. */
enum { SAMPLE_MARKS = 400, SAMPLE_TAGS = 100, SAMPLE_PAGES = 4, SAMPLE_BOOKMARKS = 8 };

typedef struct sample {
    jb_fontset *fonts;
    jb_arena *arena;
    jb_pages pages;
    jb_page page[SAMPLE_PAGES];
    jb_mark marks[SAMPLE_PAGES][SAMPLE_MARKS];
    jb_tag tags[SAMPLE_TAGS];
    jb_bookmark bookmarks[SAMPLE_BOOKMARKS];
    jb_attachment attachments[2];
} sample;

void sample_open(sample *s, const char *fonts, const char *own_fonts);
void sample_close(sample *s);
/* The page is A4; the first call makes page 0. */
void sample_page(sample *s, const char *label);
uint32_t sample_tag(sample *s, jb_tag_kind kind, uint32_t parent);
/* Text on the last page, split where the font changes; returns where it ends. */
jb_len sample_text(sample *s, uint32_t tag, jb_role role, jb_len size, jb_len x, jb_len y,
                   const char *text);
jb_mark *sample_mark(sample *s, jb_mark_kind kind, uint32_t tag);
jb_mark *sample_box(sample *s, jb_mark_kind kind, uint32_t tag, jb_len x, jb_len y, jb_len width,
                    jb_len height);
/* A path; its box is made from its points. Copies what `path` points to. */
jb_mark *sample_path(sample *s, uint32_t tag, const jb_path *path);

/* A report of two pages with everything a report has. */
void sample_report(sample *s);
/* Contents with a link, a figure drawn with every kind of path, two attached files. */
void sample_chart(sample *s);
/* One line in which a glyph stands for several code points: 一⼀二⼆一㆒. */
void sample_shared(sample *s, jb_role role);
/* Two lines that need `own_fonts`, which sample_fonts fills: characters beyond U+FFFF, and a CFF
 * font whose CIDs are not its glyph numbers. */
void sample_rare(sample *s);
void sample_fonts(const char *dir);

#endif
