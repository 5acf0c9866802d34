/* fuzz_docx.c - any bytes as a Word document, or as the main part of one: refused with a message,
 * or text with lines and tables whose places agree.
 *
 * Bytes that begin with P are the package; all others are packed first, so that the reader of the
 * XML is reached.
 */
#include "fuzz_report.h"

#include <zip.h>

/* The bytes as the main part of a package, which the caller frees. */
static void *packed(const uint8_t *data, size_t size, size_t *len)
{
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &fault);
    FUZZ_CHECK(target != NULL);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &fault);
    FUZZ_CHECK(archive != NULL);
    zip_source_t *part = zip_source_buffer(archive, data, size, 0);
    zip_int64_t index = zip_file_add(archive, "word/document.xml", part, 0);
    FUZZ_CHECK(index >= 0);
    FUZZ_CHECK(zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
    FUZZ_CHECK(zip_close(archive) == 0 && zip_source_open(target) == 0);
    zip_stat_t stat;
    FUZZ_CHECK(zip_source_stat(target, &stat) == 0);
    *len = (size_t)stat.size;
    void *bytes = jb_xmalloc(*len);
    FUZZ_CHECK(zip_source_read(target, bytes, stat.size) == (zip_int64_t)stat.size);
    (void)zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&fault);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const jb_original_options options = {.kind = "docx"};
    if (size < 1) {
        return 0;
    }
    if (data[0] == 'P') {
        fuzz_report(data, size, &options);
        return 0;
    }
    size_t len = 0;
    void *bytes = packed(data, size, &len);
    fuzz_report(bytes, len, &options);
    free(bytes);
    return 0;
}
