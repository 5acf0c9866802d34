/* pdf.c - the text of a PDF, as the program pdftotext finds it.
 *
 * Decides how the program is run (no shell, its input a file without a name, limits on time and
 * output) and which of its lines are the page's and not the report's. Refuses to know how a PDF is
 * made.
 */
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_MAX = 60, WORDS_MAX = 512 };

extern char **environ;

/* The program while it runs. */
typedef struct child {
    FILE *feed; /* the PDF */
    FILE *said; /* what it says when something is wrong */
    int out;    /* where its text comes from */
    pid_t id;
} child;

static jb_status fail_run(const input *in, const char *what, int code)
{
    return jb_fail(in->err, JB_ERR_IO, &in->loc, "pdftotext cannot be run (%s): %s",
                   "无法运行 pdftotext（%s）：%s", what, strerror(code));
}

/* ---- starting ---------------------------------------------------------------------------- */

static int spawn(child *c, const int pipe_ends[2])
{
    /* The words are never written to; posix_spawn only lacks the const. */
    static char name[] = "pdftotext", layout[] = "-layout", enc[] = "-enc", utf8[] = "UTF-8",
                dash[] = "-";
    char *const words[] = {name, layout, enc, utf8, dash, dash, NULL};
    posix_spawn_file_actions_t actions;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) {
        return code;
    }
    (void)posix_spawn_file_actions_adddup2(&actions, fileno(c->feed), STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, fileno(c->said), STDERR_FILENO);
    code = posix_spawnp(&c->id, name, &actions, NULL, words, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* An unnamed file: the program may read it as it likes and never waits for us. */
static bool feed(child *c, const input *in)
{
    c->feed = tmpfile();
    c->said = tmpfile();
    return c->feed && c->said && fcntl(fileno(c->feed), F_SETFD, FD_CLOEXEC) == 0 &&
           fcntl(fileno(c->said), F_SETFD, FD_CLOEXEC) == 0 &&
           fwrite(in->bytes, 1, in->len, c->feed) == in->len && fflush(c->feed) == 0 &&
           lseek(fileno(c->feed), 0, SEEK_SET) == 0;
}

static jb_status start(const input *in, child *c)
{
    int ends[2];
    if (!feed(c, in)) {
        return fail_run(in, "tmpfile", errno);
    }
    if (pipe(ends) != 0) {
        return fail_run(in, "pipe", errno);
    }
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int code = spawn(c, ends);
    (void)close(ends[1]);
    c->out = ends[0];
    if (code == ENOENT) {
        return jb_fail(in->err, JB_ERR_IO, &in->loc,
                       "a PDF is read with the program pdftotext, which is not installed: install "
                       "the package poppler-utils, or convert the PDF to text",
                       "读取 PDF 需要程序 pdftotext，但尚未安装：请安装软件包 poppler-utils，"
                       "或者先把 PDF 转成文本");
    }
    return code == 0 ? JB_OK : fail_run(in, "spawn", code);
}

/* ---- reading ----------------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static jb_status drain(const input *in, child *c, jb_str *text)
{
    int64_t end = milliseconds() + (int64_t)SECONDS_MAX * 1000;
    char piece[32768];
    for (;;) {
        int64_t left = end - milliseconds();
        struct pollfd ready = {.fd = c->out, .events = POLLIN};
        int some = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (some == 0) {
            return INPUT_FAIL(in, "reading the PDF took more than %d seconds; given up",
                              "读取 PDF 超过 %d 秒，已放弃", SECONDS_MAX);
        }
        ssize_t got = some > 0 ? read(c->out, piece, sizeof piece) : -1;
        if (got == 0) {
            return JB_OK;
        }
        if (got < 0 && errno != EINTR) {
            return fail_run(in, "read", errno);
        }
        jb_str_addn(text, piece, got > 0 ? (size_t)got : 0);
        if (text->len > LIMIT_BYTES) {
            return INPUT_FAIL(in, "the PDF holds more than %zu bytes of text",
                              "PDF 的文字超过 %zu 字节", LIMIT_BYTES);
        }
    }
}

static jb_status tell(const input *in, child *c)
{
    char words[WORDS_MAX] = "";
    rewind(c->said);
    words[fread(words, 1, sizeof words - 1, c->said)] = '\0';
    if (strstr(words, "password")) {
        return INPUT_FAIL(in, "the PDF has a password: save it without one",
                          "这份 PDF 有密码：请另存为不加密的文件");
    }
    words[strcspn(words, "\r\n")] = '\0';
    size_t good = jb_utf8_check(words, strlen(words));
    words[good] = '\0';
    return INPUT_FAIL(in, "the PDF cannot be read (%s): it is damaged; fetch it again",
                      "无法读取这份 PDF（%s）：文件已损坏，请重新获取", words);
}

static jb_status finish(const input *in, child *c, jb_status status)
{
    int how = 0;
    if (c->id > 0) {
        if (status != JB_OK) {
            (void)kill(c->id, SIGKILL);
        }
        while (waitpid(c->id, &how, 0) < 0 && errno == EINTR) {
        }
    }
    return status == JB_OK && !(WIFEXITED(how) && WEXITSTATUS(how) == 0) ? tell(in, c) : status;
}

static jb_status run(const input *in, jb_str *text)
{
    child c = {.out = -1};
    jb_status status = start(in, &c);
    if (status == JB_OK) {
        status = drain(in, &c, text);
    }
    status = finish(in, &c, status);
    if (c.out >= 0) {
        (void)close(c.out);
    }
    if (c.feed) {
        (void)fclose(c.feed);
    }
    if (c.said) {
        (void)fclose(c.said);
    }
    return status;
}

/* ---- lines of the page ------------------------------------------------------------------- */

/* - 3 -, — 3 —, 3: the number of a page alone in a line. */
static bool is_page_number(const char *line, size_t len)
{
    size_t digits = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = jb_utf8_next(line, len, &pos);
        if (c >= '0' && c <= '9') {
            digits++;
        } else if (c != ' ' && c != '-' && c != 0x2014 && c != 0x2013 && c != 0x2015 && c != 0xB7) {
            return false;
        }
    }
    return digits > 0 && digits <= 3;
}

static size_t line_end(const char *text, size_t len, size_t at)
{
    while (at < len && text[at] != '\n' && text[at] != '\f') {
        at++;
    }
    return at;
}

/* What is left of a page's lines when the number at its end and the blank lines around are gone,
 * so that a paragraph goes on from page to page. */
static size_t without_tail(const char *page, size_t len)
{
    bool number = false;
    size_t end = len;
    for (;;) {
        while (end > 0 && strchr(" \n\r", page[end - 1])) {
            end--;
        }
        size_t start = end;
        while (start > 0 && page[start - 1] != '\n') {
            start--;
        }
        if (number || start == end || !is_page_number(page + start, end - start)) {
            return end;
        }
        number = true;
        end = start;
    }
}

static void add_page(draft *out, const char *page, size_t len)
{
    size_t end = without_tail(page, len), start = 0;
    while (start < end) {
        size_t stop = line_end(page, end, start);
        bool first = start == 0 || out->text.len == 0 || page[start - 1] != '\n';
        bool blank = strspn(page + start, " \r") >= stop - start;
        if (!(first && blank)) {
            draft_add(out, page + start, stop - start);
            draft_put(out, '\n');
        }
        start = stop + 1;
    }
}

jb_status pdf_read(const input *in, draft *out)
{
    jb_str text = {0};
    jb_status status = run(in, &text);
    size_t len = text.len;
    const char *all = jb_str_text(&text);
    if (status == JB_OK && jb_utf8_check(all, len) != len) {
        status = INPUT_FAIL(in, "pdftotext gave bytes that are not UTF-8",
                            "pdftotext 给出的内容不是 UTF-8");
    }
    for (size_t at = 0; status == JB_OK && at < len;) {
        const char *feed_mark = memchr(all + at, '\f', len - at);
        size_t end = feed_mark ? (size_t)(feed_mark - all) : len;
        add_page(out, all + at, end - at);
        at = end + 1;
    }
    jb_str_free(&text);
    return status;
}
