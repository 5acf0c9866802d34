/* html.c - the text of a web page.
 *
 * Decides what of a page is text: no scripts, no navigation, a line for each block, tables row by
 * row. libxml2 reads the markup and repairs it; nothing is fetched. What looks like furniture is
 * dropped unless it holds a report: some pages wrap all in one form. Refuses to know what the
 * text says.
 */
#include "table.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 1000, DOUBTS_MAX = 8, KEEP_POINTS = 400, KEEP_SENTENCES = 3, SPAN_MAX = 65534 };

/* An element that is dropped at its end unless it turns out to hold the report. */
typedef struct doubt {
    unsigned depth;
    size_t bytes, cells, tables;
    size_t open, open_cells; /* tables it stands in, and cells of the innermost */
    size_t open_rows;        /* rows of the innermost that are ended */
    bool in_cell;            /* it stands in a cell */
} doubt;

typedef struct page {
    draft *d;
    htmlParserCtxtPtr parser;
    unsigned depth;
    unsigned skip; /* depth of the element whose content is skipped, 0 for none */
    unsigned pre;  /* depth of the element whose line ends count, 0 for none */
    unsigned head; /* depth of the open <title> */
    doubt *doubts;
    size_t doubt_count, doubt_cap;
    build_table *tables; /* open ones */
    size_t table_count, table_cap;
    bool blank, broken; /* blanks wait; a line end was among them */
    uint32_t last;      /* the character before */
    jb_str title;
    bool deep, damaged;
} page;

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- elements ---------------------------------------------------------------------------- */

static bool is_dropped(const char *name)
{
    static const char *const names[] = {"script", "style",    "nav",      "select", "option",
                                        "button", "textarea", "noscript", "iframe", "object",
                                        "svg",    "template", "applet",   "map",    NULL};
    return is_one_of(name, names);
}

static bool is_doubtful(const char *name)
{
    static const char *const names[] = {"header", "footer", "aside", "form", "menu", NULL};
    return is_one_of(name, names);
}

static bool is_block(const char *name)
{
    static const char *const names[] = {
        "p",       "div",     "br",     "h1",      "h2",         "h3",       "h4",     "h5",
        "h6",      "li",      "ul",     "ol",      "dl",         "dt",       "dd",     "section",
        "article", "main",    "header", "footer",  "blockquote", "pre",      "hr",     "form",
        "center",  "caption", "aside",  "address", "figure",     "fieldset", "legend", "table",
        "tbody",   "thead",   "tfoot",  "body",    "figcaption", NULL};
    return is_one_of(name, names);
}

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2) {
        if (strcmp((const char *)attributes[0], name) == 0) {
            return attributes[1] ? (const char *)attributes[1] : "";
        }
    }
    return NULL;
}

static bool is_letter(char c)
{
    return ascii_small(c) >= 'a' && ascii_small(c) <= 'z';
}

/* Whether the text begins with the word and goes on with another; a star allows any ending. */
static bool begins(const char *text, const char *word)
{
    while (*word && ascii_small(*text) == *word) {
        text++;
        word++;
    }
    bool over = !is_letter(*text) || ascii_small(*text) != *text;
    return *word == '*' || (*word == '\0' && over);
}

/* One of the words of a class or id tells that it is furniture: main-nav, shareBox. */
static bool is_furniture_name(const char *names)
{
    static const char *const words[] = {
        "nav",         "navbar*",  "navi",     "navigat*", "menu",  "foot",        "footer*",
        "share",       "bdshare*", "sharebar", "sharebox", "bread", "breadcrumb*", "crumb",
        "crumbs",      "sidebar*", "toolbar*", "qrcode*",  "ewm",   "copyright*",  "pagination*",
        "friendlink*", "sitemap*", "weizhi",   "dqwz",     NULL};
    for (const char *at = names; at && *at; at++) {
        bool upper = ascii_small(*at) != *at, start = at == names || !is_letter(at[-1]);
        if (!start && !(upper && ascii_small(at[-1]) == at[-1])) {
            continue;
        }
        for (const char *const *word = words; *word; word++) {
            if (begins(at, *word)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_hidden(const xmlChar **attributes)
{
    const char *style = attribute(attributes, "style");
    return attribute(attributes, "hidden") ||
           (style && (strstr(style, "display:none") || strstr(style, "display: none")));
}

/* ---- text -------------------------------------------------------------------------------- */

static build_table *table_of(page *p)
{
    return p->table_count ? &p->tables[p->table_count - 1] : NULL;
}

static void break_line(page *p)
{
    p->blank = p->broken = false;
    draft_break(p->d, table_of(p));
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_cjk(uint32_t c)
{
    return (c >= 0x3000 && c < 0xA000) || (c >= 0xFF00 && c < 0xFFF0);
}

/* A line end of the markup between Chinese characters is none of the text. */
static void add_blank(page *p, uint32_t next)
{
    bool start = draft_at_start(p->d, table_of(p));
    if (p->blank && !start && !(p->broken && (is_cjk(p->last) || is_cjk(next)))) {
        draft_put(p->d, ' ');
    }
    p->blank = p->broken = false;
}

static void add_text(page *p, const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = jb_utf8_next(text, len, &pos);
        if (p->pre && c == '\n') {
            draft_put(p->d, '\n');
        } else if (is_space(c)) {
            p->blank = true;
            p->broken = p->broken || c == '\n';
        } else {
            add_blank(p, c);
            draft_put(p->d, c);
            p->last = c;
        }
    }
}

static void on_text(void *context, const xmlChar *text, int len)
{
    page *p = context;
    size_t size = len > 0 ? (size_t)len : 0;
    if (p->skip || p->deep || size == 0) {
        return;
    }
    if (jb_utf8_check((const char *)text, size) != size) {
        p->damaged = true;
        return;
    }
    if (p->head) {
        jb_str_addn(&p->title, (const char *)text, size);
    } else {
        add_text(p, (const char *)text, size);
    }
}

/* ---- tables ------------------------------------------------------------------------------ */

static unsigned span_of(const xmlChar **attributes, const char *name)
{
    const char *text = attribute(attributes, name);
    unsigned value = 0;
    for (; text && *text >= '0' && *text <= '9' && value < SPAN_MAX; text++) {
        value = value * 10 + (unsigned)(*text - '0');
    }
    return value == 0 ? 1 : value < SPAN_MAX ? value : SPAN_MAX;
}

static void open_table(page *p)
{
    const build_table none = {.start = 0};
    JB_PUSH(p->tables, p->table_count, p->table_cap, none);
    table_begin(&p->tables[p->table_count - 1], p->d);
    if (p->table_count > 1) {
        p->tables[p->table_count - 2].nests = true;
    }
}

static void start_table_part(page *p, const char *name, const xmlChar **attributes)
{
    build_table *t = table_of(p);
    bool head = strcmp(name, "th") == 0;
    if (strcmp(name, "table") == 0) {
        open_table(p);
    } else if (t && strcmp(name, "tr") == 0) {
        p->blank = p->broken = false;
        table_row(t, p->d);
    } else if (t && (head || strcmp(name, "td") == 0)) {
        p->blank = p->broken = false;
        jb_text_cell cell = {.rowspan = span_of(attributes, "rowspan"),
                             .colspan = span_of(attributes, "colspan"),
                             .header = head};
        table_cell(t, p->d, cell);
    }
}

static void end_table_part(page *p, const char *name)
{
    build_table *t = table_of(p);
    if (!t) {
        return;
    }
    bool cell = strcmp(name, "td") == 0 || strcmp(name, "th") == 0;
    bool row = strcmp(name, "tr") == 0, table = strcmp(name, "table") == 0;
    p->blank = (p->blank && !cell && !row && !table);
    if (cell) {
        table_cell_end(t, p->d);
    } else if (row) {
        table_row_end(t, p->d);
    } else if (table) {
        table_end(t, p->d);
        p->table_count--;
    }
}

/* ---- beginning and end of elements --------------------------------------------------------- */

static void start_doubt(page *p)
{
    const build_table *t = table_of(p);
    const doubt d = {p->depth,       p->d->text.len,   p->d->cell_count, p->d->table_count,
                     p->table_count, t ? t->count : 0, t ? t->rows : 0,  t && t->in_cell};
    JB_PUSH(p->doubts, p->doubt_count, p->doubt_cap, d);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + strlen(word), word)) {
        count++;
    }
    return count;
}

/* Long running text, or the line that tells date and source. */
static bool holds_report(const char *text)
{
    size_t points = jb_utf8_count(text, strlen(text));
    return (points >= KEEP_POINTS && count_of(text, "。") >= KEEP_SENTENCES) ||
           strstr(text, "来源") || strstr(text, "发布日期") || strstr(text, "发布时间");
}

static void end_doubt(page *p)
{
    const doubt *d = &p->doubts[--p->doubt_count];
    const build_table *t = table_of(p);
    /* Where markup is so wrong that a cell goes across, nothing is taken back. */
    bool crossed =
        p->table_count != d->open ||
        (t && (t->count != d->open_cells || t->rows != d->open_rows || t->in_cell != d->in_cell));
    if (!crossed && d->bytes < p->d->text.len && !holds_report(p->d->text.data + d->bytes)) {
        draft_cut(p->d, d->bytes);
        p->d->cell_count = d->cells;
        p->d->table_count = d->tables;
    }
}

static void on_start(void *context, const xmlChar *element, const xmlChar **attributes)
{
    page *p = context;
    const char *name = (const char *)element;
    if (++p->depth > DEPTH_MAX) {
        p->deep = true;
        xmlStopParser(p->parser);
    }
    if (p->skip || p->deep) {
        return;
    }
    if (is_dropped(name)) {
        p->skip = p->depth;
        return;
    }
    if (is_block(name)) {
        break_line(p);
    }
    bool body = strcmp(name, "body") == 0 || strcmp(name, "html") == 0;
    bool part = strcmp(name, "td") == 0 || strcmp(name, "tr") == 0 || strcmp(name, "table") == 0;
    if (!body && !part && p->doubt_count < DOUBTS_MAX &&
        (is_doubtful(name) || is_hidden(attributes) ||
         is_furniture_name(attribute(attributes, "class")) ||
         is_furniture_name(attribute(attributes, "id")))) {
        start_doubt(p);
    }
    p->pre = p->pre == 0 && strcmp(name, "pre") == 0 ? p->depth : p->pre;
    p->head = p->head == 0 && strcmp(name, "title") == 0 ? p->depth : p->head;
    start_table_part(p, name, attributes);
}

static void on_end(void *context, const xmlChar *element)
{
    page *p = context;
    const char *name = (const char *)element;
    if (!p->skip && !p->deep) {
        end_table_part(p, name);
        if (is_block(name)) {
            break_line(p);
        }
        if (p->doubt_count && p->doubts[p->doubt_count - 1].depth == p->depth) {
            end_doubt(p);
        }
    }
    p->pre = p->pre == p->depth ? 0 : p->pre;
    p->head = p->head == p->depth ? 0 : p->head;
    p->skip = p->skip == p->depth ? 0 : p->skip;
    p->depth -= p->depth > 0;
}

/* ---- the page ---------------------------------------------------------------------------- */

/* The title of the page up to the name of the site, when the text lacks it: the only place where
 * some pages name the report. */
static void add_title(page *p)
{
    const char *text = jb_str_text(&p->title);
    text += strspn(text, " \t\r\n");
    size_t len = strcspn(text, "_|\r\n");
    while (len > 0 && strchr(" \t", text[len - 1])) {
        len--;
    }
    jb_str part = {0};
    jb_str_addn(&part, text, len);
    if (len > 0 && !strstr(jb_str_text(&p->d->text), part.data)) {
        jb_str_addc(&part, '\n');
        size_t shift = jb_utf8_count(part.data, part.len);
        jb_str_addn(&part, jb_str_text(&p->d->text), p->d->text.len);
        jb_str old = p->d->text;
        p->d->text = part;
        part = old;
        p->d->points += shift;
        for (size_t i = 0; i < p->d->cell_count; i++) {
            p->d->cells[i].span.start += shift;
            p->d->cells[i].span.end += shift;
        }
        for (size_t i = 0; i < p->d->table_count; i++) {
            p->d->tables[i].span.start += shift;
            p->d->tables[i].span.end += shift;
        }
    }
    jb_str_free(&part);
}

static void parse(page *p, const char *text, size_t len)
{
    htmlSAXHandler handler = {.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .ignorableWhitespace = on_text};
    p->parser = htmlNewParserCtxt();
    if (!p->parser) {
        jb_panic("libxml2 has no memory");
    }
    *p->parser->sax = handler;
    p->parser->userData = p;
    htmlDocPtr none =
        htmlCtxtReadMemory(p->parser, text, (int)len, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlFreeDoc(none);
    htmlFreeParserCtxt(p->parser);
}

static void page_free(page *p)
{
    for (size_t i = 0; i < p->table_count; i++) {
        free(p->tables[i].cells);
    }
    free(p->tables);
    free(p->doubts);
    jb_str_free(&p->title);
}

jb_status html_read(const input *in, const char *text, size_t len, draft *out)
{
    page p = {.d = out};
    jb_status status = JB_OK;
    if (len > INT32_MAX) {
        return INPUT_FAIL(in, "the page is larger than 2 GiB", "网页超过 2 GiB");
    }
    parse(&p, text, len);
    if (p.deep) {
        status = INPUT_FAIL(in, "the page nests more than %d elements: it is damaged or no report",
                            "网页的元素嵌套超过 %d 层：文件已损坏，或者不是报告", DEPTH_MAX);
    } else if (p.damaged) {
        status = INPUT_FAIL(in, "the page holds characters that are no text: it is damaged",
                            "网页中有不成文字的字符：文件已损坏");
    } else {
        add_title(&p);
    }
    page_free(&p);
    return status;
}
