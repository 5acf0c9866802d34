/* jianbao batch: one layout for each agency, region or year, as many PDFs. */
#include "batch.h"

#include <string.h>
#include <unistd.h>

#define JOBS_MAX 256

static const option_spec options[] = {
    {0,
     "for-each",
     {"对象", "WHAT"},
     {"每个 agency（机构）、region（上级区划，含其下各机构）或 year（年度）一份（必需）",
      "a document for each agency, region (the agencies right below a division) or year "
      "(required)"}},
    {'o', "out-dir", {"目录", "DIR"}, {"输出目录（必需）", "folder to write to (required)"}},
    OPTION_SET,
    OPTION_REGION,
    {'y',
     "year",
     {"年度", "YEARS"},
     {"如 2023 或 2021-2024；设定版式的 from 和 to",
      "such as 2023 or 2021-2024; sets the layout's from and to"}},
    {'j',
     "jobs",
     {"数目", "N"},
     {"同时工作的进程数（默认为处理器数）",
      "processes at a time (default: as many as processors)"}},
    {0,
     "shard",
     {"i/n", "i/n"},
     {"只做 n 份中的第 i 份，供多台机器分担", "only the i-th of n parts, for several machines"}},
    OPTION_STATUS,
    {0,
     "approved-only",
     {NULL, NULL},
     {"有未经审核数字的文件不输出", "no document with a figure that is unreviewed"}},
    OPTION_NO_DATA,
    OPTION_FONT_DIR,
    OPTION_FONTS,
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status needed_check(const given *g, jb_error *err)
{
    static const char *const needed[] = {"for-each", "out-dir"};
    for (size_t i = 0; i < 2; i++) {
        if (option(&cmd_batch, g, needed[i]) == NULL) {
            return jb_fail(err, JB_ERR_USAGE, NULL,
                           "--%s is missing: jianbao batch %s --for-each agency --out-dir DIR",
                           "缺少 --%s：jianbao batch %s --for-each agency --out-dir 目录",
                           needed[i], g->args[0]);
        }
    }
    return JB_OK;
}

static jb_status jobs_parse(const char *text, unsigned *out, jb_error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    jb_dec number;
    *out = processors > 0 && processors < JOBS_MAX ? (unsigned)processors : 1;
    if (text == NULL) {
        return JB_OK;
    }
    if (!jb_dec_parse(text, strlen(text), &number) || number.scale != 0 || number.coef < 1 ||
        number.coef > JOBS_MAX) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--jobs: \"%s\" is no number from 1 to %d",
                       "--jobs：“%s”不是 1 到 %d 之间的数", text, JOBS_MAX);
    }
    *out = (unsigned)number.coef;
    return JB_OK;
}

/* What a batch sets itself cannot be set by hand. */
static jb_status sets_apply(const given *g, const batch_ask *ask, jb_brief *brief, jb_error *err)
{
    size_t count = 0;
    const char *const *sets = option_list(&cmd_batch, g, "set", &count);
    jb_status st = JB_OK;
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        bool agencies = strncmp(sets[i], "agencies=", 9) == 0;
        bool years = strncmp(sets[i], "from=", 5) == 0 || strncmp(sets[i], "to=", 3) == 0;
        if (agencies || (years && (ask->years_given || ask->by == BATCH_BY_YEAR))) {
            return jb_fail(err, JB_ERR_USAGE, NULL,
                           "--set %s: a batch sets this itself; --region and --year narrow it down",
                           "--set %s：批处理自行设定此参数；可用 --region 和 --year 限定", sets[i]);
        }
        st = jb_brief_set(brief, sets[i], err);
    }
    return st;
}

static jb_status ask_parse(const given *g, batch_ask *ask, unsigned *jobs, jb_error *err)
{
    static const char *const ways[] = {"agency", "region", "year", NULL};
    unsigned way = 0;
    const char *years = option(&cmd_batch, g, "year");
    *ask = (batch_ask){.region = option(&cmd_batch, g, "region"), .years_given = years != NULL};
    jb_status st = needed_check(g, err);
    if (st == JB_OK) {
        st = choose("--for-each", option(&cmd_batch, g, "for-each"), ways, &way, err);
    }
    if (st == JB_OK) {
        st = years_parse(years, &ask->from, &ask->to, err);
    }
    if (st == JB_OK) {
        st = region_check(ask->region, err);
    }
    if (st == JB_OK) {
        st = shard_parse(option(&cmd_batch, g, "shard"), ask, err);
    }
    ask->by = (batch_by)way;
    return st == JB_OK ? jobs_parse(option(&cmd_batch, g, "jobs"), jobs, err) : st;
}

/* The plan is made with a store of its own: workers open theirs after they are started. */
static jb_status plan_make(cli *c, const batch_ask *ask, batch_plan *plan, jb_error *err)
{
    jb_store *store = NULL;
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK) {
        st = batch_plan_make(c, store, ask, plan, err);
    }
    jb_store_close(store);
    return st;
}

static jb_status fonts_prepare(const given *g, batch_job *job, jb_error *err)
{
    const char *folder = NULL;
    const char *own = option(&cmd_batch, g, "font-dir");
    jb_status st = fonts_folder(job->c, option(&cmd_batch, g, "fonts"), &folder, err);
    const char *const folders[] = {folder, own, NULL};
    if (st == JB_OK) {
        st = jb_fontset_open(folder, own, &job->fonts, err);
    }
    job->font_folder = folder;
    job->own_fonts = own;
    job->date = INT64_MIN;
    if (st == JB_OK) {
        st = epoch_read(&job->date, err);
    }
    return st == JB_OK ? batch_setting(folders, option(&cmd_batch, g, "catalogue"), job, err) : st;
}

static size_t failures(const batch_plan *plan, const batch_outcome *outcomes)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        count += outcomes[i].failed;
    }
    return count;
}

static jb_status plan_do(batch_job *job, const batch_ask *ask, unsigned jobs, jb_error *err)
{
    batch_record *record = jb_arena_alloc(job->c->arena, sizeof *record);
    const batch_plan *plan = job->plan;
    batch_outcome *outcomes = jb_arena_array(job->c->arena, plan->count, sizeof *outcomes);
    record->fd = -1;
    jb_status st = batch_record_open(job->c, job->folder, job->layout, ask, record, err);
    job->record = record;
    if (st == JB_OK) {
        st = batch_record_sweep(record, plan, err);
    }
    if (st == JB_OK) {
        st = batch_run(job, jobs, record, outcomes, err);
    }
    if (st == JB_OK) {
        st = batch_record_close(record, job->layout, plan, outcomes, err);
    }
    batch_record_free(record);
    size_t failed = st == JB_OK ? failures(plan, outcomes) : 0;
    if (failed > 0) {
        return jb_fail(err, JB_ERR_INPUT, NULL,
                       "%zu of %zu documents failed; %s names them, run it again to make these",
                       "%zu 份失败（共 %zu 份），见 %s；重新运行只补做这些", failed, plan->count,
                       record->path);
    }
    return st;
}

static void without_say(const cli *c, const batch_plan *plan)
{
    if (plan->without > 0) {
        fprintf(stderr,
                SAY(c, "%zu 个机构在库中没有内容，不成文%.0s\n",
                    "%zu agenc%s of which the store holds nothing: no document\n"),
                plan->without, plan->without == 1 ? "y" : "ies");
    }
}

/* How all documents are made; each adds its own parameters and date. */
static void made_fill(const given *g, jb_proof_made *made)
{
    const char *statuses = option(&cmd_batch, g, "status");
    *made = (jb_proof_made){.program = JB_VERSION,
                            .statuses = statuses != NULL ? statuses : "",
                            .annex = "",
                            .own_catalogue = option(&cmd_batch, g, "catalogue") != NULL,
                            .own_fonts = option(&cmd_batch, g, "font-dir") != NULL};
    made->set = option_list(&cmd_batch, g, "set", &made->set_count);
}

static jb_status batch_do(cli *c, const given *g, const batch_ask *ask, unsigned jobs,
                          jb_brief *brief, jb_error *err)
{
    batch_plan plan = {0};
    batch_job job = {.c = c,
                     .layout = jb_brief_id(brief),
                     .folder = option(&cmd_batch, g, "out-dir"),
                     .brief = brief,
                     .plan = &plan,
                     .approved_only = option(&cmd_batch, g, "approved-only") != NULL,
                     .without_data = option(&cmd_batch, g, "no-data") != NULL};
    made_fill(g, &job.made);
    unsigned statuses = 0;
    jb_status st = shown_statuses_parse(c, option(&cmd_batch, g, "status"), &statuses, err);
    jb_brief_statuses(brief, statuses);
    if (st == JB_OK) {
        st = sets_apply(g, ask, brief, err);
    }
    if (st == JB_OK) {
        st = plan_make(c, ask, &plan, err);
    }
    for (size_t i = 0; st == JB_OK && plan.count > 0 && plan.docs[0].sets[i] != NULL; i++) {
        st = jb_brief_set(brief, plan.docs[0].sets[i], err); /* has the layout such parameters? */
    }
    if (st == JB_OK) {
        st = fonts_prepare(g, &job, err);
    }
    if (st == JB_OK) {
        without_say(c, &plan);
        st = plan_do(&job, ask, jobs, err);
    }
    jb_fontset_free(job.fonts);
    batch_plan_free(&plan);
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_brief *brief = NULL;
    batch_ask ask;
    unsigned jobs = 1;
    jb_status st = ask_parse(g, &ask, &jobs, err);
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_batch, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = jb_brief_load(g->args[0], catalogue, &brief, err);
    }
    if (st == JB_OK) {
        st = batch_do(c, g, &ask, jobs, brief, err);
    }
    jb_brief_free(brief);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_batch = {
    .name = "batch",
    .args = {"版式", "LAYOUT"},
    .summary = {"按同一版式为每个机构、区划或年度各制一份 PDF",
                "Make a PDF after one layout for each agency, region or year"},
    .more =
        {"版式须有参数 agencies（按年度时须有 from 和 to）。已制成且内容未变的文件保留；目录中的 "
         "manifest.jsonl 列出各文件及其散列值。中断后重新运行即可续做。",
         "LAYOUT needs a parameter agencies (for years: from and to). Files that are there and "
         "would not change are kept; manifest.jsonl in the folder lists them with their hashes. "
         "After an interruption, run it again."},
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
