/* raw.c - whether a value agrees with the words it was read from.
 *
 * Decides only for numbers in ASCII digits; Chinese numerals and zeros in words are for people and
 * for the extraction. Exists because a lost 万 is the commonest slip of the hand.
 */
#include "raw.h"

#include "unit.h"

#include <string.h>

typedef struct number {
    jb_dec value;     /* as written, scale included */
    bool valid;       /* fits a decimal */
    bool negative;    /* a minus sign opens the text */
    bool bare;        /* nothing follows that could be a unit */
    const char *next; /* behind it */
} number;

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A comma groups thousands only between a group of one to three digits and groups of three. */
static bool groups(const char *at)
{
    return at[0] == ',' && digit(at[1]) && digit(at[2]) && digit(at[3]) && !digit(at[4]);
}

/* Copies the digits and point of the number at `at` without its commas; returns what follows. */
static const char *read_digits(const char *at, char *plain, size_t size, size_t *len)
{
    size_t whole = 0;
    bool grouped = false;
    *len = 0;
    for (;; at++) {
        if (digit(*at)) {
            whole++;
        } else if (groups(at) && (grouped || whole <= 3)) {
            grouped = true;
            continue;
        } else {
            break;
        }
        if (*len < size) {
            plain[(*len)++] = *at;
        }
    }
    if (at[0] != '.' || !digit(at[1])) {
        return at;
    }
    for (size_t i = 0; i == 0 || digit(*at); i++, at++) {
        if (*len < size) {
            plain[(*len)++] = *at;
        }
    }
    return at;
}

static const char *skip_spaces(const char *at)
{
    while (*at == ' ') {
        at++;
    }
    return at;
}

static number read_number(const char *at)
{
    char plain[40];
    size_t len = 0;
    number found = {0};
    const char *tail = skip_spaces(read_digits(at, plain, sizeof plain, &len));
    found.next = tail;
    tail = skip_spaces(tail + jb_vague_len(tail));
    size_t bytes = 0;
    int power = jb_scale_read(tail, &bytes);
    found.bare = tail[0] == '\0';
    found.valid = len < sizeof plain && jb_dec_parse(plain, len, &found.value) &&
                  jb_dec_shift(found.value, power, &found.value);
    return found;
}

/* 下降80% is written as -80, so a value below zero may lack its sign in the text. */
static bool equals(jb_dec written, bool negative, jb_dec value)
{
    jb_dec minus = {-written.coef, written.scale};
    if (negative || value.coef < 0) {
        return jb_dec_cmp(minus, value) == 0;
    }
    return jb_dec_cmp(written, value) == 0;
}

static bool agrees(const number *found, const char *unit, jb_dec value)
{
    if (!found->valid) {
        return false;
    }
    if (equals(found->value, found->negative, value)) {
        return true;
    }
    int power = 0;
    const char *word = "";
    jb_dec scaled;
    return found->bare && jb_unit_split(unit, &power, &word) &&
           jb_dec_shift(found->value, power, &scaled) && equals(scaled, found->negative, value);
}

bool jb_raw_agrees(const char *raw, const char *unit, jb_dec value)
{
    bool minus = raw[0] == '-' || strncmp(raw, "−", strlen("−")) == 0;
    bool seen = false;
    for (const char *at = raw; *at != '\0';) {
        if (!digit(*at)) {
            at++;
            continue;
        }
        number found = read_number(at);
        found.negative = minus && !seen;
        seen = true;
        if (agrees(&found, unit, value)) {
            return true;
        }
        at = found.next;
    }
    return !seen;
}
