/* torture_parts.c - random charts, contents and parts of official documents.
 *
 * Charts have any number of figures that are missing, bounds, or not comparable; the parts of a
 * document stand in any order a layout could ask for.
 */
#include "torture_make.h"

/* ---- charts */

static jb_style with_size(const made *m, int size, jb_align align)
{
    jb_style style = m->doc.page.footer_style;
    style.size = JB_PT(size);
    style.pitch = JB_PT(size + size / 2);
    style.align = align;
    return style;
}

static jb_text figure_label(made *m, int64_t value, uint32_t notes)
{
    static const char *const before[] = {"", "", "", "约", "≥", "不足"};
    static const char *const after[] = {"", "", "件", "万元", "；1,234件", "\n（另1,234）"};
    const char *text =
        jb_arena_printf(m->arena, "%s%lld%s", ONE_OF(before), (long long)value, ONE_OF(after));
    bool called = notes > 0 && one_in(6);
    jb_inline *items = jb_arena_array(m->arena, 2, sizeof *items);
    items[0].text = text;
    items[0].fact = 1 + pick(999);
    if (called) {
        items[1].note = 1 + pick(notes);
        items[1].superscript = true;
        items[1].text = jb_arena_printf(m->arena, "[%u]", items[1].note);
    }
    return (jb_text){items, called ? 2 : 1};
}

static const jb_chart_point *random_points(made *m, size_t count, uint32_t notes)
{
    static const char *const absent[] = {"—", "未披露", "×", ""};
    static const uint32_t scales[] = {2, 10, 500, 9000, 100000, 40000000};
    jb_chart_point *points = jb_arena_array(m->arena, count + 1, sizeof *points);
    uint32_t scale = ONE_OF(scales);
    bool flat = one_in(5); /* all about the same: labels would lie upon one another */
    for (size_t i = 0; i < count; i++) {
        points[i].present = !one_in(7);
        if (!points[i].present) {
            points[i].label = words(m, ONE_OF(absent));
            continue;
        }
        int64_t value = flat ? scale + pick(2) : pick(scale);
        points[i].value = jb_dec_int(value);
        points[i].label = figure_label(m, value, notes);
        points[i].look = one_in(3) ? (jb_look)pick(3) : JB_LOOK_SOLID;
        points[i].bound = one_in(6) ? (int)pick(3) - 1 : 0;
        points[i].apart = points[i].value.coef % 5 == 0;
    }
    return points;
}

static jb_text *random_names(made *m, size_t count, size_t letters)
{
    jb_text *names = jb_arena_array(m->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = words(m, name(m, 1 + pick((uint32_t)letters)));
    }
    return names;
}

static void choose_series(made *m, jb_chart_block *c)
{
    bool lines = c->kind == JB_CHART_LINES;
    c->category_count = 1 + pick(lines ? 8 : one_in(6) ? 60 : 12);
    c->series_count = 1 + (one_in(2) ? pick(5) : 0);
    c->panel_count = one_in(4) ? 1 + pick(7) : 1;
    c->panel_columns = c->panel_count > 1 ? 1 + pick(one_in(4) ? 3 : 2) : 0;
    c->categories = lines ? NULL : random_names(m, c->category_count, c->panel_count > 1 ? 4 : 20);
    if (lines) {
        jb_text *years = jb_arena_array(m->arena, c->category_count + 1, sizeof *years);
        for (size_t i = 0; i < c->category_count; i++) {
            years[i] = words(m, jb_arena_printf(m->arena, "%zu", 2015 + i));
        }
        c->categories = years;
    }
    c->series = c->series_count == 1 && one_in(2) ? jb_arena_array(m->arena, 2, sizeof *c->series)
                                                  : random_names(m, c->series_count, 6);
}

static void choose_chart_notes(made *m, jb_chart_block *c, uint32_t notes)
{
    jb_list_item *items = jb_arena_array(m->arena, notes + 1, sizeof *items);
    for (uint32_t i = 0; i < notes; i++) {
        items[i].label = words(m, jb_arena_printf(m->arena, "%u.", i + 1));
        items[i].text = words(m, prose(m, 1 + text_length()));
        items[i].note = i + 1;
    }
    c->notes = items;
    c->note_count = notes;
    c->notes_lead = words(m, "注：");
    c->source = words(m, one_in(2) ? "" : prose(m, pick(40)));
}

void add_random_chart(made *m)
{
    static const char *const looks[] = {"", "约数", "不可比"};
    jb_chart_block *c = jb_arena_alloc(m->arena, sizeof *c);
    jb_text *legend = jb_arena_array(m->arena, 3, sizeof *legend);
    uint32_t notes = one_in(2) ? pick(4) : 0;
    c->kind = (jb_chart_kind)pick(4);
    choose_series(m, c);
    size_t points = c->category_count * c->series_count;
    jb_chart_panel *panels = jb_arena_array(m->arena, c->panel_count + 1, sizeof *panels);
    for (size_t i = 0; i < c->panel_count; i++) {
        panels[i].title = words(m, c->panel_count > 1 ? name(m, 1 + pick(6)) : "");
        panels[i].points = random_points(m, points, notes);
    }
    c->panels = panels;
    for (size_t i = 1; i < 3; i++) {
        legend[i] = words(m, looks[i]);
    }
    c->looks = one_in(5) ? NULL : legend;
    c->number = words(m, one_in(4) ? "" : "图1");
    c->title = words(m, name(m, 1 + pick(40)));
    c->unit = words(m, one_in(3) ? "" : "单位：件");
    c->continued = one_in(4) ? NULL : "续{number}　{title}";
    c->power = one_in(4) ? 4 : 0;
    c->title_style = with_size(m, 12, JB_ALIGN_CENTER);
    c->unit_style = with_size(m, 9, JB_ALIGN_RIGHT);
    c->label_style = with_size(m, 7 + (int)pick(4), JB_ALIGN_LEFT);
    c->note_style = with_size(m, 9, JB_ALIGN_JUSTIFY);
    c->panel_height = one_in(2) ? JB_PT(40 + (int)pick(200)) : 0;
    choose_chart_notes(m, c, notes);
    c->alt = "图";
    jb_block *block = add_block(m, JB_BLOCK_CHART);
    block->chart = c;
    block->style.before = JB_PT((int)pick(20));
}

/* ---- contents */

void add_random_contents(made *m)
{
    jb_style *styles = jb_arena_array(m->arena, JB_CONTENTS_LEVELS, sizeof *styles);
    for (int i = 0; i < JB_CONTENTS_LEVELS; i++) {
        styles[i] = with_size(m, 12, JB_ALIGN_LEFT);
        styles[i].first_indent = JB_PT(12 * i);
        styles[i].rest_indent = one_in(2) ? JB_PT(24) : 0;
    }
    jb_block *block = add_text(m, JB_BLOCK_CONTENTS, one_in(4) ? "" : "目录");
    block->style.align = JB_ALIGN_CENTER;
    block->entry_styles = styles;
    block->levels = 1 + pick(JB_CONTENTS_LEVELS);
}

/* ---- parts of official documents, as the layouts bind them */

static jb_block *masthead_part(made *m, jb_block_kind kind, const char *text)
{
    jb_block *block = add_text(m, kind, text);
    block->style.keep_next = true;
    block->masthead = true;
    return block;
}

void add_random_masthead(made *m)
{
    if (one_in(2)) {
        masthead_part(m, JB_BLOCK_PARAGRAPH, "000001")->style.align = JB_ALIGN_LEFT;
        (void)masthead_part(m, JB_BLOCK_PARAGRAPH, "机密★1年");
    }
    jb_block *space = add_space(m, 0);
    space->until = JB_PT(60 + (int)pick(60));
    for (uint32_t i = one_in(3) ? 1 + pick(3) : 1; i > 0; i--) {
        jb_block *issuer = masthead_part(m, JB_BLOCK_PARAGRAPH, name(m, 4 + pick(24)));
        issuer->style.align = JB_ALIGN_BALANCED;
        issuer->style.size = JB_PT(22 + (int)pick(30));
        issuer->style.pitch = issuer->style.size * 5 / 4;
    }
    if (one_in(2)) {
        jb_block *pair = masthead_part(m, JB_BLOCK_PAIR, "某人社发〔2025〕12号");
        pair->right = words(m, jb_arena_printf(m->arena, "签发人：%s", name(m, 1 + pick(30))));
        pair->style.first_indent = JB_PT(16);
    } else {
        masthead_part(m, JB_BLOCK_PARAGRAPH, "某人社发〔2025〕12号")->style.align = JB_ALIGN_CENTER;
    }
    jb_block *rule = add_block(m, JB_BLOCK_RULE);
    rule->height = 1400;
    rule->style.before = JB_PT(6);
    rule->style.keep_next = true;
    rule->masthead = true;
    (void)add_heading(m, 0, name(m, 6 + pick(40)));
    if (one_in(2)) {
        (void)add_text(m, JB_BLOCK_PARAGRAPH, jb_arena_printf(m->arena, "%s：", name(m, 40)));
    }
}

void add_random_annexes(made *m)
{
    static const char *const labels[] = {"1.", "2.", "3."};
    const char *texts[3];
    size_t count = 1 + pick(3);
    for (size_t i = 0; i < count; i++) {
        texts[i] = name(m, 1 + pick(60));
    }
    jb_block *list = add_list(m, count, labels, texts, false);
    list->lead = words(m, "附件：");
    list->style.first_indent = JB_PT(32);
    list->style.before = JB_PT(28);
    list->label_width = 0;
    if (count == 1) {
        ((jb_list_item *)(uintptr_t)list->items)->label = (jb_text){NULL, 0};
    }
}

void add_random_signature(made *m)
{
    jb_block *block = add_text(m, JB_BLOCK_SIGNATURE, name(m, 1 + pick(40)));
    block->right = words(m, "2025年3月7日");
    block->sealed = one_in(2);
    block->style.before = JB_PT((int)pick(60));
}

void add_random_annex(made *m)
{
    (void)add_break(m);
    jb_block *mark = add_text(m, JB_BLOCK_PARAGRAPH, "附件1");
    mark->style.role = JB_ROLE_HEI;
    mark->style.align = JB_ALIGN_LEFT;
    mark->style.keep_next = true;
    (void)add_heading(m, 1, name(m, 1 + pick(30)));
}

void add_random_imprint(made *m)
{
    jb_block *block = add_text(m, JB_BLOCK_IMPRINT, name(m, pick(20)));
    size_t count = pick(4);
    jb_list_item *items = jb_arena_array(m->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i].label = words(m, "抄送：");
        items[i].text = words(m, name(m, 1 + pick(90)));
    }
    block->items = items;
    block->item_count = count;
    block->even_page = one_in(2);
    block->right = words(m, one_in(3) ? "" : "2025年3月7日印发");
    block->style = with_size(m, 14, JB_ALIGN_JUSTIFY);
    block->style.before = JB_PT(10);
}
