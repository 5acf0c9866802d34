/* ends.c - why a page ended, in words of both languages and as a code for programs.
 *
 * The sentence that stands with a page is the key: what is not listed here is told as it is.
 */
#include "run.h"

#include <string.h>

static const jb_page_end ends[] = {
    {"last", "", "文档到此结束"},
    {"full", "the page is full", "本页已满"},
    {"asked", "a new page was asked for", "版式要求另起一页"},
    {"turned", "the next table stands on a landscape page", "下一个表用横页"},
    {"upright", "what follows stands on an upright page", "其后的内容回到纵页"},
    {"heading", "a heading is kept with what follows it", "标题与其后的内容同页"},
    {"paragraph", "a paragraph is kept with what follows it", "段落与其后的内容同页"},
    {"whole", "a block is kept whole", "整块不拆开"},
    {"chart-whole", "the chart is kept whole", "整图不拆开"},
    {"chart-split", "the chart is higher than a page", "图高过一页，只好拆开"},
    {"lines", "two lines of a paragraph are kept together", "一段至少两行同页"},
    {"table-head", "the head of a table does not fit", "表头放不下"},
    {"table-whole", "a table is kept whole", "整表不拆开"},
    {"row", "the next row of the table does not fit", "表格的下一行放不下"},
    {"row-split", "a row of the table is higher than a page and is split",
     "表格的一行高过一页，只好拆开"},
    {"last-rows", "the last rows of the table are kept together", "表格的最后几行同页"},
    {"short-table", "a short table is kept whole", "短表不拆开"},
    {"first-rows", "the first rows of a table are kept together", "表格的头几行同页"},
    {"footnote", "a footnote goes on", "脚注接续"},
    {"footnotes", "the footnotes of the next line do not fit", "下一行的脚注放不下"},
    {"signature", "what signs a text is kept with it", "落款与正文同页"},
    {"imprint-back", "the imprint stands on the last even page", "版记在最后的偶数页"},
    {"blank", "left blank before the imprint", "版记页前的空白页"},
    {"imprint", "the imprint stands on a page of its own", "版记另占一页"},
    {"label", "a label or total of the table is kept with its rows", "分组标题、合计与其行同页"},
    {"rows-notes", "the last rows of the table are kept with its notes",
     "表格的最后几行与表注同页"},
    {"table-notes", "a short table is kept with its notes", "短表与表注同页"},
};

const jb_page_end *jb_page_end_find(const char *ended)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (strcmp(ends[i].en, ended) == 0) {
            return &ends[i];
        }
    }
    return NULL;
}
