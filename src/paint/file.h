/* file.h - the bytes of a PDF 1.7 file: packed objects and a cross-reference stream.
 *
 * Decides how numbered objects lie in the file, not what they are. Dictionaries go into object
 * streams, which compress well because neighbours are alike; streams stand by themselves.
 */
#ifndef JB_PAINT_FILE_H
#define JB_PAINT_FILE_H

#include <jianbao/base.h>

struct libdeflate_compressor;

typedef struct jb_file jb_file;

/* Objects 1 to `count` may be added, each once, in any order; those that are not are free. The
 * deflater is borrowed. */
jb_file *jb_file_new(uint32_t count, struct libdeflate_compressor *deflater);
void jb_file_free(jb_file *file); /* NULL is fine */
/* A dictionary, from << to >>. */
void jb_file_add_dict(jb_file *file, uint32_t number, const char *text, size_t len);
/* A stream: the keys of its dictionary without /Length, and its bytes as they are to stand. */
void jb_file_add_stream(jb_file *file, uint32_t number, const char *keys, const void *bytes,
                        size_t len);
/* Writes what is left and the cross-reference stream, with an /ID made of all that comes before
 * it, and hands the file over. `sha256` (may be NULL) gets the hash of it all. */
void jb_file_finish(jb_file *file, uint32_t root, uint32_t info, jb_str *out,
                    char sha256[JB_SHA256_TEXT]);

#endif
