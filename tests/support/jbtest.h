/* jbtest.h - what the tests of all rooms share: cmocka, checks of a jb_status that print the
 * error, files and folders to play in. Header only; a test program includes it once.
 */
#ifndef JIANBAO_JBTEST_H
#define JIANBAO_JBTEST_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* cmocka needs the headers above before it. */
/* clang-format off */
#include <cmocka.h>
/* clang-format on */

#include <jianbao/base.h>

/* The call went well; otherwise the error is printed. */
#define assert_jb_ok(status, err) jb_test_ok((status), (err), __FILE__, __LINE__)

/* The call failed with `want`, said so in both languages, and the English message holds `part`. */
#define assert_jb_fails(status, err, want, part)                                                   \
    jb_test_fails((status), (err), (want), (part), __FILE__, __LINE__)

/* The error names this line and column. */
#define assert_jb_at(err, line_, column_)                                                          \
    do {                                                                                           \
        assert_int_equal((err)->loc.line, (line_));                                                \
        assert_int_equal((err)->loc.column, (column_));                                            \
    } while (0)

#define JB_TEST_DIR 64

static inline void jb_test_print(const jb_error *err)
{
    char line[4096];
    jb_error_format(err, JB_LANG_EN, line, sizeof line);
    print_error("status %d: %s\n", (int)err->status, line);
    jb_error_format(err, JB_LANG_ZH, line, sizeof line);
    print_error("        %s\n", line);
}

static inline void jb_test_ok(jb_status status, const jb_error *err, const char *file, int line)
{
    if (status != JB_OK || err->status != JB_OK) {
        print_error("expected success, returned %d\n", (int)status);
        jb_test_print(err);
        _fail(file, line);
    }
}

static inline void jb_test_fails(jb_status status, jb_error *err, jb_status want, const char *part,
                                 const char *file, int line)
{
    bool told = err->en[0] && err->zh[0] && strstr(err->en, part) != NULL;
    if (status != want || err->status != want || !told) {
        print_error("expected failure %d with \"%s\", returned %d\n", (int)want, part, (int)status);
        jb_test_print(err);
        _fail(file, line);
    }
}

/* A whole file with a NUL behind it; the caller frees. Fails the test when it cannot be read. */
static inline char *jb_test_read_bytes(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("cannot read %s", path);
    }
    jb_str all = {0};
    char part[4096];
    size_t got = 0;
    jb_str_add(&all, "");
    while ((got = fread(part, 1, sizeof part, file)) > 0) {
        jb_str_addn(&all, part, got);
    }
    fclose(file);
    if (len) {
        *len = all.len;
    }
    return all.data;
}

static inline char *jb_test_read(const char *path)
{
    return jb_test_read_bytes(path, NULL);
}

static inline void jb_test_write_bytes(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0) {
        fail_msg("cannot write %s", path);
    }
}

static inline void jb_test_write(const char *path, const char *text)
{
    jb_test_write_bytes(path, text, strlen(text));
}

/* A new empty folder outside the source tree; remove it with jb_test_dir_remove. */
static inline const char *jb_test_dir(char out[JB_TEST_DIR])
{
    (void)snprintf(out, JB_TEST_DIR, "/tmp/jianbao-test.XXXXXX");
    if (!mkdtemp(out)) {
        fail_msg("cannot make %s", out);
    }
    return out;
}

/* dir/name in a buffer that the next call but three overwrites. */
static inline const char *jb_test_path(const char *dir, const char *name)
{
    static char paths[4][512];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", dir, name);
    return path;
}

/* Removes a folder and all in it. */
static inline void jb_test_dir_remove(const char *dir)
{
    DIR *all = opendir(dir);
    struct dirent *found = NULL;
    while (all && (found = readdir(all)) != NULL) {
        char path[1024];
        struct stat info;
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0) {
            continue;
        }
        int len = snprintf(path, sizeof path, "%s/%s", dir, found->d_name);
        if (len < 0 || (size_t)len >= sizeof path) {
            fail_msg("the path of %s in %s is too long", found->d_name, dir);
        }
        if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            jb_test_dir_remove(path);
        } else {
            (void)unlink(path);
        }
    }
    if (all) {
        closedir(all);
    }
    (void)rmdir(dir);
}

/* Numbers that look random and are the same on every run (xorshift). Start with any but 0. */
static inline uint64_t jb_test_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif
