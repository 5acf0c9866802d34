/* jianbao/typeset.h - font files to metrics, text to filled and justified lines.
 *
 * Decides which font draws a character, where a line may break and how a line is filled. Knows
 * nothing of tables, pages or PDF. HarfBuzz reads and subsets the fonts, ICU proposes the breaks;
 * the rules of Chinese typesetting on top (no mark astray at a line's edge, number and unit kept
 * together, Han-Latin gap, squeezing before spreading) are ours, after W3C CLREQ and
 * GB/T 15834, GB/T 15835.
 */
#ifndef JIANBAO_TYPESET_H
#define JIANBAO_TYPESET_H

#include <jianbao/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All lengths are integers in 1/1000 point, so pages are the same on every machine. Products of
 * an advance (1/1000 em) and a size are rounded half up, once. */
typedef int32_t jb_len;
#define JB_PT(points) ((jb_len)((points)*1000))
/* Millimetres times 100 to jb_len, rounded: JB_MM100(15600) is 156 mm. */
#define JB_MM100(hundredths) ((jb_len)(((int64_t)(hundredths)*7200000 / 254 + 500) / 1000))

/* ---- fonts ------------------------------------------------------------------------------- */

typedef enum jb_role {
    JB_ROLE_TITLE, /* 小标宋 */
    JB_ROLE_BODY,  /* 仿宋 */
    JB_ROLE_HEI,   /* 黑体 */
    JB_ROLE_KAI,   /* 楷体 */
    JB_ROLE_SONG,  /* 宋体: tables, notes, page numbers */
    JB_ROLES
} jb_role;
const char *jb_role_code(jb_role role); /* "title" */

typedef struct jb_fontset jb_fontset;
typedef uint16_t jb_font; /* index of a font file in its set */

/* Reads DIR/fonts.json (docs/fonts.md) and checks that the files exist; a file is opened (mapped)
 * when first needed. `own_dir` (may be NULL) is an office's directory: its fonts.json may name any
 * of the roles and comes first, the prepared fonts remain as fallback. Without fonts.json it holds
 * files named after the roles: title.ttf, body.otf. */
jb_status jb_fontset_open(const char *dir, const char *own_dir, jb_fontset **out,
                          jb_error *err) JB_MUST_USE;
void jb_fontset_free(jb_fontset *fonts);

/* The font and glyph that draw a character. Latin letters and figures come from the role's Latin
 * font; quotes, dashes and ellipses from the Han font in Chinese text and from the Latin font in
 * English text; then the fallback chain. */
typedef struct jb_glyph {
    jb_font font;
    uint32_t glyph;
    int32_t advance; /* 1/1000 em, rounded */
} jb_glyph;
jb_status jb_fontset_glyph(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t code_point,
                           jb_glyph *out, const jb_loc *loc, jb_error *err) JB_MUST_USE;

typedef struct jb_font_info {
    const char *file;
    const char *family;
    const char *postscript_name; /* printable ASCII without spaces */
    bool cff;                    /* outlines: CFF, else TrueType */
    int32_t ascent, descent;     /* 1/1000 em; descent negative */
    int32_t cap_height, x_height;
    int32_t bbox[4];      /* xMin yMin xMax yMax */
    int32_t italic_angle; /* degrees */
    int32_t weight;       /* usWeightClass */
    bool serif, fixed_pitch;
} jb_font_info;
jb_status jb_font_describe(jb_fontset *fonts, jb_font font, const jb_font_info **out,
                           jb_error *err) JB_MUST_USE;
size_t jb_fontset_count(const jb_fontset *fonts);

/* A font file with just these glyphs (and .notdef), for embedding. map[i] becomes the new id of
 * glyphs[i]; advances[i] its advance in the subset (1/1000 em, rounded as PDF wants it). In a
 * CID-keyed CFF font the CIDs are renumbered too, so the new id serves as glyph and as CID. Same
 * input, same bytes. */
jb_status jb_font_subset(jb_arena *arena, jb_fontset *fonts, jb_font font, const uint32_t *glyphs,
                         size_t count, const char **bytes, size_t *len, uint32_t *map,
                         int32_t *advances, jb_error *err) JB_MUST_USE;

/* The shape of a glyph in 1/1000 em, y upwards: closed contours, each from a `first` point on; what
 * they enclose is filled by the even-odd rule. Curves are cut into chords. */
typedef struct jb_outline_point {
    int32_t x, y;
    bool first;
} jb_outline_point;
jb_status jb_font_outline(jb_arena *arena, jb_fontset *fonts, jb_font font, uint32_t glyph,
                          const jb_outline_point **out, size_t *count, jb_error *err) JB_MUST_USE;

/* ---- paragraphs -------------------------------------------------------------------------- */

typedef enum jb_align {
    JB_ALIGN_LEFT,
    JB_ALIGN_CENTER,
    JB_ALIGN_RIGHT,
    JB_ALIGN_JUSTIFY,  /* both edges, last line left */
    JB_ALIGN_BALANCED, /* centred, lines of a title about equally long */
    JB_ALIGN_DECIMAL   /* in tables only: on the decimal axis */
} jb_align;

/* A stretch of text in one style. "\n" is a forced line end. `ref` travels to the pieces. */
typedef struct jb_run {
    const char *text; /* UTF-8 */
    jb_role role;
    jb_len size;
    jb_len rise;    /* baseline shift upwards, for superscripts */
    uint32_t color; /* 0xRRGGBB */
    uint32_t ref;
} jb_run;

typedef struct jb_para_spec {
    jb_len width;        /* of the measure; > 0 */
    jb_len first_indent; /* of the first line; negative hangs */
    jb_len rest_indent;
    jb_align align;
    jb_lang lang;
    bool loose;  /* —— and …… may begin a line; else only where nothing better is left */
    bool no_gap; /* leave out the quarter-em gap between Han and Latin */
    bool grid;   /* advance of a Han character is spread to `pitch` */
    jb_len pitch;
    const jb_loc *loc; /* where the text comes from, for faults; may be NULL */
} jb_para_spec;

/* Characters drawn with one font at one size on one baseline. adv[i] includes gaps and
 * justification; x is from the left edge of the measure. Spaces at a line's end stay as
 * characters, so that text can be copied, with an advance of 0. A piece that begins a justified
 * line may begin left of it by the white of an opening mark. */
typedef struct jb_piece {
    jb_font font;
    jb_len size;
    jb_len rise;
    uint32_t color;
    uint32_t ref;
    jb_len x;
    jb_len width;
    uint32_t count;
    const uint32_t *code_points;
    const uint32_t *glyphs;
    const jb_len *adv;
} jb_piece;

typedef struct jb_line {
    const jb_piece *pieces;
    size_t piece_count;
    jb_len x;      /* of the first ink */
    jb_len width;  /* of what stands on it, squeezed or spread as it is */
    jb_len size;   /* largest type size on it */
    bool last;     /* ends a paragraph (end of text or forced) */
    bool overfull; /* could not be made to fit: one unbreakable thing wider than the measure */
} jb_line;

/* Empty text has no lines; "\n" has an empty one. */
typedef struct jb_para {
    const jb_line *lines;
    size_t count;
} jb_para;

jb_status jb_para_build(jb_arena *arena, jb_fontset *fonts, const jb_run *runs, size_t count,
                        const jb_para_spec *spec, jb_para *out, jb_error *err) JB_MUST_USE;

/* Width on one line (the widest forced line), and of the widest thing that cannot be broken. */
jb_status jb_para_measure(jb_fontset *fonts, const jb_run *runs, size_t count, jb_lang lang,
                          const jb_loc *loc, jb_len *natural, jb_len *minimum,
                          jb_error *err) JB_MUST_USE;

/* Where lines may end, without fonts: breaks[i] tells of the place before code point i (and
 * breaks[count] of the end). For tests and for other rooms that need to cut text. */
typedef enum jb_break { JB_BREAK_NO, JB_BREAK_MAY, JB_BREAK_MUST } jb_break;
jb_status jb_breaks_find(jb_arena *arena, const char *text, jb_lang lang, uint8_t **breaks,
                         size_t *count, jb_error *err) JB_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
