/* The record of what a batch made: a manifest, written whole at the end, and until then a journal
 * that grows by a line for each document, so that a run that was killed goes on where it stopped.
 *
 * A line says which file has which bytes and what they were made from; it is believed only when the
 * file has these bytes. A journal's torn last line is nothing.
 */
#define _GNU_SOURCE /* syncfs. NOLINT(bugprone-reserved-identifier) */
#include "batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MANIFEST_MAX ((size_t)1 << 30)

/* ---- reading */

static int entry_order(const void *left, const void *right)
{
    const batch_entry *a = left;
    const batch_entry *b = right;
    return strcmp(a->file, b->file);
}

static const char *member(const jb_json *line, const char *key)
{
    const char *text = "";
    jb_error ignored = {0};
    const jb_json *value = jb_json_find(line, key);
    bool good = value != NULL && jb_json_kind(value) == JB_JSON_STRING &&
                jb_json_text(value, &text, &ignored) == JB_OK;
    return good ? text : "";
}

/* What is no line of ours says nothing: at worst a document is made again. */
static void line_take(batch_record *record, const char *path, const char *text, size_t len)
{
    const jb_json *line = NULL;
    jb_error ignored = {0};
    if (jb_json_parse(record->arena, path, text, len, 1, &line, &ignored) != JB_OK ||
        jb_json_kind(line) != JB_JSON_OBJECT || strcmp(member(line, "status"), "done") != 0) {
        return;
    }
    batch_entry entry = {.file = member(line, "file"),
                         .layout = member(line, "layout"),
                         .sha256 = member(line, "sha256"),
                         .fingerprint = member(line, "fingerprint")};
    JB_PUSH(record->entries, record->count, record->cap, entry);
}

static jb_status file_take(batch_record *record, const char *path, jb_error *err)
{
    const char *text = NULL;
    size_t len = 0;
    jb_status st = jb_file_read(record->arena, path, MANIFEST_MAX, &text, &len, err);
    for (const char *p = text; st == JB_OK && p < text + len;) {
        const char *end = memchr(p, '\n', len - (size_t)(p - text));
        if (end == NULL) {
            break;
        }
        line_take(record, path, p, (size_t)(end - p));
        p = end + 1;
    }
    return st;
}

/* "manifest.jsonl", "manifest-3-of-8.jsonl" and their journals. */
static bool is_record(const char *name)
{
    name += name[0] == '.';
    size_t len = strlen(name);
    bool whole = len > 6 && strcmp(name + len - 6, ".jsonl") == 0;
    bool part = len > 11 && strcmp(name + len - 11, ".jsonl.part") == 0;
    return strncmp(name, "manifest", 8) == 0 && (whole || part);
}

static jb_status names_of(batch_record *record, const char ***out, size_t *count, jb_error *err)
{
    DIR *folder = opendir(record->folder);
    size_t cap = 0;
    *out = NULL;
    *count = 0;
    if (folder == NULL) {
        return jb_fail_os(err, record->folder, errno, "the folder cannot be read", "无法读取目录");
    }
    for (const struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        const char *name = jb_arena_strdup(record->arena, e->d_name);
        JB_PUSH(*out, *count, cap, name);
    }
    (void)closedir(folder);
    return JB_OK;
}

static int name_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Another layout's documents must not be written over in silence. */
static jb_status layout_check(const batch_record *record, const char *layout, jb_error *err)
{
    for (size_t i = 0; i < record->count; i++) {
        const char *other = record->entries[i].layout;
        if (strcmp(other, layout) != 0) {
            jb_loc loc = jb_loc_make(record->folder, 0, 0, NULL);
            return jb_fail(err, JB_ERR_USAGE, &loc,
                           "the folder holds documents of the layout %s; give those of %s another "
                           "folder",
                           "目录中是版式 %s 的文件；版式 %s 请另用目录", other, layout);
        }
    }
    return JB_OK;
}

/* ---- opening */

static jb_status folder_make(const char *folder, jb_error *err)
{
    struct stat info;
    if (mkdir(folder, 0777) == 0) {
        return JB_OK;
    }
    int code = errno;
    if (code == EEXIST && stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) {
        return JB_OK;
    }
    return jb_fail_os(err, folder, code == EEXIST ? ENOTDIR : code, "the folder cannot be made",
                      "无法建立目录");
}

/* The workers of a run that was killed end a moment after it, and hold the lock until then. */
static bool journal_lock(int fd)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    for (int i = 0; i < 60; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
            return true;
        }
        (void)nanosleep(&pause, NULL);
    }
    return false;
}

static jb_status journal_open(batch_record *record, jb_error *err)
{
    record->fd = open(record->journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (record->fd < 0) {
        return jb_fail_os(err, record->journal, errno, "cannot be written", "无法写入");
    }
    if (!journal_lock(record->fd)) {
        jb_loc loc = jb_loc_make(record->folder, 0, 0, NULL);
        return jb_fail(err, JB_ERR_IO, &loc,
                       "another batch is writing here; wait for it or choose another folder",
                       "另一批处理正在写入此目录；请等待，或另选目录");
    }
    /* A line that was torn when the last run was killed must not swallow the next one. */
    struct stat info;
    bool begun = fstat(record->fd, &info) == 0 && info.st_size > 0;
    if (begun && write(record->fd, "\n", 1) != 1) {
        return jb_fail_os(err, record->journal, errno, "cannot be written", "无法写入");
    }
    return JB_OK;
}

static void paths_make(cli *c, const batch_ask *ask, batch_record *out)
{
    const char *shard =
        ask->shards == 1 ? "" : jb_arena_printf(c->arena, "-%u-of-%u", ask->shard, ask->shards);
    out->path = jb_arena_printf(c->arena, "%s/manifest%s.jsonl", out->folder, shard);
    out->journal = jb_arena_printf(c->arena, "%s/.manifest%s.jsonl.part", out->folder, shard);
}

jb_status batch_record_open(cli *c, const char *folder, const char *layout, const batch_ask *ask,
                            batch_record *out, jb_error *err)
{
    const char **names = NULL;
    size_t count = 0;
    *out = (batch_record){.arena = c->arena, .folder = folder, .fd = -1};
    paths_make(c, ask, out);
    jb_status st = folder_make(folder, err);
    if (st == JB_OK) {
        st = names_of(out, &names, &count, err);
    }
    if (count > 0) {
        qsort(names, count, sizeof *names, name_order);
    }
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        if (is_record(names[i])) {
            st = file_take(out, jb_arena_printf(c->arena, "%s/%s", folder, names[i]), err);
        }
    }
    free(names);
    if (st == JB_OK) {
        st = layout_check(out, layout, err);
    }
    if (out->count > 0) {
        qsort(out->entries, out->count, sizeof *out->entries, entry_order);
    }
    return st == JB_OK ? journal_open(out, err) : st;
}

/* ---- asking */

static int file_order(const void *file, const void *entry)
{
    return strcmp(file, ((const batch_entry *)entry)->file);
}

bool batch_record_holds(const batch_record *record, const char *file, const char *sha256,
                        const char *fingerprint)
{
    size_t i =
        jb_sorted_from(file, record->entries, record->count, sizeof *record->entries, file_order);
    for (; i < record->count && strcmp(record->entries[i].file, file) == 0; i++) {
        const batch_entry *entry = &record->entries[i];
        if (strcmp(entry->sha256, sha256) == 0 && strcmp(entry->fingerprint, fingerprint) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- writing */

static void field_add(jb_str *out, const char *key, const char *value)
{
    jb_str_addf(out, "%s\"%s\": ", out->len > 1 ? ", " : "", key);
    jb_json_quote(out, value);
}

static void line_add(jb_str *out, const char *layout, const batch_doc *doc,
                     const batch_outcome *outcome)
{
    jb_str line = {0};
    jb_str_addc(&line, '{');
    field_add(&line, "file", doc->file);
    field_add(&line, "key", doc->key);
    field_add(&line, "layout", layout);
    field_add(&line, "sha256", outcome->failed ? "" : outcome->sha256);
    field_add(&line, "fingerprint", outcome->fingerprint);
    field_add(&line, "status", outcome->failed ? "failed" : "done");
    if (outcome->failed) {
        field_add(&line, "fault", outcome->en);
    }
    jb_str_addf(out, "%s}\n", jb_str_text(&line));
    jb_str_free(&line);
}

jb_status batch_record_note(batch_record *record, const char *layout, const batch_doc *doc,
                            const batch_outcome *outcome, jb_error *err)
{
    jb_str line = {0};
    jb_status st = JB_OK;
    line_add(&line, layout, doc, outcome);
    if (write(record->fd, line.data, line.len) != (ssize_t)line.len) {
        st = jb_fail_os(err, record->journal, errno, "cannot be written", "无法写入");
    }
    jb_str_free(&line);
    return st;
}

jb_status batch_record_close(batch_record *record, const char *layout, const batch_plan *plan,
                             const batch_outcome *outcomes, jb_error *err)
{
    jb_out *out = NULL;
    jb_str text = {0};
    /* The documents first: a manifest must not speak of what a loss of power took away. */
    (void)syncfs(record->fd);
    jb_status st = output_open(record->path, OUTPUT_TEXT, &out, err);
    for (size_t i = 0; i < plan->count && st == JB_OK; i++) {
        jb_str_clear(&text);
        line_add(&text, layout, &plan->docs[i], &outcomes[i]);
        jb_out_write(out, text.data, text.len);
    }
    jb_str_free(&text);
    if (st == JB_OK) {
        st = jb_out_commit(out, err);
    }
    if (st == JB_OK) {
        (void)unlink(record->journal);
    }
    return st;
}

/* What a run that was killed left of files it had not put in their place: ".name.pdf.…". */
jb_status batch_record_sweep(batch_record *record, const batch_plan *plan, jb_error *err)
{
    const char **names = NULL;
    const char **files = jb_arena_array(record->arena, plan->count, sizeof *files);
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        files[i] = plan->docs[i].file;
    }
    if (plan->count > 0) {
        qsort(files, plan->count, sizeof *files, name_order);
    }
    jb_status st = names_of(record, &names, &count, err);
    for (size_t i = 0; i < count; i++) {
        const char *dot = names[i][0] == '.' ? strrchr(names[i], '.') : NULL;
        const char *file = dot > names[i] + 1 ? jb_arena_strndup(record->arena, names[i] + 1,
                                                                 (size_t)(dot - names[i]) - 1)
                                              : NULL;
        if (file != NULL && plan->count > 0 &&
            bsearch(&file, files, plan->count, sizeof *files, name_order) != NULL) {
            (void)unlink(jb_arena_printf(record->arena, "%s/%s", record->folder, names[i]));
        }
    }
    free(names);
    return st;
}

void batch_record_free(batch_record *record)
{
    if (record->fd >= 0) {
        (void)close(record->fd);
    }
    free(record->entries);
}
