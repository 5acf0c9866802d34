/* scope.c - whom and what channel a wage figure speaks of, in the report's own words.
 *
 * A platform named in the figure's sentence, or in the sentence before it in the same paragraph,
 * is the channel; 农民工 in the figure's clause are the people. Says nothing where the report
 * says nothing.
 */
#include "work.h"

#include <string.h>

/* Longest first where one begins with another. */
static jb_words channels = {U"全国根治欠薪线索反映平台",
                            U"全国根治拖欠农民工工资线索反映平台",
                            U"根治欠薪线索反映平台",
                            U"全国欠薪线索反映平台",
                            U"欠薪线索反映平台",
                            U"全国根治欠薪平台",
                            U"国家根治欠薪平台",
                            U"全国欠薪线索平台",
                            U"全国欠薪平台",
                            U"根治欠薪平台",
                            U"工资支付监控预警平台",
                            U"工资支付监管平台",
                            U"欠薪线索平台",
                            NULL};

/* The last channel named in [from, to); empty when there is none. */
static jb_span channel_in(jb_points t, size_t from, size_t to)
{
    jb_span last = {from, from};
    for (size_t at = from; at < to;) {
        size_t len = jb_any_at(t, at, channels);
        if (len > 0 && at + len <= to) {
            last = (jb_span){at, at + len};
            at += len;
        } else {
            at++;
        }
    }
    return last;
}

jb_span jb_scope_channel(const jb_work *work, const jb_indicator *indicator, size_t point)
{
    jb_span none = {point, point};
    if (strcmp(indicator->family, "wage") != 0) {
        return none;
    }
    size_t at = jb_sentence_of(work, point);
    const jb_sentence *own = &work->sentences[at];
    jb_span found = channel_in(work->t, own->span.start, own->span.end);
    if (found.end == found.start && at > own->paragraph) {
        const jb_sentence *before = &work->sentences[at - 1];
        found = channel_in(work->t, before->span.start, before->span.end);
    }
    return found;
}

bool jb_scope_migrants(const jb_work *work, const jb_indicator *indicator, size_t point)
{
    static jb_words people = {U"农民工", NULL};
    bool counted = indicator->kind == JB_KIND_PERSONS || indicator->kind == JB_KIND_AMOUNT;
    if (strcmp(indicator->family, "wage") != 0 || !counted) {
        return false;
    }
    size_t from = point;
    size_t end = point;
    while (from > 0 && !jb_is_stop(jb_point_before(work->t, from)) &&
           !jb_is_comma(jb_point_before(work->t, from))) {
        from--;
    }
    while (end < work->t.n && !jb_is_stop(jb_point(work->t, end)) &&
           !jb_is_comma(jb_point(work->t, end))) {
        end++;
    }
    return jb_any_in(work->t, from, end, people);
}
