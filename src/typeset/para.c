/* para.c - runs of text to atoms: one glyph each, with the white around it.
 *
 * Decides the Han-Latin gap and how much white marks have to give. Cutting into lines is fill.c.
 */
#include "para.h"

#include "font.h"

#include <stdlib.h>
#include <string.h>

void para_work_free(para_work *w)
{
    breaker_free(&w->breaker);
    free(w->text);
    free(w->run_of);
    free(w->cuts);
    free(w->atoms);
    free(w->segments);
    free(w->lines);
}

/* ---- text -------------------------------------------------------------------------------- */

static void collect_text(para_work *w, const jb_run *runs, size_t count)
{
    size_t bytes = 0;
    for (size_t r = 0; r < count; r++) {
        bytes += strlen(runs[r].text);
    }
    w->text = jb_grow(w->text, &w->text_cap, bytes + 1, sizeof *w->text);
    w->run_of = jb_grow(w->run_of, &w->run_cap, bytes + 1, sizeof *w->run_of);
    w->cuts = jb_grow(w->cuts, &w->cut_cap, bytes + 1, sizeof *w->cuts);
    w->text_len = 0;
    for (size_t r = 0; r < count; r++) {
        size_t len = strlen(runs[r].text);
        for (size_t pos = 0; pos < len;) {
            w->run_of[w->text_len] = (uint32_t)r;
            uint32_t c = jb_utf8_next(runs[r].text, len, &pos);
            w->text[w->text_len++] = c == '\t' ? ' ' : c; /* paper has no tab stops */
        }
    }
}

static jb_len scaled(int32_t milli, jb_len size)
{
    if (milli == 0) {
        return 0;
    }
    int64_t product = (int64_t)milli * size + 500;
    int64_t whole = product / 1000;
    return (jb_len)(product < 0 && product % 1000 != 0 ? whole - 1 : whole);
}

/* An apostrophe within a Latin word is Latin in Chinese text too. */
static jb_lang glyph_lang(const para_work *w, size_t i, jb_lang lang)
{
    bool word = w->text[i] == 0x2019 && i > 0 && i + 1 < w->text_len &&
                char_is_letter(w->text[i - 1]) && char_is_letter(w->text[i + 1]);
    return word ? JB_LANG_EN : lang;
}

static bool is_mark(const atom *a)
{
    return a->cls >= CLS_OPEN && a->cls <= CLS_MIDDLE;
}

static void set_widths(atom *a, const glyph_slot *slot, const jb_para_spec *spec)
{
    enum { FULL_WIDTH = 900 };
    bool full = slot->advance >= FULL_WIDTH;
    if (is_mark(a) && !full) {
        a->cls = CLS_SYMBOL;
    }
    a->wide = a->cls == CLS_HAN || is_mark(a) ||
              (full && spec->lang == JB_LANG_ZH && (a->cls == CLS_SYMBOL || a->cls == CLS_DASH));
    a->adv = scaled(slot->advance, a->size);
    if (spec->grid && !a->raised && (a->wide || a->code == 0x3000)) {
        a->adv = spec->pitch;
    }
    a->before = scaled(slot->before, a->size);
    a->after = scaled(slot->after, a->size);
}

static jb_status add_atom(jb_fontset *fonts, para_work *w, const jb_run *runs,
                          const jb_para_spec *spec, size_t i, char_class cls, jb_error *err)
{
    const jb_run *run = &runs[w->run_of[i]];
    const glyph_slot *slot =
        fontset_slot(fonts, run->role, glyph_lang(w, i, spec->lang), w->text[i], spec->loc, err);
    if (!slot) {
        return JB_ERR_FONT;
    }
    atom a = {0};
    a.code = w->text[i];
    a.glyph = slot->glyph;
    a.font = slot->font;
    a.size = run->size;
    a.run = w->run_of[i];
    a.cls = (uint8_t)cls;
    a.trimmed = !char_is_plain(a.code) && char_is_trimmed(a.code);
    a.raised = run->rise != 0;
    a.cut = a.raised ? CUT_NEVER : w->cuts[i];
    set_widths(&a, slot, spec);
    JB_PUSH(w->atoms, w->atom_len, w->atom_cap, a);
    return JB_OK;
}

static jb_status refuse_control(uint32_t c, const jb_loc *loc, jb_error *err)
{
    return jb_fail(
        err, JB_ERR_INPUT, loc,
        "the text holds the control character U+%04X, which cannot be printed; remove it "
        "or write a space",
        "文字中有控制字符 U+%04X，无法印出；请删去或改为空格", (unsigned)c);
}

static void end_segment(para_work *w, size_t start, jb_len size)
{
    segment s = {start, w->atom_len, size};
    JB_PUSH(w->segments, w->segment_len, w->segment_cap, s);
}

static bool is_crlf(const para_work *w, size_t i)
{
    return w->text[i] == '\r' && i + 1 < w->text_len && w->text[i + 1] == '\n';
}

static jb_status make_atoms(jb_fontset *fonts, para_work *w, const jb_run *runs,
                            const jb_para_spec *spec, jb_error *err)
{
    size_t start = 0;
    bool ended = true;
    w->atom_len = 0;
    w->segment_len = 0;
    for (size_t i = 0; i < w->text_len; i++) {
        char_class cls = char_look(w->text[i]).cls;
        if (cls == CLS_NEWLINE) {
            if (!is_crlf(w, i)) {
                end_segment(w, start, runs[w->run_of[i]].size);
                start = w->atom_len;
                ended = true;
            }
            continue;
        }
        ended = false;
        if (cls == CLS_ZERO) {
            continue;
        }
        bool control = !char_is_plain(w->text[i]) && char_is_control(w->text[i]);
        jb_status status = control ? refuse_control(w->text[i], spec->loc, err)
                                   : add_atom(fonts, w, runs, spec, i, cls, err);
        if (status != JB_OK) {
            return err ? err->status : status;
        }
    }
    if (!ended) {
        end_segment(w, start, runs[w->run_of[w->text_len - 1]].size);
    }
    return JB_OK;
}

/* Words are found only for what has lines to balance: ICU takes longer to make ready for that than
 * a short document takes in all. */
void para_mark_words(para_work *w, const jb_para_spec *spec)
{
    size_t a = 0;
    if (spec->lang != JB_LANG_ZH) {
        return;
    }
    breaks_mark_words(&w->breaker, w->text, w->text_len, w->cuts);
    for (size_t i = 0; i < w->text_len; i++) {
        char_class cls = char_look(w->text[i]).cls;
        if (cls != CLS_NEWLINE && cls != CLS_ZERO) {
            w->atoms[a].cut = w->atoms[a].raised ? CUT_NEVER : w->cuts[i];
            a++;
        }
    }
}

/* ---- white between atoms ------------------------------------------------------------------ */

/* Two marks together take an em and a half; alone a mark keeps its white until it is needed. */
static void set_mark_gap(const atom *a, const atom *b, gap *g)
{
    jb_len white = (is_mark(a) ? a->after : 0) + (is_mark(b) ? b->before : 0);
    white = white > a->adv ? a->adv : white;
    bool dash = a->cls == CLS_DASH || b->cls == CLS_DASH;
    if (a->cls == CLS_LATIN || b->cls == CLS_LATIN || dash || a->font != b->font) {
        /* A figure right behind a comma, or a dash or a bold word of another font than the mark:
         * readers take what stands close for one word, or for one on top of the other. */
        jb_len most = a->size / 12;
        white = white < most ? white : most;
    }
    if (is_mark(a) && is_mark(b)) {
        jb_len half = a->size / 2;
        g->nat = -(white < half ? white : half);
        g->shrink = white + g->nat;
        g->level = SQUEEZE_PAIR;
        return;
    }
    g->shrink = white;
    g->level = a->cls == CLS_STOP ? SQUEEZE_STOP : SQUEEZE_PAUSE;
}

static void set_word_gap(const atom *a, const atom *b, const jb_para_spec *spec, gap *g)
{
    bool meets =
        (a->cls == CLS_HAN && b->cls == CLS_LATIN) || (a->cls == CLS_LATIN && b->cls == CLS_HAN);
    if (meets && !spec->no_gap) {
        jb_len em = a->cls == CLS_HAN ? a->size : b->size;
        g->nat = em / 4;
        g->shrink = em / 4 - em / 8;
        g->stretch = em / 12; /* to a third of an em; then all gaps widen alike */
    }
    if (a->code == ' ' || a->code == 0xA0) {
        g->shrink = a->adv / 5;
        g->stretch = a->adv < a->size / 2 ? a->size / 2 - a->adv : 0;
    }
    g->level = SQUEEZE_GAP;
}

static bool is_open(const atom *a, const atom *b)
{
    if (b->cls == CLS_SPACE || (a->cls == CLS_DASH && b->cls == CLS_DASH)) {
        return false;
    }
    if (a->cls == CLS_SPACE) {
        return a->trimmed;
    }
    return (a->wide || b->wide) && a->cls != CLS_OPEN &&
           (b->cls < CLS_CLOSE || b->cls > CLS_MIDDLE);
}

/* ＄ ％ ￡ ￥ stand close to their figure, however wide the line is made. */
static bool is_of_figure(const atom *a, const atom *b)
{
    bool before = a->code == 0xFF04 || a->code == 0xFFE1 || a->code == 0xFFE5;
    return (before && b->cls == CLS_LATIN) || (a->cls == CLS_LATIN && b->code == 0xFF05);
}

/* Two characters, or two letters or figures: most of all, and none of the rules is for them. */
static bool is_plain_pair(const atom *a, const atom *b)
{
    return a->cls == b->cls && char_is_plain(a->code) && char_is_plain(b->code) && !a->raised &&
           !b->raised && b->cut != CUT_NEVER;
}

static void set_gap(const atom *a, atom *b, const jb_para_spec *spec)
{
    gap g = {0};
    if (is_plain_pair(a, b)) {
        b->gap = (gap){.level = SQUEEZE_GAP, .open = b->wide};
        return;
    }
    if (b->raised || b->cut == CUT_NEVER || is_of_figure(a, b)) {
        b->gap = g;
        return;
    }
    if (is_mark(a) || is_mark(b)) {
        set_mark_gap(a, b, &g);
    } else if (a->code == 0x2014 && b->code == 0x2014) {
        g.nat = -(a->after + b->before); /* joins the halves of a dash in any font */
    } else if (!a->raised) {
        set_word_gap(a, b, spec, &g);
    }
    g.open = is_open(a, b);
    b->gap = g;
}

static void set_gaps(para_work *w, const jb_para_spec *spec)
{
    for (size_t s = 0; s < w->segment_len; s++) {
        for (size_t i = w->segments[s].start + 1; i < w->segments[s].end; i++) {
            set_gap(&w->atoms[i - 1], &w->atoms[i], spec);
        }
    }
}

static jb_status prepare(jb_fontset *fonts, para_work *w, const jb_run *runs, size_t count,
                         const jb_para_spec *spec, jb_error *err)
{
    collect_text(w, runs, count);
    w->breaker.loose = spec->loose;
    breaks_find(&w->breaker, w->text, w->text_len, spec->lang, w->cuts);
    jb_status status = make_atoms(fonts, w, runs, spec, err);
    if (status == JB_OK) {
        set_gaps(w, spec);
    }
    return status;
}

/* ---- entry points ------------------------------------------------------------------------ */

jb_status jb_para_build(jb_arena *arena, jb_fontset *fonts, const jb_run *runs, size_t count,
                        const jb_para_spec *spec, jb_para *out, jb_error *err)
{
    if (spec->width <= 0 || (spec->grid && spec->pitch <= 0)) {
        return jb_fail(err, JB_ERR_INTERNAL, spec->loc,
                       "a paragraph of width %d on a pitch of %d cannot be set",
                       "无法排版宽度为 %d、字距为 %d 的段落", spec->width, spec->pitch);
    }
    para_work *w = fontset_work(fonts);
    jb_status status = prepare(fonts, w, runs, count, spec, err);
    if (status != JB_OK) {
        return status;
    }
    fill_lines(w, spec);
    pieces_make(arena, w, runs, spec, out);
    return JB_OK;
}

static jb_len widest_part(const para_work *w, const jb_para_spec *spec, const segment *s)
{
    jb_len widest = 0;
    size_t start = s->start;
    for (size_t i = s->start + 1; i <= s->end; i++) {
        if (i == s->end || w->atoms[i].cut >= CUT_WORD) {
            jb_len nat = span_extent(w, spec, start, i).nat;
            widest = nat > widest ? nat : widest;
            start = i;
        }
    }
    return widest;
}

jb_status jb_para_measure(jb_fontset *fonts, const jb_run *runs, size_t count, jb_lang lang,
                          const jb_loc *loc, jb_len *natural, jb_len *minimum, jb_error *err)
{
    jb_para_spec spec = {.width = 1, .align = JB_ALIGN_LEFT, .lang = lang, .loc = loc};
    para_work *w = fontset_work(fonts);
    jb_status status = prepare(fonts, w, runs, count, &spec, err);
    *natural = 0;
    *minimum = 0;
    for (size_t i = 0; i < w->segment_len && status == JB_OK; i++) {
        const segment *s = &w->segments[i];
        jb_len nat = span_extent(w, &spec, s->start, s->end).nat;
        jb_len part = widest_part(w, &spec, s);
        *natural = nat > *natural ? nat : *natural;
        *minimum = part > *minimum ? part : *minimum;
    }
    return status;
}
