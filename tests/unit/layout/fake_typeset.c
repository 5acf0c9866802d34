/* fake_typeset.c - text setting that a test can compute by hand: Han 1 em, the rest half an em,
 * lines may end between Han characters and at spaces, not before closing marks or raised text.
 */
#include <jianbao/typeset.h>

#include <string.h>

#define MISSING 0x1F600 /* no font has it */

typedef struct letter {
    uint32_t code_point;
    jb_len width;
    uint32_t run;
    bool may_break; /* before it */
    bool must_break;
} letter;

static bool is_han(uint32_t c)
{
    return c >= 0x2E80 || c == 0x2014 || c == 0x2460;
}

static bool closes(uint32_t c)
{
    return c == 0x3002 || c == 0xFF0C || c == 0xFF1A || c == 0xFF09;
}

static jb_status spell(jb_arena *arena, const jb_run *runs, size_t count, const jb_loc *loc,
                       letter **out, size_t *len, jb_error *err)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        total += strlen(runs[i].text);
    }
    letter *letters = jb_arena_array(arena, total + 1, sizeof *letters);
    uint32_t before = 0;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t pos = 0;
        size_t size = strlen(runs[i].text);
        while (pos < size) {
            uint32_t c = jb_utf8_next(runs[i].text, size, &pos);
            if (c == MISSING) {
                return jb_fail(err, JB_ERR_FONT, loc, "no font has U+%X", "没有字体含 U+%X", c);
            }
            letters[n].code_point = c;
            letters[n].run = (uint32_t)i;
            letters[n].width = c == '\n' ? 0 : is_han(c) ? runs[i].size : runs[i].size / 2;
            letters[n].may_break = n > 0 && (is_han(c) || is_han(before) || before == ' ') &&
                                   !closes(c) && runs[i].rise == 0 && c != ' ';
            letters[n].must_break = before == '\n';
            before = c;
            n++;
        }
    }
    *out = letters;
    *len = n;
    return JB_OK;
}

static jb_piece piece_of(jb_arena *arena, const jb_run *runs, const letter *letters, size_t from,
                         size_t to, jb_len x)
{
    const jb_run *run = &runs[letters[from].run];
    size_t n = to - from;
    uint32_t *points = jb_arena_array(arena, n, sizeof *points);
    jb_len *adv = jb_arena_array(arena, n, sizeof *adv);
    jb_piece piece = {.size = run->size,
                      .rise = run->rise,
                      .color = run->color,
                      .ref = run->ref,
                      .x = x,
                      .count = (uint32_t)n,
                      .code_points = points,
                      .glyphs = points,
                      .adv = adv};
    for (size_t i = 0; i < n; i++) {
        points[i] = letters[from + i].code_point;
        adv[i] = letters[from + i].width;
        piece.width += adv[i];
    }
    return piece;
}

static jb_line line_of(jb_arena *arena, const jb_run *runs, const letter *letters, size_t from,
                       size_t to, const jb_para_spec *spec, jb_len indent)
{
    jb_line line = {0};
    while (to > from && (letters[to - 1].code_point == ' ' || letters[to - 1].code_point == '\n')) {
        to--;
    }
    jb_piece *pieces = jb_arena_array(arena, to - from + 1, sizeof *pieces);
    for (size_t i = from; i < to; i++) {
        line.width += letters[i].width;
    }
    jb_len room = spec->width - indent - line.width;
    line.x = indent;
    if (spec->align == JB_ALIGN_CENTER || spec->align == JB_ALIGN_BALANCED) {
        line.x += room / 2;
    } else if (spec->align == JB_ALIGN_RIGHT) {
        line.x += room;
    }
    jb_len x = line.x;
    for (size_t i = from, k; i < to; i = k) {
        for (k = i; k < to && letters[k].run == letters[i].run;) {
            k++;
        }
        pieces[line.piece_count] = piece_of(arena, runs, letters, i, k, x);
        x += pieces[line.piece_count++].width;
    }
    line.pieces = pieces;
    line.overfull = room < 0;
    return line;
}

/* The end of the line that begins at `from`. */
static size_t fill(const letter *letters, size_t len, size_t from, jb_len room)
{
    jb_len used = 0;
    size_t end = from;
    for (size_t i = from; i <= len; i++) {
        bool stop = i == len || letters[i].must_break;
        if (i > from && (stop || letters[i].may_break) && (used <= room || end == from)) {
            end = i;
        }
        if (i == len || (i > from && stop) || (used > room && end > from)) {
            break;
        }
        used +=
            letters[i].code_point == ' ' && used + letters[i].width > room ? 0 : letters[i].width;
    }
    return end;
}

jb_status jb_para_build(jb_arena *arena, jb_fontset *fonts, const jb_run *runs, size_t count,
                        const jb_para_spec *spec, jb_para *out, jb_error *err)
{
    (void)fonts;
    letter *letters = NULL;
    size_t len = 0;
    jb_status status = spell(arena, runs, count, spec->loc, &letters, &len, err);
    if (status != JB_OK) {
        return status;
    }
    jb_line *lines = jb_arena_array(arena, len + 1, sizeof *lines);
    size_t n = 0;
    for (size_t from = 0; from < len;) {
        jb_len indent = n == 0 ? spec->first_indent : spec->rest_indent;
        size_t end = fill(letters, len, from, spec->width - indent);
        lines[n] = line_of(arena, runs, letters, from, end, spec, indent);
        lines[n++].last = end == len || letters[end].must_break;
        from = end;
    }
    *out = (jb_para){.lines = lines, .count = n};
    return JB_OK;
}

/* A square with a hole, and one that overlaps it. */
jb_status jb_font_outline(jb_arena *arena, jb_fontset *fonts, jb_font font, uint32_t glyph,
                          const jb_outline_point **out, size_t *count, jb_error *err)
{
    static const jb_outline_point squares[] = {
        {0, 0, true},     {900, 0, false},   {900, 900, false}, {0, 900, false},
        {300, 300, true}, {300, 600, false}, {600, 600, false}, {600, 300, false},
        {800, 100, true}, {999, 100, false}, {999, 200, false}, {800, 200, false},
    };
    (void)arena;
    (void)fonts;
    (void)font;
    (void)glyph;
    (void)err;
    *out = squares;
    *count = sizeof squares / sizeof *squares;
    return JB_OK;
}

jb_status jb_para_measure(jb_fontset *fonts, const jb_run *runs, size_t count, jb_lang lang,
                          const jb_loc *loc, jb_len *natural, jb_len *minimum, jb_error *err)
{
    (void)fonts;
    (void)lang;
    jb_arena *arena = jb_arena_new();
    letter *letters = NULL;
    size_t len = 0;
    jb_len word = 0;
    jb_len line = 0;
    *natural = *minimum = 0;
    jb_status status = spell(arena, runs, count, loc, &letters, &len, err);
    for (size_t i = 0; status == JB_OK && i < len; i++) {
        line = letters[i].must_break ? 0 : line;
        word = letters[i].must_break || letters[i].may_break ? 0 : word;
        line += letters[i].width;
        word += letters[i].code_point == ' ' ? 0 : letters[i].width;
        *natural = line > *natural ? line : *natural;
        *minimum = word > *minimum ? word : *minimum;
    }
    jb_arena_free(arena);
    return status;
}
