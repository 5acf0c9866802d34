/* Blocks that stand for several: the masthead of an official document or a bulletin, whom it is
 * sent to, its annexes, signature and imprint, and the contents. Their parts and places are those
 * of GB/T 9704-2012; sizes come from the style sheet. */
#include "brief_private.h"

#include <string.h>

#define ISSUER_TOP JB_MM100(3500) /* from the type area to the name of the issuer, 7.2.4 */

typedef struct binding {
    const jb_brief *brief;
    jb_arena *arena;
    const block *from;
    block_list *out;
    jb_error *err;
} binding;

static const char *const document_keys[] = {"type",   "form",    "id",      "issuer", "number",
                                            "signer", "secrecy", "urgency", "copy",   NULL};
static const char *const bulletin_keys[] = {"type",   "form", "id",      "name", "issue",
                                            "issuer", "date", "secrecy", "copy", NULL};
static const char *const form_names[] = {"document", "bulletin", NULL};

/* ---- reading */

static jb_status texts_check(jb_brief *brief, const jb_json *json, const char *const *keys,
                             const char *const *needed, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; needed[i] != NULL && st == JB_OK; i++) {
        const jb_json *value = NULL;
        st = jb_json_need(json, needed[i], JB_JSON_STRING, &value, err);
    }
    for (size_t i = 0; keys[i] != NULL && st == JB_OK; i++) {
        const jb_json *value = jb_json_find(json, keys[i]);
        if (value == NULL) {
            continue;
        }
        st = template_check(brief, value, err);
        if (st == JB_OK) {
            st = title_check(value, err);
        }
        if (st == JB_OK) {
            st = office_words_check(brief, keys[i], value, err);
        }
    }
    return st;
}

static jb_status masthead_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const document[] = {"issuer", NULL};
    static const char *const bulletin[] = {"name", "issue", NULL};
    const jb_json *form = NULL;
    unsigned choice = 0;
    jb_status st = jb_json_need(json, "form", JB_JSON_STRING, &form, err);
    if (st == JB_OK) {
        st = jb_json_choice(form, form_names, &choice, err);
    }
    const char *const *keys = choice == 0 ? document_keys : bulletin_keys;
    if (st == JB_OK) {
        st = jb_json_only(json, keys, err);
    }
    if (st == JB_OK && brief->block_count > 1) {
        st = jb_json_fail(json, err, "a masthead is the first block",
                          "版头（报头）必须是第一个 block");
    }
    out->level = choice;
    return st == JB_OK ? texts_check(brief, json, keys + 3, choice == 0 ? document : bulletin, err)
                       : st;
}

static jb_status imprint_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    static const char *const keys[] = {"type", "id",  "lines",     "issuer",
                                       "date", "run", "even_page", NULL};
    static const char *const texts[] = {"issuer", "date", "run", NULL};
    static const char *const line_keys[] = {"label", "text", NULL};
    static const char *const none[] = {NULL};
    const jb_json *lines = jb_json_find(json, "lines");
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK && lines != NULL) {
        st = jb_json_want(lines, JB_JSON_ARRAY, err);
    }
    for (const jb_json *j = st == JB_OK && lines != NULL ? jb_json_first(lines) : NULL;
         j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = jb_json_want(j, JB_JSON_OBJECT, err);
        if (st == JB_OK) {
            st = jb_json_only(j, line_keys, err);
        }
        if (st == JB_OK) {
            st = texts_check(brief, j, line_keys, line_keys, err);
        }
    }
    if (st == JB_OK && jb_json_find(json, "run") != NULL && jb_json_find(json, "date") != NULL) {
        st = jb_json_fail(jb_json_find(json, "run"), err,
                          "an imprint has either a date or the number of copies on the right",
                          "版记右侧或写印发日期（date），或写印数（run），不能兼有");
    }
    const jb_json *even = jb_json_find(json, "even_page");
    bool flag = false;
    if (st == JB_OK && even != NULL) {
        st = jb_json_bool(even, &flag, err);
    }
    return st == JB_OK ? texts_check(brief, json, texts, none, err) : st;
}

static jb_status annexes_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const keys[] = {"type", "id", "items", NULL};
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK) {
        st = jb_json_need(json, "items", JB_JSON_ARRAY, &out->items, err);
    }
    if (st == JB_OK && jb_json_count(out->items) == 0) {
        st = jb_json_fail(out->items, err, "name at least one annex", "至少要列一个附件");
    }
    for (const jb_json *j = st == JB_OK ? jb_json_first(out->items) : NULL;
         j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = template_check(brief, j, err);
        if (st == JB_OK) {
            st = title_check(j, err);
        }
        if (st == JB_OK) {
            st = office_words_check(brief, "items", j, err);
        }
    }
    return st;
}

static jb_status signature_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    static const char *const keys[] = {"type", "id", "agency", "date", "sealed", NULL};
    static const char *const texts[] = {"agency", "date", NULL};
    const jb_json *sealed = jb_json_find(json, "sealed");
    bool flag = false;
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK && sealed != NULL) {
        st = jb_json_bool(sealed, &flag, err);
    }
    return st == JB_OK ? texts_check(brief, json, texts, texts, err) : st;
}

static jb_status contents_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const keys[] = {"type", "id", "title", "levels", NULL};
    static const char *const title[] = {"title", NULL};
    static const char *const none[] = {NULL};
    const jb_json *levels = jb_json_find(json, "levels");
    int64_t count = 2;
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK && levels != NULL) {
        st = jb_json_int(levels, 1, JB_CONTENTS_LEVELS, &count, err);
    }
    out->level = (unsigned)count;
    return st == JB_OK ? texts_check(brief, json, title, none, err) : st;
}

static jb_status named_texts_read(jb_brief *brief, const jb_json *json, const char *const *keys,
                                  jb_error *err)
{
    jb_status st = jb_json_only(json, keys, err);
    return st == JB_OK ? texts_check(brief, json, keys + 2, keys + 2, err) : st;
}

jb_status office_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const recipient[] = {"type", "id", "text", NULL};
    static const char *const annex[] = {"type", "id", "mark", "title", NULL};
    switch ((int)out->type) {
    case BLOCK_MASTHEAD:
        return masthead_read(brief, json, out, err);
    case BLOCK_RECIPIENT:
        return named_texts_read(brief, json, recipient, err);
    case BLOCK_ANNEXES:
        return annexes_read(brief, json, out, err);
    case BLOCK_SIGNATURE:
        return signature_read(brief, json, err);
    case BLOCK_IMPRINT:
        return imprint_read(brief, json, err);
    case BLOCK_ANNEX:
        return named_texts_read(brief, json, annex, err);
    default:
        return contents_read(brief, json, out, err);
    }
}

/* An imprint stands at the foot of the last page, or of the last before what is added behind. */
jb_status office_order_check(const jb_brief *brief, jb_error *err)
{
    bool seen = false;
    for (size_t i = 0; i < brief->block_count; i++) {
        if (brief->blocks[i].type != BLOCK_IMPRINT) {
            continue;
        }
        if (seen) {
            return jb_json_fail(brief->blocks[i].json, err, "a document has one imprint",
                                "一份文件只有一个版记");
        }
        if (i + 1 < brief->block_count && brief->blocks[i + 1].type != BLOCK_PAGE_BREAK) {
            return jb_json_fail(brief->blocks[i].json, err,
                                "an imprint is the last block, or a page_break follows it",
                                "版记必须是最后一个 block，或紧接 page_break");
        }
        seen = true;
    }
    return JB_OK;
}

/* ---- binding */

static jb_status part(binding *b, jb_block_kind kind, const char *style, jb_block **out)
{
    const jb_style *found = style_find(b->brief, style);
    if (found == NULL) {
        return jb_json_fail(b->from->json, b->err, "the style sheet has no style \"%s\"",
                            "样式表没有样式“%s”", style);
    }
    jb_block made = {.kind = kind, .style = *found};
    made.path = jb_arena_strdup(b->arena, b->from->path);
    made.turned = b->from->turned;
    JB_PUSH(b->out->items, b->out->count, b->out->cap, made);
    *out = &b->out->items[b->out->count - 1];
    return style_fits(b->brief, b->from->json, style, found, b->err);
}

/* What a bulletin and an imprint may do without: a parameter that is left empty leaves the place
 * empty. */
static bool may_be_blank(const binding *b, const char *key)
{
    static const char *const bulletin[] = {"issuer", "date", "secrecy", "copy", NULL};
    static const char *const imprint[] = {"text", "issuer", "date", "run", NULL};
    static const char *const none[] = {NULL};
    const char *const *keys = b->from->type == BLOCK_IMPRINT ? imprint : none;
    if (b->from->type == BLOCK_MASTHEAD && b->from->level == 1) {
        keys = bulletin;
    }
    for (size_t i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The words of a key, "" when it is not there. */
static jb_status key_words(binding *b, const jb_json *json, const char *key, const char **out)
{
    const jb_json *value = jb_json_find(json, key);
    *out = "";
    if (value == NULL) {
        return JB_OK;
    }
    return may_be_blank(b, key) ? template_expand(b->brief, b->arena, value, out, b->err)
                                : template_fill(b->brief, b->arena, value, out, b->err);
}

/* NOLINTBEGIN(clang-analyzer-core.NullDereference): part() gives a block whenever it says JB_OK. */

/* A paragraph with the words of a key, nothing when it is not there. */
static jb_status key_part(binding *b, const char *key, const char *style, jb_block **out)
{
    const char *words = NULL;
    jb_status st = key_words(b, b->from->json, key, &words);
    *out = NULL;
    if (st != JB_OK || *words == '\0') {
        return st;
    }
    st = part(b, JB_BLOCK_PARAGRAPH, style, out);
    if (st == JB_OK) {
        (*out)->text = text_plain(b->arena, words);
        (*out)->style.keep_next = true;
        (*out)->masthead = true;
    }
    return st;
}

/* Two keys at the ends of one line. */
static jb_status ends_part(binding *b, const char *left, const char *right, const char *style,
                           jb_block **out)
{
    const char *words[2] = {NULL, NULL};
    jb_status st = key_words(b, b->from->json, left, &words[0]);
    *out = NULL;
    if (st == JB_OK) {
        st = key_words(b, b->from->json, right, &words[1]);
    }
    if (st != JB_OK || (*words[0] == '\0' && *words[1] == '\0')) {
        return st;
    }
    st = part(b, JB_BLOCK_PAIR, style, out);
    if (st == JB_OK) {
        (*out)->text = text_plain(b->arena, words[0]);
        (*out)->right = text_plain(b->arena, words[1]);
        (*out)->style.keep_next = true;
        (*out)->masthead = true;
    }
    return st;
}

static jb_status rule_part(binding *b, const char *style, const jb_style *above)
{
    jb_block *rule = NULL;
    jb_status st = part(b, JB_BLOCK_RULE, style, &rule);
    if (st == JB_OK) {
        /* Its distance is from the characters above it, not from their line. */
        jb_len white = above != NULL ? (above->pitch - above->size) / 2 : 0;
        rule->style.before = rule->style.before > white ? rule->style.before - white : 0;
        rule->height = rule->style.rule;
        rule->style.keep_next = true;
        rule->masthead = true;
    }
    return st;
}

static jb_status number_part(binding *b)
{
    bool signer = jb_json_find(b->from->json, "signer") != NULL;
    const char *words = NULL;
    jb_block *line = NULL;
    jb_status st = key_words(b, b->from->json, "number", &words);
    if (st == JB_OK && *words != '\0') {
        st = number_check(b->brief, jb_json_find(b->from->json, "number"), words, b->err);
    }
    if (st == JB_OK) {
        st = signer ? ends_part(b, "number", "signer", "masthead_number", &line)
                    : key_part(b, "number", "masthead_number", &line);
    }
    if (st == JB_OK && signer && line != NULL) {
        line->style.first_indent = line->style.size; /* one character in, 7.2.5 */
        const char *name = line->right.items[0].text;
        bool zh = b->brief->lang == JB_LANG_ZH;
        line->right = text_plain(
            b->arena, jb_arena_printf(b->arena, zh ? "签发人：%s" : "Signed by: %s", name));
    }
    return st == JB_OK ? rule_part(b, "masthead_rule", line != NULL ? &line->style : NULL) : st;
}

static jb_status document_bind(binding *b)
{
    jb_block *made = NULL;
    jb_block *space = NULL;
    jb_status st = key_part(b, "copy", "masthead_copy", &made);
    if (st == JB_OK) {
        st = key_part(b, "secrecy", "masthead_secrecy", &made);
    }
    if (st == JB_OK) {
        st = key_part(b, "urgency", "masthead_secrecy", &made);
    }
    const jb_style *issuer = style_find(b->brief, "masthead_issuer");
    if (st == JB_OK && issuer != NULL) {
        st = part(b, JB_BLOCK_SPACE, "masthead_issuer", &space);
    }
    if (st == JB_OK && space != NULL) {
        space->until = ISSUER_TOP - (issuer->pitch - issuer->size) / 2;
    }
    if (st == JB_OK) {
        st = key_part(b, "issuer", "masthead_issuer", &made);
    }
    return st == JB_OK ? number_part(b) : st;
}

static jb_status bulletin_bind(binding *b)
{
    jb_block *made = NULL;
    jb_status st = ends_part(b, "secrecy", "copy", "masthead_secrecy", &made);
    if (st == JB_OK) {
        st = key_part(b, "name", "bulletin_name", &made);
    }
    if (st == JB_OK) {
        st = key_part(b, "issue", "bulletin_issue", &made);
    }
    if (st == JB_OK) {
        st = ends_part(b, "issuer", "date", "bulletin_issuer", &made);
    }
    /* A style sheet may give bulletins a rule of their own: the standard's two lines under it are
     * for documents. */
    const char *rule =
        style_find(b->brief, "bulletin_rule") != NULL ? "bulletin_rule" : "masthead_rule";
    return st == JB_OK ? rule_part(b, rule, made != NULL ? &made->style : NULL) : st;
}

/* The colon at the end is ours, 7.3.2. */
static jb_status recipient_bind(binding *b)
{
    jb_block *made = NULL;
    jb_status st = key_part(b, "text", "recipient", &made);
    if (st == JB_OK && made != NULL) {
        const char *words = made->text.items[0].text;
        bool zh = b->brief->lang == JB_LANG_ZH;
        const char *colon = zh ? "：" : ":";
        bool has = text_ends_with(words, "：") || text_ends_with(words, ":");
        made->text =
            text_plain(b->arena, has ? words : jb_arena_printf(b->arena, "%s%s", words, colon));
    }
    return st;
}

static jb_status annexes_bind(binding *b)
{
    size_t count = jb_json_count(b->from->items);
    jb_list_item *items = jb_arena_array(b->arena, count + 1, sizeof *items);
    bool zh = b->brief->lang == JB_LANG_ZH;
    jb_block *made = NULL;
    jb_status st = part(b, JB_BLOCK_LIST, "annexes", &made);
    if (st != JB_OK) {
        return st;
    }
    made->items = items;
    made->lead = text_plain(b->arena, zh ? "附件：" : count > 1 ? "Annexes: " : "Annex: ");
    for (const jb_json *j = jb_json_first(b->from->items); j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        const char *name = "";
        jb_list_item *item = &items[made->item_count++];
        st = template_fill(b->brief, b->arena, j, &name, b->err);
        if (st == JB_OK) {
            st = annex_name_check(j, name, b->err);
        }
        item->text = text_plain(b->arena, name);
        if (count > 1) {
            item->label = text_plain(b->arena, jb_arena_printf(b->arena, "%zu.", made->item_count));
        }
    }
    return st;
}

static jb_status signature_bind(binding *b)
{
    const jb_json *sealed = jb_json_find(b->from->json, "sealed");
    const char *agency = NULL;
    const char *date = NULL;
    jb_block *made = NULL;
    jb_status st = part(b, JB_BLOCK_SIGNATURE, "signature", &made);
    if (st == JB_OK) {
        st = key_words(b, b->from->json, "agency", &agency);
    }
    if (st == JB_OK) {
        st = key_words(b, b->from->json, "date", &date);
    }
    if (st == JB_OK) {
        st = date_check(jb_json_find(b->from->json, "date"), date, b->err);
    }
    if (st == JB_OK && sealed != NULL) {
        st = jb_json_bool(sealed, &made->sealed, b->err);
    }
    if (st == JB_OK) {
        made->text = text_plain(b->arena, agency);
        made->right = text_plain(b->arena, date);
        /* The seal needs room: its top comes within a line of the text, 7.3.5.1. */
        made->style.before += made->sealed ? made->style.pitch : 0;
    }
    return st;
}

/* Who receives copies; nobody to send it to is no line. */
static jb_status copies_bind(binding *b, jb_block *out)
{
    const jb_json *lines = jb_json_find(b->from->json, "lines");
    size_t count = lines != NULL ? jb_json_count(lines) : 0;
    jb_list_item *items = jb_arena_array(b->arena, count + 1, sizeof *items);
    jb_status st = JB_OK;
    out->items = items;
    for (const jb_json *j = count > 0 ? jb_json_first(lines) : NULL; j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        const char *label = "";
        const char *text = "";
        st = key_words(b, j, "label", &label);
        if (st == JB_OK) {
            st = key_words(b, j, "text", &text);
        }
        if (*text != '\0') {
            items[out->item_count].label = text_plain(b->arena, label);
            items[out->item_count++].text = text_plain(b->arena, text);
        }
    }
    return st;
}

/* Its last line: who issues it, and when or how many copies. */
static jb_status issue_bind(binding *b, jb_block *out)
{
    const jb_json *json = b->from->json;
    const char *issuer = "";
    const char *date = "";
    const char *run = "";
    jb_status st = key_words(b, json, "issuer", &issuer);
    if (st == JB_OK) {
        st = key_words(b, json, "date", &date);
    }
    if (st == JB_OK) {
        st = key_words(b, json, "run", &run);
    }
    if (st == JB_OK && *date != '\0') {
        st = date_check(jb_json_find(json, "date"), date, b->err);
    }
    bool zh = b->brief->lang == JB_LANG_ZH;
    out->text = text_plain(b->arena, issuer);
    out->right = text_plain(b->arena, *date == '\0' ? run
                                      : zh          ? jb_arena_printf(b->arena, "%s印发", date)
                                                    : date);
    return st;
}

/* One without any words is none. */
static jb_status imprint_bind(binding *b)
{
    const jb_json *even = jb_json_find(b->from->json, "even_page");
    jb_block words = {0};
    jb_block *made = NULL;
    jb_status st = copies_bind(b, &words);
    if (st == JB_OK) {
        st = issue_bind(b, &words);
    }
    if (st == JB_OK && even != NULL) {
        st = jb_json_bool(even, &words.even_page, b->err);
    }
    if (st != JB_OK || words.item_count + words.text.count + words.right.count == 0) {
        return st;
    }
    st = part(b, JB_BLOCK_IMPRINT, "imprint", &made);
    if (st == JB_OK) {
        made->items = words.items;
        made->item_count = words.item_count;
        made->text = words.text;
        made->right = words.right;
        made->even_page = words.even_page;
    }
    return st;
}

/* It begins a page, its mark on the first line and its title on the third, 7.3.7. */
static jb_status annex_bind(binding *b)
{
    jb_block *made = NULL;
    const char *title = NULL;
    jb_status st = part(b, JB_BLOCK_PAGE_BREAK, "annex_mark", &made);
    if (st == JB_OK) {
        st = key_part(b, "mark", "annex_mark", &made);
    }
    if (st == JB_OK && made != NULL) {
        made->masthead = false;
    }
    if (st == JB_OK) {
        st = part(b, JB_BLOCK_HEADING, "annex_title", &made);
    }
    if (st == JB_OK) {
        st = key_words(b, b->from->json, "title", &title);
    }
    if (st == JB_OK) {
        made->level = 1;
        made->text = text_plain(b->arena, title);
    }
    return st;
}

static jb_status contents_bind(binding *b)
{
    static const char *const names[JB_CONTENTS_LEVELS] = {"contents1", "contents2", "contents3"};
    jb_style *styles = jb_arena_array(b->arena, JB_CONTENTS_LEVELS, sizeof *styles);
    const char *title = "";
    jb_block *made = NULL;
    jb_status st = part(b, JB_BLOCK_CONTENTS, "contents_title", &made);
    for (size_t i = 0; i < JB_CONTENTS_LEVELS && st == JB_OK; i++) {
        const jb_style *found = style_find(b->brief, names[i]);
        if (found == NULL) {
            return jb_json_fail(b->from->json, b->err, "the style sheet has no style \"%s\"",
                                "样式表没有样式“%s”", names[i]);
        }
        styles[i] = *found;
    }
    if (st == JB_OK) {
        st = key_words(b, b->from->json, "title", &title);
    }
    if (st == JB_OK) {
        made->text = text_plain(b->arena, title);
        made->entry_styles = styles;
        made->levels = b->from->level;
    }
    return st;
}

jb_status office_bind(const jb_brief *brief, jb_arena *arena, const block *from, block_list *out,
                      jb_error *err)
{
    binding b = {brief, arena, from, out, err};
    switch ((int)from->type) {
    case BLOCK_MASTHEAD:
        return from->level == 0 ? document_bind(&b) : bulletin_bind(&b);
    case BLOCK_RECIPIENT:
        return recipient_bind(&b);
    case BLOCK_ANNEXES:
        return annexes_bind(&b);
    case BLOCK_SIGNATURE:
        return signature_bind(&b);
    case BLOCK_IMPRINT:
        return imprint_bind(&b);
    case BLOCK_ANNEX:
        return annex_bind(&b);
    default:
        return contents_bind(&b);
    }
}

/* NOLINTEND(clang-analyzer-core.NullDereference) */
