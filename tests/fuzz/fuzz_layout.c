/* fuzz_layout.c - any bytes as a layout: refused with a place, or a brief with a title and
 * parameters that can be set.
 */
#include "fuzz.h"

#include <jianbao/brief.h>

static void check_brief(jb_brief *brief)
{
    FUZZ_CHECK(jb_brief_title(brief, JB_LANG_ZH) != NULL);
    size_t count = 0;
    const jb_param *params = jb_brief_params(brief, &count);
    for (size_t i = 0; i < count; i++) {
        jb_error err = {0};
        char assignment[256];
        snprintf(assignment, sizeof assignment, "%s=2024", params[i].name);
        fuzz_check_error(jb_brief_set(brief, assignment, &err), &err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jb_catalogue *catalogue;
    jb_error err = {0};
    if (!catalogue) {
        FUZZ_CHECK(jb_catalogue_load(NULL, &catalogue, &err) == JB_OK);
    }
    char path[FUZZ_PATH + 64];
    fuzz_write("layout.json", data, size, path);
    jb_brief *brief = NULL;
    jb_status status = jb_brief_load(path, catalogue, &brief, &err);
    fuzz_check_error(status, &err);
    if (status == JB_OK) {
        check_brief(brief);
        jb_brief_free(brief);
    } else {
        FUZZ_CHECK(err.loc.source[0] != '\0');
    }
    return 0;
}
