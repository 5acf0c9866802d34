/* painted.h - a sample of pages with a folder for what is made of it. */
#ifndef JB_TEST_PAINT_PAINTED_H
#define JB_TEST_PAINT_PAINTED_H

#include "jbtest.h"
#include "sample.h"

typedef struct painted {
    char dir[JB_TEST_DIR];
    sample s;
} painted;

static inline painted *painted_open(const char *own_fonts)
{
    painted *p = jb_xmalloc(sizeof *p);

    jb_test_dir(p->dir);
    sample_open(&p->s, "fonts", own_fonts);
    return p;
}

static inline void painted_free(painted *p)
{
    sample_close(&p->s);
    jb_test_dir_remove(p->dir);
    free(p);
}

static inline int open_report(void **state)
{
    painted *p = painted_open(NULL);

    sample_report(&p->s);
    *state = p;
    return 0;
}

static inline int open_chart(void **state)
{
    painted *p = painted_open(NULL);

    sample_chart(&p->s);
    *state = p;
    return 0;
}

static inline int close_painted(void **state)
{
    painted_free(*state);
    return 0;
}

#endif
