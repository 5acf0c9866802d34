/* The command line: what the commands share.
 *
 * Only here are rooms chained. Messages go to standard error, data to standard output.
 */
#ifndef JIANBAO_CLI_H
#define JIANBAO_CLI_H

#include "options.h"

#include <jianbao/brief.h>
#include <jianbao/layout.h>
#include <jianbao/paint.h>

#include <stdio.h>

/* Exit codes, documented in docs/cli.md. */
enum {
    EXIT_FINE = 0,
    EXIT_FOUND = 1, /* doctor, verify: done, and something is wrong */
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_NOTFOUND = 4,
    EXIT_REFUSED = 5, /* the operating system did not let us read or write */
    EXIT_STORE = 6,
    EXIT_FONT = 7,
    EXIT_OURS = 70
};

typedef struct words {
    const char *zh;
    const char *en;
} words;

typedef struct option_spec {
    char letter; /* 0 for none */
    const char *name;
    words value; /* what the value is called; en NULL: a flag */
    words help;
} option_spec;

#define OPTIONS_MAX 24

/* What was given: per option the last value, or all of them in order. */
typedef struct given {
    const char *last[OPTIONS_MAX]; /* by index in the command's table; "" for a flag given */
    const char *const *list[OPTIONS_MAX];
    size_t list_count[OPTIONS_MAX];
    const char *const *args;
    size_t arg_count;
} given;

typedef struct cli {
    jb_arena *arena;
    jb_lang lang;
    const char *store;
    bool store_named;    /* by --store, not by the environment or by default */
    const char *program; /* how we were called, for finding fonts */
    bool found;          /* what was looked over has something wrong */
} cli;

typedef struct command {
    const char *name;
    words args; /* "FILE..." */
    words summary;
    words more;                 /* a paragraph or two under the options, or "" */
    const option_spec *options; /* ended by a NULL name; all have --help and --store besides */
    size_t min_args, max_args;
    jb_status (*run)(cli *c, const given *g, jb_error *err);
} command;

extern const command cmd_init, cmd_import, cmd_export, cmd_facts, cmd_compare, cmd_brief,
    cmd_layout, cmd_extract, cmd_add, cmd_review, cmd_rollup, cmd_doctor, cmd_verify, cmd_attach,
    cmd_batch, cmd_gaps;

/* ---- quick.c or whole.c: what this program can do itself, ended by NULL */
extern const command *const commands[];
/* Becomes the whole program when the command is not among them; returns otherwise, with an error
 * when there is no such program. */
void hand_on(const cli *c, int argc, char **argv, jb_error *err);

/* ---- opt.c */
/* Parses argv[0..count) after the command's name. JB_ERR_USAGE with a message, or *help set. */
jb_status options_parse(cli *c, const command *cmd, int count, char **argv, given *out, bool *help,
                        jb_error *err) JB_MUST_USE;
void command_help(const cli *c, const command *cmd, FILE *to);
/* The value of the option, NULL when it was not given. */
const char *option(const command *cmd, const given *g, const char *name);
const char *const *option_list(const command *cmd, const given *g, const char *name, size_t *count);
const char *wording(const cli *c, words text);
/* The same for literals, which may be formats. */
#define SAY(c, zh, en) ((c)->lang == JB_LANG_ZH ? (zh) : (en))
/* The ending of an English noun; Chinese swallows it with %.0s. */
#define PLURAL(count) ((count) == 1 ? "" : "s")

/* ---- common.c */
/* "a,b,c" to a NULL-terminated list; NULL when text is NULL or empty. */
const char *const *split_list(jb_arena *arena, const char *text);
/* "2023", "2021-2024", "2021-", "-2024". */
jb_status years_parse(const char *text, int *from, int *to, jb_error *err) JB_MUST_USE;
/* The index in a NULL-terminated list, or a usage error that lists the choices. */
jb_status choose(const char *name, const char *text, const char *const *choices, unsigned *out,
                 jb_error *err) JB_MUST_USE;
/* Where the prepared fonts lie: --fonts, JIANBAO_FONTS, beside the program, installed. */
jb_status fonts_folder(const cli *c, const char *given_folder, const char **out,
                       jb_error *err) JB_MUST_USE;
/* The folder this program lies in, NULL when the system does not tell. */
const char *program_folder(jb_arena *arena);
/* "extracted,approved" to bits 1 << jb_review; 0 when text is NULL. */
jb_status statuses_parse(cli *c, const char *text, unsigned *out, jb_error *err) JB_MUST_USE;
/* Likewise for what stands side by side, where rejected figures never show. */
jb_status shown_statuses_parse(cli *c, const char *text, unsigned *out, jb_error *err) JB_MUST_USE;
/* Every code of the NULL-terminated list (or NULL) must be in the catalogue. */
jb_status indicators_check(const jb_catalogue *catalogue, const char *const *codes,
                           jb_error *err) JB_MUST_USE;
/* SOURCE_DATE_EPOCH; *out keeps its value when it is not set. */
jb_status epoch_read(int64_t *out, jb_error *err) JB_MUST_USE;
int exit_code(jb_status status);
void error_show(const cli *c, const jb_error *err);
/* Faults when standard output could not be written. Call it right after printing: what failed is
 * told by errno. */
jb_status stdout_check(jb_error *err) JB_MUST_USE;

/* ---- record.c */
/* One line of JSON: `id` first when it is not 0, then every field of a fact. Offsets, years,
 * changes and the confidence are numbers, what is not given is null, all else is text. */
void fact_json(jb_arena *arena, const jb_fact *fact, int64_t id, FILE *to);
void fact_csv_head(FILE *to);
void fact_csv(jb_arena *arena, const jb_fact *fact, FILE *to);
/* A field in quotes when it needs them. */
void csv_field(const char *text, FILE *to);

/* ---- stated.c */
/* "4876.35万元": in the unit of the report. */
const char *figure_stated(jb_arena *arena, const jb_fact *fact);
/* The words quoted, on one line, else the same as figure_stated. A number that a table gives
 * without its unit has it behind: "1036.8（万元）". */
const char *figure_quoted(const cli *c, jb_arena *arena, const jb_fact *fact);
/* Breaks and tabs become blanks. */
const char *one_line(jb_arena *arena, const char *text);

/* ---- output.c */
typedef enum output_kind { OUTPUT_PDF, OUTPUT_TEXT, OUTPUT_KINDS } output_kind;
/* Refuses an output file that is the store, the layout or the catalogue (either may be NULL), and
 * what output_open refuses: called before anything is worked out. */
jb_status output_check(const cli *c, const char *path, output_kind kind, const char *layout,
                       const char *catalogue, jb_error *err) JB_MUST_USE;
/* Every file that a command writes is opened here: it may replace a file of its own kind, never a
 * database, nor a document by something else. */
jb_status output_open(const char *path, output_kind kind, jb_out **out, jb_error *err) JB_MUST_USE;
/* One name, one file under two names, or two names of one that is still to be written. */
bool same_place(const cli *c, const char *path, const char *other);
/* Refuses two outputs in one place. */
jb_status outputs_differ(const cli *c, const char *path, const char *other,
                         jb_error *err) JB_MUST_USE;
/* A signal that ends the program takes a file half written with it. */
void signals_install(void);
/* A line for standard error when the user ends the program by a signal; NULL for none. */
void signals_words(const char *text);
/* Says on a terminal that something is done; in a pipe nothing. */
void done_say(const char *text);

/* ---- picture.c */
typedef struct pictures {
    const jb_pages *pages;
    jb_fontset *fonts;
    const char *page; /* as given, NULL for all */
    const char *path, *layout, *catalogue;
} pictures;
/* Each page as an SVG file, numbered before the file's extension when there are several; or the one
 * that was asked for. */
jb_status pictures_paint(cli *c, const pictures *what, jb_error *err) JB_MUST_USE;

/* ---- opt.c and main.c */
jb_status store_name(cli *c, const char *name, jb_error *err) JB_MUST_USE;

/* ---- table.c: a table on the terminal; columns as wide as their cells, East Asian width counted
 */
typedef struct term_table term_table;
term_table *term_table_new(jb_arena *arena, size_t columns);
void term_table_right(term_table *t, size_t column);   /* align a column right */
void term_table_cell(term_table *t, const char *text); /* next cell; "\n" breaks lines */
void term_table_rule(term_table *t);                   /* after the row just finished */
void term_table_print(const term_table *t, FILE *to);

#endif
