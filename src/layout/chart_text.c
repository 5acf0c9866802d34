/* chart_text.c - the words and figures of a chart as set lines, and the room they need.
 */
#include "chart.h"

#include <stdio.h>

/* A chart must leave this much of its width for the drawing, in per cent. */
enum { DRAWING = 25, CATEGORIES = 38 };

static jb_status line_of(run *r, const chart *c, const jb_text *text, const char *what, para *out)
{
    where at = {.path = c->base.block->path, .what = what};
    return text_build_line(r, text, &c->src->label_style, &at, out);
}

static jb_status block_of(run *r, const chart *c, const jb_text *text, const jb_style *style,
                          const char *what, para *out)
{
    where at = {.path = c->base.block->path, .what = what};
    text_spec spec = {.style = style, .align = style->align, .width = c->width};
    if (spec.align == JB_ALIGN_CENTER) {
        spec.align = JB_ALIGN_BALANCED;
    }
    return text_build(r, text, &spec, &at, out);
}

static jb_status build_titles(run *r, chart *c)
{
    const jb_chart_block *src = c->src;
    jb_text title = text_join(r->work, &src->number, "\u3000", &src->title);
    jb_text later = src->continued == NULL
                        ? title
                        : caption_continued(r, src->continued, &src->number, &src->title);
    jb_status status = block_of(r, c, &title, &src->title_style, "title", &c->title);
    if (status == JB_OK) {
        status = block_of(r, c, &later, &src->title_style, "title", &c->later_title);
    }
    if (status == JB_OK) {
        status = block_of(r, c, &src->unit, &src->unit_style, "unit", &c->unit);
    }
    return status;
}

/* The figures of a category one after the other: "12 / 5 / 3". */
static jb_text joined_label(run *r, const chart *c, size_t panel, size_t category)
{
    jb_text all = chart_point(c, panel, category, 0)->label;
    for (size_t s = 1; s < c->src->series_count; s++) {
        all = text_join(r->arena, &all, " / ", &chart_point(c, panel, category, s)->label);
    }
    return all;
}

static jb_status build_labels(run *r, chart *c)
{
    const jb_chart_block *src = c->src;
    jb_status status = JB_OK;
    size_t series = chart_joins(c) ? 1 : src->series_count;
    size_t total = src->panel_count * src->category_count * src->series_count;
    c->labels = jb_arena_array(r->work, total + 1, sizeof *c->labels);
    for (size_t p = 0; p < src->panel_count; p++) {
        for (size_t i = 0; i < src->category_count; i++) {
            for (size_t s = 0; status == JB_OK && s < series; s++) {
                jb_text text =
                    chart_joins(c) ? joined_label(r, c, p, i) : chart_point(c, p, i, s)->label;
                para *label = &c->labels[chart_point_index(c, p, i, s)];
                status = line_of(r, c, &text, "figure", label);
                jb_len width = para_width(label);
                c->value_width = width > c->value_width ? width : c->value_width;
            }
        }
    }
    return status;
}

static jb_status build_names(run *r, chart *c)
{
    static const size_t looks = JB_LOOK_HOLLOW + 1;
    const jb_chart_block *src = c->src;
    jb_status status = JB_OK;
    c->names = jb_arena_array(r->work, src->series_count + 1, sizeof *c->names);
    c->looks = jb_arena_array(r->work, looks, sizeof *c->looks);
    c->panel_titles = jb_arena_array(r->work, src->panel_count + 1, sizeof *c->panel_titles);
    for (size_t i = 0; status == JB_OK && i < src->series_count; i++) {
        status = line_of(r, c, &src->series[i], "series", &c->names[i]);
    }
    for (size_t i = 0; status == JB_OK && src->looks != NULL && i < looks; i++) {
        status = line_of(r, c, &src->looks[i], "legend", &c->looks[i]);
    }
    for (size_t i = 0; status == JB_OK && i < src->panel_count; i++) {
        status = line_of(r, c, &src->panels[i].title, "title", &c->panel_titles[i]);
    }
    return status;
}

static jb_status build_ticks(run *r, chart *c)
{
    jb_status status = JB_OK;
    for (unsigned i = 0; status == JB_OK && i <= c->scale.steps; i++) {
        jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
        item->text = chart_tick(r->work, &c->scale, i, c->src->power, r->doc->lang);
        jb_text text = {.items = item, .count = 1};
        status = line_of(r, c, &text, "axis", &c->ticks[i]);
    }
    return status;
}

enum { TURNS_MOST = 4 };

/* A year is never cut: where there is no room beside one another, names take turns on rows. */
static jb_status find_turns(run *r, chart *c, jb_len *width)
{
    const jb_chart_block *src = c->src;
    where at = {.path = c->base.block->path, .what = "category"};
    jb_len own = chart_lines_width(c) / (jb_len)src->category_count;
    jb_len widest = 0;
    jb_status status = JB_OK;
    for (size_t i = 0; status == JB_OK && i < src->category_count; i++) {
        jb_len least = 0;
        at.row = i + 1;
        status = text_minimum(r, &src->categories[i], &src->label_style, &at, &least);
        widest = least > widest ? least : widest;
    }
    /* Those at the ends stay within the drawing and so come nearer to the next of their row. */
    do {
        c->turns++;
        *width = own * (2 * (jb_len)c->turns + 1) / 3 - CHART_GAP / 2;
    } while (c->turns < TURNS_MOST && *width < widest);
    c->crowded = *width < widest;
    return status;
}

/* Names of categories: on the left of rows, wrapped at a share of the width; under lines, wrapped
 * at their place on the axis. */
static jb_status build_categories(run *r, chart *c)
{
    const jb_chart_block *src = c->src;
    bool lines = src->kind == JB_CHART_LINES;
    where at = {.path = c->base.block->path, .what = "category"};
    text_spec spec = {.style = &src->label_style,
                      .align = lines ? JB_ALIGN_CENTER : JB_ALIGN_RIGHT};
    spec.width = (jb_len)((int64_t)c->panel_width * CATEGORIES / 100);
    jb_status status = lines ? find_turns(r, c, &spec.width) : JB_OK;
    c->categories = jb_arena_array(r->work, src->category_count + 1, sizeof *c->categories);
    for (size_t i = 0; status == JB_OK && i < src->category_count; i++) {
        at.row = i + 1;
        jb_len natural = 0;
        status = text_natural(r, &src->categories[i], &src->label_style, &at, &natural);
        natural = natural < spec.width ? natural : spec.width;
        c->label_width = natural > c->label_width ? natural : c->label_width;
    }
    spec.width = lines ? spec.width : c->label_width;
    for (size_t i = 0; status == JB_OK && spec.width > 0 && i < src->category_count; i++) {
        at.row = i + 1;
        status = text_build(r, &src->categories[i], &spec, &at, &c->categories[i]);
    }
    return status;
}

static jb_status check_room(run *r, const chart *c)
{
    bool lines = c->src->kind == JB_CHART_LINES;
    jb_len taken = lines ? c->panel_width - chart_lines_width(c)
                         : c->value_width + c->label_width + 3 * CHART_GAP;
    taken = taken > c->value_width ? taken : c->value_width;
    bool narrow = lines && (c->value_width > chart_lines_width(c) || c->crowded);
    if (!narrow && taken <= (jb_len)((int64_t)c->panel_width * (100 - DRAWING) / 100)) {
        return JB_OK;
    }
    where at = {.path = c->base.block->path};
    jb_loc loc = where_loc(r, &at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "the names and figures of this chart take %d of %d mm and leave no room to "
                   "draw; set them smaller, shorten them or use fewer panels beside one another",
                   "这张图的名称和数字占去 %d 毫米（共 %d 毫米），没有留下作图的位置；"
                   "请减小字号、缩短文字或减少并排的分图",
                   len_tenths(taken) / 10, len_tenths(c->panel_width) / 10);
}

jb_status chart_texts(run *r, chart *c)
{
    jb_status status = build_titles(r, c);
    if (status == JB_OK) {
        status = build_labels(r, c);
    }
    if (status == JB_OK) {
        status = build_names(r, c);
    }
    if (status == JB_OK) {
        status = build_ticks(r, c);
    }
    if (status == JB_OK && c->src->kind == JB_CHART_LINES) {
        status = check_room(r, c);
    }
    if (status == JB_OK) {
        status = build_categories(r, c);
    }
    return status == JB_OK ? check_room(r, c) : status;
}

void chart_write(run *r, const chart *c, const para *p, const area *at, jb_align align)
{
    jb_len y = at->y;
    for (size_t i = 0; i < p->set.count; i++) {
        const jb_line *line = &p->set.lines[i];
        jb_len free_width = at->width - (line_end(line) - line->x);
        jb_len x = at->x - line->x;
        x += align == JB_ALIGN_CENTER ? free_width / 2 : align == JB_ALIGN_RIGHT ? free_width : 0;
        mark_line(r, p, i, &c->src->label_style, x, y, &at->in);
        y += chart_pitch(c);
    }
}

/* A figure is never read through a line of the drawing: paper shows behind its type. */
void chart_clear(run *r, const chart *c, const para *p, const area *at)
{
    jb_len size = c->src->label_style.size;
    jb_len margin = (chart_pitch(c) - size) / 2;
    for (size_t i = 0; i < p->set.count; i++) {
        jb_len top = at->y + (jb_len)i * chart_pitch(c) + margin;
        jb_len width = line_end(&p->set.lines[i]) - p->set.lines[i].x;
        chart_hair(r, at->x, top, width, size, at->in.path, 0xffffff);
    }
}
