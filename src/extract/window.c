/* window.c - the words around a figure, made ready for phrases.
 *
 * Leaves out blanks, quotes and whole brackets; puts one sign for each other figure and for each
 * time. What stands in lists is lists.c's.
 */
#include "work.h"

enum { REACH = 160, HOTLINE = 5 }; /* places looked at on either side */

static uint32_t narrow(uint32_t c)
{
    switch (c) {
    case U'，':
        return ',';
    case U'；':
        return ';';
    case U'：':
        return ':';
    case U'（':
        return '(';
    case U'）':
        return ')';
    default:
        return c;
    }
}

static bool is_open(uint32_t c)
{
    return c == '(' || c == U'（';
}

static bool is_close(uint32_t c)
{
    return c == ')' || c == U'）';
}

typedef struct side {
    const jb_work *work;
    const jb_sentence *s;
    size_t quantity; /* the next one on this side */
    size_t first;    /* where it began */
    size_t mark;
    uint32_t *out;
    size_t *places;
    size_t len;
} side;

static void put(side *w, uint32_t c, size_t at)
{
    bool again = c == JB_TIME && w->len > 0 && w->out[w->len - 1] == c;
    if (w->len < JB_WINDOW && !again) {
        w->out[w->len] = c;
        w->places[w->len++] = at;
    }
}

/* 30人以上 names a size: phrases see its 以上. 12345 in 12345热线 is a name and no figure. */
static void put_figure(side *w, const jb_quantity *q, bool backwards)
{
    if (q->unit->class == JB_CLASS_NONE &&
        (q->why == JB_REJECT_DOCUMENT ||
         (q->why == JB_REJECT_MEASURE && q->digits.end - q->digits.start == HOTLINE))) {
        return;
    }
    if (q->why == JB_REJECT_THRESHOLD && q->bounded) {
        put(w, backwards ? U'上' : U'以', q->span.start);
        put(w, backwards ? U'以' : U'上', q->span.start);
    } else {
        put(w, JB_FIGURE, q->span.start);
    }
}

/* The first mark that ends behind a place. */
static size_t mark_after(const jb_work *work, size_t at)
{
    size_t low = 0;
    size_t high = work->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->marks[middle].span.end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The place of the bracket that opens before `at`, or `at` when there is none near. */
static size_t opening_before(const jb_work *work, size_t at, size_t floor)
{
    size_t depth = 0;
    for (size_t i = at; i > floor; i--) {
        depth += is_close(work->t.p[i - 1]);
        if (is_open(work->t.p[i - 1]) && --depth == 0) {
            return i - 1;
        }
    }
    return at;
}

static size_t closing_after(const jb_work *work, size_t at, size_t limit)
{
    size_t depth = 0;
    for (size_t i = at; i < limit; i++) {
        depth += is_open(work->t.p[i]);
        if (is_close(work->t.p[i]) && --depth == 0) {
            return i + 1;
        }
    }
    return at;
}

/* Short units in brackets, (件), belong to the words before them. */
static bool is_unit_bracket(const jb_work *work, size_t open, size_t close)
{
    size_t len = 0;
    if (close - open > 6 || close - open < 3) {
        return false;
    }
    size_t at = open + 1;
    while (work->t.p[at] == U'万' || work->t.p[at] == U'亿') {
        at++;
    }
    (void)jb_unit_word_at(work->t, at, &len);
    return len > 0 && at + len + 1 == close;
}

/* Where the words of a change begin: at its 同比 or the like, else at its verb. */
static size_t change_start(const jb_work *work, size_t at, size_t floor)
{
    static jb_words verbs = {U"提高", U"提升", U"上升", U"上涨", U"增长", U"增加",
                             U"下降", U"降低", U"回落", U"减少", NULL};
    size_t low = at > floor + 12 ? at - 12 : floor;
    for (size_t i = at; i > low; i--) {
        if (jb_any_at(work->t, i - 1, (jb_words){U"同比", U"较", U"比", U"环比", NULL}) > 0) {
            uint32_t before = jb_point_before(work->t, i - 1);
            return i - 1 > low && (before == U'同' || before == U'环') ? i - 2 : i - 1;
        }
    }
    size_t end = at - (at > low && jb_point_before(work->t, at) == U'了');
    return end - jb_any_before(work->t, end, verbs);
}

/* 追发工资2680万元（农民工2310万元）: a noun in a bracket right behind a figure is a part of it, as
 * if 其中 stood there. */
static bool opens_part(const side *w, const jb_quantity *before, size_t i)
{
    return is_open(w->work->t.p[i]) && w->len > 0 && w->out[w->len - 1] != U'其' &&
           jb_is_han(w->out[w->len - 1]) && before != NULL && before->span.end == i &&
           before->kind == JB_QUANTITY_NUMBER;
}

/* Where the figure or the time before this place ends. */
static size_t last_end(const side *w, const jb_quantity *before, size_t floor)
{
    size_t end = before != NULL && before->span.end > floor ? before->span.end : floor;
    size_t time = w->mark > 0 ? w->work->marks[w->mark - 1].span.end : 0;
    return time > end ? time : end;
}

static size_t next_start(const side *w, const jb_quantity *next, size_t limit)
{
    const jb_work *work = w->work;
    size_t start = next != NULL && next->span.start < limit ? next->span.start : limit;
    size_t time = w->mark < work->mark_count ? work->marks[w->mark].span.start : limit;
    return time < start ? time : start;
}

/* The character before `i` and those before it, up to a sign or `stop`; returns where they begin.
 */
static size_t take_words_left(side *w, size_t i, size_t stop)
{
    const uint32_t *p = w->work->t.p;
    do {
        i--;
        put(w, p[i], i);
    } while (i > stop && w->len < JB_WINDOW && jb_is_han(p[i - 1]));
    return i;
}

static size_t take_words_right(side *w, size_t i, size_t stop)
{
    const uint32_t *p = w->work->t.p;
    do {
        put(w, p[i], i);
        i++;
    } while (i < stop && w->len < JB_WINDOW && jb_is_han(p[i]));
    return i;
}

static void take_left(side *w, size_t from, size_t floor)
{
    const jb_work *work = w->work;
    w->first = w->quantity;
    for (size_t i = from; i > floor && w->len < JB_WINDOW;) {
        while (w->quantity > w->s->first_quantity &&
               work->quantities[w->quantity - 1].span.start >= i) {
            w->quantity--;
        }
        const jb_quantity *q =
            w->quantity > w->s->first_quantity ? &work->quantities[w->quantity - 1] : NULL;
        if (q != NULL && q->span.end >= i && q->why == JB_REJECT_CHANGE &&
            w->quantity == w->first && w->len <= 3) {
            /* 受理量同比增长12.55%，达2448件: the change is stepped over. */
            i = change_start(work, q->span.start, floor);
            continue;
        }
        if (q != NULL && q->span.end >= i && q->kind == JB_QUANTITY_NUMBER) {
            put_figure(w, q, true);
            i = q->span.start;
            continue;
        }
        while (w->mark > 0 && work->marks[w->mark - 1].span.start >= i) {
            w->mark--;
        }
        if (w->mark > 0 && work->marks[w->mark - 1].span.end >= i &&
            !work->marks[w->mark - 1].carried) { /* 上年未结 is what is counted */
            i = work->marks[w->mark - 1].span.start;
            put(w, JB_TIME, i);
            continue;
        }
        uint32_t c = work->t.p[i - 1];
        if (jb_is_han(c)) { /* most are: no sign to look at */
            i = take_words_left(w, i, last_end(w, q, floor));
            continue;
        }
        if (is_close(c)) {
            size_t open = opening_before(work, i, floor);
            if (open < i && !is_unit_bracket(work, open, i)) {
                i = open;
                continue;
            }
        }
        i--;
        if (opens_part(w, q, i)) {
            put(w, U'中', i);
            put(w, U'其', i);
        } else if (c != ' ' && !jb_is_quote(c) && c != U'《' && c != U'》') {
            put(w, narrow(c), i);
        }
    }
}

static void take_right(side *w, size_t from, size_t limit)
{
    const jb_work *work = w->work;
    for (size_t i = from; i < limit && w->len < JB_WINDOW;) {
        while (w->quantity < w->s->quantity_end && work->quantities[w->quantity].span.start < i) {
            w->quantity++;
        }
        const jb_quantity *q =
            w->quantity < w->s->quantity_end ? &work->quantities[w->quantity] : NULL;
        if (q != NULL && q->span.start == i && q->kind == JB_QUANTITY_NUMBER) {
            put_figure(w, q, false);
            i = q->span.end;
            continue;
        }
        while (w->mark < work->mark_count && work->marks[w->mark].span.start < i) {
            w->mark++;
        }
        if (w->mark < work->mark_count && work->marks[w->mark].span.start == i &&
            !work->marks[w->mark].carried) {
            put(w, JB_TIME, i);
            i = work->marks[w->mark].span.end;
            continue;
        }
        uint32_t c = work->t.p[i];
        if (jb_is_han(c)) {
            i = take_words_right(w, i, next_start(w, q, limit));
            continue;
        }
        if (is_open(c)) {
            size_t close = closing_after(work, i, limit);
            if (close > i) {
                i = close;
                continue;
            }
        }
        if (c != ' ' && !jb_is_quote(c) && c != U'《' && c != U'》') {
            put(w, narrow(c), i);
        }
        i++;
    }
}

static void reverse(side *w)
{
    for (size_t i = 0; i < w->len / 2; i++) {
        size_t j = w->len - 1 - i;
        uint32_t c = w->out[i];
        size_t place = w->places[i];
        w->out[i] = w->out[j];
        w->places[i] = w->places[j];
        w->out[j] = c;
        w->places[j] = place;
    }
}

/* Another unit may follow cases under one head: 28宗、6840人、2215万元; 3轮、90户. */
static bool shares(const jb_work *work, size_t quantity)
{
    const jb_unit_word *unit = work->quantities[quantity].unit;
    const jb_quantity *before = &work->quantities[quantity - 1];
    return unit != before->unit && before->kind == JB_QUANTITY_NUMBER &&
           (unit->class == JB_CLASS_MONEY || unit->class == JB_CLASS_COUNT);
}

/* Where the words before the figure end, those of earlier values left out:
 * 由2019年的1560件下降到720件; 2022年受理468件，2023年532件. */
static size_t before_start(const jb_work *work, const jb_sentence *s, size_t quantity)
{
    const jb_quantity *q = &work->quantities[quantity];
    size_t at = q->span.start;
    for (; quantity > s->first_quantity; quantity--) {
        const jb_quantity *before = &work->quantities[quantity - 1];
        if (before->why == JB_REJECT_EARLIER) {
            size_t rise = jb_rise_from(work, before, at);
            if (rise < before->span.start) {
                return rise;
            }
        }
        if (before->unit->class != q->unit->class || !jb_is_next_in_series(work, before, at)) {
            return at;
        }
        at = before->span.start;
    }
    return at;
}

void jb_window_make(const jb_work *work, size_t sentence, size_t quantity, jb_window *window)
{
    const jb_sentence *s = &work->sentences[sentence];
    jb_span span = work->quantities[quantity].span;
    size_t floor = span.start > s->span.start + REACH ? span.start - REACH : s->span.start;
    size_t limit = span.end + REACH < s->span.end ? span.end + REACH : s->span.end;
    side left = {.work = work, .s = s, .quantity = quantity, .out = window->left};
    left.mark = mark_after(work, span.start);
    left.places = window->left_at;
    take_left(&left, before_start(work, s, quantity), floor);
    reverse(&left);
    window->left_len = left.len;
    window->head = window->heads = (jb_span){0, 0};
    uint32_t unit = work->quantities[quantity].unit->text[0];
    window->shares = quantity > s->first_quantity && shares(work, quantity);
    window->counts =
        work->quantities[quantity].unit->class == JB_CLASS_COUNT && unit != U'人' && unit != U'名';
    side right = {.work = work, .s = s, .quantity = quantity + 1, .out = window->right};
    right.mark = mark_after(work, span.end);
    right.places = window->right_at;
    take_right(&right, span.end, limit);
    window->right_len = right.len;
    jb_window_choose(work, quantity, window);
}

/* ---- cells -------------------------------------------------------------------------------------
 */

static void take_head(const jb_work *work, jb_span head, jb_window *window)
{
    for (size_t i = head.start; i < head.end && window->left_len < JB_WINDOW; i++) {
        uint32_t c = narrow(work->t.p[i]);
        bool list = window->left_len == 0 && (c == ':' || c == U'、' || c == '.');
        if (c == ' ' || c == '\n' || jb_is_quote(c) || jb_is_digit(c) || list) {
            continue;
        }
        window->left[window->left_len] = c;
        window->left_at[window->left_len++] = i;
    }
}

/* The heads of a cell stand where the words before a figure would. */
void jb_window_cell(const jb_work *work, jb_span outer, jb_span inner, jb_window *window)
{
    window->left_len = window->right_len = 0;
    window->shares = window->counts = false;
    take_head(work, outer, window);
    if (window->left_len > 0 && window->left_len < JB_WINDOW) {
        window->left[window->left_len] = ',';
        window->left_at[window->left_len++] = inner.start;
    }
    take_head(work, inner, window);
}
