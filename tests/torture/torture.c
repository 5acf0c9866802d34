/* torture.c - lays out many random documents and tells what does not hold.
 *
 *   layout_torture [--seed N] [--count N] [--pdf DIR] [--pdfs N] [--dump]
 *   layout_torture --self-test
 *
 * Seeds count up from N (1). Each fault is one line that names its seed: `--seed N --count 1` makes
 * that document again, `--dump` shows its pages. With --pdf the first few documents with tables are
 * written as DIR/SEED.pdf, with what their pages say, in order, as DIR/SEED.txt, and what of it has
 * meaning as DIR/SEED.order; those without tables that come up meanwhile go to DIR/plain.
 */
#include "torture.h"

#include <jianbao/paint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct options {
    uint32_t seed, count, pdfs;
    const char *folder;
    bool dump, self;
} options;

typedef struct tally {
    uint32_t laid, refused, failed, pdfs;
    size_t pages, tables, rows, cells, parted, turned;
} tally;

static bool options_read(int argc, char **argv, options *o)
{
    *o = (options){.seed = 1, .count = 500, .pdfs = 200};
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        uint32_t *number = strcmp(argv[i], "--seed") == 0    ? &o->seed
                           : strcmp(argv[i], "--count") == 0 ? &o->count
                           : strcmp(argv[i], "--pdfs") == 0  ? &o->pdfs
                                                             : NULL;
        if (strcmp(argv[i], "--dump") == 0) {
            o->dump = true;
        } else if (strcmp(argv[i], "--self-test") == 0) {
            o->self = true;
        } else if (value != NULL && number != NULL) {
            *number = (uint32_t)strtoul(argv[++i], NULL, 10);
        } else if (value != NULL && strcmp(argv[i], "--pdf") == 0) {
            o->folder = argv[++i];
        } else {
            return false;
        }
    }
    return true;
}

/* A page on which not even the beginning of a block has room is rightly refused. */
static bool rightly_refused(jb_status status, const jb_error *err)
{
    static const char *const reasons[] = {
        "fits on an empty page",   "of this table needs",   "leave no room for text",
        "a part of this chart is", "leave no room to draw", "runs off the paper",
    };
    bool known = false;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        known = known || strstr(err->en, reasons[i]) != NULL;
    }
    return status == JB_ERR_INPUT && known;
}

static jb_status text_write(jb_str *s, const char *path, jb_error *err)
{
    jb_out *out = NULL;
    jb_status status = jb_out_open(path, &out, err);
    if (status == JB_OK) {
        jb_out_write(out, s->data, s->len);
        status = jb_out_commit(out, err);
    }
    jb_str_free(s);
    return status;
}

static void mark_words(jb_str *s, const jb_mark *mark)
{
    for (uint32_t k = 0; mark->kind == JB_MARK_TEXT && k < mark->count; k++) {
        jb_str_add_utf8(s, mark->code_points[k]);
    }
}

/* One text follows another: another element, or, in a drawing, what is drawn between them. */
static bool texts_part(const jb_pages *pages, const jb_mark *a, const jb_mark *b)
{
    if (a->kind != JB_MARK_TEXT || b->kind != JB_MARK_TEXT) {
        return a->kind == JB_MARK_RECT || b->kind == JB_MARK_RECT;
    }
    bool artifact = a->tag == JB_TAG_ARTIFACT || b->tag == JB_TAG_ARTIFACT;
    return artifact ? a->tag != b->tag
                    : torture_own_tag(pages, a->tag) != torture_own_tag(pages, b->tag);
}

/* A line for each mark, an empty one between texts that are not of one piece. */
static jb_status words_write(const jb_pages *pages, const char *path, jb_error *err)
{
    jb_str s = {0};
    for (size_t p = 0; p < pages->count; p++) {
        const jb_page *page = &pages->pages[p];
        for (size_t i = 0; i < page->mark_count; i++) {
            if (i > 0 && texts_part(pages, &page->marks[i - 1], &page->marks[i])) {
                jb_str_addc(&s, '\n');
            }
            mark_words(&s, &page->marks[i]);
            jb_str_add(&s, page->marks[i].kind == JB_MARK_TEXT ? "\n" : "");
        }
        jb_str_addc(&s, '\f');
    }
    return text_write(&s, path, err);
}

/* What has meaning, in the order of the pages, without the footnotes, whose text no reader hears
 * where it stands. Nothing when a row goes on over the page: its cells are read one by one. */
static jb_status order_write(const jb_pages *pages, const char *path, jb_error *err)
{
    jb_str s = {0};
    bool split = false;
    bool *foot = jb_xmalloc(pages->tag_count * sizeof *foot);
    torture_footnotes(pages, foot);
    for (size_t i = 0; i < pages->table_count; i++) {
        split = split || pages->tables[i].splits > 0;
    }
    for (size_t p = 0; !split && p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            if (mark->tag != JB_TAG_ARTIFACT && !foot[mark->tag]) {
                mark_words(&s, mark);
            }
        }
    }
    free(foot);
    return text_write(&s, path, err);
}

static jb_status pdf_write(const jb_pages *pages, jb_fontset *fonts, const options *o,
                           uint32_t seed, jb_error *err)
{
    char path[1024];
    char folder[900];
    jb_pdf_options how = {.version = "torture", .date = 0};
    jb_out *out = NULL;
    (void)snprintf(folder, sizeof folder, "%s%s", o->folder,
                   pages->table_count > 0 ? "" : "/plain");
    (void)mkdir(folder, 0777); /* it may be there; when it cannot be made, writing says so */
    (void)snprintf(path, sizeof path, "%s/%u.pdf", folder, seed);
    jb_status status = jb_out_open(path, &out, err);
    if (status != JB_OK) {
        return status;
    }
    status = jb_paint_pdf(pages, fonts, &how, out, err);
    if (status != JB_OK) {
        jb_out_abort(out);
        return status;
    }
    status = jb_out_commit(out, err);
    (void)snprintf(path, sizeof path, "%s/%u.txt", folder, seed);
    if (status == JB_OK) {
        status = words_write(pages, path, err);
    }
    (void)snprintf(path, sizeof path, "%s/%u.order", folder, seed);
    return status != JB_OK ? status : order_write(pages, path, err);
}

static void count_pages(const jb_pages *pages, tally *t)
{
    t->laid++;
    t->pages += pages->count;
    t->tables += pages->table_count;
    for (size_t i = 0; i < pages->table_count; i++) {
        t->rows += pages->tables[i].rows_in;
        t->cells += pages->tables[i].cells_in;
        t->parted += pages->tables[i].parts > 1;
        t->turned += pages->tables[i].turned;
    }
}

static void say_error(fault *f, const jb_error *err)
{
    char line[400];
    jb_error_format(err, JB_LANG_EN, line, sizeof line);
    fault_say(f, "%s", line);
}

static void try_seed(const options *o, jb_fontset *fonts, uint32_t seed, tally *t)
{
    made m;
    fault f = {{0}};
    jb_pages *pages = NULL;
    jb_error err = {0};
    made_open(&m);
    torture_document(&m, seed);
    jb_status status = jb_layout_run(made_doc(&m), fonts, &pages, &err);
    if (status == JB_OK) {
        count_pages(pages, t);
        torture_check(&m, pages, &f);
    } else if (rightly_refused(status, &err)) {
        t->refused++;
    } else {
        say_error(&f, &err);
    }
    if (status == JB_OK && o->folder != NULL && t->pdfs < o->pdfs) {
        t->pdfs += pages->table_count > 0;
        if (pdf_write(pages, fonts, o, seed, &err) != JB_OK) {
            say_error(&f, &err);
        }
    }
    for (size_t i = 0; o->dump && i < m.count; i++) {
        printf("block %zu: kind %d, size %d, pitch %d, before %d, after %d, height %d\n", i,
               (int)m.blocks[i].kind, m.blocks[i].style.size, m.blocks[i].style.pitch,
               m.blocks[i].style.before, m.blocks[i].style.after, m.blocks[i].height);
    }
    if (o->dump) {
        (void)fputs(pages != NULL ? dump_pages(&m, pages) : err.en, stdout);
    }
    if (fault_found(&f)) {
        t->failed++;
        printf("seed %u: %s\n", seed, f.text);
        (void)fflush(stdout);
    }
    jb_pages_free(pages);
    made_close(&m);
}

int main(int argc, char **argv)
{
    options o;
    tally t = {0};
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    if (!options_read(argc, argv, &o)) {
        (void)fputs("usage: layout_torture [--seed N] [--count N] [--pdf DIR] [--pdfs N] "
                    "[--dump]\n",
                    stderr);
        return 2;
    }
    if (jb_fontset_open("fonts", NULL, &fonts, &err) != JB_OK) {
        (void)fprintf(stderr, "%s\n", err.en);
        return 2;
    }
    if (o.self) {
        int failed = torture_self(fonts);
        jb_fontset_free(fonts);
        return failed;
    }
    torture_letters(fonts);
    for (uint32_t i = 0; i < o.count; i++) {
        try_seed(&o, fonts, o.seed + i, &t);
    }
    printf("seeds %u to %u: %u laid out, %u refused, %u at fault; %zu pages, %zu tables, %zu rows, "
           "%zu cells; %zu in parts, %zu turned\n",
           o.seed, o.seed + o.count - 1, t.laid, t.refused, t.failed, t.pages, t.tables, t.rows,
           t.cells, t.parted, t.turned);
    jb_fontset_free(fonts);
    return t.failed > 0 || t.laid * 2 < o.count ? 1 : 0;
}
