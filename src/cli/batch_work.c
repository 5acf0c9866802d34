/* One document of a batch: bound, compared with what is there, set; then printed. */
#include "batch.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PDF_MAX ((size_t)1 << 30)

/* ---- what all documents depend on */

static int name_order(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

/* Names and sizes of a folder of fonts, and what its fonts.json says. */
static void folder_add(jb_arena *arena, jb_str *out, const char *folder)
{
    struct dirent **names = NULL;
    struct stat info;
    int count = scandir(folder, &names, NULL, name_order);
    for (int i = 0; i < count; i++) {
        const char *path = jb_arena_printf(arena, "%s/%s", folder, names[i]->d_name);
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            jb_str_addf(out, "%s %lld\n", names[i]->d_name, (long long)info.st_size);
        }
        free(names[i]);
    }
    free(names);
}

static jb_status text_add(jb_arena *arena, jb_str *out, const char *path, jb_error *err)
{
    const char *text = NULL;
    size_t len = 0;
    char digest[JB_SHA256_TEXT];
    jb_status st = jb_file_read(arena, path, PDF_MAX, &text, &len, err);
    if (st == JB_OK) {
        jb_sha256(text, len, digest);
        jb_str_addf(out, "%s\n", digest);
    }
    return st;
}

jb_status batch_setting(const char *const *folders, const char *catalogue, batch_job *job,
                        jb_error *err)
{
    jb_str text = {0};
    jb_arena *scratch = jb_arena_new();
    jb_status st = JB_OK;
    jb_str_addf(&text, "jianbao %s, %lld, %d\n", JB_VERSION, (long long)job->date,
                job->without_data);
    for (size_t i = 0; folders[i] != NULL; i++) {
        const char *list = jb_arena_printf(scratch, "%s/fonts.json", folders[i]);
        struct stat info;
        folder_add(scratch, &text, folders[i]);
        if (st == JB_OK && stat(list, &info) == 0) {
            st = text_add(scratch, &text, list, err);
        }
    }
    if (st == JB_OK && catalogue != NULL) {
        st = text_add(scratch, &text, catalogue, err);
    }
    jb_sha256(jb_str_text(&text), text.len, job->setting);
    jb_arena_free(scratch);
    jb_str_free(&text);
    return st;
}

/* The figures that are attached tell of their evidence, too. */
static void fingerprint(const batch_job *job, const paper *p, char out[JB_SHA256_TEXT])
{
    jb_str all = {0};
    char digest[JB_SHA256_TEXT];
    jb_brief_fingerprint(job->brief, digest);
    jb_str_addf(&all, "%s %s", job->setting, digest);
    if (!job->without_data) {
        jb_str_addf(&all, " %s %s", p->files[1].sha256, p->files[0].sha256);
    }
    jb_sha256(jb_str_text(&all), all.len, out);
    jb_str_free(&all);
}

/* ---- the file */

static bool file_digest(const char *path, char out[JB_SHA256_TEXT])
{
    struct stat info;
    jb_error ignored = {0};
    const char *bytes = NULL;
    size_t len = 0;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
        return false;
    }
    jb_arena *scratch = jb_arena_new();
    bool read = jb_file_read(scratch, path, PDF_MAX, &bytes, &len, &ignored) == JB_OK;
    if (read) {
        jb_sha256(bytes, len, out);
    }
    jb_arena_free(scratch);
    return read;
}

/* ---- one document */

static jb_status reviewed_check(const batch_job *job, jb_error *err)
{
    size_t count = job->approved_only ? jb_brief_unreviewed(job->brief) : 0;
    if (count == 0) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_INPUT, NULL,
                   "figures that nobody reviewed: %zu, so it was not printed",
                   "有 %zu 个数字未经审核，因此未输出", count);
}

/* The parameters given to the batch, then those of this document, as `brief` would be told. */
static void made_fill(const batch_job *job, const batch_doc *doc, batch_sheet *sheet)
{
    paper *p = &sheet->paper;
    size_t own = 0;
    while (doc->sets[own] != NULL) {
        own++;
    }
    const char **sets = jb_arena_array(sheet->arena, job->made.set_count + own + 1, sizeof *sets);
    for (size_t i = 0; i < job->made.set_count; i++) {
        sets[i] = job->made.set[i];
    }
    for (size_t i = 0; i < own; i++) {
        sets[job->made.set_count + i] = doc->sets[i];
    }
    p->made = job->made;
    p->made.set = sets;
    p->made.set_count += own;
    p->made.date = job->date == INT64_MIN ? p->doc->date : job->date;
}

static jb_status bind(const batch_job *job, jb_store *store, const batch_doc *doc,
                      batch_sheet *sheet, jb_error *err)
{
    paper *p = &sheet->paper;
    jb_status st = JB_OK;
    for (size_t i = 0; doc->sets[i] != NULL && st == JB_OK; i++) {
        st = jb_brief_set(job->brief, doc->sets[i], err);
    }
    if (st == JB_OK) {
        st = jb_brief_bind(job->brief, store, &p->doc, err);
    }
    if (st == JB_OK) {
        st = reviewed_check(job, err);
    }
    if (st == JB_OK) {
        made_fill(job, doc, sheet);
    }
    if (st == JB_OK && !job->without_data) {
        paper_figures(p);
    }
    return st;
}

jb_status batch_set(const batch_job *job, jb_store *store, size_t at, batch_sheet **out,
                    jb_error *err)
{
    const batch_doc *doc = &job->plan->docs[at];
    jb_arena *arena = jb_arena_new();
    batch_sheet *sheet = jb_arena_alloc(arena, sizeof *sheet);
    batch_outcome *outcome = &sheet->outcome;
    *out = sheet;
    sheet->at = at;
    sheet->arena = arena;
    sheet->paper = (paper){.brief = job->brief, .fonts = job->fonts};
    sheet->path = jb_arena_printf(arena, "%s/%s", job->folder, doc->file);
    jb_status st = bind(job, store, doc, sheet, err);
    if (st == JB_OK) {
        fingerprint(job, &sheet->paper, outcome->fingerprint);
        outcome->kept =
            file_digest(sheet->path, outcome->sha256) &&
            batch_record_holds(job->record, doc->file, outcome->sha256, outcome->fingerprint);
    }
    return st == JB_OK && !outcome->kept ? paper_pages(&sheet->paper, job->without_data, err) : st;
}

jb_status batch_print(batch_sheet *sheet, jb_error *err)
{
    if (sheet->outcome.kept) {
        return JB_OK;
    }
    jb_status st = paper_write(&sheet->paper, sheet->path, true, err);
    memcpy(sheet->outcome.sha256, sheet->paper.sha256, sizeof sheet->outcome.sha256);
    return st;
}

void batch_sheet_free(batch_sheet *sheet)
{
    paper_clear(&sheet->paper);
    jb_arena_free(sheet->arena);
}
