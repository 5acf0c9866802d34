/* pdf.h - a PDF file as numbered objects.
 *
 * The only header over libharu, which numbers the objects and writes them, the page tree and the
 * outline tree. What stands inside a dictionary is composed here as
 * text, so that no length passes through libharu's float and no title through its encoders. Knows
 * no marks, tags or fonts.
 */
#ifndef JB_PAINT_PDF_H
#define JB_PAINT_PDF_H

#include <jianbao/base.h>

typedef struct jb_pdf jb_pdf;
typedef uint32_t jb_obj; /* number of an indirect object; 0 is none */

jb_pdf *jb_pdf_new(jb_arena *arena);
void jb_pdf_free(jb_pdf *pdf); /* NULL is fine */

/* A new dictionary, empty until filled. */
jb_obj jb_pdf_dict(jb_pdf *pdf);
/* What stands between << and >>; copied. A page, bookmark or stream keeps its own keys as well. */
void jb_pdf_fill(jb_pdf *pdf, jb_obj object, const char *body);
/* A stream. `body` are its dictionary's keys besides /Length and /Filter. It is deflated when asked
 * for and worth it: below a kilobyte deflating takes as long as for many, and saves next to
 * nothing. */
jb_obj jb_pdf_stream(jb_pdf *pdf, const char *body, const void *bytes, size_t len, bool deflate);
/* Likewise from bytes that are deflated already: handed over when they are `given`, else the
 * caller's, who keeps them until the file is written. */
jb_obj jb_pdf_packed_stream(jb_pdf *pdf, const char *body, void *packed, size_t len, bool given);

/* The next page, with its content (deflated) and the dictionary of its fonts. */
jb_obj jb_pdf_page(jb_pdf *pdf, jb_obj fonts);
void jb_pdf_page_content(jb_pdf *pdf, jb_obj page, const void *bytes, size_t len);
/* The next bookmark below `parent` (0: top level); /Title and /Dest are filled by the caller. */
jb_obj jb_pdf_bookmark(jb_pdf *pdf, jb_obj parent);

jb_obj jb_pdf_catalog(const jb_pdf *pdf);
jb_obj jb_pdf_info(const jb_pdf *pdf);

/* Gives out the last `count` numbers of the file and returns the first; after this no other object
 * can be made. These are dictionaries that are written at once and not kept: */
jb_obj jb_pdf_seal(jb_pdf *pdf, size_t count);
/* the next of them, from << to >>. */
void jb_pdf_add(jb_pdf *pdf, const jb_str *body);

/* The whole file, with an /ID made of what it holds; `sha256` (may be NULL) gets its hash. Reports
 * any fault libharu had on the way. */
jb_status jb_pdf_write(jb_pdf *pdf, jb_str *out, char sha256[JB_SHA256_TEXT],
                       jb_error *err) JB_MUST_USE;

/* ---- text of PDF ------------------------------------------------------------------------- */

/* Documents hold millions of numbers; these are ten times faster than formatting. */
void jb_pdf_add_uint(jb_str *out, uint64_t value);
void jb_pdf_add_hex(jb_str *out, uint16_t value); /* four digits */
void jb_pdf_add_ref(jb_str *out, jb_obj object);  /* "7 0 R" */
/* 1/1000 units as a decimal without trailing zeros: 595276 -> 595.276. */
void jb_pdf_add_milli(jb_str *out, int64_t value);
/* <FEFF...>: UTF-8 as UTF-16BE. Control characters, which XML and viewers refuse, become spaces. */
void jb_pdf_add_text(jb_str *out, const char *utf8);
void jb_pdf_add_utf16(jb_str *out, uint32_t code_point); /* hexadecimal, surrogates if needed */
/* Letters, digits, - + . _ only; others are dropped. Never empty. */
void jb_pdf_add_name(jb_str *out, const char *text);

#endif
