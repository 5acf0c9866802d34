/* sections.c - what each line is: title, heading, and in which of the prescribed blocks.
 *
 * Decides where the report begins and ends in a page, which headings open a block and how far a
 * block reaches. A report without headings is results. Refuses to know the words themselves.
 */
#include "text.h"

enum {
    RANKS = 6,
    TITLE_SCORE = 6,
    TITLE_LINES = 400, /* navigation in front of the title may be long */
    BODY_LINE = 60,    /* a line of so many characters is running text */
    SHORT_HEADING = 20,
    TITLE_GAP = 4, /* lines of name and date between title and text */
    HEAD_LINES = 40,
    TAIL_LINES = 200
};

typedef struct walk {
    const jb_original *o;
    jb_text_line *lines;
    jb_section at[RANKS]; /* the block that each open heading is in; JB_SECTIONS: not open */
    bool promise;         /* a paragraph of plans runs until the next heading */
    size_t first, end;    /* the report itself, in lines */
} walk;

static view view_of(const walk *w, size_t line)
{
    return line_view(w->o, &w->lines[line]);
}

/* ---- title ------------------------------------------------------------------------------- */

static bool begins_body(view v)
{
    view rest = v;
    unsigned rank = heading_rank(v, &rest);
    return rank == 1 || rank == 2 || (v.len >= BODY_LINE && !is_furniture(v)) ||
           (v.len > 0 && v.at[v.len - 1] == 0x3002 && v.len > SHORT_HEADING);
}

/* A name of a body alone in its line, the first half of a title of two lines. */
static bool is_name(view v)
{
    return v.len >= 4 && v.len <= 30 && view_ends(v, U"局|厅|委员会|政府|办公室|中心") &&
           !view_holds(v, U"，|。|：|:|>");
}

/* The best line before the running text, the last of equals: titles of pages come before it. */
static size_t find_title(const walk *w)
{
    size_t best = SIZE_MAX;
    unsigned most = TITLE_SCORE;
    for (size_t i = 0; i < w->o->line_count && i < TITLE_LINES; i++) {
        view v = view_of(w, i);
        unsigned score = v.len ? title_score(v) : 0;
        if (score >= most) {
            most = score;
            best = i;
        } else if (begins_body(v)) {
            break;
        }
    }
    return best;
}

/* One of the next lines is longer than the title and long enough for running text. */
static bool body_follows(const walk *w, size_t title, size_t longer_than)
{
    size_t seen = 0;
    for (size_t i = title + 1; i < w->o->line_count && seen < TITLE_GAP; i++) {
        view v = view_of(w, i);
        if (v.len > longer_than && v.len >= SHORT_HEADING) {
            return true;
        }
        seen += v.len > 0;
    }
    return false;
}

/* Without a line that says it is a report: the first one, when it is no sentence and running text
 * follows. */
static size_t find_plain_title(const walk *w)
{
    for (size_t i = 0; i < w->o->line_count && i < TITLE_LINES; i++) {
        view v = view_of(w, i), rest = v;
        if (v.len == 0 || is_furniture(v)) {
            continue;
        }
        bool name = v.len >= 8 && v.len <= 40 && heading_rank(v, &rest) == 0 && !is_date_line(v) &&
                    !view_holds(v, U"，|,|。|；|;|\t") && !view_ends(v, U"：|:|、");
        return name && !w->lines[i].in_table && body_follows(w, i, v.len) ? i : SIZE_MAX;
    }
    return SIZE_MAX;
}

static void mark_title(walk *w, size_t title)
{
    w->lines[title].level = 9;
    w->lines[title].section = JB_SECTION_OTHER;
    w->first = title;
    if (title > 0 && is_name(view_of(w, title - 1))) {
        w->lines[title - 1].level = 9;
        w->lines[title - 1].section = JB_SECTION_OTHER;
        w->first = title - 1;
    }
}

/* ---- beginning and end of the report ------------------------------------------------------- */

static void mark_furniture(walk *w, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        w->lines[i].section = JB_SECTION_FURNITURE;
        w->lines[i].level = 0;
    }
}

/* Behind the title, and in front of a text without one. */
static void mark_head(walk *w)
{
    for (size_t i = w->first; i < w->o->line_count && i < w->first + HEAD_LINES; i++) {
        view v = view_of(w, i);
        if (w->lines[i].level == 9 || v.len == 0) {
            continue;
        }
        bool page = is_furniture(v) || is_source_line(v);
        if (!page && begins_body(v)) {
            return;
        }
        w->lines[i].section = page ? JB_SECTION_FURNITURE : w->lines[i].section;
    }
}

static bool is_text_line(view v)
{
    view rest = v;
    return v.len > 0 && !is_furniture(v) &&
           (v.at[v.len - 1] == 0x3002 || v.len >= BODY_LINE || is_date_line(v) ||
            heading_rank(v, &rest) > 0);
}

/* The last line of the report, then what the end of a page begins with. */
static void mark_tail(walk *w)
{
    size_t count = w->o->line_count, last = count;
    size_t stop = count > TAIL_LINES ? count - TAIL_LINES : 0;
    stop = stop > w->first ? stop : w->first;
    while (last > stop && !is_text_line(view_of(w, last - 1)) && !w->lines[last - 1].in_table) {
        last--;
    }
    w->end = count;
    for (size_t i = last; i < count; i++) {
        view v = view_of(w, i);
        if (is_page_end(v) || (v.len && is_furniture(v))) {
            mark_furniture(w, i, count);
            w->end = i;
            return;
        }
    }
}

/* ---- blocks ------------------------------------------------------------------------------ */

static jb_section parent_of(const walk *w, unsigned rank)
{
    while (rank > 0) {
        if (w->at[--rank] != JB_SECTIONS) {
            return w->at[rank];
        }
    }
    return JB_SECTIONS;
}

static jb_section current(const walk *w)
{
    jb_section section = parent_of(w, RANKS);
    if (w->promise && section != JB_SECTION_OTHER) {
        return JB_SECTION_PLAN;
    }
    return section == JB_SECTIONS ? JB_SECTION_RESULTS : section;
}

/* A heading inside a part changes the block only with words that leave no doubt. */
static void open_heading(walk *w, unsigned rank, view text)
{
    jb_section parent = parent_of(w, rank);
    view phrase = heading_phrase(text);
    bool inside = rank > 2 && parent != JB_SECTIONS;
    jb_section own = inside ? heading_section_strict(phrase) : heading_section(phrase);
    if (own == JB_SECTION_RESULTS && parent != JB_SECTIONS && parent != own) {
        own = parent;
    }
    if (own == JB_SECTIONS) {
        own = parent == JB_SECTIONS ? JB_SECTION_RESULTS : parent;
    }
    w->at[rank] = own;
    for (unsigned i = rank + 1; i < RANKS; i++) {
        w->at[i] = JB_SECTIONS;
    }
    w->promise = false;
}

/* 存在问题 alone in a line, without a number. */
static bool is_bare_heading(view v)
{
    if (v.len < 4 || v.len > SHORT_HEADING || view_holds(v, U"。|，|；|,|;|：") ||
        view_starts(v, U"指标 |项目 |指标名称 |序号 |工作内容 ") || /* the head of a table */
        view_ends(v, U"局|日|处|科|中心|：|:")) {
        return false;
    }
    jb_section section = heading_section(v);
    return section != JB_SECTIONS && section != JB_SECTION_OTHER;
}

/* 下一步，我局将……: a paragraph of plans without a heading. */
static bool is_promise(view v)
{
    view head = {v.at, v.len < 40 ? v.len : 40, 0};
    return view_starts(head, U"下一步|下步|下一阶段|明年") &&
           view_holds(head, U"将|要|继续|进一步");
}

static bool is_closing(view v)
{
    return (v.len < SHORT_HEADING && view_starts(v, U"特此报告|专此报告|特此汇报")) ||
           is_date_line(v);
}

static void mark_line(walk *w, size_t i)
{
    jb_text_line *line = &w->lines[i];
    view v = view_of(w, i), text = v;
    if (v.len == 0 || line->in_table || line->level == 9 || line->section == JB_SECTION_FURNITURE) {
        if (line->level != 9 && line->section != JB_SECTION_FURNITURE) {
            line->section = current(w);
        }
        return;
    }
    unsigned rank = heading_rank(v, &text);
    bool bare = rank == 0 && is_bare_heading(v);
    if (rank > 0 || bare) {
        open_heading(w, bare ? 1 : rank, text);
        line->level = rank > 1 ? rank - 1 : 1;
    } else if (is_promise(v)) {
        w->promise = true;
    } else if (view_starts(v, U"附件") && v.len < BODY_LINE) {
        open_heading(w, 1, (view){v.at, 2, 0});
    }
    line->section = is_closing(v) ? JB_SECTION_OTHER : current(w);
}

/* The signature: the name and date that a report ends with. */
static void mark_signature(walk *w)
{
    for (size_t i = w->end; i > w->first && w->end - i < 12; i--) {
        view v = view_of(w, i - 1);
        if (v.len == 0) {
            continue;
        }
        if (!is_date_line(v) && !is_name(v) && !is_closing(v)) {
            return;
        }
        w->lines[i - 1].section = JB_SECTION_OTHER;
        w->lines[i - 1].level = 0;
    }
}

void sections_mark(const jb_original *original, jb_text_line *lines)
{
    walk w = {original, lines, {JB_SECTION_RESULTS}, false, 0, original->line_count};
    for (unsigned i = 0; i < RANKS; i++) {
        w.at[i] = JB_SECTIONS;
    }
    size_t title = find_title(&w);
    title = title == SIZE_MAX ? find_plain_title(&w) : title;
    if (title != SIZE_MAX) {
        mark_title(&w, title);
        mark_furniture(&w, 0, w.first);
    }
    mark_head(&w);
    mark_tail(&w);
    for (size_t i = w.first; i < w.end; i++) {
        mark_line(&w, i);
    }
    mark_signature(&w);
}
