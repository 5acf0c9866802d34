/* What is said after a name that is not known: the one that was probably meant, else all there
 * are. A far-fetched guess would only mislead. */
#include "brief_private.h"

static const char *listed(jb_arena *arena, const char *const *names, size_t count, jb_lang lang)
{
    bool zh = lang == JB_LANG_ZH;
    jb_str text = {0};
    if (count == 0) {
        return zh ? "；此版式没有定义任何名称" : "; this layout defines none";
    }
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(&text, "%s%s", i > 0 ? (zh ? "、" : ", ") : (zh ? "；现有：" : "; there are: "),
                    names[i]);
    }
    const char *copy = jb_arena_strdup(arena, jb_str_text(&text));
    jb_str_free(&text);
    return copy;
}

hint hint_make(jb_arena *arena, const char *name, const char *const *names, size_t count)
{
    const char *near = jb_nearest(name, names, count);
    hint made;
    if (near != NULL) {
        made.en = jb_arena_printf(arena, "; did you mean \"%s\"?", near);
        made.zh = jb_arena_printf(arena, "；是否指“%s”？", near);
    } else {
        made.en = listed(arena, names, count, JB_LANG_EN);
        made.zh = listed(arena, names, count, JB_LANG_ZH);
    }
    return made;
}
