/* xml.h - text within XML. */
#ifndef JB_PAINT_XML_H
#define JB_PAINT_XML_H

#include <jianbao/base.h>

/* UTF-8 with the characters that mean something to XML escaped, also inside double quotes; those
 * that XML does not have become spaces. */
void jb_xml_add(jb_str *out, const char *text);

#endif
