/* attach.h - files within the file, as PDF/A-3 wants them. */
#ifndef JB_PAINT_ATTACH_H
#define JB_PAINT_ATTACH_H

#include "pdf.h"

#include <jianbao/pages.h>

/* Writes the attached files, with `date` as PDF spells it, and appends what the catalog must say of
 * them; nothing when there are none. */
void jb_attachments_write(jb_pdf *pdf, const jb_pages *pages, const char *date, jb_str *catalog);

#endif
