/* jianbao/doc.h - the checked document model: what brief builds and layout places. Types only.
 *
 * All strings are UTF-8, owned by the document's arena. Lengths are in 1/1000 point.
 */
#ifndef JIANBAO_DOC_H
#define JIANBAO_DOC_H

#include <jianbao/typeset.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_style {
    jb_role role;
    jb_len size;
    jb_len pitch; /* from baseline to baseline */
    jb_align align;
    jb_len first_indent;
    jb_len rest_indent;
    jb_len before, after;
    uint32_t color;
    jb_len rule;     /* of a rule, or the rule under a running head: how thick it is */
    bool keep_next;  /* never last on a page */
    bool keep_lines; /* rather not broken over pages */
    bool loose;      /* the looser rule for what may begin a line, see jb_para_spec */
    bool grid;       /* Han characters on a fixed advance, see jb_page_spec.char_pitch */
} jb_style;

/* What differs from page to page. */
typedef enum jb_field {
    JB_FIELD_NONE,
    JB_FIELD_SECTION, /* the first heading of level 1 on the page, else the last before it */
    JB_FIELD_PAGE
} jb_field;

/* What speaks for a figure. What is not beyond doubt is underlined: quietly, and told apart in grey
 * print. */
typedef enum jb_support {
    JB_SUPPORT_FULL,      /* a sentence is on record and a person has approved or corrected it */
    JB_SUPPORT_UNCHECKED, /* a program read it, nobody has checked it: dots */
    JB_SUPPORT_NONE       /* no sentence or place is on record: a line */
} jb_support;

/* A stretch of text. `superscript` is for note marks. `fact` is the id of the figure it shows, 0
 * for words. `bold` sets it in the title role. */
typedef struct jb_inline {
    const char *text;
    int64_t fact;
    bool superscript;
    bool bold;
    /* In the cell of a table: the receipt of that fact. All its figures in the document lead here.
     */
    bool receipt;
    /* Likewise: leads back to the first table that shows the fact, else to its first place, and
     * says where that is ("表2", "第3页"); `text` is said when it stands nowhere else. */
    bool back;
    jb_support support; /* underlines the text */
    uint32_t
        note; /* a mark: 1-based number of the note it calls in the same table or document, 0 */
    uint32_t footnote; /* a mark: 1-based number of the footnote it calls, 0. Each is called once */
    uint32_t see;      /* a cross-reference: the `id` of the block it leads to, 0 */
    const char *uri;   /* a link out of the file, NULL */
    jb_field field;    /* in a running head: what stands here on each page; `text` is unused */
} jb_inline;

typedef struct jb_text {
    const jb_inline *items;
    size_t count;
} jb_text;

typedef enum jb_block_kind {
    JB_BLOCK_HEADING,
    JB_BLOCK_PARAGRAPH,
    JB_BLOCK_LIST,
    JB_BLOCK_TABLE,
    JB_BLOCK_CHART,
    JB_BLOCK_SPACE,
    JB_BLOCK_PAGE_BREAK,
    JB_BLOCK_RULE,      /* a line over the measure, `height` thick, in the style's colour */
    JB_BLOCK_PAIR,      /* `text` on the left and `right` on the right, in by the first indent */
    JB_BLOCK_SIGNATURE, /* `text` signs, `right` is the date under it: GB/T 9704-2012, 7.3.5 */
    JB_BLOCK_CONTENTS,  /* the headings that follow, or stand before, with their pages */
    JB_BLOCK_IMPRINT    /* stands at the foot of its page: GB/T 9704-2012, 7.4. The last block */
} jb_block_kind;

typedef struct jb_list_item {
    jb_text label; /* "1.", "〔1〕"; hangs in the indent */
    jb_text text;
    uint32_t note; /* the number of the note this item is, 0 when the list is no list of notes */
} jb_list_item;

typedef struct jb_table_column {
    jb_align align;    /* of body cells; DECIMAL aligns on the axis */
    jb_len fixed;      /* a fixed width, or 0 */
    unsigned fraction; /* a share of the width in 1/1000, or 0 */
    bool tolerant;     /* one freak cell may wrap rather than widen the column */
    jb_len bar;        /* of the longest bar beside the figures; 0: no bars */
} jb_table_column;

/* A bar beside a figure: hatched when the figure is approximate, hollow when it is no more than a
 * bound or cannot be compared. */
typedef enum jb_bar { JB_BAR_SOLID, JB_BAR_HATCHED, JB_BAR_HOLLOW } jb_bar;

typedef struct jb_table_cell {
    jb_text text;
    jb_text marks; /* note marks: hang to the right, outside the alignment */
    bool has_axis;
    size_t axis;      /* code points of `text` before the decimal axis */
    unsigned colspan; /* 0 and 1 both mean one */
    unsigned rowspan;
    bool header;   /* a row header (first column) */
    bool covered;  /* lies under a span; holds nothing */
    bool centered; /* an absence in a numeric column stands in the middle */
    unsigned bar;  /* thousandths of the column's longest bar, 0: none */
    jb_bar bar_kind;
} jb_table_cell;

typedef enum jb_rules { JB_RULES_THREE_LINE, JB_RULES_OPEN_GRID, JB_RULES_NONE } jb_rules;

/* GROUP: a label over the rows that follow, never alone at the foot of a page. Totals are bold
 * under a rule, and never alone at its head. */
typedef enum jb_row_kind { JB_ROW_PLAIN, JB_ROW_GROUP, JB_ROW_SUBTOTAL, JB_ROW_TOTAL } jb_row_kind;

/* How a table stands. AUTO: on an upright page when it fits there, else on a turned one when that
 * holds more of it. */
typedef enum jb_orient { JB_ORIENT_AUTO, JB_ORIENT_PORTRAIT, JB_ORIENT_LANDSCAPE } jb_orient;

typedef struct jb_table_block {
    jb_text number; /* "表1" */
    jb_text title;
    jb_text unit;          /* "单位：件", right above the table; empty for none */
    const char *continued; /* template of the title on later pages: "续{number}　{title}" */
    /* What a title says besides when the columns do not fit on the page and the table is printed in
     * parts: "（第{part}/{parts}部分）", which is used when it is NULL. */
    const char *part;
    size_t key_columns; /* leading ones, said again in each part; 0: those of row headers */
    jb_orient orient;
    const jb_table_column *columns;
    size_t column_count;
    const jb_table_cell *head; /* head_rows * column_count */
    size_t head_rows;
    const jb_table_cell *body; /* body_rows * column_count */
    size_t body_rows;
    const jb_row_kind *row_kinds; /* of the body's rows; NULL: all plain */
    const char *again; /* said behind a group's label when its rows go on: "（续）", which
                          is used when it is NULL */
    bool zebra;        /* every other row on grey */
    jb_rules rules;
    jb_style title_style, unit_style, head_style, cell_style, note_style;
    jb_style group_style, total_style; /* of size 0: the cells' in bold */
    jb_len pad_x, pad_y;               /* cell padding */
    jb_text notes_lead;                /* "注：" before the first note */
    const jb_list_item *notes;
    size_t note_count;
    jb_text legend;      /* a line under the notes */
    jb_text source;      /* "资料来源：…" */
    const char *summary; /* what the table shows, for a reader who cannot see it */
} jb_table_block;

/* ---- charts ------------------------------------------------------------------------------ */

typedef enum jb_chart_kind {
    JB_CHART_BARS,    /* a horizontal bar for each category; several series: one under the other */
    JB_CHART_STACKED, /* the series of a category one behind the other in one bar */
    JB_CHART_DOTS,    /* a mark for each series on the category's line */
    JB_CHART_LINES    /* categories from left to right (years), a line for each series */
} jb_chart_kind;

/* What may not be compared must not look as if it could. */
typedef enum jb_look {
    JB_LOOK_SOLID,
    JB_LOOK_HATCHED, /* approximate */
    JB_LOOK_HOLLOW   /* not comparable with the others */
} jb_look;

typedef struct jb_chart_point {
    bool present;  /* false: `label` says why there is none; nothing is drawn, lines have a gap */
    jb_dec value;  /* not negative */
    jb_text label; /* the figure as it is printed, with its note marks */
    jb_look look;
    int bound;  /* 1: the value or more, -1: at most; drawn as an open end */
    bool apart; /* of a line: none leads here from the point before, for the two do not compare */
} jb_chart_point;

/* One drawing. Charts of several panels (small multiples) share the scale. */
typedef struct jb_chart_panel {
    jb_text title;                /* empty for a chart of one panel */
    const jb_chart_point *points; /* category by category, its series side by side */
} jb_chart_panel;

typedef struct jb_chart_block {
    jb_chart_kind kind;
    jb_text number; /* "图1" */
    jb_text title;  /* under the drawing, as Chinese offices have it */
    jb_text unit;   /* "单位：件", above the drawing on the right; empty for none */
    const jb_text *categories;
    size_t category_count;
    const jb_text *series; /* names; one series may be without */
    size_t series_count;
    const jb_chart_panel *panels;
    size_t panel_count;
    size_t panel_columns;  /* panels beside one another; 0 = 1 */
    int power;             /* the axis shows values divided by 10^power (万元: 4) */
    const char *continued; /* template of the title on later pages: "续{number}　{title}" */
    jb_style title_style, unit_style, label_style, note_style;
    jb_len panel_height;  /* of line charts, 0 = a third of the measure */
    const jb_text *looks; /* legend of hatched and hollow, by jb_look; NULL = none are used */
    jb_text notes_lead;
    const jb_list_item *notes;
    size_t note_count;
    jb_text source;
    const char *alt; /* what the chart shows, in words with its figures; required */
} jb_chart_block;

#define JB_CONTENTS_LEVELS 3

typedef struct jb_block {
    jb_block_kind kind;
    const char *path; /* JSON path in the layout: $.blocks[3] */
    jb_style style;
    jb_text text;              /* heading, paragraph */
    unsigned level;            /* heading: 0 = document title, 1-6 */
    const jb_list_item *items; /* list */
    size_t item_count;
    jb_len label_width; /* list: the indent of the text */
    const jb_table_block *table;
    const jb_chart_block *chart;
    jb_len height;  /* space; rule: how thick it is */
    jb_len until;   /* space: goes down to this distance from the top of the type area, or 0 */
    uint32_t id;    /* what `see` of an inline names, 0 = none; each once */
    bool masthead;  /* a part of one: text begins on its page, as little of it as has room */
    bool turned;    /* stands on pages turned against the document's: a landscape section */
    jb_text lead;   /* list: a word before the first label ("附件：") */
    jb_text right;  /* pair, signature, imprint */
    bool sealed;    /* signature: a seal is put over it */
    bool even_page; /* imprint: on the last page with an even number, the back of the last sheet */
    const jb_style *entry_styles; /* contents: of JB_CONTENTS_LEVELS levels; `text` is its title */
    unsigned levels;              /* contents: how many are listed, from 1 */
} jb_block;

typedef enum jb_numbering {
    JB_NUMBERING_NONE,
    JB_NUMBERING_GONGWEN, /* "— 1 —", odd pages right, even pages left (GB/T 9704-2012, 7.5) */
    JB_NUMBERING_CENTER,  /* "— 1 —" in the middle */
    JB_NUMBERING_TOTAL    /* "第 1 页　共 9 页" in the middle */
} jb_numbering;

typedef struct jb_page_spec {
    jb_len width, height;
    jb_len top, right, bottom, left; /* margins around the type area */
    jb_len line_pitch;               /* of the grid, 0 = no grid */
    jb_len char_pitch;               /* advance of a character on the grid, 0 = natural */
    jb_numbering numbering;
    jb_style number_style;
    jb_len number_drop; /* from the type area down to the top edge of the number: 7 mm */
    jb_text footer;     /* small print at the foot of each page, empty for none */
    jb_style footer_style;
    jb_text header; /* the running head, empty for none; page 1 has none */
    jb_style header_style;
    jb_len header_gap; /* from the foot of the head, or of its rule, to the type area */
    /* A last page that is filled no further is a sheet too many: what stands before it is set
     * closer when that does away with it. 0: never. */
    jb_len spill;
    bool cover;            /* page 1 has no number */
    const char *watermark; /* a word drawn large behind everything, not part of the text; NULL */
} jb_page_spec;

typedef struct jb_doc {
    jb_arena *arena;
    const char *source; /* the layout's file name, for messages */
    const char *title;  /* of the PDF */
    const char *author;
    const char *subject;
    jb_lang lang;
    const char *lang_tag; /* "zh-CN" */
    int64_t date;         /* seconds since 1970 of the newest report, 0 when none is dated */
    jb_page_spec page;
    const jb_block *blocks;
    size_t block_count;
    const jb_list_item *footnotes; /* by number, from 1; `note` is unused */
    size_t footnote_count;
    jb_style footnote_style;
    bool footnote_by_page; /* marks begin anew with ① on each page, whatever the labels say */
} jb_doc;

#ifdef __cplusplus
}
#endif

#endif
