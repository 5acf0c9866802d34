/* Which documents a batch makes, what they are called, and which of them a shard has. */
#include "batch.h"

#include <stdlib.h>
#include <string.h>

#define SHARDS_MAX 100000
#define NAME_MAX_BYTES 90 /* of the name in a file's name */

/* ---- shards */

static bool number_read(const char **p, unsigned *out)
{
    size_t digits = strspn(*p, "0123456789");
    *out = 0;
    for (size_t i = 0; i < digits && *out <= SHARDS_MAX; i++) {
        *out = *out * 10 + (unsigned)((*p)[i] - '0');
    }
    *p += digits;
    return digits > 0 && *out > 0 && *out <= SHARDS_MAX;
}

jb_status shard_parse(const char *text, batch_ask *ask, jb_error *err)
{
    const char *p = text;
    ask->shard = 1;
    ask->shards = 1;
    if (text == NULL) {
        return JB_OK;
    }
    bool good = number_read(&p, &ask->shard) && *p++ == '/' && number_read(&p, &ask->shards);
    if (!good || *p != '\0' || ask->shard > ask->shards) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "--shard: \"%s\" is no shard; write i/n with i from 1 to n, such as 3/8",
                       "--shard：“%s”不是分片；请写 i/n，i 从 1 到 n，如 3/8", text);
    }
    return JB_OK;
}

/* ---- names of files */

/* Letters, digits and Han characters; anything else could mean something to a file system or a
 * shell. */
static bool is_safe(uint32_t cp)
{
    bool ascii = (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    bool latin = cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7;
    bool han = (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
               (cp >= 0x20000 && cp <= 0x323AF) || cp == 0x3007;
    return ascii || latin || han;
}

static void safe_add(jb_str *out, const char *text)
{
    size_t len = strlen(text);
    size_t start = out->len;
    for (size_t at = 0; at < len && out->len - start < NAME_MAX_BYTES;) {
        uint32_t cp = jb_utf8_next(text, len, &at);
        jb_str_add_utf8(out, is_safe(cp) ? cp : '_');
    }
}

static void years_add(jb_str *out, int from, int to)
{
    if (from != 0 && from == to) {
        jb_str_addf(out, "-%d", from);
    } else if (from != 0 && to != 0) {
        jb_str_addf(out, "-%d-%d", from, to);
    } else if (from != 0 || to != 0) {
        jb_str_addf(out, from != 0 ? "-from-%d" : "-to-%d", from != 0 ? from : to);
    }
}

/* "440105-海珠区-2024.pdf"; without code and name "2024.pdf". */
static const char *file_name(jb_arena *arena, const char *code, const char *name, int from, int to)
{
    jb_str out = {0};
    if (code != NULL) {
        jb_str_addf(&out, "%s-", code);
        safe_add(&out, name);
    }
    years_add(&out, from, to);
    const char *text = jb_str_text(&out);
    const char *made = jb_arena_printf(arena, "%s.pdf", code != NULL ? text : text + 1);
    jb_str_free(&out);
    return made;
}

/* ---- documents */

typedef struct maker {
    jb_arena *arena;
    const batch_ask *ask;
    const places *all;
    batch_plan *plan;
    size_t seen; /* documents of all shards so far */
} maker;

/* `agencies` may be NULL: all. */
static void doc_add(maker *m, const char *key, const char *file, const char *agencies, int from,
                    int to)
{
    const char **sets = jb_arena_array(m->arena, 4, sizeof *sets);
    size_t count = 0;
    bool ours = m->seen++ % m->ask->shards == m->ask->shard - 1;
    bool years = m->ask->years_given || m->ask->by == BATCH_BY_YEAR;
    if (!ours) {
        return;
    }
    if (agencies != NULL) {
        sets[count++] = jb_arena_printf(m->arena, "agencies=%s", agencies);
    }
    if (years) {
        sets[count++] = jb_arena_printf(m->arena, "from=%d", from);
        sets[count++] = jb_arena_printf(m->arena, "to=%d", to);
    }
    batch_doc doc = {key, file, sets};
    JB_PUSH(m->plan->docs, m->plan->count, m->plan->cap, doc);
}

static void agencies_plan(maker *m)
{
    const batch_ask *ask = m->ask;
    for (size_t i = 0; i < m->all->count; i++) {
        const place *one = &m->all->list[i];
        if (!one->known) {
            m->plan->without++;
            continue;
        }
        doc_add(m, jb_arena_printf(m->arena, "agency=%s", one->code),
                file_name(m->arena, one->code, one->short_name, ask->from, ask->to), one->code,
                ask->from, ask->to);
    }
}

/* The codes right below a division, or all when `parent` is NULL; only those that are known. */
static const char *codes_text(const maker *m, const char *parent)
{
    jb_str out = {0};
    for (size_t i = 0; i < m->all->count; i++) {
        const place *one = &m->all->list[i];
        if (one->known && (parent == NULL || strcmp(one->parent, parent) == 0)) {
            jb_str_addf(&out, "%s%s", out.len > 0 ? "," : "", one->code);
        }
    }
    const char *text = jb_arena_strdup(m->arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

static int text_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void regions_plan(maker *m)
{
    const char **above = jb_arena_array(m->arena, m->all->count, sizeof *above);
    size_t count = 0;
    for (size_t i = 0; i < m->all->count; i++) {
        const place *one = &m->all->list[i];
        m->plan->without += !one->known;
        if (one->known && one->parent[0] != '\0') {
            above[count++] = one->parent;
        }
    }
    if (count > 0) {
        qsort(above, count, sizeof *above, text_order);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(above[i - 1], above[i]) == 0) {
            continue;
        }
        const char *title = place_title(m->all, m->arena, above[i]);
        doc_add(m, jb_arena_printf(m->arena, "region=%s", above[i]),
                file_name(m->arena, above[i], title, m->ask->from, m->ask->to),
                codes_text(m, above[i]), m->ask->from, m->ask->to);
    }
}

static void years_plan(maker *m)
{
    const char *region = m->ask->region;
    const char *title = region != NULL ? place_title(m->all, m->arena, region) : NULL;
    const char *codes = region != NULL ? codes_text(m, NULL) : NULL;
    for (size_t i = 0; i < m->all->year_count; i++) {
        int year = m->all->years[i];
        doc_add(m, jb_arena_printf(m->arena, "year=%d", year),
                file_name(m->arena, region, title, year, year), codes, year, year);
    }
}

jb_status batch_plan_make(cli *c, jb_store *store, const batch_ask *ask, batch_plan *out,
                          jb_error *err)
{
    places all = {0};
    maker m = {.arena = c->arena, .ask = ask, .all = &all, .plan = out};
    *out = (batch_plan){0};
    jb_status st = places_load(c, store, ask->region, ask->from, ask->to, &all, err);
    if (st == JB_OK && ask->by == BATCH_BY_AGENCY) {
        agencies_plan(&m);
    } else if (st == JB_OK && ask->by == BATCH_BY_REGION) {
        regions_plan(&m);
    } else if (st == JB_OK) {
        years_plan(&m);
    }
    places_free(&all);
    if (st == JB_OK && m.seen == 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                       "the store holds nothing to make documents of with these limits; `jianbao "
                       "facts` shows what is there",
                       "在这些限定之内，库中没有可成文的内容；jianbao facts 可查看库中内容");
    }
    return st;
}

void batch_plan_free(batch_plan *plan)
{
    free(plan->docs);
}
