/* package.h - the main part of a Word document. */
#ifndef JIANBAO_REPORT_PACKAGE_H
#define JIANBAO_REPORT_PACKAGE_H

#include "text.h"

/* The XML of the main part, in scratch. Faults: no package, damaged, encrypted, a part missing,
 * more data than the package can honestly hold. */
jb_status package_read(const input *in, const char **xml, size_t *len);

#endif
