/* One process of a batch: what it takes, makes and tells. With a processor to spare a document is
 * printed by a second thread while the next is bound and set by the first: each has fonts of its
 * own, the store and the layout are the first one's alone. */
#include "batch.h"

#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(batch_message) <= PIPE_BUF, "a message must not be torn");

/* ---- telling */

static void fault_text(const jb_error *fault, jb_lang lang, char out[BATCH_FAULT_MAX])
{
    size_t end = 0;
    char text[2048];
    jb_error_format(fault, lang, text, sizeof text);
    size_t len = strlen(text);
    for (size_t at = 0; at < len && at < BATCH_FAULT_MAX;) {
        end = at;
        (void)jb_utf8_next(text, len, &at);
        end = at < BATCH_FAULT_MAX ? at : end;
    }
    memcpy(out, text, end);
    out[end] = '\0';
}

/* False when nobody listens any more. */
static bool tell(int to, size_t at, const batch_outcome *outcome, jb_status status,
                 const jb_error *fault)
{
    batch_message told = {.doc = (uint32_t)at, .status = status, .kept = outcome->kept};
    memcpy(told.sha256, outcome->sha256, sizeof told.sha256);
    memcpy(told.fingerprint, outcome->fingerprint, sizeof told.fingerprint);
    if (status != JB_OK) {
        fault_text(fault, JB_LANG_ZH, told.zh);
        fault_text(fault, JB_LANG_EN, told.en);
    }
    return write(to, &told, sizeof told) == (ssize_t)sizeof told;
}

/* Ends the sheet. */
static bool print_and_tell(batch_sheet *sheet, int to)
{
    jb_error fault = {0};
    jb_status st = batch_print(sheet, &fault);
    bool heard = tell(to, sheet->at, &sheet->outcome, st, &fault);
    batch_sheet_free(sheet);
    return heard;
}

/* ---- the thread that prints */

typedef struct press {
    int to;
    jb_fontset *fonts;
    pthread_t thread;
    sem_t full, empty;  /* of the one sheet between the threads */
    batch_sheet *sheet; /* NULL: there are no more */
    atomic_bool unheard;
} press;

static void await(sem_t *what)
{
    while (sem_wait(what) != 0) { /* a signal came in between */
    }
}

static void *press_run(void *context)
{
    press *p = context;
    for (;;) {
        await(&p->full);
        batch_sheet *sheet = p->sheet;
        (void)sem_post(&p->empty);
        if (sheet == NULL) {
            return NULL;
        }
        sheet->paper.fonts = p->fonts; /* of the same files, so their numbers are the same */
        if (!print_and_tell(sheet, p->to)) {
            atomic_store(&p->unheard, true);
        }
    }
}

static void press_free(press *p)
{
    (void)sem_destroy(&p->full);
    (void)sem_destroy(&p->empty);
    jb_fontset_free(p->fonts);
}

/* False when there can be none: then each document is printed before the next is bound. */
static bool press_start(press *p, const batch_job *job, int to)
{
    jb_error ignored = {0};
    *p = (press){.to = to};
    if (jb_fontset_open(job->font_folder, job->own_fonts, &p->fonts, &ignored) != JB_OK) {
        return false;
    }
    if (sem_init(&p->full, 0, 0) != 0 || sem_init(&p->empty, 0, 1) != 0) {
        jb_panic("a semaphore could not be made");
    }
    /* Fonts that have become others meanwhile would be numbered otherwise. */
    bool made = jb_fontset_count(p->fonts) == jb_fontset_count(job->fonts) &&
                pthread_create(&p->thread, NULL, press_run, p) == 0;
    if (!made) {
        press_free(p);
    }
    return made;
}

static void press_take(press *p, batch_sheet *sheet)
{
    await(&p->empty);
    p->sheet = sheet;
    (void)sem_post(&p->full);
}

static void press_end(press *p)
{
    press_take(p, NULL);
    (void)pthread_join(p->thread, NULL);
    press_free(p);
}

/* ---- the thread that binds and sets */

/* False when nobody listens any more. */
static bool make(const batch_job *job, jb_store *store, size_t at, int to, press *p)
{
    batch_sheet *sheet = NULL;
    jb_error fault = {0};
    jb_status st = batch_set(job, store, at, &sheet, &fault);
    if (st != JB_OK) {
        bool heard = tell(to, at, &sheet->outcome, st, &fault);
        batch_sheet_free(sheet);
        return heard;
    }
    if (p == NULL) {
        return print_and_tell(sheet, to);
    }
    press_take(p, sheet);
    return !atomic_load(&p->unheard);
}

/* The next document that nobody has taken; false when there is none. */
static bool take(const batch_range *range, size_t *at)
{
    *at = atomic_fetch_add(range->next, 1);
    return *at < range->end;
}

/* A signal that ends us must not come between a file's making and the note of its name, which it is
 * removed by: with a press it is the press's alone, who makes the files. */
static void signals_leave(void)
{
    sigset_t all;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, NULL);
}

/* A store is opened by each process anew: SQLite forbids to carry it over a fork. */
void batch_work(const batch_job *job, const batch_range *range, int to, bool beside)
{
    press press_room;
    press *p = beside && press_start(&press_room, job, to) ? &press_room : NULL;
    static const batch_outcome none;
    jb_store *store = NULL;
    jb_error fault = {0};
    size_t at = 0;
    bool heard = true;
    if (p != NULL) {
        signals_leave();
    }
    jb_status st = jb_store_open(job->c->store, JB_STORE_READ, &store, &fault);
    while (heard && take(range, &at)) {
        heard = st == JB_OK ? make(job, store, at, to, p) : tell(to, at, &none, st, &fault);
    }
    if (p != NULL) {
        press_end(p);
    }
    jb_store_close(store);
}
