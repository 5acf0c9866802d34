/* torture.h - documents nobody would write, and what must hold of their pages all the same.
 *
 * A document follows from its seed alone. What is wrong with its pages is said in a sentence; the
 * first fault of a document is enough.
 */
#ifndef JIANBAO_TORTURE_H
#define JIANBAO_TORTURE_H

#include <layout_help.h>

/* Characters that the fonts at hand can draw; rare ones that they cannot are left out. */
void torture_letters(jb_fontset *fonts);
void torture_document(made *m, uint32_t seed);

/* Room for what is wrong; empty when nothing is. */
typedef struct fault {
    char text[500];
} fault;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void fault_say(fault *f, const char *format, ...);
bool fault_found(const fault *f);

/* torture_check.c */
void torture_check(const made *m, const jb_pages *pages, fault *f);
/* torture_words.c: every word once and in order, no line broken against the rules */
void torture_words(const made *m, const jb_pages *pages, fault *f);
void torture_lines(const jb_pages *pages, fault *f);
/* Links and references belong to the text they stand in. */
uint32_t torture_own_tag(const jb_pages *pages, uint32_t tag);
/* Of each element, whether it is of a footnote. */
void torture_footnotes(const jb_pages *pages, bool *own);
void torture_numbers(const made *m, const jb_pages *pages, fault *f);
/* torture_chart.c: no figure over a bar, a point or another chart's drawing */
void torture_charts(const made *m, const jb_pages *pages, fault *f);
/* What footnotes begin with, and no other text holds. */
#define FOOTNOTE_SIGN "乙"
/* torture_self.c: 0 when each check finds what it is for */
int torture_self(jb_fontset *fonts);

#endif
