/* elsewhere.c - whose figure it is when it is not the agency's.
 *
 * A higher level (全省 in a city's text), another place, or another body that is the subject of the
 * clause: the police, a court, legal aid. Refuses to know indicators.
 */
#include "divisions.h"
#include "reject.h"

#include <string.h>

enum { FAR = 160, CLAUSES_BACK = 5, NOUN = 6, THIS_IS = 4 };

/* 全国根治欠薪线索反映平台, 全省前列: a name or a rank, not whose figures these are. */
static bool is_scope(const jb_work *work, const jb_hit *hit)
{
    static jb_words names = {U"排",   U"根治",     U"欠薪",   U"平台", U"首",   U"率先", U"前列",
                             U"领先", U"第",       U"范围",   U"通报", U"推广", U"排名", U"先进",
                             U"示范", U"试点",     U"联网",   U"和谐", U"统一", U"各区", U"考核",
                             U"模范", U"劳动关系", U"农民工", U"文明", U"优秀", U"性",   U"人大",
                             U"政协", U"最",       NULL};
    static jb_wordset names_set = {.words = names};
    static jb_words before = {U"同期", U"据", U"据统计", U"其中", U"目前", U"通报",
                              U"来看", U"季", U"期间",   U"以来", NULL};
    static jb_wordset before_set = {.words = before};
    size_t end = hit->at + hit->len;
    size_t mark = jb_mark_before(work, hit->at);
    uint32_t c = jb_point_before(work->t, jb_skip_blanks_before(work->t, hit->at));
    bool opens = c == 0 || jb_is_comma(c) || jb_is_stop(c) ||
                 jb_set_before(work->t, hit->at, &before_set) > 0 ||
                 (mark != SIZE_MAX && work->marks[mark].span.end == hit->at);
    return opens && jb_set_at(work->t, end, &names_set) == 0;
}

/* Whether one of those of this name, or of this short form, is the agency's own place. */
static bool is_own_place(const jb_divisions *all, size_t own, size_t named, bool full)
{
    while (named != SIZE_MAX && named != own) {
        const jb_division *one = jb_division_at(all, named);
        named = full ? one->next_same : one->next_stem;
    }
    return named == own;
}

/* 浙江去年追发…, 长沙受理…: the short form of a province or city is a subject where a deed, a time
 * or a figure follows. */
static size_t short_place(const jb_work *work, size_t i, bool led, size_t *len)
{
    static jb_words deeds = {U"受理", U"处理", U"查处", U"办理", U"追回", U"追发", U"追讨",
                             U"为",   U"立案", U"检查", U"化解", U"清欠", U"去年", U"今年",
                             U"则",   U"共",   U"全市", U"全省", NULL};
    static jb_wordset deeds_set = {.words = deeds};
    const jb_divisions *all = work->extractor->divisions;
    size_t named = jb_division_short(all, work->t, i, len);
    if (named == SIZE_MAX) {
        return named;
    }
    bool large = false;
    for (size_t k = named; k != SIZE_MAX && !large; k = jb_division_at(all, k)->next_stem) {
        large = jb_division_at(all, k)->level != JB_LEVEL_COUNTY;
    }
    uint32_t next = jb_point(work->t, i + *len);
    bool subject = jb_is_digit(next) || (led && jb_is_comma(next)) ||
                   jb_set_at(work->t, i + *len, &deeds_set) > 0;
    return large && subject ? named : SIZE_MAX;
}

/* 记者从叶县…获悉, 如深圳市…, 邻近的襄城县: what may stand before the place that is spoken of. */
static size_t skip_place_lead(const jb_work *work, size_t i)
{
    static jb_words leads = {U"记者从", U"例如", U"比如", U"邻近的", U"相邻的",
                             U"毗邻的", U"据",   U"如",   U"在",     NULL};
    static jb_wordset leads_set = {.words = leads};
    return i + jb_set_at(work->t, i, &leads_set);
}

typedef struct jb_naming {
    int other; /* 1: another place, -1: the agency's own, 0: none */
    jb_span name;
} jb_naming;

/* 成都市2018年…, said by one of its districts; 其中德清县…, said by its city: another place is the
 * subject. The place's own name, alone or behind those above it, is not another. */
static jb_naming place_named(const jb_work *work, size_t i)
{
    const jb_divisions *all = work->extractor->divisions;
    size_t start = i;
    i = skip_place_lead(work, i);
    size_t len = 0;
    size_t named = jb_division_named(all, work->t, i, &len);
    bool full = named != SIZE_MAX;
    if (!full) {
        named = short_place(work, i, i > start, &len);
    }
    size_t own = named == SIZE_MAX ? SIZE_MAX : jb_division_coded(all, work->identity.agency_code);
    if (own == SIZE_MAX) {
        return (jb_naming){0, {i, i}};
    }
    size_t next = 0;
    bool above = full && jb_division_within(all, own, named) &&
                 jb_division_short(all, work->t, i + len, &next) != SIZE_MAX;
    return (jb_naming){is_own_place(all, own, named, full) || above ? -1 : 1, {i, i + len}};
}

/* 全区 in a banner or a city of an autonomous region is that region. */
static bool is_region(const jb_work *work, const jb_hit *hit)
{
    static const char *const regions[] = {"15", "45", "54", "64", "65"};
    const char *code = work->identity.agency_code;
    size_t len = strlen(work->identity.short_name);
    if (work->level == JB_LEVEL_PROVINCE || len < 3 || jb_word_at(work->t, hit->at, U"全区") == 0 ||
        strcmp(work->identity.short_name + len - 3, "区") == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (strncmp(code, regions[i], 2) == 0) {
            return true;
        }
    }
    return false;
}

/* 全州 and 全盟 are prefectures, above their cities, too. */
static bool is_prefecture(const jb_work *work, const jb_hit *hit)
{
    const char *code = work->identity.agency_code;
    return strlen(code) == 6 && strcmp(code + 4, "00") != 0 &&
           jb_any_at(work->t, hit->at, (jb_words){U"全州", U"全盟", NULL}) > 0;
}

/* 该院受理…: the place that the sentence before began with, in the same paragraph. */
static jb_naming place_meant(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t index = (size_t)(at->s - work->sentences);
    if (index == at->s->paragraph) {
        return (jb_naming){0, {0, 0}};
    }
    size_t before = work->sentences[index - 1].span.start;
    return place_named(work, jb_skip_openings(work, before));
}

/* 该院, 该县: whose place was said before. */
static bool points_to_place(const jb_work *work, size_t i)
{
    static jb_words theirs = {U"该院", U"该局",   U"该县",   U"该区",   U"该市",   U"该镇",
                              U"该州", U"该中心", U"该大队", U"该支队", U"该街道", NULL};
    return jb_point(work->t, i) == U'该' && jb_any_at(work->t, i, theirs) > 0;
}

/* The last place named at the start of a clause before the figure, up to a ；. */
static jb_naming last_place(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t floor = start > at->s->span.start + FAR ? start - FAR : at->s->span.start;
    bool pointed = false;
    for (size_t i = at->clause;;) {
        size_t begin = jb_skip_openings(work, i);
        jb_naming place = place_named(work, begin);
        if (place.other != 0) {
            return place;
        }
        pointed = pointed || points_to_place(work, begin);
        size_t comma = i > floor ? jb_clause_begin(work, i, floor) : floor;
        if (comma <= floor || work->t.p[comma - 1] == ';' || work->t.p[comma - 1] == U'；') {
            return pointed ? place_meant(at) : (jb_naming){0, {0, 0}};
        }
        i = jb_clause_begin(work, comma - 1, floor);
    }
}

/* 我市 in a text that never says 我区 or 全县: the city is what it speaks for. */
bool jb_speaks_for_city(const jb_work *work)
{
    bool says = false;
    for (size_t i = 0; i < work->hit_count; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->cue == JB_CUE_OWN) {
            return false;
        }
        says = says || jb_word_at(work->t, hit->at, U"我市") > 0;
    }
    return says;
}

/* Which cue means somebody else, for an agency of this level. */
static bool is_above(const jb_work *work, jb_cue cue)
{
    switch (cue) {
    case JB_CUE_NATION:
        return work->level != JB_LEVEL_NATION;
    case JB_CUE_PROVINCE:
        return work->level != JB_LEVEL_PROVINCE && work->level != JB_LEVELS;
    case JB_CUE_CITY:
        return work->level == JB_LEVEL_COUNTY && !work->own_city;
    case JB_CUE_STORY:
    case JB_CUE_EXTREME:
    case JB_CUE_TARGET:
    case JB_CUE_NORM:
    case JB_CUE_OWN:
    case JB_CUE_AMONG:
    case JB_CUES:
        break;
    }
    return false;
}

/* 我县, 全县 and, for a city, 全市 lead back to the agency; the 全县 of another county that a city
 * or a province tells of does not, nor the 市人社局 of another city. */
static bool leads_back(const jb_work *work, const jb_hit *hit, jb_naming place)
{
    uint32_t first = jb_point(work->t, hit->at);
    bool below = work->level == JB_LEVEL_PREFECTURE || work->level == JB_LEVEL_PROVINCE;
    bool own = first == U'我' || first == U'本';
    if (place.other > 0 && hit->at < place.name.end) {
        /* 我局6名执法人员在天津市执法监督平台录入…; 全市120万元；其中石龙区12万元 */
        return own && hit->at + hit->len <= place.name.start &&
               !jb_any_in(work->t, hit->at, place.name.start, (jb_words){U"；", U";", NULL});
    }
    if (hit->cue == JB_CUE_OWN) {
        return place.other <= 0 || !below || own;
    }
    return hit->cue == JB_CUE_CITY && !is_above(work, hit->cue) &&
           (place.other <= 0 || work->level != JB_LEVEL_PROVINCE);
}

/* ---- other bodies ------------------------------------------------------------------------------
 */

/* 全市, 市, 略阳县: what stands before a body's name. */
static size_t skip_rank(const jb_work *work, size_t i)
{
    static jb_words ranks = {U"全市", U"全县", U"全区", U"全省", U"该市", U"该县",
                             U"该区", U"该省", U"我市", U"我县", U"我区", U"各级",
                             U"各地", U"市",   U"县",   U"区",   U"省",   NULL};
    static jb_wordset ranks_set = {.words = ranks};
    for (;;) {
        size_t len = jb_set_at(work->t, i, &ranks_set);
        if (len == 0) {
            (void)jb_division_named(work->extractor->divisions, work->t, i, &len);
        }
        if (len == 0) {
            /* 江苏全省法院 */
            (void)jb_division_short(work->extractor->divisions, work->t, i, &len);
            len = len > 0 && jb_point(work->t, i + len) == U'全' ? len : 0;
        }
        if (len == 0) {
            return i;
        }
        i += len;
    }
}

/* 公安、人社等部门: several bodies, the agency may be one of them. */
static bool is_one_of_several(const jb_work *work, size_t i)
{
    static jb_words kinds = {U"机关", U"部门", U"局", U"院", U"厅", NULL};
    i += jb_any_at(work->t, i, kinds);
    return jb_any_at(work->t, i, (jb_words){U"、", U"和", U"与", U"及", U"等", U"联合", NULL}) > 0;
}

/* 公安机关受理8起: another body is the subject of the clause that begins here, its rank skipped. */
static bool body_at(const jb_work *work, size_t i, size_t end)
{
    static jb_words bodies = {U"公安",     U"法院",     U"检察",   U"人民法院",     U"税务",
                              U"住建",     U"工会",     U"总工会", U"法律援助",     U"司法局",
                              U"司法所",   U"妇联",     U"信访局", U"交通局",       U"水利局",
                              U"司法行政", U"信访办",   U"法援",   U"中级人民法院", U"高级人民法院",
                              U"基层法院", U"中院",     U"高院",   U"两级法院",     U"基层人民法院",
                              U"司法机关", U"公检法",   U"警方",   U"派出所",       U"医疗保障局",
                              U"医保局",   U"应急局",   U"环保局", U"生态环境局",   U"自然资源局",
                              U"消防",     U"民政局",   U"教育局", U"市场监管",     U"市场监督管理",
                              U"交警",     U"卫健委",   U"农业局", U"商务局",       U"残联",
                              U"信访中心", U"工商部门", U"工商局", U"上级网上信访", U"纪委",
                              U"监委",     U"纪检",     NULL};
    static jb_wordset bodies_set = {.words = bodies};
    size_t len = jb_set_at(work->t, i, &bodies_set);
    return len > 0 && i < end && !jb_judges(work, i + len) && !is_one_of_several(work, i + len) &&
           !jb_any_in(work->t, i, end, (jb_words){U"联合", U"会同", U"配合", NULL}) &&
           !jb_is_handed_on(work, i + len, end);
}

/* 办理农民工法律援助案件: legal aid is another body's work, whoever is the subject. */
static bool is_legal_aid(const jb_work *work, size_t from, size_t to)
{
    static jb_words aid = {U"法律援助", U"法援案", NULL};
    static jb_wordset aid_set = {.words = aid};
    return jb_set_in(work->t, from, to, &aid_set) &&
           !jb_any_in(work->t, from, to, (jb_words){U"仲裁", U"窗口", U"工作站", U"、", NULL});
}

/* 公安部门受理人社部门移交的案件95起: what the labour authority handed to them. */
static bool is_handed_to_them(const jb_place *at)
{
    static jb_words handing = {U"移送", U"移交", NULL};
    static jb_wordset handing_set = {.words = handing};
    static jb_words labour = {U"人社", U"人力", U"劳动", NULL};
    jb_points t = at->work->t;
    size_t i = jb_set_next(t, at->clause, at->q->span.start, &handing_set);
    return i < at->q->span.start && jb_any_in(t, at->clause, i, labour);
}

/* 公布重大违法行为12件，4家企业被列入“黑名单”: only the labour authority does that. */
static bool is_labour_act(const jb_place *at)
{
    static jb_words acts = {U"公布",
                            U"曝光",
                            U"列入",
                            U"纳入",
                            U"责令",
                            U"限期",
                            U"巡查",
                            U"监察",
                            U"黑名单",
                            U"行政处罚",
                            U"仲裁院",
                            U"仲裁机构",
                            U"重大劳动保障违法",
                            U"失信联合惩戒",
                            NULL};
    static jb_wordset acts_set = {.words = acts};
    static jb_words labour = {U"劳动监察",     U"保障监察", U"监察大队", U"监察支队",
                              U"监察机构",     U"仲裁院",   U"仲裁机构", U"重大劳动保障违法",
                              U"失信联合惩戒", NULL};
    static jb_words discipline = {U"纪检", U"纪委", NULL};
    static jb_wordset discipline_set = {.words = discipline};
    jb_points t = at->work->t;
    size_t end = at->q->span.end;
    while (end < at->s->span.end && end < at->q->span.end + FAR && !jb_is_comma(t.p[end])) {
        end++;
    }
    /* In a text of somebody else 责令 and 限期 are his deeds, too. */
    if (is_handed_to_them(at)) {
        return true;
    }
    bool theirs = (at->work->actor == JB_ACTOR_OTHER && at->s->actor != JB_ACTOR_OWN) ||
                  jb_set_in(t, at->clause, end, &discipline_set);
    return theirs ? jb_any_in(t, at->clause, end, labour)
                  : jb_set_in(t, at->clause, end, &acts_set);
}

/* 检察院支持起诉27件，帮助143名农民工…: its clause or, up to a ；, one that goes on without a
 * subject of its own. */
static bool is_other_body(const jb_place *at)
{
    static jb_words own = {U"人社", U"人力", U"劳动", U"监察", U"仲裁", U"我",   U"全市",
                           U"全县", U"全区", U"全省", U"各级", U"该局", U"该院", U"县",
                           U"市",   U"区",   U"镇",   U"街道", U"检查", U"巡查", NULL};
    static jb_wordset own_set = {.words = own};
    static jb_words labour = {U"人社", U"人力", U"劳动", U"监察", U"仲裁", NULL};
    const jb_work *work = at->work;
    jb_span clause = {at->clause, at->q->span.start};
    for (unsigned back = 0; back < CLAUSES_BACK; back++) {
        size_t named = skip_rank(work, clause.start);
        if (body_at(work, named, clause.end) || is_legal_aid(work, clause.start, clause.end)) {
            return true;
        }
        if (jb_set_at(work->t, clause.start, &own_set) > 0 ||
            jb_any_at(work->t, named, labour) > 0 || !jb_clause_before(at, clause.start, &clause)) {
            return false;
        }
    }
    return false;
}

/* 医疗保障局追回基金…，行政处罚7家: who punishes and orders in other fields, where the sentence
 * names nobody and nothing of labour. */
static bool is_of_regulator(const jb_place *at)
{
    static jb_words regulators = {U"医疗保障局", U"医保局",       U"应急管理", U"应急局",
                                  U"市场监管",   U"市场监督管理", U"生态环境", U"环保局",
                                  U"消防",       U"税务",         U"城管",     U"交警",
                                  U"自然资源",   U"卫健",         U"文旅",     NULL};
    static jb_wordset regulators_set = {.words = regulators};
    static jb_words labour = {U"人社", U"人力",   U"劳动", U"监察", U"仲裁", U"欠薪",
                              U"工资", U"农民工", U"联合", U"会同", NULL};
    const jb_work *work = at->work;
    size_t i = skip_rank(work, jb_skip_openings(work, at->s->span.start));
    size_t len = jb_set_at(work->t, i, &regulators_set);
    return len > 0 && !is_one_of_several(work, i + len) &&
           !jb_any_in(work->t, at->s->span.start, at->s->span.end, labour);
}

/* ---- all ---------------------------------------------------------------------------------------
 */

/* 转办我省线索5.6万条: the noun that is counted is the province's. */
static bool is_modifier(const jb_place *at, const jb_hit *hit)
{
    size_t end = hit->at + hit->len;
    return jb_point(at->work->t, hit->at) == U'我' && end + NOUN >= at->q->span.start &&
           jb_same_clause(at->work, end, at->q->span.start);
}

/* 人社部公布的第二批名单，共50条: what a higher body made known. 被人社部通报 is done to somebody.
 */
static bool is_made_known(const jb_place *at, const jb_hit *hit)
{
    static jb_words known = {U"公布", U"发布", U"通报", U"推送", U"曝光", U"公示", NULL};
    static jb_wordset known_set = {.words = known};
    jb_points t = at->work->t;
    size_t end = hit->at + hit->len;
    bool body = jb_any_before(t, end, (jb_words){U"部", U"厅", U"国务院", NULL}) > 0;
    size_t from = jb_skip_openings(at->work, jb_clause_begin(at->work, hit->at, at->s->span.start));
    size_t to = end;
    while (to < at->q->span.start && !jb_is_comma(t.p[to])) {
        to++;
    }
    return body && hit->at <= from + THIS_IS &&
           jb_any_before(t, hit->at, (jb_words){U"被", U"向", U"经", U"受", NULL}) == 0 &&
           jb_set_in(t, end, to, &known_set);
}

bool jb_is_elsewhere(const jb_place *at)
{
    const jb_work *work = at->work;
    jb_naming place = last_place(at);
    bool elsewhere = place.other > 0;
    for (size_t i = jb_steering_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if (place.other < 0 && hit->at < place.name.start) {
            continue; /* 全国共28.6万户，成都市6300户 */
        }
        if ((is_above(work, hit->cue) || is_region(work, hit) || is_prefecture(work, hit)) &&
            (is_scope(work, hit) || is_modifier(at, hit) || is_made_known(at, hit))) {
            elsewhere = true;
        } else if (leads_back(work, hit, place)) {
            elsewhere = false;
        }
    }
    return elsewhere || is_of_regulator(at) ||
           (!is_labour_act(at) && (is_other_body(at) || jb_is_of_other_actor(at)));
}
