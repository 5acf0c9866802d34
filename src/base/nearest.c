/* nearest.c - which known name a mistyped one was probably meant to be.
 *
 * Counts inserted, missing, changed and swapped characters; more than a third of the name wrong
 * is no longer a slip of the finger. Refuses to know what the names stand for.
 */
#include <jianbao/base.h>

#include <string.h>

#define LONGEST 64U /* names of more characters are not compared */

static unsigned decode(const char *name, uint32_t out[LONGEST])
{
    size_t len = strlen(name);
    unsigned count = 0;
    for (size_t pos = 0; pos < len; count++) {
        if (count == LONGEST) {
            return 0;
        }
        out[count] = jb_utf8_next(name, len, &pos);
    }
    return count;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: the rows are those of the usual edit distance, two before are kept
 * for swapped neighbours. */
static unsigned distance(const uint32_t *a, unsigned an, const uint32_t *b, unsigned bn)
{
    unsigned rows[3][LONGEST + 1];
    for (unsigned j = 0; j <= bn; j++) {
        rows[0][j] = j;
    }
    for (unsigned i = 1; i <= an; i++) {
        const unsigned *before = rows[(i - 1) % 3];
        unsigned *row = rows[i % 3];
        row[0] = i;
        for (unsigned j = 1; j <= bn; j++) {
            row[j] =
                least(before[j - 1] + (a[i - 1] != b[j - 1]), least(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
            }
        }
    }
    return rows[an % 3][bn];
}

const char *jb_nearest(const char *name, const char *const *names, size_t count)
{
    uint32_t a[LONGEST];
    uint32_t b[LONGEST];
    unsigned an = decode(name, a);
    unsigned best = an / 3 + 1;
    const char *nearest = NULL;
    for (size_t i = 0; an && i < count; i++) {
        unsigned bn = decode(names[i], b);
        unsigned d = bn ? distance(a, an, b, bn) : best;
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
