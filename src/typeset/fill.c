/* fill.c - where the lines of a paragraph end.
 *
 * Decides how much goes on a line: as much as fits, one thing more when squeezing its white costs
 * less than spreading the line without it. Never breaks a forbidden place while an allowed one
 * serves. Knows widths, not glyphs.
 */
#include "para.h"

/* ---- measuring --------------------------------------------------------------------------- */

jb_len end_white(const atom *a)
{
    return a->cls >= CLS_CLOSE && a->cls <= CLS_MIDDLE ? a->after : 0;
}

jb_len start_white(const atom *a, const jb_para_spec *spec)
{
    bool first = a->cut == CUT_NEVER || a->cut == CUT_MUST; /* brackets of headings keep in line */
    return spec->align == JB_ALIGN_JUSTIFY && a->cls == CLS_OPEN && !first ? a->before : 0;
}

void walk_step(walk *k, const atom *atoms, size_t i)
{
    const atom *a = &atoms[i];
    bool first = i == k->start;
    jb_len nat = a->adv + (first ? 0 : a->gap.nat);
    jb_len shrink = first ? 0 : a->gap.shrink;
    if (a->trimmed) {
        k->pend_nat += nat;
        k->pend_shrink += shrink;
        return;
    }
    k->nat += k->pend_nat + nat;
    k->shrink += k->pend_shrink + shrink;
    k->pend_nat = 0;
    k->pend_shrink = 0;
    k->ink_end = i + 1;
}

extent walk_extent(const walk *k, const atom *atoms, const jb_para_spec *spec)
{
    extent e = {0, 0, k->start};
    if (k->ink_end == 0) {
        return e;
    }
    jb_len white = end_white(&atoms[k->ink_end - 1]);
    e.nat = k->nat - (spec->grid ? 0 : white);
    e.min = k->nat - k->shrink - white - start_white(&atoms[k->start], spec);
    e.ink_end = k->ink_end;
    return e;
}

extent span_extent(const para_work *w, const jb_para_spec *spec, size_t start, size_t end)
{
    walk k = {.start = start};
    for (size_t i = start; i < end; i++) {
        walk_step(&k, w->atoms, i);
    }
    return walk_extent(&k, w->atoms, spec);
}

/* ---- one line ---------------------------------------------------------------------------- */

typedef struct filler {
    para_work *w;
    const jb_para_spec *spec;
    jb_len width;  /* of the measure now tried */
    bool by_words; /* CUT_WORD is worse than CUT_MAY */
} filler;

typedef struct pick {
    size_t end; /* 0: none */
    extent size;
} pick;

typedef struct picks {
    pick fit[CUTS];   /* the last place where the line fits as it is */
    pick tight[CUTS]; /* the first after it where it fits when squeezed */
} picks;

static cut cut_at(const filler *f, size_t i, size_t end)
{
    cut c = i == end ? CUT_MAY : (cut)f->w->atoms[i].cut;
    return c == CUT_MUST || (c == CUT_WORD && !f->by_words) ? CUT_MAY : c;
}

static picks find_picks(const filler *f, size_t start, size_t end, jb_len avail)
{
    picks p = {0};
    walk k = {.start = start};
    const atom *atoms = f->w->atoms;
    for (size_t i = start; i < end; i++) {
        walk_step(&k, atoms, i);
        if (k.nat - k.shrink - 2 * atoms[i].size > avail) {
            break;
        }
        cut c = cut_at(f, i + 1, end);
        pick here = {i + 1, walk_extent(&k, atoms, f->spec)};
        if (here.size.nat <= avail) {
            p.fit[c] = here;
            p.tight[c].end = 0;
        } else if (here.size.min <= avail && !p.tight[c].end) {
            p.tight[c] = here;
        }
    }
    return p;
}

static pick choose(const filler *f, const pick *fit, const pick *tight, size_t end, jb_len avail)
{
    if (!tight->end || (fit->end == end)) {
        return *fit;
    }
    if (!fit->end || tight->end == end) {
        return *tight;
    }
    /* Squeezing looks better than spreading, up to twice as much of it. */
    bool squeeze =
        f->spec->align == JB_ALIGN_JUSTIFY && tight->size.nat - avail < 2 * (avail - fit->size.nat);
    return squeeze ? *tight : *fit;
}

/* One cluster, when not even that fits. */
static size_t cluster_end(const filler *f, size_t start, size_t end)
{
    const atom *atoms = f->w->atoms;
    size_t i = start + 1;
    while (i < end && atoms[i].cut == CUT_NEVER) {
        i++;
    }
    while (i < end && atoms[i].trimmed) {
        i++;
    }
    return i;
}

static jb_len largest_size(const para_work *w, size_t start, size_t end)
{
    jb_len size = 0;
    for (size_t i = start; i < end; i++) {
        size = w->atoms[i].size > size ? w->atoms[i].size : size;
    }
    return size;
}

/* Whether all that is left goes on the line as it is: most cells of tables are one line. */
static bool fits_whole(const filler *f, size_t start, size_t end, jb_len avail, extent *size)
{
    walk k = {.start = start};
    const atom *atoms = f->w->atoms;
    for (size_t i = start; i < end; i++) {
        walk_step(&k, atoms, i);
        if (k.nat - k.shrink - 2 * atoms[i].size > avail) {
            return false;
        }
    }
    *size = walk_extent(&k, atoms, f->spec);
    return size->nat <= avail;
}

static line_plan plan_line(const filler *f, size_t start, size_t end, jb_len indent)
{
    line_plan line = {.start = start, .indent = indent};
    line.avail = f->width > indent ? f->width - indent : 1;
    pick best = {.end = end};
    if (fits_whole(f, start, end, line.avail, &best.size)) {
        line.end = end;
        line.ink_end = best.size.ink_end;
        line.nat = best.size.nat;
        return line;
    }
    picks p = find_picks(f, start, end, line.avail);
    best = (pick){0};
    int c = CUT_MAY;
    for (; c > CUT_NEVER && !best.end; c--) {
        best = choose(f, &p.fit[c], &p.tight[c], end, line.avail);
    }
    line.rough = c + 1 < CUT_MAY;
    if (!best.end) {
        best.end = cluster_end(f, start, end);
        best.size = span_extent(f->w, f->spec, start, best.end);
        line.overfull = best.size.min > line.avail;
        line.rough = line.overfull || best.end < end;
    }
    line.end = best.end;
    line.ink_end = best.size.ink_end;
    line.nat = best.size.nat;
    return line;
}

/* ---- the end of a paragraph --------------------------------------------------------------- */

/* Characters that are no mark and no space. */
static size_t count_solid(const para_work *w, size_t start, size_t end)
{
    size_t solid = 0;
    for (size_t i = start; i < end; i++) {
        const atom *a = &w->atoms[i];
        bool mark = a->cls >= CLS_OPEN && a->cls <= CLS_SPACE;
        solid += !mark && !a->raised && a->cut != CUT_NEVER;
    }
    return solid;
}

static void set_span(const filler *f, line_plan *line, size_t start, size_t end)
{
    extent e = span_extent(f->w, f->spec, start, end);
    line->start = start;
    line->end = end;
    line->ink_end = e.ink_end;
    line->nat = e.nat;
}

/* Gives the last line company from the line before, if that one bears being spread. */
static void push_more(const filler *f, line_plan *before, line_plan *last)
{
    enum { MOST = 8 }; /* an eighth of an em at each place */
    const atom *atoms = f->w->atoms;
    for (size_t at = before->end - 1; at > before->start + 1; at--) {
        if (cut_at(f, at, last->end) != CUT_MAY || count_solid(f->w, at, last->end) < 2) {
            continue;
        }
        jb_len places = 0;
        for (size_t i = before->start + 1; i < at; i++) {
            places += atoms[i].gap.open;
        }
        extent kept = span_extent(f->w, f->spec, before->start, at);
        extent moved = span_extent(f->w, f->spec, at, last->end);
        if (before->avail - kept.nat <= places * (atoms[at].size / MOST) &&
            moved.nat <= last->avail) {
            set_span(f, before, before->start, at);
            set_span(f, last, at, last->end);
        }
        return;
    }
}

/* A last line of one Han character is pulled up or joined by another. */
static void mend_widow(const filler *f, size_t first)
{
    para_work *w = f->w;
    if (w->line_len < first + 2 || f->spec->align != JB_ALIGN_JUSTIFY) {
        return;
    }
    line_plan *last = &w->lines[w->line_len - 1];
    line_plan *before = last - 1;
    if (last->ink_end == last->start || count_solid(w, last->start, last->end) > 1 ||
        !w->atoms[last->start].wide || before->rough || last->rough) {
        return;
    }
    extent both = span_extent(w, f->spec, before->start, last->end);
    if (both.min <= before->avail) {
        set_span(f, before, before->start, last->end);
        w->line_len--;
        return;
    }
    push_more(f, before, last);
}

/* ---- all lines --------------------------------------------------------------------------- */

static void fill_segment(const filler *f, const segment *s)
{
    para_work *w = f->w;
    size_t first = w->line_len;
    size_t start = s->start;
    do {
        jb_len indent = w->line_len == 0 ? f->spec->first_indent : f->spec->rest_indent;
        line_plan line = {.start = start, .end = start, .ink_end = start, .indent = indent};
        if (start < s->end) {
            line = plan_line(f, start, s->end, indent);
        }
        start = line.end;
        JB_PUSH(w->lines, w->line_len, w->line_cap, line);
    } while (start < s->end);
    mend_widow(f, first);
    if (f->spec->align == JB_ALIGN_JUSTIFY) {
        level_lines(w, f->spec, first);
    }
    w->lines[w->line_len - 1].last = true;
    for (size_t i = first; i < w->line_len; i++) {
        line_plan *line = &w->lines[i];
        line->size = line->end > line->start ? largest_size(w, line->start, line->end) : s->size;
    }
}

/* Fills all with the measure of f; returns how many lines are rough. */
static size_t fill_all(const filler *f)
{
    size_t rough = 0;
    f->w->line_len = 0;
    for (size_t i = 0; i < f->w->segment_len; i++) {
        fill_segment(f, &f->w->segments[i]);
    }
    for (size_t i = 0; i < f->w->line_len; i++) {
        rough += f->w->lines[i].rough;
    }
    return rough;
}

/* The smallest measure that takes no more lines makes them about equally long. */
static void fill_balanced(filler *f, size_t rough)
{
    para_work *w = f->w;
    size_t lines = w->line_len;
    f->by_words = true;
    if (fill_all(f) > rough || w->line_len > lines) {
        f->by_words = false;
    }
    jb_len low = 1;
    jb_len high = f->width;
    while (low < high) {
        f->width = low + (high - low) / 2;
        if (fill_all(f) <= rough && w->line_len <= lines) {
            high = f->width;
        } else {
            low = f->width + 1;
        }
    }
    f->width = high;
    (void)fill_all(f);
    for (size_t i = 0; i < w->line_len; i++) {
        w->lines[i].avail =
            f->spec->width > w->lines[i].indent ? f->spec->width - w->lines[i].indent : 1;
    }
}

void fill_lines(para_work *w, const jb_para_spec *spec)
{
    filler f = {w, spec, spec->width, false};
    size_t rough = fill_all(&f);
    /* Where each segment has its line to itself there is nothing to balance. */
    if (spec->align == JB_ALIGN_BALANCED && (rough > 0 || w->line_len > w->segment_len)) {
        para_mark_words(w, spec);
        fill_balanced(&f, rough);
    }
}
