/* numbers.c - the numbers of tables and charts as a layout writes them: no two bear the same.
 *
 * Decides within the main part and within each annex, and within a for_each, whose blocks stand
 * once for each. Of blocks that wait for something (when) one may stand in for the other. Refuses
 * to count: what is called 表3 is the layout's own affair.
 */
#include "brief_private.h"

#include <string.h>

/* As written; NULL where it is open until it is printed, and where nobody numbers. */
static const char *number_of(const block *of)
{
    const char *text = "";
    jb_error ignored = {0};
    if (of->number == NULL || jb_json_text(of->number, &text, &ignored) != JB_OK ||
        text[0] == '\0' || strchr(text, '{') != NULL) {
        return NULL;
    }
    return text;
}

/* The first block of the for_each, annex or main part in which the block stands. */
static size_t part_begin(const jb_brief *brief, size_t at)
{
    bool inner = brief->blocks[at].inner;
    while (at > 0) {
        const block *before = &brief->blocks[at - 1];
        if (inner ? !before->inner || before->type == BLOCK_FOR_EACH
                  : before->type == BLOCK_ANNEX) {
            break;
        }
        at--;
    }
    return at;
}

static jb_status number_alone(const jb_brief *brief, size_t at, jb_error *err)
{
    const block *own = &brief->blocks[at];
    const char *number = number_of(own);
    for (size_t i = number != NULL ? part_begin(brief, at) : at; i < at; i++) {
        const block *other = &brief->blocks[i];
        const char *taken = other->inner == own->inner ? number_of(other) : NULL;
        bool either = own->when.json != NULL && other->when.json != NULL;
        if (taken != NULL && !either && strcmp(taken, number) == 0) {
            return jb_json_fail(own->number, err, "\"%s\" is the number of %s already",
                                "“%s”已是 %s 的编号", number, other->path);
        }
    }
    return JB_OK;
}

jb_status numbers_check(const jb_brief *brief, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < brief->block_count && st == JB_OK; i++) {
        st = number_alone(brief, i, err);
    }
    return st;
}
