/* breaks.c - ICU's proposals, corrected by the rules of Chinese typesetting.
 *
 * Decides where a line may end. ICU knows scripts and the general rules; it does not know curly
 * quotes in Chinese, numbers with units, or how bad each forbidden place is.
 */
#include "breaks.h"

#include "chars.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

void breaker_free(breaker *b)
{
    for (unsigned i = 0; i < 2; i++) {
        if (b->lines[i]) {
            ubrk_close(b->lines[i]);
        }
    }
    if (b->words) {
        ubrk_close(b->words);
    }
    for (size_t i = 0; i < KEPT_TEXTS; i++) {
        free(b->kept[i].text);
    }
    free(b->units);
    free(b->places);
    free(b->seen);
    free(b->seen_cuts);
}

static UBreakIterator *open_iterator(UBreakIteratorType type, const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    UBreakIterator *made = ubrk_open(type, locale, NULL, 0, &code);
    if (U_FAILURE(code)) {
        jb_panic("ICU has no break rules for %s: %s", locale, u_errorName(code));
    }
    return made;
}

/* UTF-16 of the text, with the code point each unit came from. Returns the number of units. */
static size_t encode(breaker *b, const uint32_t *text, size_t count)
{
    b->units = jb_grow(b->units, &b->unit_cap, 2 * count + 1, sizeof *b->units);
    b->places = jb_grow(b->places, &b->place_cap, 2 * count + 1, sizeof *b->places);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = text[i];
        b->places[n] = (uint32_t)i;
        if (c > 0xFFFF) {
            b->units[n++] = (UChar)(0xD7C0 + (c >> 10));
            b->places[n] = (uint32_t)i;
            c = 0xDC00 | (c & 0x3FF);
        }
        b->units[n++] = (UChar)c;
    }
    b->places[n] = (uint32_t)count;
    return n;
}

static void set_text(breaker *b, UBreakIterator *iterator, const uint32_t *text, size_t count)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t n = encode(b, text, count);
    if (n > INT32_MAX) {
        jb_panic("a paragraph of %zu characters", count);
    }
    ubrk_setText(iterator, b->units, (int32_t)n, &code);
    if (U_FAILURE(code)) {
        jb_panic("ICU cannot break a text: %s", u_errorName(code));
    }
}

/* A word or a figure alone, as most table cells are, needs no rules but one: no point or comma
 * begins a line. */
static bool is_plain(const uint32_t *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t c = text[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '.' || c == ',';
        if (!plain) {
            return false;
        }
    }
    return true;
}

static bool extends(uint32_t c)
{
    if (c < 0x300 || (c >= 0x4E00 && c <= 0x9FFF)) {
        return false;
    }
    int kind = u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    return kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK;
}

/* Word joiner; before and after it nothing may end, whatever the marks around it say. */
static bool joins(uint32_t c)
{
    return c == 0x2060 || c == 0xFEFF;
}

static void propose(breaker *b, const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts)
{
    static const char *const locales[] = {"zh@lb=strict", "en"};
    if (!b->lines[lang]) {
        b->lines[lang] = open_iterator(UBRK_LINE, locales[lang]);
    }
    set_text(b, b->lines[lang], text, count);
    for (size_t i = 1; i < count; i++) {
        bool within = extends(text[i]) || text[i - 1] == 0x200D;
        bool joined = joins(text[i]) || joins(text[i - 1]);
        cuts[i] = within ? CUT_NEVER : joined ? CUT_BAD : CUT_LAST;
    }
    ubrk_first(b->lines[lang]);
    for (int32_t pos = 0; (pos = ubrk_next(b->lines[lang])) != UBRK_DONE;) {
        size_t place = b->places[pos];
        if (place >= count) {
            continue;
        }
        bool hard = ubrk_getRuleStatus(b->lines[lang]) >= UBRK_LINE_HARD;
        /* A soft hyphen would need a hyphen drawn; we do not hyphenate. */
        bool hyphen = text[place - 1] == 0xAD && char_is_letter(text[place]);
        cuts[place] = hard ? CUT_MUST : hyphen ? CUT_LAST : CUT_MAY;
    }
}

static bool is_full_close(char_class cls)
{
    return cls == CLS_CLOSE || cls == CLS_COMMA || cls == CLS_STOP;
}

/* A sign before a figure may open a line, a hyphen may not. */
static bool opens_number(const uint32_t *text, size_t count, size_t i)
{
    uint32_t before = text[i - 1];
    return text[i] == '-' && i + 1 < count && char_is_digit(text[i + 1]) &&
           !char_is_digit(before) && !char_is_letter(before) && !char_look(before).no_start &&
           before != 0x5E74 && before != 0x6708 && before != 0x65E5; /* 年月日 */
}

/* Places that ICU forbids because the direction of a curly quote and the meaning of a hyphen are
 * unknown to it. */
static void allow_marks(const uint32_t *text, size_t count, uint8_t *cuts)
{
    for (size_t i = 1; i < count; i++) {
        bool fixed_space = char_look(text[i - 1]).cls == CLS_SPACE && !char_is_trimmed(text[i - 1]);
        if (cuts[i] != CUT_LAST || fixed_space) {
            continue;
        }
        bool apostrophe = text[i - 1] == 0x2019 && i > 1 && char_is_letter(text[i - 2]) &&
                          char_is_letter(text[i]);
        if (char_look(text[i]).cls == CLS_OPEN || opens_number(text, count, i) ||
            (is_full_close(char_look(text[i - 1]).cls) && !apostrophe)) {
            cuts[i] = CUT_MAY;
        }
    }
}

/* A dash or an ellipsis as a whole, which the looser of the two rules lets begin a line. */
static bool begins_dash(const uint32_t *text, size_t i)
{
    bool dash = text[i] == 0x2014 || text[i] == 0x2026;
    return dash && text[i - 1] != text[i] && !char_look(text[i - 1]).no_end;
}

/* Behind a space: a dash, or in English the apostrophe of a word (’tis, ’98). */
static bool begins_word(const uint32_t *text, size_t count, size_t i, jb_lang lang)
{
    if (!char_is_trimmed(text[i - 1])) {
        return false;
    }
    bool mark = lang == JB_LANG_EN && text[i] == 0x2019 && i + 1 < count;
    return char_look(text[i]).connector ||
           (mark && (char_is_letter(text[i + 1]) || char_is_digit(text[i + 1])));
}

static bool is_bad(const uint32_t *text, size_t count, size_t i, jb_lang lang)
{
    char_info next = char_look(text[i]);
    if (next.cls == CLS_SPACE) {
        return true;
    }
    if (next.no_start && !begins_word(text, count, i, lang) && !opens_number(text, count, i)) {
        return true;
    }
    size_t last = i - 1;
    while (last > 0 && char_look(text[last]).cls == CLS_SPACE) {
        last--;
    }
    return char_look(text[last]).no_end;
}

/* No solidus at a line's end between characters or figures. */
static bool after_solidus(const uint32_t *text, size_t i)
{
    return (text[i - 1] == '/' || text[i - 1] == 0xFF0F) && !char_is_letter(text[i]);
}

static void forbid(const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts)
{
    for (size_t i = 1; i < count; i++) {
        if (cuts[i] == CUT_NEVER || cuts[i] == CUT_MUST) {
            continue;
        }
        if (is_bad(text, count, i, lang)) {
            cuts[i] = CUT_BAD;
        } else if (lang == JB_LANG_ZH && cuts[i] == CUT_MAY && after_solidus(text, i)) {
            cuts[i] = CUT_WEAK;
        }
    }
}

/* Only where nothing but the mark itself stands against it: not within a number. */
static void loosen(const uint32_t *text, size_t count, uint8_t *cuts)
{
    for (size_t i = 1; i < count; i++) {
        bool number = char_is_digit(text[i - 1]) && i + 1 < count && char_is_digit(text[i + 1]);
        if (begins_dash(text, i) && !number && cuts[i] == CUT_BAD) {
            cuts[i] = CUT_MAY;
        }
    }
}

static void apply_rules(const breaker *b, const uint32_t *text, size_t count, jb_lang lang,
                        uint8_t *cuts)
{
    if (lang == JB_LANG_ZH) {
        allow_marks(text, count, cuts);
    }
    numbers_glue(text, count, lang, cuts);
    forbid(text, count, lang, cuts);
    if (b->loose && lang == JB_LANG_ZH) {
        loosen(text, count, cuts);
    }
}

static bool is_unseen(uint32_t c)
{
    return char_look(c).cls == CLS_ZERO;
}

/* The rules look through characters that draw nothing; what ICU allowed before one of them holds
 * for the next that is seen. */
static void apply_to_seen(breaker *b, const uint32_t *text, size_t count, jb_lang lang,
                          uint8_t *cuts)
{
    size_t n = 0;
    uint8_t carried = CUT_NEVER;
    b->seen = jb_grow(b->seen, &b->seen_cap, count, sizeof *b->seen);
    b->seen_cuts = jb_grow(b->seen_cuts, &b->seen_cut_cap, count, sizeof *b->seen_cuts);
    for (size_t i = 0; i < count; i++) {
        bool unseen = is_unseen(text[i]);
        uint8_t best = cuts[i] > carried || cuts[i] == CUT_NEVER ? cuts[i] : carried;
        carried = unseen && best != CUT_MUST ? best : CUT_NEVER;
        if (!unseen) {
            b->seen[n] = text[i];
            b->seen_cuts[n++] = best;
        }
    }
    apply_rules(b, b->seen, n, lang, b->seen_cuts);
    n = 0;
    for (size_t i = 0; i < count; i++) {
        bool unseen = is_unseen(text[i]);
        cuts[i] = !unseen ? b->seen_cuts[n++] : cuts[i] == CUT_MUST ? CUT_MUST : CUT_NEVER;
    }
}

static void find(breaker *b, const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts)
{
    propose(b, text, count, lang, cuts);
    bool all_seen = true;
    for (size_t i = 0; i < count && all_seen; i++) {
        all_seen = !is_unseen(text[i]);
    }
    if (all_seen) {
        apply_rules(b, text, count, lang, cuts);
    } else {
        apply_to_seen(b, text, count, lang, cuts);
    }
}

/* ---- texts kept -------------------------------------------------------------------------- */

static kept_text *kept_place(breaker *b, const uint32_t *text, size_t count)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ text[i]) * 0x9E3779B1U;
    }
    return &b->kept[(hash >> 16) % KEPT_TEXTS];
}

static bool is_kept(const breaker *b, const kept_text *kept, const uint32_t *text, size_t count,
                    jb_lang lang)
{
    return kept->text != NULL && kept->count == count && kept->lang == lang &&
           kept->loose == b->loose && memcmp(kept->text, text, count * sizeof *text) == 0;
}

static void keep(const breaker *b, kept_text *kept, const uint32_t *text, size_t count,
                 jb_lang lang, const uint8_t *cuts)
{
    kept->text = jb_grow(kept->text, &kept->cap, count, sizeof *text + sizeof *cuts);
    kept->cuts = (uint8_t *)(kept->text + count);
    kept->count = count;
    kept->lang = lang;
    kept->loose = b->loose;
    memcpy(kept->text, text, count * sizeof *text);
    memcpy(kept->cuts, cuts, count);
}

void breaks_find(breaker *b, const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts)
{
    if (count == 0) {
        return;
    }
    cuts[0] = CUT_NEVER;
    if (is_plain(text, count)) {
        for (size_t i = 1; i < count; i++) {
            cuts[i] = char_look(text[i]).no_start ? CUT_BAD : CUT_LAST;
        }
        return;
    }
    kept_text *kept = count <= KEPT_LENGTH ? kept_place(b, text, count) : NULL;
    if (kept != NULL && is_kept(b, kept, text, count, lang)) {
        memcpy(cuts, kept->cuts, count);
        return;
    }
    find(b, text, count, lang, cuts);
    if (kept != NULL) {
        keep(b, kept, text, count, lang, cuts);
    }
}

void breaks_mark_words(breaker *b, const uint32_t *text, size_t count, uint8_t *cuts)
{
    if (!b->words) {
        b->words = open_iterator(UBRK_WORD, "zh");
    }
    set_text(b, b->words, text, count);
    size_t from = 0;
    ubrk_first(b->words);
    for (int32_t pos = 0; (pos = ubrk_next(b->words)) != UBRK_DONE;) {
        size_t to = b->places[pos];
        for (size_t i = from + 1; i < to; i++) {
            cuts[i] = cuts[i] == CUT_MAY ? CUT_WORD : cuts[i];
        }
        /* A particle goes with the word before it. */
        bool particle = from > 0 && (text[from] == 0x7684 || text[from] == 0x4E86);
        if (particle && cuts[from] == CUT_MAY) {
            cuts[from] = CUT_WORD;
        }
        from = to;
    }
}

jb_status jb_breaks_find(jb_arena *arena, const char *text, jb_lang lang, uint8_t **breaks,
                         size_t *count, jb_error *err)
{
    size_t len = strlen(text);
    if (jb_utf8_check(text, len) != len) {
        return jb_fail(err, JB_ERR_INPUT, NULL, "the text is not valid UTF-8",
                       "文本不是有效的 UTF-8");
    }
    size_t n = jb_utf8_count(text, len);
    uint8_t *out = jb_arena_alloc(arena, n + 1);
    uint32_t *points = jb_xmalloc((n + 1) * sizeof *points);
    size_t pos = 0;
    for (size_t i = 0; i < n; i++) {
        points[i] = jb_utf8_next(text, len, &pos);
    }
    breaker b = {0};
    breaks_find(&b, points, n, lang, out);
    breaker_free(&b);
    free(points);
    for (size_t i = 0; i < n; i++) {
        out[i] = out[i] == CUT_MUST  ? JB_BREAK_MUST
                 : out[i] == CUT_MAY ? JB_BREAK_MAY
                                     : JB_BREAK_NO;
    }
    out[n] = JB_BREAK_MUST;
    *breaks = out;
    *count = n;
    return JB_OK;
}
