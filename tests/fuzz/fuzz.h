/* fuzz.h - what the fuzz targets share: the entry point, a check that stays in every build, and a
 * folder to write inputs into for functions that take file names.
 *
 * Header only; a target is one file. The folder goes away when the program ends well; after a
 * crash it stays, which is what one wants then.
 */
#ifndef JIANBAO_FUZZ_H
#define JIANBAO_FUZZ_H

#include <jianbao/base.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An invariant of ours: stops the target with the place, whatever NDEBUG says. */
#define FUZZ_CHECK(what)                                                                           \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A failed call says so in both languages, a good one says nothing. */
static inline void fuzz_check_error(jb_status status, const jb_error *err)
{
    FUZZ_CHECK(err->status == status);
    FUZZ_CHECK((status == JB_OK) == (err->en[0] == '\0'));
    FUZZ_CHECK((status == JB_OK) == (err->zh[0] == '\0'));
    FUZZ_CHECK(status != JB_ERR_INTERNAL);
    char line[8192];
    jb_error_format(err, JB_LANG_ZH, line, sizeof line);
    FUZZ_CHECK(strlen(line) < sizeof line);
}

enum { FUZZ_PATH = 256 };

/* The folder of this run, made at the first call. */
static inline const char *fuzz_folder(void);

static inline void fuzz_remove_folder(void)
{
    DIR *folder = opendir(fuzz_folder());
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        char path[FUZZ_PATH + 512];
        snprintf(path, sizeof path, "%s/%s", fuzz_folder(), entry->d_name);
        unlink(path);
    }
    if (folder) {
        closedir(folder);
    }
    rmdir(fuzz_folder());
}

static inline const char *fuzz_folder(void)
{
    static char path[FUZZ_PATH];
    if (!path[0]) {
        const char *base = getenv("TMPDIR");
        int length = snprintf(path, sizeof path, "%s/jianbao-fuzz-XXXXXX", base ? base : "/tmp");
        FUZZ_CHECK(length > 0 && (size_t)length < sizeof path);
        FUZZ_CHECK(mkdtemp(path) != NULL);
        atexit(fuzz_remove_folder);
    }
    return path;
}

/* Writes the bytes to a file of that name in the folder; *path is its whole name. */
static inline void fuzz_write(const char *name, const void *bytes, size_t size,
                              char path[FUZZ_PATH + 64])
{
    snprintf(path, FUZZ_PATH + 64, "%s/%s", fuzz_folder(), name);
    FILE *file = fopen(path, "wb");
    FUZZ_CHECK(file != NULL);
    FUZZ_CHECK(size == 0 || fwrite(bytes, 1, size, file) == size);
    FUZZ_CHECK(fclose(file) == 0);
}

#endif
