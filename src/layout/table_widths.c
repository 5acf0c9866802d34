/* table_widths.c - how wide the columns of a table are.
 *
 * No column falls below its minimum; hints (a fixed width, a share of the whole) come next; the
 * rest is shared in proportion to what the columns want. Widths always sum to the type area.
 */
#include "share.h"
#include "table.h"

#include <string.h>

void share_out(jb_len total, const jb_len *floors, const jb_len *weights, size_t count, jb_len *out)
{
    int64_t rest = total;
    int64_t weight = 0;
    for (size_t i = 0; i < count; i++) {
        rest -= floors[i];
        weight += weights[i];
    }
    /* Each gets the difference of two rounded running sums: nothing is lost or made. */
    int64_t seen = 0;
    int64_t given = 0;
    for (size_t i = 0; i < count; i++) {
        seen += weight > 0 ? weights[i] : 1;
        int64_t upto = rest * seen / (weight > 0 ? weight : (int64_t)count);
        out[i] = floors[i] + (jb_len)(upto - given);
        given = upto;
    }
}

typedef struct solver {
    size_t count;
    jb_len *floors, *wants, *robust, *out, *weights;
    bool hinted;
} solver;

static int64_t sum(const jb_len *items, size_t count)
{
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        total += items[i];
    }
    return total;
}

static solver open_solver(run *r, const table *t)
{
    solver s = {.count = t->cols};
    jb_len *space = jb_arena_array(r->work, t->cols * 5, sizeof *space);
    s.floors = space;
    s.wants = space + t->cols;
    s.robust = space + 2 * t->cols;
    s.out = space + 3 * t->cols;
    s.weights = space + 4 * t->cols;
    for (size_t i = 0; i < t->cols; i++) {
        const jb_table_column *src = t->columns[i].src;
        s.hinted = s.hinted || src->fixed > 0 || src->fraction > 0;
    }
    return s;
}

jb_status table_too_wide(run *r, const table *t, size_t col, jb_len needs)
{
    where at = {.path = t->block->path};
    jb_loc loc = where_loc(r, &at);
    int need = len_tenths(needs);
    int have = len_tenths(t->width);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "column %zu of this table needs %d.%d mm and the page has %d.%d mm; break its "
                   "longest word, use smaller type or padding, or a wider page",
                   "表格第 %zu 列至少需要 %d.%d 毫米，版心只有 %d.%d 毫米；请断开其中最长的词、"
                   "减小字号或间距，或加宽版心",
                   col + 1, need / 10, need % 10, have / 10, have % 10);
}

/* Columns are as wide as the table together, or something is wrong here. */
static jb_status prove_widths(run *r, const table *t, int64_t total)
{
    where at = {.path = t->block->path};
    jb_loc loc = where_loc(r, &at);
    if (total == t->width) {
        return JB_OK;
    }
    return jb_fail(r->err, JB_ERR_INTERNAL, &loc,
                   "the columns of this table are %lld thousandths of a point wide together and "
                   "the table %lld; nothing is printed",
                   "表格各列共宽 %lld（千分之一磅），表宽 %lld；不予输出", (long long)total,
                   (long long)t->width);
}

/* What a hinted column wants is the hint; what it cannot go below stays. */
static void apply_hints(const table *t, solver *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const jb_table_column *src = t->columns[i].src;
        jb_len hint = src->fixed;
        if (hint <= 0 && src->fraction > 0) {
            hint = (jb_len)((int64_t)t->width * src->fraction / 1000);
        }
        if (hint > 0) {
            s->wants[i] = hint > s->floors[i] ? hint : s->floors[i];
            s->robust[i] = s->wants[i];
        }
    }
}

/* Between two sets of widths, where the sum is right. */
static void between(const table *t, solver *s, const jb_len *low, const jb_len *high)
{
    for (size_t i = 0; i < s->count; i++) {
        s->weights[i] = high[i] > low[i] ? high[i] - low[i] : 0;
    }
    share_out(t->width, low, s->weights, s->count, s->out);
}

/* More than all want: what has no hint grows in proportion, or everything when all have one. */
static void grow(const table *t, solver *s)
{
    bool all = true;
    for (size_t i = 0; i < s->count; i++) {
        const jb_table_column *src = t->columns[i].src;
        bool hinted = src->fixed > 0 || src->fraction > 0;
        s->weights[i] = hinted ? 0 : s->wants[i];
        all = all && hinted;
    }
    share_out(t->width, s->wants, all ? s->wants : s->weights, s->count, s->out);
}

/* Every column up to the same level, columns of long text up to twice that. */
static int64_t level_widths(const table *t, const solver *s, jb_len level, jb_len *out)
{
    int64_t total = 0;
    for (size_t i = 0; i < s->count; i++) {
        jb_len most = s->robust[i] > t->width / 3 ? 2 * level : level;
        out[i] = most < s->robust[i] ? most : s->robust[i];
        out[i] = out[i] > s->floors[i] ? out[i] : s->floors[i];
        total += out[i];
    }
    return total;
}

/* Not all can have what they want: the widest give way first, so that short heads and figures keep
 * their line and one cell that goes on and on does not starve the others. */
static void squeeze(const table *t, solver *s)
{
    jb_len low = 0;
    jb_len high = t->width;
    while (low < high) {
        jb_len level = low + (high - low + 1) / 2;
        if (level_widths(t, s, level, s->wants) <= t->width) {
            low = level;
        } else {
            high = level - 1;
        }
    }
    (void)level_widths(t, s, low, s->wants);
    between(t, s, s->wants, s->robust);
}

/* Gives columns what they ask for, those that ask for least first, as long as there is room. */
static void raise_to(const table *t, solver *s, const jb_len *asked)
{
    for (;;) {
        int64_t room = t->width - sum(s->floors, s->count);
        size_t next = s->count;
        for (size_t i = 0; i < s->count; i++) {
            jb_len lacks = asked[i] - s->floors[i];
            bool less = next == s->count || lacks < asked[next] - s->floors[next];
            next = lacks > 0 && lacks <= room && less ? i : next;
        }
        if (next == s->count) {
            return;
        }
        s->floors[next] = asked[next];
    }
}

/* Names of a few characters are not broken as long as every column has room for that. */
#define SHORT_NAME 5

static void raise_names(const table *t, solver *s)
{
    int64_t total = 0;
    for (size_t i = 0; i < s->count; i++) {
        const column *lane = &t->columns[i];
        jb_len name = SHORT_NAME * t->src->cell_style.size + 2 * t->src->pad_x;
        jb_len kind = lane->natural < name ? lane->natural : name;
        s->weights[i] = kind > s->floors[i] ? kind : s->floors[i];
        total += s->weights[i];
    }
    if (total <= t->width) {
        memcpy(s->floors, s->weights, s->count * sizeof *s->floors);
    }
}

/* A word of a table is not broken as long as there is room anywhere in it; before that none is
 * broken so that a single character stands on a line. */
static void raise_floors(run *r, const table *t, solver *s)
{
    jb_len *parts = jb_arena_array(r->work, 2 * s->count + 1, sizeof *parts);
    jb_len *words = parts + s->count;
    for (size_t i = 0; i < s->count; i++) {
        const jb_table_column *src = t->columns[i].src;
        if (src->fixed <= 0 && src->fraction == 0) {
            table_words(t, i, &parts[i], &words[i]);
        }
    }
    raise_to(t, s, parts);
    raise_to(t, s, words);
    raise_names(t, s);
}

/* Three characters a line can still be read. */
#define SHORT_LINE 3

jb_status table_fits(run *r, table *t, jb_len width, jb_len *floors, bool *fits)
{
    int64_t total = 0;
    for (size_t i = 0; i < t->cols; i++) {
        total += t->columns[i].natural;
    }
    *fits = total <= width;
    if (*fits) {
        return JB_OK;
    }
    jb_status status = table_minimums(r, t);
    if (status != JB_OK) {
        return status;
    }
    total = 0;
    for (size_t i = 0; i < t->cols; i++) {
        const column *lane = &t->columns[i];
        jb_len line = SHORT_LINE * t->src->cell_style.size + 2 * t->src->pad_x;
        jb_len least = lane->natural < line ? lane->natural : line;
        floors[i] = least > lane->minimum ? least : lane->minimum;
        total += floors[i];
    }
    *fits = total <= width;
    return JB_OK;
}

static jb_status solve_tight(run *r, table *t, solver *s)
{
    jb_status status = table_minimums(r, t);
    if (status != JB_OK) {
        return status;
    }
    for (size_t i = 0; i < s->count; i++) {
        const column *lane = &t->columns[i];
        jb_len floor = lane->minimum;
        s->floors[i] = floor;
        s->wants[i] = lane->natural > floor ? lane->natural : floor;
        s->robust[i] = lane->robust > floor ? lane->robust : floor;
    }
    raise_floors(r, t, s);
    apply_hints(t, s);
    if (sum(s->wants, s->count) <= t->width) {
        grow(t, s);
    } else if (sum(s->robust, s->count) <= t->width) {
        between(t, s, s->robust, s->wants);
    } else {
        squeeze(t, s);
    }
    return JB_OK;
}

jb_status table_widths(run *r, table *t)
{
    solver s = open_solver(r, t);
    for (size_t i = 0; i < t->cols; i++) {
        s.wants[i] = t->columns[i].natural;
    }
    if (!s.hinted && sum(s.wants, t->cols) <= t->width) {
        grow(t, &s);
    } else {
        jb_status status = solve_tight(r, t, &s);
        if (status != JB_OK) {
            return status;
        }
    }
    jb_len x = 0;
    for (size_t i = 0; i < t->cols; i++) {
        t->columns[i].x = x;
        t->columns[i].width = s.out[i];
        x += s.out[i];
    }
    return prove_widths(r, t, sum(s.out, t->cols));
}

jb_len span_width(const table *t, size_t col, size_t colspan)
{
    const column *last = &t->columns[col + colspan - 1];
    return last->x + last->width - t->columns[col].x;
}
