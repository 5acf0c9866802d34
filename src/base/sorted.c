/* sorted.c - looking into lists that are in order, where bsearch(3) does not do: several items may
 * go with one key. */
#include <jianbao/base.h>

size_t jb_sorted_from(const void *key, const void *list, size_t count, size_t size,
                      int (*compare)(const void *key, const void *item))
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(key, (const char *)list + middle * size) > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
