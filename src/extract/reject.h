/* reject.h - a number in its place, and the questions asked of it before anything else is.
 *
 * Each file answers one: is a single case told, is it somebody else's, is it only found or pending.
 */
#ifndef JIANBAO_EXTRACT_REJECT_H
#define JIANBAO_EXTRACT_REJECT_H

#include "work.h"

typedef struct jb_place {
    const jb_work *work;
    const jb_sentence *s;
    jb_quantity *q;
    size_t index;  /* of the quantity */
    size_t clause; /* where its clause begins, times and short openings left out */
    size_t title;  /* behind the last 《, 》 or line end before it; 0 when there is none */
    size_t person; /* the first word of the sentence that may tell of one person; its end or more */
    size_t kinds;  /* the first word that tells of disputes of all kinds; its end or more */
    size_t quote;  /* behind the last quote or stop before it; 0 when there is none */
} jb_place;

/* clauses.c: the first hit of the sentence that is near enough to the figure to steer it. */
size_t jb_steering_hit(const jb_place *at);
/* Behind times and short openings: 其中, 同时. */
size_t jb_skip_openings(const jb_work *work, size_t i);
/* Where the clause of the figure begins, times and short openings left out. */
size_t jb_clause_start(const jb_place *at);
/* The clause before the one that begins at `i`; false at the sentence's start or behind a ；. */
bool jb_clause_before(const jb_place *at, size_t i, jb_span *out);

/* stories.c: marks the sentences that tell a single case. */
void jb_stories_mark(jb_work *work);
bool jb_is_surname(uint32_t c);
/* cases.c: those of paragraphs that tell one without naming anybody. */
void jb_cases_mark(jb_work *work);
/* persons.c: what one person has done in his working life. */
size_t jb_person_in(const jb_work *work,
                    const jb_sentence *s); /* the first word that may tell so */
bool jb_is_of_person(const jb_place *at);
/* kinds.c: disputes of all kinds. */
size_t jb_kinds_in(const jb_work *work, const jb_sentence *s);
bool jb_is_of_all_kinds(const jb_place *at);
/* actors.c: whose deeds the sentences tell, and whether they are another body's. */
void jb_actors_mark(jb_work *work);
bool jb_is_of_other_actor(const jb_place *at);
bool jb_is_handed_on(const jb_work *work, size_t from, size_t end);
/* 法院判决驳回24件: what a court decided of somebody, told by him. */
bool jb_judges(const jb_work *work, size_t behind);
/* aims.c: what is to be reached, asked for or planned. */
bool jb_is_aim(const jb_place *at);
/* aside.c: numbers about the matter that are no results: who came to a meeting, other fields. */
bool jb_is_aside(const jb_place *at);
bool jb_is_one_told(const jb_place *at);
bool jb_is_of_one_told(const jb_place *at);
/* elsewhere.c: another place, a higher level or another body is spoken of. */
bool jb_is_elsewhere(const jb_place *at);
bool jb_speaks_for_city(const jb_work *work);
/* compared.c: a value of another time, and how much more or less something was. */
bool jb_is_earlier(const jb_place *at);
bool jb_is_difference(const jb_place *at);
/* owed.c: wages found to be owed, and what is still being dealt with. */
bool jb_is_owed(const jb_place *at);

#endif
