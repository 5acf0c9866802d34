/* lines.c - the lines of the text, and which of them a converter broke.
 *
 * Decides when a line goes on in the next: the text is wrapped at a common width, or it breaks off
 * in the middle of a clause. Refuses to know what the lines are about.
 */
#include "text.h"

#include <string.h>

enum {
    WIDEST = 240, /* columns; wider lines are paragraphs */
    NARROWEST = 24,
    FEWEST = 20, /* characters */
    TITLE_LEVEL = 9,
    BAND = 5, /* a line may lack this many columns, or characters: what comes next did not fit */
    ENOUGH_LINES = 3
};

jb_status lines_find(const input *in, jb_original *o, jb_text_line **lines)
{
    size_t count = 0;
    for (size_t i = 0; i < o->count; i++) {
        count += o->plain[i] == '\n';
    }
    count += o->count > 0 && o->plain[o->count - 1] != '\n';
    if (count > LIMIT_LINES) {
        return INPUT_FAIL(in, "the text has %zu lines; at most %zu are read",
                          "文本有 %zu 行，最多读取 %zu 行", count, LIMIT_LINES);
    }
    jb_text_line *all = jb_arena_array(o->arena, count, sizeof *all);
    size_t start = 0;
    for (size_t n = 0; n < count; n++) {
        size_t end = start;
        while (end < o->count && o->plain[end] != '\n') {
            end++;
        }
        bool crlf = end > start && o->points[end - 1] == '\r';
        all[n].span = (jb_span){start, end - crlf};
        start = end + 1;
    }
    o->lines = all;
    o->line_count = count;
    *lines = all;
    return JB_OK;
}

/* ---- joins ------------------------------------------------------------------------------- */

static bool is_wide(uint32_t c)
{
    return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
           (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE50) ||
           (c >= 0xFF01 && c < 0xFF61) || c >= 0x20000 ||
           (c >= 0x2014 && c <= 0x2026 && c != 0x2016);
}

/* Columns of the line from the margin on, WIDEST + 1 when it is wider. */
static unsigned columns_of(const jb_original *o, view v)
{
    const uint32_t *points = o->points + (v.at - o->plain);
    size_t columns = v.indent;
    for (size_t i = 0; i < v.len && columns <= WIDEST; i++) {
        columns += is_wide(points[i]) ? 2 : 1;
    }
    return columns > WIDEST ? WIDEST + 1 : (unsigned)columns;
}

/* Columns set with blanks, bars or tabs: a table typed as text, whose lines stand for themselves.
 */
static bool is_tabular(const jb_original *o, view v)
{
    const uint32_t *points = o->points + (v.at - o->plain); /* a tab is a blank in the other */
    unsigned gaps = 0;
    for (size_t i = 1; i < v.len && gaps < 2; i++) {
        if (points[i] == '|' || points[i] == '\t') {
            return true;
        }
        gaps += v.at[i] != ' ' && v.at[i - 1] == ' ' && i >= 2 && v.at[i - 2] == ' ';
    }
    return gaps >= 2;
}

/* 3.区仲裁院共受理案件…: a numbered paragraph may be broken as any other. */
static bool is_numbered(const jb_text_line *line)
{
    return line->level > 0 && line->level < TITLE_LEVEL && !line->in_table &&
           line->section != JB_SECTION_FURNITURE && !line->typed;
}

static bool is_running(const jb_text_line *line)
{
    return line->level == 0 && !line->in_table && line->section != JB_SECTION_FURNITURE &&
           !line->typed;
}

/* Converters count columns, programs that mail or paste text count characters. */
typedef unsigned measure(const jb_original *o, view v);

static unsigned characters_of(const jb_original *o, view v)
{
    (void)o;
    return v.len > WIDEST ? WIDEST + 1 : (unsigned)v.len;
}

/* How many lines have each width. */
typedef struct widths {
    measure *of;
    unsigned narrowest;
    size_t lines[WIDEST + 2];
    size_t total;  /* lines of running text that are long enough to tell */
    size_t indent; /* the smallest of them: the margin */
} widths;

static void count_width(widths *w, view v, unsigned width)
{
    if (width >= w->narrowest) {
        w->lines[width]++;
        w->total++;
        w->indent = v.indent < w->indent ? v.indent : w->indent;
    }
}

static void count_widths(const jb_original *o, const jb_text_line *lines, widths *columns,
                         widths *characters)
{
    columns->indent = characters->indent = SIZE_MAX;
    for (size_t i = 0; i < o->line_count; i++) {
        view v = line_view(o, &lines[i]);
        if (v.len > 0 && is_running(&lines[i])) {
            count_width(columns, v, columns_of(o, v));
            count_width(characters, v, characters_of(o, v));
        }
    }
}

/* The width the text is wrapped at, 0 when lines are paragraphs: one in `share` lines or more end
 * within a few of each other and next to none, one in `stray`, is wider. */
static unsigned wrap_width(const widths *w, size_t share, size_t stray)
{
    size_t best = 0, wider = w->lines[WIDEST + 1];
    unsigned width = 0;
    if (w->total < ENOUGH_LINES) {
        return 0;
    }
    for (unsigned at = WIDEST; at >= w->narrowest; at--) {
        size_t here = 0;
        for (unsigned i = at; i + BAND > at && i >= w->narrowest; i--) {
            here += w->lines[i];
        }
        if (wider * stray <= w->total && here > best) {
            best = here;
            width = at;
        }
        wider += w->lines[at];
    }
    return best >= ENOUGH_LINES && best * share >= w->total ? width : 0;
}

/* What no author ends a paragraph with. */
static bool breaks_off(view v)
{
    return view_ends(v, U"，|、|,|（|(|“|《|—");
}

/* What no line begins with. */
static bool continues(view v)
{
    return view_starts(v, U"，|、|。|；|：|）|”|》|！|？|％|%");
}

static bool is_closed(view v)
{
    while (v.len && view_ends(v, U"”|’|）|)|》|\"")) {
        v.len--;
    }
    return v.len == 0 || is_sentence_end(v.at[v.len - 1]) || view_ends(v, U"：|:");
}

static bool begins_paragraph(const jb_original *o, const jb_text_line *line, const widths *w)
{
    view v = line_view(o, line), rest = v;
    return v.len == 0 || !is_running(line) || v.indent >= w->indent + 2 ||
           heading_rank(v, &rest) > 0 || view_starts(v, U"•|●|■|◆|·|附件|特此|专此|下一步");
}

/* Whether the line fills the width that the text is wrapped at. */
static bool is_full(const jb_original *o, view v, const widths *w, unsigned width)
{
    if (width == 0) {
        return false;
    }
    unsigned own = w->of(o, v);
    return own + BAND > width && own <= width + 1;
}

void lines_join(const jb_original *o, jb_text_line *lines)
{
    widths columns = {.of = columns_of, .narrowest = NARROWEST};
    widths characters = {.of = characters_of, .narrowest = FEWEST};
    for (size_t i = 0; i < o->line_count; i++) {
        lines[i].typed = is_tabular(o, line_view(o, &lines[i]));
    }
    count_widths(o, lines, &columns, &characters);
    unsigned wide = wrap_width(&columns, 3, 20), many = wrap_width(&characters, 2, 10);
    for (size_t i = 0; i + 1 < o->line_count; i++) {
        view v = line_view(o, &lines[i]);
        bool numbered = is_numbered(&lines[i]);
        if (v.len == 0 || !(is_running(&lines[i]) || numbered) || is_closed(v) || is_date_line(v)) {
            continue;
        }
        bool full = is_full(o, v, &columns, wide) || is_full(o, v, &characters, many);
        bool open = full || (!numbered && breaks_off(v)) || continues(line_view(o, &lines[i + 1]));
        if (open && !begins_paragraph(o, &lines[i + 1], &columns)) {
            lines[i].joins = true;
        }
    }
}
