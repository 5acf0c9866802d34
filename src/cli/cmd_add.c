/* jianbao add: reports into the store, each whole or not at all. */
#include "reports.h"

#include <string.h>

/* Below it a figure is called doubtful: four in five. */
static const jb_dec doubtful_below = {.coef = 8, .scale = 1};

static const char *const kinds[JB_ORIGINAL_KINDS] = {
    [JB_ORIGINAL_TEXT] = "text",
    [JB_ORIGINAL_HTML] = "html",
    [JB_ORIGINAL_DOCX] = "docx",
    [JB_ORIGINAL_PDF] = "pdf",
};

static const option_spec options[] = {
    REPORT_OPTIONS,
    {0,
     "yes",
     {NULL, NULL},
     {"所给机构或年度与报告自述不符，确认无误",
      "an agency or year that is not what the report says of itself is meant"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

/* One report on its way in. */
typedef struct entry {
    reports *r;
    jb_store *store;
    const jb_original *original;
    const jb_extraction *extraction;
    const char *source; /* the file's name without its folders */
    const char *agency, *short_name;
    jb_loc loc;
    bool known; /* the agency is in the store */
    jb_held_result held;
    size_t figures, doubtful;
} entry;

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* ---- whose report, of which year */

static jb_status identity_check(const entry *e, jb_error *err)
{
    const jb_identity *identity = &e->extraction->identity;
    bool agency = *identity->agency_code != '\0';
    if (agency && identity->year != 0) {
        return JB_OK;
    }
    if (!agency && identity->year != 0) {
        return jb_fail(err, JB_ERR_INPUT, &e->loc,
                       "the report does not say clearly whose it is; give the agency's division "
                       "code with --agency, or import the agency by the name that stands there "
                       "(`jianbao import agencies.csv`)",
                       "报告未写明是哪个机构的；请用 --agency 给出行政区划代码，或先用 jianbao "
                       "import agencies.csv 以报告中的名称导入该机构");
    }
    if (agency) {
        return jb_fail(err, JB_ERR_INPUT, &e->loc,
                       "the report does not say clearly which year it is of; give it with --year",
                       "报告未写明所述年度；请用 --year 给出");
    }
    return jb_fail(err, JB_ERR_INPUT, &e->loc,
                   "the report says clearly neither whose it is nor of which year; give both with "
                   "--agency and --year (an agency imported by the name that stands there needs no "
                   "--agency)",
                   "报告未写明机构和年度；请用 --agency 和 --year 给出（以报告中的名称导入过的机构"
                   "不必给 --agency）");
}

/* What the report does not say of its agency, the store may know. */
static jb_status agency_seen(const jb_agency *agency, void *context, jb_error *err)
{
    entry *e = context;
    jb_arena *arena = e->extraction->arena;
    (void)err;
    e->agency = *e->agency != '\0' ? e->agency : jb_arena_strdup(arena, agency->name);
    e->short_name = jb_arena_strdup(arena, agency->short_name);
    e->known = true;
    return JB_OK;
}

static jb_level level_of(const char *code)
{
    if (strcmp(code + 2, "0000") == 0) {
        return code[0] == '0' || strcmp(code, "100000") == 0 ? JB_LEVEL_NATION : JB_LEVEL_PROVINCE;
    }
    return strcmp(code + 4, "00") == 0 ? JB_LEVEL_PREFECTURE : JB_LEVEL_COUNTY;
}

/* Districts of the four municipalities, and counties that a province governs itself (nn90nn), have
 * no prefecture above them. */
static const char *parent_of(jb_arena *arena, const char *code)
{
    static const char *const municipalities[] = {"11", "12", "31", "50"};
    jb_level level = level_of(code);
    bool direct = level == JB_LEVEL_PREFECTURE || strncmp(code + 2, "90", 2) == 0;
    for (size_t i = 0; i < sizeof municipalities / sizeof *municipalities; i++) {
        direct = direct || strncmp(code, municipalities[i], 2) == 0;
    }
    if (level == JB_LEVEL_NATION || level == JB_LEVEL_PROVINCE) {
        return "";
    }
    return direct ? jb_arena_printf(arena, "%.2s0000", code)
                  : jb_arena_printf(arena, "%.4s00", code);
}

/* The store gets to know the agency; where the report gives no full name, by its division's. */
static jb_status agency_ensure(entry *e, jb_error *err)
{
    const jb_identity *identity = &e->extraction->identity;
    const char *const codes[] = {identity->agency_code, NULL};
    jb_filter filter = {.agencies = codes};
    jb_agency agency;
    jb_status st = jb_store_agencies(e->store, &filter, agency_seen, e, err);
    if (st != JB_OK || e->known) {
        return st;
    }
    e->agency = *e->agency != '\0' ? e->agency : identity->short_name;
    if (*e->agency == '\0') {
        return jb_fail(err, JB_ERR_INPUT, &e->loc,
                       "agency %s is not in the store and its name is not known; import it with "
                       "`jianbao import` first",
                       "数据库中没有机构 %s，名称也不详；请先用 jianbao import 导入该机构",
                       identity->agency_code);
    }
    jb_agency_init(&agency);
    agency.code = identity->agency_code;
    agency.name = e->agency;
    agency.short_name = identity->short_name;
    agency.level = level_of(identity->agency_code);
    agency.parent = parent_of(e->extraction->arena, identity->agency_code);
    st = jb_agency_check(&agency, &e->loc, err);
    return st == JB_OK ? jb_store_put_agency(e->store, &agency, &e->loc, err) : st;
}

/* ---- what the report holds */

static jb_status text_put(entry *e, jb_error *err)
{
    const jb_identity *identity = &e->extraction->identity;
    jb_held held = {
        .kind = kinds[e->original->kind],
        .encoding = e->original->encoding,
        .text = e->original->text,
    };
    jb_report_init(&held.report);
    held.report.agency_code = identity->agency_code;
    held.report.year = identity->year;
    held.report.title = identity->title;
    held.report.source = e->source;
    held.report.sha256 = e->original->sha256;
    held.report.signed_on = identity->signed_on;
    held.report.published_on = identity->published_on;
    held.report.reading = JB_READING_PROGRAM;
    return jb_store_put_original(e->store, &held, &e->loc, &e->held, err);
}

/* The store has line breaks as LF. */
static const char *plain_breaks(jb_arena *arena, const char *text)
{
    char *copy = jb_arena_strdup(arena, text);
    char *to = copy;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from != '\r') {
            *to++ = *from;
        }
    }
    *to = '\0';
    return copy;
}

/* As the store keeps it. A number that a line end of two characters breaks keeps no offsets: they
 * would not agree with what is kept of it. */
static jb_fact stored_fact(const entry *e, const jb_fact *from)
{
    jb_fact fact = *from;
    jb_arena *arena = e->extraction->arena;
    fact.source = e->source;
    fact.source_sha256 = e->original->sha256;
    fact.status = JB_REVIEW_EXTRACTED;
    fact.agency = *fact.agency != '\0' ? fact.agency : e->agency;
    fact.sentence = plain_breaks(arena, fact.sentence);
    if (strchr(fact.raw, '\r') != NULL) {
        fact.raw = plain_breaks(arena, fact.raw);
        fact.char_start = -1;
        fact.char_end = -1;
    }
    return fact;
}

/* A figure that does not agree with its own words is kept without them, to be looked at first. */
static jb_fact doubted_fact(const entry *e, const jb_fact *from)
{
    jb_fact fact = *from;
    /* It is printed under Chinese tables, whatever the language of the one who adds. */
    fact.note =
        jb_arena_printf(e->extraction->arena, "程序的读数与原文“%s”不符，须人工核对。", from->raw);
    fact.raw = "";
    fact.char_start = -1;
    fact.char_end = -1;
    fact.confidence = jb_dec_int(0);
    return fact;
}

/* One figure that cannot stand as it was read must not cost the report all others. */
static jb_status doubted_check(entry *e, jb_fact *fact, const jb_loc *loc, bool *kept)
{
    const cli *c = e->r->c;
    jb_error fault = {0};
    jb_error again = {0};
    jb_status st = jb_fact_check(fact, e->r->catalogue, loc, &fault);
    *kept = st == JB_OK;
    if (*kept || st != JB_ERR_INPUT) {
        return st;
    }
    *fact = doubted_fact(e, fact);
    *kept = jb_fact_check(fact, e->r->catalogue, loc, &again) == JB_OK;
    error_show(c, &fault);
    fprintf(stderr, "  %s\n",
            *kept ? SAY(c, "该数字已入库，审核时列在最前；其余照常",
                        "that figure is stored as doubtful, first in the review; the rest is as "
                        "usual")
                  : SAY(c, "该数字未入库，其余照常；核对后可用 jianbao review add 补录",
                        "that figure is left out, the rest is as usual; enter it with `jianbao "
                        "review add`"));
    return JB_OK;
}

static jb_loc found_loc(const entry *e, const jb_found *found)
{
    jb_loc loc = e->loc;
    if (found->place_count > 0) {
        size_t start = found->places[0].start;
        size_t line = jb_original_line(e->original, start);
        loc.line = (unsigned)line + 1;
        loc.column = (unsigned)(start - e->original->lines[line].span.start) + 1;
    }
    return loc;
}

static jb_status found_put(entry *e, const jb_found *found, jb_error *err)
{
    jb_fact fact = stored_fact(e, &found->fact);
    jb_loc loc = found_loc(e, found);
    int64_t id = 0;
    bool kept = false;
    jb_status st = doubted_check(e, &fact, &loc, &kept);
    if (st != JB_OK || !kept) {
        return st;
    }
    st = jb_store_put_fact(e->store, &fact, &e->loc, &id, err);
    for (size_t i = 1; i < found->place_count && st == JB_OK; i++) {
        jb_place place = {(int64_t)found->places[i].start, (int64_t)found->places[i].end};
        st = jb_store_put_evidence(e->store, id, place, err);
    }
    e->figures++;
    e->doubtful += jb_dec_cmp(fact.confidence, doubtful_below) < 0;
    return st;
}

/* What somebody recorded before, or a figure, outweighs what the text seems not to say. */
static jb_status absent_put(const entry *e, const jb_absent *from, jb_error *err)
{
    jb_absent absent = *from;
    jb_error refused = {0};
    absent.source = e->source;
    jb_status st = jb_absent_check(&absent, e->r->catalogue, &e->loc, err);
    if (st != JB_OK) {
        return st;
    }
    st = jb_store_put_absent(e->store, &absent, &e->loc, &refused);
    if (st != JB_OK && st != JB_ERR_INPUT) {
        *err = refused;
        return st;
    }
    return JB_OK;
}

static jb_status contents_put(entry *e, jb_error *err)
{
    jb_status st = JB_OK;
    /* The facts of a report that comes back are held, with what was decided on them. */
    for (size_t i = 0; i < e->extraction->found_count && st == JB_OK && !e->held.restored; i++) {
        st = found_put(e, &e->extraction->found[i], err);
    }
    for (size_t i = 0; i < e->extraction->absent_count && st == JB_OK; i++) {
        st = absent_put(e, &e->extraction->absents[i], err);
    }
    return st;
}

/* ---- */

/* A text that is held is not moved in silence: what was given must be what is held. */
static jb_status given_agrees(const entry *e, const jb_report *held, jb_error *err)
{
    const jb_extract_options *asked = &e->r->given;
    bool agency = asked->agency_code == NULL || strcmp(asked->agency_code, held->agency_code) == 0;
    bool year = asked->year == 0 || asked->year == held->year;
    if (agency && year) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_INPUT, &e->loc,
                   "this text is in the store already, as the report of %s for %d; to give it to "
                   "another agency or year, first `jianbao review withdraw --report %s %d --source "
                   "'%s' --by NAME`",
                   "库中已有此文，属 %s 的 %d 年度报告；要改属其他机构或年度，请先用 jianbao "
                   "review withdraw --report %s %d --source '%s' --by 姓名 撤回",
                   held->agency_code, held->year, held->agency_code, held->year, held->source);
}

/* The very text may be held under whatever agency and year somebody gave for it. */
static jb_status already_tell(const entry *e, bool *already, jb_error *err)
{
    const cli *c = e->r->c;
    const jb_held *held = NULL;
    jb_status st =
        jb_store_original(e->store, e->original->sha256, e->extraction->arena, &held, err);
    bool withdrawn = held != NULL && held->withdrawn && *held->superseded_by == '\0';
    *already = st == JB_OK && held != NULL && !withdrawn;
    if (!*already) {
        return st;
    }
    st = given_agrees(e, &held->report, err);
    if (st != JB_OK) {
        return st;
    }
    fprintf(stderr,
            *held->superseded_by != '\0'
                ? SAY(c, "%s：库中已有，且已被较新版本取代（%s，%d 年度，%s）\n",
                      "%s: already in the store, replaced by a newer version (%s, "
                      "%d, %s)\n")
                : SAY(c, "%s：库中已有（%s，%d 年度，%s）\n",
                      "%s: already in the store (%s, %d, %s)\n"),
            e->original->source, held->report.agency_code, held->report.year, held->report.source);
    return JB_OK;
}

static void restored_tell(const entry *e)
{
    fprintf(stderr,
            SAY(e->r->c, "%s：已撤回的报告恢复（%s，%d 年度），其数字连同审核决定重新采用\n",
                "%s: the report that was withdrawn is back (%s, %d); its figures count again, with "
                "what was decided on them\n"),
            e->original->source, e->extraction->identity.agency_code, e->extraction->identity.year);
}

static void entry_tell(const entry *e)
{
    const cli *c = e->r->c;
    const jb_identity *identity = &e->extraction->identity;
    const char *name = *e->short_name != '\0' ? e->short_name : e->agency;
    fprintf(stderr,
            SAY(c, "%s：%s %s，%d 年度，%zu 个数字待审核%.0s，其中 %zu 个存疑%s\n",
                "%s: %s %s, %d: %zu figure%s to review, %zu of them doubtful%s\n"),
            e->original->source, identity->agency_code, name, identity->year, e->figures,
            PLURAL(e->figures), e->doubtful,
            e->held.replaced == 0
                ? ""
                : SAY(c, "；取代该报告的旧版本，对旧版数字的审核不再有效",
                      "; new version of a report held: what was decided on the old one's figures "
                      "no longer counts"));
}

static jb_status entry_put(entry *e, jb_error *err)
{
    jb_status st = agency_ensure(e, err);
    if (st == JB_OK) {
        st = text_put(e, err);
    }
    if (st == JB_OK && !e->held.already) {
        st = contents_put(e, err);
    }
    return st;
}

/* Another report of the agency and year, by another title: perhaps another year's, perhaps a draft.
 */
static jb_status other_tell(const jb_report *report, void *context, jb_error *err)
{
    const entry *e = context;
    (void)err;
    const char *title = e->extraction->identity.title;
    if (strcmp(report->sha256, e->original->sha256) == 0 || strcmp(report->title, title) == 0) {
        return JB_OK;
    }
    bool titled = *report->title != '\0';
    fprintf(stderr,
            SAY(e->r->c,
                "%s：注意：%s 的 %d 年度在库中另有报告 %s%s%s%s；两份报告的数字都会采用，如有一份"
                "属误加，请用 jianbao review withdraw --report 撤回\n",
                "%s: note: for %s and %d the store has another report, %s%s%s%s; the figures of "
                "both count. If one does not belong there, `jianbao review withdraw --report`\n"),
            e->original->source, report->agency_code, report->year, report->source,
            titled ? SAY(e->r->c, "（", " (") : "", report->title,
            titled ? SAY(e->r->c, "）", ")") : "");
    return JB_OK;
}

static jb_status others_tell(entry *e, jb_error *err)
{
    const jb_identity *identity = &e->extraction->identity;
    const char *const codes[] = {identity->agency_code, NULL};
    jb_filter filter = {.agencies = codes, .year_from = identity->year, .year_to = identity->year};
    return jb_store_reports(e->store, &filter, other_tell, e, err);
}

/* A note or a chat is text, too; it is stored, but not without a word. */
static void doubt_tell(const entry *e)
{
    const cli *c = e->r->c;
    const jb_identity *identity = &e->extraction->identity;
    if (e->extraction->found_count > 0) {
        return;
    }
    bool named = e->r->given.agency_code == NULL;
    fprintf(stderr,
            SAY(c,
                "%s：注意：没有读出任何数字%s，可能不是年度报告；如属误加，请用 jianbao review "
                "withdraw --report %s %d --source '%s' --by 姓名 撤回\n",
                "%s: note: no figure was found%s; it may be no report. `jianbao review withdraw "
                "--report %s %d --source '%s' --by NAME` takes it back\n"),
            e->original->source,
            named ? "" : SAY(c, "，也未写明机构", ", and it does not say whose it is"),
            identity->agency_code, identity->year, e->source);
}

static jb_status report_add(reports *r, const jb_original *original,
                            const jb_extraction *extraction, void *context, jb_error *err)
{
    entry e = {
        .r = r,
        .store = context,
        .original = original,
        .extraction = extraction,
        .source = base_name(original->source),
        .agency = extraction->identity.agency,
        .short_name = extraction->identity.short_name,
        .loc = jb_loc_make(original->source, 0, 0, NULL),
    };
    bool already = false;
    jb_status st = already_tell(&e, &already, err);
    if (st == JB_OK && !already) {
        st = identity_check(&e, err);
    }
    if (st == JB_OK && !already) {
        st = report_given_check(r, original, err);
    }
    if (st != JB_OK || already) {
        return st;
    }
    st = jb_store_begin(e.store, err);
    if (st == JB_OK) {
        st = entry_put(&e, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(e.store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(e.store);
    } else {
        r->figures += e.figures;
        doubt_tell(&e);
        (e.held.restored ? restored_tell : entry_tell)(&e);
        st = others_tell(&e, err);
    }
    return st;
}

/* A report is quoted by its file's name, which standard input does not have. */
static jb_status names_check(const given *g, jb_error *err)
{
    for (size_t i = 0; i < g->arg_count; i++) {
        if (strcmp(g->args[i], "-") == 0) {
            return jb_fail(err, JB_ERR_USAGE, NULL,
                           "add takes files: what is stored must have a name to be quoted by",
                           "add 只接受文件：入库的报告须有可供引用的文件名");
        }
    }
    return JB_OK;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    reports r = {0};
    jb_store *store = NULL;
    jb_status st = names_check(g, err);
    if (st == JB_OK) {
        st = reports_open(c, &cmd_add, g, &r, err);
    }
    if (st == JB_OK) {
        st = jb_store_open(c->store, JB_STORE_WRITE, &store, err);
    }
    r.store = store;
    r.insisted = option(&cmd_add, g, "yes") != NULL;
    if (st == JB_OK) {
        st = reports_read(&r, g, report_add, store, err);
    }
    jb_store_close(store);
    reports_close(&r);
    return st;
}

const command cmd_add = {
    .name = "add",
    .args = {"文件...", "FILE..."},
    .summary = {"读入报告原文，连同读出的数字存入库",
                "Read reports and store them with their figures"},
    .more =
        {"每份报告单独入库，要么完整要么不入；同一报告的新文本取代旧版本，旧版本仍留存。读出的"
         "数字须经 jianbao review 审核；在有人通读报告并用 jianbao review read 确认之前，"
         "没有数字之处印作“待核”。",
         "Each report is stored whole or not at all. A changed text of the same report is a new "
         "version; the old one stays on record. Figures wait for `jianbao review`. Until a person "
         "has "
         "read the report whole (`jianbao review read`), what has no figure is under review."},
    .options = options,
    .min_args = 1,
    .max_args = SIZE_MAX,
    .run = run,
};
