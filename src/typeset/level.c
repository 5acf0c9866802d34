/* level.c - evens out justified lines.
 *
 * Filled one by one, a line before something that cannot be broken (a figure with its unit, a long
 * word) is left wide open beside lines that are full. Where that happens, every line may begin a
 * few characters earlier, and of all ways the one with the least strain is taken. The number of
 * lines stays.
 */
#include "para.h"

#include <stdlib.h>

/* Strain is in thousandths of an em at each place that white may open. */
enum {
    LOOSE = 60,   /* from here on a line looks open */
    MOST = 1000,  /* no line is set wider: so near costs cannot overflow */
    CHOICES = 12, /* where a line may begin */
    NONE = CHOICES
};

/* A line may begin at the atom; the best way there. */
typedef struct start {
    size_t at;
    int64_t cost; /* of the lines before: the sum of their strains squared; -1: no way */
    size_t from;  /* which start of the line before */
} start;

static jb_len open_places(const para_work *w, size_t begin, size_t end)
{
    jb_len places = 0;
    for (size_t i = begin + 1; i < end; i++) {
        places += w->atoms[i].gap.open;
    }
    return places;
}

/* How far the line is from its natural white, squeezing counted half; -1: it cannot be set. */
static int64_t strain_of(const para_work *w, const jb_para_spec *spec, size_t begin, size_t end,
                         jb_len avail)
{
    extent size = span_extent(w, spec, begin, end);
    jb_len off = size.nat > avail ? (size.nat - avail) / 2 : avail - size.nat;
    int64_t places = open_places(w, begin, size.ink_end);
    if (size.min > avail || size.ink_end == begin) {
        return -1;
    }
    int64_t strain = off == 0      ? 0
                     : places == 0 ? MOST
                                   : (int64_t)off * 1000 / (places * w->atoms[begin].size);
    return strain < MOST ? strain : MOST;
}

/* There is white for a character more, and it shows. */
static bool is_loose(const para_work *w, const jb_para_spec *spec, const line_plan *line)
{
    return line->avail - line->nat >= w->atoms[line->start].size &&
           strain_of(w, spec, line->start, line->end, line->avail) >= LOOSE;
}

static bool needs_levelling(const para_work *w, const jb_para_spec *spec, size_t first)
{
    bool loose = false;
    for (size_t i = first; i < w->line_len; i++) {
        const line_plan *line = &w->lines[i];
        if (line->rough || line->overfull || line->ink_end == line->start) {
            return false;
        }
        /* The first has none to take from, the last is as long as it is. */
        loose = loose || (i > first && i + 1 < w->line_len && is_loose(w, spec, line));
    }
    return loose;
}

/* Where line i may begin: where it does, or earlier within the line before. */
static void find_starts(const para_work *w, size_t i, start *starts)
{
    size_t count = 0;
    size_t least = w->lines[i - 1].start;
    for (size_t at = w->lines[i].start; at > least && count < CHOICES; at--) {
        cut c = (cut)w->atoms[at].cut;
        if (at == w->lines[i].start || c == CUT_MAY || c == CUT_WORD) {
            starts[count++] = (start){at, -1, NONE};
        }
    }
    for (; count < CHOICES; count++) {
        starts[count] = (start){0, -1, NONE};
    }
}

/* Of line i from here to there; -1: it cannot be set. The last line need not be full. */
static int64_t line_cost(const para_work *w, const jb_para_spec *spec, size_t i, size_t begin,
                         size_t end)
{
    jb_len avail = w->lines[i].avail;
    bool last = i + 1 == w->line_len;
    if (last && span_extent(w, spec, begin, end).nat <= avail) {
        return 0;
    }
    int64_t strain = strain_of(w, spec, begin, end, avail);
    return strain < 0 ? -1 : strain * strain;
}

/* The best way to end line i at the place. */
static void reach(const para_work *w, const jb_para_spec *spec, size_t i, const start *before,
                  start *end)
{
    for (size_t k = 0; k < CHOICES; k++) {
        if (before[k].cost < 0 || before[k].at >= end->at) {
            continue;
        }
        int64_t own = line_cost(w, spec, i, before[k].at, end->at);
        int64_t cost = before[k].cost + own;
        if (own >= 0 && (end->cost < 0 || cost < end->cost)) {
            end->cost = cost;
            end->from = k;
        }
    }
}

static void set_lines(para_work *w, const jb_para_spec *spec, size_t first, const start *ways,
                      const start *end)
{
    size_t from = end->from;
    size_t stop = end->at;
    for (size_t i = w->line_len; i-- > first;) {
        line_plan *line = &w->lines[i];
        const start *begin = &ways[(i - first) * CHOICES + from];
        extent size = span_extent(w, spec, begin->at, stop);
        line->start = begin->at;
        line->end = stop;
        line->ink_end = size.ink_end;
        line->nat = size.nat;
        stop = begin->at;
        from = begin->from;
    }
}

void level_lines(para_work *w, const jb_para_spec *spec, size_t first)
{
    if (w->line_len < first + 3 || !needs_levelling(w, spec, first)) {
        return;
    }
    size_t lines = w->line_len - first;
    start *ways = jb_xmalloc(lines * CHOICES * sizeof *ways);
    for (size_t k = 0; k < CHOICES; k++) {
        ways[k] = (start){w->lines[first].start, k == 0 ? 0 : -1, NONE};
    }
    for (size_t i = 1; i < lines; i++) {
        find_starts(w, first + i, &ways[i * CHOICES]);
        for (size_t k = 0; k < CHOICES; k++) {
            reach(w, spec, first + i - 1, &ways[(i - 1) * CHOICES], &ways[i * CHOICES + k]);
        }
    }
    start end = {w->lines[w->line_len - 1].end, -1, NONE};
    reach(w, spec, w->line_len - 1, &ways[(lines - 1) * CHOICES], &end);
    if (end.cost >= 0) {
        set_lines(w, spec, first, ways, &end);
    }
    free(ways);
}
