/* Pages as pictures: one file for each page. */
#include "cli.h"

#include <string.h>
#include <sys/stat.h>

/* "brief.svg" for page 2 is "brief-2.svg". */
static const char *numbered(jb_arena *arena, const char *path, size_t page)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(path, '.');
    size_t stem = strlen(path);
    if (dot != NULL && dot != path && (slash == NULL || dot > slash + 1)) {
        stem = (size_t)(dot - path);
    }
    return jb_arena_printf(arena, "%.*s-%zu%s", (int)stem, path, page + 1, path + stem);
}

static jb_status picture_paint(const pictures *what, size_t page, const char *path, jb_error *err)
{
    jb_out *out = NULL;
    jb_status st = output_open(path, OUTPUT_TEXT, &out, err);
    if (st != JB_OK) {
        return st;
    }
    st = jb_paint_svg(what->pages, page, what->fonts, out, err);
    if (st == JB_OK) {
        return jb_out_commit(out, err);
    }
    jb_out_abort(out);
    return st;
}

static jb_status page_parse(const char *text, size_t *page, jb_error *err)
{
    size_t number = 0;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p < '0' || *p > '9' || number > 100000) {
            number = 0;
            break;
        }
        number = number * 10 + (size_t)(*p - '0');
    }
    if (number == 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--page: \"%s\" is no page; give a number from 1",
                       "--page：“%s”不是页数，请给出从 1 起的数字", text);
    }
    *page = number - 1;
    return JB_OK;
}

/* A number behind the name of a device, pipe or folder names another thing beside it. */
static jb_status name_check(const pictures *what, jb_error *err)
{
    struct stat at;
    if (stat(what->path, &at) != 0 || S_ISREG(at.st_mode)) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "the document has %zu pages, a file each, and \"%s\" is no file to be numbered; "
                   "give another name or say --page N",
                   "文件共 %zu 页，每页一个文件，而“%s”不是可以加页号的文件；请另给文件名，"
                   "或用 --page 指明一页",
                   what->pages->count, what->path);
}

static jb_status all_paint(cli *c, const pictures *what, jb_error *err)
{
    jb_status st = JB_OK;
    if (strcmp(what->path, "-") == 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "the document has %zu pages and standard output takes one; say --page N",
                       "文件共 %zu 页，标准输出只容一页，请用 --page 指明", what->pages->count);
    }
    st = name_check(what, err);
    for (size_t i = 0; i < what->pages->count && st == JB_OK; i++) {
        const char *path = numbered(c->arena, what->path, i);
        st = output_check(c, path, OUTPUT_TEXT, what->layout, what->catalogue, err);
        if (st == JB_OK) {
            st = picture_paint(what, i, path, err);
        }
    }
    return st;
}

jb_status pictures_paint(cli *c, const pictures *what, jb_error *err)
{
    size_t page = 0;
    jb_status st = JB_OK;
    if (what->page == NULL && what->pages->count > 1) {
        return all_paint(c, what, err);
    }
    if (what->page != NULL) {
        st = page_parse(what->page, &page, err);
    }
    return st == JB_OK ? picture_paint(what, page, what->path, err) : st;
}
