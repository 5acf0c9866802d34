/* figure_row.c - a fact as a row of many: which columns are asked for, and how they are read.
 *
 * Decides that every text is held once. Refuses to know which facts count.
 */
#include "figure_row.h"

#include <stdlib.h>
#include <string.h>

/* ---- texts held once ------------------------------------------------------------------------ */

typedef struct jb_texts_slot {
    const char *text;
    uint64_t hash;
} slot;

/* Eight bytes at a time. */
static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = len;
    uint64_t word = 0;
    for (; len > sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text, len);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static void grow(jb_texts *texts)
{
    size_t size = texts->size == 0 ? 1024 : 2 * texts->size;
    slot *slots = jb_xmalloc(size * sizeof *slots);
    memset(slots, 0, size * sizeof *slots);
    for (size_t i = 0; i < texts->size; i++) {
        const slot *old = &texts->slots[i];
        size_t at = (size_t)old->hash & (size - 1);
        while (old->text != NULL && slots[at].text != NULL) {
            at = (at + 1) & (size - 1);
        }
        if (old->text != NULL) {
            slots[at] = *old;
        }
    }
    free(texts->slots);
    texts->slots = slots;
    texts->size = size;
}

static const char *hold(jb_texts *texts, const char *text, size_t len)
{
    if (len == 0) {
        return "";
    }
    if (2 * texts->used >= texts->size) {
        grow(texts);
    }
    uint64_t hash = hash_of(text, len);
    size_t at = (size_t)hash & (texts->size - 1);
    for (; texts->slots[at].text != NULL; at = (at + 1) & (texts->size - 1)) {
        const slot *held = &texts->slots[at];
        if (held->hash == hash && strcmp(held->text, text) == 0) {
            return held->text;
        }
    }
    texts->slots[at] = (slot){jb_arena_strndup(texts->arena, text, len), hash};
    texts->used++;
    return texts->slots[at].text;
}

void jb_texts_free(jb_texts *texts)
{
    free(texts->slots);
    *texts = (jb_texts){0};
}

/* ---- a row ---------------------------------------------------------------------------------- */

static const char columns[] =
    "SELECT id, year, agency_code, indicator, term, unit, scope_population, scope_channel, "
    "scope_coverage, source, value, yoy_percent, yoy_points, period_start, period_end, "
    "period_kind, qualifier, basis, status";
/* Not asked for of each fact where nobody has decided anything. */
static const char decided[] = "(SELECT d.decision FROM decision d WHERE d.fact_id = f.id "
                              "ORDER BY d.id DESC LIMIT 1)";
/* What proves them comes behind. */
static const char proofs[] =
    ", agency, raw, sentence, rule, note, char_start, char_end, confidence";

/* From the first column of texts on, where each goes. */
enum { TEXTS_FROM = 2, VALUE = 10, DATES = 13, CODES = 15, DECISION = 19, SHA256 = 20 };
enum { PROOFS_FROM = 21, OFFSETS = 26, CONFIDENCE = 28 };
static const size_t proof_members[] = {offsetof(jb_fact, agency), offsetof(jb_fact, raw),
                                       offsetof(jb_fact, sentence), offsetof(jb_fact, rule),
                                       offsetof(jb_fact, note)};
static const size_t text_members[] = {offsetof(jb_fact, agency_code),
                                      offsetof(jb_fact, indicator),
                                      offsetof(jb_fact, term),
                                      offsetof(jb_fact, unit),
                                      offsetof(jb_fact, scope_population),
                                      offsetof(jb_fact, scope_channel),
                                      offsetof(jb_fact, scope_coverage),
                                      offsetof(jb_fact, source)};

static const char *column(sqlite3_stmt *stmt, int at)
{
    const char *text = (const char *)sqlite3_column_text(stmt, at);
    return text != NULL ? text : "";
}

/* True when the column holds a number; false with *good kept when it holds none. */
static bool read_dec(sqlite3_stmt *stmt, int at, jb_dec *out, bool *good)
{
    const char *text = column(stmt, at);
    if (text[0] == '\0') {
        return false;
    }
    *good = jb_dec_parse(text, (size_t)sqlite3_column_bytes(stmt, at), out) && *good;
    return true;
}

static bool read_date(sqlite3_stmt *stmt, int at, jb_date *out)
{
    const char *text = column(stmt, at);
    return text[0] == '\0' || jb_date_parse(text, out);
}

/* Neighbouring records share most of their texts. */
static const char *text_at(jb_texts *texts, sqlite3_stmt *stmt, int at)
{
    const char *text = column(stmt, at);
    const char **last = &texts->last[at];
    if (*last == NULL || strcmp(*last, text) != 0) {
        *last = hold(texts, text, (size_t)sqlite3_column_bytes(stmt, at));
    }
    return *last;
}

/* What is empty keeps the value of an empty record. */
static bool read_proofs(jb_texts *texts, sqlite3_stmt *stmt, jb_fact *out)
{
    bool good = true;
    for (int i = 0; i < OFFSETS - PROOFS_FROM; i++) {
        const char *text = text_at(texts, stmt, PROOFS_FROM + i);
        memcpy((char *)out + proof_members[i], &text, sizeof(const char *));
    }
    out->source_sha256 = text_at(texts, stmt, SHA256);
    if (sqlite3_column_type(stmt, OFFSETS) != SQLITE_NULL) {
        out->char_start = sqlite3_column_int64(stmt, OFFSETS);
    }
    if (sqlite3_column_type(stmt, OFFSETS + 1) != SQLITE_NULL) {
        out->char_end = sqlite3_column_int64(stmt, OFFSETS + 1);
    }
    (void)read_dec(stmt, CONFIDENCE, &out->confidence, &good);
    return good;
}

static bool read_all(jb_texts *texts, sqlite3_stmt *stmt, bool whole, jb_fact *out)
{
    bool good = true;
    jb_fact_init(out);
    out->id = sqlite3_column_int64(stmt, 0);
    out->year = sqlite3_column_int(stmt, 1);
    for (int i = 0; i < VALUE - TEXTS_FROM; i++) {
        const char *text = text_at(texts, stmt, TEXTS_FROM + i);
        memcpy((char *)out + text_members[i], &text, sizeof(const char *));
    }
    (void)read_dec(stmt, VALUE, &out->value, &good);
    out->has_yoy_percent = read_dec(stmt, VALUE + 1, &out->yoy_percent, &good);
    out->has_yoy_points = read_dec(stmt, VALUE + 2, &out->yoy_points, &good);
    return good && (!whole || read_proofs(texts, stmt, out)) &&
           read_date(stmt, DATES, &out->period.start) &&
           read_date(stmt, DATES + 1, &out->period.end) &&
           jb_period_kind_parse(column(stmt, CODES), &out->period.kind) &&
           jb_qualifier_parse(column(stmt, CODES + 1), &out->qualifier) &&
           jb_basis_parse(column(stmt, CODES + 2), &out->basis) &&
           jb_review_parse(column(stmt, column(stmt, DECISION)[0] ? DECISION : CODES + 3),
                           &out->status);
}

jb_status jb_figure_read(const jb_store *store, jb_texts *texts, sqlite3_stmt *stmt, bool whole,
                         jb_fact *out, jb_error *err)
{
    if (read_all(texts, stmt, whole, out)) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    return jb_fail(err, JB_ERR_STORE, &loc,
                   "fact %lld holds what no jianbao wrote; restore a backup copy",
                   "数据 %lld 的内容不是 jianbao 写入的；请恢复备份", (long long)out->id);
}

const char *jb_figure_sha256(sqlite3_stmt *stmt)
{
    return column(stmt, SHA256);
}

void jb_figure_columns(jb_str *sql, bool decisions, bool whole)
{
    jb_str_addf(sql, "%s, %s, source_sha256%s", columns, decisions ? decided : "NULL",
                whole ? proofs : "");
}

/* ---- records that are held already ----------------------------------------------------------- */

/* Neighbouring records share many texts by their address. */
static void take_text(jb_texts *texts, jb_fact *fact, size_t member, size_t nth)
{
    const char *text = NULL;
    memcpy(&text, (const char *)fact + member, sizeof text);
    if (texts->given[nth] != text) {
        texts->given[nth] = text;
        texts->last[nth] = hold(texts, text, strlen(text));
    }
    memcpy((char *)fact + member, &texts->last[nth], sizeof text);
}

void jb_figure_take(jb_texts *texts, jb_fact *fact)
{
    size_t nth = 0;
    for (size_t i = 0; i < sizeof text_members / sizeof *text_members; i++) {
        take_text(texts, fact, text_members[i], nth++);
    }
    for (size_t i = 0; i < sizeof proof_members / sizeof *proof_members; i++) {
        take_text(texts, fact, proof_members[i], nth++);
    }
    take_text(texts, fact, offsetof(jb_fact, source_sha256), nth);
}

int jb_figure_cmp_texts(const jb_fact *a, const jb_fact *b)
{
    for (size_t i = 2; i < sizeof text_members / sizeof text_members[0]; i++) {
        const char *x = NULL;
        const char *y = NULL;
        memcpy(&x, (const char *)a + text_members[i], sizeof(const char *));
        memcpy(&y, (const char *)b + text_members[i], sizeof(const char *));
        int order = x == y ? 0 : strcmp(x, y);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}
