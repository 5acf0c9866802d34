/* cff.c - reads the few places of a CFF table (Adobe technical note 5176) that name its CIDs.
 *
 * Every offset is checked against the table's end; a fault makes the font unreadable, never a
 * guess. Knows nothing of charstrings.
 */
#include "cff.h"

#include <string.h>

typedef struct cursor {
    const unsigned char *bytes;
    size_t len;
    size_t pos;
    bool bad;
} cursor;

typedef struct item_index {
    size_t count;
    unsigned width; /* bytes of an offset */
    size_t offsets; /* where the offsets start */
    size_t data;    /* where offset 0 would point */
    size_t end;
} item_index;

typedef struct top_dict {
    bool keyed;
    int32_t charset;
    int32_t charstrings;
} top_dict;

enum { OP_CHARSET = 15, OP_CHARSTRINGS = 17, OP_ESCAPE = 12, OP_ROS = 12 << 8 | 30 };

static uint32_t number(cursor *c, unsigned width)
{
    uint32_t value = 0;

    if (c->len - c->pos < width) {
        c->bad = true;
        c->pos = c->len;
        return 0;
    }
    for (unsigned i = 0; i < width; i++) {
        value = value << 8 | c->bytes[c->pos++];
    }
    return value;
}

static void seek(cursor *c, size_t pos)
{
    c->bad = c->bad || pos > c->len;
    c->pos = c->bad ? c->len : pos;
}

static uint32_t offset_at(cursor *c, const item_index *ix, size_t i)
{
    seek(c, ix->offsets + i * ix->width);
    return number(c, ix->width);
}

static item_index read_index(cursor *c)
{
    item_index ix = {0};

    ix.count = number(c, 2);
    if (ix.count == 0) {
        ix.end = c->pos;
        return ix;
    }
    ix.width = number(c, 1);
    c->bad = c->bad || ix.width < 1 || ix.width > 4;
    ix.offsets = c->pos;
    ix.data = ix.offsets + (ix.count + 1) * ix.width - 1;
    ix.end = ix.data + offset_at(c, &ix, ix.count);
    seek(c, ix.end);
    return ix;
}

/* The bytes of an item; empty and marked bad when they lie outside the table. */
static cursor item(cursor *c, const item_index *ix, size_t i)
{
    cursor part = {c->bytes, 0, 0, true};
    size_t start, end;

    if (i < ix->count) {
        start = ix->data + offset_at(c, ix, i);
        end = ix->data + offset_at(c, ix, i + 1);
        if (!c->bad && start <= end && end <= c->len) {
            part = (cursor){c->bytes + start, end - start, 0, false};
        }
    }
    return part;
}

/* Skips a real number, which ends with a nibble of ones. */
static void skip_real(cursor *c)
{
    uint32_t b;

    do {
        b = number(c, 1);
    } while (!c->bad && (b & 15) != 15 && b >> 4 != 15);
}

static int32_t operand(cursor *c, uint32_t b)
{
    if (b >= 32 && b <= 246) {
        return (int32_t)b - 139;
    }
    if (b >= 247 && b <= 250) {
        return ((int32_t)b - 247) * 256 + (int32_t)number(c, 1) + 108;
    }
    if (b >= 251 && b <= 254) {
        return -((int32_t)b - 251) * 256 - (int32_t)number(c, 1) - 108;
    }
    if (b == 28) {
        return (int16_t)number(c, 2);
    }
    if (b == 29) {
        return (int32_t)number(c, 4);
    }
    if (b == 30) {
        skip_real(c);
        return 0;
    }
    c->bad = true;
    return 0;
}

static void apply(top_dict *top, uint32_t op, const int32_t *stack, size_t depth)
{
    if (op == OP_ROS && depth >= 3) {
        top->keyed = true;
    } else if (op == OP_CHARSET && depth >= 1) {
        top->charset = stack[depth - 1];
    } else if (op == OP_CHARSTRINGS && depth >= 1) {
        top->charstrings = stack[depth - 1];
    }
}

static top_dict read_top(cursor *c)
{
    top_dict top = {0};
    int32_t stack[48];
    size_t depth = 0;

    while (!c->bad && c->pos < c->len) {
        uint32_t b = number(c, 1);

        if (b <= 21) {
            apply(&top, b == OP_ESCAPE ? b << 8 | number(c, 1) : b, stack, depth);
            depth = 0;
        } else if (depth < sizeof stack / sizeof *stack) {
            stack[depth++] = operand(c, b);
        } else {
            c->bad = true;
        }
    }
    return top;
}

static void read_charset(cursor *c, int32_t offset, jb_cff *out)
{
    unsigned char seen[(UINT16_MAX + 1) / 8] = {0};
    uint32_t format;
    size_t glyph = 1;

    seek(c, (size_t)offset);
    format = number(c, 1);
    c->bad = c->bad || format > 2;
    while (!c->bad && glyph < out->count) {
        uint32_t first = number(c, 2);
        uint32_t more = format == 0 ? 0 : number(c, format);

        c->bad = c->bad || first + more > UINT16_MAX;
        for (uint32_t i = 0; !c->bad && i <= more && glyph < out->count; i++) {
            uint32_t cid = first + i;

            c->bad = cid == 0 || (seen[cid / 8] >> cid % 8 & 1) != 0;
            seen[cid / 8] |= (unsigned char)(1u << cid % 8);
            out->cids[glyph++] = (uint16_t)cid;
        }
    }
}

static bool read_table(jb_arena *arena, cursor *c, jb_cff *out)
{
    item_index tops, glyphs;
    cursor dict;
    top_dict top;

    seek(c, 2);
    seek(c, number(c, 1));
    (void)read_index(c); /* names */
    tops = read_index(c);
    dict = item(c, &tops, 0);
    top = read_top(&dict);
    if (c->bad || dict.bad || top.charstrings <= 0) {
        return false;
    }
    seek(c, (size_t)top.charstrings);
    glyphs = read_index(c);
    out->count = glyphs.count;
    out->keyed = top.keyed;
    if (!out->keyed) {
        return !c->bad;
    }
    if (top.charset <= 2) { /* the predefined charsets name no CIDs */
        return false;
    }
    out->cids = jb_arena_array(arena, out->count + 1, sizeof *out->cids);
    read_charset(c, top.charset, out);
    return !c->bad;
}

bool jb_cff_read(jb_arena *arena, const char *font, size_t len, jb_cff *out)
{
    cursor c = {(const unsigned char *)font, len, 0, false};
    uint32_t tables;

    memset(out, 0, sizeof *out);
    seek(&c, 4);
    tables = number(&c, 2);
    for (uint32_t i = 0; i < tables && !c.bad; i++) {
        uint32_t tag;
        size_t offset, size;

        seek(&c, 12 + (size_t)i * 16);
        tag = number(&c, 4);
        (void)number(&c, 4);
        offset = number(&c, 4);
        size = number(&c, 4);
        if (tag == 0x43464620 && !c.bad && offset <= len && size <= len - offset) {
            cursor table = {c.bytes + offset, size, 0, false};

            out->bytes = table.bytes;
            out->len = size;
            return read_table(arena, &table, out);
        }
    }
    return false;
}
