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

typedef enum param_type { PARAM_TEXT, PARAM_INTEGER, PARAM_AGENCIES, PARAM_BOOLEAN } param_type;

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
    bool ordered;
    size_t order;            /* the column that says in which order the rows stand */
    const char *const *only; /* during bind: these agencies rather than those asked for */
    int only_year;           /* likewise this year, 0: those asked for */
    jb_dataset *bound;       /* during bind */
    const char *title;       /* during bind: of the first table that shows it */
    const char *number;      /* likewise, or how else a sentence points to it */
} data_set;

/* What for_each goes through. */
typedef enum each_kind { EACH_AGENCY, EACH_REGION, EACH_YEAR, EACH_KINDS } each_kind;

/* Inside a for_each, while blocks are read or bound; the values only while they are bound. */
typedef struct each_state {
    bool on;
    each_kind kind;
    const char *code; /* of the agency or division; a year as text */
    const char *name; /* as texts say it */
} each_state;

/* A parameter of a query: one of the layout's, or what for_each goes through. */
typedef struct query_param {
    const param *param; /* NULL: `each` */
    each_kind each;
} query_param;

#define NO_COLUMN SIZE_MAX

typedef struct query_set {
    const char *name;
    const jb_json *json;
    const jb_json *sql_json; /* a text, or a list of its lines */
    const char *layout;      /* the layout's whole text, for places */
    const char *text;
    char digest[JB_SHA256_TEXT]; /* of the text */
    jb_sql *sql;
    const query_param *params;
    size_t param_count;
    unsigned each; /* bits 1 << each_kind: what it can only be asked inside of */
    const char *const *columns;
    size_t column_count;
    const size_t *fact_of; /* of each column: the one that names its fact, or NO_COLUMN */
    const bool *hidden;    /* of each column: it names facts and is not shown */
    jb_arena *arena;       /* during bind, of what follows */
    jb_sql_rows rows;
    const jb_fact *const *facts; /* of each value, NULL for none */
} query_set;

/* What a block waits for. Of data and query at most one. */
typedef struct condition {
    const jb_json *json; /* NULL: none */
    data_set *data;
    query_set *query;
    const param *param;       /* alone: true, not 0, not empty */
    size_t years, rows, most; /* at least so many years and rows; rows at most, 0: any */
} condition;

typedef enum block_type {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_FINDINGS,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_SOURCES,
    BLOCK_SPACE,
    BLOCK_PAGE_BREAK,
    BLOCK_WITNESSES, /* from here on: records.c and ledger.c */
    BLOCK_GAPS,
    BLOCK_LEDGER,
    BLOCK_REQUESTS, /* bind_requests.c */
    BLOCK_QUERY,    /* query_table.c */
    BLOCK_FOR_EACH, /* repeat.c; the blocks it repeats follow it in the list */
    BLOCK_MASTHEAD, /* from here on: office.c */
    BLOCK_RECIPIENT,
    BLOCK_ANNEXES,
    BLOCK_SIGNATURE,
    BLOCK_IMPRINT,
    BLOCK_ANNEX,
    BLOCK_CONTENTS,
    BLOCK_TYPES
} block_type;

/* The columns of a table that say what a row is. */
typedef enum key_column { KEY_NUMBER, KEY_AGENCY, KEY_YEAR, KEY_COLUMNS } key_column;

typedef struct data_ref {
    data_set *data;
    const char *theme;
} data_ref;

typedef struct block {
    block_type type;
    each_kind each; /* of BLOCK_FOR_EACH */
    unsigned level;
    bool turned;      /* in a section whose pages are turned */
    bool inner;       /* in a for_each */
    bool definitions; /* requests: of the indicators asked for, instead of what to supply */
    const jb_json *json;
    const char *path;
    const char *name;   /* its "id", for cross-references, or NULL */
    size_t inner_count; /* for_each: so many of the blocks that follow */
    const jb_style *style;
    const jb_json *text;                       /* title, heading, paragraph */
    const jb_json *items;                      /* list */
    const jb_json *number, *caption, *summary; /* table */
    const char *key_heads[KEY_COLUMNS];
    key_column keys[KEY_COLUMNS];
    size_t key_count;
    unsigned top;     /* chart: so many rows, 0 = all */
    bool agency_auto; /* table: no column of agencies where there is one only */
    jb_rules rules;
    jb_orient orient;
    bool zebra;
    jb_len bars; /* the longest, 0 = none */
    jb_chart_kind chart_kind;
    const size_t *columns; /* chart: of the comparison */
    size_t column_count;
    data_ref *refs; /* findings, table (one), sources */
    size_t ref_count;
    unsigned limit;    /* findings */
    unsigned verdicts; /* witnesses: bits 1 << number of verdict_names, 0 = all */
    condition when;
    query_set *query; /* of BLOCK_QUERY */
    jb_len height;    /* space; chart of lines */
} block;

struct jb_brief {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    const char *source;
    const char *name; /* as the user gave it */
    const char *text; /* of the layout, as it was read */
    size_t text_len;
    const char *annex;           /* the mark above the first block, or NULL */
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
    query_set *queries;
    size_t query_count;
    char asked[JB_SHA256_TEXT]; /* of all that queries answered while binding */
    int64_t *open_facts;        /* facts shown by queries that nobody has approved or corrected */
    size_t open_count, open_cap;
    block *blocks;
    size_t block_count;
    const jb_json *header;    /* the running head, or NULL */
    const jb_json *watermark; /* its words, or NULL */
    bool watermark_always;    /* else while figures are unreviewed */
    bool notes_by_page;
    jb_store *store; /* during bind */
    jb_str *heard;   /* what the ledgers of the last bind say of decisions */
    bool *untested;  /* the last bind asked for verdicts, and the store held none */
    each_state each;
    const jb_json **notes; /* footnotes, in the order of their calls */
    size_t note_count, note_cap;
    const jb_json **sees; /* cross-references, to be checked when all blocks are known */
    size_t see_count, see_cap;
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
/* {"param": "name"} of any type. */
jb_status param_ref_any(const jb_brief *brief, const jb_json *value, const param **out,
                        jb_error *err) JB_MUST_USE;
/* True, other than 0, not empty. */
bool param_holds(const param *p);
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
/* These years, ascending, into `out`, at most `cap`; how many. */
size_t years_list(const jb_dataset *data, int *out, size_t cap);

/* ---- query.c: queries that a layout holds */
jb_status queries_read(jb_brief *brief, const jb_json *queries, jb_error *err) JB_MUST_USE;
query_set *query_find(const jb_brief *brief, const char *name);
/* The query named by a value, which may be used at this place. */
jb_status query_name(const jb_brief *brief, const jb_json *value, query_set **out,
                     jb_error *err) JB_MUST_USE;
/* That what for_each goes through here is what the query asks for. */
jb_status query_fits(const jb_brief *brief, const jb_json *json, const query_set *set,
                     jb_error *err) JB_MUST_USE;
void queries_free(jb_brief *brief);
/* ---- query_place.c */
/* Where a byte of a query's text stands in the layout; `set` is a query_set. */
jb_loc query_place(size_t at, const void *set);
/* ---- query_run.c: asking */
/* Forgets what was asked for another document. */
void queries_reset(jb_brief *brief);
/* Asks the queries that ask for this kind, EACH_KINDS: for none. */
jb_status queries_run(jb_brief *brief, each_kind kind, jb_error *err) JB_MUST_USE;
/* ---- query_table.c: what they answered, as a table and as words */
jb_status query_block_read(jb_brief *brief, const jb_json *json, block *out,
                           jb_error *err) JB_MUST_USE;
jb_status query_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                     jb_error *err) JB_MUST_USE;
/* How many rows it has, into a text. */
void query_rows_add(const jb_brief *brief, const query_set *set, jb_str *out);
/* A value of its only row into a text, with its fact, 0 for none. */
jb_status query_value(const jb_brief *brief, const jb_json *json, const query_set *set,
                      size_t column, jb_str *out, int64_t *fact, jb_error *err) JB_MUST_USE;

/* ---- when.c: what a block waits for */
jb_status when_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err) JB_MUST_USE;
bool when_holds(const condition *when);

/* ---- derive.c: what is worked out from stated figures */
/* A column with "derive"; `list` holds all columns of the comparison. */
jb_status derived_column_read(const jb_brief *brief, const jb_json *list, const jb_json *json,
                              jb_query_column *out, jb_error *err) JB_MUST_USE;
/* The stated column of that name. */
jb_status stated_column_find(const jb_brief *brief, const jb_json *list, const jb_json *name,
                             size_t *out, jb_error *err) JB_MUST_USE;
/* Names of columns are not empty and told apart. */
jb_status column_names_check(const jb_brief *brief, const jb_json *list, jb_error *err) JB_MUST_USE;
/* "order": the name of a column of stated figures, or NULL. */
jb_status order_read(const jb_brief *brief, const jb_json *value, const jb_json *list,
                     data_set *out, jb_error *err) JB_MUST_USE;
/* Either value may be NULL: not given. */
jb_status total_read(const jb_json *value, jb_totals *out, jb_error *err) JB_MUST_USE;
jb_status relax_read(const jb_brief *brief, const jb_json *value, unsigned *out,
                     jb_error *err) JB_MUST_USE;

/* ---- block.c */
jb_status blocks_read(jb_brief *brief, const jb_json *blocks, jb_error *err) JB_MUST_USE;
/* Reads one block behind those read before. */
jb_status block_append(jb_brief *brief, const jb_json *json, block **out,
                       jb_error *err) JB_MUST_USE;

/* ---- rich.c: text with pieces */
/* `head`: of a running head, which holds fields but no links or notes. */
jb_status rich_check(jb_brief *brief, const jb_json *json, bool head, jb_error *err) JB_MUST_USE;
jb_status rich_bind(const jb_brief *brief, jb_arena *arena, const jb_json *json, jb_text *out,
                    jb_error *err) JB_MUST_USE;
jb_status footnotes_bind(const jb_brief *brief, jb_doc *doc, jb_error *err) JB_MUST_USE;
/* The id of a block, and that all that are referred to exist. */
jb_status block_name_read(jb_brief *brief, const jb_json *json, block *out,
                          jb_error *err) JB_MUST_USE;
jb_status sees_check(const jb_brief *brief, jb_error *err) JB_MUST_USE;

/* ---- office.c: blocks that stand for several */
typedef struct block_list {
    jb_block *items;
    size_t count, cap;
} block_list;
/* office_words.c */
bool text_ends_with(const char *text, const char *end);
jb_status number_check(const jb_brief *brief, const jb_json *json, const char *words,
                       jb_error *err) JB_MUST_USE;
jb_status annex_name_check(const jb_json *json, const char *name, jb_error *err) JB_MUST_USE;
jb_status date_check(const jb_json *json, const char *date, jb_error *err) JB_MUST_USE;
jb_status office_words_check(const jb_brief *brief, const char *key, const jb_json *json,
                             jb_error *err) JB_MUST_USE;
jb_status office_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err) JB_MUST_USE;
jb_status office_order_check(const jb_brief *brief, jb_error *err) JB_MUST_USE;
jb_status office_bind(const jb_brief *brief, jb_arena *arena, const block *from, block_list *out,
                      jb_error *err) JB_MUST_USE;

/* ---- numbers.c */
/* That no two tables or charts bear the same number. */
jb_status numbers_check(const jb_brief *brief, jb_error *err) JB_MUST_USE;

/* ---- repeat.c: for_each */
jb_status for_each_read(jb_brief *brief, const jb_json *json, block *out,
                        jb_error *err) JB_MUST_USE;
size_t blocks_count(const jb_json *blocks);
/* "agency", "region", "year" */
extern const char *const each_names[];
jb_status for_each_bind(jb_brief *brief, jb_doc *doc, const block *from, block_list *out,
                        jb_error *err) JB_MUST_USE;

/* ---- sets.c */
/* Asks the store for one comparison, or for all of the data section. */
jb_status data_bind(jb_brief *brief, data_set *set, jb_error *err) JB_MUST_USE;
jb_status sets_bind(jb_brief *brief, jb_error *err) JB_MUST_USE;

/* ---- bind.c */
/* The blocks of the document that one of the layout stands for. */
jb_status block_add(jb_brief *brief, jb_doc *doc, const block *from, block_list *out,
                    jb_error *err) JB_MUST_USE;

/* ---- template.c: text with {expressions} */
/* The key of a value as a name that templates and --set can use. */
jb_status template_name(const jb_json *json, jb_error *err) JB_MUST_USE;
/* Checks names without data. */
jb_status template_check(const jb_brief *brief, const jb_json *text, jb_error *err) JB_MUST_USE;
/* The finished text; data sets must be bound. */
jb_status template_expand(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                          const char **out, jb_error *err) JB_MUST_USE;
/* Likewise in pieces, so that the figures of a query lead to their facts; what else they are is
 * that of `like`. */
jb_status template_pieces(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                          const jb_inline *like, jb_text *out, jb_error *err) JB_MUST_USE;
/* A title's text as it is written must not be blank. */
jb_status title_check(const jb_json *text, jb_error *err) JB_MUST_USE;
/* Likewise, of a text that must not be blank: titles. */
jb_status template_fill(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                        const char **out, jb_error *err) JB_MUST_USE;

/* ---- keys.c: the columns that say what a row is */
jb_status keys_read(const jb_brief *brief, const jb_json *json, block *out,
                    jb_error *err) JB_MUST_USE;
/* Leaves the agency out of `of` where the layout says so and there is one only. */
void keys_settle(block *of, const jb_dataset *data);
/* That the data can do without the columns that are left out. */
jb_status keys_check(const block *from, const jb_dataset *data, jb_error *err) JB_MUST_USE;
void keys_columns(const block *from, jb_table_column *columns);
void keys_heads(const block *from, jb_arena *arena, jb_table_cell *cells);
/* `marks` are those of the row's notes. */
void keys_row(const block *from, jb_arena *arena, const jb_dataset *data, size_t row, jb_lang lang,
              jb_text marks, jb_table_cell *cells);
/* Of a row that is no agency's: `year` 0 leaves the year's cell empty. */
void keys_label(const block *from, jb_arena *arena, const char *label, int year, bool bold,
                jb_table_cell *cells);

/* ---- bind_table.c */
jb_text text_bold(jb_arena *arena, const char *text);
jb_text text_plain(jb_arena *arena, const char *text);
jb_status table_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                     const jb_table_block **out, jb_error *err) JB_MUST_USE;
/* Its number, title and summary; `title` for a summary where the layout has none. */
jb_status table_titles_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                            jb_table_block *table, const char **title, jb_error *err) JB_MUST_USE;
jb_status table_looks_bind(const jb_brief *brief, const block *from, jb_table_block *table,
                           jb_error *err) JB_MUST_USE;

/* ---- listing.c: a table of records, line by line */
typedef struct listing_column {
    const char *head_zh, *head_en;
    unsigned fraction; /* of the width, in 1/1000; 0: as its content asks */
} listing_column;

typedef struct listing {
    const jb_brief *brief;
    jb_arena *arena;
    const block *from;
    const listing_column *columns;
    size_t column_count;
    jb_table_cell *cells;
    size_t cell_count, cell_cap;
    const jb_list_item *notes;
    size_t note_count;
} listing;

/* The cell that comes next, from left to right and down. */
void listing_text(listing *to, const char *text);
void listing_cell(listing *to, jb_text text);
/* The agency and the report year: the cells that each line begins with. */
void listing_row_keys(listing *to, const jb_row *row);
/* The table, or where there is no line a paragraph that says so. Frees the cells. */
jb_status listing_close(listing *from, const char *none, jb_block *out, jb_error *err) JB_MUST_USE;

/* ---- records.c: what arithmetic says of the figures */
extern const char *const verdict_names[];
jb_status verdicts_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err) JB_MUST_USE;
/* ---- silences.c: which figures there are not */
jb_status silences_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err) JB_MUST_USE;
/* ---- ledger.c: where each figure comes from */
jb_status ledger_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                      jb_error *err) JB_MUST_USE;

/* ---- bind_lean.c */
/* The dataset without columns that hold no figure, and general notes that name them;
 * the dataset itself where there is none. */
const jb_dataset *dataset_lean(jb_arena *arena, const jb_dataset *data);
/* ---- support.c */
jb_support support_of(const jb_fact *fact);
/* Bits 1 << jb_support of the figures that stand in the rows. */
unsigned supports_of(const jb_dataset *data);
/* A legend with what the looks mean, of those that occur. */
jb_text support_legend(jb_arena *arena, jb_text legend, unsigned supports, jb_lang lang);

/* ---- bind_bars.c */
/* The figure whose bar is the longest; zero when the column has no bars. */
jb_dec bar_longest(const jb_dataset *data, size_t column);
void bar_bind(jb_dec longest, const jb_figure *figure, jb_table_cell *out);

/* ---- bind_requests.c: what agencies are asked to supply */
jb_status requests_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err) JB_MUST_USE;
/* ---- bind_chart.c */
/* A chart; of lines where no agency has two years, a sentence that says so. */
jb_status chart_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                     jb_error *err) JB_MUST_USE;
/* ---- above.c */
/* Rows of agencies that stand above others of the comparison, and a sentence on them for a drawing
 * that leaves them out; NULL when there are none. */
const bool *rows_above(jb_arena *arena, const jb_dataset *data, jb_lang lang, const char **said);
/* "①" or "[1]", 1-based. */
const char *note_mark(jb_arena *arena, size_t number, size_t count);

/* ---- builtin.c */
extern const jb_embedded jb_builtin_layouts[];
const jb_embedded *builtin_find(const char *folder, const char *name);

#endif
