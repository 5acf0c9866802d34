/* jianbao/report.h - a report as it was published: bytes to a frozen text with places.
 *
 * Reads plain text, HTML, .docx and (through the program pdftotext) PDF in the encodings that
 * bureaus use. Decides what the text is, where its lines, headings, tables and prescribed blocks
 * are. Knows nothing of indicators.
 *
 * The decoded text is frozen: it is what every offset counts in, in code points from 0, end
 * exclusive, and its SHA-256 (of its UTF-8) names it. For plain text it is the file decoded as it
 * is (without a byte order mark), nothing normalised; for other kinds it is the text taken out of
 * the file by this program, which is kept so that offsets stay true.
 */
#ifndef JIANBAO_REPORT_H
#define JIANBAO_REPORT_H

#include <jianbao/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum jb_original_kind {
    JB_ORIGINAL_TEXT,
    JB_ORIGINAL_HTML,
    JB_ORIGINAL_DOCX,
    JB_ORIGINAL_PDF,
    JB_ORIGINAL_KINDS
} jb_original_kind;

/* The five blocks that annual rule-of-law reports have by rule; figures in a plan are no results.
 */
typedef enum jb_section {
    JB_SECTION_RESULTS,
    JB_SECTION_SHORTCOMINGS,
    JB_SECTION_DUTIES, /* the principal's duties as first person responsible */
    JB_SECTION_PLAN,   /* next year */
    JB_SECTION_OTHER,
    JB_SECTION_FURNITURE, /* navigation, share links, footers of a web page */
    JB_SECTIONS
} jb_section;

typedef struct jb_span {
    size_t start, end; /* code points */
} jb_span;

/* A line of the text without its line end. Lines are numbered from 1 by their order. A figure or
 * sentence may run over a line end inside a paragraph: `joins` tells that the next line goes on. */
typedef struct jb_text_line {
    jb_span span;
    jb_section section;
    unsigned level; /* 0: body; headings 1: 一、 2: （一） 3: 1. 4: （1）; 9: the title */
    bool joins;     /* broken by a converter, not by the author */
    bool in_table;
    bool typed; /* columns set with blanks, bars or tabs: a row of a table typed as text */
} jb_text_line;

/* A table cell; its text is the span. Merged cells stand once, with their spans. */
typedef struct jb_text_cell {
    jb_span span;
    unsigned row, column, rowspan, colspan;
    bool header;
} jb_text_cell;

typedef struct jb_text_table {
    const jb_text_cell *cells; /* row by row */
    size_t count;
    unsigned rows, columns;
    jb_span span;
} jb_text_table;

typedef struct jb_original {
    jb_arena *arena;
    const char *source; /* path as given */
    jb_original_kind kind;
    const char *encoding;   /* "UTF-8", "GB18030", "Big5", "UTF-16LE"... */
    const char *text;       /* frozen, UTF-8 */
    size_t len;             /* bytes */
    size_t count;           /* code points */
    const uint32_t *points; /* count of them: the frozen text */
    /* The same text made plain for reading, one for one so that places agree: full-width ASCII and
     * digits to ASCII, Chinese punctuation kept, traditional to simplified characters, every kind
     * of blank to U+0020, line ends to \n. */
    const uint32_t *plain;
    const size_t *bytes; /* count + 1: byte offset of each code point in `text` */
    char sha256[JB_SHA256_TEXT];
    const jb_text_line *lines;
    size_t line_count;
    const jb_text_table *tables;
    size_t table_count;
} jb_original;

typedef struct jb_original_options {
    const char *encoding; /* said by the user, NULL = declared or detected */
    const char *kind;     /* "text", "html", "docx", "pdf"; NULL = by content */
    size_t limit;         /* bytes read at most; 0 = 64 MiB */
} jb_original_options;

/* Faults: no such file, empty, too large, binary, bytes that are not the encoding (line and
 * column), text cut inside a character, mixed encodings, a zip bomb, nesting too deep, a PDF
 * without text (a scan) or no pdftotext installed. Characters are never replaced in silence. */
jb_status jb_original_read(const char *path, const jb_original_options *options, jb_original **out,
                           jb_error *err) JB_MUST_USE;
/* The same from memory; `source` names it. */
jb_status jb_original_parse(const char *source, const void *bytes, size_t len,
                            const jb_original_options *options, jb_original **out,
                            jb_error *err) JB_MUST_USE;
void jb_original_free(jb_original *original); /* NULL is fine */

/* The line (index) that holds a code point. */
size_t jb_original_line(const jb_original *original, size_t point);
/* The text of a span, in the arena. */
const char *jb_original_slice(jb_arena *arena, const jb_original *original, jb_span span);
/* The sentence around a span: up to 。！？；\n on either side, line joins respected. */
jb_span jb_original_sentence(const jb_original *original, jb_span span);

#ifdef __cplusplus
}
#endif

#endif
