/* Who makes the documents of a batch: processes that take the next one from a common counter and
 * tell what became of it through a pipe. Processes and not threads, so that a document which ends
 * its maker (ADR 1) costs that document alone; what was opened before is shared.
 */
#include "batch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHOWN_FAULTS 20

/* What the processes share. */
typedef struct shared {
    atomic_size_t next; /* document to take */
} shared;

typedef struct crew {
    const batch_job *job;
    batch_record *record;
    batch_outcome *outcomes;
    shared *common;
    size_t done, failed, kept;
    bool terminal;
    int64_t began, shown; /* milliseconds */
    jb_status fatal;
    jb_error *err;
} crew;

/* ---- progress */

static int64_t now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Documents so far, how many a second, and how long the rest will take at this pace. */
static void progress_show(crew *w)
{
    int64_t at = now();
    size_t all = w->job->plan->count;
    if (!w->terminal || (at - w->shown < 200 && w->done < all)) {
        return;
    }
    int64_t taken = at - w->began + 1;
    int64_t left = (int64_t)(all - w->done) * taken / (int64_t)w->done / 1000;
    w->shown = at;
    fprintf(stderr,
            SAY(w->job->c, "\r\033[K[%zu/%zu] 每秒 %lld 份，约剩 %lld:%02lld",
                "\r\033[K[%zu/%zu] %lld a second, about %lld:%02lld left"),
            w->done, all, (long long)((int64_t)w->done * 1000 / taken), (long long)(left / 60),
            (long long)(left % 60));
    fflush(stderr);
}

static void line_clear(const crew *w)
{
    if (w->terminal) {
        fputs("\r\033[K", stderr);
    }
}

static void fault_show(crew *w, const batch_doc *doc, const batch_outcome *outcome)
{
    line_clear(w);
    if (w->failed <= SHOWN_FAULTS) {
        fprintf(stderr, "jianbao: %s: %s\n", doc->file,
                w->job->c->lang == JB_LANG_ZH ? outcome->zh : outcome->en);
    } else if (w->failed == SHOWN_FAULTS + 1) {
        fputs(SAY(w->job->c, "jianbao: 其余失败见清单 manifest\n",
                  "jianbao: the manifest names the other failures\n"),
              stderr);
    }
}

/* ---- in the parent */

static void outcome_take(crew *w, size_t at, const batch_message *told)
{
    batch_outcome *out = &w->outcomes[at];
    const batch_doc *doc = &w->job->plan->docs[at];
    jb_arena *arena = w->job->c->arena;
    *out = (batch_outcome){.reported = true, .kept = told->kept, .failed = told->status != JB_OK};
    memcpy(out->sha256, told->sha256, sizeof out->sha256);
    memcpy(out->fingerprint, told->fingerprint, sizeof out->fingerprint);
    w->done++;
    w->kept += out->kept;
    if (out->failed) {
        out->zh = jb_arena_strdup(arena, told->zh);
        out->en = jb_arena_strdup(arena, told->en);
        w->failed++;
        fault_show(w, doc, out);
    } else if (!out->kept && w->fatal == JB_OK) {
        w->fatal = batch_record_note(w->record, w->job->layout, doc, out, w->err);
    }
    progress_show(w);
}

/* False at the end of the pipe: no worker is left. */
static bool message_take(int from, batch_message *told)
{
    size_t got = 0;
    *told = (batch_message){0};
    while (got < sizeof *told) {
        ssize_t n = read(from, (char *)told + got, sizeof *told - got);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            return false;
        }
        got += n > 0 ? (size_t)n : 0;
    }
    return told->doc < UINT32_MAX;
}

static void crew_listen(crew *w, int from)
{
    batch_message told;
    while (w->fatal == JB_OK && message_take(from, &told)) {
        if (told.doc < w->job->plan->count && !w->outcomes[told.doc].reported) {
            outcome_take(w, told.doc, &told);
        }
    }
}

static void crew_end(const crew *w, const pid_t *pids, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (w->fatal != JB_OK) {
            (void)kill(pids[i], SIGTERM);
        }
        while (waitpid(pids[i], NULL, 0) < 0 && errno == EINTR) {
        }
    }
}

/* ---- shifts */

/* Starts so many workers and listens until all have ended. */
static jb_status shift(crew *w, unsigned jobs, size_t end, bool beside, jb_error *err)
{
    int ends[2];
    pid_t *pids = jb_arena_array(w->job->c->arena, jobs, sizeof *pids);
    batch_range range = {&w->common->next, end};
    unsigned count = 0;
    if (pipe(ends) != 0) {
        return jb_fail_os(err, NULL, errno, "no pipe could be made", "无法建立管道");
    }
    fflush(NULL);
    for (; count < jobs; count++) {
        pids[count] = fork();
        if (pids[count] == 0) {
            (void)close(ends[0]);
            signals_words(NULL); /* it is said once, by the parent */
            batch_work(w->job, &range, ends[1], beside);
            _exit(0);
        }
        if (pids[count] < 0) {
            break;
        }
    }
    int code = errno;
    (void)close(ends[1]);
    crew_listen(w, ends[0]);
    (void)close(ends[0]);
    crew_end(w, pids, count);
    if (count == 0) {
        return jb_fail_os(err, NULL, code, "no process could be started", "无法启动进程");
    }
    return w->fatal;
}

static void lost_tell(crew *w, size_t at)
{
    batch_message told = {.status = JB_ERR_INTERNAL};
    (void)snprintf(told.zh, sizeof told.zh,
                   "处理该文件的进程中途结束，单独再做一次仍然如此；请用 jianbao brief "
                   "做这一份，看它说什么");
    (void)snprintf(told.en, sizeof told.en,
                   "the process that made this document ended before it was done, and again when "
                   "it made this one alone; make it with `jianbao brief` to see what it says");
    outcome_take(w, at, &told);
}

/* What was taken and never told of was in the hands of a worker that ended: up to three documents
 * each. Made once more, one by one, they tell which of them it is. */
static jb_status lost_again(crew *w, jb_error *err)
{
    size_t taken = atomic_load(&w->common->next);
    jb_status st = JB_OK;
    for (size_t i = 0; i < taken && i < w->job->plan->count && st == JB_OK; i++) {
        if (w->outcomes[i].reported) {
            continue;
        }
        atomic_store(&w->common->next, i);
        st = shift(w, 1, i + 1, false, err);
        if (st == JB_OK && !w->outcomes[i].reported) {
            lost_tell(w, i);
        }
    }
    atomic_store(&w->common->next, taken);
    return st;
}

/* Processors that are left over print while others bind. */
static jb_status all_shifts(crew *w, unsigned jobs, jb_error *err)
{
    size_t count = w->job->plan->count;
    bool beside = count > jobs && sysconf(_SC_NPROCESSORS_ONLN) > (long)jobs;
    jb_status st = JB_OK;
    while (st == JB_OK && w->done < count) {
        st = shift(w, jobs < count ? jobs : (unsigned)count, count, beside, err);
        if (st == JB_OK) {
            st = lost_again(w, err);
        }
    }
    return st;
}

static void sum_up(const crew *w)
{
    line_clear(w);
    fprintf(stderr,
            SAY(w->job->c, "共 %zu 份文件%.0s：新制 %zu，未变保留 %zu，失败 %zu\n",
                "%zu document%s: %zu made, %zu kept, %zu failed\n"),
            w->done, PLURAL(w->done), w->done - w->kept - w->failed, w->kept, w->failed);
}

static const char *interrupted(const crew *w)
{
    return jb_arena_printf(w->job->c->arena, "%s%s\n", w->terminal ? "\r\033[K" : "",
                           SAY(w->job->c,
                               "jianbao: 已中断；做好的文件都在，再运行同一命令即可接着做",
                               "jianbao: interrupted; what was made is there, run the same command "
                               "again to go on"));
}

jb_status batch_run(const batch_job *job, unsigned jobs, batch_record *record,
                    batch_outcome *outcomes, jb_error *err)
{
    crew w = {.job = job,
              .record = record,
              .outcomes = outcomes,
              .terminal = isatty(STDERR_FILENO) == 1,
              .began = now(),
              .err = err};
    w.common =
        mmap(NULL, sizeof *w.common, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (w.common == MAP_FAILED) {
        return jb_fail_os(err, NULL, errno, "no memory could be shared", "无法共享内存");
    }
    atomic_init(&w.common->next, 0);
    signals_words(interrupted(&w));
    jb_status st = all_shifts(&w, jobs, err);
    signals_words(NULL);
    (void)munmap(w.common, sizeof *w.common);
    if (st == JB_OK) {
        sum_up(&w);
    }
    return st;
}
