/* fuzz_points.h - bytes as code points of a text, as the extraction sees them: no control
 * characters but line ends. Bytes that are no UTF-8 are cut off.
 */
#ifndef JIANBAO_FUZZ_POINTS_H
#define JIANBAO_FUZZ_POINTS_H

#include "fuzz.h"
#include "text.h"

enum { FUZZ_POINTS = 1024 };

/* The points stand in `room`, which has FUZZ_POINTS of them. */
static inline jb_points fuzz_points(const uint8_t *data, size_t size, uint32_t *room)
{
    const char *text = (const char *)data;
    size_t len = jb_utf8_check(text, size);
    size_t n = 0;
    for (size_t at = 0; at < len && n < FUZZ_POINTS;) {
        uint32_t c = jb_utf8_next(text, len, &at);
        room[n++] = c < ' ' && c != '\n' ? ' ' : c;
    }
    return (jb_points){room, n};
}

#endif
