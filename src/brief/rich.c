/* Running text with bold words, raised marks, links, cross-references and footnotes: a string, or a
 * list of strings and pieces. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

static const char *const piece_keys[] = {"text", "bold", "superscript", "link",
                                         "see",  "note", "field",       NULL};
static const char *const field_names[] = {"section", "page", NULL};

/* Keys of which a piece has at most one: each makes something else of its words. */
static const char *const sole[] = {"link", "see", "note", "field"};

static jb_status note_add(jb_brief *brief, const jb_json *note, jb_error *err)
{
    jb_status st = template_check(brief, note, err);
    if (st == JB_OK) {
        st = title_check(note, err);
    }
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers. */
    JB_PUSH(brief->notes, brief->note_count, brief->note_cap, note);
    return st;
}

static jb_status link_check(const jb_json *link, jb_error *err)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    const char *uri = NULL;
    jb_status st = jb_json_text(link, &uri, err);
    if (st != JB_OK) {
        return st;
    }
    bool known = false;
    bool plain = true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        known = known || (strncmp(uri, schemes[i], len) == 0 && uri[len] != '\0');
    }
    for (const char *c = uri; *c != '\0'; c++) {
        plain = plain && *c > 0x20 && *c < 0x7F;
    }
    if (known && plain) {
        return JB_OK;
    }
    return jb_json_fail(link, err,
                        "\"%s\" is no address; it begins with https://, http:// or mailto: and has "
                        "neither spaces nor characters beyond ASCII (write those as %%XX)",
                        "“%s”不是网址；网址以 https://、http:// 或 mailto: 开头，不含空格和 ASCII "
                        "以外的字符（请写成 %%XX）",
                        uri);
}

static jb_status field_read(const jb_json *json, bool head, jb_error *err)
{
    unsigned choice = 0;
    if (!head) {
        return jb_json_fail(json, err, "a field stands in page.header only",
                            "field 只能用在 page.header 中");
    }
    return jb_json_choice(json, field_names, &choice, err);
}

static jb_status sole_check(jb_brief *brief, const jb_json *value, const char *key, bool head,
                            jb_error *err)
{
    if (strcmp(key, "field") == 0) {
        return field_read(value, head, err);
    }
    if (head) {
        return jb_json_fail(value, err, "a running head holds words and fields only",
                            "页眉中只能有文字和 field");
    }
    if (strcmp(key, "link") == 0) {
        return link_check(value, err);
    }
    if (strcmp(key, "note") == 0) {
        return note_add(brief, value, err);
    }
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers. */
    JB_PUSH(brief->sees, brief->see_count, brief->see_cap, value);
    return jb_json_want(value, JB_JSON_STRING, err);
}

static jb_status soles_check(jb_brief *brief, const jb_json *piece, bool head, const char **which,
                             jb_error *err)
{
    jb_status st = JB_OK;
    *which = NULL;
    for (size_t i = 0; i < sizeof sole / sizeof *sole && st == JB_OK; i++) {
        const jb_json *value = jb_json_find(piece, sole[i]);
        if (value == NULL) {
            continue;
        }
        if (*which != NULL) {
            return jb_json_fail(value, err, "a piece of text is one of link, see, note and field",
                                "一段文字只能是 link、see、note、field 之一");
        }
        *which = sole[i];
        st = sole_check(brief, value, sole[i], head, err);
    }
    return st;
}

static jb_status piece_check(jb_brief *brief, const jb_json *piece, bool head, jb_error *err)
{
    if (jb_json_kind(piece) == JB_JSON_STRING) {
        return template_check(brief, piece, err);
    }
    const jb_json *text = NULL;
    const char *which = NULL;
    bool flag = false;
    jb_status st = jb_json_want(piece, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        st = jb_json_only(piece, piece_keys, err);
    }
    if (st == JB_OK) {
        st = soles_check(brief, piece, head, &which, err);
    }
    if (st == JB_OK && (which == NULL || strcmp(which, "link") == 0)) {
        st = jb_json_need(piece, "text", JB_JSON_STRING, &text, err);
    }
    text = jb_json_find(piece, "text");
    if (st == JB_OK && text != NULL && which != NULL &&
        (strcmp(which, "note") == 0 || strcmp(which, "field") == 0)) {
        st = jb_json_fail(text, err, "a note or field has no text of its own",
                          "note 和 field 不另带 text");
    }
    if (st == JB_OK && text != NULL) {
        st = template_check(brief, text, err);
    }
    for (size_t i = 1; i <= 2 && st == JB_OK; i++) {
        const jb_json *value = jb_json_find(piece, piece_keys[i]);
        st = value != NULL ? jb_json_bool(value, &flag, err) : JB_OK;
    }
    return st;
}

jb_status rich_check(jb_brief *brief, const jb_json *json, bool head, jb_error *err)
{
    if (jb_json_kind(json) != JB_JSON_ARRAY) {
        return template_check(brief, json, err);
    }
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(json); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = piece_check(brief, j, head, err);
    }
    return st;
}

/* ---- what is referred to */

static const block *named(const jb_brief *brief, const char *name)
{
    for (size_t i = 0; i < brief->block_count; i++) {
        if (brief->blocks[i].name != NULL && strcmp(brief->blocks[i].name, name) == 0) {
            return &brief->blocks[i];
        }
    }
    return NULL;
}

static jb_status unknown_block(const jb_brief *brief, const jb_json *value, const char *name,
                               jb_error *err)
{
    const char *names[128] = {0};
    size_t count = 0;
    for (size_t i = 0; i < brief->block_count && count < 128; i++) {
        if (brief->blocks[i].name != NULL) {
            names[count++] = brief->blocks[i].name;
        }
    }
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(value, err, "no block has the id \"%s\"%s%.0s",
                        "没有 id 为“%s”的 block%.0s%s", name, near.en, near.zh);
}

jb_status block_name_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *id = jb_json_find(json, "id");
    const char *name = NULL;
    if (id == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_text(id, &name, err);
    if (st == JB_OK && (*name == '\0' || named(brief, name) != NULL)) {
        return jb_json_fail(id, err, "an id is not empty and stands at one block only",
                            "id 不能为空，也不能重复");
    }
    out->name = name;
    return st;
}

jb_status sees_check(const jb_brief *brief, jb_error *err)
{
    for (size_t i = 0; i < brief->see_count; i++) {
        const char *name = NULL;
        jb_status st = jb_json_text(brief->sees[i], &name, err);
        if (st != JB_OK) {
            return st;
        }
        if (named(brief, name) == NULL) {
            return unknown_block(brief, brief->sees[i], name, err);
        }
    }
    return JB_OK;
}

/* ---- binding */

static uint32_t note_number(const jb_brief *brief, const jb_json *note)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        if (brief->notes[i] == note) {
            return (uint32_t)(i + 1);
        }
    }
    return 0;
}

/* A block is called by its number; one without by its words. */
static jb_status see_bind(const jb_brief *brief, jb_arena *arena, const jb_json *piece,
                          const jb_json *see, jb_inline *out, jb_error *err)
{
    const char *name = NULL;
    const jb_json *words = jb_json_find(piece, "text");
    jb_status st = jb_json_text(see, &name, err);
    if (st != JB_OK) {
        return st;
    }
    const block *to = named(brief, name);
    out->see = (uint32_t)(to - brief->blocks) + 1;
    if (words == NULL) {
        words = to->number != NULL          ? to->number
                : to->type == BLOCK_HEADING ? to->text
                                            : jb_json_find(to->json, "mark");
    }
    if (words == NULL) {
        return jb_json_fail(piece, err,
                            "block \"%s\" has no number to be called by; give the reference a text",
                            "“%s”没有编号可引；请给这处引用写 text", name);
    }
    return template_expand(brief, arena, words, &out->text, err);
}

/* What a piece is besides its words. */
static jb_status manner_bind(const jb_brief *brief, jb_arena *arena, const jb_json *piece,
                             jb_inline *out, jb_error *err)
{
    const jb_json *link = jb_json_find(piece, "link");
    const jb_json *note = jb_json_find(piece, "note");
    const jb_json *field = jb_json_find(piece, "field");
    const jb_json *bold = jb_json_find(piece, "bold");
    const jb_json *raised = jb_json_find(piece, "superscript");
    unsigned choice = 0;
    jb_status st = bold != NULL ? jb_json_bool(bold, &out->bold, err) : JB_OK;
    if (st == JB_OK && raised != NULL) {
        st = jb_json_bool(raised, &out->superscript, err);
    }
    if (st == JB_OK && link != NULL) {
        st = jb_json_text(link, &out->uri, err);
        out->uri = st == JB_OK ? jb_arena_strdup(arena, out->uri) : NULL;
    }
    if (st == JB_OK && note != NULL) {
        out->footnote = note_number(brief, note);
        out->superscript = true;
        out->text = note_mark(arena, out->footnote, brief->note_count);
    }
    if (st == JB_OK && field != NULL) {
        st = jb_json_choice(field, field_names, &choice, err);
        out->field = choice == 0 ? JB_FIELD_SECTION : JB_FIELD_PAGE;
    }
    return st;
}

static jb_text one_piece(jb_arena *arena, const jb_inline *piece)
{
    jb_inline *item = jb_arena_alloc(arena, sizeof *item);
    *item = *piece;
    return (jb_text){item, 1};
}

static jb_status piece_bind(const jb_brief *brief, jb_arena *arena, const jb_json *piece,
                            jb_text *out, jb_error *err)
{
    jb_inline made = {.text = ""};
    if (jb_json_kind(piece) == JB_JSON_STRING) {
        return template_pieces(brief, arena, piece, &made, out, err);
    }
    const jb_json *text = jb_json_find(piece, "text");
    const jb_json *see = jb_json_find(piece, "see");
    jb_status st = manner_bind(brief, arena, piece, &made, err);
    if (st == JB_OK && see != NULL) {
        st = see_bind(brief, arena, piece, see, &made, err);
    } else if (st == JB_OK && text != NULL) {
        return template_pieces(brief, arena, text, &made, out, err);
    }
    *out = one_piece(arena, &made);
    return st;
}

jb_status rich_bind(const jb_brief *brief, jb_arena *arena, const jb_json *json, jb_text *out,
                    jb_error *err)
{
    jb_text piece = {0};
    jb_inline *items = NULL;
    size_t count = 0;
    size_t cap = 0;
    jb_status st = JB_OK;
    if (jb_json_kind(json) != JB_JSON_ARRAY) {
        return piece_bind(brief, arena, json, out, err);
    }
    for (const jb_json *j = jb_json_first(json); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = piece_bind(brief, arena, j, &piece, err);
        for (size_t i = 0; st == JB_OK && i < piece.count; i++) {
            JB_PUSH(items, count, cap, piece.items[i]);
        }
    }
    *out = (jb_text){jb_arena_keep(arena, items, count, sizeof *items), count};
    free(items);
    return st;
}

jb_status footnotes_bind(const jb_brief *brief, jb_doc *doc, jb_error *err)
{
    size_t count = brief->note_count;
    jb_list_item *items = jb_arena_array(doc->arena, count + 1, sizeof *items);
    const jb_style *style = style_find(brief, "footnote");
    jb_status st = JB_OK;
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        const char *text = "";
        st = template_fill(brief, doc->arena, brief->notes[i], &text, err);
        items[i].label = text_plain(doc->arena, note_mark(doc->arena, i + 1, count));
        items[i].text = text_plain(doc->arena, text);
    }
    doc->footnotes = items;
    doc->footnote_count = count;
    doc->footnote_by_page = brief->notes_by_page;
    if (style != NULL) {
        doc->footnote_style = *style;
    }
    return st;
}
