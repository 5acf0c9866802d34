/* Where a command may write: never over what it reads from. Also the end by a signal. */
#include "cli.h"

#include <signal.h>
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

jb_status output_check(const cli *c, const char *path, const char *layout, const char *catalogue,
                       jb_error *err)
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
    return JB_OK;
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
static const char *last_words;

void signals_words(const char *text)
{
    last_words = text;
}

/* Raised again with its usual effect, so that who waits for us learns what ended us. */
static void end_by(int number)
{
    if (last_words != NULL && (number == SIGINT || number == SIGTERM)) {
        (void)!write(STDERR_FILENO, last_words, strlen(last_words));
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
