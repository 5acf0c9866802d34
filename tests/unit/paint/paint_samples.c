/* paint_samples.c - writes the samples as PDF and SVG files into a folder, for validators.
 *
 * Usage: paint_samples DIR, from the source tree's root.
 */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

static void paint_picture(sample *s, const char *dir, const char *name)
{
    char path[512];
    jb_error err = {0};
    jb_out *out;

    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    if (jb_out_open(path, &out, &err) != JB_OK ||
        jb_paint_svg(&s->pages, 0, s->fonts, out, &err) != JB_OK ||
        jb_out_commit(out, &err) != JB_OK) {
        jb_panic("%s", err.en);
    }
    (void)puts(path);
}

static void paint(sample *s, const char *dir, const char *name)
{
    const jb_pdf_options options = {.date = 1700000000, .version = "test"};
    char path[512];
    jb_error err = {0};
    jb_out *out;

    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    if (jb_out_open(path, &out, &err) != JB_OK) {
        jb_panic("%s", err.en);
    }
    if (jb_paint_pdf(&s->pages, s->fonts, &options, out, &err) != JB_OK) {
        jb_panic("%s: %s", path, err.en);
    }
    if (jb_out_commit(out, &err) != JB_OK) {
        jb_panic("%s", err.en);
    }
    sample_close(s);
    (void)puts(path);
}

int main(int argc, char **argv)
{
    static sample s;

    if (argc != 2) {
        (void)fputs("usage: paint_samples DIR\n", stderr);
        return 2;
    }
    sample_open(&s, "fonts", NULL);
    sample_report(&s);
    paint_picture(&s, argv[1], "report.svg");
    paint(&s, argv[1], "report.pdf");
    sample_open(&s, "fonts", NULL);
    sample_chart(&s);
    paint_picture(&s, argv[1], "chart.svg");
    paint(&s, argv[1], "chart.pdf");
    sample_open(&s, "fonts", NULL);
    sample_shared(&s, JB_ROLE_SONG);
    paint(&s, argv[1], "shared-truetype.pdf");
    sample_open(&s, "fonts", NULL);
    sample_shared(&s, JB_ROLE_BODY);
    paint(&s, argv[1], "shared-cff.pdf");
    sample_fonts(argv[1]);
    sample_open(&s, "fonts", argv[1]);
    sample_rare(&s);
    paint(&s, argv[1], "rare.pdf");
    return 0;
}
