/* docx.c - the text of a Word document.
 *
 * Decides what of the main part is text: paragraphs, tables with merged cells, tabs and breaks; not
 * what was deleted, nor notes, heads and feet of pages. Refuses to know how the package is packed
 * (package.c).
 */
#include "package.h"
#include "table.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

/* Where the merged cells of a table began, by column. */
typedef struct word_table {
    build_table table;
    size_t above[COLUMNS_MAX]; /* index + 1 of the cell that a merge goes on from */
    unsigned column;
    bool header; /* the row is marked as a head */
    bool merged; /* the open cell belongs to the one above */
} word_table;

typedef struct word {
    draft *d;
    xmlTextReaderPtr reader;
    word_table *tables; /* open ones */
    size_t table_count, table_cap;
    int skip; /* depth of the element whose content is skipped, -1 for none */
    bool in_text;
    /* the cell that begins with its first text or paragraph */
    bool cell_waits;
    unsigned span;
    bool goes_on;
} word;

static word_table *table_of(word *w)
{
    return w->table_count ? &w->tables[w->table_count - 1] : NULL;
}

/* ---- cells ------------------------------------------------------------------------------- */

/* The properties of a cell come before its content. */
static void begin_cell(word *w)
{
    word_table *t = table_of(w);
    if (!t || !w->cell_waits) {
        return;
    }
    w->cell_waits = false;
    unsigned column = t->column < COLUMNS_MAX ? t->column : COLUMNS_MAX - 1;
    unsigned most = COLUMNS_MAX - column, span = w->span < most ? w->span : most;
    t->column = column + span;
    size_t above = t->above[column];
    t->merged = w->goes_on && above > 0;
    if (t->merged) {
        jb_text_cell *first = &t->table.cells[above - 1].cell;
        first->rowspan = t->table.rows - first->row + 1;
        return;
    }
    jb_text_cell cell = {.column = column, .rowspan = 1, .colspan = span, .header = t->header};
    table_cell(&t->table, w->d, cell);
    for (unsigned i = 0; i < span; i++) {
        t->above[column + i] = t->table.count;
    }
}

static build_table *open_table(word *w)
{
    begin_cell(w);
    word_table *t = table_of(w);
    return t ? &t->table : NULL;
}

static void start_table(word *w)
{
    build_table *outer = open_table(w);
    draft_break(w->d, outer);
    if (outer) {
        outer->nests = true;
    }
    const word_table none = {.column = 0};
    JB_PUSH(w->tables, w->table_count, w->table_cap, none);
    build_table *t = &w->tables[w->table_count - 1].table;
    table_begin(t, w->d);
    t->places = true;
}

static void end_table(word *w)
{
    word_table *t = table_of(w);
    if (t) {
        table_end(&t->table, w->d);
        w->table_count--;
    }
}

/* ---- text -------------------------------------------------------------------------------- */

static bool hidden_cell(word *w)
{
    word_table *t = table_of(w);
    return t && t->merged;
}

static void add_text(word *w, const char *text)
{
    (void)open_table(w);
    if (hidden_cell(w)) {
        return;
    }
    size_t len = strlen(text);
    for (size_t pos = 0; pos < len;) {
        uint32_t c = jb_utf8_next(text, len, &pos);
        draft_put(w->d, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

static void add_mark(word *w, char mark)
{
    build_table *t = open_table(w);
    if (hidden_cell(w)) {
        return;
    }
    if (mark == '\n') {
        draft_break(w->d, t);
    } else {
        draft_put(w->d, (uint8_t)(t && mark == '\t' ? ' ' : mark));
    }
}

/* ---- elements ---------------------------------------------------------------------------- */

/* The attribute of the element read last, which the caller frees; NULL when it is not there. */
static xmlChar *attribute(const word *w, const char *name)
{
    const xmlChar *key = (const xmlChar *)name;
    xmlChar *text = xmlTextReaderGetAttributeNs(w->reader, key, (const xmlChar *)WORD);
    if (!text) {
        text = xmlTextReaderGetAttributeNs(w->reader, key, (const xmlChar *)WORD_STRICT);
    }
    return text;
}

static unsigned value_of(const word *w, unsigned otherwise)
{
    xmlChar *text = attribute(w, "val");
    unsigned value = 0;
    for (const xmlChar *c = text; c && *c >= '0' && *c <= '9' && value < COLUMNS_MAX; c++) {
        value = value * 10 + (unsigned)(*c - '0');
    }
    xmlFree(text);
    return value ? value : otherwise;
}

static bool begins_merge(const word *w)
{
    xmlChar *text = attribute(w, "val");
    bool begins = text && strcmp((const char *)text, "restart") == 0;
    xmlFree(text);
    return begins;
}

static void start_row(word *w)
{
    word_table *t = table_of(w);
    if (t) {
        table_row(&t->table, w->d);
        t->column = 0;
        t->header = t->merged = false;
    }
}

/* Elements that shape a table; false when it is none of them. */
static bool start_table_part(word *w, const char *name)
{
    word_table *t = table_of(w);
    if (strcmp(name, "tbl") == 0) {
        start_table(w);
    } else if (strcmp(name, "tr") == 0) {
        start_row(w);
    } else if (strcmp(name, "tblHeader") == 0 && t) {
        t->header = true;
    } else if (strcmp(name, "gridBefore") == 0 && t) {
        t->column += value_of(w, 0);
    } else if (strcmp(name, "tc") == 0 && t) {
        w->cell_waits = true;
        w->span = 1;
        w->goes_on = t->merged = false;
    } else if (strcmp(name, "gridSpan") == 0) {
        w->span = value_of(w, 1);
    } else if (strcmp(name, "vMerge") == 0) {
        w->goes_on = !begins_merge(w);
    } else {
        return false;
    }
    return true;
}

static void on_start(word *w, const char *name)
{
    if (start_table_part(w, name)) {
        return;
    }
    if (strcmp(name, "t") == 0) {
        w->in_text = true;
    } else if (strcmp(name, "tab") == 0) {
        add_mark(w, '\t');
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0 || strcmp(name, "p") == 0) {
        add_mark(w, '\n');
    } else if (strcmp(name, "noBreakHyphen") == 0) {
        add_mark(w, '-');
    }
}

static void on_end(word *w, const char *name)
{
    word_table *t = table_of(w);
    if (strcmp(name, "t") == 0) {
        w->in_text = false;
    } else if (strcmp(name, "p") == 0) {
        add_mark(w, '\n');
    } else if (strcmp(name, "tc") == 0 && t) {
        (void)open_table(w);
        table_cell_end(&t->table, w->d);
        t->merged = false;
    } else if (strcmp(name, "tr") == 0 && t) {
        table_row_end(&t->table, w->d);
    } else if (strcmp(name, "tbl") == 0) {
        end_table(w);
    }
}

/* What was deleted or moved away, and what stands twice for old programs; tab stops. */
static bool is_skipped(const char *name)
{
    return strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0 ||
           strcmp(name, "Fallback") == 0 || strcmp(name, "tabs") == 0;
}

static void on_node(word *w)
{
    int type = xmlTextReaderNodeType(w->reader), depth = xmlTextReaderDepth(w->reader);
    const char *name = (const char *)xmlTextReaderConstLocalName(w->reader);
    bool start = type == XML_READER_TYPE_ELEMENT, end = type == XML_READER_TYPE_END_ELEMENT;
    if (w->skip >= 0) {
        w->skip = end && depth == w->skip ? -1 : w->skip;
    } else if (start && is_skipped(name)) {
        w->skip = xmlTextReaderIsEmptyElement(w->reader) ? -1 : depth;
    } else if (start) {
        bool empty = xmlTextReaderIsEmptyElement(w->reader) == 1;
        on_start(w, name);
        if (empty) {
            on_end(w, name);
        }
    } else if (end) {
        on_end(w, name);
    } else if (w->in_text && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                              type == XML_READER_TYPE_WHITESPACE ||
                              type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)) {
        add_text(w, (const char *)xmlTextReaderConstValue(w->reader));
    }
}

/* ---- the document ------------------------------------------------------------------------ */

static jb_status read_nodes(const input *in, word *w)
{
    int more = 0;
    while ((more = xmlTextReaderRead(w->reader)) == 1) {
        if (xmlTextReaderNodeType(w->reader) == XML_READER_TYPE_DOCUMENT_TYPE) {
            return INPUT_FAIL(in, "the document declares a document type, which Word never does",
                              "文档带有 DTD 声明，正常的 Word 文档不会有：拒绝读取");
        }
        on_node(w);
    }
    if (more == 0) {
        return JB_OK;
    }
    const xmlError *fault = xmlGetLastError();
    if (fault && fault->message && strstr(fault->message, "depth")) {
        return INPUT_FAIL(in, "the document nests hundreds of elements: it is damaged",
                          "文档的元素嵌套了几百层：文件已损坏");
    }
    return INPUT_FAIL(
        in, "the text of the document is damaged (XML line %d): save it again in Word",
        "文档正文已损坏（XML 第 %d 行）：请在 Word 中重新保存", fault ? fault->line : 0);
}

static void word_free(word *w)
{
    while (w->table_count > 0) {
        free(w->tables[--w->table_count].table.cells);
    }
    free(w->tables);
    xmlFreeTextReader(w->reader);
}

static void be_silent(void *context, const char *message, xmlParserSeverities severity,
                      xmlTextReaderLocatorPtr locator)
{
    (void)context;
    (void)message;
    (void)severity;
    (void)locator;
}

jb_status docx_read(const input *in, draft *out)
{
    const char *xml = NULL;
    size_t len = 0;
    jb_status status = package_read(in, &xml, &len);
    if (status != JB_OK) {
        return status;
    }
    word w = {.d = out, .skip = -1};
    w.reader = xmlReaderForMemory(xml, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    if (!w.reader) {
        jb_panic("libxml2 has no memory");
    }
    xmlTextReaderSetErrorHandler(w.reader, be_silent, NULL);
    status = read_nodes(in, &w);
    word_free(&w);
    xmlResetLastError();
    return status;
}
