/* identity.c - whose report it is, of which year, and when it was written.
 *
 * Looks in the title, the signature, the source line, then the text itself. A name that several
 * divisions bear is settled only by a division above it that is named, too. What cannot be
 * established stays empty.
 */
#include "identity.h"

#include <string.h>

enum {
    HEADING = 50,
    HEAD_LINES = 6,
    NAME_MAX = 14,
    MINISTRY_LINES = 8,
    OPENING = 300
}; /* how much of a sentence is looked at for a bureau */

#define NATION_CODE "100000"

static const struct {
    const char32_t *word;
    const char *full;
} nouns[] = {
    {U"人力资源和社会保障局", "人力资源和社会保障局"},
    {U"人力资源和社会保障厅", "人力资源和社会保障厅"},
    {U"人力资源与社会保障局", "人力资源和社会保障局"},
    {U"人力资源社会保障局", "人力资源和社会保障局"},
    {U"人力资源社会保障厅", "人力资源和社会保障厅"},
    {U"人力资源局", "人力资源局"},
    {U"人力社保局", "人力资源和社会保障局"},
    {U"人社局", "人力资源和社会保障局"},
    {U"人社厅", "人力资源和社会保障厅"},
    {U"劳动和社会保障局", "劳动和社会保障局"},
    {U"劳动保障局", "劳动和社会保障局"},
    {U"劳动局", "劳动局"},
    {U"人事局", "人事局"},
    {U"劳动人事争议仲裁院", "劳动人事争议仲裁院"},
    {U"劳动人事争议仲裁委员会", "劳动人事争议仲裁委员会"},
    {U"劳动争议仲裁委员会", "劳动争议仲裁委员会"},
    {U"劳动争议仲裁院", "劳动争议仲裁院"},
    {U"劳动保障监察支队", "劳动保障监察支队"},
    {U"劳动保障监察大队", "劳动保障监察大队"},
    {U"劳动保障监察总队", "劳动保障监察总队"},
};

/* The noun at a place; *full is its full form. */
static size_t noun_at(jb_points t, size_t i, const char **full)
{
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++) {
        size_t len = jb_word_at(t, i, nouns[k].word);
        if (len > 0) {
            *full = nouns[k].full;
            return len;
        }
    }
    return 0;
}

/* ---- a name in the text ------------------------------------------------------------------------
 */

/* A run of division names, the last of them the place meant: 杭州市 上城区. */
typedef struct mention {
    jb_span span;
    size_t first;     /* the first division that bears the last name; SIZE_MAX none */
    bool short_form;  /* 海珠 */
    size_t above;     /* the division named right before it, SIZE_MAX none */
    const char *noun; /* full form of the body behind it, NULL none */
    jb_span noun_span;
} mention;

static size_t next_same(const jb_divisions *all, size_t index, bool short_form)
{
    const jb_division *d = jb_division_at(all, index);
    return short_form ? d->next_stem : d->next_same;
}

/* The only division of that name within `above`; SIZE_MAX when none or several. */
static size_t only_within(const jb_divisions *all, size_t first, bool short_form, size_t above)
{
    size_t found = SIZE_MAX;
    for (size_t i = first; i != SIZE_MAX; i = next_same(all, i, short_form)) {
        if (above != SIZE_MAX && (i == above || !jb_division_within(all, i, above))) {
            continue;
        }
        if (found != SIZE_MAX) {
            return SIZE_MAX;
        }
        found = i;
    }
    return found;
}

/* 某某旗南县: what ends right before this place looks like a division, but none of that name is
 * known; what follows is then a part of an unknown name. */
static bool follows_unknown(const jb_work *work, size_t i)
{
    static jb_words tails = {U"旗", U"县", U"市", U"区", U"州", U"盟", NULL};
    static jb_words own = {U"全", U"我", U"本", U"该", U"各", U"地", U"城", U"辖", U"我们", NULL};
    const jb_divisions *all = work->extractor->divisions;
    jb_points t = {work->t.p, i};
    if (jb_any_before(t, i, tails) == 0 || jb_any_before(t, i - 1, own) > 0 ||
        !jb_is_han(jb_point_before(t, i - 1))) {
        return false;
    }
    size_t floor = i > NAME_MAX ? i - NAME_MAX : 0;
    for (size_t from = i - 1; from > floor; from--) {
        size_t len = 0;
        bool named = jb_division_named(all, t, from - 1, &len) != SIZE_MAX && from - 1 + len == i;
        if (named) {
            return false;
        }
    }
    return true;
}

static bool read_mention(const jb_work *work, size_t i, size_t end, mention *out)
{
    const jb_divisions *all = work->extractor->divisions;
    jb_points t = {work->t.p, end};
    *out = (mention){.span = {i, i}, .first = SIZE_MAX, .above = SIZE_MAX};
    for (;;) {
        size_t len = 0;
        size_t found = jb_division_named(all, t, out->span.end, &len);
        bool is_short = found == SIZE_MAX;
        if (is_short) {
            found = jb_division_short(all, t, out->span.end, &len);
        }
        if (found == SIZE_MAX) {
            break;
        }
        if (out->first != SIZE_MAX) {
            size_t above = only_within(all, out->first, out->short_form, out->above);
            size_t inner = above == SIZE_MAX ? SIZE_MAX : only_within(all, found, is_short, above);
            if (inner == SIZE_MAX) {
                break;
            }
            out->above = above;
        }
        out->first = found;
        out->short_form = is_short;
        out->span.end += len;
    }
    if (out->first == SIZE_MAX || follows_unknown(work, i)) {
        return false;
    }
    size_t len = noun_at(t, out->span.end, &out->noun);
    out->noun_span = (jb_span){out->span.end, out->span.end + len};
    return !out->short_form || out->noun != NULL || out->above != SIZE_MAX;
}

/* ---- settling ----------------------------------------------------------------------------------
 */

/* Which divisions are named, or called by their short forms, somewhere in the text. */
static void note_named(jb_work *work)
{
    const jb_divisions *all = work->extractor->divisions;
    work->named = jb_arena_array(work->scratch, jb_divisions_count(all), sizeof *work->named);
    for (size_t i = 0; i < work->t.n; i++) {
        size_t len = 0;
        size_t found = jb_division_short(all, work->t, i, &len);
        for (; found != SIZE_MAX; found = jb_division_at(all, found)->next_stem) {
            work->named[found] = true;
        }
    }
}

static bool is_named(jb_work *work, size_t division)
{
    if (work->named == NULL) {
        note_named(work);
    }
    return work->named[division];
}

static size_t settle(jb_work *work, const mention *m)
{
    const jb_divisions *all = work->extractor->divisions;
    size_t only = only_within(all, m->first, m->short_form, m->above);
    if (only != SIZE_MAX) {
        return only;
    }
    size_t found = SIZE_MAX;
    for (size_t i = m->first; i != SIZE_MAX; i = next_same(all, i, m->short_form)) {
        size_t up = jb_division_at(all, i)->parent;
        bool named = false;
        for (; up != SIZE_MAX && !named; up = jb_division_at(all, up)->parent) {
            named = is_named(work, up);
        }
        if (named && found != SIZE_MAX) {
            return SIZE_MAX;
        }
        found = named ? i : found;
    }
    return found;
}

/* A district's bureau bears the city's name, too; a county's does not. */
static const char *full_name(const jb_work *work, const mention *m, size_t division,
                             const char *noun)
{
    const jb_divisions *all = work->extractor->divisions;
    const jb_division *d = jb_division_at(all, division);
    const char *above = "";
    size_t len = strlen(d->name);
    bool district = len > 3 && strcmp(d->name + len - 3, "区") == 0;
    if ((district || m->above != SIZE_MAX) && d->parent != SIZE_MAX &&
        d->level == JB_LEVEL_COUNTY) {
        above = jb_division_at(all, d->parent)->name;
    }
    return jb_arena_printf(work->arena, "%s%s%s", above, d->name, noun);
}

static void take(jb_work *work, const mention *m, const char *how, int percent)
{
    jb_identity *id = &work->identity;
    size_t division = settle(work, m);
    if (division == SIZE_MAX) {
        /* Which one is open, but they are all of one level. */
        if (work->level == JB_LEVELS && m->noun != NULL) {
            work->level = jb_division_at(work->extractor->divisions, m->first)->level;
        }
        return;
    }
    const jb_division *d = jb_division_at(work->extractor->divisions, division);
    bool fresh = id->agency_code[0] == '\0';
    if (!fresh && (strcmp(id->agency_code, d->code) != 0 || id->agency[0] != '\0')) {
        return;
    }
    id->agency_code = d->code;
    id->short_name = d->name;
    if (m->noun != NULL) {
        id->agency = full_name(work, m, division, m->noun);
    }
    if (fresh) {
        id->agency_by = (jb_evidence){{m->span.start, m->noun_span.end}, how, {percent, 2}};
    }
}

/* Mentions in a span: those with a body behind them first. */
static void look_in(jb_work *work, jb_span span, const char *how, int percent)
{
    span.end = span.end > span.start + OPENING ? span.start + OPENING : span.end;
    for (unsigned pass = 0; pass < 2; pass++) {
        for (size_t i = span.start; i < span.end; i++) {
            mention m;
            if (!read_mention(work, i, span.end, &m)) {
                continue;
            }
            if ((m.noun != NULL) == (pass == 0)) {
                take(work, &m, how, percent);
            }
            i = m.span.end - 1;
        }
    }
}

/* ---- whose -------------------------------------------------------------------------------------
 */

static bool has_own_line(const jb_work *work, size_t i)
{
    const jb_sentence *all = work->sentences;
    return (i == 0 || all[i - 1].line != all[i].line) &&
           (i + 1 == work->sentence_count || all[i + 1].line != all[i].line);
}

/* 福建省公布投诉电话 is a heading: a signature ends with a name or a day. */
static bool ends_like_name(const jb_work *work, const jb_sentence *s)
{
    static jb_words ends = {U"局", U"厅", U"院", U"队", U"府",   U"会",   U"部",     U"所",
                            U"省", U"市", U"县", U"区", U"旗",   U"州",   U"盟",     U"镇",
                            U"心", U"处", U"站", U"室", U"社会", U"保障", U"管委会", NULL};
    size_t end = s->span.end;
    while (end > s->span.start && !jb_is_han(work->t.p[end - 1])) {
        end--;
    }
    return jb_point_before(work->t, end) == U'日' || jb_point_before(work->t, end) == U'年' ||
           jb_any_before(work->t, end, ends) > 0;
}

/* Short lines at the end hold a signature. */
static void look_at_signature(jb_work *work)
{
    size_t seen = 0;
    for (size_t i = work->sentence_count; i > 0 && seen < 12; i--, seen++) {
        static jb_words other = {U"来源", U"发布", U"作者", NULL};
        const jb_sentence *s = &work->sentences[i - 1];
        if (has_own_line(work, i - 1) && s->span.end - s->span.start <= 40 &&
            ends_like_name(work, s) && !jb_any_in(work->t, s->span.start, s->span.end, other)) {
            look_in(work, s->span, "signature", 95);
        }
    }
}

/* 来源：区人社局 says which body; a full name says more. */
static void look_at_source(jb_work *work)
{
    for (size_t i = 0; i < work->sentence_count && i < 30; i++) {
        const jb_sentence *s = &work->sentences[i];
        if (jb_any_in(work->t, s->span.start, s->span.end,
                      (jb_words){U"来源", U"发布机构", NULL})) {
            look_in(work, s->span, "source line", 80);
        }
    }
}

/* 记者从晋江市劳动和社会保障局获悉 */
static void look_for_bureau(jb_work *work, jb_span span)
{
    span.end = span.end > span.start + OPENING ? span.start + OPENING : span.end;
    for (size_t i = span.start; i < span.end; i++) {
        mention m;
        if (read_mention(work, i, span.end, &m)) {
            bool below = jb_any_before(work->t, i, (jb_words){U"下属", U"所属", U"下辖", NULL}) > 0;
            if (m.noun != NULL && !below) {
                take(work, &m, "named in text", 80);
            }
            i = m.span.end - 1;
        }
    }
}

/* The division that is named most often with an office behind it: 南昌县人民政府. */
/* 我局下属的南昌县…仲裁院: whose subordinate a body is, is whose report it is. */
static bool is_own(const jb_work *work, size_t at)
{
    static jb_words own = {U"我局下属", U"我局所属", U"我局直属", U"本局下属", U"本局所属", NULL};
    return jb_any_in(work->t, at > 6 ? at - 6 : 0, at, own);
}

static void look_in_text(jb_work *work)
{
    const jb_divisions *all = work->extractor->divisions;
    enum { MOST = 16 };
    struct tally {
        mention m;
        unsigned count;
    } list[MOST];
    size_t count = 0;
    for (size_t i = 0; i < work->t.n; i++) {
        mention m;
        size_t len = 0;
        if (jb_division_named(all, work->t, i, &len) == SIZE_MAX ||
            !read_mention(work, i, work->t.n, &m)) {
            continue;
        }
        bool own = is_own(work, i);
        i = m.span.end - 1;
        size_t k = 0;
        while (k < count && list[k].m.first != m.first) {
            k++;
        }
        if (k == count && count < MOST) {
            list[count++] = (struct tally){m, 0};
        }
        if (k < MOST) {
            list[k].count += own ? 2 : 1;
        }
    }
    size_t best = SIZE_MAX;
    for (size_t k = 0; k < count; k++) {
        bool place = jb_division_at(all, list[k].m.first)->level != JB_LEVEL_PROVINCE;
        if (place && list[k].count >= 2 && (best == SIZE_MAX || list[k].count > list[best].count)) {
            best = k;
        }
    }
    /* A paper that speaks of several counties alike is no one's report. */
    for (size_t k = 0; best != SIZE_MAX && k < count; k++) {
        bool county = jb_division_at(all, list[k].m.first)->level == JB_LEVEL_COUNTY;
        if (k != best && county && 2 * list[k].count > list[best].count) {
            best = SIZE_MAX;
        }
    }
    if (best != SIZE_MAX) {
        mention m = list[best].m;
        bool bureau = jb_any_in(work->t, 0, work->t.n, (jb_words){U"人社", NULL});
        m.noun = bureau ? "人力资源和社会保障局" : NULL;
        take(work, &m, "named in text", 60);
    }
}

/* The name is the report's own when it names that agency, else the usual name of the division's
 * bureau. */
static void given_agency(jb_work *work, const char *code)
{
    const jb_divisions *all = work->extractor->divisions;
    jb_identity *id = &work->identity;
    size_t found = jb_division_coded(all, code);
    if (strcmp(id->agency_code, code) != 0) {
        mention m = {.above = SIZE_MAX};
        id->agency = found == SIZE_MAX ? "" : full_name(work, &m, found, "人力资源和社会保障局");
        id->short_name = found == SIZE_MAX ? "" : jb_division_at(all, found)->name;
        id->agency_code = jb_arena_strdup(work->arena, code);
    }
    id->agency_by = (jb_evidence){{0, 0}, "given", {1, 0}};
}

/* Whether the opening speaks of the ministry itself. */
static bool is_ministry(const jb_work *work)
{
    static jb_words names = {U"人力资源和社会保障部",
                             U"人力资源社会保障部",
                             U"劳动和社会保障部",
                             U"劳动保障部",
                             U"人社部",
                             NULL};
    for (size_t i = 0; i < work->sentence_count && i < MINISTRY_LINES; i++) {
        const jb_sentence *s = &work->sentences[i];
        for (size_t k = s->span.start; k < s->span.end; k++) {
            size_t len = jb_any_at(work->t, k, names);
            if (len > 0 && jb_point(work->t, k + len) != U'门') {
                return true;
            }
        }
    }
    return false;
}

static void find_agency(jb_work *work, const char *given)
{
    jb_identity *id = &work->identity;
    work->level = JB_LEVELS;
    for (size_t i = 0; i < work->sentence_count; i++) {
        if (work->sentences[i].level == 9) {
            look_in(work, work->sentences[i].span, "title", 95);
        }
    }
    look_at_signature(work);
    if (id->agency[0] == '\0') {
        look_at_source(work);
    }
    for (size_t i = 0; i < work->sentence_count && i < 6 && id->agency_code[0] == '\0'; i++) {
        look_for_bureau(work, work->sentences[i].span);
    }
    if (id->agency_code[0] == '\0') {
        look_in_text(work);
    }
    if (given != NULL && given[0] != '\0') {
        given_agency(work, given);
    }
    size_t division = jb_division_coded(work->extractor->divisions, id->agency_code);
    if (division != SIZE_MAX) {
        work->level = jb_division_at(work->extractor->divisions, division)->level;
        const char *name = jb_division_at(work->extractor->divisions, division)->name;
        size_t len = strlen(name);
        /* A city at county level speaks of 全市 as its own. */
        if (work->level == JB_LEVEL_COUNTY && len > 3 && strcmp(name + len - 3, "市") == 0) {
            work->level = JB_LEVEL_PREFECTURE;
        }
    } else if (id->agency_code[0] == '\0' ? is_ministry(work)
                                          : strcmp(id->agency_code, NATION_CODE) == 0) {
        work->level = JB_LEVEL_NATION;
    } else if (id->agency_code[0] != '\0') {
        work->level =
            strcmp(id->agency_code + 4, "00") != 0 ? JB_LEVEL_COUNTY : JB_LEVEL_PREFECTURE;
    }
}

/* ---- title and plans ---------------------------------------------------------------------------
 */

/* 关于印发《…实施方案》的通知, in the first lines: the text that follows is that plan. */
static bool heads_plan(const jb_work *work, const jb_sentence *s)
{
    static jb_words plans = {
        U"方案",         U"工作要点",     U"行动计划",     U"工作计划",   U"规划", U"方案》的通知",
        U"要点》的通知", U"计划》的通知", U"规划》的通知", U"方案的通知", NULL};
    bool whole = s->span.end >= work->t.n || !jb_is_stop(work->t.p[s->span.end - 1]) ||
                 work->t.p[s->span.end - 1] == '\n';
    static jb_words results = {U"总结", U"报告", U"情况", U"完成", U"汇报", U"成效", NULL};
    bool numbered = s->level != 0 && s->level != 9;
    return whole && !numbered && s->span.end - s->span.start <= HEADING &&
           !jb_any_in(work->t, s->span.start, s->span.end, results) &&
           jb_any_before(work->t, jb_skip_blanks_before(work->t, s->span.end), plans) > 0;
}

static void find_title(jb_work *work)
{
    for (size_t i = 0; i < work->sentence_count && i < HEAD_LINES; i++) {
        const jb_sentence *s = &work->sentences[i];
        work->all_plan = work->all_plan || heads_plan(work, s);
    }
    work->identity.title = "";
    for (size_t i = 0; i < work->sentence_count; i++) {
        const jb_sentence *s = &work->sentences[i];
        if (s->level == 9) {
            const char *part = jb_original_slice(work->arena, work->original, s->span);
            work->identity.title =
                work->identity.title[0] == '\0'
                    ? part
                    : jb_arena_printf(work->arena, "%s%s", work->identity.title, part);
            bool plan = jb_any_in(work->t, s->span.start, s->span.end,
                                  (jb_words){U"工作要点", U"工作计划", U"工作安排", U"实施方案",
                                             U"行动方案", U"任务分解", NULL});
            bool result = jb_any_in(work->t, s->span.start, s->span.end,
                                    (jb_words){U"总结", U"报告", U"情况", U"完成", U"汇报", NULL});
            work->all_plan = work->all_plan || (plan && !result);
        }
    }
}

void jb_identity_find(jb_work *work, const jb_extract_options *options)
{
    work->identity = (jb_identity){.agency_code = "", .agency = "", .short_name = "", .title = ""};
    find_title(work);
    find_agency(work, options == NULL ? NULL : options->agency_code);
    jb_identity_dates(work);
    jb_identity_year(work, options == NULL ? 0 : options->year);
}
