/* lists.c - the words before a figure that stands in a list: under one verb, behind 分别, behind
 * names.
 *
 * For a list with 分别 the figure's own head takes the place of all of them. Works on the window
 * that window.c made, and refuses to know indicators.
 */
#include "work.h"

#include <string.h>

/* ---- lists under one verb ----------------------------------------------------------------------
 */

/* Words a clause of its own begins with. */
static bool begins_clause(jb_points clause)
{
    static jb_words verbs = {
        U"受理", U"接",   U"收",   U"办",   U"处理", U"处置",   U"查",   U"立案", U"结",   U"审",
        U"裁",   U"调处", U"调解", U"化解", U"解决", U"追",     U"讨",   U"清",   U"补",   U"发",
        U"支付", U"涉",   U"为",   U"帮",   U"督促", U"下",     U"移",   U"公布", U"曝光", U"列",
        U"纳",   U"排查", U"检查", U"巡查", U"走访", U"开展",   U"组织", U"召开", U"举办", U"签",
        U"缴",   U"存",   U"动用", U"启用", U"垫付", U"达",     U"实现", U"完成", U"建",   U"设",
        U"共",   U"其中", U"比",   U"同",   U"较",   U"增",     U"减",   U"占",   U"平均", U"人均",
        U"约谈", U"回",   U"核",   U"转",   U"引导", U"出",     U"张贴", U"印",   U"接待", U"提供",
        U"协调", U"惠及", U"覆盖", U"被",   U"得",   U"由",     U"对",   U"向",   U"通过", U"使",
        U"让",   U"已",   U"未",   U"全",   U"累计", U"成功",   U"给予", U"作出", U"罚",   U"处",
        U"责令", U"限期", U"直接", U"及时", U"依法", U"分别",   U"合计", U"总",   U"当场", U"经",
        U"至",   U"另",   U"还",   U"有",   U"按",   U"仲裁裁", U"调撤", U"撤",   U"终",   U"新",
        U"参",   U"培训", U"认定", U"维持", NULL};
    static jb_wordset verbs_set = {.words = verbs};
    static jb_words inside = {U"受理", U"办结", U"结案", U"审结", U"立案", U"接收",
                              U"收到", U"查处", U"化解", U"调处", U"解决", U"作出",
                              U"下达", U"发出", U"办理", NULL};
    static jb_wordset inside_set = {.words = inside};
    return jb_set_at(clause, 0, &verbs_set) > 0 || jb_set_in(clause, 0, clause.n, &inside_set);
}

/* What the nouns end with that a list under one verb counts. */
static bool ends_in_noun(jb_points clause)
{
    static jb_words nouns = {U"案件",   U"投诉",   U"举报", U"线索",   U"工单",   U"争议",
                             U"纠纷",   U"申请",   U"决定", U"决定书", U"通知书", U"指令书",
                             U"建议书", U"询问书", U"事件", U"问题",   U"诉求",   U"案",
                             U"隐患",   U"事项",   NULL};
    static jb_wordset nouns_set = {.words = nouns};
    return jb_set_before(clause, clause.n, &nouns_set) > 0;
}

/* 办结投诉30件，举报案件12件: a clause that is only a noun shares the verb of the one before, as if
 * 、 stood between them. */
static void join_lists(jb_window *w)
{
    size_t end = w->left_len;
    while (end > 0) {
        size_t comma = end;
        while (comma > 0 && w->left[comma - 1] != ',' && w->left[comma - 1] != JB_FIGURE &&
               w->left[comma - 1] != ';') {
            comma--;
        }
        if (comma < 2 || w->left[comma - 1] != ',' || w->left[comma - 2] != JB_FIGURE) {
            return;
        }
        jb_points clause = {w->left + comma, end - comma};
        if (begins_clause(clause) || !ends_in_noun(clause)) {
            return;
        }
        w->left[comma - 1] = U'、';
        end = comma - 2;
    }
}

/* 涉及宏远建筑有限公司、安泰劳务有限公司等6家企业: those who are named stand for nothing but their
 * number. */
static void leave_out_names(jb_window *w)
{
    static jb_words names = {U"公司", U"集团", U"厂", U"酒店", NULL};
    static jb_words verbs = {U"涉及", U"包括", U"对", U"将", U"把", NULL};
    static jb_wordset verbs_set = {.words = verbs};
    size_t end = w->left_len;
    if (end == 0 || w->left[end - 1] != U'等') {
        return;
    }
    size_t from = end;
    while (from > 0 && w->left[from - 1] != ',' && w->left[from - 1] != JB_FIGURE) {
        from--;
    }
    jb_points head = {w->left, end - 1};
    size_t verb = jb_set_next(head, from, end - 1, &verbs_set);
    if (verb < end - 1 && jb_any_before(head, end - 1, names) > 0) {
        w->left_len = verb + jb_set_at(head, verb, &verbs_set);
    }
}

/* ---- 分别 ------------------------------------------------------------------------------------ */

static bool parts_words(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == JB_FIGURE;
}

static bool separates(uint32_t c)
{
    return c == U'、' || c == U'和' || c == U'与';
}

/* The place behind 分别 and how many figures follow it before this one; SIZE_MAX when there is no
 * such list. */
static size_t list_start(const jb_window *w, size_t *index)
{
    *index = 0;
    for (size_t i = w->left_len; i > 0; i--) {
        uint32_t c = w->left[i - 1];
        if (c == JB_FIGURE) {
            ++*index;
        } else if (c == U'别' && i > 1 && w->left[i - 2] == U'分') {
            return i - 2;
        } else if (c == ';' || c == ')' || c == '(') {
            return SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

static void keep_part(jb_window *w, size_t from, size_t to)
{
    memmove(w->left, w->left + from, (to - from) * sizeof *w->left);
    memmove(w->left_at, w->left_at + from, (to - from) * sizeof *w->left_at);
    w->left_len = to - from;
    w->right_len = 0;
}

/* Where the words begin that the last of several heads has for all of them: 案件结案率 in
 * 监察、仲裁案件结案率; `to` when it has none. */
static size_t shared_from(const jb_window *w, size_t from, size_t to)
{
    static jb_words nouns = {U"案件", U"按期", U"按时",     U"法定",   U"结案",
                             U"办结", U"审结", U"调解成功", U"调解率", NULL};
    size_t last = to;
    while (last > from && !separates(w->left[last - 1])) {
        last--;
    }
    if (w->left[to - 1] != U'率' || last == from) {
        return to;
    }
    jb_points head = {w->left, to};
    for (size_t i = last + 1; i < to; i++) {
        if (jb_any_at(head, i, nouns) > 0) {
            return i;
        }
    }
    return to;
}

/* Keeps one head and what the last one has for all of them. */
static void keep_shared(jb_window *w, jb_span head, size_t shared, size_t to)
{
    uint32_t words[JB_WINDOW];
    size_t places[JB_WINDOW];
    size_t len = to - shared;
    bool whole = false;
    for (size_t i = head.start; i < head.end; i++) {
        whole = whole || w->left[i] == U'率';
    }
    /* 监察案件和仲裁案件的结案率 */
    bool again = head.end > head.start + 2 && len > 2 &&
                 w->left[head.end - 1] == w->left[shared + 1] &&
                 w->left[head.end - 2] == w->left[shared];
    memcpy(words, w->left + shared, len * sizeof *words);
    memcpy(places, w->left_at + shared, len * sizeof *places);
    keep_part(w, head.start, head.end);
    for (size_t i = again ? 2 : 0; i < len && !whole && w->left_len < JB_WINDOW; i++) {
        if (words[i] != U'的') {
            w->left[w->left_len] = words[i];
            w->left_at[w->left_len++] = places[i];
        }
    }
}

/* The head of that index among [from, to), parted by 、 and 和; false when there are fewer. */
static bool keep_head(jb_window *w, size_t from, size_t to, size_t index)
{
    size_t start = from;
    size_t heads = 0;
    for (size_t i = from; i <= to; i++) {
        if (i < to && !separates(w->left[i])) {
            continue;
        }
        if (heads++ == index && i > start) {
            w->heads = (jb_span){w->left_at[from], w->left_at[to - 1] + 1};
            w->head = (jb_span){w->left_at[start], w->left_at[i - 1] + 1};
            keep_shared(w, (jb_span){start, i}, i < to ? shared_from(w, from, to) : to, to);
            return true;
        }
        start = i + 1;
    }
    return false;
}

/* Whether words of weight stand between 分别 and the first figure: 分别受理案件1500件、1600件. */
static size_t words_behind(const jb_window *w, size_t from)
{
    static const char32_t light[] = U"为达到是有共计约了:保持在稳定";
    size_t end = from;
    bool heavy = false;
    for (; end < w->left_len && w->left[end] != JB_FIGURE; end++) {
        bool is_light = false;
        for (size_t k = 0; light[k] != 0; k++) {
            is_light = is_light || light[k] == w->left[end];
        }
        heavy = heavy || !is_light;
    }
    return heavy ? end : from;
}

/* What may stand between the figures of a list. */
static bool joins(uint32_t c)
{
    return separates(c) || c == ',' || c == U'及' || c == U'以' || c == JB_TIME;
}

/* Whether the figures behind 分别 are a list up to this one, or one begins with it. Words between
 * them are heads of their own: 分别作出处罚15宗、处理9宗. */
static bool is_listed(const jb_window *w, size_t from, size_t index)
{
    size_t i = w->left_len;
    for (; index > 0 && i > from; i--) {
        if (w->left[i - 1] == JB_FIGURE) {
            index--;
        } else if (!joins(w->left[i - 1])) {
            return false;
        }
    }
    if (i < w->left_len) {
        return true;
    }
    size_t next = 0;
    while (next < w->right_len && joins(w->right[next])) {
        next++;
    }
    return next > 0 && next < w->right_len && w->right[next] == JB_FIGURE;
}

/* The place behind the heads of 结案率和调解率保持在96%和80%, where the figures of a list of two
 * begin with the verb; SIZE_MAX when this is none. */
static size_t rates_end(const jb_window *w, size_t index)
{
    static const char32_t verbs[] = U"达到为保持在稳定长期均始终都高持续超过";
    size_t i = w->left_len;
    for (size_t k = 0; k < index; k++) {
        if (i < 2 || !separates(w->left[i - 1]) || w->left[i - 2] != JB_FIGURE) {
            return SIZE_MAX;
        }
        i -= 2;
    }
    bool paired =
        index > 0 || (w->right_len > 1 && separates(w->right[0]) && w->right[1] == JB_FIGURE);
    for (; i > 0 && w->left[i - 1] != U'率'; i--) {
        bool verb = false;
        for (size_t k = 0; verbs[k] != 0; k++) {
            verb = verb || verbs[k] == w->left[i - 1];
        }
        if (!verb) {
            return SIZE_MAX;
        }
    }
    return paired && i > 0 && i < w->left_len ? i : SIZE_MAX;
}

/* Two rates with one verb and two figures, without 分别. */
static void choose_rate(jb_window *w)
{
    size_t index = w->left_len > 1 && separates(w->left[w->left_len - 1]) &&
                   w->left[w->left_len - 2] == JB_FIGURE;
    size_t end = rates_end(w, index);
    size_t from = end;
    unsigned heads = 1;
    if (end == SIZE_MAX) {
        return;
    }
    while (from > 0 && !parts_words(w->left[from - 1])) {
        from--;
        heads += separates(w->left[from]) && from > 0 && w->left[from - 1] == U'率';
    }
    if (heads == 2) {
        (void)keep_head(w, from, end, index);
    }
}

/* 2019年至2021年受理案件分别为…，涉及劳动者分别为…: the years of the span tell the figures of every
 * such list apart, as many as there are. */
static bool is_of_span(const jb_work *work, const jb_window *w, size_t end, size_t index)
{
    size_t mark = jb_mark_before(work, w->left_at[end]);
    if (mark == SIZE_MAX || work->marks[mark].span.start < w->left_at[0]) {
        return false;
    }
    return index < jb_mark_years(work, &work->marks[mark], &(int){0});
}

/* 2019年至2021年，受理案件分别为6800件、7350件、8100件: one head, and years to tell them apart. */
static bool is_of_years(const jb_work *work, const jb_window *w, jb_span head, size_t index)
{
    size_t from = head.start;
    size_t end = head.end;
    for (size_t i = from; i < end; i++) {
        if (separates(w->left[i])) {
            return false;
        }
    }
    if (is_of_span(work, w, end, index)) {
        return true;
    }
    if (from < 2 || from >= end || end > JB_WINDOW || w->left[from - 2] != JB_TIME) {
        return false;
    }
    size_t mark = jb_mark_before(work, w->left_at[from]);
    return mark != SIZE_MAX && work->marks[mark].from.year > JB_YEAR_NEXT &&
           work->marks[mark].to.month == 0;
}

/* Heads stand before 分别, from the last comma or figure on, or behind it. */
static void choose_head(const jb_work *work, jb_window *w)
{
    size_t index = 0;
    size_t end = list_start(w, &index);
    if (end == SIZE_MAX || end == 0 || !is_listed(w, end + 2, index)) {
        return;
    }
    size_t behind = words_behind(w, end + 2);
    if (behind > end + 2) {
        if (!keep_head(w, end + 2, behind, index)) {
            keep_part(w, end + 2, behind);
        }
        return;
    }
    size_t from = end;
    while (from > 0 && w->left[from - 1] != ',' && w->left[from - 1] != JB_FIGURE &&
           w->left[from - 1] != ';' && w->left[from - 1] != ':') {
        from--;
    }
    if (!keep_head(w, from, end, index) && is_of_years(work, w, (jb_span){from, end}, index)) {
        keep_part(w, from, end);
    }
}

void jb_window_choose(const jb_work *work, size_t quantity, jb_window *window)
{
    join_lists(window);
    leave_out_names(window);
    choose_head(work, window);
    if (work->quantities[quantity].unit->class == JB_CLASS_PERCENT) {
        choose_rate(window);
    }
}
