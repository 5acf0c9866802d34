/* jianbao/paint.h - pages to bytes.
 *
 * paint_pdf is the only user of libharu; paint_dump writes the page list as text for golden tests,
 * paint_svg a page as a picture to look at.
 * Knows neither tables nor charts.
 */
#ifndef JIANBAO_PAINT_H
#define JIANBAO_PAINT_H

#include <jianbao/pages.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_pdf_options {
    /* Seconds since 1970 for the document dates; SOURCE_DATE_EPOCH or the newest date in the data,
     * never the clock. */
    int64_t date;
    const char *version; /* of the program, for /Producer */
    char *sha256; /* room for JB_SHA256_TEXT bytes: gets the hash of the file; NULL is fine */
} jb_pdf_options;

/* PDF 1.7, tagged (PDF/UA-1), PDF/A-2a, or PDF/A-3a when files are attached; fonts embedded as
 * exact subsets, bookmarks, page labels. Same pages, same bytes. */
jb_status jb_paint_pdf(const jb_pages *pages, jb_fontset *fonts, const jb_pdf_options *options,
                       jb_out *out, jb_error *err) JB_MUST_USE;

/* Deflates an attachment while it is written, before there is a document: its bytes may be far more
 * than the whole document. `end` fills in what the attachment then is, frees the packer and returns
 * the memory to free after painting. */
typedef struct jb_packer jb_packer;
jb_packer *jb_packer_new(void);
void jb_packer_add(jb_packer *packer, const void *bytes, size_t len);
void *jb_packer_end(jb_packer *packer, jb_attachment *attachment) JB_MUST_USE;

/* One line a mark, readable and stable. */
jb_status jb_paint_dump(const jb_pages *pages, jb_fontset *fonts, jb_out *out,
                        jb_error *err) JB_MUST_USE;

/* One page, counted from 0, as an SVG picture whose glyphs are outlines: it needs no font. */
jb_status jb_paint_svg(const jb_pages *pages, size_t page, jb_fontset *fonts, jb_out *out,
                       jb_error *err) JB_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
