/* number.c - numbers in digits, as reports write them.
 *
 * Decides what belongs to a number: digits in groups, the words that leave it open (余, 多), powers
 * of ten, a smaller part behind them. The extraction reads with it, and the checks read again with
 * it, so that the two cannot disagree. Refuses to know units and what is counted.
 */
#include <jianbao/model.h>

#include <uchar.h>

enum { DIGITS_MAX = 40, COMMA = 0xFF0C };

static uint32_t point(jb_writing t, size_t i)
{
    return i < t.n ? t.plain[i] : 0;
}

static size_t skip_blanks(jb_writing t, size_t i)
{
    while (point(t, i) == ' ') {
        i++;
    }
    return i;
}

static size_t digits_at(jb_writing t, size_t i)
{
    size_t len = 0;
    while (point(t, i + len) >= '0' && point(t, i + len) <= '9') {
        len++;
    }
    return len;
}

/* ---- digits ---------------------------------------------------------------------------------- */

typedef struct digits {
    char text[DIGITS_MAX];
    size_t len; /* of text; DIGITS_MAX when it is too long for any figure */
    size_t at;  /* where reading goes on */
} digits;

static void keep(digits *d, uint32_t c)
{
    if (d->len + 1 < sizeof d->text) {
        d->text[d->len++] = (char)c;
    } else {
        d->len = sizeof d->text;
    }
}

/* A comma groups only between one to three digits and three. A blank (4 182 名) and the wide comma
 * (2，251件), which else part words and clauses, may do the same where a unit follows. */
static bool groups(jb_writing t, size_t i, size_t before, jb_counted_fn counted)
{
    uint32_t c = point(t, i);
    bool comma = c == ',' && t.original[i] == ',';
    bool other = c == ' ' || c == COMMA;
    if ((!comma && !other) || before < 1 || before > 3 || digits_at(t, i + 1) != 3) {
        return false;
    }
    return comma || counted(t, i + 4) || groups(t, i + 4, 3, counted);
}

static bool read_digits(jb_writing t, size_t i, jb_counted_fn counted, digits *d)
{
    size_t whole = digits_at(t, i);
    if (whole == 0) {
        return false;
    }
    d->at = i;
    for (size_t n = whole; n > 0; n = groups(t, d->at, n, counted) ? 3 : 0) {
        d->at += d->at > i;
        for (size_t k = 0; k < n; k++) {
            keep(d, t.plain[d->at + k]);
        }
        d->at += n;
    }
    if (point(t, d->at) == '.' && digits_at(t, d->at + 1) > 0) {
        keep(d, '.');
        for (d->at++; digits_at(t, d->at) > 0; d->at++) {
            keep(d, t.plain[d->at]);
        }
    }
    return true;
}

/* ---- what leaves a number open, and powers of ten -------------------------------------------- */

int jb_scale_at(jb_writing t, size_t i)
{
    switch (point(t, i)) {
    case U'十':
        return 1;
    case U'百':
        return point(t, i + 1) == U'分' ? 0 : 2;
    case U'千':
        return 3;
    case U'万':
        return 4;
    case U'亿':
        return 8;
    default:
        return 0;
    }
}

static bool one_of(uint32_t c, const char32_t *list)
{
    for (; *list != 0; list++) {
        if (c == *list) {
            return true;
        }
    }
    return false;
}

/* 多 of 多部门, 多次 and 来 of 来访 are no such words. */
size_t jb_vague_at(jb_writing t, size_t i)
{
    uint32_t c = point(t, i);
    uint32_t next = point(t, i + 1);
    if (c == U'余' || c == U'几') {
        return 1;
    }
    if (c == U'多') {
        return !one_of(next, U"部方元次种") || (i > 0 && jb_scale_at(t, i - 1) > 0);
    }
    return c == U'来' && one_of(next, U"个家人名件起宗户条");
}

/* ---- the number ------------------------------------------------------------------------------ */

/* 3亿5000万: a scale may be followed by a smaller part. */
static size_t add_smaller(jb_writing t, size_t at, jb_counted_fn counted, jb_number *out)
{
    digits d = {.len = 0};
    jb_dec part;
    if (out->power < 4 || !read_digits(t, at, counted, &d) || d.len >= sizeof d.text) {
        return at;
    }
    int power = 0;
    size_t end = d.at;
    for (int more = jb_scale_at(t, end); more > 0; more = jb_scale_at(t, end)) {
        power += more;
        end++;
    }
    jb_dec sum;
    if (power >= out->power || !jb_dec_parse(d.text, d.len, &part) ||
        !jb_dec_shift(part, power, &part) || !jb_dec_add(out->value, part, &sum)) {
        return at;
    }
    out->value = sum;
    out->power = power;
    return end;
}

/* 余 and scale behind the digits. */
static bool read_scale(jb_writing t, jb_counted_fn counted, jb_number *out)
{
    size_t at = out->digits_end;
    size_t vague = jb_vague_at(t, at);
    at += vague;
    uint32_t scale = point(t, skip_blanks(t, at));
    if (vague == 0 && point(t, at) == ' ' && (scale == U'万' || scale == U'亿')) {
        at = skip_blanks(t, at);
    }
    out->unit_at = at;
    for (int more = jb_scale_at(t, at); more > 0; more = jb_scale_at(t, at)) {
        out->power += more;
        at++;
    }
    if (!jb_dec_shift(out->value, out->power, &out->value)) {
        return false;
    }
    size_t behind = jb_vague_at(t, at);
    out->vague = vague + behind > 0;
    if (!out->vague) {
        at = add_smaller(t, at, counted, out);
    }
    out->end = at + behind;
    return true;
}

bool jb_number_read(jb_writing t, size_t at, jb_counted_fn counted, jb_number *out)
{
    digits d = {.len = 0};
    *out = (jb_number){.digits_end = at, .unit_at = at, .end = at};
    if (!read_digits(t, at, counted, &d)) {
        return false;
    }
    out->digits_end = d.at;
    out->known = d.len < sizeof d.text && jb_dec_parse(d.text, d.len, &out->value) &&
                 read_scale(t, counted, out);
    return true;
}
