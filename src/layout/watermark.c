/* watermark.c - words that are turned: the one behind the text, from corner to corner, and the
 * number of a turned page.
 *
 * They are drawn, not written: no reader, search or copy finds them between the words of the page.
 * They are artifacts; the one behind the text is light enough for everything to be read over it.
 */
#include "page.h"

#define COLOR 0xE8E8E8
#define SIZE_MOST JB_PT(150)
/* Cosine of 45 degrees in thousandths. */
#define HALF_TURN 707

/* A point of the word, from its baseline's beginning, on the page. Goes up to the right, or
 * straight down. */
static jb_point turn(const turned_word *t, int64_t x, int64_t y)
{
    if (t->down) {
        return (jb_point){t->x + (jb_len)y, t->y + (jb_len)x};
    }
    int64_t across = x - t->width / 2;
    int64_t up = y - (int64_t)t->size * 38 / 100; /* the middle of a Han character */
    return (jb_point){t->x + (jb_len)((across - up) * HALF_TURN / 1000),
                      t->y - (jb_len)((across + up) * HALF_TURN / 1000)};
}

static void add_box(jb_mark *mark, const jb_point *points, size_t count)
{
    jb_point low = points[0];
    jb_point high = points[0];
    for (size_t i = 1; i < count; i++) {
        low.x = points[i].x < low.x ? points[i].x : low.x;
        low.y = points[i].y < low.y ? points[i].y : low.y;
        high.x = points[i].x > high.x ? points[i].x : high.x;
        high.y = points[i].y > high.y ? points[i].y : high.y;
    }
    mark->x = low.x;
    mark->y = low.y;
    mark->width = high.x - low.x;
    mark->height = high.y - low.y;
}

/* ---- contours: fonts let strokes overlap, so each is an area of its own with its holes */

typedef struct contour {
    const jb_outline_point *points;
    size_t count;
    int64_t area; /* twice; its sign is the direction */
    size_t holds; /* a hole: index of the contour it lies in */
} contour;

static int64_t area_of(const jb_outline_point *points, size_t count)
{
    int64_t area = 0;
    for (size_t i = 0; i < count; i++) {
        const jb_outline_point *p = &points[i];
        const jb_outline_point *q = &points[(i + 1) % count];
        area += (int64_t)p->x * q->y - (int64_t)q->x * p->y;
    }
    return area;
}

static size_t split(const jb_outline_point *points, size_t count, contour *out)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (points[i].first || n == 0) {
            out[n++] = (contour){.points = &points[i]};
        }
        out[n - 1].count++;
    }
    for (size_t i = 0; i < n; i++) {
        out[i].area = area_of(out[i].points, out[i].count);
    }
    return n;
}

/* Whether a ray from the point to the right crosses the contour an odd number of times. */
static bool encloses(const contour *c, const jb_outline_point *at)
{
    bool inside = false;
    for (size_t i = 0; i < c->count; i++) {
        const jb_outline_point *p = &c->points[i];
        const jb_outline_point *q = &c->points[(i + 1) % c->count];
        if ((p->y > at->y) != (q->y > at->y)) {
            int64_t side =
                (int64_t)(q->x - p->x) * (at->y - p->y) - (int64_t)(at->x - p->x) * (q->y - p->y);
            inside = (side > 0) == (q->y > p->y) ? !inside : inside;
        }
    }
    return inside;
}

static int64_t size_of(const contour *c)
{
    return c->area < 0 ? -c->area : c->area;
}

/* Of the contours in the direction of the largest, the smallest around each of the others. */
static bool find_holes(contour *all, size_t n)
{
    size_t largest = 0;
    for (size_t i = 1; i < n; i++) {
        largest = size_of(&all[i]) > size_of(&all[largest]) ? i : largest;
    }
    bool positive = all[largest].area > 0;
    for (size_t i = 0; i < n; i++) {
        all[i].holds = i;
        for (size_t k = 0; k < n && (all[i].area > 0) != positive; k++) {
            bool outer = (all[k].area > 0) == positive && encloses(&all[k], all[i].points);
            if (outer && (all[i].holds == i || size_of(&all[k]) < size_of(&all[all[i].holds]))) {
                all[i].holds = k;
            }
        }
    }
    return positive;
}

static size_t add_contour(const contour *c, const turned_word *t, jb_len x, jb_point *out)
{
    for (size_t i = 0; i <= c->count; i++) {
        const jb_outline_point *p = &c->points[i % c->count];
        out[i] = turn(t, x + (int64_t)p->x * t->size / 1000, (int64_t)p->y * t->size / 1000);
    }
    return c->count + 1;
}

/* A contour and its holes in one line, from each back to the beginning: what joins them has no
 * area. */
static void add_area(run *r, watermark *w, const contour *all, size_t n, size_t i,
                     const turned_word *t, jb_len x)
{
    size_t most = 0;
    for (size_t k = 0; k < n; k++) {
        most += all[k].count + 2;
    }
    jb_point *points = jb_arena_array(r->arena, most, sizeof *points);
    jb_path *path = jb_arena_alloc(r->arena, sizeof *path);
    size_t count = add_contour(&all[i], t, x, points);
    for (size_t k = 0; k < n; k++) {
        if (k != i && all[k].holds == i) {
            count += add_contour(&all[k], t, x, points + count);
            points[count++] = points[0];
        }
    }
    *path = (jb_path){.points = points, .closed = true, .filled = true, .fill = t->color};
    path->count = (uint32_t)count;
    jb_mark mark = {.kind = JB_MARK_PATH,
                    .tag = JB_TAG_ARTIFACT,
                    .block = (uint32_t)r->doc->block_count,
                    .color = t->color,
                    .path = path};
    add_box(&mark, points, count);
    JB_PUSH(w->marks, w->count, w->cap, mark);
}

static jb_status add_glyph(run *r, watermark *w, const jb_piece *piece, size_t i, jb_len x,
                           const turned_word *t)
{
    const jb_outline_point *outline = NULL;
    size_t count = 0;
    jb_status status =
        jb_font_outline(r->work, r->fonts, piece->font, piece->glyphs[i], &outline, &count, r->err);
    if (status != JB_OK || count < 3) {
        return status;
    }
    contour *all = jb_arena_array(r->work, count, sizeof *all);
    size_t n = split(outline, count, all);
    bool positive = find_holes(all, n);
    for (size_t k = 0; k < n; k++) {
        if ((all[k].area > 0) == positive && all[k].area != 0) {
            add_area(r, w, all, n, k, t, x);
        }
    }
    return JB_OK;
}

jb_status turned_draw(run *r, const para *word, const turned_word *t, watermark *w)
{
    const jb_line *line = &word->set.lines[0];
    jb_status status = JB_OK;
    for (size_t k = 0; k < line->piece_count && status == JB_OK; k++) {
        const jb_piece *piece = &line->pieces[k];
        jb_len x = piece->x;
        for (uint32_t i = 0; i < piece->count && status == JB_OK; i++) {
            status = add_glyph(r, w, piece, i, x, t);
            x += piece->adv[i];
        }
    }
    return status;
}

/* As large as the page allows: the word and its height, turned, within three quarters of it. */
static jb_len fitting_size(const jb_page_spec *page, jb_len width, jb_len size)
{
    jb_len least = page->width < page->height ? page->width : page->height;
    int64_t room = (int64_t)least * 3 / 4 * 1000 / HALF_TURN;
    int64_t fit = room * size / (width + size);
    return fit < SIZE_MOST ? (jb_len)fit : SIZE_MOST;
}

static jb_status build(run *r, const jb_page_spec *page, watermark *w)
{
    jb_style style = {.role = JB_ROLE_HEI, .size = JB_PT(100), .pitch = JB_PT(100)};
    jb_inline item = {.text = r->doc->page.watermark};
    jb_text text = {&item, 1};
    where at = {.path = "$.page.watermark"};
    para word;
    jb_status status = text_build_label(r, &text, &style, &at, &word);
    if (status != JB_OK || word.set.count == 0) {
        return status;
    }
    style.size = fitting_size(page, para_width(&word), style.size);
    style.pitch = style.size;
    status = text_build_label(r, &text, &style, &at, &word);
    if (status != JB_OK) {
        return status;
    }
    turned_word t = {.x = page->width / 2,
                     .y = page->height / 2,
                     .width = para_width(&word),
                     .size = style.size,
                     .color = COLOR};
    return turned_draw(r, &word, &t, w);
}

jb_status watermark_build(run *r)
{
    jb_status status = JB_OK;
    for (size_t i = 0; i < 2 && status == JB_OK && r->doc->page.watermark != NULL; i++) {
        status = build(r, &r->faces[i], &r->watermarks[i]);
    }
    return status;
}

void watermark_place(run *r)
{
    const watermark *w = &r->watermarks[page_turned(r)];
    bool fresh = r->fresh;
    for (size_t i = 0; i < w->count; i++) {
        mark_push(r, &w->marks[i]);
    }
    r->fresh = fresh;
}
