/* stories.c - sentences that tell a single case.
 *
 * A report on one employer, one worker or one day's event has figures, too, but they are no totals.
 * Decides by who is named and by what is missing: a sum, a year, a whole place.
 */
#include "reject.h"

enum { HEAD = 16 /* 本报讯（记者某某） */, OPENING = 30 };

/* 803位工友: people who are counted are nobody in particular. */
static bool is_counted(const jb_work *work, size_t at)
{
    static jb_words counters = {U"位", U"名", U"个", U"多名", U"余名", NULL};
    size_t len = jb_any_before(work->t, at, counters);
    return len > 0 && jb_is_digit(jb_point_before(work->t, at - len));
}

/* A time that is more than a day; a month counts where the sentence begins with it: 最终在10月底
 * does not. */
static bool is_timed(const jb_work *work, const jb_sentence *s)
{
    size_t index = jb_mark_before(work, s->span.end);
    if (index == SIZE_MAX || work->marks[index].span.start < s->span.start) {
        return false;
    }
    const jb_mark *mark = &work->marks[index];
    bool inside = mark->kind == JB_MARK_PART && mark->from.month == mark->to.month &&
                  mark->span.start > s->span.start + 4;
    return mark->kind != JB_MARK_DAY && mark->kind != JB_MARK_EVERY && !inside;
}

/* A sentence that sums up ends a story: it has a year, 共 or a whole place for a subject. */
static bool sums_up(const jb_work *work, const jb_sentence *s)
{
    static jb_words sums = {U"共", U"累计", U"全年", U"据统计", U"据了解", U"以来", U"截至", NULL};
    static jb_wordset sums_set = {.words = sums};
    bool timed = is_timed(work, s);
    for (size_t i = s->first_hit; i < s->hit_end; i++) {
        jb_cue cue = work->hits[i].cue;
        if (cue == JB_CUE_OWN || cue == JB_CUE_CITY) {
            return true;
        }
    }
    return timed || jb_set_in(work->t, s->span.start, s->span.end, &sums_set);
}

static jb_words lately = {U"近日", U"最近", U"日前", U"近期", U"前不久", U"不久前",
                          U"昨日", U"昨天", U"当天", U"当日", U"前日",   U"日晚",
                          U"日夜", U"今天", U"今日", NULL};
static jb_wordset lately_set = {.words = lately};

/* Whether the sentence speaks of what happened on one day or just now. */
static bool is_of_a_day(const jb_work *work, const jb_sentence *s)
{
    size_t mark = jb_mark_before(work, s->span.end);
    for (; mark != SIZE_MAX && work->marks[mark].span.start >= s->span.start;
         mark = mark > 0 ? mark - 1 : SIZE_MAX) {
        size_t start = work->marks[mark].span.start;
        if (work->marks[mark].kind == JB_MARK_DAY &&
            (start <= s->span.start + 2 ||
             (start <= s->span.start + HEAD &&
              jb_any_in(work->t, s->span.start, start, (jb_words){U"讯", U"电", NULL})))) {
            return true;
        }
    }
    return jb_set_in(work->t, s->span.start, s->span.end, &lately_set);
}

/* Persons, money and shares only: what an event came to. Cases and employers are counted in sums.
 */
static bool is_of_people_only(const jb_work *work, const jb_sentence *s)
{
    bool any = false;
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        bool people = q->unit->class == JB_CLASS_COUNT && jb_counts_people(q->unit->utf8);
        bool money = q->unit->class == JB_CLASS_MONEY || q->power >= 4;
        if (q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT && !people) {
            return false;
        }
        any = any || people || money;
    }
    return any;
}

/* 12月20日上午，86名农民工领到工资，共计163万元: 共 of a morning sums up nothing. */
static bool has_hour(const jb_work *work, const jb_sentence *s)
{
    static jb_words hours = {U"上午", U"下午", U"中午", U"傍晚", U"晚上",
                             U"凌晨", U"当天", U"当日", NULL};
    static jb_wordset hours_set = {.words = hours};
    static jb_words long_times = {U"累计", U"全年", U"以来", U"据统计", U"截至", NULL};
    size_t end = s->span.start + OPENING < s->span.end ? s->span.start + OPENING : s->span.end;
    return jb_set_in(work->t, s->span.start, end, &hours_set) &&
           !jb_any_in(work->t, s->span.start, s->span.end, long_times);
}

/* Words of what is told of many. */
static jb_words many = {U"获悉", U"了解到", U"通报", U"介绍", U"专项",   U"行动",
                        U"检查", U"各级",   U"全省", U"全国", U"工作会", NULL};
static jb_wordset many_set = {.words = many};

/* 1月15日下午，会议室里…。34名工人领到了欠薪: the morning goes on in its paragraph. */
static bool goes_on(const jb_work *work, const jb_sentence *s)
{
    const jb_sentence *first = &work->sentences[s->paragraph];
    return first != s && has_hour(work, first) && is_of_a_day(work, first) &&
           !jb_set_in(work->t, first->span.start, first->span.end, &many_set);
}

/* 近日…解决一起欠薪案件，为34名农民工…; 昨日，…为35位工人讨回15万元: what one case came to. */
static bool tells_one(const jb_work *work, const jb_sentence *s)
{
    if (s->first_quantity == s->quantity_end || !(is_of_a_day(work, s) || goes_on(work, s))) {
        return false;
    }
    const jb_quantity *q = &work->quantities[s->first_quantity];
    if (q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT &&
        jb_dec_cmp(q->value, jb_dec_int(1)) == 0 &&
        jb_set_in(work->t, s->span.start, q->span.start, &lately_set)) {
        return true;
    }
    return is_of_people_only(work, s) && (has_hour(work, s) || !sums_up(work, s)) &&
           !jb_set_in(work->t, s->span.start, s->span.end, &many_set);
}

/* 该建筑公司, 该工地: one that was spoken of before. 该市, 该局 are no employers. */
static bool points_back(const jb_work *work, size_t i)
{
    static jb_words kinds = {U"公司", U"企业", U"项目",   U"工地", U"工程", U"厂",
                             U"酒店", U"饭店", U"施工队", U"门店", NULL};
    static jb_words places = {U"市", U"县", U"区", U"省", U"局", U"院", U"镇", U"州", U"厅", NULL};
    for (size_t k = i + 1; k < i + 6; k++) {
        if (jb_any_at(work->t, k, kinds) > 0) {
            return true;
        }
        if (jb_any_at(work->t, k, places) > 0 || !jb_is_han(jb_point(work->t, k))) {
            return false;
        }
    }
    return false;
}

/* 这54名农民工 */
static bool points_at_people(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        uint32_t before = jb_point_before(work->t, q->span.start);
        if ((before == U'这' || before == U'该') && q->unit->class == JB_CLASS_COUNT &&
            jb_counts_people(q->unit->utf8)) {
            return true;
        }
    }
    return false;
}

/* 我只想要回一千元: one person speaks. 我市, 我局, 我们 are none. */
static bool is_speaker(const jb_work *work, size_t i)
{
    static jb_words groups = {U"市",   U"县",   U"区",   U"省",   U"局", U"院", U"国", U"们",
                              U"州",   U"镇",   U"街",   U"办",   U"厅", U"部", U"处", U"队",
                              U"委",   U"乡",   U"盟",   U"旗",   U"会", U"站", U"所", U"中心",
                              U"大队", U"支队", U"总队", U"单位", NULL};
    static jb_words groups_before = {U"自", U"本", U"由", NULL};
    return work->t.p[i] == U'我' && jb_any_at(work->t, i + 1, groups) == 0 &&
           jb_any_before(work->t, i, groups_before) == 0;
}

static jb_words owing = {U"欠薪", U"拖欠", U"共欠", U"欠付", NULL};
static jb_wordset owing_set = {.words = owing};

/* 宏达鞋业欠薪37万元, 位于…的餐饮公司，拖欠46名员工: one firm that owes, as it is said from `start`
 * on. Firms that are counted, or listed (包括…在内的), are nobody in particular. */
static bool is_firm_in_debt(const jb_work *work, const jb_sentence *s, size_t start)
{
    static jb_words sums = {U"共", U"共计", U"一共", U"总计", U"累计", U"合计", NULL};
    static jb_wordset sums_set = {.words = sums};
    static jb_words firms = {U"有限公司", U"有限责任公司", U"分公司", U"集团公司", U"厂",   U"酒店",
                             U"餐饮",     U"服饰",         U"鞋业",   U"制衣",     U"电子", U"塑胶",
                             U"五金",     U"科技",         U"实业",   U"食品",     U"家具", U"制品",
                             U"超市",     U"饭店",         U"会所",   U"项目部",   NULL};
    static jb_words listed = {U"在内", U"等企业", U"等单位", U"等用人单位", NULL};
    static jb_wordset listed_set = {.words = listed};
    for (size_t i = jb_set_next(work->t, start, s->span.end, &owing_set); i < s->span.end;
         i = jb_set_next(work->t, i + 1, s->span.end, &owing_set)) {
        size_t end = i - jb_set_before(work->t, i, &sums_set);
        end -= end > s->span.start && jb_is_comma(work->t.p[end - 1]);
        size_t len = jb_any_before(work->t, end, firms);
        size_t from = jb_clause_begin(work, end, s->span.start);
        bool counted = false;
        for (size_t k = from; k < end; k++) {
            counted = counted || jb_any_at(work->t, k, (jb_words){U"家", U"户", U"等", NULL}) > 0;
        }
        if (len > 0 && end - from > len + 1 && !counted) {
            return !jb_set_in(work->t, s->span.start, s->span.end, &listed_set);
        }
    }
    return jb_any_at(work->t, jb_skip_openings(work, s->span.start),
                     (jb_words){U"其次是", U"其次为", U"其次，", NULL}) > 0;
}

bool jb_is_surname(uint32_t c)
{
    static const char32_t names[] =
        U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
        U"蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
        U"雷钱汤尹黎易常武乔贺赖龚文";
    for (size_t i = 0; names[i] != 0; i++) {
        if (names[i] == c) {
            return true;
        }
    }
    return false;
}

/* 赵强、孙涛等26名农民工: whoever stands before 等 has a name of two or three characters. */
static bool is_name_before(const jb_work *work, size_t end, size_t floor)
{
    static jb_words kinds = {U"工", U"者", U"员", U"人", U"等", U"门", U"位", U"业", NULL};
    size_t from = end;
    while (from > floor && end - from < 4 && jb_is_han(work->t.p[from - 1])) {
        from--;
    }
    size_t len = end - from;
    if (len == 4) {
        /* 工人冯学平等13名 */
        from = jb_any_before(work->t, end - 3, kinds) > 0   ? end - 3
               : jb_any_before(work->t, end - 2, kinds) > 0 ? end - 2
                                                            : end;
        len = end - from;
    }
    return (len == 2 || len == 3) && jb_is_surname(work->t.p[from]) &&
           jb_any_before(work->t, end, kinds) == 0;
}

static bool names_group(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (q->unit->class == JB_CLASS_COUNT && jb_counts_people(q->unit->utf8) &&
            jb_point_before(work->t, q->span.start) == U'等' &&
            is_name_before(work, q->span.start - 1, s->span.start)) {
            return true;
        }
    }
    return false;
}

/* “太感谢你们了，帮我们35个人要回…”, 送来锦旗: who got their wages say so. */
static bool is_thanks(const jb_work *work, const jb_sentence *s)
{
    static jb_words thanks = {U"太感谢",     U"感谢你们",   U"谢谢",   U"多亏",     U"送来锦旗",
                              U"送上锦旗",   U"送锦旗",     U"要不是", U"真没想到", U"送来一面锦旗",
                              U"送来了锦旗", U"在现场看到", U"排队领", NULL};
    static jb_wordset thanks_set = {.words = thanks};
    return s->first_quantity < s->quantity_end &&
           jb_set_in(work->t, s->span.start, s->span.end, &thanks_set);
}

/* 双方达成协议，企业当庭支付6万元: how one dispute ended, where no cases are counted. */
static bool is_settlement(const jb_work *work, const jb_sentence *s)
{
    static jb_words ends = {U"双方达成",   U"双方当场", U"双方自愿", U"当庭支付",
                            U"公司同意",   U"企业同意", U"同意支付", U"同意一次性",
                            U"一次性支付", U"握手言和", NULL};
    static jb_wordset ends_set = {.words = ends};
    return is_of_people_only(work, s) &&
           jb_set_in(work->t, s->span.start, s->span.end, &ends_set) && !sums_up(work, s);
}

/* 老板欠薪逃匿事件43起: a kind of case. */
static bool is_of_kind(const jb_work *work, const jb_hit *hit)
{
    static jb_words kinds = {U"欠薪逃匿事件", U"欠薪逃匿案", U"欠薪隐匿事件",
                             U"逃匿事件",     U"跑路事件",   NULL};
    return jb_any_at(work->t, hit->at + hit->len, kinds) > 0;
}

/* 当好“包工头怕、农民工爱”的队伍: a saying, of nobody. */
static bool is_quoted(const jb_work *work, const jb_sentence *s, size_t at)
{
    for (size_t i = at; i > s->span.start && at - i < OPENING; i--) {
        uint32_t c = work->t.p[i - 1];
        if (c == U'“' || c == U'”') {
            return c == U'“' && i - 1 > s->span.start && !jb_is_comma(work->t.p[i - 2]);
        }
    }
    return false;
}

/* （记者 代某）, 支队长 孙某某：今年…: who reports or speaks is nobody's case. */
static bool tells_it(const jb_work *work, const jb_sentence *s, size_t at)
{
    static jb_words reporters = {U"记者", U"通讯员", U"实习生", U"编辑", NULL};
    size_t floor = at > s->span.start + HEAD ? at - HEAD : s->span.start;
    size_t behind = at + 1 + (jb_point(work->t, at + 1) == U'某');
    uint32_t sign = jb_point(work->t, behind);
    bool speaks = (sign == ':' || sign == U'：') && at < s->span.start + OPENING;
    return speaks || jb_any_in(work->t, floor, at, reporters);
}

/* 张某等23人, 某公司: 某 but not 某些. */
static bool names_somebody(const jb_work *work, const jb_sentence *s)
{
    static jb_words who = {U"某", U"我", U"该", NULL};
    static jb_wordset who_set = {.words = who};
    static jb_words nobody = {U"某些",   U"某种", U"某个", U"某一", U"某项",
                              U"某方面", U"某县", U"某市", U"某区", NULL};
    for (size_t i = s->first_hit; i < s->hit_end; i++) {
        size_t at = work->hits[i].at;
        if (work->hits[i].cue == JB_CUE_STORY && !is_counted(work, at) &&
            !is_of_kind(work, &work->hits[i]) && !is_quoted(work, s, at)) {
            return true;
        }
    }
    size_t start = jb_sets_next(work->t, s->span.start, s->span.end, &who_set, &owing_set);
    for (size_t i = jb_set_next(work->t, start, s->span.end, &who_set); i < s->span.end;
         i = jb_set_next(work->t, i + 1, s->span.end, &who_set)) {
        uint32_t c = work->t.p[i];
        bool project = jb_word_at(work->t, i, U"某项目") > 0;
        bool somebody = c == U'某' && (project || jb_any_at(work->t, i, nobody) == 0);
        if ((somebody && !tells_it(work, s, i)) || is_speaker(work, i) ||
            (c == U'该' && points_back(work, i))) {
            return true;
        }
    }
    return points_at_people(work, s) || is_firm_in_debt(work, s, start) || names_group(work, s) ||
           (is_thanks(work, s) && !sums_up(work, s)) || is_settlement(work, s);
}

static jb_sentence part_of(const jb_work *work, const jb_sentence *s, jb_span span)
{
    jb_sentence part = *s;
    part.span = span;
    while (part.first_hit < part.hit_end && work->hits[part.first_hit].at < span.start) {
        part.first_hit++;
    }
    while (part.hit_end > part.first_hit && work->hits[part.hit_end - 1].at >= span.end) {
        part.hit_end--;
    }
    while (part.first_quantity < part.quantity_end &&
           work->quantities[part.first_quantity].span.start < span.start) {
        part.first_quantity++;
    }
    while (part.quantity_end > part.first_quantity &&
           work->quantities[part.quantity_end - 1].span.start >= span.end) {
        part.quantity_end--;
    }
    return part;
}

/* Tens of cases or firms: what one case came to is counted in ones. */
static bool counts_many(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (q->unit->class == JB_CLASS_COUNT && !jb_counts_people(q->unit->utf8) &&
            jb_dec_cmp(q->value, jb_dec_int(10)) >= 0) {
            return true;
        }
    }
    return false;
}

static bool tells_many(const jb_work *work, const jb_sentence *s, jb_span span)
{
    static jb_words bodies = {U"法院", U"检察", U"公安", NULL};
    jb_sentence part = part_of(work, s, span);
    return !names_somebody(work, &part) && counts_many(work, &part) &&
           !jb_any_in(work->t, span.start, span.end, bodies);
}

static bool parts_sentence(uint32_t c)
{
    return c == ';' || c == U'；';
}

/* 立案138宗；处置某企业集中裁员；处置群体性讨薪19起: the parts between ； that count tens of cases
 * or firms and name nobody are no story, up to the first that is one and behind the last. */
static jb_span story_in(const jb_work *work, const jb_sentence *s)
{
    jb_span story = s->span;
    for (size_t i = s->span.start; i < s->span.end; i++) {
        if (parts_sentence(work->t.p[i])) {
            if (!tells_many(work, s, (jb_span){story.start, i})) {
                break;
            }
            story.start = i + 1;
        }
    }
    for (size_t i = s->span.end; i > story.start; i--) {
        if (parts_sentence(work->t.p[i - 1])) {
            jb_span part = {i, story.end};
            jb_sentence last = part_of(work, s, part);
            bool empty = story.end == s->span.end && last.first_quantity == last.quantity_end;
            if (!empty && !tells_many(work, s, part)) {
                break;
            }
            story.end = empty ? story.end : i;
        }
    }
    return story;
}

/* Which sentences tell a single case: those with its cues, and those that go on with it. */
void jb_stories_mark(jb_work *work)
{
    bool telling = false;
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        bool heads = s->paragraph == i &&
                     jb_any_at(work->t, s->span.start,
                               (jb_words){U"典型案例", U"案例", U"【案例", U"案情", NULL}) > 0;
        telling = telling && s->paragraph != i;
        s->is_story = names_somebody(work, s) || heads || tells_one(work, s) ||
                      (telling && !sums_up(work, s));
        s->story = s->is_story && !heads ? story_in(work, s) : s->span;
        telling = s->is_story;
    }
}
