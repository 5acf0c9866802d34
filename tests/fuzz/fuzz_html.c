/* fuzz_html.c - any bytes as a web page: refused with a message, or text with lines and tables
 * whose places agree.
 */
#include "fuzz_report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const jb_original_options options = {.kind = "html"};
    fuzz_report(data, size, &options);
    return 0;
}
