/* run.h - what the files of this room share: one layout run, the box contract, text and marks.
 *
 * A box is a prepared block. It is placed into what is left of the page in hand: all of it, a part
 * (it remembers where it stopped) or nothing. Only flow.c starts a new page.
 */
#ifndef JIANBAO_LAYOUT_RUN_H
#define JIANBAO_LAYOUT_RUN_H

#include <jianbao/layout.h>

typedef struct box box;

typedef enum placed { PLACED_NONE, PLACED_PART, PLACED_ALL } placed;

/* Set lines and the inlines they came from (a piece's ref is an index into them). */
typedef struct para {
    jb_para set;
    const jb_inline *items;
} para;

/* A part of a block, for messages: "$.blocks[3] (table row 2, column 4)". */
typedef struct where {
    const char *path;
    const char *what; /* "title", "table row"; NULL for the block itself */
    size_t row;       /* 1-based, 0 = none */
    size_t column;
} where;

/* Notes that can be called, in ascending order, and the anchors they stand at. */
typedef struct note_target {
    uint32_t note;
    uint32_t anchor;
} note_target;

typedef struct note_map {
    note_target *items;
    size_t count;
} note_map;

/* What is written belongs to this element and this block. */
typedef struct ink {
    uint32_t tag;
    uint32_t path;
    const note_map *notes; /* of the table; NULL for the document's only */
} ink;

/* Anchors of blocks. */
typedef struct refs {
    note_map ids;       /* by the id that a cross-reference names */
    uint32_t *of_block; /* 0 = none */
    uint32_t *page_of;  /* 0-based, once placed */
} refs;

/* What is on record about a figure stands in this document. */
typedef struct receipt {
    int64_t fact;
    uint32_t anchor; /* of the receipt */
    uint32_t place;  /* of what it leads back to, 0: nothing */
    uint32_t
        block;     /* where that stands: the first table that shows it; else UINT32_MAX: anywhere */
    uint32_t page; /* 0-based, UINT32_MAX until placed */
    bool stands;   /* the receipt is placed */
} receipt;

typedef struct receipts {
    receipt *items; /* by fact */
    size_t count;
} receipts;

/* Two marks of the contents that wait for a page number: the leader, then the number. */
typedef struct slot {
    size_t page, mark;
    size_t block; /* the heading */
    const jb_style *style;
    jb_len from, to; /* the end of the entry, the right edge */
} slot;

/* What is still needed of a page when all are there. */
typedef struct late_page {
    jb_mark *marks; /* of the page; there is room for `spare` more */
    size_t spare;
    bool turned;
    bool unnumbered;
    const char *section;
    bool flowed;          /* it was begun because the one before was full */
    uint32_t first_block; /* that was being placed when it began */
    jb_len used;          /* how far down it is filled */
} late_page;

typedef struct footnotes footnotes;

typedef struct watermark {
    jb_mark *marks;
    size_t count, cap;
} watermark;

typedef struct run {
    const jb_doc *doc;
    jb_fontset *fonts;
    jb_error *err;
    jb_arena *arena;                 /* becomes the pages' */
    jb_arena *work;                  /* gone when the run ends */
    jb_page_spec faces[2];           /* the document's page, and the same turned */
    const jb_page_spec *page;        /* of the page in hand: one of them */
    jb_len left, top, right, bottom; /* its type area */

    /* the page in hand */
    jb_len y;            /* where the next thing stands */
    jb_len chain_y;      /* where the first of what is kept with it stands */
    bool fresh;          /* nothing stands on it */
    bool thrifty;        /* short tables are cut rather than leave much white */
    bool *white;         /* set when one was not */
    bool kept_only;      /* nothing but what is kept with what follows stands on it */
    bool flowed;         /* it was begun because the one before was full */
    uint32_t page_block; /* that was being placed when it began */
    bool overfull;
    bool unnumbered; /* from a blank page before the imprint on */
    const char *why; /* why a box did not fit */
    uint32_t block;  /* that is being placed */
    bool goes_on;    /* a part of it stands on the page in hand */
    jb_mark *marks;
    size_t mark_count, mark_cap;

    /* the product */
    jb_page *pages;
    size_t page_count, page_cap;
    jb_tag *tags;
    size_t tag_count, tag_cap;
    jb_bookmark *bookmarks;
    size_t bookmark_count, bookmark_cap;
    jb_table_count *tables;
    size_t table_count, table_cap;
    unsigned top_level; /* of a heading of level 1: under the title when there is one */
    unsigned heading;   /* of the last heading prepared, 0 for none */

    refs refs;
    slot *slots;
    size_t slot_count, slot_cap;
    late_page *late; /* of each page */
    size_t late_cap, late_count;
    watermark watermarks[2];    /* by face */
    footnotes *foot;            /* NULL until they are set */
    box *imprint;               /* stands at the foot of the page in hand */
    jb_len imprint_height;      /* what it takes of the page */
    const char *section;        /* running head: the last section begun */
    const char *page_section;   /* the first begun on the page in hand, NULL */
    jb_status late_status;      /* a fault where marks are written */
    const jb_inline *link_item; /* the last link written, which may go on in the next line */
    uint32_t link_parent, link_tag;
    size_t link_mark; /* the last mark of a link, on its page */

    note_map notes;
    receipts receipts;
    uint32_t anchors;      /* handed out so far */
    uint32_t list_anchors; /* of them, taken by the document's lists as they are prepared */

    jb_run *runs; /* scratch of text.c */
    size_t run_cap;
} run;

typedef struct box_ops {
    /* The y that placing from y would reach: of the whole box, or of the least part of it that
     * may stand at the foot of a page. */
    jb_len (*reach)(const run *r, const box *b, jb_len y, bool whole);
    /* Places what fits at r->y and moves it. Sets r->why when it is not all. */
    jb_status (*place)(run *r, box *b, placed *out);
} box_ops;

struct box {
    const box_ops *ops;
    const jb_block *block;
    uint32_t path; /* index of the block's path */
    bool turned;   /* it stands on turned pages */
};

/* ---- flow.c and page.c ---- */

jb_status flow_blocks(run *r) JB_MUST_USE;
/* Finishes the page in hand and begins the next. */
jb_status page_end(run *r, const char *why) JB_MUST_USE;
/* Makes the type area that of an upright or a turned page. */
void page_face(run *r, bool turned);
bool page_turned(const run *r);
/* Whether space before a block falls away: at the top of a page that text has flowed on to. */
bool page_drops_space(const run *r, jb_len y);
/* Whether a page that ends at y is filled well enough to end there for the sake of keeping things
 * together. */
bool page_may_end(const run *r, jb_len y);

/* ---- text.c ---- */

typedef struct text_spec {
    const jb_style *style;
    jb_align align;
    jb_len width;
    jb_len first, rest; /* indents */
} text_spec;

#define TEXT_ENDLESS JB_PT(100000) /* a measure that no line fills */

bool text_empty(const jb_text *text);
jb_status text_build(run *r, const jb_text *text, const text_spec *spec, const where *at,
                     para *out) JB_MUST_USE;
/* On as many lines as it is told to have, without a measure. */
jb_status text_build_line(run *r, const jb_text *text, const jb_style *style, const where *at,
                          para *out) JB_MUST_USE;
/* On one line; more is an error. */
jb_status text_build_label(run *r, const jb_text *text, const jb_style *style, const where *at,
                           para *out) JB_MUST_USE;
/* Width on one line. */
jb_status text_natural(run *r, const jb_text *text, const jb_style *style, const where *at,
                       jb_len *natural) JB_MUST_USE;
/* Width of the widest thing that cannot be broken. */
jb_status text_minimum(run *r, const jb_text *text, const jb_style *style, const where *at,
                       jb_len *minimum) JB_MUST_USE;
jb_len line_end(const jb_line *line); /* from the left edge of the measure */
jb_len para_width(const para *p);     /* of its longest line */
/* What was cut off at the end of its last line, to be given back where text goes on behind it. */
jb_len para_white(const para *p);
/* Lines that something takes up; an empty text takes one. */
size_t para_lines(const para *p);
jb_len style_pitch(const jb_style *style);
/* Joins texts into one; either may be empty. `between` stands between two that are not. */
jb_text text_join(jb_arena *arena, const jb_text *a, const char *between, const jb_text *b);
/* The words without note marks, for bookmarks. */
const char *text_flat(jb_arena *arena, const jb_text *text);
int len_tenths(int64_t length); /* in tenths of a millimetre */
jb_loc where_loc(const run *r, const where *at);

/* ---- marks.c ---- */

uint32_t tag_add(run *r, jb_tag_kind kind, uint32_t parent);
/* Writes line `i`; x is the left edge of the measure, top that of the line. */
void mark_line(run *r, const para *p, size_t i, const jb_style *style, jb_len x, jb_len top,
               const ink *in);
void mark_text(run *r, const para *p, size_t i, jb_len x, jb_len baseline, const ink *in);
jb_len line_baseline(const jb_style *style, jb_len top);
void mark_push(run *r, const jb_mark *mark);
void mark_rule(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t path);
void mark_fill(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t color,
               uint32_t path);
void mark_anchor(run *r, jb_len x, jb_len y, uint32_t anchor, uint32_t tag, uint32_t path);

/* ---- footnotes.c: what text needs of it ---- */

/* Of `most` lines from `first`, how many have room from y with the notes that they call. */
size_t footnotes_room(const run *r, const para *p, size_t first, size_t most, jb_len y,
                      jb_len pitch);
/* What the notes that some lines call add to the foot of the page. */
jb_len footnotes_cost(const run *r, const para *p, size_t first, size_t count);
/* A line that ends at y has been written: its notes stand on this page. */
void footnotes_call(run *r, const para *p, size_t line, jb_len y, uint32_t path);
uint32_t footnotes_anchor(const run *r, uint32_t number);
/* The piece that stands for a call whose mark depends on the page; NULL: its own. */
const jb_piece *footnotes_mark(run *r, uint32_t number);

/* ---- notes.c ---- */

void note_map_sort(note_map *map);
uint32_t note_map_find(const note_map *map, uint32_t note);

/* Gives every note item an anchor; the map holds those that carry a number. */
note_map notes_number(run *r, const jb_list_item *items, size_t count, uint32_t *anchors);
/* All lists of the document that are lists of notes. */
void notes_collect(run *r);
/* The anchor of a note, 0 when there is none. */
uint32_t notes_find(const run *r, const note_map *own, uint32_t note);

/* ---- receipts.c ---- */

/* Finds the receipts of the document and what they lead back to; hands out their anchors. */
void receipts_collect(run *r);
receipt *receipts_find(const run *r, int64_t fact);
/* A cell begins at y: whatever receipt it holds stands there. */
void receipts_place(run *r, const jb_text *text, jb_len y, uint32_t path);
/* The anchor that it leads back to, 0 while nothing is sure to stand there. */
uint32_t receipts_place_of(const receipt *of);
/* The figure is about to be written there. */
void receipts_lead_back(run *r, receipt *to, const jb_mark *figure);
/* What is said for the piece: its words, or of one that leads back where that is. */
const char *receipts_words(run *r, const jb_inline *item);

/* ---- stack.c: paragraphs one under the other ---- */

typedef struct entry {
    para text, label, lead;
    jb_len text_x, label_x, lead_x; /* from the left of the type area */
    jb_tag_kind kind;               /* TITLE, H1.., P, LI, NOTE */
    uint32_t anchor;                /* 0 = none */
    uint32_t tag;                   /* that the text is written under, once begun */
} entry;

typedef struct stack {
    const jb_style *style;
    entry *entries;
    size_t count;
    jb_len before, after;
    bool keep;   /* rather not broken */
    bool list;   /* an L around the items */
    size_t hold; /* lines that wait for the next page with what follows */
    const note_map *notes;
    uint32_t path;
    /* Of notes: whose they are, said where they begin or go on upon another page than `home`, where
     * the last of their owner stands; without lines for none. */
    para own, again;
    size_t home;
    /* where it stopped */
    size_t at, line;
    uint32_t tag;
    jb_len begun_at; /* y of its first line */
    uint32_t begun_on;
} stack;

/* Where the first line of a block stands that could begin at y. */
jb_len stack_start(const run *r, const jb_style *style, jb_len before, jb_len y);
jb_len stack_reach(const run *r, const stack *s, jb_len y, bool whole);
/* `forced`: take what fits, whatever the rules for the foot of a page say. */
placed stack_place(run *r, stack *s, bool forced);
/* Entries of a list: labels hang in `label_width` (0: as wide as the widest). The first label
 * may be led by a word ("注："). */
jb_status stack_list(run *r, const jb_list_item *items, size_t count, const jb_style *style,
                     jb_len label_width, const jb_text *lead, const where *at,
                     entry *out) JB_MUST_USE;

/* What notes are called away from their table or chart: "图2注：", later "续图2　注：". */
jb_status stack_owned(run *r, stack *s, const char *continued, const jb_text *number,
                      const jb_text *lead, const where *at) JB_MUST_USE;

/* ---- block_text.c, table.c, chart.c, table_parts.c ---- */

jb_status text_box(run *r, const jb_block *block, uint32_t path, box **out) JB_MUST_USE;
jb_status table_box(run *r, const jb_block *block, uint32_t path, box **out) JB_MUST_USE;
jb_status chart_box(run *r, const jb_block *block, uint32_t path, box **out) JB_MUST_USE;
jb_status contents_box(run *r, const jb_block *block, uint32_t path, box **out) JB_MUST_USE;
/* Whether contents have an entry. */
bool contents_any(const jb_doc *doc, const jb_block *block);
/* rule, pair, signature, imprint */
jb_status office_box(run *r, const jb_block *block, uint32_t path, box **out) JB_MUST_USE;
/* Draws the imprint at the foot of the page in hand. */
void imprint_draw(run *r);
/* Holds the last lines of a paragraph or list back so that what signs it is not alone on a page;
 * 0 = none. `whole`: it may be kept together, which a page has room for with the signature.
 * True when all of it waits for the next page. */
bool text_hold(box *b, size_t lines, bool whole);
/* The words of a template with a number and a title put in where it says {number} and {title}. */
jb_text caption_continued(run *r, const char *format, const jb_text *number, const jb_text *title);

#endif
