/* denominators.c - what totals are divided by, and when nothing may be.
 *
 * Decides that a total is divided by what exactly its agencies have, or not at all. Refuses to know
 * how totals come about.
 */
#include <jianbao/rollup.h>

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const char *code;
    int year;
    jb_per kind;
    jb_divisor divisor;
} entry;

struct jb_denominators {
    jb_arena *arena;
    entry *list; /* by code, year, kind; one each */
    size_t count, cap;
};

/* What a figure is divided by is found by these. */
static int cmp_keys(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = strcmp(x->code, y->code);
    order = order != 0 ? order : x->year - y->year;
    return order != 0 ? order : (int)x->kind - (int)y->kind;
}

static int cmp_entries(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = cmp_keys(x, y);
    return order != 0 ? order : strcmp(x->divisor.source, y->divisor.source);
}

static jb_status keep(const jb_denominator *d, void *context, jb_error *err)
{
    jb_denominators *all = context;
    (void)err;
    entry e = {jb_arena_strdup(all->arena, d->agency_code),
               d->year,
               d->kind,
               {d->value, d->as_of, jb_arena_strdup(all->arena, d->source), true}};
    JB_PUSH(all->list, all->count, all->cap, e);
    return JB_OK;
}

static void join_sources(jb_denominators *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        entry *last = kept > 0 ? &all->list[kept - 1] : NULL;
        const entry *e = &all->list[i];
        if (last == NULL || cmp_keys(last, e) != 0) {
            all->list[kept++] = *e;
        } else if (jb_dec_cmp(last->divisor.value, e->divisor.value) != 0) {
            last->divisor.settled = false;
        }
    }
    all->count = kept;
}

jb_status jb_denominators_load(jb_store *store, const jb_filter *filter, jb_denominators **out,
                               jb_error *err)
{
    jb_denominators *all = jb_xmalloc(sizeof *all);
    *all = (jb_denominators){.arena = jb_arena_new()};
    *out = NULL;
    jb_status status = jb_store_denominators(store, filter, keep, all, err);
    if (status != JB_OK) {
        jb_denominators_free(all);
        return status;
    }
    if (all->count > 0) {
        qsort(all->list, all->count, sizeof *all->list, cmp_entries);
    }
    join_sources(all);
    *out = all;
    return JB_OK;
}

void jb_denominators_free(jb_denominators *all)
{
    if (all != NULL) {
        jb_arena_free(all->arena);
        free(all->list);
        free(all);
    }
}

const jb_divisor *jb_denominators_find(const jb_denominators *all, const char *agency_code,
                                       int year, jb_per kind)
{
    entry key = {.code = agency_code, .year = year, .kind = kind};
    const entry *found =
        all->count > 0 ? bsearch(&key, all->list, all->count, sizeof key, cmp_keys) : NULL;
    return found != NULL ? &found->divisor : NULL;
}

/* ---- dividing ---------------------------------------------------------------------------------
 */

static void count_lack(jb_per_value *value, const jb_divisor *divisor, const char *code)
{
    bool missing = divisor == NULL;
    value->missing += missing;
    value->unsettled += !missing;
    value->first = value->first[0] == '\0' ? code : value->first;
}

static void add_agency(const jb_denominators *all, const char *code, int year, jb_per_value *value)
{
    const jb_divisor *divisor = jb_denominators_find(all, code, year, value->kind);
    value->agencies++;
    if (divisor == NULL || !divisor->settled ||
        !jb_dec_add(value->divisor, divisor->value, &value->divisor)) {
        count_lack(value, divisor, code);
    }
}

static void divide(jb_per_value *value, jb_dec numerator)
{
    jb_dec scaled;
    value->given = jb_dec_mul(numerator, jb_dec_int(jb_per_units(value->kind)), &scaled) &&
                   jb_dec_div(scaled, value->divisor, 2, JB_ROUND_HALF_EVEN, &value->value);
}

static bool seen_before(const jb_total *total, size_t index)
{
    return index > 0 && strcmp(total->addends[index]->fact->agency_code,
                               total->addends[index - 1]->fact->agency_code) == 0;
}

jb_per_value jb_per_total(const jb_denominators *all, const jb_total *total, const char *code,
                          int year, jb_per kind)
{
    jb_per_value value = {.kind = kind, .qualifier = total->qualifier, .first = ""};
    if (!total->given) {
        return value;
    }
    for (size_t i = 0; i < total->addend_count; i++) {
        if (!seen_before(total, i)) {
            add_agency(all, total->addends[i]->fact->agency_code, year, &value);
        }
    }
    for (size_t i = 0; i < total->zero_count; i++) {
        add_agency(all, total->zeros[i]->code, year, &value);
    }
    const jb_divisor *whole = code != NULL ? jb_denominators_find(all, code, year, kind) : NULL;
    bool complete = total->covered == total->expected && total->left_out_count == 0;
    if (value.first[0] != '\0' && complete && whole != NULL && whole->settled) {
        value.divisor = whole->value;
        value.missing = 0;
        value.unsettled = 0;
        value.first = "";
    }
    if (value.first[0] == '\0') {
        divide(&value, total->value);
    }
    return value;
}

jb_per_value jb_per_figure(const jb_denominators *all, const jb_fact *fact, jb_per kind)
{
    jb_per_value value = {.kind = kind, .qualifier = fact->qualifier, .first = ""};
    add_agency(all, fact->agency_code, fact->year, &value);
    if (value.first[0] == '\0') {
        divide(&value, fact->value);
    }
    return value;
}

const char *jb_per_text(jb_arena *arena, const jb_per_value *value, jb_lang lang)
{
    const char *name = jb_per_name(value->kind, lang);
    bool zh = lang == JB_LANG_ZH;
    if (value->given) {
        return "";
    }
    if (value->agencies == 0) {
        return zh ? "没有合计，不作折算" : "there is no total to divide";
    }
    if (value->unsettled > 0) {
        return jb_arena_printf(arena,
                               zh ? "%zu/%zu局的%s数各出处不一致（首为%s），不作折算"
                                  : "for %zu of %zu agencies the sources give different numbers of "
                                    "%s (%s first)",
                               value->unsettled, value->agencies, name, value->first);
    }
    if (value->missing > 0) {
        return jb_arena_printf(arena,
                               zh ? "%zu/%zu局没有%s数（首为%s），不作折算"
                                  : "%zu of %zu agencies have no number of %s (%s first)",
                               value->missing, value->agencies, name, value->first);
    }
    return jb_arena_printf(arena, zh ? "%s数为0，不作折算" : "the number of %s is 0", name);
}
