/* Reports read one after the other, for `extract` and `add`: a bad one does not stop the rest. */
#include "reports.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static jb_status agency_read(const char *code, reports *r, jb_error *err)
{
    r->given.agency_code = code;
    if (code == NULL || (strlen(code) == 6 && strspn(code, "0123456789") == 6)) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "--agency: \"%s\" is no division code; it has six digits, such as 440105",
                   "--agency：“%s”不是行政区划代码；应为六位数字，如 440105", code);
}

static jb_status year_read(const char *text, reports *r, jb_error *err)
{
    int to = 0;
    jb_status st = years_parse(text, &r->given.year, &to, err);
    if (st == JB_OK && r->given.year != to) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--year: \"%s\"; a report is of one year",
                       "--year：“%s”；一份报告只属一个年度", text);
    }
    return st;
}

jb_status reports_open(cli *c, const command *cmd, const given *g, reports *r, jb_error *err)
{
    *r = (reports){.c = c, .reading.encoding = option(cmd, g, "encoding")};
    jb_status st = agency_read(option(cmd, g, "agency"), r, err);
    if (st == JB_OK) {
        st = year_read(option(cmd, g, "year"), r, err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(cmd, g, "catalogue"), &r->catalogue, err);
    }
    return st == JB_OK ? jb_extractor_open(r->catalogue, &r->extractor, err) : st;
}

void reports_close(reports *r)
{
    jb_extractor_free(r->extractor);
    jb_catalogue_free(r->catalogue);
}

/* Records are no report, however much they look like text about bureaus. */
static jb_status check_name(const char *path, jb_error *err)
{
    static const char *const endings[] = {".csv", ".jsonl", ".ndjson", ".json", ".db"};
    size_t len = strlen(path);
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len > end && strcasecmp(path + len - end, endings[i]) == 0) {
            return jb_fail(err, JB_ERR_INPUT, &loc,
                           "this is a file of records, no report; records go in with `jianbao "
                           "import`",
                           "这是数据文件，不是报告；数据请用 jianbao import 导入");
        }
    }
    return JB_OK;
}

/* What an agency of the store counts depends on which it is: the report is read again as its own.
 */
static jb_status named_read(reports *r, const jb_original *original, jb_extraction **extraction,
                            jb_error *err)
{
    jb_extract_options as = r->given;
    const char *code = NULL;
    if (r->store == NULL || r->given.agency_code != NULL) {
        return JB_OK;
    }
    jb_status st = report_agency(r->store, original, *extraction, &code, err);
    if (st != JB_OK || code == NULL || strcmp(code, (*extraction)->identity.agency_code) == 0) {
        return st;
    }
    as.agency_code = jb_arena_strdup(r->c->arena, code);
    jb_extraction_free(*extraction);
    *extraction = NULL;
    return jb_extract_run(r->extractor, original, &as, extraction, err);
}

static jb_status report_read(reports *r, const char *path, bool shown, report_fn fn, void *context,
                             jb_error *err)
{
    jb_original *original = NULL;
    jb_extraction *extraction = NULL;
    jb_status st = check_name(path, err);
    if (st == JB_OK) {
        st = jb_original_read(path, &r->reading, &original, err);
    }
    if (st == JB_OK) {
        st = jb_extract_run(r->extractor, original, &r->given, &extraction, err);
    }
    if (st == JB_OK) {
        st = named_read(r, original, &extraction, err);
    }
    if (shown) {
        fputs("\r\033[K", stderr);
    }
    if (st == JB_OK) {
        st = fn(r, original, extraction, context, err);
    }
    jb_extraction_free(extraction);
    jb_original_free(original);
    return st;
}

static void sum_up(const reports *r)
{
    fprintf(stderr,
            SAY(r->c, "共 %zu 个文件%.0s，%zu 个失败，%zu 个数字%.0s\n",
                "%zu file%s, %zu failed, %zu figure%s\n"),
            r->files, PLURAL(r->files), r->failed, r->figures, PLURAL(r->figures));
}

jb_status reports_read(reports *r, const given *g, report_fn fn, void *context, jb_error *err)
{
    bool shown = g->arg_count > 1 && isatty(STDERR_FILENO) == 1;
    for (size_t i = 0; i < g->arg_count; i++) {
        jb_error fault = {0};
        if (shown) {
            fprintf(stderr, "\r\033[K[%zu/%zu] %s", i + 1, g->arg_count, g->args[i]);
            fflush(stderr);
        }
        jb_status st = report_read(r, g->args[i], shown, fn, context, &fault);
        r->files++;
        if (st == JB_ERR_STORE || st == JB_ERR_INTERNAL) {
            *err = fault;
            return st;
        }
        if (st != JB_OK) {
            r->fault = r->failed == 0 || r->fault == st ? st : JB_ERR_INPUT;
            r->failed++;
            error_show(r->c, &fault);
        }
    }
    if (g->arg_count > 1) {
        fflush(stdout);
        sum_up(r);
    }
    return r->failed > 0 ? r->fault : JB_OK;
}

const char *report_place(jb_arena *arena, const jb_original *original, size_t point)
{
    size_t line = jb_original_line(original, point);
    size_t start = line < original->line_count ? original->lines[line].span.start : 0;
    return jb_arena_printf(arena, "%zu:%zu", line + 1, point - start + 1);
}
