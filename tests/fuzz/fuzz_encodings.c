/* fuzz_encodings.c - any bytes as a report in text: refused with a message, or frozen with places
 * that agree. The first byte chooses an encoding, or none.
 */
#include "fuzz_report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {NULL,       "UTF-8",    "GB18030", "Big5",
                                            "UTF-16LE", "UTF-16BE", "UTF-16",  "Big5-HKSCS"};
    if (size < 1) {
        return 0;
    }
    const jb_original_options options = {
        .encoding = encodings[data[0] % (sizeof encodings / sizeof *encodings)], .kind = "text"};
    fuzz_report(data + 1, size - 1, &options);
    return 0;
}
