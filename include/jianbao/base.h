/* jianbao/base.h - memory, text, exact decimals, errors with a place, JSON, whole files.
 *
 * Decides nothing about the domain. Every other room may include it.
 *
 * Memory: a product (a JSON document, a dataset, a set of pages) owns one arena; freeing the arena
 * frees everything in it. Running out of memory or breaking an invariant ends the program with a
 * message (docs/adr/0001); sizes are limited where input enters, so bad data cannot get there.
 *
 * Verbs tell ownership: new/open/load/read/build return something the caller frees (_free, _close)
 * unless they take an arena, which then owns it; find and accessors borrow.
 */
#ifndef JIANBAO_BASE_H
#define JIANBAO_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define JB_MUST_USE __attribute__((warn_unused_result))
#define JB_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define JB_NORETURN __attribute__((noreturn))
#else
#define JB_MUST_USE
#define JB_PRINTF(fmt, first)
#define JB_NORETURN
#endif

/* ---- status and errors ------------------------------------------------------------------- */

/* What came of an operation. The command line turns these into exit codes (docs/cli.md). */
typedef enum jb_status {
    JB_OK = 0,
    JB_ERR_USAGE,    /* the caller asked for something that cannot be asked */
    JB_ERR_INPUT,    /* a file, row or document given to us is at fault */
    JB_ERR_NOTFOUND, /* a named thing (store, layout, agency) does not exist */
    JB_ERR_IO,       /* the operating system refused to read or write */
    JB_ERR_STORE,    /* the store is not ours, is newer than we are, or is damaged */
    JB_ERR_FONT,     /* a font cannot be used, or no font has a character */
    JB_ERR_INTERNAL  /* our own fault */
} jb_status;

/* Both languages are written when the fault is found; the command line prints one of them. */
typedef enum jb_lang { JB_LANG_ZH = 0, JB_LANG_EN = 1 } jb_lang;

/* Where a fault lies. Empty strings and zeros mean "not applicable". Lines and columns count from
 * 1; columns count code points. */
typedef struct jb_loc {
    char source[512]; /* file name as the user gave it */
    unsigned line;    /* 1-based, 0 = none */
    unsigned column;  /* 1-based, 0 = none */
    char path[256];   /* JSON path such as $.blocks[3].width */
    char part_en[96]; /* of what the path names: "table row 2, column 3" */
    char part_zh[96];
} jb_loc;

/* The first fault wins: a function that detects one fills it, callers never overwrite it. */
typedef struct jb_error {
    jb_status status;
    jb_loc loc;
    char en[1024];
    char zh[1024];
} jb_error;

/* Records a fault and returns `status`. `loc` may be NULL. Both formats take the same arguments in
 * the same order. Does nothing but return when `err` is NULL or already holds a fault. */
jb_status jb_fail(jb_error *err, jb_status status, const jb_loc *loc, const char *en,
                  const char *zh, ...) JB_PRINTF(4, 6) JB_PRINTF(5, 6);

/* The operating system refused: "path: <en>: it does not exist". `code` is an errno, whose reason
 * is told in both languages; the status is JB_ERR_IO. */
jb_status jb_fail_os(jb_error *err, const char *path, int code, const char *en, const char *zh);
/* That reason alone, for messages that hold more. */
const char *jb_os_reason(int code, jb_lang lang);

/* Makes a location. `source` may be NULL. Too long names lose their beginning, not their end. */
jb_loc jb_loc_make(const char *source, unsigned line, unsigned column, const char *path);

/* Writes "source:line:column: message ($.path)" into buf, without a newline. */
void jb_error_format(const jb_error *err, jb_lang lang, char *buf, size_t size);

/* Prints a message and aborts: memory exhausted or an invariant broken (docs/adr/0001). */
void jb_panic(const char *fmt, ...) JB_PRINTF(1, 2) JB_NORETURN;

/* ---- memory ------------------------------------------------------------------------------ */

typedef struct jb_arena jb_arena;

jb_arena *jb_arena_new(void);
void jb_arena_free(jb_arena *arena); /* NULL is fine */
/* Zeroed, aligned for any type; never NULL. */
void *jb_arena_alloc(jb_arena *arena, size_t size);
/* Zeroed array; panics when count * size overflows. */
void *jb_arena_array(jb_arena *arena, size_t count, size_t size);
/* A copy of `count` items, which may be NULL when there are none. */
void *jb_arena_keep(jb_arena *arena, const void *items, size_t count, size_t size);
/* The array itself while it has room for `need` items, else a longer copy, zeroed behind the old
 * ones; the shorter one stays with the arena. */
void *jb_arena_grow(jb_arena *arena, void *items, size_t *cap, size_t need, size_t size);
char *jb_arena_strdup(jb_arena *arena, const char *text);
/* One behind the other; "" for none. For what is done for each cell: a format takes ten times as
 * long. */
char *jb_arena_join(jb_arena *arena, const char *a, const char *b, const char *c, const char *d);
char *jb_arena_strndup(jb_arena *arena, const char *text, size_t len);
char *jb_arena_printf(jb_arena *arena, const char *fmt, ...) JB_PRINTF(2, 3);
/* Bytes handed out so far. */
size_t jb_arena_used(const jb_arena *arena);
/* Gives back what was allocated after the mark; for scratch work inside a call. */
typedef struct jb_arena_mark {
    void *chunk;
    size_t used;
} jb_arena_mark;
jb_arena_mark jb_arena_save(const jb_arena *arena);
void jb_arena_restore(jb_arena *arena, jb_arena_mark mark);

/* malloc family that panics instead of returning NULL; free() frees. */
void *jb_xmalloc(size_t size);
void *jb_xrealloc(void *old, size_t size);

/* A growing array: data points to `len` items of `size` bytes, room for `cap`. Use JB_PUSH. */
void *jb_grow(void *data, size_t *cap, size_t need, size_t size);
#define JB_PUSH(vec, len, cap, item)                                                               \
    ((len) == (cap) ? (void)((vec) = jb_grow((vec), &(cap), (len) + 1, sizeof *(vec))) : (void)0,  \
     (void)((vec)[(len)++] = (item)))

/* Where in a list in order begins what is not before the key: an index, `count` when all is before
 * it. For several items of one key; bsearch(3) finds a single one. Arguments as bsearch's. */
size_t jb_sorted_from(const void *key, const void *list, size_t count, size_t size,
                      int (*compare)(const void *key, const void *item));

/* ---- growing strings --------------------------------------------------------------------- */

/* Always NUL-terminated once anything was added. Zero-initialise; free with jb_str_free. */
typedef struct jb_str {
    char *data;
    size_t len;
    size_t cap;
} jb_str;

void jb_str_free(jb_str *s);
void jb_str_clear(jb_str *s);
void jb_str_add(jb_str *s, const char *text);
void jb_str_addn(jb_str *s, const char *bytes, size_t len);
void jb_str_addc(jb_str *s, char c);
void jb_str_addf(jb_str *s, const char *fmt, ...) JB_PRINTF(2, 3);
void jb_str_add_utf8(jb_str *s, uint32_t code_point);
/* The text, "" when empty; borrowed. */
const char *jb_str_text(const jb_str *s);

/* ---- UTF-8 ------------------------------------------------------------------------------- */

/* Decodes one code point at *pos and moves past it. The text must be valid UTF-8 (check at the
 * boundary with jb_utf8_check); returns 0 at the end. */
uint32_t jb_utf8_next(const char *text, size_t len, size_t *pos);
/* Writes 1-4 bytes to out, returns how many. */
size_t jb_utf8_put(uint32_t code_point, char out[4]);
/* Byte offset of the first fault (overlong, surrogate, truncated, NUL), or len when all is well. */
size_t jb_utf8_check(const char *text, size_t len);
/* Number of code points in valid UTF-8. */
size_t jb_utf8_count(const char *text, size_t len);
/* Columns that a terminal gives the text: East Asian wide and full-width count two (ICU). */
unsigned jb_utf8_columns(const char *text);
/* Among `count` names the nearest to `name` (edit distance at most a third of it), or NULL. */
const char *jb_nearest(const char *name, const char *const *names, size_t count);

/* ---- exact decimals ---------------------------------------------------------------------- */

/* coef / 10^scale, 0 <= scale <= 18. 2604.50 keeps its scale of 2: the digits a source printed
 * are part of what it said. All operations report overflow by returning false. */
typedef struct jb_dec {
    int64_t coef;
    uint8_t scale;
} jb_dec;

typedef enum jb_round { JB_ROUND_HALF_UP, JB_ROUND_HALF_EVEN } jb_round; /* half up = away from 0 */

bool jb_dec_parse(const char *text, size_t len, jb_dec *out) JB_MUST_USE; /* -?D+(.D+)? only */
jb_dec jb_dec_int(int64_t value);
int jb_dec_cmp(jb_dec a, jb_dec b); /* exact for all values: -1, 0, 1 */
/* add, sub, mul and shift are exact; a result whose scale or coefficient is too large loses
 * trailing zeros of its fraction, and fails when that does not suffice. */
bool jb_dec_add(jb_dec a, jb_dec b, jb_dec *out) JB_MUST_USE;
bool jb_dec_sub(jb_dec a, jb_dec b, jb_dec *out) JB_MUST_USE;
bool jb_dec_mul(jb_dec a, jb_dec b, jb_dec *out) JB_MUST_USE;
/* a / b rounded to `digits` decimals; false when b is 0 or the result does not fit. */
bool jb_dec_div(jb_dec a, jb_dec b, unsigned digits, jb_round mode, jb_dec *out) JB_MUST_USE;
/* a * 10^power exactly (power may be negative): 万 is +4, 亿 is +8. Trailing zeros of the fraction
 * are kept when the scale shrinks: 8803.294 shifted by 4 is 88032940 with scale 0. */
bool jb_dec_shift(jb_dec a, int power, jb_dec *out) JB_MUST_USE;
/* To exactly `digits` decimals: zeros are added where there are fewer. */
bool jb_dec_round(jb_dec a, unsigned digits, jb_round mode, jb_dec *out) JB_MUST_USE;
/* Without trailing zeros of the fraction: 2604.50 -> 2604.5. */
jb_dec jb_dec_trim(jb_dec a);
/* At most 21 bytes + sign, point and NUL: needs 24. No grouping, never "-0". Returns length. */
#define JB_DEC_TEXT 32
size_t jb_dec_text(jb_dec a, char out[JB_DEC_TEXT]);

/* ---- JSON -------------------------------------------------------------------------------- */

/* A parsed value. Strings are valid UTF-8 without NUL. Borrowed from the arena it was parsed in;
 * the text it came from must stay alive as long (positions are found in it). */
typedef struct jb_json jb_json;

typedef enum jb_json_type {
    JB_JSON_NULL,
    JB_JSON_BOOL,
    JB_JSON_NUMBER,
    JB_JSON_STRING,
    JB_JSON_ARRAY,
    JB_JSON_OBJECT
} jb_json_type;

/* Depth of nesting that is accepted; deeper input is an input error, not a crash. */
#define JB_JSON_MAX_DEPTH 64

/* Parses one document. Duplicate keys, trailing text, invalid UTF-8 and NUL are errors that name
 * line and column. `first_line` is the number of the text's first line (1 for a file; the line
 * number for a line of JSON Lines). */
jb_status jb_json_parse(jb_arena *arena, const char *source, const char *text, size_t len,
                        unsigned first_line, const jb_json **out, jb_error *err) JB_MUST_USE;

jb_json_type jb_json_kind(const jb_json *value);
const char *jb_json_type_name(jb_json_type type, jb_lang lang);      /* "object" / "对象" */
size_t jb_json_count(const jb_json *value);                          /* members or items */
const jb_json *jb_json_find(const jb_json *object, const char *key); /* NULL when absent */
const jb_json *jb_json_at(const jb_json *value, size_t index);
const jb_json *jb_json_first(const jb_json *value);              /* of an array or object */
const jb_json *jb_json_next(const jb_json *value);               /* the sibling after it, or NULL */
const char *jb_json_key(const jb_json *member);                  /* "" for array items */
const char *jb_json_path(jb_arena *arena, const jb_json *value); /* $.blocks[3].width */
jb_loc jb_json_loc(const jb_json *value);

/* Typed access. A wrong type is an input error that says what was wanted and what was found. */
jb_status jb_json_text(const jb_json *value, const char **out, jb_error *err) JB_MUST_USE;
jb_status jb_json_bool(const jb_json *value, bool *out, jb_error *err) JB_MUST_USE;
jb_status jb_json_int(const jb_json *value, int64_t min, int64_t max, int64_t *out,
                      jb_error *err) JB_MUST_USE;
/* A number or a string of digits, read from the text itself and never through a double. */
jb_status jb_json_dec(const jb_json *value, jb_dec *out, jb_error *err) JB_MUST_USE;
jb_status jb_json_want(const jb_json *value, jb_json_type type, jb_error *err) JB_MUST_USE;
/* The member of that name, or an error that names the object and what it lacks. */
jb_status jb_json_need(const jb_json *object, const char *key, jb_json_type type,
                       const jb_json **out, jb_error *err) JB_MUST_USE;
/* Every key must be in the NULL-terminated list; else an error with the nearest valid name. */
jb_status jb_json_only(const jb_json *object, const char *const *keys, jb_error *err) JB_MUST_USE;
/* The index of the text in the NULL-terminated list; else an error that lists the choices. */
jb_status jb_json_choice(const jb_json *value, const char *const *choices, unsigned *out,
                         jb_error *err) JB_MUST_USE;
/* A fault at this value. */
jb_status jb_json_fail(const jb_json *value, jb_error *err, const char *en, const char *zh, ...)
    JB_PRINTF(3, 5) JB_PRINTF(4, 5);

/* Appends text as a JSON string with quotes; only what JSON demands is escaped. */
void jb_json_quote(jb_str *out, const char *text);

/* ---- files ------------------------------------------------------------------------------- */

/* Reads a whole file ("-" is standard input). More than `limit` bytes is an input error. The
 * bytes are followed by a NUL that is not counted. */
jb_status jb_file_read(jb_arena *arena, const char *path, size_t limit, const char **bytes,
                       size_t *len, jb_error *err) JB_MUST_USE;

/* A file that appears whole or not at all: written beside its place, then fsync and rename. "-"
 * and what is not a regular file (a pipe, /dev/full) are written directly. A file that is replaced
 * keeps its permissions; a link keeps pointing to the file, which is replaced. */
typedef struct jb_out jb_out;

jb_status jb_out_open(const char *path, jb_out **out, jb_error *err) JB_MUST_USE;
/* Into memory: `into` has the bytes after jb_out_commit, which does not fail. */
jb_out *jb_out_memory(jb_str *into);
/* To a function, some tens of kilobytes at a time; all of them when jb_out_commit is back, which
 * does not fail. */
typedef void (*jb_out_take)(void *context, const void *bytes, size_t len);
jb_out *jb_out_function(jb_out_take take, void *context);
/* Faults are kept and reported by jb_out_commit; further writes then do nothing. */
void jb_out_write(jb_out *out, const void *bytes, size_t len);
/* Frees `out` in every case; on failure nothing appears at the path. */
jb_status jb_out_commit(jb_out *out, jb_error *err) JB_MUST_USE;
/* Likewise, but does not wait until the disk has it: for thousands of files, whose writer syncs
 * them together and can tell a damaged one. */
jb_status jb_out_commit_early(jb_out *out, jb_error *err) JB_MUST_USE;
/* Frees `out`, leaves nothing behind. NULL is fine. */
void jb_out_abort(jb_out *out);
/* Removes what is waiting beside its place, of all that are open. For signal handlers and the end
 * of the program only: nothing is freed, nothing can be committed afterwards. */
void jb_out_abandon_all(void);

/* Lines of a large text file, one at a time, in bounded memory. Strips LF or CRLF and a leading
 * byte order mark. A line over `limit` bytes, invalid UTF-8 or a NUL byte is an input error with
 * line and column. */
typedef struct jb_lines jb_lines;

jb_status jb_lines_open(const char *path, size_t limit, jb_lines **out, jb_error *err) JB_MUST_USE;
/* *line is NULL at the end; borrowed until the next call. */
jb_status jb_lines_next(jb_lines *lines, const char **line, size_t *len, jb_error *err) JB_MUST_USE;
unsigned jb_lines_number(const jb_lines *lines); /* of the line last returned */
const char *jb_lines_source(const jb_lines *lines);
void jb_lines_close(jb_lines *lines); /* NULL is fine */

/* Lower-case hexadecimal SHA-256. */
#define JB_SHA256_TEXT 65
void jb_sha256(const void *bytes, size_t len, char out[JB_SHA256_TEXT]);
/* The same of bytes that come piece by piece. */
typedef struct jb_sha256_pieces {
    uint64_t state[16]; /* the library's */
} jb_sha256_pieces;
void jb_sha256_begin(jb_sha256_pieces *pieces);
void jb_sha256_add(jb_sha256_pieces *pieces, const void *bytes, size_t len);
void jb_sha256_end(jb_sha256_pieces *pieces, char out[JB_SHA256_TEXT]);

/* A hash that bytes hold of themselves: the first half of their SHA-256, taken with zeros where it
 * stands, written as JB_SEAL_TEXT digits at each of the places. `whole` (may be NULL) gets the
 * SHA-256 of all as it is then, which costs little more. */
#define JB_SEAL_TEXT 32
void jb_seal(char *bytes, size_t len, const size_t *places, size_t count,
             char whole[JB_SHA256_TEXT]);
/* Whether the digits at the first place are that hash. */
bool jb_seal_holds(const char *bytes, size_t len, const size_t *places, size_t count);

/* ---- embedded files (catalogue, layouts, schema; made at build time) ------------------------ */

typedef struct jb_embedded {
    const char *name; /* such as "layouts/compare.json" */
    const unsigned char *bytes;
    size_t len;
} jb_embedded;

#ifdef __cplusplus
}
#endif

#endif
