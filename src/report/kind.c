/* kind.c - what a file is, by its first bytes.
 *
 * Decides between text, a package and a PDF; what cannot be read is refused with what it seems to
 * be and what to do. Whether text is a page of markup shows only when it is decoded.
 */
#include "text.h"

#include <string.h>

enum { PDF_WITHIN = 1024, MARKUP_WITHIN = 4096 };

typedef struct magic {
    const char *bytes;
    size_t len;
    const char *en, *zh;
} magic;

static const magic refused[] = {
    {"\x89PNG", 4, "a picture (PNG): recognise its text (OCR) first",
     "图片（PNG）：请先做文字识别（OCR）"},
    {"\xFF\xD8\xFF", 3, "a picture (JPEG): recognise its text (OCR) first",
     "图片（JPEG）：请先做文字识别（OCR）"},
    {"GIF8", 4, "a picture (GIF): recognise its text (OCR) first",
     "图片（GIF）：请先做文字识别（OCR）"},
    {"II*\0", 4, "a picture (TIFF): recognise its text (OCR) first",
     "图片（TIFF）：请先做文字识别（OCR）"},
    {"MM\0*", 4, "a picture (TIFF): recognise its text (OCR) first",
     "图片（TIFF）：请先做文字识别（OCR）"},
    {"{\\rtf", 5, "a rich text document (RTF): save it as .docx or plain text",
     "RTF 文档：请另存为 .docx 或纯文本"},
    {"MIME-Version:", 13, "a web archive (.mht): save the page as HTML",
     "网页存档（.mht）：请把网页另存为 HTML"},
    {"From: <Saved by", 15, "a web archive (.mht): save the page as HTML",
     "网页存档（.mht）：请把网页另存为 HTML"},
    {"\x1F\x8B", 2, "a compressed file (gzip): unpack it first", "压缩文件（gzip）：请先解压"},
    {"Rar!", 4, "an archive (RAR): unpack it first", "压缩包（RAR）：请先解压"},
    {"7z\xBC\xAF", 4, "an archive (7z): unpack it first", "压缩包（7z）：请先解压"},
    {"SQLite format 3", 15, "a database (SQLite), such as a store of this program",
     "数据库（SQLite），例如本程序的数据仓库"},
    {"\x7F"
     "ELF",
     4, "a program", "可执行程序"},
    {"MZ\x90", 3, "a program", "可执行程序"},
};

static bool holds(const char *bytes, size_t len, const char *word, size_t size)
{
    const char *at = bytes, *end = bytes + len;
    while (at && (size_t)(end - at) >= size) {
        if (memcmp(at, word, size) == 0) {
            return true;
        }
        at = memchr(at + 1, word[0], (size_t)(end - at) - 1);
    }
    return false;
}

static bool has(const input *in, const char *word)
{
    return holds(in->bytes, in->len, word, strlen(word));
}

static jb_status refuse(const input *in, const char *en, const char *zh)
{
    return INPUT_FAIL(in, "the file cannot be read; it seems to be %s%.0s",
                      "无法读取该文件；看来是%.0s%s", en, zh);
}

static jb_status refuse_package(const input *in)
{
    if (has(in, "OFD.xml")) {
        return refuse(in, "an OFD document: print or convert it to PDF",
                      "OFD 版式文件：请转换为 PDF");
    }
    if (has(in, "xl/workbook")) {
        return refuse(in, "a spreadsheet (.xlsx): reports are read as text, HTML, .docx or PDF",
                      "电子表格（.xlsx）：报告请提供文本、HTML、.docx 或 PDF");
    }
    return refuse(in, "an archive (zip): unpack it first", "压缩包（zip）：请先解压");
}

/* The names inside are in UTF-16. */
static jb_status refuse_compound(const input *in)
{
    static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (holds(in->bytes, in->len, package, sizeof package)) {
        return refuse(in, "a document with a password: remove the password and save it again",
                      "加密文档：请取消密码后重新保存");
    }
    return refuse(in, "an old Office document (.doc, .wps, .xls): save it as .docx",
                  "旧版办公文档（.doc、.wps、.xls）：请另存为 .docx");
}

static bool starts(const input *in, const char *word, size_t size)
{
    return in->len >= size && memcmp(in->bytes, word, size) == 0;
}

jb_status kind_of_bytes(const input *in, jb_original_kind *kind)
{
    *kind = JB_ORIGINAL_TEXT;
    size_t head = in->len < PDF_WITHIN ? in->len : PDF_WITHIN;
    if (holds(in->bytes, head, "%PDF-", 5)) {
        *kind = JB_ORIGINAL_PDF;
        return JB_OK;
    }
    if (starts(in, "PK\3\4", 4) || starts(in, "PK\5\6", 4)) {
        *kind = JB_ORIGINAL_DOCX;
        return has(in, "word/") ? JB_OK : refuse_package(in);
    }
    if (starts(in, "\xD0\xCF\x11\xE0", 4)) {
        return refuse_compound(in);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (starts(in, refused[i].bytes, refused[i].len)) {
            return refuse(in, refused[i].en, refused[i].zh);
        }
    }
    return JB_OK;
}

bool kind_is_markup(const char *text, size_t len)
{
    static const char *const tags[] = {
        "<!doctype html", "<html", "<head",  "<body",    "<div",     "<p>", "<p ", "<table", "<br",
        "<meta",          "<span", "<title", "<section", "<article", "<h1", "<h2"};
    size_t start = 0;
    while (start < len && text[start] && strchr(" \t\r\n", text[start])) {
        start++;
    }
    if (start == len || text[start] != '<') {
        return false;
    }
    char head[MARKUP_WITHIN + 1];
    size_t n = len - start < MARKUP_WITHIN ? len - start : MARKUP_WITHIN;
    for (size_t i = 0; i < n; i++) {
        head[i] = ascii_small(text[start + i]);
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (holds(head, n, tags[i], strlen(tags[i]))) {
            return true;
        }
    }
    return false;
}
