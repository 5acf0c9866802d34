/* open.c - opening a store: what may be wrong with the file, told apart.
 *
 * Decides which files are stores of ours and of which version. Refuses to know what the tables
 * hold.
 */
#include "db.h"
#include "migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x4A42414F /* "JBAO", as schema/001_init.sql sets it */
#define BUSY_MS 5000
#define HEADER 100 /* bytes of a SQLite file's header */

static const char magic[16] = "SQLite format 3";

static jb_status fail_missing(const jb_loc *loc, jb_error *err)
{
    return jb_fail(err, JB_ERR_NOTFOUND, loc,
                   "there is no store here; check the name, or make one with `jianbao init`",
                   "此处没有数据库文件；请检查文件名，或用 `jianbao init` 新建");
}

static jb_status fail_errno(const jb_loc *loc, jb_error *err)
{
    int code = errno;
    if (code == ENOENT || code == ENOTDIR) {
        return fail_missing(loc, err);
    }
    return jb_fail_os(err, loc->source, code, "the store cannot be opened", "无法打开数据库文件");
}

/* Reads the header of an existing file; `got` is short when the file is. */
static jb_status read_header(const char *path, const jb_loc *loc, char header[HEADER], size_t *got,
                             jb_error *err)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        return fail_errno(loc, err);
    }
    if (S_ISDIR(info.st_mode)) {
        return jb_fail(err, JB_ERR_STORE, loc, "this is a folder, not a store; name the file in it",
                       "这是文件夹而不是数据库文件；请写明其中的文件名");
    }
    FILE *file = S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (!file) {
        errno = S_ISREG(info.st_mode) ? errno : EINVAL;
        return fail_errno(loc, err);
    }
    *got = fread(header, 1, HEADER, file);
    bool bad = ferror(file) != 0;
    (void)fclose(file);
    return bad ? fail_errno(loc, err) : JB_OK;
}

static jb_status check_file(const char *path, jb_error *err)
{
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    char header[HEADER] = {0};
    size_t got = 0;
    jb_status status = read_header(path, &loc, header, &got, err);
    if (status != JB_OK) {
        return status;
    }
    if (got == 0) {
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "the file is empty, not a store; remove it and run `jianbao init`",
                       "文件为空，不是数据库；请删除后用 `jianbao init` 新建");
    }
    if (got < sizeof magic || memcmp(header, magic, sizeof magic) != 0) {
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "this is not a SQLite file, so not a store; to read figures from it use "
                       "`jianbao import`",
                       "这不是 SQLite 文件，因而不是数据库；如需读入其中数据请用 `jianbao import`");
    }
    return JB_OK;
}

/* A URI is needed for immutable=1; elsewhere a plain name, which must not look like a URI or like
 * ":memory:". */
static char *sqlite_name(const char *path, bool immutable)
{
    jb_str name = {0};
    jb_str_add(&name, immutable ? "file:" : "");
    jb_str_add(&name, path[0] == '/' ? "" : "./");
    for (const char *p = path; *p; p++) {
        if (immutable && strchr("%?#", *p)) {
            jb_str_addf(&name, "%%%02X", (unsigned)(unsigned char)*p);
        } else {
            jb_str_addc(&name, *p);
        }
    }
    jb_str_add(&name, immutable ? "?immutable=1" : "");
    return name.data;
}

static int connect_to(const char *path, int flags, bool immutable, sqlite3 **db)
{
    char *name = sqlite_name(path, immutable);
    int rc = sqlite3_open_v2(name, db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
    free(name);
    if (rc == SQLITE_OK) {
        (void)sqlite3_busy_timeout(*db, BUSY_MS);
        /* A store may come from anywhere: its schema must not be able to do more than SQL. */
        (void)sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        rc = sqlite3_exec(*db,
                          "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;"
                          "PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;"
                          "PRAGMA cache_size = -65536;" /* KiB at most: a year of a country */
                          "SELECT count(*) FROM sqlite_schema",
                          NULL, NULL, NULL);
    }
    return rc;
}

static bool has_content(const char *path, const char *suffix)
{
    struct stat info;
    jb_str name = {0};
    jb_str_addf(&name, "%s%s", path, suffix);
    bool found = stat(jb_str_text(&name), &info) == 0 && info.st_size > 0;
    jb_str_free(&name);
    return found;
}

/* A store that was not closed by its writer asks for files beside it, which a read-only folder
 * refuses. Without a log to replay the file itself is whole and can be read as it is. */
static int connect_read(const char *path, sqlite3 **db)
{
    int rc = connect_to(path, SQLITE_OPEN_READONLY, false, db);
    bool refused = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
    if (refused && !has_content(path, "-wal")) {
        (void)sqlite3_close(*db);
        *db = NULL;
        rc = connect_to(path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, true, db);
    }
    return rc;
}

static jb_status check_owner(sqlite3 *db, const char *path, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA application_id", -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(stmt);
    }
    int owner = rc == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    if (rc != SQLITE_ROW) {
        return jb_db_fail(db, rc, path, err);
    }
    if (owner == APPLICATION_ID) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    return jb_fail(err, JB_ERR_STORE, &loc,
                   "this SQLite file belongs to another program; name a store made by "
                   "`jianbao init`",
                   "这个 SQLite 文件属于其他程序；请指定由 `jianbao init` 建立的数据库");
}

static jb_status check_version(sqlite3 *db, const char *path, bool writable, jb_error *err)
{
    int held = 0;
    int ours = jb_migrations_last(jb_store_schema);
    jb_status status = jb_migrations_version(db, path, &held, err);
    if (status != JB_OK) {
        return status;
    }
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    if (held > ours) {
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "the store was made by a newer program (schema %d, this program knows %d); "
                       "update jianbao",
                       "数据库由较新的程序建立（结构版本 %d，本程序支持到 %d）；请升级 jianbao",
                       held, ours);
    }
    if (held < ours && !writable) {
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "the store is older than this program (schema %d, needed is %d); run "
                       "`jianbao init --upgrade` on it",
                       "数据库结构较旧（版本 %d，需要 %d）；请对其运行 `jianbao init --upgrade`",
                       held, ours);
    }
    return JB_OK;
}

static jb_status make_writable(sqlite3 *db, const char *path, jb_error *err)
{
    jb_status status = jb_migrations_run(db, path, jb_store_schema, err);
    if (status == JB_OK) {
        /* Lets others read during a long import. A shared folder may refuse it: no harm. */
        int rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        status = (rc & 0xff) == SQLITE_BUSY ? jb_db_fail(db, rc, path, err) : JB_OK;
    }
    return status;
}

/* Opens the file, which exists; the caller closes *db in every case. */
static jb_status connect_store(const char *path, jb_store_mode mode, sqlite3 **db, jb_error *err)
{
    bool writable = mode != JB_STORE_READ;
    int rc = writable ? connect_to(path, SQLITE_OPEN_READWRITE, false, db) : connect_read(path, db);
    if (rc != SQLITE_OK) {
        return jb_db_fail(*db, rc, path, err);
    }
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    if (writable && sqlite3_db_readonly(*db, "main") == 1) {
        return jb_fail(err, JB_ERR_IO, &loc, "the store cannot be written; check the permissions",
                       "数据库文件不可写；请检查权限");
    }
    jb_status status = mode == JB_STORE_CREATE ? JB_OK : check_owner(*db, path, err);
    if (status == JB_OK) {
        status = check_version(*db, path, writable, err);
    }
    return status == JB_OK && writable ? make_writable(*db, path, err) : status;
}

/* Claims the name, so that of two programs only one makes the store. */
static jb_status create_file(const char *path, jb_error *err)
{
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) {
        (void)close(fd);
        return JB_OK;
    }
    int code = errno;
    if (code == EEXIST) {
        return jb_fail(
            err, JB_ERR_USAGE, &loc,
            "a file of this name exists already and is left alone: a store can be used as it "
            "is, an older one is brought up to date with `jianbao init --upgrade`; for a "
            "new store choose another name",
            "同名文件已存在，未作改动：如是 jianbao 库，可直接使用，旧版库用 jianbao init "
            "--upgrade 升级；要新建请另取文件名");
    }
    if (code == ENOENT || code == ENOTDIR) {
        return jb_fail(err, JB_ERR_NOTFOUND, &loc,
                       "the folder for the store does not exist; make it first",
                       "数据库所在的文件夹不存在；请先建立");
    }
    return jb_fail_os(err, path, code, "the store cannot be made", "无法建立数据库文件");
}

static void remove_files(const char *path)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        jb_str name = {0};
        jb_str_addf(&name, "%s%s", path, suffixes[i]);
        (void)unlink(jb_str_text(&name));
        jb_str_free(&name);
    }
}

static jb_store *store_new(sqlite3 *db, const char *path, bool writable)
{
    jb_store *store = jb_xmalloc(sizeof *store);
    jb_str copy = {0};
    jb_str_add(&copy, path);
    *store = (jb_store){.db = db, .path = copy.data, .writable = writable};
    store->scratch = jb_arena_new();
    store->sources = jb_arena_new();
    return store;
}

jb_status jb_store_open(const char *path, jb_store_mode mode, jb_store **out, jb_error *err)
{
    *out = NULL;
    sqlite3 *db = NULL;
    bool create = mode == JB_STORE_CREATE;
    jb_status status = create ? create_file(path, err) : check_file(path, err);
    if (status != JB_OK) {
        return status;
    }
    status = connect_store(path, mode, &db, err);
    if (status == JB_OK) {
        *out = store_new(db, path, mode != JB_STORE_READ);
        return JB_OK;
    }
    (void)sqlite3_close(db);
    if (create) {
        remove_files(path);
    }
    return status;
}
