/* Opening: every wrong file is told apart; creating, migrating, read-only folders. */
#include "fixture.h"

#include <signal.h>
#include <store/migrate.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void refuse_open(fixture *f, const char *name, jb_store_mode mode, jb_status want,
                        const char *part)
{
    jb_store *store = NULL;
    jb_status status = jb_store_open(in_dir(f, name), mode, &store, &f->err);
    assert_jb_fails(status, &f->err, want, part);
    assert_null(store);
    assert_string_equal(f->err.loc.source, in_dir(f, name));
    forget(f);
}

static void test_open_missing(void **state)
{
    refuse_open(*state, "none.db", JB_STORE_READ, JB_ERR_NOTFOUND, "jianbao init");
    refuse_open(*state, "none.db", JB_STORE_WRITE, JB_ERR_NOTFOUND, "jianbao init");
}

static void test_open_directory(void **state)
{
    fixture *f = *state;
    assert_int_equal(mkdir(in_dir(f, "folder"), 0777), 0);
    refuse_open(f, "folder", JB_STORE_READ, JB_ERR_STORE, "folder");
}

static void test_open_text_file(void **state)
{
    fixture *f = *state;
    jb_test_write(in_dir(f, "facts.csv"), "agency_code,year\n440105,2023\n");
    refuse_open(f, "facts.csv", JB_STORE_WRITE, JB_ERR_STORE, "not a SQLite file");
}

static void test_open_empty_file(void **state)
{
    fixture *f = *state;
    jb_test_write(in_dir(f, "empty.db"), "");
    refuse_open(f, "empty.db", JB_STORE_WRITE, JB_ERR_STORE, "empty");
}

static void test_open_other_program(void **state)
{
    fixture *f = *state;
    assert_int_equal(run_sql(in_dir(f, "other.db"), "CREATE TABLE t (x)"), SQLITE_OK);
    refuse_open(f, "other.db", JB_STORE_READ, JB_ERR_STORE, "another program");
}

static void test_open_newer(void **state)
{
    fixture *f = *state;
    jb_store_close(f->store);
    f->store = NULL;
    assert_int_equal(run_sql(in_dir(f, "a.db"), "PRAGMA user_version = 999"), SQLITE_OK);
    refuse_open(f, "a.db", JB_STORE_READ, JB_ERR_STORE, "newer");
    refuse_open(f, "a.db", JB_STORE_WRITE, JB_ERR_STORE, "newer");
}

static void test_open_older_read_only(void **state)
{
    fixture *f = *state;
    assert_int_equal(run_sql(in_dir(f, "old.db"), "PRAGMA application_id = 1245856079;"
                                                  "CREATE TABLE old (x)"),
                     SQLITE_OK);
    refuse_open(f, "old.db", JB_STORE_READ, JB_ERR_STORE, "jianbao init --upgrade");
    reopen(f, "old.db", JB_STORE_WRITE); /* brings it to the current schema */
    reopen(f, "old.db", JB_STORE_READ);
}

static void test_open_damaged(void **state)
{
    fixture *f = *state;
    jb_store_close(f->store);
    f->store = NULL;
    size_t len = 0;
    char *bytes = jb_test_read_bytes(in_dir(f, "a.db"), &len);
    assert_true(len > 8192);
    jb_test_write_bytes(in_dir(f, "short.db"), bytes, 6000);
    refuse_open(f, "short.db", JB_STORE_READ, JB_ERR_STORE, "damaged");
    memset(bytes + 100, 0x5a, 3000);
    jb_test_write_bytes(in_dir(f, "torn.db"), bytes, len);
    refuse_open(f, "torn.db", JB_STORE_WRITE, JB_ERR_STORE, "damaged");
    free(bytes);
}

static void test_open_locked(void **state)
{
    fixture *f = *state;
    sqlite3 *other = NULL;
    jb_store_close(f->store);
    f->store = NULL;
    assert_int_equal(sqlite3_open(in_dir(f, "a.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    refuse_open(f, "a.db", JB_STORE_READ, JB_ERR_STORE, "locked");
    sqlite3_close(other);
}

static void test_begin_locked(void **state)
{
    fixture *f = *state;
    jb_store *second = NULL;
    assert_jb_ok(jb_store_open(in_dir(f, "a.db"), JB_STORE_WRITE, &second, &f->err), &f->err);
    assert_jb_ok(jb_store_begin(second, &f->err), &f->err);
    jb_status status = jb_store_begin(f->store, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_STORE, "locked");
    jb_store_close(second);
}

static void test_begin_read_only(void **state)
{
    fixture *f = *state;
    reopen(f, "a.db", JB_STORE_READ);
    jb_status status = jb_store_begin(f->store, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INTERNAL, "reading only");
}

static void test_create_exists(void **state)
{
    fixture *f = *state;
    jb_test_write(in_dir(f, "mine.txt"), "precious");
    refuse_open(f, "mine.txt", JB_STORE_CREATE, JB_ERR_USAGE, "exists already");
    char *kept = jb_test_read(in_dir(f, "mine.txt"));
    assert_string_equal(kept, "precious");
    free(kept);
}

static void test_create_without_folder(void **state)
{
    refuse_open(*state, "no/such/a.db", JB_STORE_CREATE, JB_ERR_NOTFOUND, "folder");
}

static void test_create_odd_names(void **state)
{
    fixture *f = *state;
    char here[512];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(f->dir), 0);
    static const char *const names[] = {":memory:", "file:x?mode=memory", "统计 100%#1.db"};
    for (size_t i = 0; i < 3; i++) {
        jb_store *store = NULL;
        assert_jb_ok(jb_store_open(names[i], JB_STORE_CREATE, &store, &f->err), &f->err);
        jb_store_close(store);
        struct stat info;
        assert_int_equal(stat(names[i], &info), 0);
        assert_true(info.st_size > 0);
        assert_jb_ok(jb_store_open(names[i], JB_STORE_READ, &store, &f->err), &f->err);
        jb_store_close(store);
    }
    assert_int_equal(chdir(here), 0);
}

/* In a child whose files may hold a few pages only. */
static void test_create_halfway_leaves_nothing(void **state)
{
    fixture *f = *state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = 20000, .rlim_max = 20000};
        jb_store *store = NULL;
        bool ready = signal(SIGXFSZ, SIG_IGN) != SIG_ERR && setrlimit(RLIMIT_FSIZE, &limit) == 0;
        jb_status status = jb_store_open(in_dir(f, "half.db"), JB_STORE_CREATE, &store, &f->err);
        _exit(ready && status == JB_ERR_IO && !store ? 0 : 1);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    static const char *const names[] = {"half.db", "half.db-journal", "half.db-wal"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_not_equal(access(in_dir(f, names[i]), F_OK), 0);
    }
}

static size_t files_in(const char *dir)
{
    size_t count = 0;
    DIR *all = opendir(dir);
    assert_non_null(all);
    while (readdir(all)) {
        count++;
    }
    closedir(all);
    return count - 2;
}

static void test_read_leaves_no_files(void **state)
{
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    jb_store_close(f->store);
    f->store = NULL;
    size_t before = files_in(f->dir);
    reopen(f, "a.db", JB_STORE_READ);
    char *text = export_text(f, JB_TABLE_AGENCIES, JB_RECORDS_CSV, NULL);
    free(text);
    assert_int_equal(unlink(in_dir(f, "export")), 0);
    assert_int_equal(files_in(f->dir), before);
}

/* As a user who may not write: 0 when the store could be opened and read. */
static int read_as_nobody(fixture *f, const char *name)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        jb_store *store = NULL;
        jb_filter filter = {.year_from = 0};
        bool ok = geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
        ok = ok && jb_store_open(in_dir(f, name), JB_STORE_READ, &store, &f->err) == JB_OK;
        ok = ok && jb_store_agencies(store, &filter, NULL, NULL, &f->err) == JB_OK;
        jb_store_close(store);
        _exit(ok ? 0 : 1);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void test_read_in_read_only_folder(void **state)
{
    fixture *f = *state;
    jb_store_close(f->store);
    f->store = NULL;
    assert_int_equal(chmod(in_dir(f, "a.db"), 0444), 0);
    assert_int_equal(chmod(f->dir, 0555), 0);
    assert_int_equal(read_as_nobody(f, "a.db"), 0);
    /* the same store as another program leaves it: marked for a log beside it */
    assert_int_equal(chmod(f->dir, 0755), 0);
    assert_int_equal(chmod(in_dir(f, "a.db"), 0644), 0);
    assert_int_equal(run_sql(in_dir(f, "a.db"), "PRAGMA journal_mode = WAL"), SQLITE_OK);
    assert_int_equal(chmod(in_dir(f, "a.db"), 0444), 0);
    assert_int_equal(chmod(f->dir, 0555), 0);
    assert_int_equal(read_as_nobody(f, "a.db"), 0);
    assert_int_equal(chmod(f->dir, 0755), 0);
}

/* ---- migrations ----------------------------------------------------------------------------- */

#define STEP(name, sql)                                                                            \
    {                                                                                              \
        name, (const unsigned char *)(sql), sizeof(sql) - 1                                        \
    }

static void test_migrations_run_step_by_step(void **state)
{
    fixture *f = *state;
    static const jb_embedded first[] = {STEP("schema/001_a.sql", "CREATE TABLE a (x)"),
                                        {NULL, NULL, 0}};
    static const jb_embedded all[] = {
        STEP("schema/001_a.sql", "CREATE TABLE a (x)"),
        STEP("schema/002_b.sql", "INSERT INTO a VALUES (1); CREATE TABLE b (y) -- no end"),
        STEP("schema/010_c.sql", "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (3)"),
        {NULL, NULL, 0}};
    sqlite3 *db = NULL;
    int version = 0;
    assert_int_equal(sqlite3_open(in_dir(f, "m.db"), &db), SQLITE_OK);
    assert_int_equal(jb_migrations_last(all), 10);
    assert_jb_ok(jb_migrations_run(db, "m.db", first, &f->err), &f->err);
    jb_status status = jb_migrations_run(db, "m.db", all, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INTERNAL, "nowhere");
    forget(f);
    assert_jb_ok(jb_migrations_version(db, "m.db", &version, &f->err), &f->err);
    assert_int_equal(version, 2);
    assert_int_equal(sqlite3_get_autocommit(db), 1);
    sqlite3_close(db);
    assert_int_equal(ask_sql(in_dir(f, "m.db"), "SELECT count(*) FROM a"), 1);
}

/* The second entry stands for another program that was faster after we read the version. */
static void test_migrations_run_once(void **state)
{
    fixture *f = *state;
    static const jb_embedded twice[] = {STEP("schema/001_a.sql", "CREATE TABLE a (x)"),
                                        STEP("schema/001_a.sql", "CREATE TABLE a (x)"),
                                        {NULL, NULL, 0}};
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(in_dir(f, "m.db"), &db), SQLITE_OK);
    assert_jb_ok(jb_migrations_run(db, "m.db", twice, &f->err), &f->err);
    sqlite3_close(db);
}

static void test_schema_is_numbered_in_order(void **state)
{
    (void)state;
    int last = 0;
    for (const jb_embedded *file = jb_store_schema; file->name; file++) {
        char *end = NULL;
        assert_int_equal(strncmp(file->name, "schema/", 7), 0);
        long number = strtol(file->name + 7, &end, 10);
        assert_int_equal(*end, '_');
        assert_int_equal(number, last + 1);
        last++;
    }
    assert_int_equal(jb_migrations_last(jb_store_schema), last);
}

static void test_create_marks_the_file(void **state)
{
    fixture *f = *state;
    const char *path = in_dir(f, "a.db");
    assert_int_equal(ask_sql(path, "SELECT application_id FROM pragma_application_id"), 0x4A42414F);
    assert_int_equal(ask_sql(path, "SELECT user_version FROM pragma_user_version"),
                     jb_migrations_last(jb_store_schema));
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM pragma_table_list "
                                   "WHERE schema = 'main' AND type = 'table' AND NOT strict "
                                   "AND name NOT LIKE 'sqlite_%'"),
                     0);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM pragma_table_list t, "
                                   "pragma_table_info(t.name) c WHERE t.schema = 'main' "
                                   "AND t.type = 'table' AND c.type IN ('REAL', 'ANY')"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(test_open_missing),
        fixture_test(test_open_directory),
        fixture_test(test_open_text_file),
        fixture_test(test_open_empty_file),
        fixture_test(test_open_other_program),
        fixture_test(test_open_newer),
        fixture_test(test_open_older_read_only),
        fixture_test(test_open_damaged),
        fixture_test(test_open_locked),
        fixture_test(test_begin_locked),
        fixture_test(test_begin_read_only),
        fixture_test(test_create_exists),
        fixture_test(test_create_without_folder),
        fixture_test(test_create_odd_names),
        fixture_test(test_create_halfway_leaves_nothing),
        fixture_test(test_read_leaves_no_files),
        fixture_test(test_read_in_read_only_folder),
        fixture_test(test_migrations_run_step_by_step),
        fixture_test(test_migrations_run_once),
        fixture_test(test_schema_is_numbered_in_order),
        fixture_test(test_create_marks_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
