/* sample.c - see sample.h. Panics when a font fails, as every test here needs its fonts. */
#include "sample.h"

#include <stdio.h>
#include <string.h>

static void must(jb_status status, const jb_error *err)
{
    if (status != JB_OK) {
        jb_panic("sample: %s", err->en);
    }
}

void sample_open(sample *s, const char *fonts, const char *own_fonts)
{
    jb_error err = {0};

    memset(s, 0, sizeof *s);
    must(jb_fontset_open(fonts, own_fonts, &s->fonts, &err), &err);
    s->arena = jb_arena_new();
    s->pages = (jb_pages){.arena = s->arena,
                          .title = "样例",
                          .lang_tag = "zh-CN",
                          .pages = s->page,
                          .tags = s->tags,
                          .bookmarks = s->bookmarks,
                          .attachments = s->attachments};
    (void)sample_tag(s, JB_TAG_DOCUMENT, 0);
}

void sample_close(sample *s)
{
    jb_arena_free(s->arena);
    jb_fontset_free(s->fonts);
}

void sample_page(sample *s, const char *label)
{
    size_t n = s->pages.count++;

    s->page[n] = (jb_page){
        .width = 595276, .height = 841890, .marks = s->marks[n], .label = label, .ended = ""};
}

uint32_t sample_tag(sample *s, jb_tag_kind kind, uint32_t parent)
{
    uint32_t n = (uint32_t)s->pages.tag_count++;

    s->tags[n] = (jb_tag){.kind = kind, .parent = parent};
    return n;
}

jb_mark *sample_mark(sample *s, jb_mark_kind kind, uint32_t tag)
{
    size_t n = s->pages.count - 1;
    jb_mark *mark = &s->marks[n][s->page[n].mark_count++];

    *mark = (jb_mark){.kind = kind, .tag = tag, .block = UINT32_MAX};
    return mark;
}

jb_mark *sample_box(sample *s, jb_mark_kind kind, uint32_t tag, jb_len x, jb_len y, jb_len width,
                    jb_len height)
{
    jb_mark *mark = sample_mark(s, kind, tag);

    mark->x = x;
    mark->y = y;
    mark->width = width;
    mark->height = height;
    return mark;
}

jb_len sample_text(sample *s, uint32_t tag, jb_role role, jb_len size, jb_len x, jb_len y,
                   const char *text)
{
    size_t len = strlen(text), pos = 0;
    uint32_t *points = jb_arena_array(s->arena, len, sizeof *points);
    uint32_t *glyphs = jb_arena_array(s->arena, len, sizeof *glyphs);
    jb_len *adv = jb_arena_array(s->arena, len, sizeof *adv);
    jb_mark *mark = NULL;
    jb_error err = {0};

    for (size_t i = 0; pos < len; i++) {
        jb_glyph g;

        points[i] = jb_utf8_next(text, len, &pos);
        must(jb_fontset_glyph(s->fonts, role, JB_LANG_ZH, points[i], &g, NULL, &err), &err);
        glyphs[i] = g.glyph;
        adv[i] = (jb_len)(((int64_t)g.advance * size + 500) / 1000);
        if (mark == NULL || mark->font != g.font) {
            mark = sample_box(s, JB_MARK_TEXT, tag, x, y, 0, size);
            mark->font = g.font;
            mark->size = size;
            mark->code_points = points + i;
            mark->glyphs = glyphs + i;
            mark->adv = adv + i;
        }
        mark->count++;
        mark->width += adv[i];
        x += adv[i];
    }
    return x;
}

/* ---- the report -------------------------------------------------------------------------- */

static void add_cell(sample *s, uint32_t row, jb_tag_kind kind, jb_len x, jb_len y,
                     const char *text, int64_t fact)
{
    uint32_t cell = sample_tag(s, kind, row);
    size_t before = s->page[s->pages.count - 1].mark_count;

    (void)sample_text(s, cell, kind == JB_TAG_TH ? JB_ROLE_HEI : JB_ROLE_SONG, JB_PT(9), x, y,
                      text);
    for (size_t i = before; i < s->page[s->pages.count - 1].mark_count; i++) {
        s->marks[s->pages.count - 1][i].fact = fact;
    }
}

static void add_table(sample *s)
{
    uint32_t table = sample_tag(s, JB_TAG_TABLE, 0);
    uint32_t caption, head, body, row;

    s->tags[table].alt = "三地案件数比较";
    caption = sample_tag(s, JB_TAG_CAPTION, table);
    (void)sample_text(s, caption, JB_ROLE_HEI, JB_PT(10), JB_PT(220), JB_PT(300),
                      "表1　各地案件比较");
    sample_box(s, JB_MARK_RECT, JB_TAG_ARTIFACT, JB_PT(80), JB_PT(308), JB_PT(435), 500);
    head = sample_tag(s, JB_TAG_THEAD, table);
    row = sample_tag(s, JB_TAG_TR, head);
    add_cell(s, row, JB_TAG_TH, JB_PT(90), JB_PT(322), "地区", 0);
    add_cell(s, row, JB_TAG_TH, JB_PT(240), JB_PT(322), "案件（件）", 0);
    s->tags[s->pages.tag_count - 1].colspan = 2;
    body = sample_tag(s, JB_TAG_TBODY, table);
    row = sample_tag(s, JB_TAG_TR, body);
    add_cell(s, row, JB_TAG_TH, JB_PT(90), JB_PT(340), "上海市", 0);
    s->tags[s->pages.tag_count - 1].row_header = true;
    add_cell(s, row, JB_TAG_TD, JB_PT(240), JB_PT(340), "88,032", 12);
    add_cell(s, row, JB_TAG_TD, JB_PT(400), JB_PT(340), "−3.5%", 13);
    row = sample_tag(s, JB_TAG_TR, body);
    add_cell(s, row, JB_TAG_TH, JB_PT(90), JB_PT(358), "江苏省", 0);
    s->tags[s->pages.tag_count - 1].row_header = true;
    (void)sample_tag(s, JB_TAG_TD, row); /* an empty cell */
    add_cell(s, row, JB_TAG_TD, JB_PT(400), JB_PT(358), "……", 0);
}

static void add_list(sample *s)
{
    static const char *const items[] = {"坚持问题导向。", "推进信息公开。"};
    static const char *const labels[] = {"（一）", "（二）"};
    uint32_t list = sample_tag(s, JB_TAG_LIST, 0);

    for (int i = 0; i < 2; i++) {
        uint32_t item = sample_tag(s, JB_TAG_LI, list);
        uint32_t label = sample_tag(s, JB_TAG_LBL, item);
        uint32_t text = sample_tag(s, JB_TAG_LBODY, item);
        jb_len y = JB_PT(410 + 20 * i);
        jb_len x = sample_text(s, label, JB_ROLE_KAI, JB_PT(12), JB_PT(100), y, labels[i]);

        (void)sample_text(s, text, JB_ROLE_KAI, JB_PT(12), x, y, items[i]);
    }
}

/* A paragraph with a note's number that links to the note on the next page. */
static uint32_t add_paragraph(sample *s)
{
    uint32_t p = sample_tag(s, JB_TAG_P, 0);
    uint32_t link;
    jb_len x;

    (void)sample_text(s, p, JB_ROLE_BODY, JB_PT(16), JB_PT(112), JB_PT(200),
                      "2023年，全市劳动保障监察机构共查处案");
    s->marks[0][s->page[0].mark_count - 1].soft_end = true;
    x = sample_text(s, p, JB_ROLE_BODY, JB_PT(16), JB_PT(80), JB_PT(228),
                    "件88,032件，同比下降3.5%");
    link = sample_tag(s, JB_TAG_LINK, p);
    sample_box(s, JB_MARK_LINK, link, x, JB_PT(214), JB_PT(12), JB_PT(10))->target = 1;
    x = sample_text(s, link, JB_ROLE_BODY, JB_PT(9), x, JB_PT(222), "[1]");
    (void)sample_text(s, p, JB_ROLE_BODY, JB_PT(16), x, JB_PT(228), "。其中：");
    return p;
}

static void add_second_page(sample *s, uint32_t paragraph)
{
    uint32_t heading, note, en;
    jb_mark *anchor;

    sample_page(s, "2");
    (void)sample_text(s, paragraph, JB_ROLE_BODY, JB_PT(16), JB_PT(80), JB_PT(100),
                      "欠薪案件占七成。");
    heading = sample_tag(s, JB_TAG_H2, 0);
    (void)sample_text(s, heading, JB_ROLE_KAI, JB_PT(16), JB_PT(112), JB_PT(140), "（一）主要做法");
    en = sample_tag(s, JB_TAG_P, 0);
    s->tags[en].lang = "en";
    (void)sample_text(s, en, JB_ROLE_BODY, JB_PT(12), JB_PT(80), JB_PT(170),
                      "Cases closed: 1,204 & more <x>.");
    note = sample_tag(s, JB_TAG_NOTE, 0);
    s->tags[note].id = 7;
    anchor = sample_box(s, JB_MARK_ANCHOR, note, JB_PT(80), JB_PT(750), 0, 0);
    anchor->target = 1;
    (void)sample_text(s, note, JB_ROLE_SONG, JB_PT(9), JB_PT(80), JB_PT(758), "[1]　含欠薪案件。");
    (void)sample_text(s, JB_TAG_ARTIFACT, JB_ROLE_SONG, JB_PT(14), JB_PT(280), JB_PT(800), "— 2 —");
}

void sample_report(sample *s)
{
    uint32_t title, heading, paragraph;
    static const char *const paths[] = {"$.blocks[0]", "$.blocks[1]"};

    sample_page(s, "1");
    s->page[0].ended = "full";
    s->pages.title = "2023年劳动保障监察年报比较";
    s->pages.author = "某市人力资源和社会保障局";
    s->pages.subject = "年报 <比较> & 简报";
    s->pages.paths = paths;
    s->pages.path_count = 2;
    title = sample_tag(s, JB_TAG_TITLE, 0);
    (void)sample_text(s, title, JB_ROLE_TITLE, JB_PT(22), JB_PT(130), JB_PT(110),
                      "劳动保障监察年报比较");
    s->marks[0][0].block = 0;
    s->marks[0][0].color = 0xC00000;
    heading = sample_tag(s, JB_TAG_H1, 0);
    (void)sample_text(s, heading, JB_ROLE_HEI, JB_PT(16), JB_PT(112), JB_PT(160), "一、总体情况");
    paragraph = add_paragraph(s);
    add_table(s);
    add_list(s);
    (void)sample_text(s, JB_TAG_ARTIFACT, JB_ROLE_SONG, JB_PT(14), JB_PT(280), JB_PT(800), "— 1 —");
    add_second_page(s, paragraph);
    s->bookmarks[0] = (jb_bookmark){"劳动保障监察年报比较", 1, 0, JB_PT(90)};
    s->bookmarks[1] = (jb_bookmark){"一、总体情况", 2, 0, JB_PT(144)};
    s->bookmarks[2] = (jb_bookmark){"（一）主要做法", 4, 1, JB_PT(124)};
    s->bookmarks[3] = (jb_bookmark){"附注", 1, 1, JB_PT(740)};
    s->pages.bookmark_count = 4;
}

/* ---- the chart --------------------------------------------------------------------------- */

jb_mark *sample_path(sample *s, uint32_t tag, const jb_path *path)
{
    jb_point *points = jb_arena_array(s->arena, path->count, sizeof *points);
    jb_path *copy = jb_arena_alloc(s->arena, sizeof *copy);
    jb_mark *mark = sample_mark(s, JB_MARK_PATH, tag);
    jb_len right, bottom;

    memcpy(points, path->points, path->count * sizeof *points);
    *copy = *path;
    copy->points = points;
    mark->path = copy;
    mark->x = right = points[0].x;
    mark->y = bottom = points[0].y;
    for (uint32_t i = 1; i < path->count; i++) {
        mark->x = points[i].x < mark->x ? points[i].x : mark->x;
        mark->y = points[i].y < mark->y ? points[i].y : mark->y;
        right = points[i].x > right ? points[i].x : right;
        bottom = points[i].y > bottom ? points[i].y : bottom;
    }
    mark->width = right - mark->x;
    mark->height = bottom - mark->y;
    return mark;
}

static void add_bars(sample *s, uint32_t figure)
{
    static const jb_hatch hatches[] = {JB_HATCH_NONE, JB_HATCH_DIAGONAL, JB_HATCH_DOTS};

    for (int i = 0; i < 3; i++) {
        jb_len top = JB_PT(220 + 24 * i), right = JB_PT(400 - 60 * i);
        const jb_point corners[] = {{JB_PT(150), top},
                                    {right, top},
                                    {right, top + JB_PT(14)},
                                    {JB_PT(150), top + JB_PT(14)}};
        const jb_path bar = {.points = corners,
                             .count = 4,
                             .closed = true,
                             .stroke = i == 0 ? 0 : 500,
                             .filled = i != 2,
                             .fill = i == 0 ? 0x3B6EA5 : 0xDCE6F0,
                             .hatch = hatches[i]};

        sample_path(s, figure, &bar)->color = 0x1F3A5F;
    }
}

static void add_figure(sample *s)
{
    static const jb_point line[] = {
        {JB_PT(150), JB_PT(380)}, {JB_PT(250), JB_PT(330)}, {JB_PT(350), JB_PT(360)}};
    static const jb_point axis[] = {{JB_PT(150), JB_PT(210)}, {JB_PT(150), JB_PT(300)}};
    static const jb_point star[] = {{JB_PT(420), JB_PT(310)},
                                    {JB_PT(450), JB_PT(390)},
                                    {JB_PT(380), JB_PT(340)},
                                    {JB_PT(460), JB_PT(340)},
                                    {JB_PT(390), JB_PT(390)}};
    uint32_t figure = sample_tag(s, JB_TAG_FIGURE, 0);
    uint32_t caption = sample_tag(s, JB_TAG_CAPTION, figure);

    s->tags[figure].alt = "条形图：上海250件，江苏190件，浙江130件";
    (void)sample_text(s, caption, JB_ROLE_HEI, JB_PT(10), JB_PT(200), JB_PT(200), "图1　案件数");
    add_bars(s, figure);
    sample_path(s, figure, &(jb_path){.points = axis, .count = 2, .stroke = 600});
    sample_path(s, figure, &(jb_path){.points = line, .count = 3, .stroke = 1200, .dashed = true})
        ->color = 0xC00000;
    sample_path(s, figure,
                &(jb_path){.points = star,
                           .count = 5,
                           .closed = true,
                           .stroke = 800,
                           .filled = true,
                           .fill = 0xF0C040,
                           .hatch = JB_HATCH_DIAGONAL});
    (void)sample_text(s, figure, JB_ROLE_SONG, JB_PT(9), JB_PT(110), JB_PT(231), "上海市");
}

static void add_contents(sample *s)
{
    uint32_t contents = sample_tag(s, JB_TAG_TOC, 0);
    uint32_t entry = sample_tag(s, JB_TAG_TOCI, contents);
    uint32_t reference = sample_tag(s, JB_TAG_REFERENCE, entry);
    uint32_t link = sample_tag(s, JB_TAG_LINK, reference);
    jb_len x = sample_text(s, link, JB_ROLE_SONG, JB_PT(12), JB_PT(100), JB_PT(140), "一、案件");

    (void)sample_text(s, JB_TAG_ARTIFACT, JB_ROLE_SONG, JB_PT(12), x, JB_PT(140), "……");
    (void)sample_text(s, link, JB_ROLE_SONG, JB_PT(12), JB_PT(400), JB_PT(140), "1");
    sample_box(s, JB_MARK_LINK, link, JB_PT(100), JB_PT(128), JB_PT(310), JB_PT(14))->target = 1;
}

void sample_chart(sample *s)
{
    static const char csv[] = "地区,案件\n上海市,250\n江苏省,190\n浙江省,130\n";
    static const char json[] = "{\"案件\":[250,190,130]}\n";
    uint32_t heading;

    sample_page(s, "1");
    (void)sample_text(s, sample_tag(s, JB_TAG_TITLE, 0), JB_ROLE_TITLE, JB_PT(22), JB_PT(200),
                      JB_PT(100), "图表样例");
    add_contents(s);
    heading = sample_tag(s, JB_TAG_H2, 0);
    sample_box(s, JB_MARK_ANCHOR, heading, JB_PT(100), JB_PT(150), 0, 0)->target = 1;
    (void)sample_text(s, heading, JB_ROLE_HEI, JB_PT(16), JB_PT(100), JB_PT(170), "一、案件");
    add_figure(s);
    s->attachments[0] = (jb_attachment){.name = "数据.csv",
                                        .mime = "text/csv",
                                        .description = "图1的数据",
                                        .bytes = csv,
                                        .len = sizeof csv - 1,
                                        .relation = JB_RELATION_DATA};
    s->attachments[1] = (jb_attachment){.name = "data.json",
                                        .mime = "application/json",
                                        .bytes = json,
                                        .len = sizeof json - 1,
                                        .relation = JB_RELATION_SOURCE};
    s->pages.attachment_count = 2;
}

/* ---- lines ------------------------------------------------------------------------------- */

void sample_shared(sample *s, jb_role role)
{
    static const uint32_t points[] = {0x4E00, 0x2F00, 0x4E8C, 0x2F06, 0x4E00, 0x3192};

    sample_page(s, "1");
    (void)sample_text(s, sample_tag(s, JB_TAG_P, 0), role, JB_PT(16), JB_PT(80), JB_PT(100),
                      "一一二二一一");
    s->marks[0][0].code_points = points;
}

void sample_rare(sample *s)
{
    uint32_t tag;

    sample_page(s, "1");
    tag = sample_tag(s, JB_TAG_P, 0);
    (void)sample_text(s, tag, JB_ROLE_SONG, JB_PT(16), JB_PT(80), JB_PT(100),
                      "中𠅤国𡎚㑇𫗧𬺓");
    (void)sample_text(s, tag, JB_ROLE_KAI, JB_PT(16), JB_PT(80), JB_PT(130),
                      "中国工作情况，办公室通知。");
}

static void copy_file(const char *from, const char *dir, const char *name)
{
    char path[512];
    char bytes[4096];
    size_t got;
    FILE *in = fopen(from, "rb"), *out;

    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    out = fopen(path, "wb");
    if (in == NULL || out == NULL) {
        jb_panic("sample: cannot copy %s to %s", from, path);
    }
    while ((got = fread(bytes, 1, sizeof bytes, in)) > 0) {
        (void)fwrite(bytes, 1, got, out);
    }
    (void)fclose(in);
    (void)fclose(out);
}

void sample_fonts(const char *dir)
{
    char path[512];
    FILE *manifest;

    copy_file("tests/data/fonts/tiny-ext.ttf", dir, "tiny-ext.ttf");
    copy_file("tests/data/fonts/tiny-cff.otf", dir, "tiny-cff.otf");
    (void)snprintf(path, sizeof path, "%s/fonts.json", dir);
    manifest = fopen(path, "wb");
    if (manifest == NULL) {
        jb_panic("sample: cannot write %s", path);
    }
    (void)fputs("{\"format\":1,\"roles\":{\"song\":{\"han\":\"tiny-ext.ttf\"},"
                "\"kai\":{\"han\":\"tiny-cff.otf\"}}}",
                manifest);
    (void)fclose(manifest);
}
