/* package.c - the parts of a Word document, a zip archive.
 *
 * Decides what is too large to unpack: a small file that would fill the memory is refused by what
 * it declares and again by what comes out. Refuses to know what the parts say.
 */
#include "package.h"

#include <string.h>
#include <zip.h>

#define MAIN_PART "word/document.xml"
#define PART_MAX LIMIT_BYTES
#define SUSPECT ((size_t)8 * 1024 * 1024)

enum { ENTRIES_MAX = 10000, RATIO_MAX = 200 };

static jb_status fail_bomb(const input *in)
{
    return INPUT_FAIL(in,
                      "the document would unpack to far more than it holds: a zip bomb; refused",
                      "文档解压后会异常膨胀（压缩炸弹）：拒绝读取");
}

static jb_status fail_damaged(const input *in, const char *what)
{
    return INPUT_FAIL(in, "the document is damaged (%s): fetch it again or save it again in Word",
                      "文档已损坏（%s）：请重新获取或在 Word 中重新保存", what);
}

static zip_t *open_archive(const input *in, jb_status *status)
{
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t *source = zip_source_buffer_create(in->bytes, in->len, 0, &fault);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &fault) : NULL;
    if (!archive) {
        *status = fail_damaged(in, zip_error_strerror(&fault));
        zip_source_free(source);
    }
    zip_error_fini(&fault);
    return archive;
}

/* What the archive says about the part. */
static jb_status check_part(const input *in, const zip_stat_t *stat)
{
    const zip_uint64_t told = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat->valid & told) != told) {
        return fail_damaged(in, MAIN_PART);
    }
    if (stat->encryption_method != ZIP_EM_NONE) {
        return INPUT_FAIL(in, "the document has a password: remove it and save the document again",
                          "文档有密码：请取消密码后重新保存");
    }
    bool swells = stat->size > SUSPECT && stat->size / RATIO_MAX > stat->comp_size;
    return stat->size > PART_MAX || swells ? fail_bomb(in) : JB_OK;
}

static jb_status read_part(const input *in, zip_file_t *file, const char **xml, size_t *len)
{
    jb_str all = {0};
    char piece[32768];
    zip_int64_t got = 0;
    jb_status status = JB_OK;
    jb_str_add(&all, "");
    while (status == JB_OK && (got = zip_fread(file, piece, sizeof piece)) > 0) {
        jb_str_addn(&all, piece, (size_t)got);
        status = all.len > PART_MAX ? fail_bomb(in) : JB_OK;
    }
    if (status == JB_OK && got < 0) {
        status = fail_damaged(in, MAIN_PART);
    }
    if (status == JB_OK) {
        *xml = jb_arena_strndup(in->scratch, all.data, all.len);
        *len = all.len;
    }
    jb_str_free(&all);
    return status;
}

static jb_status read_main(const input *in, zip_t *archive, const char **xml, size_t *len)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_get_num_entries(archive, 0) > ENTRIES_MAX) {
        return fail_bomb(in);
    }
    if (zip_stat(archive, MAIN_PART, 0, &stat) != 0) {
        return INPUT_FAIL(in,
                          "the package has no part " MAIN_PART
                          ": it is no Word document, or damaged; save it again in Word",
                          "文件包里没有 " MAIN_PART
                          "：不是 Word 文档或已损坏；请在 Word 中重新保存");
    }
    jb_status status = check_part(in, &stat);
    if (status != JB_OK) {
        return status;
    }
    zip_file_t *file = zip_fopen_index(archive, stat.index, 0);
    if (!file) {
        return fail_damaged(in, zip_strerror(archive));
    }
    status = read_part(in, file, xml, len);
    (void)zip_fclose(file);
    return status;
}

jb_status package_read(const input *in, const char **xml, size_t *len)
{
    jb_status status = JB_OK;
    zip_t *archive = open_archive(in, &status);
    if (!archive) {
        return status;
    }
    status = read_main(in, archive, xml, len);
    zip_discard(archive);
    return status;
}
