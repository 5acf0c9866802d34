/* The ledger: a line for each figure that comparisons show, with the report, the sentence, the
 * place in the text, its hash and who answers for it. Says what is on record and nothing more; what
 * is not on record is a dash. */
#include "brief_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH_SHOWN 12 /* digits of a SHA-256 */
#define NO_PLACE "—"
#define PLACE_EN "Place, hash"
#define PERIOD_EN "Period"
#define SENTENCE_EN "Sentence"

typedef struct entry {
    const jb_figure *figure;
    const jb_fact *fact; /* of the figure */
    const jb_row *row;
    size_t order; /* of the first table that shows it */
} entry;

typedef struct entries {
    entry *items;
    size_t count, cap;
} entries;

static int by_fact(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->fact->id != b->fact->id) {
        return a->fact->id < b->fact->id ? -1 : 1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

static int by_agency(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    int code = strcmp(a->row->agency->code, b->row->agency->code);
    if (code != 0 || a->row->year != b->row->year) {
        return code != 0 ? code : (a->row->year > b->row->year) - (a->row->year < b->row->year);
    }
    return (a->order > b->order) - (a->order < b->order);
}

/* Every figure once, by agency and year, in the order of the tables. */
static entries entries_collect(const block *from)
{
    entries list = {0};
    for (size_t i = 0; i < from->ref_count; i++) {
        const jb_dataset *data = from->refs[i].data->bound;
        for (size_t k = 0; k < data->row_count * data->column_count; k++) {
            const jb_cell *cell = &data->cells[k];
            for (size_t f = 0; f < cell->figure_count; f++) {
                entry made = {&cell->figures[f], cell->figures[f].fact,
                              &data->rows[k / data->column_count], list.count};
                JB_PUSH(list.items, list.count, list.cap, made);
            }
        }
    }
    if (list.count == 0) {
        return list;
    }
    qsort(list.items, list.count, sizeof *list.items, by_fact);
    size_t kept = 1;
    for (size_t i = 1; i < list.count; i++) {
        if (list.items[i].fact->id != list.items[kept - 1].fact->id) {
            list.items[kept++] = list.items[i];
        }
    }
    list.count = kept;
    qsort(list.items, list.count, sizeof *list.items, by_agency);
    return list;
}

/* By the text the figure was read from, else by name. */
static const jb_report *report_of(const entry *e)
{
    const jb_report *named = NULL;
    for (size_t i = 0; i < e->row->report_count; i++) {
        const jb_report *report = e->row->reports[i];
        if (*e->fact->source_sha256 != '\0' &&
            strcmp(report->sha256, e->fact->source_sha256) == 0) {
            return report;
        }
        if (named == NULL && strcmp(report->source, e->fact->source) == 0) {
            named = report;
        }
    }
    return named;
}

/* A report without a title goes by its source. */
static const char *report_name(const jb_report *report, const jb_fact *fact)
{
    if (report != NULL && *report->title != '\0') {
        return report->title;
    }
    return *fact->source != '\0' ? fact->source : "—";
}

/* As the report writes it; a corrected figure in the report's unit. */
static jb_text value_text(const listing *to, const jb_figure *figure)
{
    const jb_fact *fact = figure->fact;
    jb_inline *item = jb_arena_alloc(to->arena, sizeof *item);
    item->text = *fact->raw != '\0' ? jb_arena_strdup(to->arena, fact->raw)
                                    : jb_figure_prose(to->arena, figure, to->brief->lang);
    item->fact = fact->id;
    item->receipt = true;
    return (jb_text){item, 1};
}

/* Where in this document the figure stands. */
static jb_text back_text(const listing *to, const jb_fact *fact)
{
    jb_inline *item = jb_arena_alloc(to->arena, sizeof *item);
    item->text = "—";
    item->fact = fact->id;
    item->back = true;
    return (jb_text){item, 1};
}

/* The texts of reports: neighbours in the ledger come from the same. */
typedef struct shelf {
    jb_arena *arena; /* of the text at hand, or NULL */
    char sha256[JB_SHA256_TEXT];
    const char *text; /* NULL: not held */
} shelf;

static jb_status shelf_find(shelf *s, const jb_brief *brief, const char *sha256, jb_error *err)
{
    const jb_held *held = NULL;
    if (s->arena != NULL && strcmp(s->sha256, sha256) == 0) {
        return JB_OK;
    }
    jb_arena_free(s->arena);
    s->arena = jb_arena_new();
    jb_status st = jb_store_original(brief->store, sha256, s->arena, &held, err);
    (void)snprintf(s->sha256, sizeof s->sha256, "%s", sha256);
    s->text = held != NULL ? held->text : NULL;
    return st;
}

/* The report's text is read only where the sentence alone does not tell. */
static jb_status span_find(const listing *to, shelf *texts, const jb_fact *fact, const char **out,
                           jb_error *err)
{
    *out = jb_fact_in_sentence(fact, NULL);
    if (*out != NULL || *fact->source_sha256 == '\0' || fact->char_start < 0) {
        return JB_OK;
    }
    jb_status st = shelf_find(texts, to->brief, fact->source_sha256, err);
    if (st == JB_OK) {
        *out = jb_fact_in_sentence(fact, texts->text);
    }
    return st;
}

/* The sentence with the figure in bold, `found` in it; NULL: nobody can tell which it is. */
static jb_text sentence_text(const listing *to, const jb_fact *fact, const char *found)
{
    if (found == NULL) {
        return text_plain(to->arena, *fact->sentence != '\0' ? fact->sentence : "—");
    }
    jb_inline *items = jb_arena_array(to->arena, 3, sizeof *items);
    size_t count = 0;
    if (found > fact->sentence) {
        items[count++].text =
            jb_arena_strndup(to->arena, fact->sentence, (size_t)(found - fact->sentence));
    }
    items[count].text = jb_arena_strdup(to->arena, fact->raw);
    items[count++].bold = true;
    if (found[strlen(fact->raw)] != '\0') {
        items[count++].text = jb_arena_strdup(to->arena, found + strlen(fact->raw));
    }
    return (jb_text){items, count};
}

/* Code points of the text and the first digits of its hash. */
static const char *place_text(const listing *to, const entry *e, const jb_report *report)
{
    const jb_fact *fact = e->fact;
    const char *hash = *fact->source_sha256 != '\0' ? fact->source_sha256
                       : report != NULL             ? report->sha256
                                                    : "";
    const char *place = NO_PLACE;
    if (fact->char_start >= 0) {
        place = jb_arena_printf(to->arena, "%lld–%lld", (long long)fact->char_start,
                                (long long)fact->char_end);
    }
    return *hash != '\0' ? jb_arena_printf(to->arena, "%s\n%.*s", place, HASH_SHOWN, hash) : place;
}

typedef struct answer {
    jb_arena *arena;
    int64_t fact;
    const char *by, *on;
} answer;

/* The last who decided on it. */
static jb_status hear(const jb_event *event, void *context, jb_error *err)
{
    answer *a = context;
    (void)err;
    if (event->fact_id == a->fact && *event->by != '\0' && *event->decided_on != '\0') {
        a->by = jb_arena_strdup(a->arena, event->by);
        a->on = jb_arena_strdup(a->arena, event->decided_on);
    }
    return JB_OK;
}

static const char *status_name(jb_review status, bool zh)
{
    static const char *const zh_names[] = {"未审核", "已通过", "已更正", "已否决"};
    static const char *const en_names[] = {"not reviewed", "approved", "corrected", "rejected"};
    return status < JB_REVIEWS ? (zh ? zh_names : en_names)[status] : "";
}

static jb_status answer_add(listing *to, const jb_fact *fact, jb_error *err)
{
    bool zh = to->brief->lang == JB_LANG_ZH;
    answer a = {.arena = to->arena, .fact = fact->id};
    jb_status st = jb_store_history(to->brief->store, fact->id, hear, &a, err);
    const char *status = status_name(fact->status, zh);
    jb_str_addf(to->brief->heard, "%s %s\n", a.by != NULL ? a.by : "", a.by != NULL ? a.on : "");
    if (a.by != NULL) {
        listing_text(to, jb_arena_printf(to->arena, "%s\n%s\n%s", status, a.by, a.on));
    } else if (fact->status == JB_REVIEW_EXTRACTED) {
        listing_text(to, status);
    } else {
        listing_text(to, jb_arena_printf(to->arena, zh ? "%s\n随导入" : "%s\nas imported", status));
    }
    return st;
}

static jb_status entry_add(listing *to, shelf *texts, const entry *e, bool leads_back,
                           jb_error *err)
{
    jb_lang lang = to->brief->lang;
    const jb_report *report = report_of(e);
    const jb_fact *fact = e->fact;
    const char *span = NULL;
    jb_status st = span_find(to, texts, fact, &span, err);
    if (st != JB_OK) {
        return st;
    }
    listing_row_keys(to, e->row);
    listing_text(to, lang == JB_LANG_ZH ? e->figure->indicator->short_zh
                                        : e->figure->indicator->short_en);
    listing_cell(to, value_text(to, e->figure));
    if (leads_back) {
        listing_cell(to, back_text(to, fact));
    }
    listing_text(to, jb_period_label(to->arena, fact->period, fact->year, lang));
    listing_text(to, report_name(report, fact));
    listing_cell(to, sentence_text(to, fact, span));
    listing_text(to, place_text(to, e, report));
    return answer_add(to, fact, err);
}

/* Whether the document shows figures that a line may lead back to. */
static bool figures_stand(const jb_brief *brief)
{
    for (size_t i = 0; i < brief->block_count; i++) {
        block_type type = brief->blocks[i].type;
        if (type == BLOCK_TABLE || type == BLOCK_CHART || type == BLOCK_FINDINGS ||
            type == BLOCK_QUERY) {
            return true;
        }
    }
    return false;
}

/* ---- the column of places ------------------------------------------------------------------ */

enum { COLUMNS_MOST = 10 };

/* Which column holds the places; the columns' count when none is left. */
static size_t place_column(const listing *to)
{
    size_t at = 0;
    while (at < to->column_count && strcmp(to->columns[at].head_en, PLACE_EN) != 0) {
        at++;
    }
    return at;
}

static bool places_any(const listing *to)
{
    for (size_t i = place_column(to); i < to->cell_count; i += to->column_count) {
        if (strcmp(to->cells[i].text.items[0].text, NO_PLACE) != 0) {
            return true;
        }
    }
    return false;
}

/* Where no place is on record the column's width goes to the periods and the sentences. */
static void places_drop(listing *to)
{
    size_t at = place_column(to);
    listing_column *columns = jb_arena_array(to->arena, COLUMNS_MOST, sizeof *columns);
    size_t kept = 0;
    unsigned width = to->columns[at].fraction;
    for (size_t i = 0; i < to->column_count; i++) {
        if (i != at) {
            columns[kept] = to->columns[i];
            bool period = strcmp(columns[kept].head_en, PERIOD_EN) == 0;
            bool sentence = strcmp(columns[kept].head_en, SENTENCE_EN) == 0;
            columns[kept].fraction += period ? width - width / 3 : sentence ? width / 3 : 0;
            kept++;
        }
    }
    size_t cells = 0;
    size_t column = 0;
    for (size_t i = 0; i < to->cell_count; i++) {
        if (column != at) {
            to->cells[cells++] = to->cells[i];
        }
        column = column + 1 < to->column_count ? column + 1 : 0;
    }
    to->columns = columns;
    to->column_count = kept;
    to->cell_count = cells;
}

static bool any_cell_says(const listing *to, const char *part)
{
    for (size_t i = 0; i < to->cell_count; i++) {
        const jb_text *text = &to->cells[i].text;
        bool leads = text->count > 0 && text->items[0].back; /* says where it leads */
        if (text->count > 0 && !leads && strcmp(text->items[0].text, part) == 0) {
            return true;
        }
    }
    return false;
}

/* A place has its text's hash on a line below. */
static bool hashes_any(const listing *to)
{
    for (size_t i = place_column(to); i < to->cell_count; i += to->column_count) {
        if (strchr(to->cells[i].text.items[0].text, '\n') != NULL) {
            return true;
        }
    }
    return false;
}

/* Of what the table does not show nothing is said. */
static const jb_list_item *ledger_notes(const listing *to, bool places, size_t *count)
{
    static const char *const dropped[] = {
        "数字在报告原文中的位置和原文的哈希，库中都没有记载，未列出",
        "No place of a figure in the text of its report, and no hash of that text, is on record; "
        "they are left out"};
    static const char *const placed[] = {
        "位置是数字在报告原文中的起止字符数",
        "A place is where in the report's text the figure begins and ends, in characters"};
    static const char *const hashed[] = {
        "，其下是原文 SHA-256 的前12位",
        "; under it stand the first 12 digits of the text's SHA-256"};
    static const char *const dash[] = {"；“—”指库中没有记载", ". A dash: not on record"};
    size_t en = to->brief->lang == JB_LANG_ZH ? 0 : 1;
    jb_list_item *items = jb_arena_array(to->arena, 1, sizeof *items);
    const char *text =
        jb_arena_printf(to->arena, "%s%s%s%s", places ? placed[en] : dropped[en],
                        places && hashes_any(to) ? hashed[en] : "",
                        any_cell_says(to, NO_PLACE) ? dash[en] : "", en == 0 ? "。" : ".");
    items[0].text = text_plain(to->arena, text);
    *count = 1;
    return items;
}

jb_status ledger_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                      jb_error *err)
{
    static const listing_column alone[] = {
        {"机构", "Agency", 70},     {"年度", "Year", 50},           {"指标", "Measure", 80},
        {"数字", "Figure", 85},     {"期间", PERIOD_EN, 150},       {"报告", "Report", 150},
        {"原句", SENTENCE_EN, 235}, {"位置与校验码", PLACE_EN, 95}, {"审核", "Review", 85},
    };
    static const listing_column leading[] = {
        {"机构", "Agency", 70},  {"年度", "Year", 40},       {"指标", "Measure", 75},
        {"数字", "Figure", 80},  {"见于", "Stands in", 60},  {"期间", PERIOD_EN, 130},
        {"报告", "Report", 155}, {"原句", SENTENCE_EN, 220}, {"位置与校验码", PLACE_EN, 95},
        {"审核", "Review", 75},
    };
    bool leads_back = figures_stand(brief);
    listing to = {.brief = brief, .arena = arena, .from = from};
    to.columns = leads_back ? leading : alone;
    to.column_count = leads_back ? sizeof leading / sizeof *leading : sizeof alone / sizeof *alone;
    entries list = entries_collect(from);
    shelf texts = {0};
    jb_status st = JB_OK;
    for (size_t i = 0; i < list.count && st == JB_OK; i++) {
        st = entry_add(&to, &texts, &list.items[i], leads_back, err);
    }
    jb_arena_free(texts.arena);
    free(list.items);
    bool zh = brief->lang == JB_LANG_ZH;
    if (st != JB_OK) {
        free(to.cells);
        return st;
    }
    bool places = places_any(&to) || to.cell_count == 0;
    if (!places) {
        places_drop(&to);
    }
    to.notes = ledger_notes(&to, places, &to.note_count);
    return listing_close(&to, zh ? "所列对照没有数字。" : "These comparisons hold no figures.", out,
                         err);
}
