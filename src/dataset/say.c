/* say.c - sentences put together from words and figures, each figure a phrase of its own so that
 * it can lead to its source.
 */
#include "say.h"

#include <stdlib.h>
#include <string.h>

static void close_words(speech *s)
{
    if (s->words.len == 0) {
        return;
    }
    const char *text = jb_str_text(&s->words);
    bool begins = s->begins;
    text += begins && text[0] == ' ';
    jb_phrase phrase = {.text = jb_arena_strdup(s->arena, text), .begins = begins};
    s->begins = false;
    JB_PUSH(s->phrases, s->count, s->cap, phrase);
    jb_str_clear(&s->words);
}

void say(speech *s, const char *text)
{
    jb_str_add(&s->words, text);
}

void say_in(speech *s, const char *zh, const char *en)
{
    say(s, s->lang == JB_LANG_EN ? en : zh);
}

void say_paragraph(speech *s)
{
    close_words(s);
    s->begins = s->count > 0;
}

void say_figure(speech *s, const jb_figure *figure)
{
    close_words(s);
    jb_phrase phrase = {.text = jb_figure_prose(s->arena, figure, s->lang), .figure = figure};
    JB_PUSH(s->phrases, s->count, s->cap, phrase);
}

void say_derived(speech *s, const jb_derived *derived)
{
    close_words(s);
    const char *prose = s->lang == JB_LANG_EN ? derived->prose_en : derived->prose_zh;
    const char *text = prose[0] != '\0' ? prose : jb_derived_text(s->arena, derived, s->lang);
    jb_phrase phrase = {.text = text, .derived = derived};
    JB_PUSH(s->phrases, s->count, s->cap, phrase);
}

/* So many code points are read at one go. */
#define ONE_PARAGRAPH_ZH 260
#define ONE_PARAGRAPH_EN 700

/* A short text stays together; the space that a new paragraph takes from its beginning returns. */
static void join_short(speech *s)
{
    size_t length = 0;
    for (size_t i = 0; i < s->count; i++) {
        length += jb_utf8_count(s->phrases[i].text, strlen(s->phrases[i].text));
    }
    bool english = s->lang == JB_LANG_EN;
    for (size_t i = 0; length <= (english ? ONE_PARAGRAPH_EN : ONE_PARAGRAPH_ZH) && i < s->count;
         i++) {
        jb_phrase *phrase = &s->phrases[i];
        if (phrase->begins && english) {
            phrase->text = jb_arena_printf(s->arena, " %s", phrase->text);
        }
        phrase->begins = false;
    }
}

void say_end(speech *s, jb_findings *out)
{
    close_words(s);
    join_short(s);
    out->phrases = jb_arena_keep(s->arena, s->phrases, s->count, sizeof *s->phrases);
    out->count = s->count;
    free(s->phrases);
    jb_str_free(&s->words);
}
