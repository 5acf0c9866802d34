/* sentences.c - sentences and paragraphs, and what the headings above them speak of.
 *
 * Decides where a sentence ends and which short sentences only announce a topic. Lines, sections
 * and headings come from the report.
 */
#include "work.h"

#include <stdlib.h>

enum {
    LEAD_MAX = 30,
    LIST_LINE = 48,
    HEADING_MAX = 40,
    TITLE_MAX = 60,
    HEADING_LEVELS = 5,
    TITLE_LEVEL = 9
};

static void add(jb_work *work, size_t *cap, jb_sentence s)
{
    while (s.span.start < s.span.end && work->t.p[s.span.start] == ' ') {
        s.span.start++;
    }
    if (s.span.start < s.span.end) {
        JB_PUSH(work->sentences, work->sentence_count, *cap, s);
    }
}

/* A list of short lines is one paragraph: 立案数 58件, 结案数 57件. */
static size_t goes_on(const jb_work *work, const jb_text_line *line, jb_span span)
{
    size_t count = work->sentence_count;
    if (count == 0 || line->level != 0 || span.end - span.start > LIST_LINE) {
        return count;
    }
    const jb_sentence *last = &work->sentences[count - 1];
    bool open = !jb_is_stop(work->t.p[last->span.end - 1]);
    bool close = last->span.end + 3 > span.start && last->level == 0;
    bool one = count == 1 || work->sentences[count - 1].span.end - last->span.start <= LIST_LINE;
    return open && close && one ? last->paragraph : count;
}

/* Sentences of one paragraph: lines [line, end) that join. */
static void split(jb_work *work, size_t *cap, size_t line, jb_span span)
{
    const jb_text_line *first = &work->original->lines[line];
    size_t paragraph = goes_on(work, first, span);
    size_t start = span.start;
    for (size_t i = span.start; i < span.end; i++) {
        uint32_t c = work->t.p[i];
        bool heading = c == U'】' && jb_point(work->t, jb_skip_blanks(work->t, start)) == U'【' &&
                       !jb_is_digit(jb_point(work->t, i + 1));
        if (!jb_is_stop(c) && !heading && i + 1 < span.end) {
            continue;
        }
        size_t end = i + 1;
        while (end < span.end && (jb_is_stop(work->t.p[end]) || jb_is_closing(work->t.p[end]))) {
            end++;
        }
        add(work, cap,
            (jb_sentence){.span = {start, end},
                          .paragraph = paragraph,
                          .line = line,
                          .section = first->section,
                          .level = first->level});
        start = end;
        i = end - 1;
    }
}

/* Each hit goes to the sentence that holds it. */
static void share_hits(jb_work *work)
{
    size_t hit = 0;
    for (size_t s = 0; s < work->sentence_count; s++) {
        jb_sentence *at = &work->sentences[s];
        while (hit < work->hit_count && work->hits[hit].at < at->span.start) {
            hit++;
        }
        at->first_hit = hit;
        while (hit < work->hit_count && work->hits[hit].at < at->span.end) {
            hit++;
        }
        at->hit_end = hit;
    }
}

static uint64_t topics_in(const jb_work *work, const jb_sentence *s)
{
    uint64_t topics = 0;
    for (size_t i = s->first_hit; i < s->hit_end; i++) {
        topics |= work->hits[i].topics;
    }
    return topics;
}

static bool has_digit(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->span.start; i < s->span.end; i++) {
        if (jb_is_digit(work->t.p[i])) {
            return true;
        }
    }
    return false;
}

static bool announces(const jb_work *work, const jb_sentence *s)
{
    return s->span.end - s->span.start <= LEAD_MAX && !has_digit(work, s);
}

/* A report without a title that was recognised: its first line, when that is no sentence. */
static void ensure_title(jb_work *work)
{
    for (size_t i = 0; i < work->sentence_count; i++) {
        if (work->sentences[i].level == TITLE_LEVEL) {
            return;
        }
    }
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        if (s->section == JB_SECTION_FURNITURE) {
            continue;
        }
        bool whole = i + 1 == work->sentence_count || work->sentences[i + 1].line != s->line;
        uint32_t last = work->t.p[s->span.end - 1];
        if (whole && s->span.end - s->span.start <= TITLE_MAX && last != U'。' && last != ':' &&
            last != U'：' && last != U'；') {
            s->level = TITLE_LEVEL;
        }
        return;
    }
}

/* The first sentence of a numbered line, when it is short: 1.日常监管。全年检查…. */
static bool is_heading(const jb_sentence *s, size_t index)
{
    return s->level > 0 && s->level < HEADING_LEVELS && s->paragraph == index &&
           s->span.end - s->span.start <= HEADING_MAX;
}

static void note_headings(jb_work *work)
{
    uint64_t at[HEADING_LEVELS] = {0};
    uint64_t lead = 0;
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        uint64_t topics = topics_in(work, s);
        s->topics = topics;
        if (s->level == TITLE_LEVEL) {
            work->title_topics |= topics;
        } else if (is_heading(s, i)) {
            at[s->level] = topics;
            for (unsigned deeper = s->level + 1; deeper < HEADING_LEVELS; deeper++) {
                at[deeper] = 0;
            }
            lead = 0;
        }
        for (unsigned k = 1; k < HEADING_LEVELS; k++) {
            s->headings |= at[k];
        }
        if (s->paragraph == i && s->level == 0) {
            lead = 0;
        }
        if (announces(work, s)) {
            s->is_lead = true;
            lead = topics;
        }
        s->lead = lead;
    }
}

void jb_sentences_find(jb_work *work)
{
    const jb_original *o = work->original;
    size_t cap = 0;
    for (size_t line = 0; line < o->line_count;) {
        size_t end = line;
        while (end + 1 < o->line_count && work->joins[end]) {
            end++;
        }
        split(work, &cap, line, (jb_span){o->lines[line].span.start, o->lines[end].span.end});
        line = end + 1;
    }
    ensure_title(work);
    share_hits(work);
    note_headings(work);
}

size_t jb_sentence_of(const jb_work *work, size_t point)
{
    size_t low = 0;
    size_t high = work->sentence_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (work->sentences[middle].span.start <= point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

void jb_marks_index(jb_work *work)
{
    size_t blocks = work->t.n / JB_BLOCK + 2;
    size_t mark = 0;
    work->marks_by = jb_arena_array(work->scratch, blocks, sizeof *work->marks_by);
    for (size_t i = 0; i < blocks; i++) {
        while (mark < work->mark_count && work->marks[mark].span.end <= i * JB_BLOCK) {
            mark++;
        }
        work->marks_by[i] = (uint32_t)mark;
    }
}

size_t jb_mark_before(const jb_work *work, size_t point)
{
    size_t next = work->marks_by[point / JB_BLOCK];
    while (next < work->mark_count && work->marks[next].span.end <= point) {
        next++;
    }
    return next == 0 ? SIZE_MAX : next - 1;
}

size_t jb_mark_years(const jb_work *work, const jb_mark *mark, int *first)
{
    bool ours = mark->kind == JB_MARK_YEARS && mark->from.year == 0 && work->identity.year > 0;
    bool said = mark->from.year > JB_YEAR_NEXT && mark->to.year > mark->from.year &&
                mark->from.month == 0 && mark->to.month == 0;
    *first = ours ? work->identity.year - mark->count + 1 : mark->from.year;
    return ours ? (size_t)mark->count : said ? (size_t)(mark->to.year - mark->from.year) + 1 : 0;
}
