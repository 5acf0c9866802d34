/* Where a command may write: never over what it reads from, nor over a file of another kind. Also
 * the end by a signal. */
#include "cli.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool same_folder(jb_arena *arena, const char *a, const char *b)
{
    struct stat x;
    struct stat y;
    const char *in_a = jb_arena_printf(arena, "%.*s.", (int)(base_name(a) - a), a);
    const char *in_b = jb_arena_printf(arena, "%.*s.", (int)(base_name(b) - b), b);
    return stat(in_a, &x) == 0 && stat(in_b, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

/* One file under two names, or one place where no file is yet. */
static bool same_file(jb_arena *arena, const char *a, const char *b)
{
    struct stat x;
    struct stat y;
    bool has_a = stat(a, &x) == 0;
    bool has_b = stat(b, &y) == 0;
    if (has_a && has_b) {
        return S_ISREG(x.st_mode) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
    }
    return !has_a && !has_b && strcmp(base_name(a), base_name(b)) == 0 && same_folder(arena, a, b);
}

static jb_status refuse(const char *path, words what, jb_error *err)
{
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    /* Both languages take both; each leaves out the other's. */
    return jb_fail(err, JB_ERR_USAGE, &loc,
                   "this is %s%.0s itself, which would be overwritten; choose another output file",
                   "这正是%.0s%s，写入会将其覆盖；请另选输出文件", what.en, what.zh);
}

/* The store and what SQLite keeps beside it, under the name that links lead to. */
static bool is_store(jb_arena *arena, const char *path, const char *store)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char *real = realpath(store, NULL);
    bool same = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !same; i++) {
        const char *name = jb_arena_printf(arena, "%s%s", real != NULL ? real : store, endings[i]);
        same = same_file(arena, path, name);
    }
    free(real);
    return same;
}

static bool is_builtin(const char *layout)
{
    const char *name = NULL;
    for (size_t i = 0; (name = jb_brief_builtin(i)) != NULL; i++) {
        if (strcmp(name, layout) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- what is there already */

enum { HEAD = 1024 }; /* %PDF- may stand behind some bytes of others */

static const struct {
    const char *bytes;
    size_t len;
    output_kind replaced_by; /* OUTPUT_KINDS: by nothing */
    words name;
} heads[] = {
    {"SQLite format 3", 16, OUTPUT_KINDS, {"是 SQLite 数据库", "is an SQLite database"}},
    {"%PDF-", 5, OUTPUT_PDF, {"是 PDF 文件", "is a PDF"}},
    {"PK\3\4", 4, OUTPUT_KINDS, {"是 docx、xlsx 一类的文件", "is a document (docx, xlsx ...)"}},
    {"\xD0\xCF\x11\xE0",
     4,
     OUTPUT_KINDS,
     {"是 doc、xls 一类的文件", "is a document (doc, xls ...)"}},
};

/* The first bytes of a regular file; 0 when there is none, or nothing in it. */
static size_t head_read(const char *path, char head[HEAD])
{
    struct stat at;
    if (stat(path, &at) != 0 || !S_ISREG(at.st_mode)) {
        return 0;
    }
    FILE *file = fopen(path, "rb");
    size_t len = file != NULL ? fread(head, 1, HEAD, file) : 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    return len;
}

static bool begins(const char *head, size_t len, size_t kind)
{
    size_t last =
        heads[kind].replaced_by == OUTPUT_PDF && len >= heads[kind].len ? len - heads[kind].len : 0;
    bool found = false;
    for (size_t at = 0; at <= last && len >= heads[kind].len && !found; at++) {
        found = memcmp(head + at, heads[kind].bytes, heads[kind].len) == 0;
    }
    return found;
}

/* What is no kind that we know is text, or something as good as that. */
static jb_status replaces(const char *path, output_kind kind, jb_error *err)
{
    char head[HEAD];
    size_t len = strcmp(path, "-") == 0 ? 0 : head_read(path, head);
    output_kind there = OUTPUT_TEXT;
    words name = {"不是 PDF 文件", "is no PDF"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads && len > 0; i++) {
        if (begins(head, len, i)) {
            there = heads[i].replaced_by;
            name = heads[i].name;
            break;
        }
    }
    if (len == 0 || there == kind) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    /* Both languages take both; each leaves out the other's. */
    return jb_fail(err, JB_ERR_USAGE, &loc,
                   "a file of this name is there already and %s%.0s; choose another name or "
                   "remove it first",
                   "同名文件已存在，%.0s%s；请另取名称或先行删除", name.en, name.zh);
}

jb_status output_open(const char *path, output_kind kind, jb_out **out, jb_error *err)
{
    jb_status st = replaces(path, kind, err);
    return st == JB_OK ? jb_out_open(path, out, err) : st;
}

jb_status output_check(const cli *c, const char *path, output_kind kind, const char *layout,
                       const char *catalogue, jb_error *err)
{
    if (strcmp(path, "-") == 0) {
        return JB_OK;
    }
    if (is_store(c->arena, path, c->store)) {
        return refuse(path, (words){"数据库文件", "the store"}, err);
    }
    if (layout != NULL && !is_builtin(layout) && same_file(c->arena, path, layout)) {
        return refuse(path, (words){"版式文件", "the layout"}, err);
    }
    if (catalogue != NULL && same_file(c->arena, path, catalogue)) {
        return refuse(path, (words){"指标目录文件", "the catalogue"}, err);
    }
    return replaces(path, kind, err);
}

bool same_place(const cli *c, const char *path, const char *other)
{
    return strcmp(path, other) == 0 || same_file(c->arena, path, other);
}

jb_status outputs_differ(const cli *c, const char *path, const char *other, jb_error *err)
{
    if (same_place(c, path, other)) {
        return refuse(path, (words){"另一输出文件", "the other output file"}, err);
    }
    return JB_OK;
}

/* What is said when the user ends the program; set while there is something to say. */
static const char *_Atomic last_words;

void signals_words(const char *text)
{
    atomic_store(&last_words, text);
}

/* Raised again with its usual effect, so that who waits for us learns what ended us. */
static void end_by(int number)
{
    const char *said = atomic_load(&last_words);
    if (said != NULL && (number == SIGINT || number == SIGTERM)) {
        (void)!write(STDERR_FILENO, said, strlen(said));
    }
    jb_out_abandon_all();
    (void)raise(number);
}

void signals_install(void)
{
    static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXFSZ};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction old;
        struct sigaction act = {.sa_handler = end_by, .sa_flags = (int)SA_RESETHAND};
        (void)sigemptyset(&act.sa_mask);
        /* What was ignored when we were started (nohup) stays ignored. */
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            (void)sigaction(ends[i], &act, NULL);
        }
    }
}
