/* fault.c - messages that several files of this room give.
 *
 * Decides how a refusal of the operating system is worded in both languages; strerror speaks
 * only one. Refuses to know what was being read or written.
 */
#include "error.h"

#include <errno.h>
#include <string.h>

struct reason {
    int code;
    const char *en;
    const char *zh;
};

static const struct reason reasons[] = {
    {ENOENT, "it does not exist; check the name and its folder", "不存在；请检查名称和所在目录"},
    {EACCES, "permission denied", "没有权限"},
    {EPERM, "permission denied", "没有权限"},
    {EISDIR, "it is a directory", "这是一个目录"},
    {ENOTDIR, "a part of the path is not a directory", "路径中有一段不是目录"},
    {ENOSPC, "no space is left", "空间不足"},
    {EDQUOT, "the disk quota is used up", "磁盘配额已用完"},
    {EFBIG, "the file would be too large", "文件过大"},
    {EROFS, "the file system is read-only", "文件系统只读"},
    {EPIPE, "the reader has gone", "读取方已关闭"},
    {EMFILE, "too many files are open", "打开的文件过多"},
    {ENFILE, "too many files are open", "打开的文件过多"},
    {ENAMETOOLONG, "the name is too long", "名称过长"},
    {ELOOP, "the links go in a circle", "符号链接成环"},
    {EBADF, "it is closed", "已关闭"},
    {EAGAIN, "it is busy; try again", "正忙，请稍后再试"},
    {EBUSY, "it is in use", "正在使用中"},
    {ETXTBSY, "it is in use", "正在使用中"},
    {ENXIO, "nobody is at the other end", "另一端没有程序"},
    {ENODEV, "there is no such device", "没有此设备"},
    {EIO, "the device reported an error", "设备读写出错"},
    {EINVAL, "the name or device does not allow it", "名称或设备不允许此操作"},
};

const char *jb_os_reason(int code, jb_lang lang)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].code == code) {
            return lang == JB_LANG_ZH ? reasons[i].zh : reasons[i].en;
        }
    }
    /* Rare enough that the system's own words must do. */
    return strerror(code); /* NOLINT(concurrency-mt-unsafe): glibc keeps them by thread */
}

jb_status jb_fail_os(jb_error *err, const char *path, int code, const char *en, const char *zh)
{
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    /* Both languages take all four; each leaves out the other's. */
    return jb_fail(err, JB_ERR_IO, &loc, "%s%.0s: %s%.0s", "%.0s%s：%.0s%s", en, zh,
                   jb_os_reason(code, JB_LANG_EN), jb_os_reason(code, JB_LANG_ZH));
}

jb_status jb_fail_byte(jb_error *err, const jb_loc *loc, char byte)
{
    if (byte == '\0') {
        return jb_fail(err, JB_ERR_INPUT, loc, "a NUL byte; this is not a text file",
                       "含有 NUL 字节，不是文本文件");
    }
    return jb_fail(err, JB_ERR_INPUT, loc,
                   "byte 0x%02X is not valid UTF-8; save the file as UTF-8 (not GBK or UTF-16)",
                   "字节 0x%02X 不是有效的 UTF-8；请将文件另存为 UTF-8（而非 GBK 或 UTF-16）",
                   (unsigned)(unsigned char)byte);
}
