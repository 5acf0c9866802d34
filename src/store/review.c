/* review.c - what people decide about facts, and the life of a fact.
 *
 * Decides which facts may still be decided on or corrected. Refuses to know who may decide and what
 * day it is.
 */
#include "db.h"
#include "row.h"

static jb_status fail_unknown(const jb_store *store, int64_t id, jb_error *err)
{
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    return jb_fail(err, JB_ERR_NOTFOUND, &loc,
                   "there is no fact %lld; `jianbao facts` lists the numbers",
                   "没有编号为 %lld 的数据；jianbao facts 可列出编号", (long long)id);
}

static jb_status read_standing(jb_store *store, int64_t id, jb_arena *arena, jb_standing *out,
                               jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    *out = (jb_standing){.replaced_by = ""};
    jb_status status = jb_store_prepare(
        store, "SELECT superseded_by, replaced_by, withdrawn FROM v_fact_all WHERE id = ?1", &stmt,
        err);
    if (status != JB_OK) {
        return status;
    }
    (void)sqlite3_bind_int64(stmt, 1, id);
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) {
        out->superseded_by = sqlite3_column_int64(stmt, 0);
        out->replaced_by = jb_column_text(arena, stmt, 1);
        out->withdrawn = sqlite3_column_int(stmt, 2) != 0;
    } else {
        status = rc == SQLITE_DONE ? fail_unknown(store, id, err) : jb_store_fail(store, rc, err);
    }
    sqlite3_finalize(stmt);
    return status;
}

jb_status jb_store_fact(jb_store *store, int64_t id, jb_arena *arena, jb_fact *out,
                        jb_standing *standing, jb_error *err)
{
    bool found = false;
    jb_status status = jb_fact_find(store, id, arena, out, &found, err);
    if (status == JB_OK && !found) {
        status = fail_unknown(store, id, err);
    }
    return status == JB_OK ? read_standing(store, id, arena, standing, err) : status;
}

/* ---- decisions ------------------------------------------------------------------------------ */

jb_status jb_verdict_check(const jb_verdict *verdict, jb_error *err)
{
    if (verdict->by && verdict->by[0]) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_INPUT, NULL, "a decision needs the name of who decides",
                   "审核决定须写明审核人");
}

/* What no longer counts cannot be decided on: the decision would never be seen. */
static jb_status check_counts(jb_store *store, int64_t id, jb_error *err)
{
    jb_standing standing;
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    jb_arena_mark mark = jb_arena_save(store->scratch);
    jb_status status = read_standing(store, id, store->scratch, &standing, err);
    if (status == JB_OK && standing.superseded_by != 0) {
        status = jb_fail(err, JB_ERR_INPUT, &loc,
                         "fact %lld was corrected by fact %lld; decide on that one",
                         "数据 %lld 已由数据 %lld 更正；请对后者作决定", (long long)id,
                         (long long)standing.superseded_by);
    } else if (status == JB_OK && standing.replaced_by[0]) {
        status = jb_fail(err, JB_ERR_INPUT, &loc,
                         "fact %lld is of an older version of its report, which no longer counts",
                         "数据 %lld 出自报告的旧版本，已不再采用", (long long)id);
    } else if (status == JB_OK && standing.withdrawn) {
        status =
            jb_fail(err, JB_ERR_INPUT, &loc,
                    "the report of fact %lld was withdrawn; `jianbao add` brings it back",
                    "数据 %lld 所在的报告已撤回；用 jianbao add 重新读入即可恢复", (long long)id);
    }
    jb_arena_restore(store->scratch, mark);
    return status;
}

static jb_status insert_decision(jb_store *store, int64_t fact_id, jb_review decision,
                                 const jb_verdict *verdict, jb_error *err)
{
    sqlite3_stmt **stmt = &store->stmts[JB_STMT_DECIDE];
    char day[JB_DATE_TEXT];
    jb_status status = JB_OK;
    if (!*stmt) {
        status = jb_store_prepare(store,
                                  "INSERT INTO decision (by, reason, decision, decided_on, "
                                  "fact_id) VALUES (?1, ?2, ?3, ?4, ?5)",
                                  stmt, err);
    }
    jb_date_text(verdict->on, day);
    const char *const texts[] = {verdict->by, verdict->reason, jb_review_code(decision), day};
    if (status == JB_OK) {
        status = jb_store_bind(store, *stmt, texts, sizeof texts / sizeof texts[0], err);
    }
    if (status != JB_OK) {
        return status;
    }
    (void)sqlite3_bind_int64(*stmt, 5, fact_id);
    int rc = sqlite3_step(*stmt);
    (void)sqlite3_reset(*stmt);
    (void)sqlite3_clear_bindings(*stmt);
    return rc == SQLITE_DONE ? JB_OK : jb_store_fail(store, rc, err);
}

jb_status jb_store_decide(jb_store *store, int64_t fact_id, jb_review decision,
                          const jb_verdict *verdict, jb_error *err)
{
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    if (status == JB_OK) {
        status = check_counts(store, fact_id, err);
    }
    return status == JB_OK ? insert_decision(store, fact_id, decision, verdict, err) : status;
}

jb_status jb_store_correct(jb_store *store, int64_t fact_id, const jb_fact *fact,
                           const jb_verdict *verdict, int64_t *id, jb_error *err)
{
    jb_fact copy = *fact;
    copy.status = JB_REVIEW_CORRECTED;
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    if (status == JB_OK) {
        status = check_counts(store, fact_id, err);
    }
    size_t withdrawn = 0;
    if (status == JB_OK) {
        status = jb_absence_take_back(store, fact->agency_code, fact->year, fact->indicator,
                                      verdict, &withdrawn, err);
    }
    if (status == JB_OK) {
        status = jb_fact_put_over(store, &copy, fact_id, id, err);
    }
    return status == JB_OK ? insert_decision(store, *id, JB_REVIEW_CORRECTED, verdict, err)
                           : status;
}

jb_status jb_store_add_fact(jb_store *store, const jb_fact *fact, const jb_verdict *verdict,
                            int64_t *id, bool *withdrawn, jb_error *err)
{
    jb_fact copy = *fact;
    size_t moved = 0;
    copy.status = JB_REVIEW_APPROVED;
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    if (status == JB_OK) {
        status = jb_absence_take_back(store, fact->agency_code, fact->year, fact->indicator,
                                      verdict, &moved, err);
    }
    if (status == JB_OK) {
        status = jb_row_put(store, JB_TABLE_FACTS, &copy, NULL, id, err);
    }
    if (withdrawn) {
        *withdrawn = moved > 0;
    }
    return status == JB_OK ? insert_decision(store, *id, JB_REVIEW_APPROVED, verdict, err) : status;
}

/* ---- history -------------------------------------------------------------------------------- */

/* A correction has a greater id than what it corrects, so ids are the order of time. The view is
 * asked for one id at a time: it would be gone through whole for a list of them. */
static const char history_sql[] =
    "WITH RECURSIVE older(id) AS (SELECT ?1 UNION SELECT f.supersedes FROM fact f "
    "JOIN older o ON f.id = o.id WHERE f.supersedes IS NOT NULL), "
    "chain(id) AS (SELECT min(id) FROM older UNION SELECT f.id FROM fact f "
    "JOIN chain c ON f.supersedes = c.id) SELECT id FROM chain ORDER BY id";
static const char events_sql[] = "SELECT fact_id, event, status, by, reason, decided_on, other_id "
                                 "FROM v_history WHERE fact_id = ?1 ORDER BY step";

static jb_event read_event(jb_arena *arena, sqlite3_stmt *stmt)
{
    return (jb_event){
        .fact_id = sqlite3_column_int64(stmt, 0),
        .event = jb_column_text(arena, stmt, 1),
        .status = jb_column_text(arena, stmt, 2),
        .by = jb_column_text(arena, stmt, 3),
        .reason = jb_column_text(arena, stmt, 4),
        .decided_on = jb_column_text(arena, stmt, 5),
        .other_id = sqlite3_column_int64(stmt, 6),
    };
}

typedef struct telling {
    jb_store *store;
    sqlite3_stmt *events;
    jb_event_fn fn;
    void *context;
    size_t seen;
} telling;

static jb_status tell_events(telling *t, int64_t id, jb_error *err)
{
    jb_status status = JB_OK;
    jb_arena *arena = jb_arena_new();
    (void)sqlite3_bind_int64(t->events, 1, id);
    int rc = sqlite3_step(t->events);
    for (; rc == SQLITE_ROW && status == JB_OK; t->seen++) {
        jb_event event = read_event(arena, t->events);
        status = t->fn(&event, t->context, err);
        rc = status == JB_OK ? sqlite3_step(t->events) : rc;
    }
    (void)sqlite3_reset(t->events);
    jb_arena_free(arena);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(t->store, rc, err) : status;
}

jb_status jb_store_history(jb_store *store, int64_t fact_id, jb_event_fn fn, void *context,
                           jb_error *err)
{
    sqlite3_stmt *chain = NULL;
    telling t = {.store = store, .fn = fn, .context = context};
    jb_status status = jb_store_prepare(store, history_sql, &chain, err);
    if (status == JB_OK) {
        status = jb_store_prepare(store, events_sql, &t.events, err);
    }
    int rc = SQLITE_DONE;
    if (status == JB_OK) {
        (void)sqlite3_bind_int64(chain, 1, fact_id);
        rc = sqlite3_step(chain);
    }
    while (rc == SQLITE_ROW && status == JB_OK) {
        status = tell_events(&t, sqlite3_column_int64(chain, 0), err);
        rc = status == JB_OK ? sqlite3_step(chain) : rc;
    }
    sqlite3_finalize(chain);
    sqlite3_finalize(t.events);
    if (status == JB_OK && rc != SQLITE_DONE) {
        return jb_store_fail(store, rc, err);
    }
    return status == JB_OK && t.seen == 0 ? fail_unknown(store, fact_id, err) : status;
}
