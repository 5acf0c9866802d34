/* key.c - what of a figure must agree before it joins others.
 *
 * Decides which differences there are between two figures and gives them an order by which equal
 * ones stand together. What a difference bars is decided in reasons.c.
 */
#include "key.h"

#include <stdlib.h>
#include <string.h>

/* The store holds equal texts once. */
static int text_cmp(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static key key_in(const jb_measured *figure, jb_unit unit)
{
    key out = {figure, jb_shape_of(figure), unit, -1};
    if (figure->agency != NULL && figure->agency->level < JB_LEVELS) {
        out.level = (int)figure->agency->level;
    }
    return out;
}

key key_of(const jb_measured *figure)
{
    return key_in(figure, jb_measured_unit(figure));
}

key key_after(const jb_measured *figure, const key *last)
{
    bool same = last->figure->indicator == figure->indicator &&
                text_cmp(last->figure->fact->unit, figure->fact->unit) == 0;
    return same ? key_in(figure, last->unit) : key_of(figure);
}

/* Words that reports use for one thing; each list ends with NULL. */
static const char *const same_words[][12] = {
    {"受理", "立案受理", "受理立案"},
    {"立案", "立案查处", "立案调查", "立案处理"},
    {"审结", "结案", "审理结案"},
    {"追回", "追发", "追讨", "讨回", "讨要", "追缴", "补发", "兑付", "发放"},
};

static size_t word_class(const char *word)
{
    size_t count = sizeof same_words / sizeof *same_words;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; same_words[i][k] != NULL; k++) {
            if (strcmp(same_words[i][k], word) == 0) {
                return i;
            }
        }
    }
    return count;
}

bool jb_terms_differ(const char *a, const char *b)
{
    if (a[0] == '\0' || b[0] == '\0' || strcmp(a, b) == 0) {
        return false;
    }
    size_t class = word_class(a);
    return class == sizeof same_words / sizeof *same_words || class != word_class(b);
}

bool terms_differ(const jb_fact *a, const jb_fact *b)
{
    return jb_terms_differ(a->term, b->term);
}

void sort_if_needed(void *items, size_t count, size_t size,
                    int (*cmp)(const void *a, const void *b))
{
    const char *at = items;
    for (size_t i = 1; i < count; i++) {
        if (cmp(at + (i - 1) * size, at + i * size) > 0) {
            qsort(items, count, size, cmp);
            return;
        }
    }
}

static int scope_cmp(const jb_fact *a, const jb_fact *b)
{
    int order = text_cmp(a->scope_population, b->scope_population);
    if (order == 0) {
        order = text_cmp(a->scope_channel, b->scope_channel);
    }
    return order != 0 ? order : text_cmp(a->scope_coverage, b->scope_coverage);
}

unsigned key_diff(const key *a, const key *b)
{
    const jb_measured *x = a->figure;
    const jb_measured *y = b->figure;
    unsigned bits = 0;
    bits |= x->indicator != y->indicator ? JB_REASON_INDICATOR : 0U;
    bits |= a->unit != b->unit ? JB_REASON_UNIT : 0U;
    bool year = x->year != y->year || jb_shape_years_differ(a->shape, b->shape);
    bits |= year ? JB_REASON_YEAR : 0U;
    bits |= jb_shapes_differ(a->shape, b->shape) ? JB_REASON_PERIOD : 0U;
    bits |= scope_cmp(x->fact, y->fact) != 0 ? JB_REASON_SCOPE : 0U;
    bits |= a->level != b->level ? JB_REASON_TIER : 0U;
    bits |= x->fact->basis != y->fact->basis ? JB_REASON_DERIVED : 0U;
    return bits;
}

static int day_cmp(jb_date a, jb_date b)
{
    return sign(a.month * 32 + a.day, b.month * 32 + b.day);
}

static int years_cmp(const key *a, const key *b)
{
    int order = sign(a->figure->year, b->figure->year);
    if (order == 0) {
        order = sign(a->shape.start.year, b->shape.start.year);
    }
    return order != 0 ? order : sign(a->shape.end.year, b->shape.end.year);
}

static int length_of(jb_shape s)
{
    return jb_date_known(s.start) && jb_date_known(s.end) ? s.end.year - s.start.year : -1;
}

static int shape_cmp(jb_shape a, jb_shape b)
{
    int order = sign(a.kind, b.kind);
    if (order == 0) {
        order = day_cmp(a.start, b.start);
    }
    if (order == 0) {
        order = day_cmp(a.end, b.end);
    }
    return order != 0 ? order : sign(length_of(a), length_of(b));
}

static int plain_dims_cmp(const key *a, const key *b, unsigned dims)
{
    int order = 0;
    if ((dims & JB_REASON_INDICATOR) != 0) {
        order = sign(a->figure->indicator->order, b->figure->indicator->order);
    }
    if (order == 0 && (dims & JB_REASON_UNIT) != 0) {
        order = sign(a->unit, b->unit);
    }
    if (order == 0 && (dims & JB_REASON_TIER) != 0) {
        order = sign(a->level, b->level);
    }
    if (order == 0 && (dims & JB_REASON_DERIVED) != 0) {
        order = sign(a->figure->fact->basis, b->figure->fact->basis);
    }
    return order;
}

int key_cmp(const key *a, const key *b, unsigned dims)
{
    int order = plain_dims_cmp(a, b, dims);
    if (order == 0 && (dims & JB_REASON_YEAR) != 0) {
        order = years_cmp(a, b);
    }
    if (order == 0 && (dims & JB_REASON_PERIOD) != 0) {
        order = shape_cmp(a->shape, b->shape);
    }
    if (order == 0 && (dims & JB_REASON_SCOPE) != 0) {
        order = scope_cmp(a->figure->fact, b->figure->fact);
    }
    return order;
}

bool key_plain(const key *k)
{
    const jb_fact *fact = k->figure->fact;
    return k->shape.kind == JB_PERIOD_FULL_YEAR && k->shape.start.year == k->figure->year &&
           fact->scope_population[0] == '\0' && fact->scope_channel[0] == '\0' &&
           fact->scope_coverage[0] == '\0';
}

bool indicators_overlap(const jb_indicator *a, const jb_indicator *b)
{
    for (size_t i = 0; a->overlaps != NULL && a->overlaps[i] != NULL; i++) {
        if (a->overlaps[i] == b) {
            return true;
        }
    }
    return false;
}
