/* panel.h - the tables and agencies that one paragraph of findings speaks of. */
#ifndef JIANBAO_DATASET_PANEL_H
#define JIANBAO_DATASET_PANEL_H

#include "say.h"

/* So many agencies or years are named one by one; of more only the number is said. */
#define NAMED 8

/* An agency-year over all tables. */
typedef struct subject {
    const jb_row *row;
    bool states;   /* a figure, or a zero in words, in any table */
    bool waits;    /* has cells under review: nobody knows that it is silent */
    bool repeated; /* the agency has other years */
} subject;

typedef struct panel {
    const jb_theme *themes;
    size_t count;
    unsigned limit;
    subject *subjects;
    size_t subject_count, subject_cap;
} panel;

/* Names one after the other. English names hold commas (Binhai New Area, Tianjin), so each has its
 * preposition: "by A, X, and by B, Y". */
typedef struct name_list {
    const char *before; /* "by " */
    const char *join;   /* "and" */
    size_t count, said;
    bool comma; /* in the name said last */
} name_list;

/* findings.c: the agency, with its year where it has others; and the next name of a list. */
const char *subject_name(speech *s, const subject *of);
void say_name(speech *s, name_list *list, const char *name);

/* theme.c: who states what in one table. */
bool row_states(const jb_dataset *dataset, size_t row);
bool row_waits(const jb_dataset *dataset, size_t row);
void say_theme(speech *s, const panel *p, size_t index);

/* summing.c: the table's totals, as far as there are any. */
void say_totals(speech *s, const panel *p, const jb_dataset *dataset);

#endif
