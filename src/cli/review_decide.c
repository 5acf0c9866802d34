/* Decisions of a reviewer: who, why, when; approve and reject. All of a command's or none. */
#include "review.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- who, why, when */

/* Today, or the day of SOURCE_DATE_EPOCH. */
static jb_status today(jb_date *out, jb_error *err)
{
    int64_t seconds = (int64_t)time(NULL);
    jb_status st = epoch_read(&seconds, err);
    time_t when = (time_t)seconds;
    struct tm tm = {0};
    if (getenv("SOURCE_DATE_EPOCH") != NULL) {
        (void)gmtime_r(&when, &tm);
    } else {
        (void)localtime_r(&when, &tm);
    }
    *out = (jb_date){(int16_t)(tm.tm_year + 1900), (uint8_t)(tm.tm_mon + 1), (uint8_t)tm.tm_mday};
    return st;
}

jb_status verdict_read(const given *g, jb_verdict *out, jb_error *err)
{
    *out = (jb_verdict){
        .by = option(&cmd_review, g, "by"),
        .reason = option(&cmd_review, g, "reason"),
    };
    if (out->by == NULL || *out->by == '\0') {
        return jb_fail(err, JB_ERR_USAGE, NULL, "say who decides: --by NAME",
                       "请写明审核人：--by 姓名");
    }
    return today(&out->on, err);
}

/* ---- which */

/* 1,2,3 and 1-3 are clear enough to say what to write instead. */
static bool is_list(const char *text)
{
    size_t digits = strspn(text, "#0123456789");
    return digits > 0 && text[digits] != '\0' &&
           (strchr(",-~", text[digits]) != NULL || strncmp(text + digits, "，", 3) == 0 ||
            strncmp(text + digits, "、", 3) == 0);
}

static jb_status id_read(const char *text, int64_t *out, jb_error *err)
{
    jb_dec number;
    const char *digits = *text == '#' ? text + 1 : text;
    if (is_list(text)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "\"%s\": write the numbers one by one, with blanks between: 1 2 3",
                       "“%s”：编号逐个写出，用空格隔开，如 1 2 3", text);
    }
    if (!jb_dec_parse(digits, strlen(digits), &number) || number.scale != 0 || number.coef <= 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "\"%s\" is no number of a figure; `jianbao review` lists them",
                       "“%s”不是数字的编号；jianbao review 可列出", text);
    }
    *out = number.coef;
    return JB_OK;
}

static bool has_id(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id) {
            return true;
        }
    }
    return false;
}

/* A number given twice is one figure. */
jb_status ids_parse(cli *c, const given *g, const int64_t **out, size_t *count, jb_error *err)
{
    int64_t *ids = jb_arena_array(c->arena, g->arg_count, sizeof *ids);
    jb_status st = JB_OK;
    *count = g->arg_count - 1;
    *out = ids;
    if (*count == 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "review %s: say which figures, by their numbers",
                       "review %s：请给出数字的编号", g->args[0]);
    }
    size_t given_count = *count;
    *count = 0;
    for (size_t i = 0; i < given_count && st == JB_OK; i++) {
        int64_t id = 0;
        st = id_read(g->args[i + 1], &id, err);
        if (st == JB_OK && !has_id(ids, *count, id)) {
            ids[(*count)++] = id;
        }
    }
    return st;
}

typedef struct id_list {
    int64_t *items;
    size_t count, cap;
    jb_dec above;
} id_list;

static jb_status id_add(const jb_fact *fact, void *context, jb_error *err)
{
    id_list *list = context;
    (void)err;
    if (jb_dec_cmp(fact->confidence, list->above) >= 0) {
        JB_PUSH(list->items, list->count, list->cap, fact->id);
    }
    return JB_OK;
}

static jb_status above_parse(const char *text, jb_dec *out, jb_error *err)
{
    if (!jb_dec_parse(text, strlen(text), out) || jb_dec_cmp(*out, jb_dec_int(0)) < 0 ||
        jb_dec_cmp(*out, jb_dec_int(1)) > 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--all-above: \"%s\" is not between 0 and 1",
                       "--all-above：“%s”不在 0 与 1 之间", text);
    }
    return JB_OK;
}

/* All that wait with at least that confidence. */
static jb_status ids_above(cli *c, jb_store *store, const given *g, id_list *list, jb_error *err)
{
    jb_filter filter;
    if (g->arg_count > 1) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "give either numbers or --all-above, not both",
                       "编号与 --all-above 只能给其一");
    }
    jb_status st = above_parse(option(&cmd_review, g, "all-above"), &list->above, err);
    if (st == JB_OK) {
        st = review_filter(c, g, &filter, err);
    }
    return st == JB_OK ? jb_store_facts(store, &filter, id_add, list, err) : st;
}

static jb_status ids_choose(cli *c, jb_store *store, const given *g, jb_review decision,
                            id_list *list, jb_error *err)
{
    bool all = option(&cmd_review, g, "all-above") != NULL;
    const int64_t *ids = NULL;
    size_t count = 0;
    if (all && decision != JB_REVIEW_APPROVED) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--all-above only goes with approve",
                       "--all-above 只能与 approve 合用");
    }
    if (all) {
        return ids_above(c, store, g, list, err);
    }
    jb_status st = ids_parse(c, g, &ids, &count, err);
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        JB_PUSH(list->items, list->count, list->cap, ids[i]);
    }
    return st;
}

/* ---- approve and reject */

static jb_status all_decide(jb_store *store, const id_list *list, jb_review decision,
                            const jb_verdict *verdict, jb_error *err)
{
    jb_status st = jb_store_begin(store, err);
    for (size_t i = 0; i < list->count && st == JB_OK; i++) {
        st = jb_store_decide(store, list->items[i], decision, verdict, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(store);
    }
    return st;
}

jb_status review_decide(cli *c, jb_store *store, const given *g, jb_review decision, jb_error *err)
{
    jb_verdict verdict;
    id_list list = {0};
    bool approved = decision == JB_REVIEW_APPROVED;
    jb_status st = verdict_read(g, &verdict, err);
    if (st == JB_OK) {
        st = ids_choose(c, store, g, decision, &list, err);
    }
    if (st == JB_OK) {
        st = all_decide(store, &list, decision, &verdict, err);
    }
    if (st == JB_OK) {
        fprintf(stderr,
                approved
                    ? SAY(c, "已通过 %zu 个数字%.0s\n", "%zu figure%s approved\n")
                    : SAY(c,
                          "已否决 %zu 个数字%.0s。报告没有别的数的，该项印作“未披露”；报告确有该项"
                          "而读错的，请用 review correct 或 review add\n",
                          "%zu figure%s rejected. What has no other figure prints as not "
                          "disclosed; where the report does state it, use review correct or "
                          "review add\n"),
                list.count, PLURAL(list.count));
    }
    free(list.items);
    return st;
}
