/* put.c - adding records, and saying why one cannot be added.
 *
 * Decides what counts as the same record and what contradicts what. Refuses to know where records
 * come from, and never changes one that is held.
 */
#include "db.h"
#include "origins.h"
#include "row.h"

#include <stdlib.h>
#include <string.h>

/* Keeps an exported row within the length of line that an import reads, however it is escaped. */
#define ROW_BYTES_MAX (128U * 1024U)

/* A record on its way into a table. */
typedef struct entry {
    jb_store *store;
    jb_table table;
    const jb_row_kind *kind;
    const char **texts; /* of the fields, in the store's scratch arena */
    size_t count;
    int64_t supersedes; /* a fact: the one it corrects, 0 for none */
    const jb_loc *loc;
    jb_error *err;
} entry;

static const char *text_of(const entry *e, const char *field)
{
    return e->texts[jb_names_find(e->kind->fields, field)];
}

static jb_status read_texts(entry *e, const void *record)
{
    size_t bytes = 0;
    e->texts = jb_arena_array(e->store->scratch, e->count, sizeof *e->texts);
    for (size_t i = 0; i < e->count; i++) {
        e->texts[i] = jb_row_field(e->store->scratch, e->table, record, (unsigned)i);
        bytes += strlen(e->texts[i]);
        if (strchr(e->texts[i], '\r')) {
            return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                           "%s holds a carriage return; write line breaks as LF",
                           "%s 含有回车符；换行请只用 LF", e->kind->fields[i]);
        }
    }
    if (bytes > ROW_BYTES_MAX) {
        return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                       "the record holds %zu bytes of text; at most %u can be kept",
                       "该记录文字共 %zu 字节，超过上限 %u 字节", bytes, ROW_BYTES_MAX);
    }
    return JB_OK;
}

/* Parameters are numbered as the fields are; a statement may use only some of them, and one more
 * for the fact that is superseded. */
static jb_status bind_all(const entry *e, sqlite3_stmt *stmt)
{
    size_t used = (size_t)sqlite3_bind_parameter_count(stmt);
    int rc = SQLITE_OK;
    for (size_t i = 0; i < used && i < e->count && rc == SQLITE_OK; i++) {
        const char *name = e->kind->fields[i];
        const char *text = e->texts[i];
        if (!text[0] && (jb_column_is_int(name) || jb_column_is_nullable(name))) {
            rc = sqlite3_bind_null(stmt, (int)i + 1);
        } else if (jb_column_is_int(name)) {
            rc = sqlite3_bind_int64(stmt, (int)i + 1, strtoll(text, NULL, 10));
        } else {
            rc = sqlite3_bind_text(stmt, (int)i + 1, text, -1, NULL);
        }
    }
    if (rc == SQLITE_OK && used > e->count && e->supersedes > 0) {
        rc = sqlite3_bind_int64(stmt, (int)e->count + 1, e->supersedes);
    }
    return rc == SQLITE_OK ? JB_OK : jb_store_fail(e->store, rc, e->err);
}

/* ---- statements ----------------------------------------------------------------------------- */

static void write_insert(const entry *e, jb_str *sql)
{
    jb_str_addf(sql, "INSERT INTO %s (", e->kind->table);
    for (size_t i = 0; i < e->count; i++) {
        jb_str_addf(sql, "%s%s", i ? ", " : "", e->kind->fields[i]);
    }
    bool fact = e->table == JB_TABLE_FACTS;
    jb_str_add(sql, fact ? ", supersedes) VALUES (" : ") VALUES (");
    for (size_t i = 0; i < e->count + fact; i++) {
        jb_str_addf(sql, "%s?%zu", i ? ", " : "", i + 1);
    }
    jb_str_add(sql, ")");
}

/* The row with the same key; of a fact and its corrections the first. The expressions are those of
 * the unique indexes. */
static void write_held(const entry *e, jb_str *sql)
{
    jb_str_add(sql, "SELECT id");
    for (size_t i = 0; i < e->count; i++) {
        jb_str_addf(sql, ", %s", e->kind->fields[i]);
    }
    jb_str_addf(sql, " FROM %s", e->kind->table);
    for (size_t i = 0; e->kind->key[i]; i++) {
        const char *name = e->kind->key[i];
        int param = jb_names_find(e->kind->fields, name) + 1;
        jb_str_add(sql, i ? " AND " : " WHERE ");
        if (jb_column_is_nullable(name)) {
            jb_str_addf(sql, "ifnull(%s, -1) = ifnull(?%d, -1)", name, param);
        } else {
            jb_str_addf(sql, "%s = ?%d", name, param);
        }
    }
    jb_str_add(sql, " ORDER BY id LIMIT 1");
}

/* The kept statement of the slot, written and prepared when first needed, with its parameters. */
static jb_status ready(const entry *e, int slot, void (*write)(const entry *e, jb_str *sql),
                       sqlite3_stmt **out)
{
    sqlite3_stmt **stmt = &e->store->stmts[slot];
    jb_status status = JB_OK;
    if (!*stmt) {
        jb_str sql = {0};
        write(e, &sql);
        status = jb_store_prepare(e->store, jb_str_text(&sql), stmt, e->err);
        jb_str_free(&sql);
    }
    *out = *stmt;
    return status == JB_OK ? bind_all(e, *stmt) : status;
}

/* Scratch texts were bound without a copy. */
static void let_go(sqlite3_stmt *stmt)
{
    (void)sqlite3_reset(stmt);
    (void)sqlite3_clear_bindings(stmt);
}

/* ---- why not -------------------------------------------------------------------------------- */

static const char *held_text(sqlite3_stmt *held, size_t field)
{
    const char *text = (const char *)sqlite3_column_text(held, (int)field + 1);
    return text ? text : "";
}

/* The first field in which the row held differs, the value before all others, or -1. */
static int difference(const entry *e, sqlite3_stmt *held)
{
    int value = jb_names_find(e->kind->fields, "value");
    if (value >= 0 && strcmp(held_text(held, (size_t)value), e->texts[value]) != 0) {
        return value;
    }
    for (size_t i = 0; i < e->count; i++) {
        if (strcmp(held_text(held, i), e->texts[i]) != 0) {
            return (int)i;
        }
    }
    return -1;
}

static jb_status fail_same_key(const entry *e, sqlite3_stmt *held)
{
    const char *name =
        jb_origins_name(e->store, e->store->scratch, e->table, sqlite3_column_int64(held, 0));
    int field = difference(e, held);
    if (field < 0) {
        return jb_fail(e->err, JB_ERR_INPUT, e->loc, "repeats the record already held (%s)",
                       "与已有记录（%s）完全重复", name);
    }
    if (strcmp(e->kind->fields[field], "value") == 0 && e->table == JB_TABLE_DENOMINATORS) {
        return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                       "value %s contradicts the number already held (%s), which is %s in the "
                       "same source; take out the wrong one",
                       "数值 %s 与已有记录（%s）矛盾：同一出处的已有数值为 %s；请去掉有误的一个",
                       e->texts[field], name, held_text(held, (size_t)field));
    }
    if (strcmp(e->kind->fields[field], "value") == 0) {
        return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                       "value %s contradicts the fact already held (%s), which says %s for the "
                       "same agency, year, indicator, period, scope, term and place; if that one "
                       "is wrong, use a correction",
                       "数值 %s 与已有数据（%s）矛盾：同一机构、年度、指标、期间、范围、用语和"
                       "出处，已有数值为 %s；如已有数据有误，请用更正",
                       e->texts[field], name, held_text(held, (size_t)field));
    }
    return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                   "the record is already held (%s) with other content in column %s",
                   "该记录已存在（%s），但 %s 栏内容不同", name, e->kind->fields[field]);
}

static jb_status explain_same_key(const entry *e)
{
    sqlite3_stmt *held = NULL;
    jb_status status = ready(e, JB_STMT_HELD + (int)e->table, write_held, &held);
    if (status != JB_OK) {
        return status;
    }
    int rc = sqlite3_step(held);
    status = rc == SQLITE_ROW ? fail_same_key(e, held) : jb_store_fail(e->store, rc, e->err);
    let_go(held);
    return status;
}

static jb_status explain(const entry *e, int rc)
{
    const char *code = e->table == JB_TABLE_AGENCIES ? "code" : "agency_code";
    switch (rc) {
    case SQLITE_CONSTRAINT_UNIQUE:
        return explain_same_key(e);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                       "agency %s is not in the store; import its agencies first",
                       "数据库中没有代码为 %s 的机构；请先导入机构表", text_of(e, code));
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE:
        return jb_fail(e->err, JB_ERR_INPUT, e->loc, "the record cannot be kept (%s)",
                       "该记录不能保存（%s）", sqlite3_errmsg(e->store->db));
    default:
        return jb_store_fail(e->store, rc, e->err);
    }
}

/* ---- a figure and its absence --------------------------------------------------------------- */

static jb_status fail_figure_held(const entry *e, sqlite3_stmt *held)
{
    const char *name =
        jb_origins_name(e->store, e->store->scratch, JB_TABLE_FACTS, sqlite3_column_int64(held, 0));
    return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                   "%s of %s in %s cannot be absent: a fact is held (%s)",
                   "%s（机构 %s，%s 年）不能记为缺失：已有数据（%s）", text_of(e, "indicator"),
                   text_of(e, "agency_code"), text_of(e, "year"), name);
}

static jb_status fail_absence_held(const entry *e, sqlite3_stmt *held)
{
    const char *name = jb_origins_name(e->store, e->store->scratch, JB_TABLE_ABSENCES,
                                       sqlite3_column_int64(held, 0));
    return jb_fail(e->err, JB_ERR_INPUT, e->loc,
                   "%s of %s in %s cannot be stated: it is recorded as absent (%s, %s); if that is "
                   "wrong, `jianbao review withdraw --absence`",
                   "%s（机构 %s，%s 年）不能有数据：已记为缺失（%s，%s）；如缺失记录有误，请用 "
                   "jianbao review withdraw --absence 撤回",
                   text_of(e, "indicator"), text_of(e, "agency_code"), text_of(e, "year"), name,
                   (const char *)sqlite3_column_text(held, 1));
}

static void write_other_side(const entry *e, jb_str *sql)
{
    bool fact = e->table == JB_TABLE_FACTS;
    jb_str_addf(sql,
                "SELECT id, %s FROM %s WHERE agency_code = ?%d AND year = ?%d "
                "AND indicator = ?%d%s ORDER BY id LIMIT 1",
                fact ? "kind" : "value", fact ? "absence" : "v_fact",
                jb_names_find(e->kind->fields, "agency_code") + 1,
                jb_names_find(e->kind->fields, "year") + 1,
                jb_names_find(e->kind->fields, "indicator") + 1,
                fact ? "" : " AND status <> 'rejected'");
}

/* One agency and year cannot both state an indicator and be silent on it. */
static jb_status check_other_side(const entry *e)
{
    bool fact = e->table == JB_TABLE_FACTS;
    bool rejected = fact && strcmp(text_of(e, "status"), jb_review_code(JB_REVIEW_REJECTED)) == 0;
    if (rejected || (!fact && e->table != JB_TABLE_ABSENCES)) {
        return JB_OK;
    }
    sqlite3_stmt *held = NULL;
    jb_status status =
        ready(e, fact ? JB_STMT_ABSENCE_OF : JB_STMT_FACT_OF, write_other_side, &held);
    int rc = status == JB_OK ? sqlite3_step(held) : SQLITE_DONE;
    if (rc == SQLITE_ROW) {
        status = fact ? fail_absence_held(e, held) : fail_figure_held(e, held);
    } else if (rc != SQLITE_DONE) {
        status = jb_store_fail(e->store, rc, e->err);
    }
    let_go(held);
    return status;
}

/* ---- a figure and the text it stands in ----------------------------------------------------- */

static void write_place(const entry *e, jb_str *sql)
{
    int start = jb_names_find(e->kind->fields, "char_start") + 1;
    jb_str_addf(sql, "SELECT substr(text, ?%d + 1, ?%d - ?%d) FROM original WHERE sha256 = ?%d",
                start, start + 1, start, jb_names_find(e->kind->fields, "source_sha256") + 1);
}

/* Where the report's text is held, offsets must point at what they claim. */
static jb_status check_place(const entry *e)
{
    if (e->table != JB_TABLE_FACTS || !text_of(e, "char_start")[0] ||
        !text_of(e, "source_sha256")[0]) {
        return JB_OK;
    }
    sqlite3_stmt *held = NULL;
    jb_status status = ready(e, JB_STMT_PLACE, write_place, &held);
    int rc = status == JB_OK ? sqlite3_step(held) : SQLITE_DONE;
    const char *there = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(held, 0) : NULL;
    if (rc == SQLITE_ROW && strcmp(there ? there : "", text_of(e, "raw")) != 0) {
        status = jb_fail(e->err, JB_ERR_INPUT, e->loc,
                         "characters %s to %s of the report's text are \"%.200s\", not raw "
                         "\"%.200s\"; count code points from 0",
                         "报告原文第 %s 至 %s 字符为“%.200s”，不是 raw“%.200s”；位置按码点从 0 "
                         "计",
                         text_of(e, "char_start"), text_of(e, "char_end"), there ? there : "",
                         text_of(e, "raw"));
    } else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        status = jb_store_fail(e->store, rc, e->err);
    }
    let_go(held);
    return status;
}

/* ---- putting -------------------------------------------------------------------------------- */

static jb_status insert(const entry *e, int64_t *id)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = ready(e, JB_STMT_INSERT + (int)e->table, write_insert, &stmt);
    if (status != JB_OK) {
        return status;
    }
    int rc = sqlite3_step(stmt);
    let_go(stmt);
    if (rc != SQLITE_DONE) {
        return explain(e, rc);
    }
    *id = sqlite3_last_insert_rowid(e->store->db);
    jb_origins_add(e->store, e->table, *id, e->loc);
    return JB_OK;
}

static jb_status put_entry(entry *e, const void *record, int64_t *id)
{
    jb_status status = read_texts(e, record);
    if (status == JB_OK) {
        status = check_other_side(e);
    }
    if (status == JB_OK) {
        status = check_place(e);
    }
    if (status == JB_OK) {
        status = insert(e, id);
    }
    bool restored = false;
    return status == JB_OK && e->table == JB_TABLE_REPORTS
               ? jb_report_restore(e->store, record, &restored, e->err)
               : status;
}

static jb_status put(entry *e, const void *record, int64_t *id)
{
    int64_t given = 0;
    jb_status status = jb_store_want_transaction(e->store, e->err);
    if (status != JB_OK) {
        return status;
    }
    e->kind = jb_row_kind_of(e->table);
    e->count = jb_names_count(e->kind->fields);
    jb_arena_mark mark = jb_arena_save(e->store->scratch);
    status = put_entry(e, record, &given);
    jb_arena_restore(e->store->scratch, mark);
    if (status == JB_OK && id) {
        *id = given;
    }
    return status;
}

jb_status jb_row_put(jb_store *store, jb_table table, const void *record, const jb_loc *loc,
                     int64_t *id, jb_error *err)
{
    entry e = {.store = store, .table = table, .loc = loc, .err = err};
    return put(&e, record, id);
}

jb_status jb_fact_put_over(jb_store *store, const jb_fact *fact, int64_t supersedes, int64_t *id,
                           jb_error *err)
{
    entry e = {.store = store, .table = JB_TABLE_FACTS, .supersedes = supersedes, .err = err};
    return put(&e, fact, id);
}

jb_status jb_store_put_agency(jb_store *store, const jb_agency *agency, const jb_loc *loc,
                              jb_error *err)
{
    return jb_row_put(store, JB_TABLE_AGENCIES, agency, loc, NULL, err);
}

jb_status jb_store_put_report(jb_store *store, const jb_report *report, const jb_loc *loc,
                              jb_error *err)
{
    return jb_row_put(store, JB_TABLE_REPORTS, report, loc, NULL, err);
}

jb_status jb_store_put_fact(jb_store *store, const jb_fact *fact, const jb_loc *loc, int64_t *id,
                            jb_error *err)
{
    return jb_row_put(store, JB_TABLE_FACTS, fact, loc, id, err);
}

jb_status jb_store_put_absent(jb_store *store, const jb_absent *absent, const jb_loc *loc,
                              jb_error *err)
{
    return jb_row_put(store, JB_TABLE_ABSENCES, absent, loc, NULL, err);
}

jb_status jb_store_put_denominator(jb_store *store, const jb_denominator *denominator,
                                   const jb_loc *loc, jb_error *err)
{
    return jb_row_put(store, JB_TABLE_DENOMINATORS, denominator, loc, NULL, err);
}
