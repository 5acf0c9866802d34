/* jianbao verify: a PDF of ours against itself and against the store. */
#include "verify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPIES_MAX = 100 }; /* of figures.json in one file */

static const option_spec options[] = {
    {0,
     "font-dir",
     {"目录", "DIR"},
     {"制作时所用的本单位字体目录", "the office's own fonts it was made with"}},
    OPTION_FONTS,
    {0, "catalogue", {"文件", "FILE"}, {"制作时所用的指标目录", "the catalogue it was made with"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

typedef struct job {
    cli *c;
    const given *g;
    const char *path;
    const char *bytes;
    size_t len;
    jb_bundle *bundle;
    jb_seal_state seal;
    size_t behind;
    bool joined; /* holds the figures of several papers: no single one makes the file */
} job;

static const char *numbered(jb_arena *arena, const char *stem, unsigned n)
{
    return n == 1 ? jb_arena_printf(arena, "%s.json", stem)
                  : jb_arena_printf(arena, "%s-%u.json", stem, n);
}

static jb_status none_of_ours(const job *j, jb_error *err)
{
    const char *maker = jb_bundle_about(j->bundle)->producer;
    jb_loc loc = jb_loc_make(j->path, 0, 0, NULL);
    if (strncmp(maker, "jianbao ", 8) == 0) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "made by jianbao, but it carries no figures (brief --no-data, or an old "
                       "version): nothing to compare",
                       "由 jianbao 制作，但未附数字（brief --no-data 或旧版本），无从比对");
    }
    if (*maker != '\0') {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "not made by jianbao: it carries no figures of ours (made by %s)",
                       "不是 jianbao 制作的文件：其中没有所附数字（制作程序：%s）", maker);
    }
    return jb_fail(err, JB_ERR_INPUT, &loc, "not made by jianbao: it carries no figures of ours",
                   "不是 jianbao 制作的文件：其中没有所附数字");
}

/* The layout that made it, as attached; it must be the one the figures name. */
static jb_status layout_read(const job *j, unsigned n, const jb_proof_made *made, recipe *r,
                             jb_error *err)
{
    char version[JB_SHA256_TEXT] = "";
    const char *name = numbered(j->c->arena, "layout", n);
    jb_status st = jb_bundle_file(j->bundle, j->c->arena, name, &r->text, &r->text_len, err);
    if (st != JB_OK) {
        return st;
    }
    if (r->text != NULL) {
        jb_sha256(r->text, r->text_len, version);
    }
    if (r->text == NULL || strcmp(version, made->version) != 0) {
        jb_loc loc = jb_loc_make(j->path, 0, 0, NULL);
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "the attached %s is missing or is not the one the figures were set with: "
                       "they cannot be compared with the store",
                       "所附 %s 缺失或与制作时不符，无法与库比对", name);
    }
    r->layout = name;
    return JB_OK;
}

static jb_status recipe_of(const job *j, unsigned n, const jb_proof_made *made, recipe *r,
                           jb_error *err)
{
    *r = (recipe){.set = made->set,
                  .set_count = made->set_count,
                  .statuses = *made->statuses != '\0' ? made->statuses : NULL,
                  .annex = *made->annex != '\0' ? made->annex : NULL,
                  .catalogue = option(&cmd_verify, j->g, "catalogue"),
                  .fonts = option(&cmd_verify, j->g, "fonts"),
                  .font_dir = option(&cmd_verify, j->g, "font-dir"),
                  .dated = true,
                  .date = made->date};
    if (made->own_catalogue && r->catalogue == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "it was made with another catalogue of indicators; name it with --catalogue",
                       "制作时另用了指标目录；请用 --catalogue 指明");
    }
    return layout_read(j, n, made, r, err);
}

static jb_status remake_compare(const job *j, const recipe *r, paper *p, remake *out, jb_error *err)
{
    jb_str again = {0};
    jb_out *to = NULL;
    jb_status st = paper_set(j->c, r, p, err);
    if (st == JB_OK) {
        to = jb_out_memory(&again);
        st = paper_paint(p, to, err);
    }
    if (st == JB_OK) {
        st = jb_out_commit(to, err);
    } else {
        jb_out_abort(to);
    }
    if (st == JB_OK) {
        size_t len = j->len - j->behind;
        bool same = again.len == len && memcmp(again.data, j->bytes, len) == 0;
        *out = same ? REMAKE_SAME : REMAKE_OTHER;
    }
    jb_str_free(&again);
    return st;
}

/* The bytes are told of where they can be: figures alike, the whole file of our making. */
static jb_status bytes_check(const job *j, const recipe *r, paper *p, const jb_proof_made *made,
                             jb_error *err)
{
    remake outcome = REMAKE_SKIPPED;
    jb_status st = JB_OK;
    if (r->annex != NULL || j->joined || j->seal == JB_SEAL_BROKEN) {
        return JB_OK;
    }
    if (made->own_fonts && r->font_dir == NULL) {
        outcome = REMAKE_UNSURE;
    } else {
        st = remake_compare(j, r, p, &outcome, err);
    }
    if (outcome == REMAKE_OTHER && strcmp(made->program, JB_VERSION) != 0) {
        outcome = REMAKE_UNSURE;
    }
    if (outcome == REMAKE_OTHER && jb_brief_asks(p->brief)) {
        outcome = REMAKE_ASKED;
    }
    j->c->found = j->c->found || outcome == REMAKE_OTHER || outcome == REMAKE_ASKED;
    verify_show_remake(j->c, outcome, made);
    return st;
}

static jb_status store_compare(const job *j, unsigned n, const jb_proof *held, jb_error *err)
{
    const jb_proof_made *made = jb_proof_how(held);
    const jb_proof *now = NULL;
    recipe r;
    paper p = {0};
    jb_str json = {0};
    size_t count = 0;
    jb_status st = recipe_of(j, n, made, &r, err);
    if (st == JB_OK) {
        st = paper_bind(j->c, &r, &p, err);
    }
    if (st == JB_OK) {
        jb_out *out = jb_out_memory(&json);
        jb_proof_write_json(p.brief, &p.made, out);
        st = jb_out_commit(out, err);
    }
    if (st == JB_OK) {
        st = jb_proof_read(j->c->arena, "store", json.data, json.len, &now, err);
    }
    if (st == JB_OK) {
        const jb_difference *list = jb_proof_compare(j->c->arena, held, now, &count);
        verify_show_differences(j->c, list, count);
        j->c->found = j->c->found || count > 0;
    }
    if (st == JB_OK && count == 0) {
        st = bytes_check(j, &r, &p, made, err);
    }
    jb_str_free(&json);
    paper_free(&p);
    return st;
}

/* A store is looked into when it is named or there is one. */
static bool store_at_hand(const cli *c)
{
    const char *named = getenv("JIANBAO_STORE");
    return c->store_named || (named != NULL && *named != '\0') || access(c->store, F_OK) == 0;
}

static jb_status proof_check(const job *j, unsigned n, const char *text, size_t len, jb_error *err)
{
    const jb_proof *proof = NULL;
    const char *source =
        jb_arena_printf(j->c->arena, "%s/%s", j->path, numbered(j->c->arena, "figures", n));
    jb_status st = jb_proof_read(j->c->arena, source, text, len, &proof, err);
    if (st != JB_OK) {
        return st;
    }
    verify_show_head(j->c, j->path, proof);
    verify_show_seal(j->c, j->seal, j->behind);
    if (!store_at_hand(j->c)) {
        puts(SAY(j->c, "数字：未与库比对（用 --store 指明库文件）",
                 "figures: not compared with a store (name one with --store)"));
        return JB_OK;
    }
    return store_compare(j, n, proof, err);
}

static jb_status all_check(const job *j, jb_error *err)
{
    jb_status st = JB_OK;
    for (unsigned n = 1; n < COPIES_MAX && st == JB_OK; n++) {
        const char *text = NULL;
        size_t len = 0;
        st = jb_bundle_file(j->bundle, j->c->arena, numbered(j->c->arena, "figures", n), &text,
                            &len, err);
        if (st == JB_OK && text == NULL) {
            return n == 1 ? none_of_ours(j, err) : JB_OK;
        }
        if (st == JB_OK) {
            st = proof_check(j, n, text, len, err);
        }
    }
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    job j = {.c = c, .g = g, .path = g->args[0]};
    jb_status st = jb_file_read(c->arena, j.path, (size_t)1 << 30, &j.bytes, &j.len, err);
    if (st == JB_OK) {
        st = jb_bundle_open(j.path, j.bytes, j.len, &j.bundle, err);
    }
    if (st == JB_OK) {
        const char *second = NULL;
        size_t len = 0;
        st = jb_bundle_file(j.bundle, c->arena, numbered(c->arena, "figures", 2), &second, &len,
                            err);
        j.joined = second != NULL;
    }
    if (st == JB_OK) {
        j.seal = jb_bundle_seal(j.bytes, j.len, &j.behind);
        c->found = j.seal != JB_SEAL_WHOLE;
        st = all_check(&j, err);
    }
    jb_bundle_close(j.bundle);
    return st;
}

const command cmd_verify = {
    .name = "verify",
    .args = {"文件.pdf", "FILE.pdf"},
    .summary = {"核对 jianbao 制作的 PDF：制成后是否改动，哪些数字在库中已变",
                "Check a PDF that jianbao made: whether it was changed, and which figures changed "
                "in the store since"},
    .more = {"全部一致退出码为 0；文件或数字有变为 1；不是 jianbao 的文件、或已损坏为 3。",
             "Exits with 0 when all is as it was, 1 when the file or figures changed, 3 when it is "
             "no PDF of ours or is damaged."},
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
