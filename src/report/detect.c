/* detect.c - which encoding bytes are in: declared, or by what they consist of.
 *
 * Decides among the encodings that reports come in: UTF-8, GB18030 with all it contains, Big5,
 * UTF-16. Refuses to decode: whoever decodes finds out whether the guess holds.
 */
#include "text.h"

#include <string.h>

enum {
    DECLARATION_WITHIN = 4096,
    NAME_MAX = 32,
    SAMPLE = 65536,
    ENOUGH_USUAL = 70,
    ISLAND = 5 /* characters in a row */
};

/* ---- names ------------------------------------------------------------------------------- */

typedef struct alias {
    const char *name; /* small letters and digits only */
    const char *ours;
} alias;

static const alias aliases[] = {
    {"utf8", "UTF-8"},         {"gb2312", "GB18030"},      {"gbk", "GB18030"},
    {"gb18030", "GB18030"},    {"cp936", "GB18030"},       {"ms936", "GB18030"},
    {"windows936", "GB18030"}, {"euccn", "GB18030"},       {"xgbk", "GB18030"},
    {"gb231280", "GB18030"},   {"gb180302005", "GB18030"}, {"big5", "Big5"},
    {"cp950", "Big5"},         {"ms950", "Big5"},          {"windows950", "Big5"},
    {"cnbig5", "Big5"},        {"xxbig5", "Big5"},         {"big5hkscs", "Big5-HKSCS"},
    {"utf16", "UTF-16"},       {"unicode", "UTF-16"},      {"ucs2", "UTF-16"},
    {"utf16le", "UTF-16LE"},   {"utf16be", "UTF-16BE"},
};

static bool is_name(char c)
{
    return (ascii_small(c) >= 'a' && ascii_small(c) <= 'z') || (c >= '0' && c <= '9');
}

const char *encoding_named(const char *name, size_t len)
{
    char bare[NAME_MAX] = "";
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (is_name(name[i])) {
            if (n + 1 == sizeof bare) {
                return NULL;
            }
            bare[n++] = ascii_small(name[i]);
        }
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(bare, aliases[i].name) == 0) {
            return aliases[i].ours;
        }
    }
    return NULL;
}

/* ---- declared ---------------------------------------------------------------------------- */

/* Where `word` (small letters) ends, in any case of letters; len when it does not occur. */
static size_t behind(const char *bytes, size_t len, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= len; i++) {
        size_t n = 0;
        while (n < size && ascii_small(bytes[i + n]) == word[n]) {
            n++;
        }
        if (n == size) {
            return i + size;
        }
    }
    return len;
}

static const char *value_after(const char *bytes, size_t len, const char *word)
{
    size_t at = behind(bytes, len, word);
    while (at < len && strchr(" =\"'\t\n", bytes[at]) && bytes[at]) {
        at++;
    }
    size_t end = at;
    while (end < len && (is_name(bytes[end]) || bytes[end] == '-' || bytes[end] == '_')) {
        end++;
    }
    return end > at ? encoding_named(bytes + at, end - at) : NULL;
}

const char *encoding_declared(const char *bytes, size_t len)
{
    size_t start = 0, end = len < DECLARATION_WITHIN ? len : DECLARATION_WITHIN;
    while (start < end && strchr(" \t\r\n", bytes[start]) && bytes[start]) {
        start++;
    }
    if (start == end || bytes[start] != '<') {
        return NULL;
    }
    const char *found = NULL;
    if (end - start > 5 && memcmp(bytes + start, "<?xml", 5) == 0) {
        const char *close = memchr(bytes + start, '>', end - start);
        found =
            close ? value_after(bytes + start, (size_t)(close - bytes) - start, "encoding") : NULL;
    }
    return found ? found : value_after(bytes + start, end - start, "charset");
}

/* ---- by shape ---------------------------------------------------------------------------- */

/* What Chinese text in UTF-16 consists of. */
static bool is_usual(unsigned unit)
{
    return (unit >= 0x20 && unit < 0x7F) || (unit >= 0x4E00 && unit < 0xA000) || unit == '\n' ||
           unit == '\r' || unit == '\t' || unit == 0xA0 || (unit >= 0x2000 && unit < 0x2700) ||
           (unit >= 0x3000 && unit < 0x3040) || (unit >= 0xFF00 && unit < 0xFFF0);
}

/* Two letters of ASCII together look like one Chinese character; three bytes in four that are
 * ASCII are no UTF-16. */
static bool is_ascii(const char *bytes, size_t len)
{
    size_t end = len < SAMPLE ? len : SAMPLE, letters = 0;
    for (size_t i = 0; i < end; i++) {
        letters += bytes[i] >= 0x20 && bytes[i] < 0x7F;
    }
    return letters * 4 > end * 3;
}

static bool looks_utf16(const char *bytes, size_t len, bool big)
{
    size_t units = (len < SAMPLE ? len : SAMPLE) / 2, usual = 0;
    for (size_t i = 0; i < units; i++) {
        unsigned a = (uint8_t)bytes[2 * i], b = (uint8_t)bytes[2 * i + 1];
        usual += is_usual(big ? a << 8 | b : b << 8 | a);
    }
    return units >= 2 && usual * 20 >= units * 19 && !is_ascii(bytes, len);
}

/* How many of a hundred characters are of the frequent ones, which both encodings have in a block
 * of their own: in the wrong encoding half of them are not. */
static unsigned usual_share(const char *bytes, size_t len, unsigned first, unsigned last)
{
    size_t end = len < SAMPLE ? len : SAMPLE, all = 0, usual = 0;
    for (size_t pos = 0; pos + 1 < end;) {
        unsigned lead = (uint8_t)bytes[pos], trail = (uint8_t)bytes[pos + 1];
        bool single = lead<0x80, four = lead> 0x80 && trail >= '0' && trail <= '9';
        bool punctuation = lead >= 0xA1 && lead <= 0xA3;
        if (!single) {
            all++;
            usual += trail >= 0x40 && (punctuation || (lead >= first && lead <= last));
        }
        pos += single ? 1 : four ? 4 : 2;
    }
    return all ? (unsigned)(usual * 100 / all) : 0;
}

static const char *detect_double(const char *bytes, size_t len)
{
    unsigned gb = usual_share(bytes, len, 0xB0, 0xD7), big5 = usual_share(bytes, len, 0xA4, 0xC6);
    if (gb < ENOUGH_USUAL && big5 < ENOUGH_USUAL) {
        return NULL;
    }
    return gb >= big5 ? "GB18030" : "Big5";
}

const char *encoding_detect(const char *bytes, size_t len)
{
    if (looks_utf16(bytes, len, false)) {
        return "UTF-16LE";
    }
    if (looks_utf16(bytes, len, true)) {
        return "UTF-16BE";
    }
    return detect_double(bytes, len);
}

size_t utf8_island(const char *bytes, size_t len)
{
    size_t start = 0, row = 0;
    for (size_t pos = 0; pos < len;) {
        size_t at = pos;
        int32_t c = utf8_step(bytes, len, &pos);
        if (c >= 0x3000 && c != 0xFFFD && (c < 0xA000 || c >= 0xFF00) && c < 0x10000) {
            start = row == 0 ? at : start;
            if (++row == ISLAND) {
                return start;
            }
        } else {
            pos = c < 0 ? at + 1 : pos;
            row = 0;
        }
    }
    return len;
}
