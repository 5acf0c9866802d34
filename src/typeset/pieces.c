/* pieces.c - lines to pieces: every character gets its final advance.
 *
 * Decides how a line's missing or surplus width is shared out, exactly: the advances of a
 * justified line add up to its measure. Where lines end is settled before.
 */
#include "para.h"

#include <string.h>

/* A quantity shared out in proportion, in integers, with nothing lost. */
typedef struct share {
    int64_t total;
    int64_t parts;
    int64_t seen;
} share;

static jb_len share_next(share *s, jb_len part)
{
    if (s->parts == 0 || s->total == 0) {
        return 0;
    }
    int64_t before = s->total * s->seen / s->parts;
    s->seen += part;
    return (jb_len)(s->total * s->seen / s->parts - before);
}

typedef struct spread {
    share squeeze[SQUEEZES];
    share stretch;
    share even;
} spread;

static void add_parts(const para_work *w, const line_plan *line, const jb_para_spec *spec,
                      spread *s)
{
    const atom *atoms = w->atoms;
    s->squeeze[SQUEEZE_PAIR].parts = start_white(&atoms[line->start], spec);
    s->squeeze[SQUEEZE_EDGE].parts = spec->grid ? end_white(&atoms[line->ink_end - 1]) : 0;
    for (size_t i = line->start + 1; i < line->ink_end; i++) {
        const gap *g = &atoms[i].gap;
        s->squeeze[g->level].parts += g->shrink;
        s->stretch.parts += g->stretch;
        s->even.parts += g->open;
    }
}

static jb_len take(share *s, jb_len want)
{
    s->total = want < s->parts ? want : s->parts;
    return (jb_len)s->total;
}

/* How the line comes to its width: white taken away level by level, or added. */
static spread share_out(const para_work *w, const line_plan *line, const jb_para_spec *spec)
{
    spread s = {0};
    add_parts(w, line, spec, &s);
    jb_len surplus = line->nat - line->avail;
    for (int level = 0; level < SQUEEZES && surplus > 0; level++) {
        surplus -= take(&s.squeeze[level], surplus);
    }
    bool fills = spec->align == JB_ALIGN_JUSTIFY && !line->last && s.even.parts > 0;
    if (surplus < 0 && fills) {
        s.even.total = -surplus - take(&s.stretch, -surplus);
    }
    return s;
}

/* Final advances of the line's atoms. Returns the white cut off at its start. */
static jb_len set_advances(const para_work *w, const line_plan *line, const jb_para_spec *spec,
                           jb_len *adv)
{
    const atom *atoms = w->atoms;
    if (line->ink_end <= line->start) {
        return 0; /* nothing but spaces */
    }
    spread s = share_out(w, line, spec);
    jb_len cut_off = share_next(&s.squeeze[SQUEEZE_PAIR], start_white(&atoms[line->start], spec));
    for (size_t i = line->start; i < line->ink_end; i++) {
        adv[i - line->start] = atoms[i].adv;
        if (i == line->start) {
            continue;
        }
        const gap *g = &atoms[i].gap;
        adv[i - 1 - line->start] += g->nat - share_next(&s.squeeze[g->level], g->shrink) +
                                    share_next(&s.stretch, g->stretch) +
                                    share_next(&s.even, g->open);
    }
    jb_len white = end_white(&atoms[line->ink_end - 1]);
    adv[line->ink_end - 1 - line->start] -=
        spec->grid ? (jb_len)s.squeeze[SQUEEZE_EDGE].total : white;
    return cut_off;
}

static bool continues(const para_work *w, const jb_run *runs, size_t i)
{
    const atom *a = &w->atoms[i - 1];
    const atom *b = &w->atoms[i];
    const jb_run *ra = &runs[a->run];
    const jb_run *rb = &runs[b->run];
    return a->font == b->font && (ra == rb || (ra->size == rb->size && ra->rise == rb->rise &&
                                               ra->color == rb->color && ra->ref == rb->ref));
}

static size_t count_pieces(const para_work *w, const jb_run *runs)
{
    size_t count = 0;
    for (size_t k = 0; k < w->line_len; k++) {
        const line_plan *line = &w->lines[k];
        for (size_t i = line->start; i < line->end; i++) {
            count += i == line->start || !continues(w, runs, i);
        }
    }
    return count;
}

typedef struct maker {
    const para_work *w;
    const jb_run *runs;
    const jb_para_spec *spec;
    uint32_t *codes;
    uint32_t *glyphs;
    jb_len *adv;
    jb_piece *pieces; /* the next free one */
} maker;

static void start_piece(maker *m, size_t i, jb_len x)
{
    const atom *a = &m->w->atoms[i];
    const jb_run *run = &m->runs[a->run];
    jb_piece *p = m->pieces++;
    p->font = a->font;
    p->size = run->size;
    p->rise = run->rise;
    p->color = run->color;
    p->ref = run->ref;
    p->x = x;
    p->code_points = m->codes + i;
    p->glyphs = m->glyphs + i;
    p->adv = m->adv + i;
}

static jb_len line_start(const maker *m, const line_plan *line, jb_len width)
{
    jb_len slack = line->avail > width ? line->avail - width : 0;
    switch (m->spec->align) {
    case JB_ALIGN_CENTER:
    case JB_ALIGN_BALANCED:
        return line->indent + slack / 2;
    case JB_ALIGN_RIGHT:
        return line->indent + slack;
    case JB_ALIGN_LEFT:
    case JB_ALIGN_JUSTIFY:
    case JB_ALIGN_DECIMAL:
        break;
    }
    return line->indent;
}

static void make_line(maker *m, const line_plan *plan, jb_line *out)
{
    jb_len cut_off = set_advances(m->w, plan, m->spec, m->adv + plan->start);
    jb_len width = 0;
    for (size_t i = plan->start; i < plan->end; i++) {
        width += m->adv[i];
    }
    out->width = width - cut_off;
    out->x = line_start(m, plan, out->width);
    out->size = plan->size;
    out->last = plan->last;
    out->overfull = plan->overfull;
    out->pieces = m->pieces;
    jb_len x = out->x - cut_off;
    for (size_t i = plan->start; i < plan->end; i++) {
        const atom *a = &m->w->atoms[i];
        m->codes[i] = a->code;
        m->glyphs[i] = a->glyph;
        if (i == plan->start || !continues(m->w, m->runs, i)) {
            start_piece(m, i, x);
        }
        m->pieces[-1].count++;
        m->pieces[-1].width += m->adv[i];
        x += m->adv[i];
    }
    out->piece_count = (size_t)(m->pieces - out->pieces);
}

void pieces_make(jb_arena *arena, const para_work *w, const jb_run *runs, const jb_para_spec *spec,
                 jb_para *out)
{
    maker m = {.w = w, .runs = runs, .spec = spec};
    m.codes = jb_arena_array(arena, w->atom_len + 1, sizeof *m.codes);
    m.glyphs = jb_arena_array(arena, w->atom_len + 1, sizeof *m.glyphs);
    m.adv = jb_arena_array(arena, w->atom_len + 1, sizeof *m.adv);
    m.pieces = jb_arena_array(arena, count_pieces(w, runs) + 1, sizeof *m.pieces);
    jb_line *lines = jb_arena_array(arena, w->line_len + 1, sizeof *lines);
    for (size_t i = 0; i < w->line_len; i++) {
        make_line(&m, &w->lines[i], &lines[i]);
    }
    out->lines = lines;
    out->count = w->line_len;
}
