/* support.c - what speaks for a figure, and the words that explain how it looks.
 *
 * Decides by what the store knows: whether a sentence of a report or a place in its text is on
 * record, and whether a person has decided on the figure. How that looks is the layout's affair.
 */
#include "brief_private.h"

#include <string.h>

jb_support support_of(const jb_fact *fact)
{
    bool placed = fact->char_start >= 0 && *fact->source_sha256 != '\0';
    bool decided = fact->status == JB_REVIEW_APPROVED || fact->status == JB_REVIEW_CORRECTED;
    if (*fact->sentence == '\0' && !placed) {
        return JB_SUPPORT_NONE;
    }
    return decided ? JB_SUPPORT_FULL : JB_SUPPORT_UNCHECKED;
}

unsigned supports_of(const jb_dataset *data)
{
    unsigned found = 0;
    for (size_t i = 0; i < data->row_count * data->column_count; i++) {
        const jb_cell *cell = &data->cells[i];
        for (size_t f = 0; f < cell->figure_count; f++) {
            found |= 1U << support_of(cell->figures[f].fact);
        }
    }
    return found;
}

/* The word that names the look has it. */
static size_t explain(jb_inline *items, jb_support support, const char *before, const char *word,
                      const char *meaning)
{
    items[0].text = before;
    items[1].text = word;
    items[1].support = support;
    items[2].text = meaning;
    return 3;
}

jb_text support_legend(jb_arena *arena, jb_text legend, unsigned supports, jb_lang lang)
{
    bool zh = lang == JB_LANG_ZH;
    jb_inline *items = jb_arena_array(arena, legend.count + 6, sizeof *items);
    size_t count = legend.count;
    if ((supports & ~(1U << JB_SUPPORT_FULL)) == 0) {
        return legend;
    }
    for (size_t i = 0; i < count; i++) {
        items[i] = legend.items[i];
    }
    if ((supports & 1U << JB_SUPPORT_UNCHECKED) != 0) {
        count += zh ? explain(items + count, JB_SUPPORT_UNCHECKED, "数字下有", "点线",
                              "，指由程序读出、尚无人核对。")
                    : explain(items + count, JB_SUPPORT_UNCHECKED, count > 0 ? " A " : "A ",
                              "dotted line", ": read by a program, checked by nobody yet.");
    }
    if ((supports & 1U << JB_SUPPORT_NONE) != 0) {
        count += zh ? explain(items + count, JB_SUPPORT_NONE, "数字下有", "细线",
                              "，指库中没有报告原句可查。")
                    : explain(items + count, JB_SUPPORT_NONE, count > 0 ? " A " : "A ", "thin line",
                              ": no sentence of a report is on record for it.");
    }
    return (jb_text){items, count};
}
