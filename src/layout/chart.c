/* chart.c - a chart as a box: whole on one page where it can be, else in bands with its title
 * again.
 *
 * A chart is one Figure; what it shows stands in its alternative text and in its figures, which
 * are text that can be searched and copied. Decides what stands above and below the bands.
 */
#include "chart.h"

static chart *self(box *b)
{
    return (chart *)b;
}

static const chart *const_self(const box *b)
{
    return (const chart *)(const void *)b;
}

/* ---- preparing --------------------------------------------------------------------------- */

static jb_dec most_of(const chart *c, size_t panel, size_t category)
{
    jb_dec most = jb_dec_int(0);
    for (size_t s = 0; s < c->src->series_count; s++) {
        const jb_chart_point *point = chart_point(c, panel, category, s);
        if (!point->present) {
            continue;
        }
        jb_dec sum;
        if (c->src->kind == JB_CHART_STACKED && jb_dec_add(most, point->value, &sum)) {
            most = sum;
        } else if (jb_dec_cmp(point->value, most) > 0) {
            most = point->value;
        }
    }
    return most;
}

static void find_scale(chart *c)
{
    jb_dec most = jb_dec_int(0);
    for (size_t p = 0; p < c->src->panel_count; p++) {
        for (size_t i = 0; i < c->src->category_count; i++) {
            jb_dec value = most_of(c, p, i);
            most = jb_dec_cmp(value, most) > 0 ? value : most;
            for (size_t s = 0; s < c->src->series_count; s++) {
                const jb_chart_point *point = chart_point(c, p, i, s);
                c->used[point->look] =
                    c->used[point->look] || (point->present && point->look != JB_LOOK_SOLID);
            }
        }
    }
    c->scale = chart_scale_make(most);
}

static jb_status build_notes(run *r, chart *c)
{
    const jb_chart_block *src = c->src;
    uint32_t *anchors = jb_arena_array(r->work, src->note_count + 1, sizeof *anchors);
    where at = {.path = c->base.block->path, .what = "note"};
    c->note_map = notes_number(r, src->notes, src->note_count, anchors);
    c->notes = (stack){
        .style = &src->note_style,
        .entries = jb_arena_array(r->work, src->note_count + 2, sizeof(entry)),
        .count = src->note_count,
        .before = src->note_style.before,
        .after = src->note_style.after,
        .notes = &c->note_map,
        .path = c->base.path,
    };
    for (size_t i = 0; i < src->note_count; i++) {
        c->notes.entries[i].kind = JB_TAG_NOTE;
        c->notes.entries[i].anchor = anchors[i];
    }
    jb_status status = stack_list(r, src->notes, src->note_count, &src->note_style, 0,
                                  &src->notes_lead, &at, c->notes.entries);
    if (status == JB_OK) {
        status = stack_owned(r, &c->notes, src->continued, &src->number, &src->notes_lead, &at);
    }
    if (status != JB_OK || text_empty(&src->source)) {
        return status;
    }
    entry *e = &c->notes.entries[c->notes.count++];
    text_spec spec = {.style = &src->note_style, .align = JB_ALIGN_LEFT, .width = c->width};
    e->kind = JB_TAG_P;
    at.what = "source";
    return text_build(r, &src->source, &spec, &at, &e->text);
}

static size_t panel_columns(const chart *c)
{
    return c->src->panel_columns > 0 ? c->src->panel_columns : 1;
}

static jb_len panel_height(const chart *c, size_t panel)
{
    jb_len height = chart_text_height(&c->panel_titles[panel], &c->src->label_style);
    if (c->src->kind == JB_CHART_LINES) {
        return height + chart_lines_height(c);
    }
    for (size_t i = 0; i < c->src->category_count; i++) {
        height += chart_row_height(c, panel, i);
    }
    return height + chart_pitch(c) + 2 * CHART_GAP;
}

static void find_bands(run *r, chart *c)
{
    if (c->src->kind == JB_CHART_LINES) {
        chart_lines_fit(r, c);
    }
    size_t columns = panel_columns(c);
    c->rows = c->src->panel_count == 1 && c->src->kind != JB_CHART_LINES;
    c->band_count =
        c->rows ? c->src->category_count : (c->src->panel_count + columns - 1) / columns;
    c->heights = jb_arena_array(r->work, c->band_count + 1, sizeof *c->heights);
    for (size_t i = 0; c->rows && i < c->band_count; i++) {
        c->heights[i] = chart_row_height(c, 0, i);
    }
    for (size_t p = 0; !c->rows && p < c->src->panel_count; p++) {
        jb_len height = panel_height(c, p);
        jb_len *band = &c->heights[p / columns];
        *band = height > *band ? height : *band;
    }
    jb_len title = chart_text_height(&c->title, &c->src->title_style);
    jb_len later = chart_text_height(&c->later_title, &c->src->title_style);
    c->top = chart_text_height(&c->unit, &c->src->unit_style) + chart_key_height(c);
    c->foot = c->src->title_style.before + c->src->title_style.after;
    c->foot += title > later ? title : later;
    c->foot += c->rows ? chart_pitch(c) + CHART_GAP : 0;
}

/* The least part must have room on a page of its own. */
static jb_status check_height(run *r, const chart *c)
{
    jb_len room = r->bottom - r->top;
    for (size_t i = 0; i < c->band_count; i++) {
        jb_len height = c->top + c->heights[i] + c->foot;
        if (height > room) {
            where at = {.path = c->base.block->path};
            jb_loc loc = where_loc(r, &at);
            return jb_fail(
                r->err, JB_ERR_INPUT, &loc,
                "a part of this chart is %d mm high and the page has %d; show fewer "
                "categories in a panel, or set the text smaller",
                "图的一个部分高 %d 毫米，而版心高 %d 毫米；请减少一个分图中的类目或减小字号",
                len_tenths(height) / 10, len_tenths(room) / 10);
        }
    }
    return JB_OK;
}

static jb_status check(run *r, const chart *c)
{
    const jb_chart_block *src = c->src;
    where at = {.path = c->base.block->path};
    jb_loc loc = where_loc(r, &at);
    if (src->alt == NULL || src->alt[0] == '\0') {
        return jb_fail(r->err, JB_ERR_INPUT, &loc,
                       "a chart needs words for a reader who cannot see it (alt)",
                       "图要有供看不见图的读者使用的文字说明（alt）");
    }
    if (src->category_count == 0 || src->series_count == 0 || src->panel_count == 0) {
        return jb_fail(r->err, JB_ERR_INPUT, &loc, "this chart shows nothing; give it figures",
                       "这张图没有内容；请给出数字");
    }
    return JB_OK;
}

/* ---- placing ----------------------------------------------------------------------------- */

static jb_len whole_height(const chart *c)
{
    jb_len height = c->top + c->foot;
    for (size_t i = c->band; i < c->band_count; i++) {
        height += c->heights[i];
    }
    return height;
}

static jb_len start_y(const run *r, const chart *c, jb_len y)
{
    jb_len start = y + c->base.block->style.before;
    if (page_drops_space(r, y) || c->begun) {
        return y;
    }
    /* White above it must not be what keeps its least part from a page of its own. */
    bool low = start + c->top + c->heights[c->band] + c->foot > r->bottom;
    return r->fresh && y == r->top && low ? y : start;
}

/* Whether a chart goes to the next page with its notes, which do not all fit here. */
static bool better_whole(const run *r, const chart *c, jb_len y)
{
    jb_len height = whole_height(c);
    jb_len notes = stack_reach(r, &c->notes, r->bottom, true) - r->bottom;
    bool fits = stack_reach(r, &c->notes, start_y(r, c, y) + height, true) <= r->bottom;
    return !c->begun && !fits && !r->kept_only && page_may_end(r, r->chain_y) &&
           (int64_t)height + notes <= r->bottom - r->top;
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const chart *c = const_self(b);
    jb_len height = whole_height(c);
    if (!whole && better_whole(r, c, y)) {
        return r->bottom + 1;
    }
    if (!whole && height > r->bottom - r->top) {
        height = c->top + c->heights[c->band] + c->foot;
    }
    return start_y(r, c, y) + height + (whole ? b->block->style.after : 0);
}

/* How many bands stand on the page in hand: all, or what fits of a chart higher than a page. */
static size_t bands_here(const run *r, const chart *c, jb_len y)
{
    jb_len room = r->bottom - y - c->top - c->foot;
    bool must_split = whole_height(c) > r->bottom - r->top;
    size_t end = c->band;
    while (end < c->band_count && c->heights[end] <= room) {
        room -= c->heights[end++];
    }
    if (end < c->band_count && !must_split) {
        return 0;
    }
    return end - c->band;
}

static void draw_panels(run *r, const chart *c, size_t band, const area *at)
{
    size_t columns = panel_columns(c);
    for (size_t k = 0; k < columns; k++) {
        size_t panel = band * columns + k;
        if (panel >= c->src->panel_count) {
            break;
        }
        area place = *at;
        place.x += (jb_len)k * (c->panel_width + 2 * CHART_GAP);
        place.width = c->panel_width;
        const para *title = &c->panel_titles[panel];
        chart_write(r, c, title, &place, JB_ALIGN_CENTER);
        place.y += chart_text_height(title, &c->src->label_style);
        if (c->src->kind == JB_CHART_LINES) {
            chart_lines_draw(r, c, panel, &place);
            continue;
        }
        area rows = place;
        rows.height = 0;
        for (size_t i = 0; i < c->src->category_count; i++) {
            rows.height += chart_row_height(c, panel, i);
        }
        chart_rows_grid(r, c, &rows);
        for (size_t i = 0; i < c->src->category_count; i++) {
            chart_row_draw(r, c, panel, i, &place);
            place.y += chart_row_height(c, panel, i);
        }
        chart_rows_ticks(r, c, &place);
    }
}

static void draw_bands(run *r, const chart *c, size_t count, area *at)
{
    area grid = *at;
    for (size_t i = 0; i < count; i++) {
        grid.height += c->heights[c->band + i];
    }
    if (c->rows) {
        chart_rows_grid(r, c, &grid);
    }
    for (size_t i = 0; i < count; i++) {
        at->height = c->heights[c->band + i];
        if (c->rows) {
            chart_row_draw(r, c, 0, c->band + i, at);
        } else {
            draw_panels(r, c, c->band + i, at);
        }
        at->y += at->height;
    }
    if (c->rows) {
        chart_rows_ticks(r, c, at);
        at->y += chart_pitch(c) + CHART_GAP;
    }
}

static void write_block(run *r, const para *p, const jb_style *style, area *at)
{
    for (size_t i = 0; i < p->set.count; i++) {
        mark_line(r, p, i, style, at->x, at->y, &at->in);
        at->y += style_pitch(style);
    }
}

static void draw(run *r, chart *c, size_t count)
{
    const jb_chart_block *src = c->src;
    bool first = !c->begun;
    if (first) {
        c->tag = tag_add(r, JB_TAG_FIGURE, 0);
        r->tags[c->tag].alt = src->alt;
    }
    area at = {r->left, start_y(r, c, r->y), c->width, 0, {.notes = &c->note_map}};
    /* On later pages unit and key are said again, like the head of a table. */
    at.in.tag = first ? c->tag : JB_TAG_ARTIFACT;
    at.in.path = c->base.path;
    c->begun = true;
    write_block(r, &c->unit, &src->unit_style, &at);
    at.height = chart_key_height(c);
    chart_key_draw(r, c, &at);
    at.in.tag = c->tag;
    at.y += at.height;
    at.height = 0;
    draw_bands(r, c, count, &at);
    c->band += count;
    c->notes.home = r->page_count;
    at.y += src->title_style.before;
    at.in.tag = first ? tag_add(r, JB_TAG_CAPTION, c->tag) : JB_TAG_ARTIFACT;
    write_block(r, first ? &c->title : &c->later_title, &src->title_style, &at);
    r->y = at.y + src->title_style.after;
    r->fresh = false;
}

static jb_status place(run *r, box *b, placed *out)
{
    chart *c = self(b);
    if (!c->drawn) {
        size_t count = bands_here(r, c, start_y(r, c, r->y));
        if (count == 0) {
            r->why = "the chart is kept whole";
            *out = PLACED_NONE;
            return JB_OK;
        }
        if (better_whole(r, c, r->y)) {
            r->why = "the chart is kept with its notes";
            *out = PLACED_NONE;
            return JB_OK;
        }
        draw(r, c, count);
        c->drawn = c->band == c->band_count;
        if (!c->drawn) {
            r->why = "the chart is higher than a page";
            *out = PLACED_PART;
            return JB_OK;
        }
    }
    bool alone = r->fresh;
    *out = stack_place(r, &c->notes, alone);
    if (*out == PLACED_NONE && !alone) {
        *out = PLACED_PART;
    }
    if (*out == PLACED_ALL) {
        r->y += b->block->style.after;
    }
    return JB_OK;
}

jb_status chart_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    chart *c = jb_arena_alloc(r->work, sizeof *c);
    size_t columns = 0;
    c->base = (box){.ops = &ops, .block = block, .path = path};
    c->src = block->chart;
    c->width = r->right - r->left;
    columns = panel_columns(c);
    c->panel_width = (c->width - (jb_len)(columns - 1) * 2 * CHART_GAP) / (jb_len)columns;
    *out = &c->base;
    jb_status status = check(r, c);
    if (status != JB_OK) {
        return status;
    }
    find_scale(c);
    status = chart_texts(r, c);
    if (status == JB_OK) {
        status = build_notes(r, c);
    }
    if (status == JB_OK) {
        find_bands(r, c);
        status = check_height(r, c);
    }
    return status;
}
