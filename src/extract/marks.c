/* marks.c - all times of a text, in one pass.
 *
 * Decides which of them stand in a title in 《》; how one is read is dates.c's.
 */
#include "dates.h"

#include <threads.h>

static jb_charset stops; /* every other character is passed over */
static once_flag stops_once = ONCE_FLAG_INIT;

static int depth_change(uint32_t c)
{
    return c == U'《' ? 1 : c == U'》' ? -1 : 0;
}

static bool is_stop(uint32_t c)
{
    return c == '\n' || depth_change(c) != 0 || jb_mark_may_begin_with(c);
}

static void make_stops(void)
{
    jb_charset_fill(&stops, is_stop);
}

jb_mark *jb_marks_find(jb_points t, size_t *count)
{
    call_once(&stops_once, make_stops);
    jb_mark *marks = NULL;
    size_t cap = 0;
    int depth = 0;
    *count = 0;
    for (size_t i = 0; i < t.n;) {
        if (!jb_charset_has(&stops, t.p[i])) {
            i++;
            continue;
        }
        jb_mark mark;
        int change = depth_change(t.p[i]);
        depth = t.p[i] == '\n' ? 0 : depth + change;
        size_t len = change != 0 ? 0 : jb_mark_read(t, i, &mark);
        if (len == 0) {
            i++;
            continue;
        }
        mark.quoted = depth > 0;
        JB_PUSH(marks, *count, cap, mark);
        i += len;
    }
    return marks;
}
