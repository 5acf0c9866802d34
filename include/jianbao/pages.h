/* jianbao/pages.h - finished pages: a flat list of marks and the tree of what they mean. Types
 * only.
 *
 * What layout makes and painters draw. A chart, a table, a footnote is finished here: there are
 * only texts, rules, rectangles, paths, links and anchors. The origin is the top left corner of
 * the page, y grows downwards, lengths are 1/1000 point.
 */
#ifndef JIANBAO_PAGES_H
#define JIANBAO_PAGES_H

#include <jianbao/typeset.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Structure elements, after ISO 32000-1 14.8.4. Element 0 is the Document. */
typedef enum jb_tag_kind {
    JB_TAG_DOCUMENT,
    JB_TAG_TITLE, /* the document's title; PDF 1.7 has no Title: painted as H1 */
    JB_TAG_H1,
    JB_TAG_H2,
    JB_TAG_H3,
    JB_TAG_H4,
    JB_TAG_H5,
    JB_TAG_H6,
    JB_TAG_P,
    JB_TAG_LIST,
    JB_TAG_LI,
    JB_TAG_LBL,
    JB_TAG_LBODY,
    JB_TAG_TABLE,
    JB_TAG_CAPTION,
    JB_TAG_THEAD,
    JB_TAG_TBODY,
    JB_TAG_TR,
    JB_TAG_TH,
    JB_TAG_TD,
    JB_TAG_NOTE,
    JB_TAG_SPAN,
    JB_TAG_LINK,
    JB_TAG_FIGURE,    /* a chart or drawing; `alt` says in words what it shows and is required */
    JB_TAG_TOC,       /* contents; holds TOCI and captions only */
    JB_TAG_TOCI,      /* one entry; holds LBL, REFERENCE, P and a nested TOC, no marks of its own */
    JB_TAG_REFERENCE, /* text that points elsewhere: an entry of the contents, "see table 3" */
    JB_TAG_KINDS
} jb_tag_kind;

typedef struct jb_tag {
    jb_tag_kind kind;
    uint32_t parent;           /* index; smaller than its own. Siblings follow in reading order. */
    uint16_t colspan, rowspan; /* 0 = 1 */
    bool row_header;           /* TH: scope row, else column */
    const char *alt;           /* summary or alternative text, NULL for none */
    const char *lang;          /* where it differs from the document's, NULL */
    uint32_t id;               /* TH, NOTE: a number other elements may point to, 0 = none */
} jb_tag;

#define JB_TAG_ARTIFACT UINT32_MAX /* furniture, rules, repeated heads: no meaning of its own */

typedef enum jb_mark_kind {
    JB_MARK_TEXT,
    JB_MARK_RECT,
    JB_MARK_LINK,
    JB_MARK_ANCHOR,
    JB_MARK_PATH
} jb_mark_kind;

typedef struct jb_point {
    jb_len x, y;
} jb_point;

/* Patterns of thin lines and dots over the fill, so that grey print tells areas apart. They are
 * drawn in the mark's colour and are in step over the whole page. */
typedef enum jb_hatch { JB_HATCH_NONE, JB_HATCH_DIAGONAL, JB_HATCH_DOTS, JB_HATCHES } jb_hatch;

/* A line through points, or the area it closes. Corners are round. At least a stroke, a fill or a
 * hatch; the last two need `closed`. */
typedef struct jb_path {
    const jb_point *points; /* on the page, like a mark's x and y */
    uint32_t count;         /* at least 2, closed at least 3 */
    bool closed;            /* the last point joins the first */
    jb_len stroke;          /* width of the line, 0 for none; its colour is the mark's */
    bool dashed;
    bool dotted; /* rather than dashed: for lines under type */
    bool filled; /* with `fill`, even-odd */
    uint32_t fill;
    jb_hatch hatch;
} jb_path;

/* A mark on a page. Marks of one page stand in painting order, which is reading order too. */
typedef struct jb_mark {
    jb_mark_kind kind;
    uint32_t tag;   /* element it belongs to, or JB_TAG_ARTIFACT */
    uint32_t block; /* index into jb_pages.paths */
    /* link and anchor */
    uint32_t target; /* anchor: its number; link: the anchor's number, 0 when it leads out */
    /* Id of the figure it shows, 0. Of an anchor: whose receipt stands there; of a link: to whose
     * receipt it leads. */
    int64_t fact;
    jb_len x, y;          /* text: start of the baseline; else the top left corner */
    jb_len width, height; /* text: advance and type size */
    uint32_t color;
    /* text */
    jb_font font;
    bool soft_end; /* the text goes on in the next line of the same paragraph */
    jb_len size;
    uint32_t count;
    const uint32_t *code_points;
    const uint32_t *glyphs;
    const jb_len *adv;
    union {
        const jb_path *path; /* path: x, y, width, height is the box of its points */
        const char *uri;     /* link with target 0: where it leads, printable ASCII */
    };
} jb_mark;

typedef struct jb_page {
    jb_len width, height;
    const jb_mark *marks;
    size_t mark_count;
    const char *label; /* page label, "1" */
    bool overfull;     /* something did not fit and is said in the diagnostics */
    const char *ended; /* why the page ended here, English, for --explain; "" for the last */
    uint32_t ended_by; /* index into jb_pages.paths: the block that had no room, or not all */
    bool goes_on;      /* a part of it stands here already */
} jb_page;

typedef struct jb_bookmark {
    const char *title;
    unsigned level; /* 1 = top */
    uint32_t page;  /* 0-based */
    jb_len y;
} jb_bookmark;

/* What went in and what came out of each table: rows lost are an error, never a short table. */
typedef struct jb_table_count {
    const char *path;
    size_t rows_in, rows_out;
    size_t cells_in, cells_out;
    size_t pages;
    size_t parts;  /* groups of columns it was printed in, 1 when it fits the page */
    size_t splits; /* rows that were higher than a page, or what was left of one */
    bool turned;   /* it stands on turned pages */
} jb_table_count;

/* What an attached file is to the document, after ISO 19005-3. */
typedef enum jb_relation {
    JB_RELATION_DATA,   /* the figures that tables and charts show */
    JB_RELATION_SOURCE, /* what the document was made from */
    JB_RELATION_SUPPLEMENT,
    JB_RELATION_UNSPECIFIED,
    JB_RELATIONS
} jb_relation;

/* A file within the file. */
typedef struct jb_attachment {
    const char *name;        /* "figures.csv": no folder; each name once */
    const char *mime;        /* "text/csv" */
    const char *description; /* NULL for none */
    const void *bytes;       /* NULL once it is packed */
    size_t len;
    jb_relation relation;
    void *packed; /* jb_packer_end's, not owned; NULL before */
    size_t packed_len;
    char sha256[JB_SHA256_TEXT]; /* of the bytes, "" before it is packed */
} jb_attachment;

typedef struct jb_pages {
    jb_arena *arena;
    const char *title, *author, *subject, *lang_tag;
    const jb_page *pages;
    size_t count;
    const jb_tag *tags;
    size_t tag_count;
    const jb_bookmark *bookmarks;
    size_t bookmark_count;
    const char *const *paths; /* JSON paths of the blocks */
    size_t path_count;
    const jb_table_count *tables;
    size_t table_count;
    const jb_attachment *attachments;
    size_t attachment_count;
} jb_pages;

#ifdef __cplusplus
}
#endif

#endif
