/* broken.c - lines that go on behind their end.
 *
 * Takes the report's own joins and adds those where a word of the catalogue is broken: 检查用人 |
 * 单位. No author ends a paragraph inside a word. Makes the text that is read, with blanks for such
 * ends and common words for rare ones.
 */
#include "work.h"

#include <string.h>

enum { PROSE = 20, LONGEST = 6, SHORTEST = 3 };

static bool is_prose(const jb_original *o, const jb_text_line *line)
{
    return line->level == 0 && !line->in_table && !line->typed &&
           line->section != JB_SECTION_FURNITURE && line->span.end > line->span.start + PROSE &&
           jb_is_han(o->plain[line->span.end - 1]);
}

/* Whether the word stands across the two places, part of it on either side. */
static bool stands_across(const jb_original *o, size_t end, size_t next, const jb_choice *word)
{
    for (size_t cut = 1; cut < word->len; cut++) {
        bool fits = end >= cut && next + word->len - cut <= o->count;
        for (size_t i = 0; fits && i < word->len; i++) {
            size_t at = i < cut ? end - cut + i : next + i - cut;
            fits = o->plain[at] == word->text[i];
        }
        if (fits) {
            return true;
        }
    }
    return false;
}

static bool breaks_class_word(const jb_work *work, size_t end, size_t next)
{
    const jb_phrases *phrases = &work->extractor->phrases;
    for (size_t i = 0; i < phrases->class_count; i++) {
        for (const jb_choice *word = phrases->classes[i].words; word->text != NULL; word++) {
            if (word->len >= SHORTEST && stands_across(work->original, end, next, word)) {
                return true;
            }
        }
    }
    return false;
}

typedef struct across {
    size_t cut;
    bool found;
} across;

static void look_across(void *context, uint32_t word, size_t at, size_t len)
{
    across *a = context;
    (void)word;
    a->found = a->found || (len >= SHORTEST && at < a->cut && at + len > a->cut);
}

/* The same for words of topics: 投诉 | 案件. */
static bool breaks_topic_word(const jb_work *work, size_t end, size_t next)
{
    const jb_original *o = work->original;
    uint32_t both[2 * LONGEST];
    across a = {.cut = end < LONGEST ? end : LONGEST};
    size_t behind = o->count - next < LONGEST ? o->count - next : LONGEST;
    memcpy(both, o->plain + end - a.cut, a.cut * sizeof *both);
    memcpy(both + a.cut, o->plain + next, behind * sizeof *both);
    jb_points t = {both, a.cut + behind};
    for (size_t i = 0; i < a.cut; i++) {
        jb_trie_at(work->extractor->lexicon.trie, t, i, look_across, &a);
    }
    return a.found;
}

/* The line that goes on with this one, over one empty line at most; the line itself when none. */
static size_t goes_on_in(const jb_work *work, size_t line)
{
    const jb_original *o = work->original;
    size_t next = line + 1;
    if (!is_prose(o, &o->lines[line])) {
        return line;
    }
    while (next < o->line_count && next < line + 2 &&
           o->lines[next].span.end == o->lines[next].span.start) {
        next++;
    }
    if (next >= o->line_count || o->lines[next].level != 0 || o->lines[next].in_table) {
        return line;
    }
    size_t end = o->lines[line].span.end;
    size_t start = o->lines[next].span.start;
    bool broken = start < o->count && jb_is_han(o->plain[start]) &&
                  (breaks_class_word(work, end, start) || breaks_topic_word(work, end, start));
    return broken ? next : line;
}

typedef struct rest {
    size_t cut, len; /* where the gap is; how much of the longest broken word stands behind it */
} rest;

static void keep_rest(void *context, uint32_t word, size_t at, size_t len)
{
    rest *r = context;
    (void)word;
    if (at < r->cut && at + len > r->cut + r->len) {
        r->len = at + len - r->cut;
    }
}

/* How many characters behind the gap belong to a word that begins before it: a topic's or a verb's.
 * 0 when none does, or when what is behind may be of a time or a number. */
static size_t rest_of_word(const jb_work *work, const uint32_t *copy, size_t count, jb_span gap)
{
    static const char32_t numerals[] = U"〇零一二三四五六七八九十百千万亿两廿半几多余数第年月日";
    uint32_t both[2 * LONGEST];
    rest r = {.cut = gap.start < LONGEST ? gap.start : LONGEST};
    size_t behind = count - gap.end < LONGEST ? count - gap.end : LONGEST;
    memcpy(both, copy + gap.start - r.cut, r.cut * sizeof *both);
    memcpy(both + r.cut, copy + gap.end, behind * sizeof *both);
    jb_points t = {both, r.cut + behind};
    for (size_t i = 0; i < r.cut; i++) {
        jb_trie_at(work->extractor->lexicon.trie, t, i, keep_rest, &r);
        jb_trie_at(work->extractor->terms, t, i, keep_rest, &r);
    }
    for (size_t i = 0; i < r.len; i++) {
        for (size_t k = 0; numerals[k] != 0; k++) {
            r.len = both[r.cut + i] == numerals[k] ? 0 : r.len;
        }
    }
    return r.len;
}

/* 仲 | 裁机构受理8115宗: the line's end moves behind the word that it broke. No number, unit or
 * time moves: they are no such words. */
static void mend(const jb_work *work, uint32_t *copy, size_t count, jb_span gap)
{
    bool inside = gap.start > 0 && gap.end < count && jb_is_han(copy[gap.start - 1]) &&
                  jb_is_han(copy[gap.end]);
    size_t moved = inside ? rest_of_word(work, copy, count, gap) : 0;
    memmove(copy + gap.start, copy + gap.end, moved * sizeof *copy);
    for (size_t k = gap.start + moved; k < gap.end + moved; k++) {
        copy[k] = ' ';
    }
}

void jb_lines_join(jb_work *work)
{
    const jb_original *o = work->original;
    uint32_t *copy = jb_arena_array(work->scratch, o->count + 1, sizeof *copy);
    work->joins = jb_arena_array(work->scratch, o->line_count + 1, sizeof *work->joins);
    memcpy(copy, o->plain, o->count * sizeof *copy);
    for (size_t i = 0; i + 1 < o->line_count; i++) {
        size_t last = o->lines[i].joins ? i + 1 : goes_on_in(work, i);
        for (size_t k = i; k < last; k++) {
            work->joins[k] = true;
        }
        if (work->joins[i]) {
            mend(work, copy, o->count, (jb_span){o->lines[i].span.end, o->lines[i + 1].span.start});
        }
    }
    jb_variants_apply(work->extractor->variants, copy, o->count);
    work->t = (jb_points){copy, o->count};
}
