/* describe.h - what a PDF says about itself: Info, XMP, the colour space, the catalog. */
#ifndef JB_PAINT_DESCRIBE_H
#define JB_PAINT_DESCRIBE_H

#include "pdf.h"

#include <jianbao/paint.h>

/* Fills the document information and the catalog. */
jb_status jb_document_describe(jb_pdf *pdf, const jb_pages *pages, const jb_pdf_options *options,
                               jb_obj structure, jb_error *err) JB_MUST_USE;

#endif
