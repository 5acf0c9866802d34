/* doubt.c - what failed checks mean for the figures they speak of.
 *
 * Decides which figure a check speaks against, and whether so much that nothing may be built on it.
 * Nothing is corrected: the figure stands, with what is to be said of it.
 */
#include <jianbao/measure.h>

#include <stdlib.h>
#include <string.h>

static bool is_one_of(const char *check, const char *const *kinds)
{
    while (*kinds != NULL && strcmp(check, *kinds) != 0) {
        kinds++;
    }
    return *kinds != NULL;
}

/* A slip lies between two years, and one of them is right. */
static bool is_slip(const char *check)
{
    return strcmp(check, "slip") == 0;
}

/* Speaks against the value of the figure tested by what is plausible in itself. */
static bool is_size(const char *check)
{
    static const char *const kinds[] = {"average", "band", "percent", NULL};
    return is_one_of(check, kinds);
}

/* The report itself has other figures that the figure tested cannot go with. */
static bool is_contradiction(const char *check)
{
    static const char *const kinds[] = {"rate", "attainable", "subset", "balance", NULL};
    return is_one_of(check, kinds);
}

/* To be said, and no more: each of the figures may be right. */
static bool is_remark(const char *check)
{
    static const char *const kinds[] = {"parts", "implied", "equal", NULL};
    return is_one_of(check, kinds);
}

/* The facts that checks of magnitude speak against, one entry a check, sorted. */
typedef struct roll {
    int64_t *facts;
    size_t count, cap;
} roll;

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static roll roll_make(const jb_objection *list, size_t count)
{
    roll out = {0};
    for (size_t i = 0; i < count; i++) {
        const jb_objection *o = &list[i];
        size_t named = is_slip(o->check) ? o->fact_count : is_size(o->check);
        for (size_t k = 0; k < named && k < o->fact_count; k++) {
            JB_PUSH(out.facts, out.count, out.cap, o->facts[k]);
        }
    }
    if (out.count > 0) {
        qsort(out.facts, out.count, sizeof *out.facts, by_id);
    }
    return out;
}

/* How many checks of magnitude speak against the fact. */
static size_t weight(const roll *all, int64_t fact)
{
    size_t from = jb_sorted_from(&fact, all->facts, all->count, sizeof fact, by_id);
    size_t out = 0;
    while (from + out < all->count && all->facts[from + out] == fact) {
        out++;
    }
    return out;
}

typedef struct doubt_list {
    jb_doubt *items;
    size_t count, cap;
} doubt_list;

static void add(doubt_list *to, const jb_objection *by, size_t place, bool bars)
{
    jb_doubt one = {by->facts[place], bars, by->zh, by->en};
    JB_PUSH(to->items, to->count, to->cap, one);
}

static void hear(doubt_list *to, const roll *sizes, const jb_objection *by)
{
    bool bars = is_size(by->check) || is_contradiction(by->check);
    if (by->fact_count > 1 && is_slip(by->check)) {
        size_t now = weight(sizes, by->facts[0]);
        size_t before = weight(sizes, by->facts[1]);
        if (now >= before) {
            add(to, by, 0, true);
        }
        if (before >= now) {
            add(to, by, 1, true);
        }
    } else if (by->fact_count > 0 && (bars || is_remark(by->check))) {
        add(to, by, 0, bars);
    }
}

/* What bars is said first, then in the order of the checks. */
static int by_fact(const void *a, const void *b)
{
    const jb_doubt *x = a;
    const jb_doubt *y = b;
    int order = (x->fact > y->fact) - (x->fact < y->fact);
    order = order != 0 ? order : (int)y->bars - (int)x->bars;
    return order != 0 ? order : strcmp(x->zh, y->zh);
}

static size_t join(jb_arena *arena, const doubt_list *from, jb_doubt *out)
{
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const jb_doubt *next = &from->items[i];
        jb_doubt *last = count > 0 ? &out[count - 1] : NULL;
        if (last == NULL || last->fact != next->fact) {
            out[count++] = *next;
        } else if (strcmp(from->items[i - 1].zh, next->zh) != 0) {
            last->zh = jb_arena_printf(arena, "%s%s", last->zh, next->zh);
            last->en = jb_arena_printf(arena, "%s %s", last->en, next->en);
        }
    }
    return count;
}

jb_doubts jb_doubts_make(jb_arena *arena, const jb_objection *list, size_t count)
{
    doubt_list found = {0};
    roll sizes = roll_make(list, count);
    for (size_t i = 0; i < count; i++) {
        hear(&found, &sizes, &list[i]);
    }
    free(sizes.facts);
    if (found.count > 0) {
        qsort(found.items, found.count, sizeof *found.items, by_fact);
    }
    jb_doubt *out = jb_arena_array(arena, found.count + 1, sizeof *out);
    size_t kept = join(arena, &found, out);
    free(found.items);
    return (jb_doubts){out, kept};
}

static int fact_order(const void *fact, const void *doubt)
{
    int64_t wanted = *(const int64_t *)fact;
    int64_t held = ((const jb_doubt *)doubt)->fact;
    return (wanted > held) - (wanted < held);
}

const jb_doubt *jb_doubts_of(const jb_doubts *doubts, int64_t fact)
{
    return doubts->count > 0
               ? bsearch(&fact, doubts->list, doubts->count, sizeof *doubts->list, fact_order)
               : NULL;
}
