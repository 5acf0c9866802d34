/* fuzz_import.c - any bytes as a table of records: refused as a whole with the rows at fault, or
 * taken, and then the export imports and exports again as the same bytes.
 *
 * The first byte names the table (Agencies Reports Facts aBsences, else unknown), in lower case
 * for JSON Lines. One store serves all inputs; each is rolled back.
 */
#include "fuzz.h"

#include <jianbao/store.h>

static jb_catalogue *catalogue;

static void count_fault(const jb_error *fault, void *context)
{
    fuzz_check_error(fault->status, fault);
    ++*(size_t *)context;
}

static jb_table table_named(uint8_t letter)
{
    switch (letter & ~0x20) {
    case 'A':
        return JB_TABLE_AGENCIES;
    case 'R':
        return JB_TABLE_REPORTS;
    case 'F':
        return JB_TABLE_FACTS;
    case 'B':
        return JB_TABLE_ABSENCES;
    default:
        return JB_TABLE_AUTO;
    }
}

static jb_store *new_store(const char *name)
{
    char path[FUZZ_PATH + 64];
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    jb_error err = {0};
    jb_store *store = NULL;
    FUZZ_CHECK(jb_store_open(path, JB_STORE_CREATE, &store, &err) == JB_OK);
    return store;
}

/* *table becomes the one that was found. */
static jb_status import(jb_store *store, const char *path, jb_table *table, jb_records format)
{
    size_t seen = 0;
    jb_import options = {.table = *table,
                         .format = format,
                         .catalogue = catalogue,
                         .on_fault = count_fault,
                         .context = &seen};
    jb_import_result result = {.rows = 0};
    jb_error err = {0};
    jb_status status = jb_store_import(store, path, &options, &result, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK(status != JB_OK || (seen == 0 && result.faults == 0));
    *table = result.table;
    return status;
}

/* The table as CSV in a file of the folder. */
static void export(jb_store *store, jb_table table, const char *name, char path[FUZZ_PATH + 64])
{
    snprintf(path, FUZZ_PATH + 64, "%s/%s", fuzz_folder(), name);
    jb_out *out = NULL;
    jb_error err = {0};
    FUZZ_CHECK(jb_out_open(path, &out, &err) == JB_OK);
    FUZZ_CHECK(jb_store_export(store, table, JB_RECORDS_CSV, NULL, out, &err) == JB_OK);
    FUZZ_CHECK(jb_out_commit(out, &err) == JB_OK);
}

/* What was taken can be written, read into an empty store and written again, the same. */
static void check_again(jb_store *first, jb_store *second, jb_table table)
{
    char one[FUZZ_PATH + 64], two[FUZZ_PATH + 64];
    export(first, table, "one.csv", one);
    jb_error err = {0};
    FUZZ_CHECK(jb_store_begin(second, &err) == JB_OK);
    FUZZ_CHECK(import(second, one, &table, JB_RECORDS_CSV) == JB_OK);
    export(second, table, "two.csv", two);
    jb_arena *arena = jb_arena_new();
    const char *a, *b;
    size_t na, nb;
    FUZZ_CHECK(jb_file_read(arena, one, 1 << 24, &a, &na, &err) == JB_OK);
    FUZZ_CHECK(jb_file_read(arena, two, 1 << 24, &b, &nb, &err) == JB_OK);
    FUZZ_CHECK(na == nb && memcmp(a, b, na) == 0);
    jb_arena_free(arena);
    jb_store_rollback(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jb_store *first, *second;
    jb_error err = {0};
    if (!first) {
        FUZZ_CHECK(jb_catalogue_load(NULL, &catalogue, &err) == JB_OK);
        first = new_store("first.db");
        second = new_store("second.db");
    }
    if (size < 1) {
        return 0;
    }
    char path[FUZZ_PATH + 64];
    fuzz_write("input", data + 1, size - 1, path);
    jb_table table = table_named(data[0]);
    jb_records format = data[0] & 0x20 ? JB_RECORDS_JSONL : JB_RECORDS_CSV;
    FUZZ_CHECK(jb_store_begin(first, &err) == JB_OK);
    jb_status status = import(first, path, &table, format);
    if (status == JB_OK && table != JB_TABLE_AUTO) { /* nothing in it: no table */
        check_again(first, second, table);
    }
    jb_store_rollback(first);
    return 0;
}
