/* say.h - sentences put together from words and figures. */
#ifndef JIANBAO_DATASET_SAY_H
#define JIANBAO_DATASET_SAY_H

#include <jianbao/dataset.h>

typedef struct speech {
    jb_arena *arena;
    jb_lang lang;
    jb_str words; /* said since the last figure */
    jb_phrase *phrases;
    size_t count, cap;
    bool begins; /* a paragraph may begin with the next phrase */
} speech;

void say(speech *s, const char *text);
/* The text in the language of the speech. */
void say_in(speech *s, const char *zh, const char *en);
/* What follows may begin a paragraph. */
void say_paragraph(speech *s);
void say_figure(speech *s, const jb_figure *figure);
void say_derived(speech *s, const jb_derived *derived);
/* Moves all phrases to the arena; what is short is one paragraph. */
void say_end(speech *s, jb_findings *out);

/* ---- prose.c: parts of sentences --------------------------------------------------------- */

/* The time and scope that a figure speaks of, to be said before it: "2024年",
 * "专项行动（2024年11月1日至2025年1月28日，非全年数）". */
const char *prose_lead(jb_arena *arena, const jb_figure *figure, const jb_row *row, jb_lang lang);
/* "（同比增加46.54%）", that the figure is in doubt, and the people meant when asked for; or "". */
const char *prose_remarks(jb_arena *arena, const jb_figure *figure, bool with_people, jb_lang lang);
/* The changes on the year before as stated: "同比增加46.54%"; "" when none is. */
const char *prose_changes(jb_arena *arena, const jb_fact *fact, jb_lang lang);
/* 五, or digits from eleven on; English likewise. */
const char *prose_count(jb_arena *arena, size_t count, jb_lang lang);

/* ---- naming.c: what is counted ----------------------------------------------------------- */

/* The column's head, with what stands over it where it takes that to say of what (仲裁受理). */
const char *prose_head(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                       jb_lang lang);
/* The head with the report's own word for what was done, or the figure's own label where figures
 * differ. */
const char *prose_label(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                        const jb_figure *figure, jb_lang lang);
/* The label right behind another one of the same thing: 审结 after 仲裁受理. Chinese only. */
const char *prose_after(jb_arena *arena, const char *label, const char *before);

#endif
