/* What the files of the brief room share: a layout after reading, before data.
 *
 * Text keeps its JSON value so that a fault found while binding still names its place.
 */
#ifndef JIANBAO_BRIEF_PRIVATE_H
#define JIANBAO_BRIEF_PRIVATE_H

#include <jianbao/brief.h>

/* A style sheet holds these; a layout may change any of them and add its own. */
typedef struct named_style {
    const char *name;
    jb_style style;
} named_style;

typedef struct sheet {
    named_style *items;
    size_t count;
    size_t cap;
} sheet;

typedef enum param_type { PARAM_TEXT, PARAM_INTEGER, PARAM_AGENCIES } param_type;

typedef struct param {
    jb_param shown;
    param_type type;
    int64_t min, max;  /* integers */
    const char *value; /* as text: the default until set */
} param;

/* A number or list that a layout writes down or takes from a parameter. */
typedef struct int_source {
    int64_t value;
    const param *param; /* NULL: the value */
} int_source;

typedef struct data_set {
    const char *name;
    const jb_json *json;
    const char *const *agencies; /* NULL: all, or from the parameter */
    const param *agency_param;
    int_source from, to;
    int_source last; /* only so many of the newest years of which anything is held; 0 = all */
    jb_query_column *columns;
    size_t column_count;
    jb_totals totals;
    unsigned relax;
    jb_dataset *bound;  /* during bind */
    const char *title;  /* during bind: of the first table that shows it */
    const char *number; /* likewise, or how else a sentence points to it */
} data_set;

typedef enum block_type {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_FINDINGS,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_GAPS,
    BLOCK_SOURCES,
    BLOCK_SPACE,
    BLOCK_PAGE_BREAK,
    BLOCK_TYPES
} block_type;

typedef struct data_ref {
    data_set *data;
    const char *theme;
} data_ref;

typedef struct block {
    block_type type;
    const jb_json *json;
    const char *path;
    const jb_style *style;
    const jb_json *text; /* title, heading, paragraph */
    unsigned level;
    const jb_json *items;                      /* list */
    const jb_json *number, *caption, *summary; /* table */
    const char *row_head, *year_head;
    bool agency_auto; /* table: no column of agencies where there is one only */
    jb_rules rules;
    jb_chart_kind chart_kind;
    const size_t *columns; /* chart: of the comparison */
    size_t column_count;
    data_ref *refs; /* findings, table (one), sources */
    size_t ref_count;
    unsigned limit;   /* findings */
    bool definitions; /* gaps: of the indicators asked for, instead of the requests */
    data_set *when;   /* the block stands only when this comparison has so many years; or NULL */
    unsigned when_years;
    jb_len height; /* space; chart of lines */
} block;

struct jb_brief {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    const char *source;
    char digest[JB_SHA256_TEXT]; /* of the layout's text */
    const jb_json *root;
    const char *id;
    const char *title[2], *description[2]; /* by jb_lang */
    jb_lang lang;
    const jb_json *doc_title; /* the template of the document's title */
    const jb_json *author;
    param *params;
    jb_param *shown_params;
    size_t param_count;
    sheet styles;
    jb_page_spec page;
    const jb_json *footer;
    const jb_json *draft_mark; /* stands before the footer while figures are unreviewed, or NULL */
    unsigned statuses;         /* of the facts that may be shown, 0 = all but the rejected */
    data_set *data;
    size_t data_count;
    block *blocks;
    size_t block_count;
};

/* ---- length.c: "37mm", "16pt", "2em", "三号" */
jb_status length_read(const jb_json *value, jb_len em, jb_len *out, jb_error *err) JB_MUST_USE;

/* ---- style.c */
jb_status styles_read(jb_brief *brief, const jb_json *styles, jb_error *err) JB_MUST_USE;
jb_status style_sheet_read(jb_brief *brief, const jb_json *name, jb_error *err) JB_MUST_USE;
const jb_style *style_find(const jb_brief *brief, const char *name);
/* The style a block names, or the usual one of its type. */
jb_status style_of(const jb_brief *brief, const jb_json *json, const char *usual,
                   const jb_style **out, jb_error *err) JB_MUST_USE;

/* The style's indents and grid on the layout's page; `json` is the place that uses it. */
jb_status style_fits(const jb_brief *brief, const jb_json *json, const char *name,
                     const jb_style *style, jb_error *err) JB_MUST_USE;

/* ---- page.c */
jb_status page_read(jb_brief *brief, const jb_json *page, jb_error *err) JB_MUST_USE;
/* What page and styles must agree in, once both are known. */
jb_status page_fits(const jb_brief *brief, const jb_json *root, jb_error *err) JB_MUST_USE;

/* ---- param.c */
jb_status params_read(jb_brief *brief, const jb_json *params, jb_error *err) JB_MUST_USE;
param *param_find(const jb_brief *brief, const char *name);
/* {"param": "name"} of that type. */
jb_status param_ref(const jb_brief *brief, const jb_json *value, param_type type, const param **out,
                    jb_error *err) JB_MUST_USE;
/* The codes of a list parameter's value, NULL when it is empty. */
const char *const *param_codes(jb_arena *arena, const param *from);

/* ---- hint.c */
/* Both go into one message: "... %s%.0s", "... %.0s%s". */
typedef struct hint {
    const char *en, *zh;
} hint;
hint hint_make(jb_arena *arena, const char *name, const char *const *names, size_t count);

/* ---- data.c */
jb_status data_read(jb_brief *brief, const jb_json *data, jb_error *err) JB_MUST_USE;
data_set *data_find(const jb_brief *brief, const char *name);
jb_status data_name(const jb_brief *brief, const jb_json *value, data_set **out,
                    jb_error *err) JB_MUST_USE;
/* ---- years.c: the newest years of a comparison */
/* The first of the newest `last` years that the store knows of, not before `from`. */
jb_status years_last(jb_store *store, const jb_query *query, int64_t last, int *from,
                     jb_error *err) JB_MUST_USE;
/* How many different years the rows are of. */
size_t years_count(const jb_dataset *data);

/* ---- derive.c: what is worked out from stated figures */
/* A column with "derive"; `list` holds all columns of the comparison. */
jb_status derived_column_read(const jb_brief *brief, const jb_json *list, const jb_json *json,
                              jb_query_column *out, jb_error *err) JB_MUST_USE;
/* The stated column of that name. */
jb_status stated_column_find(const jb_brief *brief, const jb_json *list, const jb_json *name,
                             size_t *out, jb_error *err) JB_MUST_USE;
/* Names of columns are not empty and told apart. */
jb_status column_names_check(const jb_brief *brief, const jb_json *list, jb_error *err) JB_MUST_USE;
/* Either value may be NULL: not given. */
jb_status total_read(const jb_json *value, jb_totals *out, jb_error *err) JB_MUST_USE;
jb_status relax_read(const jb_brief *brief, const jb_json *value, unsigned *out,
                     jb_error *err) JB_MUST_USE;

/* ---- block.c */
jb_status blocks_read(jb_brief *brief, const jb_json *blocks, jb_error *err) JB_MUST_USE;

/* ---- template.c: text with {expressions} */
/* The key of a value as a name that templates and --set can use. */
jb_status template_name(const jb_json *json, jb_error *err) JB_MUST_USE;
/* Checks names without data. */
jb_status template_check(const jb_brief *brief, const jb_json *text, jb_error *err) JB_MUST_USE;
/* The finished text; data sets must be bound. */
jb_status template_expand(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                          const char **out, jb_error *err) JB_MUST_USE;
/* A title's text as it is written must not be blank. */
jb_status title_check(const jb_json *text, jb_error *err) JB_MUST_USE;
/* Likewise, of a text that must not be blank: titles. */
jb_status template_fill(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                        const char **out, jb_error *err) JB_MUST_USE;

/* ---- bind_table.c */
jb_text text_plain(jb_arena *arena, const char *text);
jb_status table_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                     const jb_table_block **out, jb_error *err) JB_MUST_USE;
/* The words and styles around the rows of any table. */
jb_status table_frame_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                           jb_table_block *table, jb_error *err) JB_MUST_USE;
/* ---- bind_gaps.c */
jb_status gaps_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                    jb_error *err) JB_MUST_USE;
/* ---- bind_chart.c */
jb_status chart_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                     const jb_chart_block **out, jb_error *err) JB_MUST_USE;
/* "①" or "[1]", 1-based. */
const char *note_mark(jb_arena *arena, size_t number, size_t count);

/* ---- builtin.c */
extern const jb_embedded jb_builtin_layouts[];
const jb_embedded *builtin_find(const char *folder, const char *name);

#endif
