/* para.h - a paragraph while it is made: characters with their elastic white, then lines.
 *
 * Private to the room. para.c makes atoms of runs, fill.c cuts them into lines, pieces.c gives
 * every character its final advance.
 */
#ifndef JIANBAO_TYPESET_PARA_H
#define JIANBAO_TYPESET_PARA_H

#include "breaks.h"
#include "chars.h"

#include <jianbao/typeset.h>

/* In which order white is given up when a line is too full. */
enum {
    SQUEEZE_EDGE,  /* a closing mark at the line's end, where the grid left it whole */
    SQUEEZE_PAIR,  /* between marks, before an opening mark at the line's start */
    SQUEEZE_GAP,   /* between Han and Latin, word spaces */
    SQUEEZE_PAUSE, /* commas, brackets */
    SQUEEZE_STOP,  /* ends of sentences */
    SQUEEZES
};

/* The white between an atom and the one before it, when both stand on one line. */
typedef struct gap {
    jb_len nat;
    jb_len shrink;
    jb_len stretch; /* taken before Han characters are spread */
    uint8_t level;  /* SQUEEZE_... of shrink */
    bool open;      /* takes part in even spreading */
} gap;

typedef struct atom {
    uint32_t code;
    uint32_t glyph;
    jb_len adv;
    jb_len before, after; /* white of a mark that may go */
    jb_len size;
    gap gap;
    uint32_t run;
    jb_font font;
    uint8_t cls;
    uint8_t cut;  /* before it */
    bool wide;    /* stands in a full em */
    bool trimmed; /* a space that a line's end swallows */
    bool raised;  /* off the baseline */
} atom;

/* What stands between forced line ends. */
typedef struct segment {
    size_t start, end;
    jb_len size; /* of an empty one */
} segment;

typedef struct line_plan {
    size_t start, end;
    size_t ink_end; /* without the spaces at its end */
    jb_len nat;     /* natural width */
    jb_len indent;
    jb_len avail;
    jb_len size;
    bool last;
    bool overfull;
    bool rough; /* not broken where one may */
} line_plan;

typedef struct para_work {
    breaker breaker;
    uint32_t *text;
    size_t text_len, text_cap;
    uint32_t *run_of;
    size_t run_cap;
    uint8_t *cuts;
    size_t cut_cap;
    atom *atoms;
    size_t atom_len, atom_cap;
    segment *segments;
    size_t segment_len, segment_cap;
    line_plan *lines;
    size_t line_len, line_cap;
} para_work;

void para_work_free(para_work *w);
para_work *fontset_work(jb_fontset *fonts);

/* Width of atoms [start, end) on one line, spaces at its end left out. */
typedef struct extent {
    jb_len nat;
    jb_len min; /* with all its white given up */
    size_t ink_end;
} extent;

/* The walk that measures a line as it grows; zero-initialise but for start. */
typedef struct walk {
    size_t start;
    jb_len nat, shrink;
    jb_len pend_nat, pend_shrink; /* spaces that may yet turn out to end the line */
    size_t ink_end;
} walk;

void walk_step(walk *k, const atom *atoms, size_t i);
/* What the line is wide if it ends here. */
extent walk_extent(const walk *k, const atom *atoms, const jb_para_spec *spec);
extent span_extent(const para_work *w, const jb_para_spec *spec, size_t start, size_t end);
/* White right of a mark that goes when it ends a line. */
jb_len end_white(const atom *a);
/* White left of an opening mark that goes when it begins a justified line, but not a paragraph. */
jb_len start_white(const atom *a, const jb_para_spec *spec);

/* Makes places within words worse ones to end a balanced line; called when there is something to
 * balance. */
void para_mark_words(para_work *w, const jb_para_spec *spec);

/* Fills w->lines from w->atoms and w->segments. */
void fill_lines(para_work *w, const jb_para_spec *spec);

/* level.c: evens out the justified lines from the one on; their number stays. */
void level_lines(para_work *w, const jb_para_spec *spec, size_t first);

/* Turns w->lines into the result. */
void pieces_make(jb_arena *arena, const para_work *w, const jb_run *runs, const jb_para_spec *spec,
                 jb_para *out);

#endif
