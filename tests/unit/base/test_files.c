/* Files: read within bounds, line by line in bounded memory, written whole or not at all. */
#include "jbtest.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static char dir[JB_TEST_DIR];

static int setup(void **state)
{
    (void)state;
    (void)jb_test_dir(dir);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    jb_test_dir_remove(dir);
    return 0;
}

static const char *in_dir(const char *name)
{
    return jb_test_path(dir, name);
}

static unsigned entries(void)
{
    unsigned count = 0;
    DIR *all = opendir(dir);
    assert_non_null(all);
    while (readdir(all)) {
        count++;
    }
    closedir(all);
    return count - 2; /* . and .. */
}

static void assert_content(const char *path, const char *want)
{
    char *text = jb_test_read(path);
    assert_string_equal(text, want);
    free(text);
}

/* ---- reading ---- */

static void test_read_whole_file(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_arena *arena = jb_arena_new();
    const char *bytes = NULL;
    size_t len = 0;
    jb_test_write_bytes(in_dir("a"), "a\0b\n", 4);
    assert_jb_ok(jb_file_read(arena, in_dir("a"), 4, &bytes, &len, &err), &err);
    assert_int_equal(len, 4);
    assert_memory_equal(bytes, "a\0b\n\0", 5);
    jb_test_write(in_dir("empty"), "");
    assert_jb_ok(jb_file_read(arena, in_dir("empty"), 0, &bytes, &len, &err), &err);
    assert_int_equal(len, 0);
    assert_string_equal(bytes, "");
    jb_arena_free(arena);
}

static void test_read_refuses(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    const char *bytes = NULL;
    size_t len = 0;
    jb_error large = {0};
    jb_error endless = {0};
    jb_error missing = {0};
    jb_error folder = {0};
    jb_test_write(in_dir("a"), "12345");
    assert_jb_fails(jb_file_read(arena, in_dir("a"), 4, &bytes, &len, &large), &large, JB_ERR_INPUT,
                    "larger than 4 bytes");
    assert_string_equal(large.loc.source, in_dir("a"));
    assert_jb_fails(jb_file_read(arena, "/dev/zero", 100000, &bytes, &len, &endless), &endless,
                    JB_ERR_INPUT, "larger");
    assert_jb_fails(jb_file_read(arena, in_dir("none"), 4, &bytes, &len, &missing), &missing,
                    JB_ERR_IO, "does not exist");
    assert_non_null(strstr(missing.zh, "不存在"));
    assert_jb_fails(jb_file_read(arena, dir, 4, &bytes, &len, &folder), &folder, JB_ERR_IO,
                    "directory");
    jb_arena_free(arena);
}

/* ---- lines ---- */

static jb_lines *open_lines(const char *bytes, size_t len, size_t limit)
{
    jb_error err = {0};
    jb_lines *lines = NULL;
    jb_test_write_bytes(in_dir("lines"), bytes, len);
    assert_jb_ok(jb_lines_open(in_dir("lines"), limit, &lines, &err), &err);
    return lines;
}

static void assert_next(jb_lines *lines, const char *want, unsigned number)
{
    jb_error err = {0};
    const char *line = NULL;
    size_t len = 0;
    assert_jb_ok(jb_lines_next(lines, &line, &len, &err), &err);
    if (!want) {
        assert_null(line);
        return;
    }
    assert_non_null(line);
    assert_string_equal(line, want);
    assert_int_equal(len, strlen(want));
    assert_int_equal(jb_lines_number(lines), number);
}

static void test_lines_strip_mark_and_ends(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF甲,1\r\n\r\n乙\n\n\xEF\xBB\xBFx\nlast";
    jb_lines *lines = open_lines(text, sizeof text - 1, 100);
    assert_next(lines, "甲,1", 1);
    assert_next(lines, "", 2);
    assert_next(lines, "乙", 3);
    assert_next(lines, "", 4);
    assert_next(lines, "\xEF\xBB\xBFx", 5); /* only the first line has a mark */
    assert_next(lines, "last", 6);
    assert_next(lines, NULL, 6);
    assert_next(lines, NULL, 6);
    assert_int_equal(jb_lines_number(lines), 6);
    assert_string_equal(jb_lines_source(lines), in_dir("lines"));
    jb_lines_close(lines);
    jb_lines_close(NULL);
}

static void test_lines_of_empty_file(void **state)
{
    (void)state;
    jb_lines *lines = open_lines("", 0, 10);
    assert_next(lines, NULL, 0);
    assert_int_equal(jb_lines_number(lines), 0);
    jb_lines_close(lines);
}

static void test_lines_across_buffers(void **state)
{
    (void)state;
    jb_str text = {0};
    for (int i = 0; i < 30000; i++) {
        jb_str_addf(&text, "line %d\r\n", i);
    }
    jb_lines *lines = open_lines(text.data, text.len, 20);
    for (unsigned i = 0; i < 30000; i++) {
        char want[32];
        (void)snprintf(want, sizeof want, "line %u", i);
        assert_next(lines, want, i + 1);
    }
    assert_next(lines, NULL, 0);
    jb_lines_close(lines);
    jb_str_free(&text);
}

static void test_lines_limit_counts_content_only(void **state)
{
    (void)state;
    jb_error err = {0};
    const char *line = NULL;
    size_t len = 0;
    static const char text[] = "\xEF\xBB\xBF"
                               "12345\r\n12345\n123456\n";
    jb_lines *lines = open_lines(text, sizeof text - 1, 5);
    assert_next(lines, "12345", 1);
    assert_next(lines, "12345", 2);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &err), &err, JB_ERR_INPUT,
                    "longer than 5 bytes");
    assert_jb_at(&err, 3, 6);
    assert_null(line);
    jb_lines_close(lines);
}

static void test_lines_huge_line_fails_early(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_error endless = {0};
    const char *line = NULL;
    size_t len = 0;
    jb_lines *lines = open_lines("head\nx", 6, 1024);
    assert_int_equal(truncate(in_dir("lines"), 100L * 1024 * 1024), 0);
    assert_next(lines, "head", 1);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &err), &err, JB_ERR_INPUT, "longer");
    assert_int_equal(err.loc.line, 2);
    jb_lines_close(lines);
    assert_jb_ok(jb_lines_open("/dev/zero", 1 << 20, &lines, &endless), &endless);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &endless), &endless, JB_ERR_INPUT, "longer");
    jb_lines_close(lines);
}

static void test_lines_bad_bytes_have_a_place(void **state)
{
    (void)state;
    jb_error gbk = {0};
    jb_error nul = {0};
    const char *line = NULL;
    size_t len = 0;
    jb_lines *lines = open_lines("ok\n劳动\xC0\xCD\n", 12, 100);
    assert_next(lines, "ok", 1);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &gbk), &gbk, JB_ERR_INPUT, "0xC0");
    assert_jb_at(&gbk, 2, 3);
    jb_lines_close(lines);
    lines = open_lines("a\0b\n", 4, 100);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &nul), &nul, JB_ERR_INPUT, "NUL");
    assert_jb_at(&nul, 1, 2);
    jb_lines_close(lines);
}

static void test_lines_of_missing_file_and_folder(void **state)
{
    (void)state;
    jb_error missing = {0};
    jb_error folder = {0};
    jb_lines *lines = NULL;
    const char *line = NULL;
    size_t len = 0;
    assert_jb_fails(jb_lines_open(in_dir("none"), 10, &lines, &missing), &missing, JB_ERR_IO,
                    "does not exist");
    assert_jb_ok(jb_lines_open(dir, 10, &lines, &folder), &folder);
    assert_jb_fails(jb_lines_next(lines, &line, &len, &folder), &folder, JB_ERR_IO, "directory");
    jb_lines_close(lines);
}

/* ---- writing ---- */

static void write_file(const char *path, const char *text)
{
    jb_error err = {0};
    jb_out *out = NULL;
    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    jb_out_write(out, text, strlen(text));
    assert_jb_ok(jb_out_commit(out, &err), &err);
}

static void test_out_appears_at_commit(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_out *out = NULL;
    struct stat info;
    assert_jb_ok(jb_out_open(in_dir("new"), &out, &err), &err);
    jb_out_write(out, "abc", 3);
    assert_int_not_equal(stat(in_dir("new"), &info), 0);
    jb_out_write(out, "", 0);
    jb_out_write(out, "def", 3);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    assert_content(in_dir("new"), "abcdef");
    assert_int_equal(entries(), 1);
}

static void test_out_large_content_is_whole(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    jb_error err = {0};
    jb_out *out = NULL;
    char *want = jb_xmalloc(SIZE);
    uint64_t seed = 11;
    for (size_t i = 0; i < SIZE; i++) {
        want[i] = (char)jb_test_random(&seed);
    }
    assert_jb_ok(jb_out_open(in_dir("large"), &out, &err), &err);
    for (size_t at = 0, part = 1; at < SIZE; at += part, part = part * 3 % 150001 + 1) {
        part = part < SIZE - at ? part : SIZE - at;
        jb_out_write(out, want + at, part);
    }
    assert_jb_ok(jb_out_commit(out, &err), &err);
    size_t len = 0;
    char *got = jb_test_read_bytes(in_dir("large"), &len);
    assert_int_equal(len, SIZE);
    assert_memory_equal(got, want, SIZE);
    free(got);
    free(want);
}

static void test_out_abort_leaves_old_file(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_out *out = NULL;
    jb_test_write(in_dir("f"), "old");
    assert_jb_ok(jb_out_open(in_dir("f"), &out, &err), &err);
    jb_out_write(out, "new", 3);
    jb_out_abort(out);
    jb_out_abort(NULL);
    assert_content(in_dir("f"), "old");
    assert_int_equal(entries(), 1);
}

static void test_out_killed_leaves_old_file(void **state)
{
    (void)state;
    jb_test_write(in_dir("f"), "old");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static char many[200000];
        jb_out *out = NULL;
        (void)!jb_out_open(in_dir("f"), &out, NULL);
        jb_out_write(out, many, sizeof many);
        (void)raise(SIGKILL);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_content(in_dir("f"), "old");
}

/* A program that ends its output by a signal handler, as the command line does. */
static void abandon(int number)
{
    jb_out_abandon_all();
    (void)raise(number);
}

static void test_out_signal_leaves_nothing(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static char many[200000];
        struct sigaction act = {.sa_handler = abandon, .sa_flags = (int)SA_RESETHAND};
        jb_out *out = NULL;
        (void)sigaction(SIGTERM, &act, NULL);
        (void)!jb_out_open(in_dir("f"), &out, NULL);
        jb_out_write(out, many, sizeof many);
        (void)raise(SIGTERM);
        _exit(9);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_int_equal(WTERMSIG(how), SIGTERM);
    assert_int_equal(entries(), 0);
}

static void test_out_abandoned_cannot_appear(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_out *out = NULL;
    jb_test_write(in_dir("f"), "old");
    assert_jb_ok(jb_out_open(in_dir("f"), &out, &err), &err);
    jb_out_write(out, "new", 3);
    jb_out_abandon_all();
    assert_content(in_dir("f"), "old");
    assert_int_equal(entries(), 1);
    jb_out_abort(out);
    assert_int_equal(entries(), 1);
}

/* A file size limit stands for a disk that fills up half way. */
static int write_beyond_limit(const char *path)
{
    static char many[200000];
    struct rlimit limit = {100000, 100000};
    jb_error err = {0};
    jb_out *out = NULL;
    (void)signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || jb_out_open(path, &out, &err) != JB_OK) {
        return 2;
    }
    jb_out_write(out, many, sizeof many);
    jb_out_write(out, "more", 4);
    jb_status status = jb_out_commit(out, &err);
    return status == JB_ERR_IO && strstr(err.en, "too large") && err.zh[0] ? 0 : 3;
}

static void test_out_failed_write_leaves_old_file(void **state)
{
    (void)state;
    jb_test_write(in_dir("f"), "old");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(write_beyond_limit(in_dir("f")));
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
    assert_content(in_dir("f"), "old");
    assert_int_equal(entries(), 1);
}

static void test_out_open_refuses(void **state)
{
    (void)state;
    jb_error missing = {0};
    jb_error folder = {0};
    jb_error slash = {0};
    jb_error below = {0};
    jb_error nothing = {0};
    jb_out *out = NULL;
    jb_test_write(in_dir("file"), "x");
    assert_jb_fails(jb_out_open(in_dir("no/where"), &out, &missing), &missing, JB_ERR_IO,
                    "does not exist");
    assert_non_null(strstr(missing.en, in_dir("no/")));
    assert_null(out);
    assert_jb_fails(jb_out_open(dir, &out, &folder), &folder, JB_ERR_IO, "directory");
    assert_jb_fails(jb_out_open(in_dir("no/"), &out, &slash), &slash, JB_ERR_IO, "directory");
    assert_jb_fails(jb_out_open(in_dir("file/x"), &out, &below), &below, JB_ERR_IO,
                    "not a directory");
    assert_jb_fails(jb_out_open("", &out, &nothing), &nothing, JB_ERR_IO, "does not exist");
    assert_int_equal(entries(), 1);
}

/* Root may write anything, so a child lays down those rights first. */
static int open_protected(const char *path)
{
    enum { NOBODY = 65534 };
    jb_error err = {0};
    jb_out *out = NULL;
    if (geteuid() == 0 && (chown(dir, NOBODY, NOBODY) != 0 || chown(path, NOBODY, NOBODY) != 0 ||
                           setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
        return 2;
    }
    jb_status status = jb_out_open(path, &out, &err);
    return status == JB_ERR_IO && strstr(err.en, "permission denied") ? 0 : 3;
}

static void test_out_protected_file_is_kept(void **state)
{
    (void)state;
    jb_test_write(in_dir("f"), "old");
    assert_int_equal(chmod(in_dir("f"), 0444), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(open_protected(in_dir("f")));
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
    assert_content(in_dir("f"), "old");
}

static void test_out_full_device_is_reported_at_commit(void **state)
{
    (void)state;
    static char many[100000];
    jb_error err = {0};
    jb_out *out = NULL;
    if (access("/dev/full", W_OK) != 0) {
        skip();
    }
    assert_jb_ok(jb_out_open("/dev/full", &out, &err), &err);
    jb_out_write(out, many, sizeof many);
    jb_out_write(out, many, sizeof many);
    assert_jb_fails(jb_out_commit(out, &err), &err, JB_ERR_IO, "no space");
    assert_string_equal(err.loc.source, "/dev/full");
    struct stat info;
    assert_int_equal(stat("/dev/full", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
}

static void test_out_pipe_is_written_directly(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(in_dir("pipe"), 0600), 0);
    int reader = open(in_dir("pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    write_file(in_dir("pipe"), "through");
    char got[16] = {0};
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    (void)close(reader);
    assert_int_equal(entries(), 1);
}

static void test_out_link_keeps_pointing(void **state)
{
    (void)state;
    struct stat info;
    jb_error err = {0};
    jb_out *out = NULL;
    jb_test_write(in_dir("real"), "old");
    assert_int_equal(symlink("real", in_dir("link")), 0);
    write_file(in_dir("link"), "new");
    assert_content(in_dir("real"), "new");
    assert_int_equal(lstat(in_dir("link"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(symlink("gone", in_dir("dangling")), 0);
    assert_jb_fails(jb_out_open(in_dir("dangling"), &out, &err), &err, JB_ERR_IO, "link");
}

static void test_out_rights(void **state)
{
    (void)state;
    struct stat info;
    mode_t old = umask(027);
    write_file(in_dir("new"), "x");
    jb_test_write(in_dir("private"), "x");
    assert_int_equal(chmod(in_dir("private"), 0600), 0);
    write_file(in_dir("private"), "y");
    (void)umask(old);
    assert_int_equal(stat(in_dir("new"), &info), 0);
    assert_int_equal(info.st_mode & 0777U, 0640);
    assert_int_equal(stat(in_dir("private"), &info), 0);
    assert_int_equal(info.st_mode & 0777U, 0600);
}

static void test_out_longest_name(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    write_file(in_dir(name), "long");
    assert_content(in_dir(name), "long");
    assert_int_equal(entries(), 1);
}

/* In a child whose standard input and output are files: copies by "-" and "-". */
static int copy_standard(const char *from, const char *to)
{
    jb_error err = {0};
    jb_lines *lines = NULL;
    jb_out *out = NULL;
    const char *line = NULL;
    size_t len = 0;
    if (!freopen(from, "r", stdin) || !freopen(to, "w", stdout) || printf("first\n") != 6 ||
        jb_lines_open("-", 100, &lines, &err) != JB_OK || jb_out_open("-", &out, &err) != JB_OK) {
        return 2;
    }
    while (jb_lines_next(lines, &line, &len, &err) == JB_OK && line) {
        jb_out_write(out, line, len);
    }
    jb_lines_close(lines);
    return jb_out_commit(out, &err) == JB_OK && err.status == JB_OK ? 0 : 3;
}

static void test_dash_is_standard_input_and_output(void **state)
{
    (void)state;
    jb_test_write(in_dir("from"), "a\nb\n");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(copy_standard(in_dir("from"), in_dir("to")));
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
    assert_content(in_dir("to"), "first\nab");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_read_whole_file),
        CASE(test_read_refuses),
        CASE(test_lines_strip_mark_and_ends),
        CASE(test_lines_of_empty_file),
        CASE(test_lines_across_buffers),
        CASE(test_lines_limit_counts_content_only),
        CASE(test_lines_huge_line_fails_early),
        CASE(test_lines_bad_bytes_have_a_place),
        CASE(test_lines_of_missing_file_and_folder),
        CASE(test_out_appears_at_commit),
        CASE(test_out_large_content_is_whole),
        CASE(test_out_abort_leaves_old_file),
        CASE(test_out_killed_leaves_old_file),
        CASE(test_out_signal_leaves_nothing),
        CASE(test_out_abandoned_cannot_appear),
        CASE(test_out_failed_write_leaves_old_file),
        CASE(test_out_open_refuses),
        CASE(test_out_protected_file_is_kept),
        CASE(test_out_full_device_is_reported_at_commit),
        CASE(test_out_pipe_is_written_directly),
        CASE(test_out_link_keeps_pointing),
        CASE(test_out_rights),
        CASE(test_out_longest_name),
        CASE(test_dash_is_standard_input_and_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
