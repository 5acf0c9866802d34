/* jianbao review: what needs a person, and what that person decides. */
#include "review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const formats[] = {"table", "jsonl", NULL};
static const char *const verbs[] = {"approve", "reject", "correct", "add", "withdraw",
                                    "show",    "read",   "unread",  NULL};
enum {
    VERB_APPROVE,
    VERB_REJECT,
    VERB_CORRECT,
    VERB_ADD,
    VERB_WITHDRAW,
    VERB_SHOW,
    VERB_READ,
    VERB_UNREAD,
    VERB_LIST
};

static const option_spec options[] = {
    OPTION_AGENCIES,
    OPTION_YEARS,
    {'n', "limit", {"个数", "N"}, {"最多列出几个（默认全部）", "list at most N (default: all)"}},
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"table 或 jsonl（默认 table）", "table or jsonl (default table)"}},
    {0, "by", {"姓名", "NAME"}, {"审核人（作决定时必需）", "who decides (required to decide)"}},
    {0, "reason", {"理由", "TEXT"}, {"理由", "why"}},
    {0,
     "all-above",
     {"可信度", "CONFIDENCE"},
     {"approve：通过可信度不低于此值的全部待审数字（0 至 1）",
      "approve: all that wait with this confidence or more (0 to 1)"}},
    {0,
     "value",
     {"数值", "VALUE"},
     {"correct、add：数值，以该数字的单位计", "correct, add: the number, in the figure's unit"}},
    {0,
     "unit",
     {"单位", "UNIT"},
     {"correct、add：报告所用单位，如 万元",
      "correct, add: the unit as the report writes it, such as 万元"}},
    {0,
     "qualifier",
     {"限定", "QUALIFIER"},
     {"correct、add：exact、at_least、more_than、about、at_most、less_than 或 nearly",
      "correct, add: exact, at_least, more_than, about, at_most, less_than or nearly"}},
    {0,
     "period",
     {"期间", "PERIOD"},
     {"correct、add：如 full_year、part_year:2024-01-01..2024-10-31、as_of:2024-12-31",
      "correct, add: such as full_year, part_year:2024-01-01..2024-10-31, as_of:2024-12-31"}},
    {0,
     "term",
     {"用语", "WORD"},
     {"correct、add：报告对所计之事的用语，如 审结；- 表示无",
      "correct, add: the report's word for what is counted, such as 审结; - for none"}},
    {0,
     "population",
     {"对象", "WHO"},
     {"correct、add：只计哪些人，如 农民工；- 表示全部",
      "correct, add: who alone is counted, such as 农民工; - for all"}},
    {0,
     "channel",
     {"渠道", "CHANNEL"},
     {"correct、add：只计哪个渠道；- 表示全部",
      "correct, add: the channel that alone is counted; - for all"}},
    {0,
     "coverage",
     {"覆盖", "COVERAGE"},
     {"correct、add：覆盖范围，如 含街道；- 表示本局",
      "correct, add: what is covered, such as 含街道; - for the bureau itself"}},
    {0,
     "indicator",
     {"指标", "CODE"},
     {"correct：应属的指标，写目录中的代码",
      "correct: the indicator it belongs to, by its code in the catalogue"}},
    {0,
     "text",
     {"原文", "PASSAGE"},
     {"add：写明该数字的原文片段，空格和换行不计",
      "add: the passage that states it; blanks and line ends do not matter"}},
    {0,
     "at",
     {"位置", "OFFSET"},
     {"add：片段在原文中不止一处时，始于第几个字符（从 0 起）",
      "add: where the passage begins, in characters from 0, when it stands in several places"}},
    {0,
     "yes",
     {NULL, NULL},
     {"correct：单位有变或相差百倍以上，确认无误；add：单位不符，或属计划、个案、其中一部分、"
      "他项数字，确认无误",
      "correct: a change of unit, or by a hundred times, is meant; add: so is a number of another "
      "unit, a plan, a single case, a part, or another indicator's"}},
    {0, "report", {NULL, NULL}, {"withdraw：撤回报告", "withdraw: a report"}},
    {0, "absence", {NULL, NULL}, {"withdraw：撤回缺失记录", "withdraw: an absence"}},
    {0,
     "source",
     {"来源", "SOURCE"},
     {"read、unread、add、withdraw：同年有几份报告时只指这一份",
      "read, unread, add, withdraw: this one, where a year has several reports"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

jb_status review_filter(cli *c, const given *g, jb_filter *out, jb_error *err)
{
    *out = (jb_filter){
        .agencies = split_list(c->arena, option(&cmd_review, g, "agency")),
        .statuses = 1U << JB_REVIEW_EXTRACTED,
    };
    return years_parse(option(&cmd_review, g, "year"), &out->year_from, &out->year_to, err);
}

/* ---- the list: what would do most harm if it were wrong comes first */

/* What the comparison that comes with the program prints. */
static bool is_core(const char *indicator)
{
    static const char *const core[] = {
        "enf_cases_filed",   "enf_penalties",         "enf_crime_referrals", "enf_dishonest_listed",
        "disp_accepted_all", "arb_accepted",          "disp_closed_all",     "arb_closed",
        "arb_close_rate",    "wage_clues_closed",     "wage_clues_received", "wage_clue_close_rate",
        "wage_workers",      "wage_recovered_amount",
    };
    for (size_t i = 0; i < sizeof core / sizeof *core; i++) {
        if (strcmp(core[i], indicator) == 0) {
            return true;
        }
    }
    return false;
}

#define CORE_WEIGHT 3

typedef struct waiting {
    int64_t id;
    int64_t risk;
    size_t order; /* as the store lists them: by content */
} waiting;

typedef struct queue {
    waiting *items;
    size_t count, cap;
} queue;

/* Doubt in thousandths, and one so that weight counts where there is none. */
static int64_t risk_of(const jb_fact *fact)
{
    jb_dec thousandths;
    if (!jb_dec_round(fact->confidence, 3, JB_ROUND_HALF_UP, &thousandths)) {
        return 0;
    }
    int64_t doubt = 1001 - thousandths.coef;
    return is_core(fact->indicator) ? doubt * CORE_WEIGHT : doubt;
}

static jb_status wait_add(const jb_fact *fact, void *context, jb_error *err)
{
    queue *q = context;
    waiting item = {.id = fact->id, .risk = risk_of(fact), .order = q->count};
    (void)err;
    JB_PUSH(q->items, q->count, q->cap, item);
    return JB_OK;
}

static int risk_order(const void *left, const void *right)
{
    const waiting *a = left;
    const waiting *b = right;
    int order = (a->risk < b->risk) - (a->risk > b->risk);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static jb_status item_print(cli *c, jb_store *store, const jb_catalogue *catalogue, int64_t id,
                            unsigned format, jb_error *err)
{
    jb_arena *kept = c->arena;
    jb_arena *arena = jb_arena_new();
    jb_fact fact;
    jb_standing standing;
    const char *sentence = "";
    jb_status st = jb_store_fact(store, id, arena, &fact, &standing, err);
    c->arena = arena;
    if (st == JB_OK && format == 1) {
        fact_json(arena, &fact, id, stdout);
    } else if (st == JB_OK) {
        bool terminal = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == NULL;
        st = sentence_marked(c, store, &fact, terminal, &sentence, err);
        figure_print(c, catalogue, &fact);
        printf(*sentence != '\0' ? "    %s\n" : "%s", sentence);
    }
    c->arena = kept;
    jb_arena_free(arena);
    return st;
}

static jb_status limit_parse(const char *text, size_t *out, jb_error *err)
{
    jb_dec number;
    if (text == NULL) {
        return JB_OK;
    }
    if (!jb_dec_parse(text, strlen(text), &number) || number.scale != 0 || number.coef <= 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--limit: \"%s\" is no number above 0",
                       "--limit：“%s”不是大于 0 的整数", text);
    }
    *out = (size_t)number.coef;
    return JB_OK;
}

static jb_status review_list(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                             jb_error *err)
{
    queue q = {0};
    jb_filter filter;
    unsigned format = 0;
    size_t limit = SIZE_MAX;
    size_t unread = 0;
    const char *named = option(&cmd_review, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK) {
        st = limit_parse(option(&cmd_review, g, "limit"), &limit, err);
    }
    if (st == JB_OK) {
        st = review_filter(c, g, &filter, err);
    }
    if (st == JB_OK) {
        st = review_unread(c, store, &filter, format == 0, &unread, err);
    }
    if (st == JB_OK) {
        st = jb_store_facts(store, &filter, wait_add, &q, err);
    }
    if (q.count > 0) {
        qsort(q.items, q.count, sizeof *q.items, risk_order);
    }
    for (size_t i = 0; i < q.count && i < limit && st == JB_OK; i++) {
        st = item_print(c, store, catalogue, q.items[i].id, format, err);
    }
    if (st == JB_OK) {
        fflush(stdout);
        if (unread > 0) {
            fprintf(
                stderr,
                SAY(c, "%zu 份报告%.0s尚无人通读，", "%zu report%s not read whole by a person, "),
                unread, PLURAL(unread));
        }
        fprintf(stderr, SAY(c, "%zu 个数字待审核%.0s\n", "%zu figure%s to review\n"), q.count,
                PLURAL(q.count));
    }
    free(q.items);
    return st;
}

/* ---- */

static jb_status verb_find(const cli *c, const given *g, unsigned *out, jb_error *err)
{
    size_t count = 0;
    while (verbs[count] != NULL) {
        if (strcmp(verbs[count], g->args[0]) == 0) {
            *out = (unsigned)count;
            return JB_OK;
        }
        count++;
    }
    const char *near = jb_nearest(g->args[0], verbs, count);
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "review: \"%s\" is none of approve, reject, correct, add, withdraw, show, read, "
                   "unread%s%s%s",
                   "review：“%s”不是 approve、reject、correct、add、withdraw、show、read 或 "
                   "unread%s%s%s",
                   g->args[0], near != NULL ? SAY(c, "；是否指“", "; did you mean \"") : "",
                   near != NULL ? near : "", near != NULL ? SAY(c, "”？", "\"?") : "");
}

static jb_status verb_run(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                          unsigned verb, jb_error *err)
{
    switch (verb) {
    case VERB_APPROVE:
        return review_decide(c, store, g, JB_REVIEW_APPROVED, err);
    case VERB_REJECT:
        return review_decide(c, store, g, JB_REVIEW_REJECTED, err);
    case VERB_CORRECT:
        return review_correct(c, store, catalogue, g, err);
    case VERB_ADD:
        return review_add(c, store, catalogue, g, err);
    case VERB_WITHDRAW:
        return review_withdraw(c, store, catalogue, g, err);
    case VERB_READ:
        return review_read(c, store, g, JB_READING_PERSON, err);
    case VERB_UNREAD:
        return review_read(c, store, g, JB_READING_PROGRAM, err);
    default:
        return review_show(c, store, catalogue, g, err);
    }
}

/* Which commands an option is for; what they would ignore is refused. */
static jb_status options_check(const given *g, unsigned verb, jb_error *err)
{
    static const struct {
        const char *name;
        unsigned verbs;
        const char *with;
    } uses[] = {
        {"limit", 1U << VERB_LIST, "review"},
        {"format", 1U << VERB_LIST, "review"},
        {"value", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"unit", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"qualifier", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"period", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"term", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"population", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"channel", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"coverage", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"indicator", 1U << VERB_CORRECT, "correct"},
        {"yes", 1U << VERB_CORRECT | 1U << VERB_ADD, "correct, add"},
        {"text", 1U << VERB_ADD, "add"},
        {"at", 1U << VERB_ADD, "add"},
        {"report", 1U << VERB_WITHDRAW, "withdraw"},
        {"absence", 1U << VERB_WITHDRAW, "withdraw"},
        {"source", 1U << VERB_READ | 1U << VERB_UNREAD | 1U << VERB_ADD | 1U << VERB_WITHDRAW,
         "read, unread, add, withdraw"},
    };
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        if (option(&cmd_review, g, uses[i].name) != NULL && (uses[i].verbs & 1U << verb) == 0) {
            return jb_fail(err, JB_ERR_USAGE, NULL, "--%s only goes with: %s",
                           "--%s 只能与下列操作合用：%s", uses[i].name, uses[i].with);
        }
    }
    return JB_OK;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_store *store = NULL;
    unsigned verb = VERB_LIST;
    jb_status st = g->arg_count > 0 ? verb_find(c, g, &verb, err) : JB_OK;
    if (st == JB_OK) {
        st = options_check(g, verb, err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_review, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        bool looks = verb == VERB_SHOW;
        jb_store_mode mode = looks ? JB_STORE_READ : JB_STORE_WRITE;
        st = jb_store_open(c->store, mode, &store, err);
    }
    if (st == JB_OK && verb == VERB_LIST) {
        st = review_list(c, store, catalogue, g, err);
    } else if (st == JB_OK) {
        st = verb_run(c, store, catalogue, g, verb, err);
    }
    jb_store_close(store);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_review = {
    .name = "review",
    .args = {"[approve|reject|correct|add|withdraw|show|read|unread] [编号...]",
             "[approve|reject|correct|add|withdraw|show|read|unread] [ID...]"},
    .summary = {"列出待通读的报告和待审核的数字；通过、否决、更正、补录、撤回或查看",
                "List what waits for review; decide on figures, add missed ones, declare reports "
                "read"},
    .more =
        {"不带参数时先列出尚无人通读的报告，再列出待审数字，最要紧的在前，句中的数字以【】标出。\n"
         "  review approve 编号... --by 姓名 [--reason 理由]，或 --all-above 可信度\n"
         "  review reject 编号... --by 姓名 [--reason 理由]\n"
         "  review correct 编号 --by 姓名 [--value 数值 [--unit 单位]] [--indicator 指标] [--yes]\n"
         "  review add 机构代码 年度 指标 --value 数值 --text '原文片段' --by 姓名 [--at 位置] "
         "[--yes]\n"
         "  review withdraw --report 机构代码 年度 --by 姓名 [--reason 理由] [--source 来源]\n"
         "  review withdraw --absence 机构代码 年度 指标 --by 姓名 [--reason 理由]\n"
         "  review show 编号\n"
         "  review read 机构代码 年度 --by 姓名 [--reason 理由] [--source 来源]\n"
         "  review unread 机构代码 年度 --by 姓名 [--reason 理由] [--source 来源]\n"
         "correct 只改所给各项，其余照旧；add 补录程序漏读的数字，即时通过。\n"
         "read 确认有人已通读报告全文：此后报告中没有的数字印作“未披露”，此前印作“待核”；"
         "unread 撤回。",
         "Without an argument the reports that no person has read whole are listed, then the "
         "figures that wait, the most consequential first, marked 【】 in their sentences.\n"
         "  review approve ID... --by NAME [--reason TEXT], or --all-above CONFIDENCE\n"
         "  review reject ID... --by NAME [--reason TEXT]\n"
         "  review correct ID --by NAME [--value VALUE [--unit UNIT]] [--indicator CODE] [--yes]\n"
         "  review add AGENCY YEAR INDICATOR --value VALUE --text 'PASSAGE' --by NAME [--at "
         "OFFSET] [--yes]\n"
         "  review withdraw --report AGENCY YEAR --by NAME [--reason TEXT] [--source SOURCE]\n"
         "  review withdraw --absence AGENCY YEAR INDICATOR --by NAME [--reason TEXT]\n"
         "  review show ID\n"
         "  review read AGENCY YEAR --by NAME [--reason TEXT] [--source SOURCE]\n"
         "  review unread AGENCY YEAR --by NAME [--reason TEXT] [--source SOURCE]\n"
         "correct changes what is given and keeps the rest; add enters a figure that the program "
         "missed, approved.\n"
         "read declares that a person has read the report whole: what it does not give is "
         "then\nprinted as not disclosed, before that as under review; unread takes it back."},
    .options = options,
    .max_args = SIZE_MAX,
    .run = run,
};
