/* torture_text.c - chance, and texts made of it: words, prose, pieces with calls and links.
 *
 * Everything follows from one state, so that a seed makes the same document again.
 */
#include "torture_make.h"

#include <string.h>

static uint64_t state;

uint32_t pick(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

void chance_begin(uint32_t seed)
{
    state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (int i = 0; i < 4; i++) {
        (void)pick(2);
    }
}

bool one_in(uint32_t n)
{
    return pick(n) == 0;
}

/* ---- text */

static const char *const han[] = {
    "劳", "动", "保", "障", "监", "察", "仲", "裁", "案", "件", "工", "资", "年",
    "度", "省", "市", "县", "区", "办", "结", "追", "回", "元", "人", "的", "了",
    "和", "与", "一", "二", "三", "十", "百", "万", "亿", "々", "〇",
};
static const char *const marks[] = {
    "，", "。", "、", "；", "：", "？", "！", "）", "》", "〉", "」", "』", "】",
    "〕", "”",  "’",  "——", "……", "·",  "～", "—",  "-",  "/",  "％", "‰",  "℃",
    ",",  ".",  ";",  ":",  "?",  "!",  ")",  "]",  "}",  "%",  "'",  "\"",
};
static const char *const openers[] = {"（", "《", "〈", "「", "『", "【", "〔", "“",
                                      "‘",  "(",  "[",  "{",  "￥", "$",  "№",  "+"};
static const char *const numbers[] = {
    "0",       "7",       "12",      "2024",       "1,234.56万元",
    "99.63%",  "-3.2%",   "¥1 350",  "￥9,545.00", "2023年12月31日",
    "10—20件", "3.5‰",    "1.2亿元", "A-7",        "5×8",
    "20℃",     "第3季度", "12:30",   "1/2",        "第128号",
    "500余人",
};
static const char *const latin[] = {"labour",    "a",     "inspection", "Annual Report",
                                    "e.g.",      "x-ray", "naïve",      "http://example.org/a?b=c",
                                    "GB/T 9704", "don't", "II",         "No. 5"};
static const uint32_t rare[] = {
    0x9F98, 0x9B31, 0x3402,  0x3105,  0x20BB7, 0x2B74E, 0x29E3D, 0x2A6D6,
    0x3400, 0x9FA5, 0x20000, 0x2B4E7, 0x30EDE, 0x2B5F4, 0x25B7D, 0xB7,
    0x3220, 0x2160, 0x2103,  0x3008,  0xFF08,  0x2605,  0x25CB,  0x0394,
};
static uint32_t drawn[sizeof rare / sizeof *rare];
static size_t drawn_count;

static bool all_roles_draw(jb_fontset *fonts, uint32_t point)
{
    for (int role = 0; role < JB_ROLES; role++) {
        jb_glyph glyph;
        jb_error err = {0};
        if (jb_fontset_glyph(fonts, (jb_role)role, JB_LANG_ZH, point, &glyph, NULL, &err) !=
            JB_OK) {
            return false;
        }
    }
    return true;
}

void torture_letters(jb_fontset *fonts)
{
    drawn_count = 0;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
        if (all_roles_draw(fonts, rare[i])) {
            drawn[drawn_count++] = rare[i];
        }
    }
}

/* What a text begins with: no unit, which behind another's last figure would be its unit. */
static const char *first_letter(void)
{
    return han[pick(8)];
}

/* One more bit of text. Marks do not pile up: six closing marks in a row have no good break. */
static void add_bit(jb_str *s, unsigned *piled)
{
    uint32_t kind = pick(100);
    if (kind >= 80 && kind < 94 && *piled < 2) {
        ++*piled;
        jb_str_add(s, kind < 90 ? ONE_OF(marks) : ONE_OF(openers));
        return;
    }
    *piled = 0;
    if (kind < 72 || (kind >= 80 && kind < 94)) {
        jb_str_add(s, ONE_OF(han));
    } else if (kind < 76) {
        jb_str_add(s, ONE_OF(numbers));
    } else if (kind < 80) {
        jb_str_add(s, ONE_OF(latin));
    } else if (kind < 96) {
        jb_str_addc(s, ' ');
    } else if (kind < 99 && drawn_count > 0) {
        jb_str_add_utf8(s, drawn[pick((uint32_t)drawn_count)]);
    } else if (one_in(6)) {
        jb_str_add(s, "。\n");
        jb_str_add(s, first_letter());
    } else {
        jb_str_add(s, "，");
    }
}

/* In the middle anything may stand anywhere; begun and ended it is as people do: who sees nothing
 * but the page could not tell "（" at the end of a text from one that a break cut off. */
const char *prose(made *m, size_t bits)
{
    jb_str s = {0};
    unsigned piled = 0;
    jb_str_add(&s, bits > 0 ? first_letter() : "");
    for (size_t i = 1; i < bits; i++) {
        add_bit(&s, &piled);
    }
    if (bits > 1) {
        jb_str_add(&s, bits > 12 ? "。" : first_letter());
    }
    const char *copy = jb_arena_strdup(m->arena, jb_str_text(&s));
    jb_str_free(&s);
    return copy;
}

/* Words without punctuation, for labels and heads. */
const char *name(made *m, size_t letters)
{
    jb_str s = {0};
    jb_str_add(&s, letters > 0 ? first_letter() : "");
    for (size_t i = 1; i < letters; i++) {
        jb_str_add(&s, han[pick(30)]);
    }
    const char *copy = jb_arena_strdup(m->arena, jb_str_text(&s));
    jb_str_free(&s);
    return copy;
}

/* Text in several pieces: words, bold words, calls of notes. */
jb_text pieces(made *m, size_t bits, uint32_t notes)
{
    size_t count = 1 + (one_in(4) ? pick(4) : 0);
    jb_inline *items = jb_arena_array(m->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        bool call = i > 0 && notes > 0 && one_in(2);
        items[i].note = call ? 1 + pick(notes) : 0;
        items[i].superscript = call;
        items[i].text =
            call ? jb_arena_printf(m->arena, "[%u]", items[i].note) : prose(m, bits / count);
        items[i].bold = !call && one_in(5);
        items[i].fact = one_in(6) ? 1 + pick(999) : 0;
    }
    return (jb_text){.items = items, .count = count};
}

size_t text_length(void)
{
    switch (pick(10)) {
    case 0:
        return pick(900);
    case 1:
    case 2:
    case 3:
        return pick(120);
    default:
        return pick(24);
    }
}

/* ---- calls and links */

#define FOOTNOTES_MOST 40

/* A footnote begins with a character that no other text has, so that it can be told apart. */
static bool call_footnote(made *m, jb_inline *item)
{
    uint32_t n = (uint32_t)m->doc.footnote_count;
    if (n >= FOOTNOTES_MOST) {
        return false;
    }
    if (n == 0) {
        m->doc.footnotes = jb_arena_array(m->arena, FOOTNOTES_MOST, sizeof *m->doc.footnotes);
    }
    jb_list_item *notes = (jb_list_item *)(uintptr_t)m->doc.footnotes;
    size_t bits = one_in(12) ? pick(1500) : pick(60);
    notes[n].label = words(m, jb_arena_printf(m->arena, "[%u]", n + 1));
    notes[n].text = words(m, jb_arena_printf(m->arena, FOOTNOTE_SIGN "%s", prose(m, bits)));
    m->doc.footnote_count = n + 1;
    item->footnote = n + 1;
    item->superscript = true;
    item->text = jb_arena_printf(m->arena, "[%u]", n + 1);
    return true;
}

jb_text rich(made *m, size_t bits)
{
    size_t count = 1 + pick(5);
    jb_inline *items = jb_arena_array(m->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && one_in(4) && call_footnote(m, &items[i])) {
            continue;
        }
        items[i].text = prose(m, bits / count);
        items[i].bold = one_in(6);
        if (one_in(6)) {
            items[i].uri = "https://www.example.org/a?b=c";
        } else if (one_in(6)) {
            items[i].see = UINT32_MAX;
        }
    }
    return (jb_text){.items = items, .count = count};
}

static void settle(const made *m, const jb_text *text, uint32_t ids)
{
    (void)m;
    for (size_t i = 0; i < text->count; i++) {
        jb_inline *item = (jb_inline *)(uintptr_t)&text->items[i];
        if (item->see != 0) {
            item->see = ids > 0 ? 1 + pick(ids) : 0;
        }
    }
}

void references_settle(made *m)
{
    uint32_t ids = 0;
    for (size_t i = 0; i < m->count; i++) {
        jb_block_kind kind = m->blocks[i].kind;
        bool named = kind == JB_BLOCK_HEADING || kind == JB_BLOCK_TABLE || kind == JB_BLOCK_CHART;
        m->blocks[i].id = named && one_in(3) ? ++ids : 0;
    }
    for (size_t i = 0; i < m->count; i++) {
        settle(m, &m->blocks[i].text, ids);
        for (size_t k = 0; k < m->blocks[i].item_count; k++) {
            settle(m, &m->blocks[i].items[k].text, ids);
        }
    }
}
