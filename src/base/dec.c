/* dec.c - exact decimals: a 64-bit coefficient and a scale of 0 to 18.
 *
 * Decides what fits and how halves are rounded; nothing here is ever approximate unless a
 * function's name says round or div. Refuses to know units, formats and locales.
 */
#include <jianbao/base.h>

#include <string.h>

#define MAX_SCALE 18U

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static const uint64_t powers[MAX_SCALE + 1] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
};

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static bool store(wide coef, unsigned scale, jb_dec *out)
{
    if (coef < INT64_MIN || coef > INT64_MAX || scale > MAX_SCALE) {
        return false;
    }
    *out = (jb_dec){(int64_t)coef, (uint8_t)scale};
    return true;
}

/* Trailing zeros of the fraction carry no value: they go when they stand in the way. */
static bool store_shortened(wide coef, unsigned scale, jb_dec *out)
{
    while (!store(coef, scale, out)) {
        if (scale == 0 || coef % 10 != 0) {
            return false;
        }
        coef /= 10;
        scale--;
    }
    return true;
}

/* The coefficient at a larger scale; at most 2^63 * 10^18, which fits. */
static wide coef_at(jb_dec a, unsigned scale)
{
    return (wide)a.coef * (wide)powers[scale - a.scale];
}

static unsigned common_scale(jb_dec a, jb_dec b)
{
    return a.scale > b.scale ? a.scale : b.scale;
}

/* Adds the digits up to the first other character to *coef; false when they do not fit. */
static bool read_digits(const char *text, size_t len, size_t *pos, uint64_t limit, uint64_t *coef)
{
    size_t start = *pos;
    for (; *pos < len && text[*pos] >= '0' && text[*pos] <= '9'; (*pos)++) {
        unsigned digit = (unsigned)(text[*pos] - '0');
        if (*coef > (limit - digit) / 10) {
            return false;
        }
        *coef = *coef * 10 + digit;
    }
    return *pos > start;
}

bool jb_dec_parse(const char *text, size_t len, jb_dec *out)
{
    bool negative = len > 0 && text[0] == '-';
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t coef = 0;
    size_t pos = negative;
    size_t scale = 0;
    if (!read_digits(text, len, &pos, limit, &coef)) {
        return false;
    }
    if (pos < len && text[pos] == '.') {
        size_t point = pos++;
        if (!read_digits(text, len, &pos, limit, &coef)) {
            return false;
        }
        scale = pos - point - 1;
    }
    if (pos != len || scale > MAX_SCALE) {
        return false;
    }
    return store(negative ? -(wide)coef : (wide)coef, (unsigned)scale, out);
}

jb_dec jb_dec_int(int64_t value)
{
    return (jb_dec){value, 0};
}

int jb_dec_cmp(jb_dec a, jb_dec b)
{
    unsigned scale = common_scale(a, b);
    wide x = coef_at(a, scale);
    wide y = coef_at(b, scale);
    return (x > y) - (x < y);
}

bool jb_dec_add(jb_dec a, jb_dec b, jb_dec *out)
{
    unsigned scale = common_scale(a, b);
    return store_shortened(coef_at(a, scale) + coef_at(b, scale), scale, out);
}

bool jb_dec_sub(jb_dec a, jb_dec b, jb_dec *out)
{
    unsigned scale = common_scale(a, b);
    return store_shortened(coef_at(a, scale) - coef_at(b, scale), scale, out);
}

bool jb_dec_mul(jb_dec a, jb_dec b, jb_dec *out)
{
    return store_shortened((wide)a.coef * b.coef, (unsigned)a.scale + b.scale, out);
}

/* `quotient` and `rest` of a division by `divisor`, the quotient rounded and given its sign. */
static bool store_rounded(uwide quotient, uwide rest, uwide divisor, bool negative, unsigned scale,
                          jb_round mode, jb_dec *out)
{
    bool up = rest > divisor - rest;
    if (rest == divisor - rest) {
        up = mode == JB_ROUND_HALF_UP || quotient % 2 == 1;
    }
    wide coef = (wide)(quotient + up);
    return store(negative ? -coef : coef, scale, out);
}

/* Long division: the dividend is scaled up one digit at a time, so that no intermediate value
 * leaves 128 bits whatever the scales are. */
bool jb_dec_div(jb_dec a, jb_dec b, unsigned digits, jb_round mode, jb_dec *out)
{
    if (b.coef == 0 || digits > MAX_SCALE) {
        return false;
    }
    unsigned up = digits + b.scale;
    unsigned steps = up > a.scale ? up - a.scale : 0;
    unsigned down = a.scale > up ? a.scale - up : 0;
    uwide divisor = (uwide)magnitude(b.coef) * powers[down];
    uwide quotient = magnitude(a.coef) / divisor;
    uwide rest = magnitude(a.coef) % divisor;
    for (; steps > 0; steps--) {
        rest *= 10;
        quotient = quotient * 10 + rest / divisor;
        rest %= divisor;
        if (quotient > (uwide)INT64_MAX + 1) {
            return false;
        }
    }
    return store_rounded(quotient, rest, divisor, (a.coef < 0) != (b.coef < 0), digits, mode, out);
}

bool jb_dec_shift(jb_dec a, int power, jb_dec *out)
{
    if (a.coef == 0) {
        int scale = power >= (int)a.scale                    ? 0
                    : power <= (int)a.scale - (int)MAX_SCALE ? (int)MAX_SCALE
                                                             : (int)a.scale - power;
        return store(0, (unsigned)scale, out);
    }
    if (power < -(int)(2 * MAX_SCALE) || power > (int)(2 * MAX_SCALE)) {
        return false;
    }
    if (power <= (int)a.scale) {
        return store_shortened(a.coef, (unsigned)((int)a.scale - power), out);
    }
    unsigned zeros = (unsigned)power - a.scale;
    return zeros <= MAX_SCALE && store((wide)a.coef * (wide)powers[zeros], 0, out);
}

bool jb_dec_round(jb_dec a, unsigned digits, jb_round mode, jb_dec *out)
{
    if (digits > MAX_SCALE) {
        return false;
    }
    if (digits >= a.scale) {
        return store(coef_at(a, digits), digits, out);
    }
    uint64_t divisor = powers[a.scale - digits];
    uint64_t coef = magnitude(a.coef);
    return store_rounded(coef / divisor, coef % divisor, divisor, a.coef < 0, digits, mode, out);
}

jb_dec jb_dec_trim(jb_dec a)
{
    while (a.scale > 0 && a.coef % 10 == 0) {
        a.coef /= 10;
        a.scale--;
    }
    return a;
}

size_t jb_dec_text(jb_dec a, char out[JB_DEC_TEXT])
{
    char reversed[JB_DEC_TEXT];
    size_t count = 0;
    size_t len = 0;
    uint64_t rest = magnitude(a.coef);
    for (unsigned digits = 0; rest > 0 || digits <= a.scale; digits++, rest /= 10) {
        if (a.scale > 0 && digits == a.scale) {
            reversed[count++] = '.';
        }
        reversed[count++] = (char)('0' + rest % 10);
    }
    if (a.coef < 0) {
        out[len++] = '-';
    }
    while (count > 0) {
        out[len++] = reversed[--count];
    }
    out[len] = '\0';
    return len;
}
