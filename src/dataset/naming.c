/* naming.c - what a figure is called in a sentence: the thing that is counted, and what the report
 * says was done with it.
 *
 * Never puts a verb into a report's mouth that it has not: of 办理 in a column headed 线索接收 it
 * is said that leads were 办理. Knows neither periods nor numbers.
 */
#include "say.h"
#include "work.h"

#include <string.h>

/* What is done with cases, leads and money: words that do not say of what. */
static const char *const deeds[] = {
    "接收处理", "立案受理", "立案查处", "接收", "收到", "接到", "受理", "立案", "办理", "处理",
    "处置",     "核处",     "核实",     "办结", "结案", "审结", "裁结", "调处", "查处", "解决",
    "化解",     "移送",     "撤回",     "动用", "启用", "使用", "支出", "垫付", "追回", "追发",
    "追讨",     "讨回",     "讨要",     "追缴", "补发", "兑付", "发放",
};

/* Said before what they issue: 下达整改建议书. */
static const char *const issues[] = {"作出", "下达", "下发", "发出", "送达", "签发", "开具"};

#define LISTED(word, list) listed(word, list, sizeof(list) / sizeof *(list))

static bool listed(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_deed(const char *word)
{
    return LISTED(word, deeds);
}

/* A name in three: 仲裁 + 受理, or 受理 + 争议. Without a deed all of it is the thing. */
typedef struct parts {
    const char *before, *deed, *after;
} parts;

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

/* The deed at the end, else at the beginning; the longer words of the list come first. */
static parts part(jb_arena *arena, const char *name)
{
    size_t count = sizeof deeds / sizeof *deeds;
    for (size_t i = 0; i < count; i++) {
        if (ends_with(name, deeds[i])) {
            size_t len = strlen(name) - strlen(deeds[i]);
            return (parts){jb_arena_strndup(arena, name, len), deeds[i], ""};
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (begins_with(name, deeds[i])) {
            return (parts){"", deeds[i], name + strlen(deeds[i])};
        }
    }
    return (parts){name, "", ""};
}

static const char *with_deed(jb_arena *arena, parts name, const char *deed)
{
    return jb_arena_join(arena, name.before, deed, name.after, "");
}

/* ---- the catalogue's name ---------------------------------------------------------------- */

/* 仲裁结案(审结)数 without what stands in brackets and the 数 at its end. */
static const char *unbracketed(jb_arena *arena, const char *name)
{
    size_t open = strcspn(name, "(");
    const char *close = strchr(name, ')');
    const char *text =
        close == NULL ? name : jb_arena_printf(arena, "%.*s%s", (int)open, name, close + 1);
    static const char *const ends[] = {"总数", "数"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends_with(text, ends[i])) {
            return jb_arena_strndup(arena, text, strlen(text) - strlen(ends[i]));
        }
    }
    return text;
}

static bool is_whole(parts name)
{
    return name.deed[0] != '\0' && (name.before[0] != '\0' || name.after[0] != '\0');
}

/* The short name where it says both the thing and the deed, unless the whole name only says more
 * of the thing: 劳资纠纷化解 for 纠纷化解. */
static const char *name_of(jb_arena *arena, const jb_indicator *indicator)
{
    const char *full = unbracketed(arena, indicator->zh);
    const char *brief = indicator->short_zh;
    return is_whole(part(arena, brief)) && !ends_with(full, brief) ? brief : full;
}

/* ---- heads ------------------------------------------------------------------------------- */

/* So short a head (受理, 结案率; in English a single word) leans on what stands over it. */
#define SHORT_HEAD 3

static bool leans(const char *head, const char *group, jb_lang lang)
{
    bool brief = lang == JB_LANG_EN ? strchr(head, ' ') == NULL
                                    : jb_utf8_count(head, strlen(head)) <= SHORT_HEAD;
    return brief || strstr(group, head) != NULL;
}

static const char *head_in(const jb_column *column, jb_lang lang)
{
    return lang == JB_LANG_EN ? column->head_en : column->head_zh;
}

/* Of two columns with one head only what stands over them tells which is meant. */
static bool head_repeats(const jb_dataset *dataset, const jb_column *column, jb_lang lang)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        const jb_column *other = &dataset->columns[i];
        if (other != column && strcmp(head_in(other, lang), head_in(column, lang)) == 0) {
            return true;
        }
    }
    return false;
}

const char *jb_column_name(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                           jb_lang lang)
{
    bool english = lang == JB_LANG_EN;
    const char *head = head_in(column, lang);
    const char *group = english ? column->group_en : column->group_zh;
    bool alone = !leans(head, group, lang) && !head_repeats(dataset, column, lang);
    if (group[0] == '\0' || alone || strstr(head, group) != NULL) {
        return head;
    }
    if (strstr(group, head) != NULL) {
        return group;
    }
    return jb_arena_printf(arena, english ? "%s, %s" : "%s%s", group, head);
}

static const jb_figure *first_figure(const jb_dataset *dataset, const jb_column *column)
{
    size_t c = (size_t)(column - dataset->columns);
    for (size_t r = 0; r < dataset->row_count; r++) {
        const jb_cell *cell = jb_dataset_cell(dataset, r, c);
        if (cell->figure_count > 0) {
            return &cell->figures[0];
        }
    }
    return NULL;
}

/* 受理 alone does not say of what; the catalogue does, where the column holds one thing. But for
 * what goes by that word alone, as 立案 does. */
static const char *head_alone(jb_arena *arena, const jb_dataset *dataset, const jb_column *column)
{
    const char *head = column->head_zh;
    const jb_figure *figure =
        is_deed(head) && !column->mixed ? first_figure(dataset, column) : NULL;
    if (figure == NULL || strcmp(figure->indicator->short_zh, head) == 0) {
        return head;
    }
    parts name = part(arena, name_of(arena, figure->indicator));
    return is_whole(name) ? with_deed(arena, name, head) : head;
}

/* English heads such as "Arbitration: accepted" lose the colon: another one follows. */
static const char *without_colon(jb_arena *arena, const char *head)
{
    const char *colon = strstr(head, ": ");
    return colon == NULL ? head
                         : jb_arena_printf(arena, "%.*s%s", (int)(colon - head), head, colon + 1);
}

const char *prose_head(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                       jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return without_colon(arena, jb_column_name(arena, dataset, column, lang));
    }
    return column->group_zh[0] == '\0' ? head_alone(arena, dataset, column)
                                       : jb_column_name(arena, dataset, column, lang);
}

/* ---- labels ------------------------------------------------------------------------------ */

/* The head with the report's verb in place of its own, and with the thing where the head has none
 * (立案). Where the table writes each report's word before its figure, so does the sentence. */
static const char *with_own_deed(jb_arena *arena, const jb_figure *figure, const char *head,
                                 parts own)
{
    const char *word = label_word(figure);
    bool written = strcmp(figure->label_zh, word) == 0;
    if (!is_deed(word) || strstr(head, word) != NULL ||
        !(written || jb_terms_differ(word, own.deed))) {
        return head;
    }
    parts name = is_whole(own) ? own : part(arena, name_of(arena, figure->indicator));
    return with_deed(arena, is_whole(name) ? name : own, word);
}

/* A figure in a column of one thing, under its head. */
static const char *under_head(jb_arena *arena, const jb_figure *figure, const char *head)
{
    const char *word = label_word(figure);
    parts own = part(arena, head);
    if (own.deed[0] != '\0') {
        return with_own_deed(arena, figure, head, own);
    }
    if (strstr(head, word) != NULL && word[0] != '\0') {
        return head;
    }
    if (LISTED(word, issues)) {
        return jb_arena_join(arena, word, head, "", "");
    }
    const char *deed = part(arena, name_of(arena, figure->indicator)).deed;
    /* An amount without a verb would be taken for what there is, not for what was paid. */
    bool paid = word[0] == '\0' && figure->indicator->kind == JB_KIND_AMOUNT;
    const char *told = is_deed(word) && deed[0] != '\0' ? word : paid ? deed : "";
    return jb_arena_join(arena, head, told, "", "");
}

/* A figure in a column that shows several things, or might: its own word, with the thing. */
static const char *among_others(jb_arena *arena, const jb_column *column, const jb_figure *figure,
                                const char *head)
{
    const char *label = figure->label_zh;
    if (strcmp(label, figure->fact->term) != 0) {
        return label; /* the catalogue's name */
    }
    const char *name = name_of(arena, figure->indicator);
    parts own = part(arena, name);
    if (is_deed(label) && is_whole(own)) {
        return with_deed(arena, own, label);
    }
    if (begins_with(name, label)) {
        return label;
    }
    if (strstr(name, label) != NULL) {
        return name;
    }
    /* A verb that is not known needs the head before it to say of what, unless the head is one
     * itself or lists such verbs: 审结（调处）. */
    bool list = strstr(head, "（") != NULL || strstr(head, "或") != NULL;
    bool said = strstr(head, label) != NULL || strstr(label, head) != NULL;
    if (!column->numeric || list || said || part(arena, head).deed[0] != '\0') {
        return label;
    }
    return jb_arena_printf(arena, "%s%s", head, label);
}

/* The report's own word, where the English name of the figure says that something else was done. */
static const char *label_en(jb_arena *arena, const char *label, const jb_figure *figure)
{
    const char *word = label_word(figure);
    const char *deed = part(arena, name_of(arena, figure->indicator)).deed;
    if (!is_deed(word) || deed[0] == '\0' || strstr(word, deed) != NULL ||
        strstr(figure->indicator->zh, word) != NULL || !jb_terms_differ(word, deed)) {
        return label;
    }
    return jb_arena_printf(arena, "%s (in the report \"%s\")", label, word);
}

const char *prose_label(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                        const jb_figure *figure, jb_lang lang)
{
    const char *head = prose_head(arena, dataset, column, lang);
    if (lang == JB_LANG_EN) {
        return label_en(arena, figure->label_en[0] != '\0' ? figure->label_en : head, figure);
    }
    if ((column->mixed || column->open) && figure->label_zh[0] != '\0') {
        return among_others(arena, column, figure, head);
    }
    return under_head(arena, figure, head);
}

const char *prose_after(jb_arena *arena, const char *label, const char *before)
{
    parts own = part(arena, label);
    bool known = own.before[0] != '\0' && strstr(before, own.before) != NULL;
    return known ? own.deed : label;
}
