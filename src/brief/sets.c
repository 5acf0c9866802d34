/* The comparisons of a layout: what the store is asked for them, and who makes them. */
#include "brief_private.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int64_t int_value(const int_source *from)
{
    if (from->param == NULL) {
        return from->value;
    }
    jb_dec number;
    const char *text = from->param->value;
    return jb_dec_parse(text, strlen(text), &number) ? number.coef : 0;
}

/* `last` is left to who asks the store. */
static jb_query query_of(const jb_brief *brief, const data_set *set)
{
    return (jb_query){
        .name = set->name,
        .agencies = set->only != NULL           ? set->only
                    : set->agency_param != NULL ? param_codes(brief->arena, set->agency_param)
                                                : set->agencies,
        .year_from = set->only_year != 0 ? set->only_year : (int)int_value(&set->from),
        .year_to = set->only_year != 0 ? set->only_year : (int)int_value(&set->to),
        .columns = set->columns,
        .column_count = set->column_count,
        .statuses = brief->statuses,
        .totals = set->totals,
        .relax = set->relax,
        .ordered = set->ordered,
        .order = set->order,
    };
}

/* ---- when nothing is held */

/* The years of which the store has anything. */
typedef struct years_held {
    jb_arena *arena;
    int *list;
    size_t count, cap;
} years_held;

static jb_status year_held(const char *agency, int year, void *context, jb_error *err)
{
    years_held *held = context;
    (void)agency;
    (void)err;
    for (size_t i = 0; i < held->count; i++) {
        if (held->list[i] == year) {
            return JB_OK;
        }
    }
    JB_PUSH(held->list, held->count, held->cap, year);
    return JB_OK;
}

static int cmp_years(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* "2021, 2023", "" for none; those of the agencies, or of all. */
static const char *years_text(const jb_brief *brief, const char *const *agencies)
{
    jb_filter filter = {.agencies = agencies};
    jb_error ignored = {0};
    years_held held = {.arena = brief->arena};
    const char *out = "";
    (void)!jb_store_years(brief->store, &filter, year_held, &held, &ignored);
    if (held.count > 0) {
        qsort(held.list, held.count, sizeof *held.list, cmp_years);
    }
    for (size_t i = 0; i < held.count; i++) {
        out = jb_arena_printf(brief->arena, "%s%s%d", out, i > 0 ? ", " : "", held.list[i]);
    }
    free(held.list);
    return out;
}

/* " for 440105, 440106" and the years asked for. */
typedef struct asked {
    const char *en, *zh;
} asked;

static asked who_asked(const jb_brief *brief, const jb_query *query)
{
    const char *codes = "";
    for (size_t i = 0; query->agencies != NULL && query->agencies[i] != NULL; i++) {
        codes =
            jb_arena_printf(brief->arena, "%s%s%s", codes, i > 0 ? ", " : "", query->agencies[i]);
    }
    if (*codes == '\0') {
        return (asked){"", ""};
    }
    return (asked){jb_arena_printf(brief->arena, " of %s", codes),
                   jb_arena_printf(brief->arena, "机构 %s", codes)};
}

static asked when_asked(const jb_brief *brief, const jb_query *query)
{
    int from = query->year_from;
    int to = query->year_to;
    if (from == 0 && to == 0) {
        return (asked){"", ""};
    }
    if (from == to) {
        return (asked){jb_arena_printf(brief->arena, " for %d", from),
                       jb_arena_printf(brief->arena, " %d 年度", from)};
    }
    if (from == 0) {
        return (asked){jb_arena_printf(brief->arena, " up to %d", to),
                       jb_arena_printf(brief->arena, " %d 年度及以前", to)};
    }
    if (to == 0) {
        return (asked){jb_arena_printf(brief->arena, " from %d on", from),
                       jb_arena_printf(brief->arena, " %d 年度及以后", from)};
    }
    return (asked){jb_arena_printf(brief->arena, " for %d-%d", from, to),
                   jb_arena_printf(brief->arena, " %d—%d 年度", from, to)};
}

/* What was asked for is the reader's, not the layout's: the message names agencies and years. */
static jb_status nothing_held(const jb_brief *brief, const jb_query *query, jb_error *err)
{
    asked who = who_asked(brief, query);
    asked when = when_asked(brief, query);
    const char *years = years_text(brief, query->agencies);
    const char *others = *years == '\0' ? years_text(brief, NULL) : "";
    if (*years == '\0' && *others == '\0') {
        return jb_fail(
            err, JB_ERR_INPUT, NULL,
            "the store holds no reports or figures yet; `jianbao add` or `jianbao import` "
            "brings them in",
            "库中还没有报告和数字；请先用 jianbao add 或 jianbao import 入库");
    }
    if (*years == '\0') {
        return jb_fail(
            err, JB_ERR_INPUT, NULL,
            "the store holds nothing%s%.0s%s%.0s; of other agencies it has %s (`jianbao "
            "facts` lists what is there)",
            "库中没有%.0s%s%.0s%s的报告或数字；其他机构有 %s 年度的（jianbao facts 可列出）",
            who.en, who.zh, when.en, when.zh, others);
    }
    return jb_fail(err, JB_ERR_INPUT, NULL,
                   "the store holds nothing%s%.0s%s%.0s; it has %s (`jianbao facts` lists what is "
                   "there)",
                   "库中没有%.0s%s%.0s%s的报告或数字；现有 %s 年度的（jianbao facts 可列出）",
                   who.en, who.zh, when.en, when.zh, years);
}

/* ---- one comparison */

/* Asks the store. */
static jb_status set_load(jb_brief *brief, data_set *set, jb_draft **out, jb_error *err)
{
    jb_query query = query_of(brief, set);
    jb_dataset_free(set->bound);
    set->bound = NULL;
    set->title = NULL;
    set->number = NULL;
    int64_t last = set->only_year != 0 ? 0 : int_value(&set->last);
    jb_status st = years_last(brief->store, &query, last, &query.year_from, err);
    return st == JB_OK ? jb_dataset_load(brief->store, brief->catalogue, &query, out, err) : st;
}

static jb_status set_check(const jb_brief *brief, const data_set *set, jb_error *err)
{
    if (set->bound->row_count > 0) {
        return JB_OK;
    }
    jb_query query = query_of(brief, set);
    return nothing_held(brief, &query, err);
}

jb_status data_bind(jb_brief *brief, data_set *set, jb_error *err)
{
    jb_draft *draft = NULL;
    jb_status st = set_load(brief, set, &draft, err);
    if (st == JB_OK) {
        st = jb_dataset_finish(draft, &set->bound, err);
    }
    return st == JB_OK ? set_check(brief, set, err) : st;
}

/* ---- all of them: while one is loaded, another thread finishes those that are */

/* A comparison under way. */
typedef struct making {
    jb_draft *draft; /* the finisher's from then on */
    jb_dataset *made;
    jb_status status;
    jb_error err;
} making;

typedef struct makings {
    making *items;
    atomic_size_t loaded; /* so many may be finished */
    atomic_size_t next;   /* to be finished by who asks first */
    sem_t news;           /* one for each that is loaded, and one at the end */
} makings;

static bool finish_next(makings *m)
{
    size_t at = atomic_fetch_add(&m->next, 1);
    if (at >= atomic_load(&m->loaded)) {
        return false;
    }
    making *own = &m->items[at];
    own->status = jb_dataset_finish(own->draft, &own->made, &own->err);
    return true;
}

static void *finisher(void *context)
{
    makings *m = context;
    do {
        while (sem_wait(&m->news) != 0) { /* a signal came in between */
        }
    } while (finish_next(m));
    return NULL;
}

/* A thread is worth its making from some thousands of figures on. */
static bool worth_help(const jb_draft *draft)
{
    enum { MANY = 2000 };
    return jb_draft_figures(draft) >= MANY && sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

/* Signals are for the thread that was there before. */
static bool helper_start(makings *m, pthread_t *helper)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    bool made = pthread_create(helper, NULL, finisher, m) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return made;
}

static jb_status sets_load(jb_brief *brief, makings *m, pthread_t *helper, bool *has_helper,
                           jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < brief->data_count && st == JB_OK; i++) {
        m->items[i] = (making){0};
        st = set_load(brief, &brief->data[i], &m->items[i].draft, err);
        if (st == JB_OK) {
            bool more = i + 1 < brief->data_count;
            bool worth = !*has_helper && more && worth_help(m->items[i].draft);
            atomic_fetch_add(&m->loaded, 1);
            (void)sem_post(&m->news);
            *has_helper = *has_helper || (worth && helper_start(m, helper));
        }
    }
    return st;
}

/* What went wrong first is told, in the order of the comparisons and not of the threads. */
static jb_status sets_take(jb_brief *brief, makings *m, jb_error *err)
{
    jb_status st = JB_OK;
    size_t count = atomic_load(&m->loaded);
    for (size_t i = 0; i < count; i++) {
        brief->data[i].bound = m->items[i].made;
    }
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        st = m->items[i].status;
        if (st != JB_OK) {
            *err = m->items[i].err;
        } else {
            st = set_check(brief, &brief->data[i], err);
        }
    }
    return st;
}

static jb_status sets_make(jb_brief *brief, jb_error *err)
{
    makings m = {.items = jb_xmalloc(brief->data_count * sizeof *m.items)};
    pthread_t helper;
    bool has_helper = false;
    jb_error unread = {0};
    if (sem_init(&m.news, 0, 0) != 0) {
        jb_panic("a semaphore could not be made");
    }
    jb_status loading = sets_load(brief, &m, &helper, &has_helper, &unread);
    while (finish_next(&m)) {
    }
    (void)sem_post(&m.news);
    if (has_helper) {
        (void)pthread_join(helper, NULL);
    }
    (void)sem_destroy(&m.news);
    jb_status st = sets_take(brief, &m, err);
    free(m.items);
    if (st == JB_OK && loading != JB_OK) {
        *err = unread;
        return loading;
    }
    return st;
}

/* What all comparisons are about is read once when it is few agencies. */
static jb_status agencies_keep(jb_brief *brief, jb_error *err)
{
    const param *common = brief->data_count > 0 ? brief->data[0].agency_param : NULL;
    for (size_t i = 1; i < brief->data_count; i++) {
        common = brief->data[i].agency_param == common ? common : NULL;
    }
    return common != NULL ? jb_store_keep(brief->store, param_codes(brief->arena, common), err)
                          : JB_OK;
}

jb_status sets_bind(jb_brief *brief, jb_error *err)
{
    jb_error ignored = {0};
    jb_status st = agencies_keep(brief, err);
    if (st == JB_OK) {
        st = sets_make(brief, err);
    }
    if (jb_store_keep(brief->store, NULL, &ignored) != JB_OK) {
        jb_panic("keeping nothing cannot fail");
    }
    return st;
}
