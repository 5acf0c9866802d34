/* test_random.c - what must hold of any text in any measure, tried on mixed-up texts. */
#include "para_help.h"

enum { ROUNDS = 3000 };

static const char *const pool[] = {
    "劳",         "动",         "保",       "障",    "监",     "察",     "的",       "追",
    "回",         "涉",         "及",       "案",    "第",     "表",     "附件",     "，",
    "。",         "、",         "；",       "：",    "？",     "！",     "（",       "）",
    "《",         "》",         "“",        "”",     "‘",      "’",      "〔",       "〕",
    "—",          "——",         "……",       "…",     "·",      "％",     "%",        "‰",
    "￥",         "-",          "~",        "/",     "(",      ")",      ",",        ".",
    ":",          "2024",       "年",       "11",    "月",     "14",     "日",       "2604.50",
    "万",         "元",         "件",       "1,234", "余",     "家次",   "个百分点", "5",
    "1-10",       "3",          " ",        " ",     "\u3000", "\u2009", "\u00A0",   "AI",
    "Labour",     "inspection", "COVID-19", "don’t", "人",     "宗",     "起",       "名",
    "户",         "条",         "份",       "次",    "≥",      "+",      "①",        "镕",
    "\U00020164", "\n",         "\u200B",   "\u00AD"};

static void random_text(uint64_t *seed, jb_str *out)
{
    size_t parts = 1 + jb_test_random(seed) % 60;
    jb_str_clear(out);
    for (size_t i = 0; i < parts; i++) {
        size_t have = sizeof pool / sizeof *pool;
        /* Half of it plain characters, as in real texts. */
        size_t pick =
            jb_test_random(seed) % 2 ? jb_test_random(seed) % 13 : jb_test_random(seed) % have;
        jb_str_add(out, pool[pick]);
    }
}

static bool is_in(uint32_t c, const char *set)
{
    size_t len = strlen(set);
    for (size_t pos = 0; pos < len;) {
        if (jb_utf8_next(set, len, &pos) == c) {
            return true;
        }
    }
    return false;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_dropped(uint32_t c)
{
    return c == '\n' || c == 0x200B || c == 0xAD;
}

/* The text in code points, and where each line of a paragraph begins in it. */
typedef struct laid {
    const char *text;
    uint32_t code[2048];
    size_t byte[2048];
    size_t count;
    size_t start[2048]; /* of line i */
    uint8_t *breaks;
} laid;

static void lay(desk *d, laid *l, const char *text, jb_lang lang)
{
    size_t len = strlen(text);
    jb_error err = {0};
    l->text = text;
    l->count = 0;
    for (size_t pos = 0; pos < len;) {
        l->byte[l->count] = pos;
        l->code[l->count++] = jb_utf8_next(text, len, &pos);
    }
    l->byte[l->count] = len;
    size_t count = 0;
    assert_jb_ok(jb_breaks_find(d->arena, text, lang, &l->breaks, &count, &err), &err);
    assert_int_equal(count, l->count);
}

/* The place of the next character that must come back; a forced end is passed when `forced`. */
static size_t skip_dropped(const laid *l, size_t at, bool forced)
{
    while (at < l->count && is_dropped(l->code[at])) {
        if (l->code[at] != '\n') {
            at++;
        } else {
            return forced ? at + 1 : at;
        }
    }
    return at;
}

/* Every character comes back, once and in order. */
static void check_text(laid *l, const jb_para *para)
{
    size_t at = 0;
    for (size_t k = 0; k < para->count; k++) {
        const jb_line *line = &para->lines[k];
        jb_str got = {0};
        line_text(line, &got);
        at = skip_dropped(l, at, false);
        l->start[k] = at;
        for (size_t pos = 0; pos < got.len; at++) {
            at = skip_dropped(l, at, false);
            assert_int_equal(jb_utf8_next(got.data, got.len, &pos), l->code[at]);
        }
        at = line->last ? skip_dropped(l, at, true) : at;
        jb_str_free(&got);
    }
    assert_int_equal(skip_dropped(l, at, false), l->count);
    l->start[para->count] = at;
}

/* The line from `start` ends at `end` although one may not: nothing up to the next place where
 * one may would have fitted. */
static void check_emergency(desk *d, const laid *l, size_t start, size_t end,
                            const jb_para_spec *spec)
{
    size_t next = end;
    for (size_t i = start + 1; i < end; i++) {
        assert_int_not_equal(l->breaks[i], JB_BREAK_MAY);
    }
    while (next < l->count && l->breaks[next] == JB_BREAK_NO) {
        next++;
    }
    jb_str part = {0};
    jb_str_addn(&part, l->text + l->byte[start], l->byte[next] - l->byte[start]);
    jb_para_spec alone = *spec;
    alone.align = JB_ALIGN_LEFT;
    alone.first_indent = alone.rest_indent;
    assert_true(build(d, jb_str_text(&part), &alone).count > 1);
    jb_str_free(&part);
}

static void check_ends(desk *d, const laid *l, const jb_para *para, const jb_para_spec *spec)
{
    for (size_t k = 0; k + 1 < para->count; k++) {
        size_t next = l->start[k + 1];
        if (para->lines[k].last) {
            continue;
        }
        if (l->breaks[next] != JB_BREAK_MAY) {
            if (k > 0) { /* the first line may have another indent */
                check_emergency(d, l, l->start[k], next, spec);
            }
            continue;
        }
        uint32_t b = l->code[next];
        size_t last = next - 1;
        while (last > 0 && is_dropped(l->code[last])) {
            last--;
        }
        uint32_t a = l->code[last];
        bool spaced = is_in(a, " \u3000\u2009");
        assert_false(is_in(b, "，、。；：？！）》〉」』】〕％%‰,.;:?!)]}") &&
                     !(spec->lang == JB_LANG_EN && spaced));
        assert_false(!spaced && is_in(b, "”’…—·"));
        assert_false(is_in(a, "（《〈「『【〔“‘([{￥¥$"));
        assert_false(is_digit(a) && is_digit(b));
        assert_false(spec->lang == JB_LANG_ZH && is_digit(a) &&
                     is_in(b, "万亿元件宗起人名家户条份次年月日余个"));
    }
}

/* Something on the line can be spread: two characters side by side, or a space within. */
static bool can_spread(const jb_line *line)
{
    bool han = false;
    bool space = false;
    bool ink = false;
    for (size_t p = 0; p < line->piece_count; p++) {
        for (uint32_t i = 0; i < line->pieces[p].count; i++) {
            uint32_t c = line->pieces[p].code_points[i];
            bool is_han = c >= 0x4E00 && c <= 0x9FFF;
            bool blank = is_in(c, " \u3000\u2009\u00A0");
            if ((is_han && han) || (!blank && space && ink)) {
                return true;
            }
            space = c == ' ';
            han = is_han;
            ink = ink || !blank;
        }
    }
    return false;
}

static void check_widths(const jb_para *para, const jb_para_spec *spec)
{
    for (size_t k = 0; k < para->count; k++) {
        const jb_line *line = &para->lines[k];
        if (line->piece_count == 0) {
            continue;
        }
        check_pieces(line);
        assert_int_equal(line->x + line->width, line_end(line));
        assert_true(line->overfull || line_end(line) <= spec->width);
        if (spec->align == JB_ALIGN_JUSTIFY && !line->last && !line->overfull && can_spread(line)) {
            assert_int_equal(line_end(line), spec->width);
        }
    }
}

static jb_para_spec random_spec(uint64_t *seed)
{
    static const jb_align aligns[] = {JB_ALIGN_JUSTIFY, JB_ALIGN_JUSTIFY, JB_ALIGN_LEFT,
                                      JB_ALIGN_CENTER,  JB_ALIGN_RIGHT,   JB_ALIGN_BALANCED};
    jb_para_spec spec = {.align = aligns[jb_test_random(seed) % 6]};
    spec.lang = jb_test_random(seed) % 5 ? JB_LANG_ZH : JB_LANG_EN;
    spec.width = (jb_len)(EM + jb_test_random(seed) % (28 * EM));
    spec.grid = jb_test_random(seed) % 4 == 0;
    spec.pitch = EM - 207;
    spec.no_gap = jb_test_random(seed) % 5 == 0;
    if (jb_test_random(seed) % 2) {
        spec.first_indent = (jb_len)(jb_test_random(seed) % (uint64_t)(spec.width / 2));
    }
    return spec;
}

static void test_para_build_any_text_in_any_measure(void **state)
{
    desk *d = *state;
    static laid l;
    jb_str text = {0};
    uint64_t seed = 20241114;
    for (size_t round = 0; round < ROUNDS; round++) {
        jb_arena_mark mark = jb_arena_save(d->arena);
        random_text(&seed, &text);
        jb_para_spec spec = random_spec(&seed);
        jb_para para = build(d, jb_str_text(&text), &spec);
        lay(d, &l, jb_str_text(&text), spec.lang);
        check_text(&l, &para);
        check_ends(d, &l, &para, &spec);
        check_widths(&para, &spec);
        jb_arena_restore(d->arena, mark);
    }
    jb_str_free(&text);
}

/* Styles that change anywhere, even within a number, neither lose text nor overflow. */
static void test_para_build_any_runs(void **state)
{
    desk *d = *state;
    static laid l;
    jb_str texts[4] = {{0}, {0}, {0}, {0}};
    jb_str all = {0};
    uint64_t seed = 97;
    for (size_t round = 0; round < ROUNDS; round++) {
        jb_arena_mark mark = jb_arena_save(d->arena);
        jb_run runs[4] = {{0}};
        jb_str_clear(&all);
        for (unsigned i = 0; i < 4; i++) {
            random_text(&seed, &texts[i]);
            jb_str_add(&all, jb_str_text(&texts[i]));
            runs[i].text = jb_str_text(&texts[i]);
            runs[i].role = (jb_role)(jb_test_random(&seed) % JB_ROLES);
            runs[i].size = (jb_len)(5000 + jb_test_random(&seed) % 20000);
            runs[i].ref = i;
        }
        jb_para_spec spec = random_spec(&seed);
        jb_para para = build_runs(d, runs, 4, &spec);
        lay(d, &l, jb_str_text(&all), spec.lang);
        check_text(&l, &para);
        check_widths(&para, &spec);
        jb_arena_restore(d->arena, mark);
    }
    for (unsigned i = 0; i < 4; i++) {
        jb_str_free(&texts[i]);
    }
    jb_str_free(&all);
}

/* What is measured is what is built. */
static void test_para_measure_any_text(void **state)
{
    desk *d = *state;
    jb_str text = {0};
    uint64_t seed = 5;
    for (size_t round = 0; round < ROUNDS; round++) {
        jb_arena_mark mark = jb_arena_save(d->arena);
        random_text(&seed, &text);
        jb_run run = {.text = jb_str_text(&text), .role = JB_ROLE_BODY, .size = EM};
        jb_len natural = 0;
        jb_len minimum = 0;
        jb_error err = {0};
        assert_jb_ok(jb_para_measure(d->fonts, &run, 1, JB_LANG_ZH, NULL, &natural, &minimum, &err),
                     &err);
        jb_para_spec spec = {.width = natural + 1, .lang = JB_LANG_ZH, .align = JB_ALIGN_LEFT};
        jb_para para = build_runs(d, &run, 1, &spec);
        for (size_t k = 0; k < para.count; k++) {
            assert_true(para.lines[k].last && para.lines[k].width <= natural);
        }
        spec.width = minimum + 1;
        para = build_runs(d, &run, 1, &spec);
        for (size_t k = 0; k < para.count; k++) {
            assert_false(para.lines[k].overfull);
        }
        jb_arena_restore(d->arena, mark);
    }
    jb_str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_para_build_any_text_in_any_measure),
        cmocka_unit_test(test_para_build_any_runs),
        cmocka_unit_test(test_para_measure_any_text),
    };
    return cmocka_run_group_tests(tests, desk_open, desk_close);
}
