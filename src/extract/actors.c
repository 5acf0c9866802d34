/* actors.c - whose deeds a text tells: the last body that was the subject of a sentence.
 *
 * A text that begins with a court or the police goes on telling of them until the labour authority
 * is the subject. Decides that for whole sentences; clauses within one are elsewhere.c's.
 */
#include "reject.h"

enum { SUBJECT = 18, CLAUSES = 3, TITLE_LEVEL = 9, TRIAL = 40 };

static jb_words own_bodies = {U"人社",
                              U"人力资源",
                              U"劳动保障",
                              U"劳动监察",
                              U"劳动和社会保障",
                              U"劳动局",
                              U"劳动部门",
                              U"劳动人事争议仲裁",
                              U"劳动争议仲裁",
                              U"劳动争议调解",
                              U"劳动人事争议调解",
                              U"劳动争议人民调解",
                              U"劳动纠纷人民调解",
                              U"仲裁院",
                              U"仲裁委",
                              U"仲裁机构",
                              U"仲裁庭",
                              U"监察",
                              U"清欠办",
                              U"专班",
                              U"治欠办",
                              U"治欠保支办",
                              U"治欠保支工作领导",
                              U"治欠领导",
                              U"欠薪办",
                              U"欠薪工作领导小组",
                              U"调解仲裁",
                              U"社保",
                              U"人事局",
                              U"检查组",
                              U"劳动执法",
                              NULL};
static jb_words other_bodies = {U"法院",         U"检察院",         U"检察机关",
                                U"公安",         U"派出所",         U"警方",
                                U"警察",         U"民警",           U"司法部",
                                U"司法厅",       U"司法局",         U"司法所",
                                U"法律援助中心", U"法律援助机构",   U"法援中心",
                                U"人民调解",     U"信访局",         U"妇联",
                                U"团委",         U"税务",           U"住建",
                                U"交通局",       U"交通运输",       U"水利局",
                                U"水务局",       U"建委",           U"建设局",
                                U"建设厅",       U"住房和城乡建设", U"城管",
                                U"市场监管",     U"政法委",         U"民政局",
                                U"教育局",       U"农业农村",       U"国资委",
                                U"财政局",       U"发改委",         U"残联",
                                U"工商联",       U"应急管理局",     U"民一庭",
                                U"民庭",         U"审判庭",         U"立案庭",
                                U"综治中心",     U"社会治理中心",   U"矛调中心",
                                U"应急局",       U"医疗保障局",     U"医保局",
                                U"生态环境局",   U"环保局",         U"自然资源局",
                                U"消防救援",     U"卫健委",         U"商务局",
                                U"市场监督管理", U"水利部",         U"交通运输部",
                                U"司法行政",     U"公安分局",       U"工商局",
                                U"工商部门",     U"工商分局",       U"法律援助工作站",
                                U"法律援助站",   U"法律援助处",     U"法援工作站",
                                U"政府共收到",   U"政府新收",       U"政府收到",
                                U"政府办理",     U"市中院",         U"省高院",
                                U"纪委",         U"监委",           U"纪检",
                                U"矛盾纠纷多元", U"矛盾纠纷调处",   NULL};

/* Who is the subject only where the clause begins with it. */
static jb_words firms = {U"公司", U"集团公司", U"合作社", U"村委会", U"本公司", U"我公司", NULL};
static jb_wordset firms_set = {.words = firms};

/* Whoever the text is about. */
static jb_words selves = {U"我局", U"本局", U"我院", U"本院", U"我厅", U"我部", NULL};
static jb_wordset selves_set = {.words = selves};

/* Words that make the body behind them no subject: 向法院申请, 会同公安. */
static jb_words not_subject = {U"向",   U"与",   U"同",   U"合",   U"协", U"移",   U"申", U"对",
                               U"在",   U"到",   U"被",   U"和",   U"、", U"收",   U"接", U"请",
                               U"报",   U"送",   U"转",   U"给",   U"将", U"把",   U"及", U"等",
                               U"就",   U"为",   U"以",   U"按",   U"推", U"受",   U"使", U"支",
                               U"通过", U"利用", U"依托", U"建立", U"设", U"派驻", NULL};
static jb_wordset not_subject_set = {.words = not_subject};

/* 信访局转办的…: what the body before had, others deal with. 公安局接到人社局移送的线索 has got it.
 */
bool jb_is_handed_on(const jb_work *work, size_t from, size_t end)
{
    static jb_words handed = {U"转办",   U"交办",   U"转来",   U"移送",   U"移交", U"人社",
                              U"反映的", U"通报的", U"提供的", U"推送的", U"抄告", NULL};
    static jb_wordset handed_set = {.words = handed};
    static jb_words got = {U"接", U"收到", U"受理", U"获", NULL};
    size_t at = jb_set_next(work->t, from, end, &handed_set);
    return at < end && !jb_any_in(work->t, from, at, got);
}

bool jb_judges(const jb_work *work, size_t behind)
{
    static jb_words verdicts = {U"判决", U"判令", U"裁定", U"维持", U"驳回", U"已判", NULL};
    static jb_words trials = {U"审结", U"已审结", U"开庭审理", NULL};
    static jb_words courts = {U"法院", U"中院", U"高院", NULL};
    static jb_words suits = {U"行政诉讼", U"应诉", U"复议", U"败诉", U"胜诉", U"被告", NULL};
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, behind)];
    bool judging =
        jb_any_at(work->t, behind, verdicts) > 0 || jb_any_at(work->t, behind, trials) > 0;
    return judging && jb_any_before(work->t, behind, courts) > 0 &&
           jb_any_in(work->t, s->span.start, s->span.end, suits);
}

/* 公安、人社等部门; 信访局转办的: one of several, or only where the cases came from. */
static bool is_alone(const jb_work *work, size_t behind, size_t end)
{
    static jb_words kinds = {U"机关", U"部门", U"局", U"院", U"厅", U"中心", NULL};
    static jb_words beside = {U"、",   U"和",   U"与",       U"及",   U"等",
                              U"联合", U"会同", U"调解平台", U"平台", NULL};
    static jb_words together = {U"联合", U"会同", NULL};
    static jb_words labour = {U"人社", U"人力", U"劳动", U"监察大队", U"仲裁", NULL};
    behind += jb_any_at(work->t, behind, kinds);
    /* 镇纪委联合多部门, 派出所联合司法所: none of them the labour authority. */
    bool apart =
        jb_any_at(work->t, behind, together) > 0 && !jb_any_in(work->t, behind, end, labour);
    return (apart || jb_any_at(work->t, behind, beside) == 0) &&
           !jb_is_handed_on(work, behind, end);
}

static size_t word_count(const char32_t *const *words)
{
    size_t count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return count;
}

/* Numbers of the trie: the labour authority's names, then the others'. */
jb_trie *jb_bodies_new(jb_arena *arena)
{
    jb_trie *trie = jb_trie_new(arena);
    for (const char32_t *const *word = own_bodies; *word != NULL; word++) {
        (void)jb_trie_add(trie, *word, jb_points_len(*word));
    }
    for (const char32_t *const *word = other_bodies; *word != NULL; word++) {
        (void)jb_trie_add(trie, *word, jb_points_len(*word));
    }
    return trie;
}

/* 驻市人社局纪检监察组: whose people sit there, not whose office it is. */
static bool is_posted(const jb_work *work, size_t from, size_t end)
{
    static jb_words posted = {U"派驻", U"驻", NULL};
    static jb_words theirs = {U"纪检", U"纪委", U"监察组", NULL};
    return jb_any_at(work->t, from, posted) > 0 && jb_any_in(work->t, from, end, theirs);
}

/* The body that is the subject of the clause, by the first one named near its beginning. */
static jb_actor actor_of(const jb_work *work, size_t from, size_t end)
{
    static jb_words helped = {U"协助", U"配合", U"向", U"受理", U"接", U"收", U"经与", NULL};
    static jb_wordset helped_set = {.words = helped};
    if (jb_set_at(work->t, from, &firms_set) > 0) {
        return JB_ACTOR_OTHER;
    }
    if (jb_set_at(work->t, from, &selves_set) > 0) {
        /* 我院 may be a court of either kind. */
        return work->actor == JB_ACTOR_OTHER          ? JB_ACTOR_OTHER
               : jb_point(work->t, from + 1) == U'院' ? JB_ACTOR_NONE
                                                      : JB_ACTOR_OWN;
    }
    size_t limit = end < from + SUBJECT ? end : from + SUBJECT;
    if (is_posted(work, from, limit)) {
        return JB_ACTOR_OTHER;
    }
    jb_trie_word body = jb_trie_first(work->extractor->bodies, work->t, from, limit);
    if (body.len == 0) {
        return JB_ACTOR_NONE;
    }
    if (body.word < word_count(own_bodies)) {
        return jb_set_in(work->t, from, body.at, &helped_set) ? JB_ACTOR_NONE : JB_ACTOR_OWN;
    }
    return jb_set_in(work->t, from, body.at, &not_subject_set) ||
                   jb_judges(work, body.at + body.len) || !is_alone(work, body.at + body.len, end)
               ? JB_ACTOR_NONE
               : JB_ACTOR_OTHER;
}

static size_t clause_end(const jb_work *work, size_t from, size_t limit)
{
    while (from < limit && !jb_is_comma(work->t.p[from])) {
        from++;
    }
    return from;
}

/* The subject of a sentence: of its first clauses, before anything is counted. Where the labour
 * authority is among them, the sentence is its own. */
static jb_actor subject_of(const jb_work *work, const jb_sentence *s)
{
    size_t quantity = s->first_quantity;
    while (quantity < s->quantity_end && work->quantities[quantity].unit->class == JB_CLASS_TIME) {
        quantity++; /* 14日，记者从… */
    }
    size_t limit = quantity < s->quantity_end ? work->quantities[quantity].span.start : s->span.end;
    size_t from = s->span.start;
    jb_actor first = JB_ACTOR_NONE;
    for (unsigned n = 0; n < CLAUSES && from < s->span.end && (n == 0 || from < limit); n++) {
        from = jb_skip_openings(work, from);
        size_t end = clause_end(work, from, s->span.end);
        jb_actor actor = actor_of(work, from, end);
        if (actor == JB_ACTOR_OWN) {
            return actor;
        }
        first = first == JB_ACTOR_NONE ? actor : first;
        from = end + 1;
    }
    return first;
}

/* 判决410件、改判21件: what only courts do, unless it is done to the agency. */
static bool tells_of_court(const jb_work *work, const jb_sentence *s)
{
    static jb_words deeds = {U"判决", U"改判", U"服判", U"宣判", U"执结", U"执行到位", NULL};
    static jb_wordset deeds_set = {.words = deeds};
    static jb_words agency = {U"仲裁", U"行政", U"复议", U"应诉", U"人社",
                              U"我局", U"移送", U"移交", U"处罚", NULL};
    static jb_wordset agency_set = {.words = agency};
    return s->first_quantity + 1 < s->quantity_end &&
           jb_set_in(work->t, s->span.start, s->span.end, &deeds_set) &&
           !jb_set_in(work->t, s->span.start, s->span.end, &agency_set);
}

/* 十三届四次会议: its number, nothing that was counted. */
static bool is_of_meeting(const jb_work *work, const jb_quantity *q)
{
    return jb_any_at(work->t, q->span.end,
                     (jb_words){U"会议", U"全会", U"全体会", U"代表大会", NULL}) > 0;
}

/* What is counted before any body is named is the authority's own. A title counts for its text. */
static bool counts_things(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end && s->level != TITLE_LEVEL; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT &&
            q->why == JB_REJECT_NONE && !jb_counts_people(q->unit->utf8) &&
            !is_of_meeting(work, q)) {
            return true;
        }
    }
    return false;
}

/* 法院院长作工作报告, 高院召开新闻发布会: an opening that says whose report this is. */
static bool is_court_report(const jb_work *work, const jb_sentence *s)
{
    static jb_words courts = {
        U"法院院长", U"检察院检察长", U"法院工作报告", U"检察院工作报告", U"中院院长", U"高院院长",
        NULL};
    static jb_wordset courts_set = {.words = courts};
    return jb_set_in(work->t, s->span.start, s->span.end, &courts_set);
}

void jb_actors_mark(jb_work *work)
{
    work->actor = JB_ACTOR_NONE;
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        s->actor = subject_of(work, s);
        if (s->actor == JB_ACTOR_NONE && is_court_report(work, s)) {
            s->actor = JB_ACTOR_OTHER;
        }
        if (s->actor == JB_ACTOR_NONE && tells_of_court(work, s)) {
            s->actor = JB_ACTOR_OTHER;
        }
        bool told = s->section != JB_SECTION_FURNITURE ||
                    jb_any_in(work->t, s->span.start, s->span.end,
                              (jb_words){U"来源", U"发布机构", U"发布单位", NULL});
        if (work->actor == JB_ACTOR_NONE && told) {
            work->actor =
                s->actor == JB_ACTOR_NONE && counts_things(work, s) ? JB_ACTOR_OWN : s->actor;
        }
    }
}

/* 全市共…: whoever the text is about. */
static bool is_of_place(const jb_work *work, const jb_sentence *s)
{
    static jb_words places = {U"我局", U"本局", U"我院", U"本院", U"全市", U"全县", U"全区",
                              U"全省", U"我市", U"我县", U"我区", U"各级", U"全年", NULL};
    static jb_wordset places_set = {.words = places};
    return jb_set_at(work->t, jb_skip_openings(work, s->span.start), &places_set) > 0;
}

static bool parts_more(const jb_work *work, size_t i)
{
    return work->t.p[i] == U'；' || work->t.p[i] == ';';
}

/* The last subject of a clause of the sentence up to the figure, once the labour authority was one:
 * 仲裁院受理5671件；同期，法院受理1168件. */
static jb_actor last_named(const jb_place *at)
{
    size_t from = at->s->span.start;
    size_t limit = at->q->span.start;
    jb_actor last = JB_ACTOR_NONE;
    bool parted = false;
    while (from < limit) {
        from = jb_skip_openings(at->work, from);
        size_t end = clause_end(at->work, from, limit);
        jb_actor actor = actor_of(at->work, from, end);
        if (actor == JB_ACTOR_OWN || (actor == JB_ACTOR_OTHER && parted)) {
            last = actor;
        }
        while (last == JB_ACTOR_OWN && !parted && end < limit && !parts_more(at->work, end)) {
            end++;
        }
        uint32_t sign = jb_point(at->work->t, end);
        parted = last == JB_ACTOR_OWN && (parted || sign == U'；' || sign == ';');
        from = end + 1;
    }
    return last;
}

/* 一审案件: what only courts have. */
static bool is_of_court(const jb_place *at)
{
    static jb_words trials = {U"一审",     U"二审",     U"再审",     U"终审",     U"审判",
                              U"民商事",   U"刑事案件", U"婚姻家庭", U"家事案件", U"民事案件",
                              U"执行案件", U"涉民生",   U"公益诉讼", U"支持起诉", NULL};
    static jb_wordset trials_set = {.words = trials};
    static jb_words done_to = {U"行政诉讼", U"应诉", U"行政复议", U"败诉",
                               U"胜诉",     U"出庭", U"行政机关", NULL};
    static jb_wordset done_to_set = {.words = done_to};
    size_t end = at->q->span.start;
    size_t floor = end > at->s->span.start + TRIAL ? end - TRIAL : at->s->span.start;
    size_t from = jb_clause_begin(at->work, end, floor);
    return jb_set_in(at->work->t, from, end, &trials_set) &&
           !jb_set_in(at->work->t, from, end, &done_to_set) &&
           !jb_any_in(at->work->t, from, end, (jb_words){U"三审", NULL});
}

bool jb_is_of_other_actor(const jb_place *at)
{
    const jb_work *work = at->work;
    const jb_sentence *s = at->s;
    if (is_of_court(at)) {
        return true;
    }
    jb_actor named = last_named(at);
    if (named != JB_ACTOR_NONE) {
        return named == JB_ACTOR_OTHER;
    }
    for (size_t i = (size_t)(s - work->sentences); i + 1 > s->paragraph; i--) {
        const jb_sentence *one = &work->sentences[i];
        if (one->actor != JB_ACTOR_NONE) {
            return one->actor == JB_ACTOR_OTHER;
        }
        if (i == 0 || is_of_place(work, one)) {
            break;
        }
    }
    return work->actor == JB_ACTOR_OTHER;
}
