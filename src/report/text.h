/* text.h - what the files of this room hand to each other on the way from bytes to a report. */
#ifndef JIANBAO_REPORT_TEXT_H
#define JIANBAO_REPORT_TEXT_H

#include <jianbao/report.h>

#include <uchar.h>

#define LIMIT_BYTES ((size_t)64 * 1024 * 1024)
#define LIMIT_LINES ((size_t)1000000)

/* A table while it is collected: its cells stand one after the other in draft.cells. */
typedef struct draft_table {
    size_t first, count;
    unsigned rows, columns;
    jb_span span;
} draft_table;

/* Text taken out of a file, in UTF-8, and the tables in it; places count code points. */
typedef struct draft {
    jb_str text;
    size_t points;
    size_t fixed; /* bytes in front of the end of the last table, which blanks are not taken from */
    jb_text_cell *cells;
    size_t cell_count, cell_cap;
    draft_table *tables;
    size_t table_count, table_cap;
} draft;

void draft_free(draft *d);
void draft_add(draft *d, const char *text, size_t len);
void draft_put(draft *d, uint32_t c);

/* What was asked for, and where faults are told. */
typedef struct input {
    const char *source;
    const char *bytes;
    size_t len;
    const char *encoding; /* said by the user, or NULL */
    jb_arena *scratch;
    jb_error *err;
    jb_loc loc; /* the file as a whole */
} input;

/* A fault of the file: both formats, then their arguments. */
#define INPUT_FAIL(in, ...) jb_fail((in)->err, JB_ERR_INPUT, &(in)->loc, __VA_ARGS__)

/* decode.c: bytes to UTF-8 without a byte order mark. *text is borrowed from the input or is in
 * scratch. */
jb_status text_decode(const input *in, const char **text, size_t *len, const char **encoding);

/* A letter of ASCII as a small one. */
char ascii_small(char c);
/* The character at *pos, which moves behind it; negative when the bytes are not UTF-8. */
int32_t utf8_step(const char *bytes, size_t len, size_t *pos);

/* detect.c: the name of the encoding; NULL when it cannot be told. */
const char *encoding_detect(const char *bytes, size_t len);
/* What the first bytes of a page of markup declare, in our names; NULL when nothing is declared. */
const char *encoding_declared(const char *bytes, size_t len);
/* Our name of an encoding ("GB2312", "gbk" -> "GB18030"); NULL when we do not read it. */
const char *encoding_named(const char *name, size_t len);
/* Where at least four characters of UTF-8 stand in a row that make Chinese text; len if nowhere. */
size_t utf8_island(const char *bytes, size_t len);

/* kind.c: what the bytes are; a fault when they are nothing that can be read. */
jb_status kind_of_bytes(const input *in, jb_original_kind *kind);
bool kind_is_markup(const char *text, size_t len);

jb_status html_read(const input *in, const char *text, size_t len, draft *out);
jb_status docx_read(const input *in, draft *out);
jb_status pdf_read(const input *in, draft *out);

/* plain.c: one for one. */
void plain_make(const uint32_t *points, size_t count, uint32_t *plain);
bool plain_is_line_end(uint32_t c);

/* lines.c: lines with their places, then `joins`. */
jb_status lines_find(const input *in, jb_original *original, jb_text_line **lines);
void lines_join(const jb_original *original, jb_text_line *lines);
/* sections.c: levels and sections. */
void sections_mark(const jb_original *original, jb_text_line *lines);

/* A line without the blanks around it, in plain text. */
typedef struct view {
    const uint32_t *at;
    size_t len;
    size_t indent; /* blanks before it, a full-width one counts two */
} view;

view line_view(const jb_original *original, const jb_text_line *line);
/* Whether one of the `|`-separated texts stands at the beginning, at the end or anywhere. */
bool view_starts(view v, const char32_t *texts);
bool view_ends(view v, const char32_t *texts);
bool view_holds(view v, const char32_t *texts);
/* Where the first of them begins, SIZE_MAX when none occurs. */
size_t view_find(view v, const char32_t *texts);
/* The same of texts that are looked for again and again: they are taken apart the first time. */
enum { VIEW_WORDS = 64 };
typedef struct view_words {
    const char32_t *texts;
    size_t count;
    uint64_t firsts;
    const char32_t *starts[VIEW_WORDS];
} view_words;
size_t view_find_words(view v, view_words *words);
bool view_starts_words(view v, view_words *words);
view view_skip(view v, size_t points);

/* heading.c: the rank of the heading that the line begins with (1 第一部分, 2 一、 3 （一） 4 1.
 * 5 （1）), 0 for none; *text becomes what stands behind the number. */
unsigned heading_rank(view line, view *text);
/* What a heading says its part is about; JB_SECTIONS when it does not say. */
jb_section heading_section(view text);
/* The same for a heading inside a part: only words that leave no doubt. */
jb_section heading_section_strict(view text);
/* The heading itself where text goes on behind it in the same line. */
view heading_phrase(view text);
bool is_sentence_end(uint32_t c);

/* furniture.c: navigation, share links, footers. */
bool is_furniture(view line);
/* A line that only the end of a page has: all that follows is furniture. */
bool is_page_end(view line);
/* Date, source, font size: what stands between the title and the text. */
bool is_source_line(view line);
/* A signing date alone in a line. */
bool is_date_line(view line);
unsigned title_score(view line);

#endif
