/* standalone.c - runs a fuzz target over files and folders, without libFuzzer.
 *
 * So that ctest runs every corpus in every build and no target can rot. A folder without files is
 * a fault: it would be a test that cannot fail.
 */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_SIZE = 4096 };

static bool run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    uint8_t *data = NULL;
    size_t len = 0, cap = 0, got = 1;
    while (got > 0) {
        data = jb_grow(data, &cap, len + 4096, 1);
        got = fread(data + len, 1, cap - len, file);
        len += got;
    }
    bool good = !ferror(file);
    fclose(file);
    if (good) {
        /* A block of exactly this size, so that the sanitizers see a read past its end. */
        data = jb_xrealloc(data, len ? len : 1);
        (void)LLVMFuzzerTestOneInput(data, len);
    }
    free(data);
    return good;
}

static int run_folder(const char *path)
{
    struct dirent **entries = NULL;
    int found = scandir(path, &entries, NULL, alphasort);
    int ran = 0;
    for (int i = 0; i < found; i++) {
        char name[PATH_SIZE];
        int length = snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        bool fits = length > 0 && (size_t)length < sizeof name;
        if (ran >= 0 && entries[i]->d_name[0] != '.') {
            ran = fits && run_file(name) ? ran + 1 : -1;
        }
        free(entries[i]);
    }
    free(entries);
    return ran;
}

int main(int argc, char **argv)
{
    int total = 0;
    for (int i = 1; i < argc; i++) {
        struct stat what;
        bool folder = stat(argv[i], &what) == 0 && S_ISDIR(what.st_mode);
        int ran = folder ? run_folder(argv[i]) : (run_file(argv[i]) ? 1 : -1);
        if (ran <= 0) {
            fprintf(stderr, "%s: nothing could be run\n", argv[i]);
            return 1;
        }
        total += ran;
    }
    printf("%d inputs\n", total);
    return total > 0 ? 0 : 1;
}
