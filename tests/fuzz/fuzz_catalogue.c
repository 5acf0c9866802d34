/* fuzz_catalogue.c - any bytes as a catalogue of indicators: refused with a place, or usable. */
#include "fuzz.h"

#include <jianbao/model.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[FUZZ_PATH + 64];
    fuzz_write("catalogue.json", data, size, path);
    jb_error err = {0};
    jb_catalogue *catalogue = NULL;
    jb_status status = jb_catalogue_load(path, &catalogue, &err);
    fuzz_check_error(status, &err);
    if (status == JB_OK) {
        const jb_indicator *indicator;
        for (size_t i = 0; (indicator = jb_catalogue_at(catalogue, i)); i++) {
            FUZZ_CHECK(jb_catalogue_find(catalogue, indicator->code) == indicator);
        }
        jb_catalogue_free(catalogue);
    }
    return 0;
}
